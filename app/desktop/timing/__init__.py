"""How soon a window is there, each kind in a process of its own: `python -m app.desktop.timing.bare` and so on."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Calls once when the window it watches has been painted for the first time."""

    def __init__(self, window: QWidget, painted: Callable[[], object]) -> None:
        super().__init__(window)
        self._painted = painted
        self._seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every event, stop none."""
        if not self._seen and event.type() == QEvent.Type.Paint:
            self._seen = True
            self._painted()
        return False


def told_and_done() -> None:
    """Print the moment, in seconds since the epoch, and end."""
    sys.stdout.write(f"{time.time()}\n")
    QCoreApplication.quit()
