"""People dragged from a list onto something else; where they are let go is for whoever listens."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.widgets.labels import pill
from app.widgets.tables import RowTable


class PeopleDrag(QObject):
    """Watches the mouse over a table (names in `column`); what is selected goes along when one of it is taken."""

    moved = Signal(QPoint)
    """The spot of the screen somebody is dragged over."""
    dropped = Signal(QPoint, object)
    """(spot of the screen, the rows let go there)"""
    ended = Signal()

    def __init__(self, table: RowTable, column: int = 0) -> None:
        super().__init__(table)
        self._table, self._view, self._column = table, table.viewport(), column
        self._start: QPoint | None = None
        self._rows: list[object] = []
        self._tag: QLabel | None = None
        self._view.installEventFilter(self)

    @property
    def rows(self) -> list[object]:
        """What is being dragged."""
        return self._rows

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Press, drag, let go; everything else as in every table."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                return self._pressed(event)
            if event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
                return self._dragged(event)
            if event.type() == QEvent.Type.MouseButtonRelease:
                self._let_go(event.globalPosition().toPoint())
        elif event.type() == QEvent.Type.Hide:
            self._end()
        return False

    def _pressed(self, event: QMouseEvent) -> bool:
        """A press on what is selected keeps the selection, so that several can be taken along."""
        self._start = event.position().toPoint()
        index = self._table.indexAt(self._start)
        chosen = self._table.selectionModel().isSelected(index)
        return bool(chosen and len(self._table.chosen()) > 1 and not event.modifiers())

    def _dragged(self, event: QMouseEvent) -> bool:
        if self._start is None:
            return False
        spot = event.position().toPoint()
        if not self._rows:
            if (spot - self._start).manhattanLength() < QApplication.startDragDistance():
                return True
            self._rows = list(self._table.chosen())
            self._show_tag()
        if self._tag is not None:
            window = self._table.window()
            self._tag.move(window.mapFromGlobal(event.globalPosition().toPoint()) + QPoint(14, 10))
        self.moved.emit(event.globalPosition().toPoint())
        return True

    def _let_go(self, spot: QPoint) -> None:
        rows = self._rows
        self._end()
        if rows:
            self.dropped.emit(spot, rows)

    def _show_tag(self) -> None:
        first = self._table.model().index(self._table.selectionModel().selectedRows()[0].row(), self._column).data()
        text = str(first) if len(self._rows) == 1 else f"{first} +{len(self._rows) - 1}"
        self._tag = pill(text, "accent")
        self._tag.setParent(self._table.window())
        self._tag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tag.adjustSize()
        self._tag.show()
        self._tag.raise_()

    def _end(self) -> None:
        dragging = bool(self._rows)
        self._start, self._rows = None, []
        if self._tag is not None:
            self._tag.hide()
            self._tag.deleteLater()
            self._tag = None
        if dragging:
            self.ended.emit()
