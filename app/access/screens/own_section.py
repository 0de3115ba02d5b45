"""Settings of oneself: passphrase, and the PIN of this shift."""

from app.access.screens.reach import Reach
from app.access.screens.secret_fields import PassphraseField, StrengthLine
from app.access.screens.section import Section, show_problems, titled
from app.access.users import change_passphrase
from app.access.wizard import passphrase_problems
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.form import Form
from app.widgets.labels import label, pill
from app.widgets.layouts import column, row


class OwnSection(Section):
    """The passphrase opens the data; the PIN only takes turns."""

    lead = N_("Kata sandi membuka data. PIN hanya untuk bergantian selama aplikasi terbuka.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._new = PassphraseField("passphrase", _("Kata sandi baru"))
        again = PassphraseField("again", _("Kata sandi baru, sekali lagi"))
        self.form = Form([PassphraseField("old", _("Kata sandi sekarang")), self._new, again], wide=("old",))
        self.strength = StrengthLine(self._new)
        self.save_button = button(_("Ganti kata sandi"), self._save, "primary")
        self.form.submitted.connect(self._save)
        first = titled(_("Kata sandi"), self.form, self.strength, row(self.save_button, 1))
        self._state = pill("")
        self.make = button(_("Buat PIN"), reach.frame.ask_pin, "", "keyboard")
        self._drop = button(_("Hapus PIN"), self._forget, "quiet")
        text = _("Rekan mengambil alih dengan PIN-nya (Ctrl+Shift+L); rombongan, hitungan dan isian tetap di layar.")
        second = titled(
            _("PIN giliran ini"), label(text, "muted", wrap=True), row(self._state, self.make, self._drop, 1, gap=12)
        )
        self.setLayout(column(first, second, 1, gap=16))

    def load(self) -> None:
        """Show whether there is a PIN."""
        has = self.reach.desk.has_pin
        self._state.setText(_("ada PIN") if has else _("belum ada PIN"))
        self.make.setText(_("Ganti PIN") if has else _("Buat PIN"))
        self._drop.setVisible(has)
        self.strength.know_login(self.reach.office.login)

    def _save(self) -> None:
        answers = self.form.collect()
        problems = passphrase_problems(answers, self.reach.office.login)
        if not answers["old"]:
            problems["old"] = _("Perlu diisi.")
        if not show_problems(self.form, problems):
            return
        old, new = str(answers["old"]), str(answers["passphrase"])
        self.save_button.setEnabled(False)
        changed = self.reach.act(lambda office: change_passphrase(office, old, new))
        changed.then(lambda _none: self._changed()).otherwise(self._refused)
        changed.finally_(lambda: self.save_button.setEnabled(True))

    def _changed(self) -> None:
        self.form.load({})
        self.reach.desk.forget_pin()
        self.load()
        self.tell(_("Kata sandi diganti. PIN giliran ini perlu dibuat ulang."))

    def _refused(self, error: UserError) -> None:
        self.form.field("old").show_problem(f"{error.text} {error.hint}".strip())

    def _forget(self) -> None:
        self.reach.desk.forget_pin()
        self.load()
