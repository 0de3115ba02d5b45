"""Parts that give way when a window is narrow or low: heads that wrap, texts that end in an ellipsis, key hints."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from app.kernel.texts import straight
from app.widgets.labels import StraightLabel, key_cap, label
from app.widgets.layouts import FlowLayout, Part, column, holder, row

LEAST_TITLE = 120
ROOM_FOR_HINTS = 400
"""Pixels a working place must be high before it has more than one line to spare for key hints."""


class Head(FlowLayout):
    """The first line of a page: what it is at the left, what can be done at the right; two lines when one is full."""

    def __init__(self, leading: Sequence[QWidget], tools: Sequence[QWidget] = (), gap: int = 8) -> None:
        super().__init__(gap)
        self._leading = len(leading)
        for part in (*leading, *tools):
            self.addWidget(part)

    def set_tools(self, tools: Sequence[QWidget]) -> None:
        """Offer other things to do."""
        while self.count() > self._leading:
            item = self.takeAt(self._leading)
            part = item.widget() if item is not None else None
            if part is not None:
                part.hide()
                part.setParent(None)
                part.deleteLater()
        for tool in tools:
            self.addWidget(tool)
            tool.show()
        self.invalidate()

    def _arrange(self, rect: QRect, move: bool) -> int:
        shown = [(place, item) for place, item in enumerate(self._items) if not item.isEmpty()]
        left = [item for place, item in shown if place < self._leading]
        right = [item for place, item in shown if place >= self._leading]
        wanted = sum(_natural(item) + self._gap for item in (*left, *right)) - self._gap
        if wanted <= rect.width() or not right:
            return self._line(left, right, rect, move)
        height = self._line(left, [], rect, move)
        for line in self._lines(right, rect.width()):
            height += self._gap
            height += self._line([], line, rect.translated(0, height), move)
        return height

    def _lines(self, items: Sequence[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        for item in items:
            taken = sum(each.sizeHint().width() + self._gap for each in lines[-1])
            if lines[-1] and taken + item.sizeHint().width() > width:
                lines.append([])
            lines[-1].append(item)
        return lines

    def _line(self, left: Sequence[QLayoutItem], right: Sequence[QLayoutItem], rect: QRect, move: bool) -> int:
        """Put some parts at the left and some at the right of one line; a text that wraps takes what is left."""
        widths = {id(item): _natural(item) for item in (*left, *right)}
        over = sum(widths.values()) + self._gap * (len(left) + len(right) - 1) - rect.width()
        for item in left:
            if over > 0 and _wraps(item):
                widths[id(item)] = max(LEAST_TITLE, widths[id(item)] - over)
        height = max((_height(item, widths[id(item)]) for item in (*left, *right)), default=0)
        if not move:
            return height
        ends = rect.x() + rect.width() - sum(widths[id(item)] + self._gap for item in right) + self._gap
        for items, x in ((left, rect.x()), (right, ends)):
            for item in items:
                own = _height(item, widths[id(item)])
                at = QPoint(x, rect.y() + (height - own) // 2)
                item.setGeometry(QRect(at, QSize(widths[id(item)], own)))
                x += widths[id(item)] + self._gap
        return height


def _wraps(item: QLayoutItem) -> bool:
    part = item.widget()
    return isinstance(part, QLabel) and part.wordWrap()


def _natural(item: QLayoutItem) -> int:
    part = item.widget()
    if isinstance(part, QLabel) and part.wordWrap():
        part.ensurePolished()
        margins = part.contentsMargins()
        return part.fontMetrics().horizontalAdvance(part.text()) + margins.left() + margins.right() + 4
    return item.sizeHint().width()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


class ElidedButton(QPushButton):
    """A button whose text ends in an ellipsis where there is no room for all of it; the tip has the whole."""

    def __init__(self, text: str) -> None:
        super().__init__(straight(text))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(LEAST_TITLE, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as the style draws it, with the text that fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        missing = self.sizeHint().width() - self.width()
        if missing > 0:
            room = max(0, self.fontMetrics().horizontalAdvance(self.text()) - missing)
            option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if option.text == self.text() else self.text())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


class ElidedLabel(StraightLabel):
    """A text on one line that ends in an ellipsis where there is no room for all of it; the tip has the whole."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(24, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What fits of the text."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QStylePainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class KeyHints(QWidget):
    """Keys and what they mean, in as many lines as they need; in a low place only those that fit on one."""

    def __init__(self, hints: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._flow = FlowLayout(gap=8)
        self._parts = [holder(row(key_cap(key), label(meaning, "caption"), gap=5)) for key, meaning in hints]
        for part in self._parts:
            self._flow.addWidget(part)
        self.setLayout(self._flow)
        self._low = False

    def fit(self, height: int) -> None:
        """Stand below a working place of this height."""
        self._low = height < ROOM_FOR_HINTS
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What fits on one line."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        end = 0
        for part in self._parts:
            end += part.sizeHint().width() + 8
            part.setVisible(not self._low or end <= self.width() + 8)


class _Content(QWidget):
    """Tells when what is on it wants another size."""

    unsettled = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.unsettled.emit()
        return done


class Yielding(QScrollArea):
    """A content that is shown whole where there is room, and scrolls where there is not."""

    unsettled = Signal()

    def __init__(self, *parts: Part, gap: int = 10) -> None:
        super().__init__()
        content = self._content = _Content()
        content.setObjectName("scrolled")
        self._lines = column(*parts, gap=gap)
        content.setLayout(self._lines)
        content.unsettled.connect(self.unsettled)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def wanted_height(self, width: int) -> int:
        """How high everything is in this width."""
        lines = self._lines
        height = lines.heightForWidth(width) if lines.hasHeightForWidth() else lines.sizeHint().height()
        return max(height, lines.minimumSize().height())

    def sizeHint(self) -> QSize:
        """All of the content."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as the content; as low as it must be."""
        return QSize(self._content.minimumSizeHint().width(), 60)
