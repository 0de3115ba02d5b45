"""One row of a table dragged onto another: what dropping means is for whoever listens."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QRubberBand

from app.widgets.tables import RowTable


class RowDrag(QObject):
    """Watches the mouse over a table; rows passed on the way are not opened, the one below is framed."""

    dropped = Signal(object, object)
    """The row that was dragged, and the one it was let go on."""

    def __init__(self, table: RowTable) -> None:
        super().__init__(table)
        self._table, self._view = table, table.viewport()
        self._from: int | None = None
        self._start = QPoint()
        self._frame = QRubberBand(QRubberBand.Shape.Rectangle, self._view)
        self._view.installEventFilter(self)

    @property
    def under_way(self) -> bool:
        """Whether a row is being dragged."""
        return self._frame.property("dragging") is True

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Press, drag, let go; everything else as in every table."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._start = event.position().toPoint()
                self._from = self._row(self._start)
            elif event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
                return self._moved(event.position().toPoint())
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._let_go(event.position().toPoint())
        elif event.type() == QEvent.Type.Hide:
            self._end()
        return False

    def _moved(self, at: QPoint) -> bool:
        """Whether the move is a drag, which the table must not take for a selection."""
        far = (at - self._start).manhattanLength() >= QApplication.startDragDistance()
        if self._from is None or not (far or self.under_way):
            return self._from is not None
        if not self.under_way:
            self._frame.setProperty("dragging", True)
            self._view.setCursor(Qt.CursorShape.DragLinkCursor)
        row = self._row(at)
        self._frame.setVisible(row is not None and row != self._from)
        if row is not None:
            height = self._table.rowHeight(row)
            self._frame.setGeometry(QRect(0, self._table.rowViewportPosition(row), self._view.width(), height))
        return True

    def _let_go(self, at: QPoint) -> None:
        one, other, dragged = self._from, self._row(at), self.under_way
        self._end()
        rows = self._table.rows
        if dragged and one is not None and other is not None and one != other and one < len(rows):
            self.dropped.emit(rows[one], rows[other])

    def _end(self) -> None:
        self._from = None
        self._frame.hide()
        self._frame.setProperty("dragging", False)
        self._view.unsetCursor()

    def _row(self, at: QPoint) -> int | None:
        row = self._table.rowAt(at.y())
        return row if row >= 0 and self._view.rect().contains(at) else None
