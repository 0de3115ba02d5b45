"""The lock over the whole window: nothing behind it can be read or reached, and nothing behind it is lost."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.fields import TextField
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row


class LockOverlay(QWidget):
    """Covers its parent until someone is let in; the application decides who is."""

    asked = Signal(str)
    """The PIN or passphrase that was typed."""
    other_user = Signal()
    """Someone else wants to work here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = label("", "title")
        self._note = label(_("Terkunci. Isian Anda tetap tersimpan di sini."), "muted")
        self.field = TextField("secret", _("PIN atau kata sandi"), secret=True)
        self._enter = button(_("Buka"), self._ask, "primary")
        self._other = button(_("Ganti pengguna"), self.other_user.emit, "quiet")
        self.field.line.returnPressed.connect(self._ask)
        box = column(row(Glyph("lock", "muted", 22), self._name, 1), self._note, self.field, gap=10)
        box.addLayout(row(self._other, 1, self._enter))
        box.setContentsMargins(26, 22, 26, 20)
        sheet = holder(box, "sheet")
        sheet.setFixedWidth(380)
        self.setLayout(column(2, row(1, sheet, 1), 3))
        self._behind: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    @property
    def behind(self) -> QWidget | None:
        """Where the cursor was when the window was covered."""
        return self._behind

    @property
    def is_locked(self) -> bool:
        """Whether the window is covered."""
        return not self.isHidden()

    def lock(self, user_name: str) -> None:
        """Cover the window; remember where the cursor was."""
        if self.is_locked:
            return
        window = self.window()
        self._behind = window.focusWidget()
        self._name.setText(user_name)
        self.setAccessibleName(_("Terkunci"))
        self.field.set_value(None)
        self.field.show_problem("")
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, text: str) -> None:
        """Say why not."""
        self._busy(False)
        self.field.set_value(None)
        self.field.show_problem(text)
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self) -> None:
        """Uncover; the cursor returns to where it was."""
        self._busy(False)
        self.field.set_value(None)
        self.hide()
        if self._behind is not None and self._behind.isVisible():
            self._behind.setFocus(Qt.FocusReason.OtherFocusReason)
        self._behind = None

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Grow with the window."""
        if event.type() == QEvent.Type.Resize and target is self._covered:
            self.setGeometry(self._covered.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key passes through to what is covered."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the lock."""
        ring: list[QWidget] = [self.field.line, self._other, self._enter]
        here = ring.index(found) if (found := self.focusWidget()) in ring else 0
        ring[(here + (1 if forward else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _ask(self) -> None:
        secret = self.field.line.text()
        if secret:
            self._busy(True)
            self.asked.emit(secret)

    def _busy(self, busy: bool) -> None:
        self._enter.setEnabled(not busy)
        self._enter.setText(_("Membuka …") if busy else _("Buka"))
