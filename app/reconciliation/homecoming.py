"""Arrived against home (R22 Ps. 10): per ship, province or month of a period, with the names behind every number."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select

from app.access.days import current_day
from app.access.office import site_of
from app.handover.onward import Ending, endings
from app.handover.tracing import ways
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import letters
from app.reconciliation import legs
from app.reconciliation.balance_of import (
    CLOSING,
    OPENING,
    UNCODED,
    Balances,
    LedgerScope,
    balances,
    balances_by_batch,
    in_scope,
    names_of,
    returned_stays,
    stays_behind,
)
from app.reconciliation.legs import Stand
from app.reconciliation.postings import NEVER, posting
from app.reconciliation.rules.equation import CARE, DEAD, ELSEWHERE, ENDS, HOMEWARD, Equation
from app.reconciliation.rules.posting import HOME as ARRIVED_HOME
from app.reconciliation.rules.posting import SENT, SOURCES, TRANSIT
from app.reference.regions import Regions
from app.reference.words import grouped
from app.registration.counts import HeadLine, heads_where
from app.registration.position import in_suspense, position
from app.registration.rules import DIED
from app.store.journal import chunks
from app.store.work import Reading

SHIP, PROVINCE, MONTH = "kapal", "provinsi", "bulan"
GROUPS = (SHIP, PROVINCE, MONTH)
PASSED_ON = "pindah_keluar"
"""The account of those who went to another post: whether they are home is that post's word, never ours."""
HERE, ON_THE_WAY, HOME, ELSE, ARRIVED = "pos", "jalan", "rumah", "lain", "tiba"
"""The numbers of a row whose names can be asked for; an account of ELSEWHERE is one as well."""


@dataclass(frozen=True)
class Row:
    """One ship, province or month: what is balanced, its equation, and those who came and reached home by class."""

    title: str
    scope: LedgerScope
    equation: Equation
    came: HeadCount
    home: HeadCount


@dataclass(frozen=True)
class Late:
    """A paper whose receipt is not back after so many days, its people, where they are, and whom to call."""

    paper: str
    number: str
    receiver: str
    phone: str
    since: date
    days: int
    stays: tuple[str, ...]
    where: str
    where_printed: str


@dataclass(frozen=True)
class Beyond:
    """Heads who went to another post and stand in `account` by the word of `by`; "" while they are still there.

    `number` is the paper that office names, `day` its day. Of whom no receipt tells by name `by` is "".
    """

    account: str
    by: str
    number: str
    receiver: str
    day: date | None
    stays: tuple[str, ...]


@dataclass(frozen=True)
class Homecoming:
    """A period as the companion of the way home sees it; `group` says what its rows are."""

    scope: LedgerScope
    group: str
    whole: Row
    rows: tuple[Row, ...]
    late: tuple[Late, ...]
    waiting_days: int
    suspense: int
    beyond: tuple[Beyond, ...] = ()


def homecoming(r: Reading, scope: LedgerScope, group: str = SHIP) -> Homecoming:
    """The period by ship, province or month, and which receipts are late today by the days the post has set."""
    whole = balances(r, scope)
    rows = {SHIP: _by_ship, PROVINCE: _by_province, MONTH: _by_month}[group](r, whole)
    arrived = position.c.arrived <= scope.end if scope.end else position.c.stay != ""
    open_still = len(heads_where(r, in_suspense() & arrived))
    total, days = _row(r, _("Seluruhnya"), whole), site_of(r).receipt_days
    return Homecoming(scope, group, total, tuple(rows), late(r, days), days, open_still, beyond(r, scope))


def beyond(r: Reading, scope: LedgerScope) -> tuple[Beyond, ...]:
    """Who went to another post in the period, by where that post and those after it say they are now."""
    went = _stays(r, scope, PASSED_ON)
    if not went:
        return ()
    told = endings(r, went)
    groups: dict[tuple[str, str, str, str, date | None], list[str]] = {}
    for stay in went:
        one = told.get(stay)
        key = (_account_there(one), one.by, one.number, one.receiver, one.day) if one else ("", "", "", "", None)
        groups.setdefault(key, []).append(stay)
    found = [Beyond(*key, tuple(sorted(stays))) for key, stays in groups.items()]
    return tuple(sorted(found, key=lambda one: (not one.account, one.by, one.account, one.number)))


def beyond_names(r: Reading, one: Beyond) -> tuple[HeadLine, ...]:
    """The names of such a group."""
    return names_of(r, one.stays)


def beyond_words(seen: Homecoming) -> str:
    """One sentence about those who went to another post; "" when nobody did."""
    whole = sum(len(one.stays) for one in seen.beyond)
    if not whole:
        return ""
    home = sum(len(one.stays) for one in seen.beyond if one.account in HOMEWARD)
    way = sum(len(one.stays) for one in seen.beyond if one.account == TRANSIT)
    there = sum(len(one.stays) for one in seen.beyond if one.by and not one.account)
    untold = sum(len(one.stays) for one in seen.beyond if not one.by)
    parts = [
        (home, _("{n} pulang menurut pos itu")),
        (way, _("{n} masih di jalan dari sana")),
        (there, _("{n} masih di sana")),
        (whole - home - way - there - untold, _("{n} dengan jalan lain")),
        (untold, _("{n} belum ada kabarnya")),
    ]
    said = ", ".join(text.format(n=grouped(number)) for number, text in parts if number)
    return _("{n} orang pindah ke pos lain: {said}.").format(n=grouped(whole), said=said)


def _account_there(one: Ending) -> str:
    """The account of the ledger: on the way until the receiver there signed; who was sent on and taken is there."""
    if not one.account:
        return ""
    if not one.answered:
        return TRANSIT
    return ARRIVED_HOME if one.account == SENT else one.account


def behind(r: Reading, scope: LedgerScope, number: str) -> tuple[HeadLine, ...]:
    """The names behind one number of a row, each with the account it stands in now."""
    heads = names_of(r, sorted(_stays(r, scope, number)))
    now: dict[str, str] = {}
    for some in chunks([head.stay_id for head in heads]):
        standing = (posting.c.site == r.site_id, posting.c.stay.in_(some), posting.c.left_day == NEVER.day)
        now |= dict(map(tuple, r.rows(select(posting.c.stay, posting.c.account).where(*standing))))
    return tuple(replace(head, account=now.get(head.stay_id, head.account)) for head in heads)


def late(r: Reading, days: int) -> tuple[Late, ...]:
    """Who is on the way for that many days and longer without a receipt, paper by paper, the longest first."""
    today = current_day(r)
    if today is None:
        return ()
    papers: dict[str, list[tuple[Stand, date]]] = {}
    for stand, day in legs.late_stands(r, LedgerScope(end=today.day - timedelta(days=days))):
        papers.setdefault(stand.paper, []).append((stand, day))
    known, zone = ways(r, papers), site_of(r).zone
    found = []
    for paper, heads in papers.items():
        since, stands = min(day for _stand, day in heads), [stand for stand, _day in heads]
        way = known.get(paper)
        called = (way.number, way.receiver, way.phone) if way else ("", _("tanpa berita acara"), "")
        stays = tuple(sorted(stand.stay for stand in stands))
        where = legs.where_words(stands), legs.where_printed(stands, zone)
        found.append(Late(paper, *called, since, (today.day - since).days, stays, *where))
    return tuple(sorted(found, key=lambda one: (one.since, one.number)))


def late_names(r: Reading, one: Late) -> tuple[HeadLine, ...]:
    """The names of a late paper."""
    return names_of(r, one.stays)


def returned(r: Reading, scope: LedgerScope) -> dict[str, int]:
    """Account → heads who had left by it before the period and came back in it."""
    return dict(Counter(returned_stays(r, scope).values()))


def _row(r: Reading, title: str, seen: Balances) -> Row:
    told = seen.equation.with_returned(returned(r, seen.scope))
    alive = [line for line in seen.lines if not line.kind.body]
    part = Balances(seen.scope, tuple(alive))
    came = HeadCount()
    for account in (*CARE, TRANSIT):
        came += part.of(account).opening
    for source in SOURCES:
        came += part.of(source).went - part.of(source).came
    home = HeadCount()
    for account in HOMEWARD:
        home += part.of(account).came - part.of(account).went
    return Row(title, seen.scope, told, came, home)


def _by_ship(r: Reading, whole: Balances) -> Iterator[Row]:
    ships = balances_by_batch(r, whole.scope)
    named = {batch.id: batch for batch in letters.batches(r)}
    order = sorted(ships, key=lambda ship: (named[ship].day, named[ship].name) if ship in named else (date.min, ""))
    for ship in reversed(order):
        title = f"{named[ship].name}, {named[ship].day:%d-%m-%Y}" if ship in named else _("Tanpa rombongan")
        yield _row(r, title, ships[ship])


def _by_province(r: Reading, whole: Balances) -> Iterator[Row]:
    regions = Regions.load()
    parts = whole.by_province()
    named = {code: _province_name(regions, code) for code in parts}
    for code in sorted(parts, key=lambda code: (code == UNCODED, named[code])):
        row = _row(r, named[code], parts[code])
        if row.equation.came or row.equation.exits or row.equation.home:
            yield row


def _province_name(regions: Regions, code: str) -> str:
    province = regions.path(code).province if code else None
    return province.name if province else code or _("Tujuan belum dikode")


def _by_month(r: Reading, whole: Balances) -> Iterator[Row]:
    for first, last in months(r, whole.scope):
        seen = balances(r, replace(whole.scope, start=first, end=last))
        yield _row(r, f"{first:%m-%Y}", seen)


def months(r: Reading, scope: LedgerScope) -> list[tuple[date, date]]:
    """The months of a scope that have postings, each cut to its days, the latest first."""
    days = r.rows(select(func.min(posting.c.day), func.max(posting.c.day)).where(*in_scope(r, scope)))[0]
    if days[0] is None:
        return []
    first, end = scope.start or days[0], min(scope.end or days[1], days[1])
    found = []
    while first <= end:
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        found.append((first, min(following - timedelta(days=1), scope.end or date.max)))
        first = following
    return found[::-1]


def _stays(r: Reading, scope: LedgerScope, number: str) -> set[str]:
    if number == ARRIVED:
        return _came(r, scope)
    if number == HERE:
        return _standing(r, scope, CARE)
    if number == ON_THE_WAY:
        return _standing(r, scope, [TRANSIT])
    accounts = HOMEWARD if number == HOME else ELSEWHERE if number == ELSE else DEAD if number == DIED else (number,)
    return _standing(r, scope, accounts) - _left_before(r, scope, accounts)


def _came(r: Reading, scope: LedgerScope) -> set[str]:
    """Everybody a period has to account for: who was here or on the way, arrived, was born, or came back."""
    opened = _standing(r, scope, (*CARE, TRANSIT), OPENING) if scope.start else set()
    here = select(posting.c.stay).where(*in_scope(r, scope), posting.c.body.is_(False)).distinct()
    return opened | {row.stay for row in r.rows(here)} - _gone_for_good(r, scope)


def _gone_for_good(r: Reading, scope: LedgerScope) -> set[str]:
    """Who had left before the period and only went from one exit to another in it."""
    return _left_before(r, scope, ENDS) & _standing(r, scope, ENDS)


def _left_before(r: Reading, scope: LedgerScope, accounts: Iterable[str]) -> set[str]:
    """Who had left before the period and did not come back in it, even to leave again."""
    if scope.start is None:
        return set()
    return _standing(r, scope, accounts, OPENING) - returned_stays(r, scope).keys()


def _standing(r: Reading, scope: LedgerScope, accounts: Iterable[str], number: str = CLOSING) -> set[str]:
    return {stay for account in accounts for stay in stays_behind(r, scope, account, number, living=True)}
