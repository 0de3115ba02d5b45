"""The ledger of people read from the heads' positions: who came, who is here, who left how.

The numbers are counted by the database; the names behind one are read when somebody asks for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from app.handover.listing import unreceived
from app.kernel.headcount import HeadCount
from app.reconciliation.balance_of import LedgerScope, returned_stays
from app.reconciliation.postings import posting
from app.reconciliation.rules import EXITS, Balance, Ledger, balance
from app.reconciliation.rules.equation import ENDS
from app.reconciliation.rules.posting import TRANSIT
from app.registration.counts import HeadLine, Tally, heads_of, heads_where, so_many, tallies
from app.registration.position import position
from app.registration.rules import BODIES_HERE, DIED, OUTSIDE, PRESENT, TEMPORARY
from app.store.work import Reading

CAME = "tiba"
BORN = "lahir"
BACK = "kembali"
OPENING = "saldo_awal"
INWARD = (OPENING, CAME, BORN, BACK)
LEFT = (*ENDS, TRANSIT)
"""Accounts of those whom this count has seen off: whoever comes back out of one comes in."""
BODIES = (*BODIES_HERE, "jenazah_diserahkan")
"""Where a body is; somebody who died here stays counted as *meninggal*, wherever his body is taken."""
_LIVING = position.c.body.is_(False)


@dataclass(frozen=True)
class Scope:
    """What is balanced: one ship, or the whole site from a day on (None: since the beginning)."""

    batch_id: str | None = None
    since: date | None = None


@dataclass(frozen=True)
class Account:
    """One number of the balance; `heads_behind` reads the names."""

    code: str
    count: HeadCount


@dataclass(frozen=True)
class Accounts:
    """The balance: its accounts in the order of the equation, the bodies apart, and heads whose receipt is not back."""

    scope: Scope
    ledger: Ledger
    balance: Balance
    accounts: tuple[Account, ...]
    bodies: tuple[HeadLine, ...]
    unreceived: tuple[HeadLine, ...]

    def account(self, code: str) -> Account | None:
        """One account of the balance."""
        return next((account for account in self.accounts if account.code == code), None)

    @property
    def bodies_here(self) -> tuple[HeadLine, ...]:
        """The dead whom the post still has to hand over."""
        return tuple(head for head in self.bodies if head.account in BODIES_HERE)


@dataclass(frozen=True)
class _Gone:
    """Of those who had left before the day began: who came `back` since, and for whom it was `over` already."""

    back: tuple[str, ...] = ()
    over: tuple[str, ...] = ()


def accounts(r: Reading, scope: Scope) -> Accounts:
    """The ledger of a ship or of the site."""
    gone = _gone(r, scope)
    counted = tallies(r, _within(scope) & position.c.stay.not_in(gone.over), scope.since)
    living = [tally for tally in counted if not tally.body]
    back = HeadCount.of_classes(head.head_class for head in heads_of(r, gone.back))
    signed = heads_of(r, [one.stay_id for one in unreceived(r)])
    waiting = tuple(head for head in signed if not head.body and scope.batch_id in (None, head.batch_id))
    found = tuple(_accounts(living, scope, back))
    ledger = _ledger(found, sum(tally.suspense for tally in living), len(waiting))
    bodies = heads_where(r, _within(scope) & (position.c.body.is_(True) | position.c.account.in_(BODIES)))
    return Accounts(scope, ledger, balance(ledger), found, tuple(bodies), waiting)


def heads_behind(r: Reading, scope: Scope, code: str) -> tuple[HeadLine, ...]:
    """The names behind one account of the balance."""
    gone = _gone(r, scope)
    here = _within(scope) & _LIVING & position.c.stay.not_in(gone.over)
    back = position.c.stay.in_(gone.back)
    if code in (BACK, OPENING):
        return tuple(heads_where(r, here & (back if code == BACK else ~back & _of_account(scope, code))))
    return tuple(heads_where(r, here & _of_account(scope, code)))


def living(r: Reading, scope: Scope, also: ColumnElement[bool]) -> tuple[HeadLine, ...]:
    """The heads of the balance for which a condition on `position` holds."""
    return tuple(heads_where(r, _within(scope) & _LIVING & also))


def nowhere() -> ColumnElement[bool]:
    """Heads that came and stand in no account."""
    return position.c.account == OUTSIDE


def unclassed() -> ColumnElement[bool]:
    """Heads whose sex is not known."""
    return position.c.head_class.is_(None)


def _gone(r: Reading, scope: Scope) -> _Gone:
    """Nobody is left out of the opening who was here, and nobody who was not is put into it."""
    if scope.since is None or scope.batch_id:
        return _Gone()
    same = (posting.c.site == position.c.site) & (posting.c.stay == position.c.stay)
    left = (posting.c.account.in_(LEFT), posting.c.day < scope.since, posting.c.left_day >= scope.since)
    query = select(position.c.stay).select_from(position.join(posting, same))
    found = [row.stay for row in r.rows(query.where(position.c.site == r.site_id, _within(scope), _LIVING, *left))]
    back = returned_stays(r, LedgerScope(scope.since), found, LEFT)
    return _Gone(tuple(sorted(back)), tuple(sorted(set(found) - back.keys())))


def _within(scope: Scope) -> ColumnElement[bool]:
    if scope.batch_id:
        return position.c.batch == scope.batch_id
    if scope.since is None:
        return position.c.stay != ""
    still_ours = position.c.account.in_([PRESENT, *BODIES_HERE, OUTSIDE, *TEMPORARY])
    return still_ours | (position.c.since >= scope.since) | (position.c.arrived >= scope.since)


def _of_account(scope: Scope, code: str) -> ColumnElement[bool]:
    born = position.c.origin == "born"
    if code in INWARD:
        before = position.c.arrived < scope.since if scope.since else position.c.stay == ""
        return before if code == OPENING else ~before & (born if code == BORN else ~born)
    return position.c.account.in_((DIED, *BODIES)) if code == DIED else position.c.account == code


def _accounts(counted: Sequence[Tally], scope: Scope, back: HeadCount) -> Iterator[Account]:
    """The accounts in the order of the equation: opening, arrived, born, then here, then each exit."""
    by_code: dict[str, HeadCount] = {CAME: HeadCount(), PRESENT: HeadCount()}
    if scope.since:
        by_code = {OPENING: HeadCount(), **by_code}
    for tally in counted:
        came = OPENING if tally.before else BORN if tally.born else CAME
        for code in (came, DIED if tally.account in BODIES else tally.account):
            by_code[code] = by_code.get(code, HeadCount()) + so_many(tally.head_class, tally.number)
    if back.total:
        by_code[OPENING] = by_code[OPENING] - back
        by_code[BACK] = back
    order = [*INWARD, PRESENT, *TEMPORARY, *EXITS]
    for code in sorted(by_code, key=lambda code: (order.index(code) if code in order else len(order), code)):
        if code != OUTSIDE:
            yield Account(code, by_code[code])


def _ledger(found: tuple[Account, ...], suspense: int, waiting: int) -> Ledger:
    by_code = {account.code: account.count for account in found}
    return Ledger(
        opening=by_code.get(OPENING, HeadCount()),
        arrived=by_code.get(CAME, HeadCount()),
        born=by_code.get(BORN, HeadCount()),
        returned=by_code.get(BACK, HeadCount()),
        present=by_code.get(PRESENT, HeadCount()),
        exits={code: count for code, count in by_code.items() if code not in (*INWARD, PRESENT)},
        suspense=suspense,
        unreceived=waiting,
    )
