"""A QR code on the screen, drawn from its modules; always dark on white, whatever the theme, so that phones read it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4


class QrView(QWidget):
    """Shows one code as large as there is room, with its quiet zone."""

    def __init__(self, name: str, side: int = 260) -> None:
        super().__init__()
        self._modules: Sequence[Sequence[bool]] = ()
        self._side = side
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_code(self, modules: Sequence[Sequence[bool]]) -> None:
        """Show another code."""
        self._modules = modules
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the modules on white."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._modules:
            step = self.width() // (len(self._modules) + 2 * QUIET) or 1
            left = (self.width() - step * len(self._modules)) // 2
            for down, line in enumerate(self._modules):
                for across, dark in enumerate(line):
                    if dark:
                        square = QRectF(left + across * step, left + down * step, step, step)
                        painter.fillRect(square, Qt.GlobalColor.black)
        painter.end()
