"""The ledger of people over a period, a ship, a province: counted by the database, every number with its names.

`balances(r, LedgerScope(start, end))` reads months already counted and only the days at the edges one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select

from app.manifest import board, letters
from app.manifest.board import BoardLine
from app.reconciliation.postings import DIMENSIONS, NEVER, posting, posting_month
from app.reconciliation.rules.equation import (
    CARE,
    ENDS,
    OPEN,
    Equation,
    Flow,
    Kind,
    Line,
    Total,
    equation,
    lines_of,
    totals_of,
)
from app.reconciliation.rules.posting import TRANSIT
from app.registration.counts import HeadLine, heads_of
from app.store.journal import chunks
from app.store.work import Reading

OPENING, CAME, WENT, CLOSING = "opening", "came", "went", "closing"
NUMBERS = (OPENING, CAME, WENT, CLOSING)
"""The four numbers of an account."""
UNCODED = ""
"""The province of those whose destination has no code yet."""


@dataclass(frozen=True)
class LedgerScope:
    """What is balanced: days `start`…`end` (None: from the beginning, until now), one ship, one province (its code).

    `until` counts only what had happened by a moment (as text that sorts): a ship is closed at a moment, not a day.
    """

    start: date | None = None
    end: date | None = None
    batch_id: str | None = None
    province: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Balances:
    """The ledger of a scope; `lines` by account, class, infant, body, nationality and province."""

    scope: LedgerScope
    lines: tuple[Line, ...]

    @cached_property
    def totals(self) -> Mapping[str, Total]:
        """Account → opening, came, went and closing by class, in the order of the equation."""
        return totals_of(self.lines)

    @cached_property
    def equation(self) -> Equation:
        """Arrived against home, of the living."""
        return equation(self.lines)

    def of(self, account: str) -> Total:
        """One account; nobody where it has no line."""
        return self.totals.get(account, Total())

    def by_province(self) -> dict[str, "Balances"]:
        """Province code → its part of the ledger; UNCODED for destinations without a code."""
        parts: dict[str, list[Line]] = {}
        for line in self.lines:
            parts.setdefault(line.kind.province, []).append(line)
        return {code: Balances(replace(self.scope, province=code), tuple(parts[code])) for code in sorted(parts)}


@dataclass(frozen=True)
class PostingLine:
    """One posting as lists show it: the head passed on, when, and the paper behind it."""

    stay_id: str
    step: int
    day: date
    at: str
    source: str
    account: str
    document_kind: str
    document: str
    paper: str
    movement: str
    batch_id: str


def balances(r: Reading, scope: LedgerScope) -> Balances:
    """Every account of a scope; all lines together are zero, for each head leaves one account for another."""
    return Balances(scope, lines_of(_flows(r, scope)))


def balances_by_batch(r: Reading, scope: LedgerScope) -> dict[str, Balances]:
    """Ship → its part of a scope ("": of no ship); of what it opened with, only accounts that carry over are told."""
    found: dict[str, list[Flow]] = {}
    kinds = tuple(posting.c[name] for name in DIMENSIONS)
    if scope.start is not None:
        keys = (posting.c.batch, posting.c.account, *kinds)
        opened = select(*keys, func.count()).where(*opening_of(r, scope, OPEN)).group_by(*keys)
        for batch, *row in r.rows(opened):
            found.setdefault(batch, []).append(_flow(["", *row], before=True))
    keys = (posting.c.batch, posting.c.source, posting.c.account, *kinds)
    for batch, *row in r.rows(select(*keys, func.count()).where(*in_scope(r, scope)).group_by(*keys)):
        found.setdefault(batch, []).append(_flow(row, before=False))
    return {
        batch: Balances(replace(scope, batch_id=batch), tuple(line for line in lines_of(flows) if line.account))
        for batch, flows in sorted(found.items())
    }


def last_of_ship(r: Reading, batch_id: str) -> str:
    """The moment of the latest posting of a ship, as text that sorts; "" while it has none."""
    return str(r.rows(select(func.max(posting.c.at)).where(_here(r), posting.c.batch == batch_id))[0][0] or "")


def stays_behind(
    r: Reading, scope: LedgerScope, account: str, number: str = CLOSING, living: bool = False
) -> list[str]:
    """The heads behind one number of an account; `living` leaves bodies that arrived out."""
    query = select(posting.c.stay).where(_here(r), *_behind(scope, account, number)).distinct()
    if living:
        query = query.where(posting.c.body.is_(False))
    return [row.stay for row in r.rows(query)]


def behind_number(r: Reading, scope: LedgerScope, account: str, number: str) -> tuple[ColumnElement[bool], ...]:
    """Which postings are behind one number of an account."""
    return (_here(r), *_behind(scope, account, number))


def heads_behind(r: Reading, scope: LedgerScope, account: str, number: str = CLOSING) -> tuple[HeadLine, ...]:
    """The names behind one number of an account, by name."""
    return names_of(r, stays_behind(r, scope, account, number))


def returned_stays(
    r: Reading, scope: LedgerScope, among: Sequence[str] | None = None, ends: Sequence[str] = ENDS
) -> dict[str, str]:
    """Head → the account by which it had left before a period in which it came back; the living `among` these."""
    if scope.start is None:
        return {}
    before = posting.alias("before")
    mine = (before.c.site == posting.c.site) & (before.c.stay == posting.c.stay) & (before.c.step == posting.c.step - 1)
    query = select(posting.c.stay, posting.c.source).select_from(posting.join(before, mine))
    gone = (posting.c.source.in_(ends), before.c.day < scope.start, posting.c.body.is_(False))
    query = query.where(*in_scope(r, scope), *gone, posting.c.account.not_in(ends))
    if among is not None:
        query = query.where(posting.c.stay.in_(among))
    return dict(map(tuple, r.rows(query)))


def names_of(r: Reading, stays: Sequence[str]) -> tuple[HeadLine, ...]:
    """These heads, by name."""
    found: list[HeadLine] = []
    for some in chunks(stays):
        found += heads_of(r, some)
    return tuple(sorted(found, key=lambda head: (head.display.casefold(), head.stay_id)))


def heads_of_class(r: Reading, scope: LedgerScope, head_class: str) -> tuple[HeadLine, ...]:
    """The living of a class ("": not known) whom a scope counts: here or on the way when it began, or in it."""
    alike = (posting.c.head_class == head_class, posting.c.body.is_(False))
    stays = {row.stay for row in r.rows(select(posting.c.stay).where(*in_scope(r, scope), *alike).distinct())}
    if scope.start is not None:
        opened = select(posting.c.stay).where(*opening_of(r, scope, (*CARE, TRANSIT)), *alike)
        stays |= {row.stay for row in r.rows(opened)}
    return names_of(r, sorted(stays))


def expected(r: Reading) -> dict[str, tuple[BoardLine, ...]]:
    """Open ship → the lines of its letters nobody has decided yet: expected, and no heads before they come."""
    ships = letters.batches(r, only_open=True)
    return {ship.id: waiting for ship in ships if (waiting := tuple(board.board(r, ship.id).remaining))}


def postings_behind(r: Reading, scope: LedgerScope, account: str, number: str = CAME) -> tuple[PostingLine, ...]:
    """The postings behind one number of an account, oldest first."""
    query = select(*_SHOWN).where(_here(r), *_behind(scope, account, number))
    return _postings(r, query)


def postings_of(r: Reading, stay_ids: Sequence[str]) -> tuple[PostingLine, ...]:
    """Every posting of these heads, oldest first."""
    found: list[PostingLine] = []
    for some in chunks(stay_ids):
        found += _postings(r, select(*_SHOWN).where(_here(r), posting.c.stay.in_(some)))
    return tuple(found)


def _postings(r: Reading, query: Select[Any]) -> tuple[PostingLine, ...]:
    ordered = query.order_by(posting.c.day, posting.c.at, posting.c.stay, posting.c.step)
    return tuple(PostingLine(*row) for row in r.rows(ordered))


_SHOWN = tuple(
    posting.c[name] for name in "stay step day at source account document_kind document paper movement batch".split()
)


def _flows(r: Reading, scope: LedgerScope) -> Iterator[Flow]:
    if scope.start is not None:
        yield from _counted(r, replace(scope, start=None, end=scope.start - timedelta(days=1)), before=True)
    yield from _counted(r, scope, before=False)


def _counted(r: Reading, scope: LedgerScope, before: bool) -> Iterator[Flow]:
    """The flows of a scope: of one ship from its postings, else from the months and the days at the edges."""
    if scope.batch_id is not None or scope.until is not None:
        yield from _daily(r, scope, before, scope.start, scope.end)
        return
    first, last = _whole_months(scope)
    if last and first > last:
        yield from _daily(r, scope, before, scope.start, scope.end)
        return
    yield from _monthly(r, scope, before, first, last)
    if scope.start is not None and scope.start.day > 1:
        yield from _daily(r, scope, before, scope.start, _last_of(scope.start))
    if scope.end is not None and scope.end != _last_of(scope.end):
        yield from _daily(r, scope, before, scope.end.replace(day=1), scope.end)


def _whole_months(scope: LedgerScope) -> tuple[str, str]:
    """The first and the last month wholly in a scope ("": open)."""
    first = last = ""
    if scope.start is not None:
        start = scope.start if scope.start.day == 1 else _last_of(scope.start) + timedelta(days=1)
        first = start.isoformat()[:7]
    if scope.end is not None:
        end = scope.end if scope.end == _last_of(scope.end) else scope.end.replace(day=1) - timedelta(days=1)
        last = end.isoformat()[:7]
    return first, last


def _last_of(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _monthly(r: Reading, scope: LedgerScope, before: bool, first: str, last: str) -> Iterator[Flow]:
    table = posting_month.c
    keys = (table.source, table.account, *(table[name] for name in DIMENSIONS))
    query = select(*keys, func.sum(table.heads)).where(table.site == r.site_id, table.month >= first).group_by(*keys)
    if last:
        query = query.where(table.month <= last)
    for row in r.rows(query.where(*_of_province(posting_month, scope))):
        yield _flow(row, before)


def _daily(r: Reading, scope: LedgerScope, before: bool, start: date | None, end: date | None) -> Iterator[Flow]:
    keys = (posting.c.source, posting.c.account, *(posting.c[name] for name in DIMENSIONS))
    query = select(*keys, func.count()).where(_here(r), *_in_days(start, end), *_until(scope)).group_by(*keys)
    if scope.batch_id is not None:
        query = query.where(posting.c.batch == scope.batch_id)
    for row in r.rows(query.where(*_of_province(posting, scope))):
        yield _flow(row, before)


def _flow(row: Sequence[Any], before: bool) -> Flow:
    source, account, head_class, infant, body, nationality, province, heads = row
    kind = Kind(head_class, bool(infant), bool(body), nationality, province)
    return Flow(source, account, kind, int(heads), before)


def in_scope(r: Reading, scope: LedgerScope) -> Iterator[ColumnElement[bool]]:
    """The postings of a scope's days."""
    yield _here(r)
    yield from _in_days(scope.start, scope.end)
    yield from _until(scope)
    yield from _of_ship_and_province(scope)


def opening_of(r: Reading, scope: LedgerScope, accounts: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """The last postings before a scope begins, of heads that stood in one of these accounts then."""
    yield _here(r)
    yield from _of_ship_and_province(scope)
    yield from _standing(accounts, scope.start - timedelta(days=1) if scope.start else date.min, None)


def _here(r: Reading) -> ColumnElement[bool]:
    return posting.c.site == r.site_id


def _in_days(start: date | None, end: date | None) -> Iterator[ColumnElement[bool]]:
    if start is not None:
        yield posting.c.day >= start
    if end is not None:
        yield posting.c.day <= end


def _until(scope: LedgerScope) -> Iterator[ColumnElement[bool]]:
    if scope.until is not None:
        yield posting.c.at <= scope.until


def _of_province(table: Any, scope: LedgerScope) -> Iterator[ColumnElement[bool]]:
    if scope.province is not None:
        yield table.c.province == scope.province


def _of_ship_and_province(scope: LedgerScope) -> Iterator[ColumnElement[bool]]:
    yield from _of_province(posting, scope)
    if scope.batch_id is not None:
        yield posting.c.batch == scope.batch_id


def _behind(scope: LedgerScope, account: str, number: str) -> Iterator[ColumnElement[bool]]:
    """The postings behind a number: those that came or went in the period, or the last ones before its end or begin."""
    yield from _of_ship_and_province(scope)
    if number in (CAME, WENT):
        yield from _in_days(scope.start, scope.end)
        yield from _until(scope)
        yield (posting.c.account if number == CAME else posting.c.source) == account
    elif number == CLOSING:
        yield from _standing([account], scope.end, scope.until)
    elif scope.start is None:
        yield literal(False)
    else:
        yield from _standing([account], scope.start - timedelta(days=1), None)


def _standing(accounts: Sequence[str], end: date | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """The postings of heads that stood in these accounts at the end of a day, or at a moment."""
    yield posting.c.account.in_(accounts)
    if until is not None:
        yield posting.c.at <= until
        yield posting.c.left_at > until
    elif end is not None:
        # Without a bare `day` the planner takes the index of accounts: few stood in one, many came before a day.
        yield func.coalesce(posting.c.day, posting.c.left_day) <= end
        yield posting.c.left_day > end
    else:
        yield posting.c.left_day == NEVER.day
