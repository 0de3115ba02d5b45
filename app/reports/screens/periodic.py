"""Laporan masa: a ship, a quarter or a half year; its parts at the left, figures or text of one in the middle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reports import drafting, periodic, sending
from app.reports.declared import Page
from app.reports.drafting import NOTHING
from app.reports.kinds import HALF, Part
from app.reports.overview import Overview, overview
from app.reports.periodic import Want
from app.reports.screens.choosing import ChoiceRow
from app.reports.screens.context import ReportsContext
from app.reports.screens.entering import Entering
from app.reports.screens.figurepane import FigurePane
from app.reports.screens.leaving import Leaving
from app.reports.screens.sentpane import SentPane
from app.reports.screens.writing import BudgetPane, WritingPane
from app.reports.sending import Sent
from app.reports.table import Table
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import row
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Draft, Screen, page
from app.widgets.tables import Column, RowTable

PARTS_WIDTH, MOST_MARKS = 252, 2
SENT, TEXT, FIGURES, DECLARED = "terkirim", "tulisan", "angka", "isian"
UNSEEN = frozenset(("health_read", "operational_note"))


@dataclass(frozen=True)
class Item:
    """A line at the left: a table of a part, what is written or declared in it, or the reports that were sent."""

    kind: str
    title: str
    part: Part | None = None
    table: Table | None = None
    mark: str = ""
    page: Page | None = None

    @property
    def key(self) -> str:
        """What it is told apart by."""
        if self.page:
            return f"{self.kind}/{self.page.key}"
        return f"{self.kind}/{self.part.code if self.part else ''}/{self.table.id if self.table else ''}"


class PeriodScreen(Screen):
    """`PeriodScreen(ops, context)`; a target is “kind/code”."""

    def __init__(self, ops: Operations, context: ReportsContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self.seen: Overview | None = None
        self._whom = False
        self._typed: dict[str, str] = {}
        self.choices = ChoiceRow()
        self.choices.changed.connect(self._wanted)
        self.items = RowTable(
            (Column(_("Bagian"), lambda item: item.title, 0, "strong"), Column("", lambda item: item.mark, 64, "text")),
            key=lambda item: item.key,
        )
        self.items.setAccessibleName(_("Bagian laporan"))
        self.items.setFixedWidth(PARTS_WIDTH)
        self.items.marked.connect(self._turn)
        self.items.opened.connect(lambda _item: self._enter())
        self.writing, self.budget = WritingPane(context.zone), BudgetPane()
        self.writing.saved.connect(self._write)
        self.budget.saved.connect(self._set_aside)
        self.entering = Entering(self, ops)
        self.sent = SentPane(context.zone)
        self.sent.marked.connect(self._compare)
        self.figures = FigurePane(ops, self.budget)
        self.figures.opened.connect(self.go.emit)
        self.figures.refused.connect(self._refused)
        self.leaving = Leaving(self, ops, context, self.sent, lambda: self.seen)
        self._arrange()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the report again; nearly everything on this desk changes some figure."""
        if not tables or tables - UNSEEN:
            self._read()

    def show_target(self, target: str) -> None:
        """The report of a period."""
        kind, _between, code = target.partition("/")
        self._read(Want(kind, code) if kind else None)

    def draft(self) -> Draft:
        """Which report is shown, and what is typed in it and not saved."""
        self._hold()
        want = self.choices.want
        said: Draft = {"kind": want.kind, "code": want.code, "level": want.level, **self._texts()}
        said |= self.entering.draft()
        return {name: value for name, value in said.items() if value} if want.code or self._typed else {}

    def restore(self, draft: Draft) -> None:
        """Show it again, with what was typed."""
        self._typed = {name[5:]: str(text) for name, text in draft.items() if name.startswith("text/")}
        self.entering.restore(draft)
        self._read(Want(str(draft.get("kind") or HALF), str(draft.get("code") or ""), str(draft.get("level") or "")))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        own = {"period.save": self.save, "period.whom": self.show_whom, "period.use": self.use}
        return {**own, **self.leaving.handlers()}

    def first_focus(self) -> QWidget:
        """The parts."""
        return self.items

    # --- reading ------------------------------------------------------------------------------------------------------

    def _read(self, want: Want | None = None) -> None:
        wanted, now = want or self.choices.want, self._context.now()
        pending = self._ops.read(lambda r: overview(r, wanted, now), latest="reports.period")
        pending.then(partial(self._show, wanted)).otherwise(self._refused)

    def _wanted(self, want: Want) -> None:
        self._hold()
        self._typed = {} if want.code != self.choices.want.code else self._typed
        self._read(want)

    def _show(self, want: Want, seen: Overview) -> None:
        self.seen = seen
        found = seen.whole
        level = want.level or (found.route.level if found else "")
        shown = found.want if found else want
        self.choices.show_choices(seen.choices, shown, level)
        self._period.setText(" · ".join((found.report.period, found.report.made, found.route.text)) if found else "")
        said = [*(found.report.notes if found else ())]
        if seen.marks:
            more = _(" … dan {n} lagi").format(n=len(seen.marks) - MOST_MARKS) if len(seen.marks) > MOST_MARKS else ""
            said.append(_("Masih terbuka: {what}").format(what=" ".join(seen.marks[:MOST_MARKS])) + more)
        self._notes.setText(" ".join(said) or ("" if found else _("Belum ada masa untuk dilaporkan.")))
        self._notes.setVisible(bool(self._notes.text()))
        self.use_button.setVisible(seen.kind.off and not seen.made)
        self.items.set_rows(_items(seen, self._context.may))
        if self.items.current() is None:
            self.items.go_to(0)
        self._turn(self.items.current())

    def _turn(self, item: Item | None) -> None:
        """Bring a part of the report to the front."""
        if item is None or self.seen is None or self.seen.whole is None:
            return
        whole = self.seen.whole
        self._hold()
        self.budget.setVisible(item.table is not None and item.table.id == "funding")
        self.budget.show_budgets(whole.budgets)
        if item.kind == SENT:
            self._stack.setCurrentWidget(self.sent)
            self.sent.show_sent(self.seen.sent)
        elif item.kind == TEXT and item.part is not None:
            typed = self._typed.get(item.part.code)
            self._stack.setCurrentWidget(self.writing)
            self.writing.show_part(item.part, whole.parts.get(item.part.code, NOTHING), typed)
        elif item.page is not None:
            self._stack.setCurrentWidget(self.entering.pane)
            self.entering.show(item.page, whole)
        elif item.table is not None:
            self._stack.setCurrentWidget(self.figures)
            self.figures.show_table(item.table, whole.want)

    def _compare(self, one: Sent) -> None:
        """What is otherwise now than a sent report says."""
        now = self._context.now()
        read = self._ops.read(lambda r: sending.changed(r, one.id, now), latest="reports.changed")
        read.then(self.sent.show_changes).otherwise(self._refused)

    # --- writing ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep what is typed, what is declared, or the money set aside."""
        shown = self._stack.currentWidget()
        pane = next((one for one in (self.writing, self.entering.pane) if one is shown), self.budget)
        pane.save()

    def _write(self, part: str, text: str) -> None:
        if self.seen is None or self.seen.whole is None:
            return
        period = self.seen.whole.period

        def done(_none: object) -> None:
            self._typed.pop(part, None)
            self.writing.accept(part, text)
            self.say(_("Tulisan disimpan."))

        kept = self._ops.write("reports.write", lambda w: drafting.write(w, period, part, text))
        kept.then(done).otherwise(self._refused)

    def _set_aside(self, given: Mapping[str, int | None]) -> None:
        if self.seen is None or self.seen.whole is None:
            return
        period = self.seen.whole.period

        def keep(w: Any) -> None:
            for fund, rupiah in given.items():
                drafting.set_aside(w, period, fund, rupiah)

        kept = self._ops.write("reports.budget", keep)
        kept.then(lambda _none: self.say(_("Pagu disimpan."))).otherwise(self._refused)

    def use(self) -> None:
        """Make this kind of report at this post from now on."""
        code = self.choices.want.kind
        made = self._ops.write("reports.setup", lambda w: drafting.make_here(w, code, True))
        made.then(lambda _none: self.say(_("Laporan ini dipakai di pos ini."))).otherwise(self._refused)

    def _hold(self) -> None:
        """Keep what is typed and not saved for when its part is shown again."""
        if self.writing.part and self.writing.changed:
            self._typed[self.writing.part] = self.writing.typed()
        self.entering.hold()

    def _texts(self) -> Draft:
        return {f"text/{part}": text for part, text in self._typed.items()}

    # --- going about --------------------------------------------------------------------------------------------------

    def show_whom(self) -> None:
        """Choose of whom, or hide the choice again."""
        self._whom = not self._whom
        self.choices.show_whom(self._whom)
        if self._whom:
            self.choices.ship.setFocus()

    def _enter(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.figures:
            self.figures.enter()
        elif shown is self.entering.pane:
            self.entering.pane.enter()
        else:
            into: QWidget = self.writing.text.editor if shown is self.writing else self.sent.table
            into.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str) -> None:
        """Tell that something was done."""
        self.said.emit(Message(text, tone="good"))

    def _refused(self, error: UserError) -> None:
        self.said.emit(Message.of(error))

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._period, self._notes = label("", "muted", wrap=True), label("", "", "warn", wrap=True)
        self._notes.hide()
        self.choices.show_whom(False)
        self.use_button = button(_("Pakai laporan ini di pos ini"), lambda: self.act.emit("period.use"), "", "check")
        self.use_button.hide()
        for pane in (self.figures, self.writing, self.entering.pane, self.sent):
            self._stack.addWidget(pane)
        body = row(self.items, self._stack, gap=14)
        body.setStretch(1, 1)
        tools = (
            button(_("Saring"), lambda: self.act.emit("period.whom"), "quiet", "search"),
            button(_("Ekspor"), lambda: self.act.emit("period.out"), "quiet", "download"),
            button(_("Cetak draf"), lambda: self.act.emit("period.print"), "", "printer"),
            button(_("Kirim"), lambda: self.act.emit("period.send"), "primary", "upload"),
        )
        head = (self.choices, self._period, self._notes, row(self.use_button, 1))
        whole = page(_("Laporan masa"), *head, body, tools=tools)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(whole)


def _items(seen: Overview, may: Callable[[str], bool]) -> list[Item]:
    """The parts in order, each with its tables; the comparison and what was sent at the end."""
    found: list[Item] = []
    if seen.whole is None:
        return found
    for part in seen.kind.parts:
        if part.hint and may("reports.draft"):
            written = seen.whole.parts.get(part.code, NOTHING)
            mark = _("2 tulisan") if written.others else "✓" if written.text else ""
            found.append(Item(TEXT, _("Tulis: {part}").format(part=part.title), part, mark=mark))
        for table in seen.whole.tables(part.code):
            found.append(Item(FIGURES, table.title, part, table))
            pages = [one for one in seen.pages if one.group.code == table.id and may(one.group.permission)]
            found += [
                Item(DECLARED, _("Isi: {table}").format(table=one.title), mark=_mark(one), page=one) for one in pages
            ]
    found += [Item(FIGURES, one.title, None, one) for one in seen.whole.report.tables if one.id == periodic.COMPARED]
    standing = sum(one.stands for one in seen.sent)
    return [*found, Item(SENT, _("Yang sudah dikirim"), mark=str(standing) if standing else "")]


def _mark(page: Page) -> str:
    """How many rows are filled in, or that two desks differ."""
    if page.undecided:
        return _("2 isian")
    return f"{page.entered}/{len(page.rows)}" if page.entered else ""
