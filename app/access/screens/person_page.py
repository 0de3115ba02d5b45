"""The wizard's page about the first kepala: who signs, and the passphrase that opens everything."""

from PySide6.QtWidgets import QWidget

from app.access.rules import login_from
from app.access.screens.entrance import Page
from app.access.screens.secret_fields import PassphraseField, StrengthLine
from app.access.screens.site_pages import show_problems
from app.access.wizard import Answers, person_problems, text_of
from app.kernel.i18n import _
from app.widgets.fields import TextField
from app.widgets.form import Form
from app.widgets.layouts import column


class PersonPage(Page):
    """Name, NIP and login of the kepala; his passphrase twice."""

    def __init__(self, receiving: bool = False) -> None:
        lead = _("Kepala pos membuat akun petugas lain, menandatangani, dan menutup hari.")
        if receiving:
            lead = _("Kepala kantor membuat akun petugas lain dan menandatangani tanda terima.")
            super().__init__(_("Kepala kantor"), lead, _("Buat kantor"))
        else:
            super().__init__(_("Kepala pos"), lead, _("Buat pos"))
        name = TextField("person", _("Nama lengkap"), required=True)
        title, nip = TextField("title", _("Jabatan")), TextField("nip", _("NIP"))
        rank, login = TextField("rank", _("Pangkat / golongan")), TextField("login", _("Nama masuk"), required=True)
        nip.line.setMaxLength(18)
        self._secret = PassphraseField("passphrase", _("Kata sandi"))
        again = PassphraseField("again", _("Kata sandi, sekali lagi"))
        self.who = Form([name, title, nip, rank, login], wide=("person",))
        self.who.submitted.connect(self.moved_on)
        self.secret = Form([self._secret, again])
        self.secret.submitted.connect(self.moved_on)
        self.strength = StrengthLine(self._secret)
        self._proposed = ""
        name.changed.connect(self._propose)
        login.changed.connect(lambda: self.strength.know_login(text_of(self.answers(), "login")))
        self.setLayout(column(self.who, self.secret, self.strength, 1, gap=14))

    def answers(self) -> Answers:
        """What both forms hold."""
        return {**self.who.collect(), **self.secret.collect()}

    def first_focus(self) -> QWidget | None:
        """The name."""
        return self.who.field("person")

    def may_go_on(self) -> bool:
        """Show what is missing."""
        problems = person_problems(self.answers())
        below = show_problems(self.secret, problems)
        return show_problems(self.who, problems) and below

    def _propose(self) -> None:
        login = self.who.field("login")
        if login.value() in (None, self._proposed):
            name = text_of(self.answers(), "person")
            self._proposed = login_from(name) if name else ""
            login.set_value(self._proposed)
