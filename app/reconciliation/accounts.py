"""The ledger of people read from the heads' positions: who came, who is here, who left how, with the names behind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement

from app.handover.listing import unreceived
from app.kernel.headcount import HeadCount
from app.reconciliation.rules import EXITS, Balance, Ledger, balance
from app.registration.counts import HeadLine, heads_where
from app.registration.position import position
from app.registration.rules import BODIES_HERE, DIED, OUTSIDE, PRESENT, TEMPORARY
from app.store.work import Reading

CAME = "tiba"
BORN = "lahir"
OPENING = "saldo_awal"
INWARD = (OPENING, CAME, BORN)
BODIES = (*BODIES_HERE, "jenazah_diserahkan")
"""Where a body is; somebody who died here stays counted as *meninggal*, wherever his body is taken."""


@dataclass(frozen=True)
class Scope:
    """What is balanced: one ship, or the whole site from a day on (None: since the beginning)."""

    batch_id: str | None = None
    since: date | None = None


@dataclass(frozen=True)
class Account:
    """One number of the balance and the heads behind it."""

    code: str
    count: HeadCount
    heads: tuple[HeadLine, ...]


@dataclass(frozen=True)
class Accounts:
    """The balance with the names behind: its accounts in the order of the equation, and the bodies apart.

    `suspended` and `unreceived` are heads with movements to settle, and heads whose receipt is not back.
    """

    scope: Scope
    ledger: Ledger
    balance: Balance
    accounts: tuple[Account, ...]
    living: tuple[HeadLine, ...]
    bodies: tuple[HeadLine, ...]
    unreceived: tuple[HeadLine, ...]

    def account(self, code: str) -> Account | None:
        """One account of the balance."""
        return next((account for account in self.accounts if account.code == code), None)

    @property
    def suspended(self) -> tuple[HeadLine, ...]:
        """Heads with movements that contradict each other."""
        return tuple(head for head in self.living if head.suspense)

    @property
    def bodies_here(self) -> tuple[HeadLine, ...]:
        """The dead whom the post still has to hand over."""
        return tuple(head for head in self.bodies if head.account in BODIES_HERE)

    @property
    def nowhere(self) -> tuple[HeadLine, ...]:
        """Heads that came and stand in no account."""
        return tuple(head for head in self.living if head.account == OUTSIDE)


def accounts(r: Reading, scope: Scope) -> Accounts:
    """The ledger of a ship or of the site."""
    heads = heads_where(r, _condition(scope))
    living = tuple(head for head in heads if not head.body)
    open_receipts = {one.stay_id for one in unreceived(r)}
    waiting = tuple(head for head in living if head.stay_id in open_receipts)
    found = tuple(_accounts(living, scope))
    ledger = _ledger(found, living, len(waiting))
    bodies = tuple(head for head in heads if head.body or head.account in BODIES)
    return Accounts(scope, ledger, balance(ledger), found, living, bodies, waiting)


def account_of(head: HeadLine) -> str:
    """The account a living head is counted under: the body of somebody who died here is no second head."""
    return DIED if head.account in BODIES else head.account


def _condition(scope: Scope) -> ColumnElement[bool]:
    if scope.batch_id:
        return position.c.batch == scope.batch_id
    if scope.since is None:
        return position.c.stay != ""
    still_ours = position.c.account.in_([PRESENT, *BODIES_HERE, OUTSIDE, *TEMPORARY])
    return still_ours | (position.c.since >= scope.since) | (position.c.arrived >= scope.since)


def _accounts(heads: Iterable[HeadLine], scope: Scope) -> Iterator[Account]:
    """The accounts in the order of the equation: opening, arrived, born, then here, then each exit."""
    by_code: dict[str, list[HeadLine]] = {CAME: [], PRESENT: []}
    if scope.since:
        by_code = {OPENING: [], **by_code}
    for head in heads:
        by_code.setdefault(_came_by(head, scope), []).append(head)
        by_code.setdefault(account_of(head), []).append(head)
    order = [*INWARD, PRESENT, *TEMPORARY, *EXITS]
    for code in sorted(by_code, key=lambda code: (order.index(code) if code in order else len(order), code)):
        if code != OUTSIDE:
            yield _account(code, by_code[code])


def _came_by(head: HeadLine, scope: Scope) -> str:
    if scope.since and head.arrived < scope.since:
        return OPENING
    return BORN if head.origin == "born" else CAME


def _account(code: str, heads: list[HeadLine]) -> Account:
    return Account(code, HeadCount.of_classes(head.head_class for head in heads), tuple(heads))


def _ledger(found: tuple[Account, ...], living: tuple[HeadLine, ...], waiting: int) -> Ledger:
    by_code = {account.code: account.count for account in found}
    return Ledger(
        opening=by_code.get(OPENING, HeadCount()),
        arrived=by_code.get(CAME, HeadCount()),
        born=by_code.get(BORN, HeadCount()),
        present=by_code.get(PRESENT, HeadCount()),
        exits={code: count for code, count in by_code.items() if code not in (*INWARD, PRESENT)},
        suspense=sum(head.suspense for head in living),
        unreceived=waiting,
    )
