"""Taking turns at one desk: the lock, a colleague taking over by PIN or passphrase, the PIN of this shift."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from app.access.office import ACT, Office
from app.access.roles import ROLES, role_label
from app.access.screens.pins import PinSheet, TakeOverSheet
from app.desktop.frame_lines import Desk
from app.desktop.session import Session
from app.desktop.window import Window
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.widgets.message import Message
from app.widgets.operations import Operations


class Turns(QObject):
    """Who works in the window; everything on its screens stays as it is when people change."""

    taken_over = Signal()

    def __init__(self, session: Session, operations: Operations, window: Window) -> None:
        super().__init__()
        self._session, self._ops, self._window = session, operations, window
        self._covered: list[QDialog] = []
        self.sheet: TakeOverSheet | PinSheet | None = None
        window.locked.connect(self._cover)
        window.unlock_asked.connect(self._unlock)
        window.switch_user.connect(self._ask_who)

    def offer_pin(self) -> None:
        """Tell once, quietly, that a PIN makes taking turns easy."""
        text = _("Bergantian dengan rekan? Buat PIN untuk giliran ini; layar tetap seperti ditinggalkan.")
        self._window.say(Message(text, "", "", _("Buat PIN"), self.ask_pin))

    def ask_pin(self) -> None:
        """Ask for a PIN of this shift."""
        sheet = self.sheet = PinSheet(self._window)
        sheet.chosen.connect(self._keep_pin)
        sheet.open()

    def _cover(self) -> None:
        """Dialogs lie above the lock: they go away with everything typed in them, until somebody unlocks."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._covered = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
        ]
        for dialog in self._covered:
            dialog.hide()

    def _uncover(self) -> None:
        self._window.unlock()
        for dialog in self._covered:
            if isValid(dialog) and self._belongs(dialog):
                dialog.show()
        self._covered = []

    def _belongs(self, dialog: QDialog) -> bool:
        """Whether the screen a dialog lies over is still offered: another role must not see what is on it."""
        over: QWidget | None = dialog
        while over is not None and over is not self._window:
            over = over.parentWidget()
        return over is not None

    def _unlock(self, secret: str) -> None:
        session, login = self._session, self._session.office.login
        pending = self._ops.write(ACT, lambda _office: session.take_over(login, secret))
        pending.then(self._taken_over).otherwise(self._refuse_unlock)

    def _refuse_unlock(self, error: UserError) -> None:
        self._window.lock_overlay.refuse(f"{error.text} {error.hint}".strip())

    def _ask_who(self) -> None:
        sheet = self.sheet = TakeOverSheet(self._window, self._session.people())
        sheet.chosen.connect(self._take_over)
        sheet.open()

    def _take_over(self, login: str, secret: str) -> None:
        session, sheet = self._session, self.sheet
        pending = self._ops.write(ACT, lambda _office: session.take_over(login, secret)).then(self._taken_over)
        if sheet is not None:
            pending.then(lambda _office: sheet.accept()).otherwise(lambda error: sheet.refuse(error.text, error.hint))

    def _taken_over(self, office: Office) -> None:
        if desk_of(office) != self._window.desk:
            self._window.change_desk(desk_of(office))
        self._uncover()
        self.taken_over.emit()
        if not self._session.has_pin:
            self.offer_pin()

    def _keep_pin(self, pin: str) -> None:
        session, sheet = self._session, self.sheet
        pending = self._ops.write(ACT, lambda _office: session.remember(pin))
        if sheet is not None:
            pending.then(lambda _none: sheet.accept()).otherwise(lambda error: sheet.refuse(error.text, error.hint))
        pending.then(lambda _none: self._window.say(Message(_("PIN berlaku sampai aplikasi ditutup."), "", "good")))


def desk_of(office: Office) -> Desk:
    """Who works where, as the frame names it."""
    roles = [role_label(role) for role in ROLES if role in office.actor.roles]
    return Desk(office.site.name, office.site.zone, office.actor.name, ", ".join(roles), office.actor.roles)
