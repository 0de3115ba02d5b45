"""Screens nobody asked for yet are made ready in small steps, so that the first click finds them."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from app.widgets.operations import Operations

PAUSE_MS = 15
"""Between two steps; keys and clicks come first."""


class Readying(QObject):
    """Takes one step at a time, only while nothing runs in the background."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = operations
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._step)

    def begin(self, steps: Iterator[None]) -> None:
        """Take these steps from now on, and no others."""
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Take no more steps, and let go of what is half made."""
        self._timer.stop()
        self._steps = iter(())

    @property
    def busy(self) -> bool:
        """Whether steps are left."""
        return self._timer.isActive()

    def _step(self) -> None:
        if self._ops.idle and next(self._steps, self) is self:
            self._timer.stop()
