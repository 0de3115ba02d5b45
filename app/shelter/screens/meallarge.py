"""The counter alone on the whole screen, to be read from three metres; Escape goes back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.shelter.screens.mealcounter import MealCounter
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.theme import dress


class LargeCounter(QWidget):
    """Covers the window with the counter of a screen, which it gives back when it is left; the lock goes over it."""

    left = Signal()

    def __init__(self, over: QWidget, counter: MealCounter) -> None:
        super().__init__(over)
        self.setObjectName("wall")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Loket makan, layar penuh"))
        self._over, self.counter = over, counter
        self._whole = bool(over.windowState() & Qt.WindowState.WindowFullScreen)
        self.about = label("", "heading")
        back = button(_("Kembali (Esc)"), self.leave, "quiet", "x")
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = column(row(self.about, 1, back, gap=10), counter, gap=8, margins=(18, 10, 18, 16))
        body.setStretch(1, 1)
        self.setLayout(body)
        dress(self)
        over.installEventFilter(self)
        counter.panel.enlarge(True)
        over.setWindowState(over.windowState() | Qt.WindowState.WindowFullScreen)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        counter.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, slot: str, served: str) -> None:
        """Which meal it is, and how many have had it."""
        self.about.setText(" · ".join(part for part in (slot, served) if part))

    def leave(self) -> None:
        """Back to the screen as it was."""
        if not self._whole:
            self._over.setWindowState(self._over.windowState() & ~Qt.WindowState.WindowFullScreen)
        self._over.removeEventFilter(self)
        self.counter.panel.enlarge(False)
        self.left.emit()
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; no other key passes through to what is covered."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            event.accept()

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Grow with the window."""
        if event.type() == QEvent.Type.Resize and target is self._over:
            self.setGeometry(self._over.rect())
        return False
