"""Taking turns at one desk: choosing a PIN for this shift, and a colleague taking over."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.access.rules import check_pin
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, TextField
from app.widgets.labels import label, retone


class _Comer(Protocol):
    """Somebody who may take over."""

    @property
    def login(self) -> str:
        """His login name."""

    @property
    def name(self) -> str:
        """How he is called."""

    @property
    def pin(self) -> bool:
        """Whether a PIN is enough."""


class PinSheet(Sheet):
    """A PIN typed twice; it lives until the application ends."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        text = _("Empat sampai delapan angka. PIN hanya disimpan selama aplikasi terbuka; kata sandi tetap berlaku.")
        self._pin = TextField("pin", _("PIN"), secret=True)
        self._again = TextField("again", _("Sekali lagi"), secret=True)
        super().__init__(parent, Question(_("PIN untuk giliran ini"), text, _("Simpan PIN")), self._pin, self._again)
        for field in (self._pin, self._again):
            field.line.setMaxLength(8)
            field.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.yes.clicked.disconnect()
        self.yes.clicked.connect(self._check)
        self._pin.setFocus()

    def refuse(self, text: str, hint: str = "") -> None:
        """Say why the PIN was not taken."""
        self.yes.setEnabled(True)
        self._pin.show_problem(f"{text} {hint}".strip())
        self._pin.line.setFocus()

    def _check(self) -> None:
        pin = self._pin.line.text()
        try:
            check_pin(pin)
        except UserError as error:
            self.refuse(error.text, error.hint)
            return
        self._pin.show_problem("")
        same = pin == self._again.line.text()
        self._again.show_problem("" if same else _("Kedua PIN belum sama."))
        if same:
            self.yes.setEnabled(False)
            self.chosen.emit(pin)


class TakeOverSheet(Sheet):
    """Who takes over, and his PIN or passphrase; what is on the screen stays."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, comers: Sequence[_Comer]) -> None:
        text = _("Rombongan, hitungan dan baris yang sedang diketik tetap di layar; hitungan dicatat per petugas.")
        self._pins = {one.login: one.pin for one in comers}
        options = [(one.login, one.name if one.pin else f"{one.login} – {_('kata sandi')}") for one in comers]
        self.who = ChoiceField("who", _("Siapa yang bertugas sekarang"), options)
        self.secret = TextField("secret", _("PIN atau kata sandi"), secret=True)
        self._note = label("", "caption", wrap=True)
        parts = (self.who, self.secret, self._note)
        super().__init__(parent, Question(_("Ganti pengguna"), text, _("Ambil alih")), *parts)
        self.who.changed.connect(self._named)
        self.yes.clicked.disconnect()
        self.yes.clicked.connect(self._ask)
        self.who.setFocus()

    def refuse(self, text: str, hint: str = "") -> None:
        """Say why not."""
        self.yes.setEnabled(True)
        self.secret.set_value(None)
        self.secret.show_problem(text)
        retone(self._note, hint, "")
        self.secret.line.setFocus()

    def _named(self) -> None:
        by_pin = self._pins.get(str(self.who.value()), False)
        retone(self._note, _("Cukup PIN giliran ini.") if by_pin else "", "")

    def _ask(self) -> None:
        who, secret = self.who.value(), self.secret.line.text()
        self.who.show_problem("" if who else _("Pilih nama Anda."))
        self.secret.show_problem("" if secret else _("Tulis PIN atau kata sandi Anda."))
        if who and secret:
            self.yes.setEnabled(False)
            self.chosen.emit(str(who), secret)
