"""Draws the cells of a table: quiet text, a state told by icon, word and edge, selection without clutter."""

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.widgets import theme
from app.widgets.icons import pixmap
from app.widgets.table_model import COLUMN, MARK, Column, Mark, RowModel

ROW_HEIGHT = 32
PAD = 10
EDGE = {"good": "good-fill", "warn": "warn-fill", "bad": "bad-fill", "accent": "accent-fill"}
FADED = ("absent", "void")
"""Row states shown in a fainter text; a mark column says in words why."""


@cache
def _font(weight: int, pixels: int) -> QFont:
    font = theme.ui_font(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


class RowPainter(QStyledItemDelegate):
    """One painter for every table of the application."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, edge, then the content by the look of its column."""
        model, spec = index.model(), index.data(COLUMN)
        if not isinstance(model, RowModel) or not isinstance(spec, Column):
            return
        state = model.state(model.rows[index.row()])
        painter.save()
        self._ground(painter, option, index, state)
        if spec.look == "mark":
            self._mark(painter, option.rect, index.data(MARK))
        else:
            self._text(painter, option.rect, index, spec, state)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is equally high."""
        return QSize(60, ROW_HEIGHT)

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, state: str
    ) -> None:
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        if index.column() == 0 and state in EDGE:
            painter.fillRect(rect.x(), rect.y() + 4, 3, rect.height() - 9, theme.colour(EDGE[state]))
        focused = option.widget is not None and option.widget.hasFocus()
        if index.column() == 0 and focused and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.colour("accent"))

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        spec: Column,
        state: str,
    ) -> None:
        text, inner = str(index.data()), rect.adjusted(PAD, 0, -PAD, -1)
        faint = state in FADED or spec.look in ("muted", "key")
        painter.setFont(_font(600 if spec.look == "strong" else 400, 13))
        painter.setPen(theme.colour("muted" if faint else "text"))
        side = Qt.AlignmentFlag.AlignRight if spec.look in ("number", "key") else Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        if spec.detail is not None and shown == text:
            model = index.model()
            if isinstance(model, RowModel):
                used = metrics.horizontalAdvance(text) + 8
                _detail(painter, inner.adjusted(used, 0, 0, 0), spec.detail(model.rows[index.row()]))

    def _mark(self, painter: QPainter, rect: QRect, mark: object) -> None:
        if not isinstance(mark, Mark):
            return
        left = rect.x() + PAD
        tone = mark.tone or "muted"
        if mark.glyph:
            painter.drawPixmap(left, rect.y() + (rect.height() - 16) // 2, pixmap(mark.glyph, 16, tone))
            left += 22
        painter.setFont(_font(500, 13))
        painter.setPen(theme.colour(tone))
        room = QRect(left, rect.y(), rect.right() - left - 4, rect.height() - 1)
        shown = QFontMetrics(painter.font()).elidedText(mark.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _detail(painter: QPainter, room: QRect, text: str) -> None:
    if not text or room.width() < 40:
        return
    painter.setFont(_font(400, 12))
    painter.setPen(theme.colour("muted"))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
