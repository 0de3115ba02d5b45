"""What is behind the figure under the cursor: names, rooms, moves; Enter opens the page of the one that is marked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reports.screens.celltable import shown
from app.reports.table import Behind, Cell, Line, Table
from app.widgets.buttons import button
from app.widgets.labels import counted, label
from app.widgets.layouts import column, panel, row
from app.widgets.tables import Column, FilteredTable, RowTable


class BehindPane(QWidget):
    """A titled list; rows that weigh more than one say how much."""

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._title, self._total = label("", "heading", wrap=True), label("", "figure-mid")
        self._text, self._target = label("", wrap=True), ("", "")
        self.source = button(_("Buka catatannya"), lambda: self.opened.emit(*self._target), "quiet", "arrow-right")
        columns = (
            Column(_("Di balik angka ini"), lambda one: one.text, 0, "strong", detail=lambda one: one.detail),
            Column("", lambda one: counted(one.weight) if one.weight != 1 else "", 92, "number"),
        )
        self.table = RowTable(columns, key=lambda one: (one.text, one.detail, one.target))
        self.table.opened.connect(self._open)
        self.list = FilteredTable(self.table, lambda one: f"{one.text} {one.detail}", _("Cari di daftar ini"))
        inside = column(self._title, self._total, self._text, row(self.source, 1), self.list, 1, gap=10)
        inside.setStretch(4, 100)
        self.setLayout(column(panel(inside)))
        self.show_nothing()

    def show_rows(self, title: str, cell: Cell, rows: Sequence[Behind]) -> None:
        """These make the number."""
        self._head(title, shown(cell), "" if rows else _("Tidak ada apa pun di balik angka ini"))
        self.list.setVisible(bool(rows))
        self.list.set_rows(rows)
        self.table.put_away(1, all(one.weight == 1 for one in rows))
        self.setAccessibleName(f"{title}: {shown(cell)}")

    def show_line(self, table: Table, line: Line) -> None:
        """A line of texts is shown whole, with the way to the record it comes from."""
        first, *rest = [(heading.title, shown(line.cells.get(heading.field))) for heading in table.headings]
        self._head(first[1], "", "\n".join(f"{title}: {text}" for title, text in rest if text), line.target)
        self.list.setVisible(False)

    def show_told(self, title: str, cell: Cell, rows: Sequence[Behind]) -> None:
        """Where a declared figure comes from, told whole: nobody is behind it."""
        said = (f"{one.text}\n{one.detail}".strip() for one in rows)
        self._head(title, shown(cell), "\n\n".join(said))
        self.list.setVisible(False)
        self.setAccessibleName(f"{title}: {shown(cell)}")

    def show_nothing(self) -> None:
        """No cell is under the cursor."""
        self._head("", "", _("Pilih satu angka: yang di baliknya tampil di sini."))
        self.list.setVisible(False)

    def _head(self, title: str, total: str, text: str, target: tuple[str, str] = ("", "")) -> None:
        self._target = target
        self.source.setVisible(bool(target[0]))
        self._title.setText(title)
        self._total.setText(total)
        self._total.setVisible(bool(total))
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def _open(self, one: Behind) -> None:
        if one.target[0]:
            self.opened.emit(*one.target)
