"""Tiba dan pulang (Permensos 22/2013 Ps. 10): who arrived, who reached home, where everybody else is, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation import closing
from app.reconciliation.accountlines import EXPECTED, AccountLine, account_lines, heads_on
from app.reconciliation.balance_of import CAME, WENT, LedgerScope
from app.reconciliation.homecoming import ARRIVED, HERE, Beyond, Late, Row, behind, beyond_names, late_names
from app.reconciliation.rules import Override
from app.reconciliation.rules.spans import THIS_HALF, Span
from app.reconciliation.rules.wording import home_words
from app.reconciliation.screens.accountspanel import AccountsPanel, number_words
from app.reconciliation.screens.answering import Answering
from app.reconciliation.screens.asking import VouchSheet, ask_to_close_period, ask_to_reopen
from app.reconciliation.screens.chainsheet import Chains
from app.reconciliation.screens.checklist import Checklist
from app.reconciliation.screens.choosing import ChoiceRow
from app.reconciliation.screens.closingacts import ClosingActs, Shelf
from app.reconciliation.screens.homeparts import AdjustmentsPanel, BeyondPanel, LatePanel, RowsPanel
from app.reconciliation.screens.homestate import Chosen, HomeState, load_home
from app.reconciliation.screens.homewords import GROUPS, home_bars, number_title, there_words
from app.reconciliation.screens.names import NamesPanel
from app.reconciliation.screens.record import ClosingRecord
from app.reconciliation.screens.statedparts import StatedPanel
from app.registration.counts import HeadLine
from app.widgets.buttons import button
from app.widgets.chart import FlowChart
from app.widgets.icons import Glyph
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.message import Message
from app.widgets.operations import Begun, Closing, Operations
from app.widgets.screen import Draft, Screen, page


@dataclass(frozen=True)
class HomecomingContext:
    """What the wiring hands over: `may`, `actor`, `user_id` ask whoever is signed in then; clock, zone, scans."""

    may: Callable[[str], bool]
    actor: Callable[[], str]
    user_id: Callable[[], str]
    now: Callable[[], datetime]
    zone: str
    shelf: Shelf | None = None


class HomecomingScreen(Screen):
    """`HomecomingScreen(ops, context)`."""

    def __init__(self, ops: Operations, context: HomecomingContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._state: HomeState | None = None
        self._chosen, self._row, self._number = Chosen(), 0, ARRIVED
        self._choices = ChoiceRow()
        self._pill = pill("")
        self._act = button("", self.close_or_open, "primary", "check")
        self._paper = button(_("Berita acara"), lambda: self._record.print_latest(), "", "printer")
        self._chart = FlowChart(_("Tiba dan pulang"))
        self._title, self._words = label("", "eyebrow"), label("", "strong", wrap=True)
        self._closed_words = label("", "muted", wrap=True)
        self._sign = Glyph("circle-check", "good")
        self._rows, self._late, self._beyond = RowsPanel(), LatePanel(), BeyondPanel()
        self._checks = Checklist(explainable=context.may("reconciliation.explain"))
        again = partial(self.refresh, frozenset())
        self._acts, self._chains = ClosingActs(self, ops, context.user_id, again), Chains(self, ops, context.zone)
        self._acts.shelf = context.shelf
        self._record = ClosingRecord(self._acts, self._chains, context.may("reconciliation.close"))
        self._adjusted, self._names = AdjustmentsPanel(context.zone), NamesPanel()
        self._answering = Answering(self, ops, context.actor, self._scope, again)
        self._accounts, self._stated = AccountsPanel(), StatedPanel(context.may("reconciliation.explain"))
        self._others = button(_("Angka pihak lain"), self._answering.state, "", "pencil")
        self._others.setVisible(context.may("reconciliation.explain"))
        self._connect()
        self._arrange()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the chosen days again."""
        chosen, clock = self._chosen, (self._context.now(), self._context.zone)
        self._ops.read(lambda r: load_home(r, chosen, clock), latest="homecoming").then(self.show_state)

    def draft(self) -> Draft:
        """Which days and rows are looked at."""
        chosen = self._chosen
        own = [day.isoformat() if day else "" for day in (chosen.own.start, chosen.own.end)]
        return {"code": chosen.code, "group": chosen.group, "own": own} if chosen != Chosen() else {}

    def restore(self, draft: Draft) -> None:
        """Look at the same days again."""
        own = draft.get("own")
        days = [date.fromisoformat(str(day)) if day else None for day in own] if isinstance(own, list) else []
        span = Span(*days) if len(days) == len(("start", "end")) else Span()
        self._chosen = Chosen(str(draft.get("code", THIS_HALF)), str(draft.get("group", GROUPS[0][0])), span)
        self._choices.show_chosen(self._chosen)
        self.refresh(frozenset())

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Closing, its paper and the scan of it, for those who may."""
        if not self._context.may("reconciliation.close"):
            return {}
        paper = {"homecoming.print": self._record.print_latest, "homecoming.scan": self._record.scan_latest}
        return {"homecoming.close": self.close_or_open, **paper}

    def first_focus(self) -> QWidget | None:
        """The chart: arrow keys walk it, Enter opens the names."""
        return self._chart

    def show_state(self, state: HomeState) -> None:
        """Show one state."""
        self._state = state
        rows = state.seen.rows
        self._row = min(self._row, len(rows))
        self._rows.show_rows(state.seen.whole, rows)
        self._beyond.show_beyond(state.seen)
        self._late.show_late(state.seen.late, state.seen.waiting_days)
        self._adjusted.show_adjustments(state.adjusted)
        self._record.show_closings(state.history)
        self._stated.show_stated(state.stated)
        self._checks.setVisible(state.view is not None or bool(state.checks))
        self._checks.show_checks(state.checks)
        self._show_closed(state)
        self._show_row()

    def close_or_open(self) -> None:
        """Close the period, or open a closed one again."""
        state = self._state
        if state is None or state.view is None or not self._context.may("reconciliation.close"):
            return
        name = self._choices.name
        if state.closed is not None:
            closing_id = state.closed.id
            ask_to_reopen(self, name, partial(self._reopen, closing_id))
        elif not state.view.blocking:
            ask_to_close_period(self, name, home_words(state.seen.whole.equation), self._close)
        else:
            sheet = VouchSheet(self, name, state.view, (self._context.actor(), ""))
            sheet.when_yes(lambda: self._close(sheet.override))
            sheet.open()

    def _connect(self) -> None:
        self._chart.chosen.connect(self._show_number)
        self._rows.chosen.connect(self._choose_row)
        self._rows.table.marked.connect(self._choose_row)
        self._beyond.chosen.connect(self._show_beyond)
        self._late.chosen.connect(self._show_late)
        self._adjusted.chosen.connect(lambda one: self._chains.open_stay(one.stay_id))
        self._accounts.chosen.connect(self._show_account)
        self._stated.withdraw_wanted.connect(self._answering.withdraw_stated)
        self._checks.withdraw_wanted.connect(self._answering.withdraw)
        self._checks.names_wanted.connect(
            lambda check: self._names.show_heads(check.finding.text, check.heads, with_account=True)
        )
        self._checks.step_wanted.connect(self.go.emit)
        self._checks.explain_wanted.connect(self._answering.explain)
        self._names.table.opened.connect(self._chains.open)
        self._choices.changed.connect(self._choose)

    def _arrange(self) -> None:
        told = row(self._sign, self._words, gap=10)
        told.setStretch(1, 1)
        equation = panel(column(self._title, self._chart, told, self._closed_words, gap=12))
        self._closed_words.hide()
        first = (equation, self._rows, self._beyond, self._adjusted, self._checks)
        more = (self._stated, self._accounts, self._late, self._record)
        left = column(*first, *more, 1, gap=14, margins=(0, 0, 6, 0))
        body = row(scrolled(holder(left)), self._names, gap=16)
        body.setStretch(0, 6)
        body.setStretch(1, 5)
        tools = (self._pill, self._paper, self._act)
        self.setLayout(page(_("Tiba dan pulang"), row(self._choices, 1, self._others), body, tools=tools))

    def _choose(self, chosen: Chosen) -> None:
        self._chosen, self._row, self._number = chosen, 0, ARRIVED
        self.refresh(frozenset())

    def _show_closed(self, state: HomeState) -> None:
        closed = state.closed is not None
        self._pill.setVisible(state.view is not None)
        changed = closed and bool(state.adjusted)
        self._closed_words.setVisible(changed)
        if state.closed is not None:
            self._closed_words.setText(_("Saat ditutup: {words}").format(words=state.closed.words))
        text = _("ditutup, ada penyesuaian") if changed else _("ditutup") if closed else _("terbuka")
        retone(self._pill, text, "warn" if changed else "" if closed else "accent")
        may = self._context.may("reconciliation.close") and state.view is not None
        self._act.setVisible(may)
        self._act.setText(_("Buka kembali") if closed else _("Tutup masa"))
        self._paper.setVisible(may and closed)

    def _show_row(self) -> None:
        shown = self._shown()
        if shown is None:
            return
        self._title.setText(shown.title)
        self._chart.show_bars(home_bars(shown))
        good = not shown.equation.difference and not (self._state and self._state.seen.suspense)
        self._sign.show_icon("circle-check" if good else "circle-alert", "good" if good else "bad")
        retone(self._words, home_words(shown.equation), "" if good else "bad")
        self._read_names()
        scope = shown.scope
        pending = self._ops.read(lambda r: account_lines(r, scope), latest="homecoming.accounts")
        pending.then(self._accounts.show_lines)

    def _scope(self) -> LedgerScope | None:
        return self._state.scope if self._state is not None and self._state.view is not None else None

    def _shown(self) -> Row | None:
        if self._state is None:
            return None
        return (self._state.seen.whole, *self._state.seen.rows)[self._row]

    def _choose_row(self, chosen: object) -> None:
        rows = self._rows.table.rows
        place = next((place for place, each in enumerate(rows) if each is chosen), self._row)
        if place != self._row:
            self._row = place
            self._show_row()

    def _show_number(self, number: str) -> None:
        self._number = number
        self._read_names()

    def _read_names(self) -> None:
        shown, number = self._shown(), self._number
        if shown is None:
            return
        title = f"{shown.title}: {number_title(number)}"

        def show(heads: Sequence[HeadLine]) -> None:
            self._names.show_heads(title, heads, number in (ARRIVED, HERE))

        self._ops.read(lambda r: behind(r, shown.scope, number), latest="homecoming.names").then(show)

    def _show_late(self, one: Late) -> None:
        def show(heads: Sequence[HeadLine]) -> None:
            self._names.show_heads(one.receiver, heads)

        self._ops.read(lambda r: late_names(r, one), latest="homecoming.names").then(show)

    def _show_beyond(self, one: Beyond) -> None:
        def show(heads: Sequence[HeadLine]) -> None:
            self._names.show_heads(_("Pindah ke pos lain: {where}").format(where=there_words(one)), heads)

        self._ops.read(lambda r: beyond_names(r, one), latest="homecoming.names").then(show)

    def _show_account(self, line: AccountLine, which: str) -> None:
        shown = self._shown()
        if shown is None:
            return
        said = line.title if line.code == EXPECTED else f"{line.title}: {number_words(which)}"

        def show(heads: Sequence[HeadLine]) -> None:
            self._names.show_heads(f"{shown.title}: {said}", heads, which in (CAME, WENT) and line.code != EXPECTED)

        self._ops.read(lambda r: heads_on(r, shown.scope, line, which), latest="homecoming.names").then(show)

    def _close(self, override: Override | None = None) -> Begun:
        def told(closed: closing.Closed) -> None:
            self.said.emit(Message(_("Ditutup."), closed.words, "good"))
            self.refresh(frozenset())

        if self._state is None:
            return Closing.AT_ONCE
        scope = self._state.scope
        pending = self._ops.write("reconciliation.close", lambda w: closing.close_period(w, scope, override))
        return pending.then(told)

    def _reopen(self, closing_id: str, reason: str) -> Begun:
        pending = self._ops.write("reconciliation.reopen", lambda w: closing.reopen_closing(w, closing_id, reason))
        return pending.then(lambda _nothing: self.refresh(frozenset()))
