"""Pictures people can walk through with the arrow keys: bars, and the flow of people from opening to present."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.widgets import theme
from app.widgets.labels import counted, signed

BAR_HEIGHT = 26


@dataclass(frozen=True)
class Bar:
    """One bar; `signed` bars of a flow add to or take from what stands before them, total bars start from zero."""

    id: str
    text: str
    value: int
    tone: str = "accent"
    total: bool = True


class BarChart(QWidget):
    """Horizontal bars with their names and counts; Enter or a click opens the names behind one."""

    chosen = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.bars: Sequence[Bar] = ()
        self._title, self._current = title, 0
        self._label_width = 150
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self.bars = bars
        self._current = min(self._current, max(0, len(bars) - 1))
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(bar.text) for bar in bars), default=60)
        self._label_width = min(max(60, widest + 12), 190)
        self.setFixedHeight(max(1, len(bars)) * BAR_HEIGHT + 4)
        self.setAccessibleDescription("; ".join(f"{bar.text} {counted(bar.value)}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide, and as high as its bars."""
        return QSize(320, max(1, len(self.bars)) * BAR_HEIGHT + 4)

    def extent(self, place: int) -> tuple[int, int]:
        """From where to where a bar reaches, in heads."""
        return 0, self.bars[place].value

    def number_text(self, place: int) -> str:
        """The count written behind a bar."""
        return counted(self.bars[place].value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, bars and counts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self.bars)):
            self._paint_bar(painter, place)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move, Enter opens."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self.bars:
            self._current = max(0, min(len(self.bars) - 1, self._current + step))
            bar = self.bars[self._current]
            self.setAccessibleName(f"{self._title}: {bar.text} {counted(bar.value)}")
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.bars:
            self.chosen.emit(self.bars[self._current].id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens a bar."""
        place = int(event.position().y() // BAR_HEIGHT)
        if 0 <= place < len(self.bars):
            self._current = place
            self.update()
            self.chosen.emit(self.bars[place].id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Long names are told in full."""
        place = int(event.position().y() // BAR_HEIGHT)
        if 0 <= place < len(self.bars):
            QToolTip.showText(event.globalPosition().toPoint(), f"{self.bars[place].text}: {self.number_text(place)}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def _paint_bar(self, painter: QPainter, place: int) -> None:
        bar, line = self.bars[place], QRect(0, place * BAR_HEIGHT + 2, self.width(), BAR_HEIGHT)
        if self.hasFocus() and place == self._current:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(line).adjusted(1, 1, -1, -1), 6, 6)
        font = theme.ui_font()
        font.setWeight(font.Weight.DemiBold if bar.total and type(self) is not BarChart else font.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        room = QRect(6, line.y(), self._label_width - 8, line.height())
        shown = painter.fontMetrics().elidedText(bar.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        self._paint_extent(painter, place, line)

    def _paint_extent(self, painter: QPainter, place: int, line: QRect) -> None:
        number_width = 54
        left, width = self._label_width + 4, max(10, self.width() - self._label_width - number_width - 8)
        most = max((max(self.extent(each)) for each in range(len(self.bars))), default=1) or 1
        start, end = sorted(self.extent(place))
        x, length = left + width * start / most, max(2.0, width * (end - start) / most)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self.bars[place].tone}-fill"))
        if end > start or self.bars[place].value:
            painter.drawRoundedRect(QRectF(x, line.y() + 7, length, line.height() - 14), 3, 3)
        painter.setPen(theme.colour("text"))
        room = QRect(self.width() - number_width, line.y(), number_width - 6, line.height())
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self.number_text(place)
        )


class FlowChart(BarChart):
    """The ledger of people as a flow: opening, plus who came, minus each way of leaving, is who is present."""

    def extent(self, place: int) -> tuple[int, int]:
        """A step begins where the one before it ended."""
        level = 0
        for bar in self.bars[:place]:
            level = bar.value if bar.total else level + bar.value
        bar = self.bars[place]
        return (0, bar.value) if bar.total else (level, level + bar.value)

    def number_text(self, place: int) -> str:
        """Steps carry their sign."""
        bar = self.bars[place]
        return counted(bar.value) if bar.total else signed(bar.value)
