"""The tables of a report, one at a time, its chart below, and at the right what is behind the figure in front."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.kernel.i18n import _
from app.reports import periodic
from app.reports.content import CHARTS, bars
from app.reports.declared import is_declared
from app.reports.periodic import Want
from app.reports.screens.behind import BehindPane
from app.reports.screens.celltable import CellTable
from app.reports.screens.chartview import ChartView
from app.reports.table import Behind, Cell, Heading, Line, Table
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.operations import Operations
from app.widgets.tables import Empty

BEHIND_WIDTH = 296


class FigurePane(QWidget):
    """`show_table(table, want)`; a table is made when it is first seen and filled anew afterwards."""

    refused, opened = Signal(object), Signal(str, str)

    def __init__(self, ops: Operations, below: QWidget) -> None:
        super().__init__()
        self._ops, self._want = ops, Want("", "")
        self._tables: dict[str, CellTable] = {}
        self._stack, self._note = QStackedWidget(), label("", "muted", wrap=True)
        self.chart, self.behind = ChartView(ops), BehindPane()
        self.behind.setFixedWidth(BEHIND_WIDTH)
        self.behind.opened.connect(self.opened.emit)
        middle = column(self._stack, self.chart, self._note, below, gap=6)
        middle.setStretch(0, 1)
        body = row(holder(middle), self.behind, gap=14)
        body.setStretch(0, 1)
        self.setLayout(body)

    @property
    def figures(self) -> CellTable | None:
        """The table in front."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, CellTable) else None

    def show_table(self, table: Table, want: Want) -> None:
        """Bring a table of a report to the front."""
        self._want = want
        if table.id not in self._tables:
            made = self._tables[table.id] = CellTable(table, Empty(_("Tidak ada dalam masa ini"), "", "inbox"))
            made.looked_at.connect(self._look)
            made.opened.connect(lambda _line: self._enter_behind())
            self._stack.addWidget(made)
        shown = self._tables[table.id]
        self._stack.setCurrentWidget(shown)
        shown.show_table(table)
        self._note.setText(table.note)
        self._note.setVisible(bool(table.note))
        self.chart.show_bars(bars(table, CHARTS[table.id]) if table.id in CHARTS else (), table.title)
        found = shown.cell()
        if found is None:
            self.behind.show_nothing()
        else:
            self._look(*found)

    def enter(self) -> None:
        """The cursor goes into the figures."""
        if self.figures is not None:
            self.figures.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, line: Line, heading: Heading, cell: Cell) -> None:
        """Read what is behind the cell under the cursor."""
        if not cell.key:
            if self.figures is not None:
                self.behind.show_line(self.figures.table, line)
            return
        want, key, first = self._want, cell.key, line.cells.get("label", Cell(""))
        title = " · ".join(str(part) for part in (first.value, heading.title) if part)
        read = self._ops.read(lambda r: periodic.behind(r, want, key), latest="reports.behind")
        shown: Callable[[Sequence[Behind]], object] = partial(self._show_behind, title, cell)
        read.then(shown).otherwise(self.refused.emit)

    def _show_behind(self, title: str, cell: Cell, rows: Sequence[Behind]) -> None:
        found = self.figures.cell() if self.figures else None
        if found is not None and found[2].key == cell.key:
            show = self.behind.show_told if is_declared(cell.key) else self.behind.show_rows
            show(title, cell, rows)

    def _enter_behind(self) -> None:
        into = self.behind.source if self.behind.list.isHidden() else self.behind.table
        into.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.behind.table.current() is None:
            self.behind.table.go_to(0)
