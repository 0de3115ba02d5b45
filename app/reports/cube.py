"""The ledger of a period counted once, by everything a report asks for: three queries, whatever the tables are.

The measures are those of the equation of the ledger (R22 Ps. 10); what is behind one is read posting by posting with
the same weights, so that the rows behind a number always make it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, func, literal, select
from sqlmodel import col

from app.reconciliation.balance_of import in_scope
from app.reconciliation.postings import posting
from app.reconciliation.rules.equation import CARE, DEAD, ELSEWHERE, HOMEWARD
from app.reconciliation.rules.posting import SOURCES, TRANSIT
from app.registration.records import Person
from app.registration.rules import DIED
from app.reports.rules.periods import months
from app.reports.span import Span
from app.store.work import Reading

OPENING, ARRIVED, BORN, RETURNED, CAME = "awal", "tiba", "lahir", "kembali", "datang"
HOME, ON_THE_WAY, IN_CARE, ELSE, BODIES, MISSING = "rumah", "jalan", "pos", "lain", "jenazah", "selisih"
ENDS = (*HOMEWARD, *ELSEWHERE)
OURS = (*CARE, TRANSIT)
"""The living this post answers for, here or on the way."""
BEFORE, WITHIN, BACK = "before", "within", "back"
MEASURES = (OPENING, ARRIVED, BORN, RETURNED, CAME, HOME, ON_THE_WAY, IN_CARE, ELSE, BODIES, *ELSEWHERE)


Way = tuple[str, str, str, bool]


@dataclass(frozen=True)
class Flow:
    """So many heads alike that passed from one account to another; `when` before the period, in it, or back in it."""

    when: str
    source: str
    account: str
    head_class: str
    body: bool
    nationality: str
    province: str
    batch: str
    month: int
    heads: int
    regency: str = ""

    @property
    def way(self) -> Way:
        """When they went, from where, to where, and whether they lived: what a measure asks."""
        return self.when, self.source, self.account, self.body


Key = Callable[[Flow], str]


@dataclass(frozen=True)
class Cube:
    """The flows of a period."""

    flows: tuple[Flow, ...]

    def of(self, measure: str, key: Key) -> Counter[str]:
        """A measure by what the key says of a flow; what is nobody is left out."""
        found: Counter[str] = Counter()
        for flow in self.flows:
            weight = weight_of(measure, *flow.way)
            if weight:
                found[key(flow)] += weight * flow.heads
        return Counter({name: number for name, number in found.items() if number})

    def by_class(self, measure: str, wanted: Callable[[Flow], bool] = lambda _flow: True) -> Counter[str]:
        """A measure by class ("" for not known), of some flows."""
        return Cube(tuple(flow for flow in self.flows if wanted(flow))).of(measure, lambda flow: flow.head_class)

    def part(self, key: Key) -> dict[str, "Cube"]:
        """The cube of each value of a key."""
        parts: dict[str, list[Flow]] = {}
        for flow in self.flows:
            parts.setdefault(key(flow), []).append(flow)
        return {name: Cube(tuple(flows)) for name, flows in parts.items()}

    def total(self, measure: str) -> int:
        """A measure over everybody."""
        return sum(weight_of(measure, *way) * heads for way, heads in self._ways.items())

    @cached_property
    def _ways(self) -> Counter[Way]:
        """How many went each way, whoever they were: a handful of numbers that every total is made from."""
        found: Counter[Way] = Counter()
        for flow in self.flows:
            found[flow.way] += flow.heads
        return found


@cache
def weight_of(measure: str, when: str, source: str, account: str, body: bool) -> int:
    """How much one head of a flow adds to a measure: those of the equation, with who came back told as coming in."""
    if body or measure == BODIES:
        return int(body and measure == BODIES and when == WITHIN and source == SOURCES[0])
    if measure == CAME:
        return sum(weight_of(part, when, source, account, body) for part in (OPENING, ARRIVED, BORN, RETURNED))
    if measure == ELSE:
        return _net(ELSEWHERE, when, source, account)
    if measure in (OPENING, RETURNED):
        return int(when == BEFORE and account in OURS) if measure == OPENING else int(when == BACK)
    if measure in (ARRIVED, BORN):
        mine = SOURCES[0] if measure == ARRIVED else SOURCES[1]
        return (source == mine) - (account == mine) if when == WITHIN else 0
    if measure in (ON_THE_WAY, IN_CARE):
        accounts = (TRANSIT,) if measure == ON_THE_WAY else CARE
        if when == BEFORE:
            return int(account in accounts)
        return (account in accounts) - (source in accounts) if when == WITHIN else 0
    return _net(HOMEWARD if measure == HOME else DEAD if measure == DIED else (measure,), when, source, account)


def _net(accounts: Sequence[str], when: str, source: str, account: str) -> int:
    """Into an exit less out of it; who had left before the period and came back is not taken off."""
    if when == BACK:
        return int(source in accounts)
    return (account in accounts) - (source in accounts) if when == WITHIN else 0


def cube(r: Reading, span: Span) -> Cube:
    """The ledger of a span; by regency of destination too where it is told (its code, or what is known of one)."""
    told = (*_KEYS, "regency") if span.regencies else _KEYS
    return span.once("cube", lambda: Cube(tuple(_flows(r, span, told))))


def totals(r: Reading, span: Span) -> Cube:
    """The ledger of a span with nobody told apart: for its totals alone, and cheaper."""
    return span.once("totals", lambda: Cube(tuple(_flows(r, span, ()))))


def _flows(r: Reading, span: Span, told: Sequence[str]) -> Iterator[Flow]:
    """Heads counted by the database; what is not told apart is empty."""
    columns = {**{name: posting.c[name] for name in (*_WAY, *_KEYS[:-1])}, "month": _month(span), "regency": _REGENCY}
    names = (*_WAY, *told)
    empty: dict[str, Any] = dict.fromkeys((*_KEYS, "regency"), "") | {"month": 0}
    keys = [columns[name] for name in names]
    for when, conditions in _parts(r, span):
        query = _of(when, (*keys, func.count())).where(*conditions, *span.wanted()).group_by(*keys)
        if "regency" in told:
            query = query.outerjoin(_PERSON, (_PERSON.site_id == posting.c.site) & (_PERSON.id == posting.c.person))
        for *said, heads in r.rows(query):
            yield Flow(when=when, heads=heads, **{**empty, **dict(zip(names, said, strict=True))})


def people_of(site: str, regency: str) -> Select[Any]:
    """The persons who go home to a regency; to a province of which no more is known."""
    here = _REGENCY.is_not_distinct_from(regency)
    return select(_PERSON.id).where(col(Person.site_id) == site, here)


def weights(r: Reading, span: Span, measure: str, also: Sequence[ColumnElement[bool]] = ()) -> dict[str, int]:
    """Stay → how much it makes of a measure; whoever makes nothing is left out."""
    found: Counter[str] = Counter()
    columns = (posting.c.stay, posting.c.source, posting.c.account, posting.c.body)
    for when, conditions in _parts(r, span):
        query = _of(when, columns).where(*conditions, *span.wanted(), *also)
        for stay, source, account, body in r.rows(query):
            found[stay] += weight_of(measure, when, source, account, bool(body))
    return {stay: number for stay, number in found.items() if number}


def in_month(span: Span, number: int) -> ColumnElement[bool]:
    """The postings of one month of the period (0 the first)."""
    first, last = months(span.period)[number]
    return (posting.c.day >= first) & (posting.c.day <= last)


REGENCY = 5
"""Characters of the code of a regency: “65.03”."""
_WAY = ("source", "account", "body")
_KEYS = ("head_class", "nationality", "province", "batch", "month")
_PERSON: Any = Person
_REGENCY = func.substr(func.coalesce(_PERSON.destination_code, ""), 1, REGENCY)
_BEFORE = posting.alias("earlier")


def _of(when: str, columns: Sequence[Any]) -> Select[Any]:
    """A query of postings; of those who came back, joined to how they had left."""
    query = select(*columns)
    if when != BACK:
        return query
    same = (_BEFORE.c.site == posting.c.site) & (_BEFORE.c.stay == posting.c.stay)
    return query.select_from(posting.join(_BEFORE, same & (_BEFORE.c.step == posting.c.step - 1)))


def _parts(r: Reading, span: Span) -> Iterator[tuple[str, tuple[ColumnElement[bool], ...]]]:
    scope = span.ledger
    yield WITHIN, tuple(in_scope(r, scope))
    if scope.start is not None:
        yield BEFORE, tuple(_standing(r, scope.start - timedelta(days=1)))
        gone = (posting.c.source.in_(ENDS), posting.c.account.not_in(ENDS), _BEFORE.c.day < scope.start)
        yield BACK, (*in_scope(r, scope), *gone)


def _standing(r: Reading, day: date) -> Iterable[ColumnElement[bool]]:
    """The last postings of heads that were ours when a day ended."""
    yield posting.c.site == r.site_id
    yield posting.c.account.in_(OURS)
    yield posting.c.day <= day
    yield posting.c.left_day > day


def _month(span: Span) -> ColumnElement[int]:
    ends = [(posting.c.day <= last, number) for number, (_first, last) in enumerate(months(span.period))]
    return case(*ends, else_=len(ends)) if ends else literal(0, Integer)
