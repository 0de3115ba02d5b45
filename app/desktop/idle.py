"""Nobody has touched the laptop for a while: time to lock."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent, QWindow
from PySide6.QtWidgets import QApplication

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Emits `idle` after `minutes` without a key or a touch; 0 minutes never does.

    Keys and touches reach a window before its widgets, so looking at the window with the cursor is enough. Looking at
    every event of the application would cost more than building the screens.
    """

    idle = Signal()

    def __init__(self, app: QApplication, minutes: int) -> None:
        super().__init__(app)
        self._app = app
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._follow(QGuiApplication.focusWindow())
        app.focusWindowChanged.connect(self._follow)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Wait another number of minutes."""
        self._timer.setInterval(minutes * 60_000)
        self._timer.stop()
        if minutes:
            self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._timer.setInterval(0)
        self._app.focusWindowChanged.disconnect(self._follow)

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Start the wait again at every touch."""
        if isinstance(event, QInputEvent) and event.type() in _TOUCHES and self._timer.interval():
            self._timer.start()
        return False
