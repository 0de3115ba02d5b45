"""Alignment: rows, columns and panels on one grid of 4 pixels, and a flow for chips."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

LEAST_SIDE = 306
Part = QWidget | QLayout | int


def _fill(box: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int]) -> None:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)


def row(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts side by side; a number is a stretch of that weight."""
    box = QHBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def column(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts one below the other; a number is a stretch of that weight."""
    box = QVBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def holder(layout: QLayout, name: str = "") -> QWidget:
    """A plain widget around a layout; `name` lets the style sheet find it."""
    widget = QWidget()
    widget.setObjectName(name)
    if name:
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setLayout(layout)
    return widget


def panel(layout: QLayout, tone: str = "") -> QFrame:
    """A surface with a quiet border."""
    frame = QFrame()
    frame.setProperty("kind", "panel")
    frame.setProperty("tone", tone)
    layout.setContentsMargins(16, 14, 16, 14)
    frame.setLayout(layout)
    return frame


def rule(upright: bool = False) -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("kind", "rule-upright" if upright else "rule")
    return line


def scrolled(content: QWidget) -> QScrollArea:
    """A content that may be taller than the window, without a border."""
    area = QScrollArea()
    content.setObjectName(content.objectName() or "scrolled")
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class Beside(QWidget):
    """A main part and a narrower one at its right that scrolls by itself and shrinks when the window is small."""

    def __init__(self, main: QWidget, side: QWidget, width: int = 320) -> None:
        super().__init__()
        self._width = width
        self._side = scrolled(side)
        self._line = row(main, self._side, gap=18)
        self._line.setStretch(0, 1)
        self.setLayout(self._line)

    def give(self, main: QWidget) -> None:
        """Take the main part back, after it was lent to another place."""
        self._line.insertWidget(0, main, 1)

    def show_side(self, on: bool) -> None:
        """Give the main part all the room while there is nothing beside it."""
        self._side.setVisible(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the main part at least 60 of 100, unless the side would become unreadable."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(self._width, max(LEAST_SIDE, round(self.width() * 0.4))))


def clear(layout: QLayout) -> None:
    """Remove and destroy everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class FlowLayout(QLayout):
    """Parts side by side that wrap to the next line when the line is full."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append a part."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The part at a place, if there is one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the part at a place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """A narrower flow is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height needed when `width` pixels wide."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """A part has changed: heights are measured anew."""
        self._heights = {}
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """The least size: one part a line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the largest part."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins: QMargins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x + size.width() > rect.right() + 1 and line:
                x, y, line = rect.x(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - rect.y()
