"""The balance of a ship or of the site as screens and the console show it: numbers, names, checks and sentences."""

from dataclasses import dataclass

from app.access.days import current_day
from app.handover.tracing import papers_of, papers_waiting
from app.handover.unstated import missing_statements
from app.kernel.i18n import _
from app.manifest import board, letters
from app.reconciliation.accounts import (
    BACK,
    BORN,
    CAME,
    INWARD,
    OPENING,
    Account,
    Accounts,
    Scope,
    accounts,
    heads_behind,
)
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.checks import (
    Check,
    checks_of_balance,
    checks_of_bodies,
    checks_of_exits,
    checks_of_figures,
    checks_of_papers,
    checks_of_people,
    checks_of_ship,
    figures,
    with_explanations,
)
from app.reconciliation.columns import Columns, columns, explained
from app.reconciliation.explaining import explanations
from app.reconciliation.rules import Balance, Finding, Ledger
from app.reconciliation.stating import stated
from app.registration.counts import HeadLine, heads_at, heads_of, heads_of_batch
from app.registration.rules import PRESENT
from app.store.work import Reading

__all__ = ["BACK", "BORN", "CAME", "INWARD", "OPENING", "Account", "BalanceView", "Scope", "heads_behind", "view"]


@dataclass(frozen=True)
class BalanceView:
    """The balance with everything that explains it; `columns` and `ship` only of one ship."""

    scope: Scope
    accounts: tuple[Account, ...]
    ledger: Ledger
    balance: Balance
    bodies: tuple[HeadLine, ...]
    checks: tuple[Check, ...]
    columns: Columns | None = None
    ship: letters.BatchView | None = None

    @property
    def difference(self) -> int:
        """Heads missing from the balance, or (below zero) too many."""
        return self.balance.difference

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, those of the balance first."""
        return tuple(check.finding for check in self.checks)

    @property
    def blocking(self) -> tuple[Check, ...]:
        """What stands in the way of closing."""
        return tuple(check for check in self.checks if check.finding.blocks)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The equation, the columns, and what does not agree; or that all of it does."""
        said = [self.balance.text, *([self.columns.compared.text] if self.columns else [])]
        blocking = [check.finding.text for check in self.blocking]
        return (*said, *(blocking or [_("Semua angka cocok.")]))

    def account(self, code: str) -> Account | None:
        """One account of the balance."""
        return next((account for account in self.accounts if account.code == code), None)


def view(r: Reading, scope: Scope) -> BalanceView:
    """The balance of a ship or of the site, from a handful of queries per open ship."""
    seen = accounts(r, scope)
    return _of_ship(r, seen, scope.batch_id) if scope.batch_id else _of_site(r, seen)


def _of_ship(r: Reading, seen: Accounts, batch_id: str) -> BalanceView:
    shown = board.board(r, batch_id)
    heads = heads_of_batch(r, batch_id)
    alive = [head for head in heads if not head.body]
    why = explained(shown, heads)
    papers = papers_of(r, [head.stay_id for head in heads])
    checks = (
        *checks_of_balance(r, seen),
        *checks_of_ship(shown),
        *checks_of_figures(figures(shown, heads, why, papers, stated(r, LedgerScope(batch_id=batch_id))), batch_id),
        *checks_of_papers(papers, heads),
        *checks_of_people(alive),
        *checks_of_exits(missing_statements(r, alive)),
        *checks_of_bodies(seen.bodies_here),
    )
    given = explanations(r, LedgerScope(batch_id=batch_id))
    return _view(seen, with_explanations(checks, given), columns(shown, why), shown.batch)


def _of_site(r: Reading, seen: Accounts) -> BalanceView:
    ships = [board.board(r, batch.id) for batch in letters.batches(r, only_open=True)]
    papers = papers_waiting(r)
    listed = heads_of(r, [stay for paper in papers for stay in paper.stays])
    checks = (
        *checks_of_balance(r, seen),
        *(check for shown in ships for check in checks_of_ship(shown)),
        *checks_of_papers(papers, [head for head in listed if not head.body]),
        *checks_of_people(heads_at(r, PRESENT)),
        *checks_of_bodies(seen.bodies_here),
    )
    day = current_day(r)
    given = explanations(r, LedgerScope(day.day, day.day)) if day else ()
    return _view(seen, with_explanations(checks, given))


def _view(
    seen: Accounts,
    checks: tuple[Check, ...],
    compared: Columns | None = None,
    ship: letters.BatchView | None = None,
) -> BalanceView:
    return BalanceView(seen.scope, seen.accounts, seen.ledger, seen.balance, seen.bodies, checks, compared, ship)
