"""A table of a report on the screen: the arrow keys go from cell to cell, and each number says what is behind it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from app.kernel.headcount import CLASSES
from app.reports.table import TOTAL, UNKNOWN, Cell, Heading, Line, Table
from app.widgets.labels import counted
from app.widgets.table_paint import PAD
from app.widgets.tables import LEAST_STRETCHED, Column, Empty, RowTable
from app.widgets.theme import ui_font

NUMBER_WIDTH, WORD_WIDTH = 100, 136
MEASURES = ("datang", "tiba", "lahir", "rumah", "lain", "jalan", "pos", "opening", "came", "went", "closing")
RUPIAH = ("pagu", "realisasi", "sisa")
WIDTHS = {
    **dict.fromkeys(CLASSES, 50),
    **dict.fromkeys(MEASURES, 72),
    **dict.fromkeys(RUPIAH, 112),
    UNKNOWN: 40,
    TOTAL: 76,
    "persen": 82,
    "time": 92,
    "hours": 150,
}
"""The columns of a head count stand close together, so that the label beside them is read; hours need their room."""


class CellTable(RowTable):
    """Shows one table of a report; `looked_at` tells the cell under the cursor with its line and column."""

    looked_at = Signal(object, object, object)

    def __init__(self, table: Table, empty: Empty) -> None:
        self._table = table
        super().__init__([_column(heading) for heading in table.headings], key=_key, state=_state)
        self._measure()
        self.setAccessibleName(table.title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.set_empty(empty)
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(lambda new, _old: self._look(new))

    @property
    def table(self) -> Table:
        """The table shown."""
        return self._table

    def show_table(self, table: Table) -> None:
        """Show the same part of another day, with the cursor where it was, at first on the sum of the first line.

        The cursor does not pull the table sideways then: what each line is about is read first.
        """
        at = self.currentIndex()
        row, place = at.row(), at.column()
        self._table = table
        self._measure()
        self.set_rows(table.lines)
        self.horizontalHeader().setSectionsClickable(False)
        self._fit(self.viewport().width())
        self.setAutoScroll(place >= 0)
        self.go_to_cell(max(0, row), place if place >= 0 else self.first_number())
        self.setAutoScroll(True)

    def go_to_cell(self, row: int, place: int) -> None:
        """Put the cursor into a cell."""
        if self.rows:
            self.setCurrentIndex(self.model().index(min(row, len(self.rows) - 1), place))

    def first_number(self) -> int:
        """The column the cursor begins in: the sum of a head count, else the first number."""
        numbers = [place for place, heading in enumerate(self._table.headings) if heading.number]
        sums = [place for place in numbers if self._table.headings[place].field == TOTAL]
        return next(iter([*sums, *numbers]), 0)

    def cell(self) -> tuple[Line, Heading, Cell] | None:
        """The cell under the cursor with its line and column."""
        at = self.currentIndex()
        if not at.isValid() or at.row() >= len(self._table.lines):
            return None
        line, heading = self._table.lines[at.row()], self._table.headings[at.column()]
        return line, heading, line.cells.get(heading.field, Cell(None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the numbers stand closer together, so that the label beside them is read."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _measure(self) -> None:
        """How wide the columns like to be, and how wide they must be for what stands in them now."""
        metrics, lines = QFontMetrics(ui_font(13)), self._table.lines
        self._easy, self._close = list[Column](), list[Column]()
        for heading in self._table.headings:
            spec = _column(heading)
            texts = [spec.title, *(shown(line.cells.get(heading.field)) for line in lines)] if heading.number else []
            least = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 2 * PAD + 2
            nothing = heading.field == UNKNOWN and set(texts[1:]) <= {"0", ""}
            numbers = replace(spec, width=least, spare=spec.spare or nothing) if texts else spec
            self._close.append(numbers)
            self._easy.append(replace(spec, width=max(spec.width, least)) if texts and spec.width else spec)

    def _fit(self, room: int) -> None:
        needed = sum(spec.width or LEAST_STRETCHED for spec in self._easy)
        wanted = self._easy if needed <= room else self._close
        widths = [spec.width for spec in self._model.columns]
        self._model.columns[:] = wanted
        if widths != [spec.width for spec in wanted]:
            self._size_columns()
            self._spare_columns(room)

    def _look(self, _at: QModelIndex) -> None:
        found = self.cell()
        if found is not None:
            self.looked_at.emit(*found)

    def _size_columns(self) -> None:
        """Numbers keep their width, the wide column takes the rest."""
        super()._size_columns()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, heading in enumerate(self._table.headings):
            if heading.wide:
                self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)


def shown(cell: Cell | None) -> str:
    """A cell as the screen writes it."""
    if cell is None or cell.value is None:
        return ""
    return counted(cell.value) if isinstance(cell.value, int) else cell.value


def _column(heading: Heading) -> Column:
    width = 0 if heading.wide else WIDTHS.get(heading.field, NUMBER_WIDTH if heading.number else WORD_WIDTH)
    look = "number" if heading.number else "strong" if heading.wide else "text"
    return Column(heading.title, lambda line: shown(line.cells.get(heading.field)), width, look, spare=heading.spare)


def _key(line: Any) -> object:
    return tuple(cell.value for cell in line.cells.values())


def _state(line: Line) -> str:
    return "accent" if line.sum else line.tone
