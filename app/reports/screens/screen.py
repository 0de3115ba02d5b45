"""Laporan: the parts of a day at the left, the figures of one in the middle, what is behind a figure at the right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.kernel.errors import UserError
from app.kernel.files import hand_out
from app.kernel.i18n import _
from app.reports import daily
from app.reports.screens.behind import BehindPane
from app.reports.screens.celltable import CellTable
from app.reports.screens.context import ReportsContext
from app.reports.screens.printing import ReportPaper
from app.reports.table import TOTAL, Behind, Cell, Heading, Line, Report, Table
from app.widgets.buttons import button
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question, Sheet, save_file
from app.widgets.labels import counted, day_words, label
from app.widgets.layouts import column, holder, row
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Draft, Screen, page
from app.widgets.tables import Column, Empty, RowTable

PARTS_WIDTH, BEHIND_WIDTH = 244, 306
NARROW_BELOW, NARROW_PARTS, NARROW_BEHIND = 980, 160, 200
"""In a small window the panes at the sides give way to the figures."""
UNSEEN = frozenset(("health_read", "operational_note"))


@dataclass(frozen=True)
class Shown:
    """A report as it was read, and the days there are reports of."""

    report: Report
    day: date
    days: list[date]


class ReportsScreen(Screen):
    """`ReportsScreen(ops, context)`; a target is the date of a day (ISO)."""

    def __init__(self, ops: Operations, context: ReportsContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._day: date | None = None
        self._shown: Shown | None = None
        self._tables: dict[str, CellTable] = {}
        self.parts = RowTable(
            (
                Column(_("Bagian"), lambda table: table.title, 0, "strong"),
                Column("", _figure, 82, "number", spare=True),
            ),
            key=lambda table: table.id,
        )
        self.parts.setAccessibleName(_("Bagian laporan"))
        self.parts.setFixedWidth(PARTS_WIDTH)
        self.parts.marked.connect(self._turn)
        self.parts.opened.connect(lambda _table: self._enter())
        self._stack, self._note = QStackedWidget(), label("", "muted", wrap=True)
        self.behind = BehindPane()
        self.behind.setFixedWidth(BEHIND_WIDTH)
        self.behind.opened.connect(lambda screen, target: self.go.emit(screen, target))
        self._period, self._notes = label("", "muted"), label("", "", "warn", wrap=True)
        self._notes.hide()
        self._arrange()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the report again; nearly everything on this desk changes some figure."""
        if not tables or tables - UNSEEN:
            self._read()

    def show_target(self, target: str) -> None:
        """The report of a day."""
        self._day = date.fromisoformat(target) if target else None
        self._read()

    def draft(self) -> Draft:
        """The day that is shown, when it is not the one in use, and the part."""
        part = self.parts.current()
        said: Draft = {"day": self._day.isoformat() if self._day else "", "part": part.id if part else ""}
        return {name: value for name, value in said.items() if value}

    def restore(self, draft: Draft) -> None:
        """Look at the same day and part again."""
        said = str(draft.get("day") or "")
        self._day = date.fromisoformat(said) if said else None
        self._read()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        return {"reports.day": self.ask_day, "reports.print": self.print, "reports.export": self.ask_export}

    def first_focus(self) -> QWidget:
        """The parts."""
        return self.parts

    @property
    def figures(self) -> CellTable | None:
        """The table in front."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, CellTable) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the figures room."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        self.parts.setFixedWidth(NARROW_PARTS if narrow else PARTS_WIDTH)
        self.behind.setFixedWidth(NARROW_BEHIND if narrow else BEHIND_WIDTH)

    # --- reading ------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        day, now = self._day, self._context.now()

        def look(r: Any) -> Shown:
            days = daily.days(r)
            chosen = day or days[0]
            return Shown(daily.report(r, chosen, now), chosen, days)

        self._ops.read(look, latest="reports.daily").then(self._show).otherwise(self._refused)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._period.setText(f"{day_words(shown.day)} · {shown.report.made}")
        self._notes.setText(" ".join(shown.report.notes))
        self._notes.setVisible(bool(shown.report.notes))
        for table in shown.report.tables:
            if table.id in self._tables:
                self._tables[table.id].show_table(table)
        self.parts.set_rows(shown.report.tables)
        if self.parts.current() is None:
            self.parts.go_to(0)
        self._turn(self.parts.current())

    def _turn(self, table: Table | None) -> None:
        """Bring a part of the report to the front; its table is made when it is first seen."""
        if table is None:
            return
        if table.id not in self._tables:
            made = self._tables[table.id] = CellTable(table, Empty(_("Tidak ada pada hari ini"), "", "inbox"))
            made.looked_at.connect(self._look)
            made.opened.connect(lambda _line: self._enter_behind())
            self._stack.addWidget(made)
            made.show_table(table)
        self._stack.setCurrentWidget(self._tables[table.id])
        self._note.setText(table.note)
        self._note.setVisible(bool(table.note))
        found = self._tables[table.id].cell()
        if found is None:
            self.behind.show_nothing()
        else:
            self._look(*found)

    def _look(self, line: Line, heading: Heading, cell: Cell) -> None:
        """Read what is behind the cell under the cursor."""
        title = " · ".join(str(part) for part in (_label(line), heading.title) if part)
        if not cell.key or self._shown is None:
            if self.figures is not None:
                self.behind.show_line(self.figures.table, line)
            return
        day, key, now = self._shown.day, cell.key, self._context.now()
        read = self._ops.read(lambda r: daily.behind(r, day, now, key), latest="reports.behind")
        read.then(lambda rows: self._show_behind(title, cell, rows)).otherwise(self._refused)

    def _show_behind(self, title: str, cell: Cell, rows: Sequence[Behind]) -> None:
        found = self.figures.cell() if self.figures else None
        if found is not None and found[2].key == cell.key:
            self.behind.show_rows(title, cell, rows)

    # --- going about --------------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        if self.figures is not None:
            self.figures.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_behind(self) -> None:
        into = self.behind.source if self.behind.list.isHidden() else self.behind.table
        into.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.behind.table.current() is None:
            self.behind.table.go_to(0)

    def _step(self, days: int) -> None:
        """The day before or after the one shown, among those that were opened."""
        if self._shown is None:
            return
        at = self._shown.days.index(self._shown.day) - days
        if 0 <= at < len(self._shown.days):
            self._day = self._shown.days[at] if at else None
            self._read()

    def ask_day(self) -> None:
        """Ask for another day."""
        if self._shown is None:
            return
        field = DateField("day", _("Hari operasional"), required=True)
        field.set_value((self._shown.day - timedelta(days=1)).isoformat())
        sheet = Sheet(self, Question(_("Laporan hari apa?"), "", _("Buka")), field)
        sheet.when_closed(lambda: self._choose(field))
        field.setFocus()
        sheet.open()

    def _choose(self, field: DateField) -> None:
        day = field.date()
        if day is not None:
            self._day = day
            self._read()

    # --- taking it along ----------------------------------------------------------------------------------------------

    def print(self) -> None:
        """The report as it prints."""
        if self._shown is not None:
            day = self._shown.day
            ReportPaper(self, self._ops, lambda w: daily.paper(w, day), self._context.paper()).open()

    def ask_export(self) -> None:
        """Ask where the workbook goes."""
        if self._shown is not None:
            name = f"{self._context.site_code}-harian-{self._shown.day:%Y-%m-%d}.xlsx"
            save_file(self, _("Simpan laporan harian"), self._context.folder / name, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the workbook."""
        if self._shown is None:
            return
        day = self._shown.day

        def write(content: bytes) -> None:
            pending = self._ops.compute(partial(hand_out, path, content))
            pending.then(lambda _none: self.said.emit(done)).otherwise(self._refused)

        done = Message(_("Disimpan: {name}").format(name=path.name), tone="good")
        made = self._ops.write("reports.export", lambda w: daily.file(w, day))
        made.then(write).otherwise(self._refused)

    def _refused(self, error: UserError) -> None:
        self.said.emit(Message.of(error))

    def _arrange(self) -> None:
        middle = column(self._stack, self._note, gap=6)
        middle.setStretch(0, 1)
        body = row(self.parts, holder(middle), self.behind, gap=14)
        body.setStretch(1, 1)
        tools = (
            button(_("Sebelumnya"), partial(self._step, -1), "quiet", "chevron-left"),
            button(_("Berikutnya"), partial(self._step, 1), "quiet", "chevron-right"),
            button(_("Hari lain"), lambda: self.act.emit("reports.day"), "quiet", "calendar"),
            button(_("XLSX"), lambda: self.act.emit("reports.export"), "quiet", "download"),
            button(_("Cetak"), lambda: self.act.emit("reports.print"), "primary", "printer"),
        )
        whole = page(_("Laporan harian"), self._period, self._notes, body, tools=tools)
        whole.setStretch(3, 1)
        self.setLayout(whole)


def _label(line: Line) -> str:
    first = line.cells.get("label") or next(iter(line.cells.values()), Cell(""))
    return str(first.value or "")


def _figure(table: Table) -> str:
    """The number that says most of a part: its heads, its sum, or how many lines it has."""
    counts = [cell.value for line in table.lines if (cell := line.cells.get(TOTAL)) and isinstance(cell.value, int)]
    if counts:
        return counted(counts[-1] if table.lines[-1].sum else sum(counts))
    sums = [
        cell.value for line in table.lines if line.sum for cell in line.cells.values() if isinstance(cell.value, int)
    ]
    return counted(sums[0]) if sums else counted(len(table.lines)) if table.lines else ""
