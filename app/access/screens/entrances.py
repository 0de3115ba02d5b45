"""Coming in the first time by a one-time code, or again by two recovery sheets."""

from PySide6.QtWidgets import QWidget

from app.access.codes import read_code
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.recovery import recover
from app.access.rules import clean_login, clean_name, login_from
from app.access.screens.entrance import Entrance, Page, Place
from app.access.screens.secret_fields import PassphraseField, StrengthLine
from app.access.screens.sheet_pages import VerifyPage
from app.access.screens.site_pages import show_problems
from app.access.unlock import enrol, logins
from app.access.wizard import Answers, passphrase_problems, text_of
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.widgets.fields import ChoiceField, TextField
from app.widgets.form import Form
from app.widgets.layouts import column
from app.widgets.theme import Theme


class CodePage(Page):
    """The code from the sheet, a name, and one's own passphrase."""

    def __init__(self) -> None:
        lead = _("Kode hanya dipakai sekali. Sesudah itu akun ini milik Anda, dan hanya Anda yang tahu kata sandinya.")
        super().__init__(_("Masuk pertama kali"), lead, _("Buat akun saya"))
        code = TextField("code", _("Kode dari lembar"), required=True).placeholder("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        name, login = TextField("person", _("Nama lengkap"), required=True), TextField("login", _("Nama masuk"), True)
        self._secret = PassphraseField("passphrase", _("Kata sandi baru"))
        again = PassphraseField("again", _("Kata sandi baru, sekali lagi"))
        self.form = Form([code, name, login, self._secret, again], wide=("code",))
        self.form.submitted.connect(self.moved_on)
        self._proposed = ""
        name.changed.connect(self._propose)
        self.setLayout(column(self.form, StrengthLine(self._secret), 1, gap=14))

    def answers(self) -> Answers:
        """What the form holds."""
        return self.form.collect()

    def first_focus(self) -> QWidget | None:
        """The code."""
        return self.form.field("code")

    def may_go_on(self) -> bool:
        """Show what is missing."""
        answers = self.answers()
        problems = passphrase_problems(answers, text_of(answers, "login"))
        for name, check in (("code", read_code), ("person", clean_name), ("login", clean_login)):
            try:
                check(text_of(answers, name))
            except UserError as error:
                problems[name] = error.text
        return show_problems(self.form, problems)

    def _propose(self) -> None:
        login = self.form.field("login")
        if login.value() in (None, self._proposed):
            self._proposed = login_from(text_of(self.answers(), "person"))
            login.set_value(self._proposed)


class CodeEntrance(Entrance):
    """The first person of a restricted role makes his account."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place, theme)
        self._code_page = CodePage()
        self.show_steps([("here", _("Lembar kode"))])
        self.put_up(self._code_page)

    def go_on(self) -> None:
        """Make the account and go in."""
        page, place = self._code_page, self.place
        if not page.may_go_on():
            return
        answers = page.answers()
        person = PersonDraft(text_of(answers, "login"), text_of(answers, "person"))

        def make() -> Office:
            code, phrase = text_of(answers, "code"), str(answers["passphrase"])
            return place.adopt(enrol(place.home, code, person, phrase, place.clock))

        self.busy(True, _("Membuat akun …"))
        self.ops.compute(make).then(lambda _office: self.finish()).otherwise(self.refuse)


class NewPassphrasePage(Page):
    """Who comes back, and his new passphrase."""

    def __init__(self, names: tuple[str, ...]) -> None:
        lead = _("Lembarnya cocok. Pilih siapa yang masuk dan buat kata sandi baru; data tetap utuh.")
        super().__init__(_("Kata sandi baru"), lead, _("Masuk"))
        who = ChoiceField("login", _("Nama masuk"), [(name, name) for name in names], required=True)
        self._secret = PassphraseField("passphrase", _("Kata sandi baru"))
        again = PassphraseField("again", _("Kata sandi baru, sekali lagi"))
        self.form = Form([who, self._secret, again], wide=("login",))
        self.form.submitted.connect(self.moved_on)
        if len(names) == 1:
            who.set_value(names[0])
        self.setLayout(column(self.form, StrengthLine(self._secret), 1, gap=14))

    def first_focus(self) -> QWidget | None:
        """Who."""
        return self.form.field("login")

    def may_go_on(self) -> bool:
        """Show what is missing."""
        answers = self.form.collect()
        problems = passphrase_problems(answers, text_of(answers, "login"))
        if not text_of(answers, "login"):
            problems["login"] = _("Pilih nama Anda.")
        return show_problems(self.form, problems)


class SheetsEntrance(Entrance):
    """Two recovery sheets let somebody in again who lost his passphrase."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place, theme)
        self._sheets = VerifyPage()
        self._sheets.may_defer(False)
        self._sheets.lead = _(
            "Ketik kata-kata dua lembar pemulihan (empat huruf pertama tiap kata cukup), atau pindai kodenya."
        )
        self._sheets.on_text = _("Lanjut")
        self._new = NewPassphrasePage(logins(place.home))
        self._show(self._sheets)

    def go_on(self) -> None:
        """From the sheets to the new passphrase, from there in."""
        page = self.page
        if page is None or not page.may_go_on():
            return
        if page is self._sheets:
            self._show(self._new)
            return
        answers, texts, place = self._new.form.collect(), self._sheets.texts(), self.place

        def come_back() -> Office:
            login, phrase = text_of(answers, "login"), str(answers["passphrase"])
            return place.adopt(recover(place.home, texts, login, phrase, place.clock))

        self.busy(True, _("Membuka …"))
        self.ops.compute(come_back).then(lambda _office: self.finish()).otherwise(self.refuse)

    def go_back(self) -> None:
        """From the passphrase to the sheets, from there out."""
        if self.page is self._new:
            self._show(self._sheets)
        else:
            self.leave()

    def _show(self, page: Page) -> None:
        second = page is self._new
        states = ("done", "here") if second else ("here", "ahead")
        self.show_steps(list(zip(states, (_("Dua lembar"), _("Kata sandi baru")), strict=True)))
        self.put_up(page)
