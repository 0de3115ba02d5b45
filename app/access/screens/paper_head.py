"""The head of a paper as it will be printed, drawn while it is being typed."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.i18n import _
from app.widgets import theme

PAPER, INK, FAINT_INK = QColor("#ffffff"), QColor("#1c1d20"), QColor("#c9cdd4")
"""Paper is white and ink is black in either theme."""
MARGIN = 26


class PaperHead(QWidget):
    """The upper part of a sheet: lines of the letterhead, address and phone over a double rule."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[str] = ()
        self._address = self._contact = ""
        self.setMinimumSize(250, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Contoh kepala surat"))

    def show_head(self, lines: Sequence[str], address: str, contact: str) -> None:
        """Show these texts."""
        self._lines, self._address, self._contact = [line for line in lines if line], address, contact
        self.setAccessibleDescription("; ".join([*self._lines, address, contact]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, the head and the beginning of a text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border-strong"), 1))
        painter.setBrush(PAPER)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, 20), 6, 6)
        bottom = self._paint_head(painter)
        painter.setPen(QPen(INK, 2.2))
        painter.drawLine(MARGIN, int(bottom) + 8, self.width() - MARGIN, int(bottom) + 8)
        painter.setPen(QPen(INK, 0.8))
        painter.drawLine(MARGIN, int(bottom) + 12, self.width() - MARGIN, int(bottom) + 12)
        self._paint_text(painter, int(bottom) + 34)
        painter.end()

    def _paint_head(self, painter: QPainter) -> float:
        top = 24.0
        lines = self._lines or [_("NAMA INSTANSI")]
        for place, line in enumerate(lines):
            last = place == len(lines) - 1
            top = self._centred(painter, line, (15 if last else 13, True), top)
        for line in (self._address, self._contact):
            if line:
                top = self._centred(painter, line, (11, False), top + 1)
        return top

    def _centred(self, painter: QPainter, text: str, face: tuple[int, bool], top: float) -> float:
        pixels, bold = face
        font = theme.ui_font(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(INK if self._lines or not bold else FAINT_INK)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        room = QRectF(MARGIN, top, self.width() - 2 * MARGIN, 200)
        used = painter.boundingRect(room, flags, text)
        painter.drawText(room, flags, text)
        return top + used.height() + 2

    def _paint_text(self, painter: QPainter, top: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(FAINT_INK)
        width = self.width() - 2 * MARGIN
        painter.drawRoundedRect(QRectF(MARGIN + width * 0.3, top, width * 0.4, 7), 3, 3)
        for place, share in enumerate((1.0, 0.97, 1.0, 0.62)):
            painter.drawRoundedRect(QRectF(MARGIN, top + 24 + place * 14, width * share, 4), 2, 2)
