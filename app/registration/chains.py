"""Every counted head with the movements that count, in order: what the ledger's postings are made from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, or_, select
from sqlmodel import col
from sqlmodel import select as select_rows

from app.registration import rules
from app.registration.position import Renewed, position, steps_of
from app.registration.records import Movement, Person, SameArrival, Stay
from app.store import derive
from app.store.base import Record
from app.store.direct import Direct
from app.store.journal import chunks
from app.store.rows import Key
from app.store.work import Reading

SOURCES = frozenset({"stay", "movement", "person", "same_arrival"})
"""Tables whose rows change a chain."""


@dataclass(frozen=True)
class Link:
    """One movement that counts; `at` as text that sorts, `document` (kind, id) of the paper behind it."""

    id: str
    source: str
    to: str
    at: str
    day: date
    document: tuple[str, str]
    reason: str


@dataclass(frozen=True)
class Chain:
    """A head that counts, as everything counted of it is counted, and its movements; `destination` is a region code."""

    stay: str
    person: str
    batch: str
    line: str
    head_class: str
    infant: bool
    body: bool
    nationality: str
    destination: str
    links: tuple[Link, ...]


def renewed(touched: derive.Touched) -> Renewed:
    """What `position`, which follows the same rows, has just read: the heads whose chain may have changed."""
    return touched.read.get(Renewed) or Renewed()


def everyone(connection: Connection) -> set[Key]:
    """Every head that counts, of every site."""
    return {(row.site, row.stay) for row in connection.execute(select(position.c.site, position.c.stay))}


def chains(connection: Connection, site: str, ids: list[str], read: Renewed) -> Iterator[Chain]:
    """The heads among these that count, asking for those that were not `read` already.

    `position` has to be up to date, as it is for what is derived after it.
    """
    heads = [read.heads[site, stay] for stay in ids if (site, stay) in read.heads]
    for head in heads:
        yield _chain(head.position, head.row.line_id, head.row.person_destination_code, head.movements)
    unread = [stay for stay in ids if (site, stay) not in read.known]
    if not unread:
        return
    given = {"site": site, "ids": unread}
    moves: dict[str, list[Any]] = {}
    for row in _LINKS.all(connection, given):
        moves.setdefault(row.stay_id, []).append(row)
    for row in _HEADS.all(connection, given):
        yield _chain(row._asdict(), row.line_id, row.destination_code, moves.get(row.stay, ()))


def _chain(head: Mapping[str, Any], line: str | None, destination: str | None, movements: Iterable[Any]) -> Chain:
    mine = {row.id: row for row in movements}
    links = tuple(_link(mine[step.id], step.at) for step in rules.counted_chain(steps_of(mine.values())))
    return Chain(
        head["stay"], head["person"] or "", head["batch"] or "", line or "", head["head_class"] or "",
        bool(head["infant"]), bool(head["body"]), head["nationality"] or "", destination or "", links,
    )  # fmt: skip


def rows_of(r: Reading, stays: Sequence[str]) -> Iterator[tuple[Record, set[str]]]:
    """Every row a chain of these heads is made from, void ones included, with the heads it is about."""
    for some in chunks(stays):
        for stay in r.all(select_rows(Stay).where(Stay.site_id == r.site_id, col(Stay.id).in_(some))):
            yield stay, {stay.id}
            person = r.get(Person, stay.person_id) if stay.person_id else None
            if person is not None:
                yield person, {stay.id}
        for row in r.all(select_rows(Movement).where(Movement.site_id == r.site_id, col(Movement.stay_id).in_(some))):
            yield row, {row.stay_id}
        joins = select_rows(SameArrival).where(SameArrival.site_id == r.site_id)
        for join in r.all(joins.where(or_(col(SameArrival.stay_id).in_(some), col(SameArrival.other_id).in_(some)))):
            yield join, {join.stay_id, join.other_id}


def relatives(r: Reading, stay: str) -> set[str]:
    """The arrivals that were ever joined to one, directly or over others, joins taken back included."""
    found, ask = {stay}, {stay}
    while ask:
        either = or_(col(SameArrival.stay_id).in_(ask), col(SameArrival.other_id).in_(ask))
        rows = r.all(select_rows(SameArrival).where(SameArrival.site_id == r.site_id, either))
        ask = {each for row in rows for each in (row.stay_id, row.other_id)} - found
        found |= ask
    return found


def names(r: Reading, stays: Sequence[str]) -> dict[str, tuple[str | None, str]]:
    """Stay → its person and name, also of heads that count no more."""
    found: dict[str, tuple[str | None, str]] = {}
    for some in chunks(stays):
        for stay in r.all(select_rows(Stay).where(Stay.site_id == r.site_id, col(Stay.id).in_(some))):
            person = r.get(Person, stay.person_id) if stay.person_id else None
            called = rules.display_name(person.name, person.father_name, person.sex) if person else stay.card_number
            found[stay.id] = (stay.person_id, called or "")
    return found


def ships(r: Reading, stays: Sequence[str]) -> dict[str, str]:
    """Stay → its ship, of those who came with one."""
    found: dict[str, str] = {}
    for some in chunks(stays):
        mine = (_STAY.c.site_id == r.site_id, _STAY.c.id.in_(some), _STAY.c.batch_id.is_not(None))
        found |= {row.id: row.batch_id for row in r.rows(select(_STAY.c.id, _STAY.c.batch_id).where(*mine))}
    return found


def _link(row: Any, at: str) -> Link:
    document = (row.document_kind or "", row.document_id or "")
    return Link(row.id, row.from_account, row.to_account, at, row.day, document, row.reason or "")


_STAY = Stay.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_MOVEMENT = Movement.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SITE: BindParameter[Any] = bindparam("site")
_MOVED = "id stay_id from_account to_account after at day document_kind document_id reason".split()
_LINKS = Direct(
    select(*(_MOVEMENT.c[name] for name in _MOVED)).where(
        _MOVEMENT.c.site_id == _SITE, _MOVEMENT.c.stay_id.in_(_IDS), _MOVEMENT.c.void_reason.is_(None)
    )
)
_COUNTED = "stay person batch head_class infant body nationality".split()
_HEADS = Direct(
    select(*(position.c[name] for name in _COUNTED), _STAY.c.line_id, _PERSON.c.destination_code)
    .select_from(
        position.join(_STAY, (_STAY.c.site_id == position.c.site) & (_STAY.c.id == position.c.stay)).outerjoin(
            _PERSON, (_PERSON.c.site_id == position.c.site) & (_PERSON.c.id == position.c.person)
        )
    )
    .where(position.c.site == _SITE, position.c.stay.in_(_IDS))
)
