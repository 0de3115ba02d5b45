"""Rekonsiliasi: the equation as a flow, the names behind every bar, three columns, what is left to do, and closing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation import closing
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.checks import Check
from app.reconciliation.closing import Closed
from app.reconciliation.ledger import INWARD, Scope, heads_behind
from app.reconciliation.rules import Override
from app.reconciliation.screens import asking
from app.reconciliation.screens.answering import Answering
from app.reconciliation.screens.chainsheet import Chains
from app.reconciliation.screens.checklist import Checklist
from app.reconciliation.screens.closingacts import ClosingActs, Shelf
from app.reconciliation.screens.homeparts import AdjustmentsPanel
from app.reconciliation.screens.legpanel import LegPanel
from app.reconciliation.screens.loading import TODAY, WHOLE, Loaded, ledger_scope, load
from app.reconciliation.screens.names import NamesPanel
from app.reconciliation.screens.record import ClosingRecord
from app.reconciliation.screens.statedparts import StatedPanel
from app.reconciliation.screens.words import BODIES, PRESENT, account_name, bars, bodies_words
from app.registration.counts import HeadLine
from app.widgets.buttons import button
from app.widgets.chart import FlowChart
from app.widgets.fields import ChoiceField
from app.widgets.figures import Comparison, Counted
from app.widgets.icons import Glyph
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.message import Message
from app.widgets.operations import Begun, Closing, Operations
from app.widgets.screen import Draft, Screen, page

SCOPE_WIDTH = 330


@dataclass(frozen=True)
class ReconciliationContext:
    """What the wiring hands over: `may`, `actor`, `user_id` ask whoever is signed in then; zone, where scans are."""

    may: Callable[[str], bool]
    actor: Callable[[], str]
    zone: str
    user_id: Callable[[], str] = str
    shelf: Shelf | None = None


class ReconciliationScreen(Screen):
    """`ReconciliationScreen(ops, context)`; a target is the id of a ship or the code of an account."""

    def __init__(self, ops: Operations, context: ReconciliationContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._loaded: Loaded | None = None
        self._chosen, self._account = WHOLE, PRESENT
        self._check: Check | None = None
        self._typed = ("", "")
        self._scope = ChoiceField("scope", "", ())
        self._scope.box.setAccessibleName(_("Yang direkonsiliasi"))
        self._scope.setFixedWidth(SCOPE_WIDTH)
        self._scope.changed.connect(self._scope_changed)
        self._state = pill("")
        self._act = button("", self.close_or_open, "primary", "check")
        self._chart = FlowChart(_("Rekap orang"))
        self._chart.chosen.connect(self._show_account)
        self._sign, self._words = Glyph("circle-check", "good"), label("", "strong", wrap=True)
        self._bodies = button("", partial(self._show_account, BODIES), "link")
        may_explain = context.may("reconciliation.explain")
        self._columns, self._checks = Comparison(), Checklist(explainable=may_explain)
        again = partial(self.refresh, frozenset())
        self._answering = Answering(self, ops, context.actor, lambda: ledger_scope(self._loaded), again)
        self._others = button(_("Angka pihak lain"), self._answering.state, "link")
        self._others.setVisible(may_explain)
        self._acts, self._chains = ClosingActs(self, ops, context.user_id, again), Chains(self, ops, context.zone)
        self._acts.shelf = context.shelf
        self._record = ClosingRecord(self._acts, self._chains, context.may("reconciliation.close"))
        self._adjusted, self._stated = AdjustmentsPanel(context.zone), StatedPanel(may_explain)
        self._names = NamesPanel()
        self._legs = LegPanel(ops, self._names, context.zone)
        self._connect()
        self._arrange()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the chosen ship or day again."""
        chosen = self._chosen
        self._ops.read(lambda r: load(r, chosen), latest="reconciliation").then(self.show_loaded)

    def show_target(self, target: str) -> None:
        """A ship, or an account of the whole site."""
        ships = {ship.id for ship in self._loaded.ships} if self._loaded else set()
        if target in ships:
            self._choose(target)
        elif self._loaded and (target == BODIES or self._loaded.view.account(target)):
            self._show_account(target)
        else:
            self._chosen = target
            self.refresh(frozenset())

    def draft(self) -> Draft:
        """Which ship is looked at, and a reason typed but not sent."""
        by, reason = self._typed
        kept: Draft = {"chosen": self._chosen, "account": self._account}
        return {**kept, "by": by, "reason": reason} if reason else kept if self._chosen != WHOLE else {}

    def restore(self, draft: Draft) -> None:
        """Look at the same ship again."""
        self._chosen, self._account = str(draft.get("chosen", "")), str(draft.get("account", PRESENT))
        self._typed = (str(draft.get("by", "")), str(draft.get("reason", "")))
        self.refresh(frozenset())

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Closing, its paper and the scan of it, for those who may."""
        if not self._context.may("reconciliation.close"):
            return {}
        paper = {"reconciliation.print": self._record.print_latest, "reconciliation.scan": self._record.scan_latest}
        return {"reconciliation.close": self.close_or_open, **paper}

    def first_focus(self) -> QWidget:
        """The chart: arrow keys walk it, Enter opens the names."""
        return self._chart

    def show_loaded(self, loaded: Loaded) -> None:
        """Show one state."""
        self._loaded, self._chosen = loaded, loaded.chosen
        self._show_scope(loaded)
        seen = loaded.view
        self._chart.show_bars(bars(seen))
        balanced = not seen.balance.blocking
        self._sign.show_icon("circle-check" if balanced else "circle-alert", "good" if balanced else "bad")
        retone(self._words, seen.balance.text, "" if balanced else "bad")
        self._bodies.setText(bodies_words(seen.bodies))
        self._bodies.setVisible(bool(seen.bodies))
        self._show_columns(loaded)
        self._checks.show_checks(seen.checks)
        self._record.show_closings(loaded.closings)
        self._legs.read(LedgerScope(batch_id=loaded.scope.batch_id))
        self._adjusted.show_adjustments(loaded.adjusted)
        self._stated.show_stated(loaded.stated)
        self._show_names()

    def close_or_open(self) -> None:
        """Close what is shown, or open a closed ship again."""
        loaded = self._loaded
        if loaded is None or not self._context.may("reconciliation.close"):
            return
        if not loaded.open:
            asking.ask_to_reopen(self, self._name(), self._reopen)
        elif not loaded.view.blocking:
            asking.ask_to_close(self, self._name(), loaded.view, self._close)
        elif not self._context.may("reconciliation.override"):
            asking.tell_why_not(self, loaded.view)
        else:
            self._ask_to_vouch(loaded)

    def _connect(self) -> None:
        self._checks.names_wanted.connect(self._show_check)
        self._checks.explain_wanted.connect(self._answering.explain)
        self._checks.step_wanted.connect(self.go.emit)
        self._checks.withdraw_wanted.connect(self._answering.withdraw)
        self._stated.withdraw_wanted.connect(self._answering.withdraw_stated)
        self._adjusted.chosen.connect(lambda one: self._chains.open_stay(one.stay_id))
        self._names.table.opened.connect(self._chains.open)

    def _arrange(self) -> None:
        told = row(self._sign, self._words, gap=10)
        told.setStretch(1, 1)
        equation = panel(column(label(_("Rekap orang"), "eyebrow"), self._chart, told, row(self._bodies, 1), gap=12))
        heading = row(label(_("Surat, dermaga, pemeriksaan"), "eyebrow"), 1, self._others)
        self._columns_panel = panel(column(heading, self._columns, gap=12))
        parts = (equation, self._columns_panel, self._legs, self._adjusted, self._checks, self._stated, self._record)
        left = column(*parts, 1, gap=14, margins=(0, 0, 6, 0))
        body = row(scrolled(holder(left)), self._names, gap=16)
        body.setStretch(0, 6)
        body.setStretch(1, 5)
        self.setLayout(page(_("Rekonsiliasi"), body, tools=(self._state, self._scope, self._act)))

    def _show_scope(self, loaded: Loaded) -> None:
        options = [(WHOLE, _("Seluruh pos, sejak awal")), (TODAY, _("Seluruh pos, hari ini"))]
        options += [
            (ship.id, ship.name if ship.open else _("{n} (ditutup)").format(n=ship.name)) for ship in loaded.ships
        ]
        self._scope.blockSignals(True)
        self._scope.set_options(options)
        self._scope.box.removeItem(0)
        self._scope.box.setCurrentIndex(max(0, self._scope.box.findData(loaded.chosen)))
        self._scope.blockSignals(False)
        ship = loaded.view.ship
        closed = not loaded.open
        self._state.setVisible(ship is not None or closed)
        retone(self._state, _("ditutup") if closed else _("terbuka"), "" if closed else "accent")
        self._act.setText(_("Buka kembali") if closed else _("Tutup rombongan") if ship else _("Tutup hari"))
        self._act.setVisible(self._context.may("reconciliation.close"))

    def _show_columns(self, loaded: Loaded) -> None:
        columns = loaded.view.columns
        self._columns_panel.setVisible(columns is not None)
        if columns is None:
            return
        waiting = any(check.finding.code == "lines.unchecked" for check in loaded.view.checks)
        counts = (
            Counted(_("Surat"), columns.letter),
            Counted(_("Dermaga"), columns.gangway),
            Counted(_("Diperiksa"), columns.checked, waiting),
        )
        compared = columns.compared
        tone = "warn" if compared.unexplained or waiting else "good"
        self._columns.show_counts(counts, compared.text, tone)

    def _show_account(self, code: str) -> None:
        self._account, self._check = code, None
        self._show_names()

    def _show_check(self, check: Check) -> None:
        self._check = check
        self._show_names()

    def _show_names(self) -> None:
        if self._loaded is None:
            return
        seen = self._loaded.view
        if self._check is not None:
            codes = {check.finding.code + check.target: check for check in seen.checks}
            self._check = codes.get(self._check.finding.code + self._check.target)
        if self._check is not None:
            self._names.show_heads(self._check.finding.text, self._check.heads, with_account=True)
        elif self._account == BODIES:
            self._names.show_heads(_("Jenazah"), seen.bodies, with_account=True)
        elif account := seen.account(self._account) or seen.account(PRESENT):
            self._read_names(self._loaded.scope, account.code)

    def _read_names(self, scope: Scope, code: str) -> None:
        """The names behind a bar are read when it is opened: a whole site may have as many as ever came."""

        def show(heads: Sequence[HeadLine]) -> None:
            if self._check is None and self._account != BODIES:
                self._names.show_heads(account_name(code), heads, code in INWARD)

        self._ops.read(lambda r: heads_behind(r, scope, code), latest="reconciliation.names").then(show)

    def _scope_changed(self) -> None:
        self._choose(str(self._scope.box.currentData() or WHOLE))

    def _choose(self, chosen: str) -> None:
        if chosen != self._chosen:
            self._chosen, self._account, self._check = chosen, PRESENT, None
            self.refresh(frozenset())

    def _name(self) -> str:
        ship = self._loaded.view.ship if self._loaded else None
        return ship.name if ship else _("hari ini")

    def _ask_to_vouch(self, loaded: Loaded) -> None:
        by, reason = self._typed
        typed = (by or self._context.actor(), reason)
        sheet = asking.VouchSheet(self, self._name(), loaded.view, typed)
        sheet.when_yes(lambda: self._close(sheet.override))
        for field in (sheet.by, sheet.reason):
            field.changed.connect(lambda: self._keep_typed(sheet.typed))
        sheet.open()

    def _keep_typed(self, typed: tuple[str, str]) -> None:
        self._typed = typed

    def _close(self, override: Override | None = None) -> Begun:
        scope = self._loaded.scope if self._loaded else None
        if scope is None:
            return Closing.AT_ONCE
        pending = self._ops.write("reconciliation.close", lambda w: closing.close(w, scope, override))
        return pending.then(self._closed)

    def _closed(self, closed: Closed) -> None:
        self._typed = ("", "")
        self.said.emit(Message(_("Ditutup."), closed.words, "good"))
        self.refresh(frozenset())

    def _reopen(self, reason: str) -> Begun:
        loaded = self._loaded
        if loaded is None:
            return Closing.AT_ONCE
        batch_id, closing_id = loaded.scope.batch_id, loaded.standing
        if batch_id:
            pending = self._ops.write("reconciliation.reopen", lambda w: closing.reopen(w, batch_id, reason))
        else:
            act = lambda w: closing.reopen_closing(w, closing_id, reason)  # noqa: E731
            pending = self._ops.write("reconciliation.reopen", act)
        return pending.then(lambda _nothing: self.refresh(frozenset()))
