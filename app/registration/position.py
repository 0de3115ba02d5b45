"""Where every head stands, derived from stays and movements: the table all counts are made from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
)

from app.registration import rules
from app.registration.records import Movement, Person, SameArrival, Stay
from app.registration.rules import Birth, Step, age_on, counted_class, infant_on
from app.store import derive
from app.store.base import IsoDate, instant_text, only
from app.store.direct import Direct
from app.store.guard import STORE
from app.store.rows import Key

position = Table(
    "position",
    derive.derived_metadata,
    Column("site", String(32), primary_key=True),
    Column("stay", String(32), primary_key=True),
    Column("person", String(32)),
    Column("batch", String(32)),
    Column("account", String(40), nullable=False),
    Column("movement", String(32)),
    Column("suspense", Integer, nullable=False),
    Column("head_class", String(2)),
    Column("age", Integer),
    Column("infant", Boolean, nullable=False),
    Column("body", Boolean, nullable=False),
    Column("nationality", String(40)),
    Column("origin", String(20), nullable=False),
    Column("arrived", IsoDate, nullable=False),
    Column("since", IsoDate, nullable=False),
    Index("ix_position_batch", "site", "batch", "account"),
    Index("ix_position_account", "site", "account"),
    Index("ix_position_person", "site", "person"),
    Index("ix_position_suspense", "site", **only("suspense > 0")),
)


def in_suspense() -> ColumnElement[bool]:
    """Heads with movements that contradict each other, in the words of their index."""
    return position.c.suspense > literal_column("0")


_WIDTHS = {column.name: int(column.type.length or 0) for column in position.c if type(column.type) is String}

Joins = list[tuple[str, str]]
"""(the stay that counts, the other)"""
_MOST_REMEMBERED = 500
"""Heads of one turn that are remembered: of a whole site's, asking again costs less than memory."""


@dataclass(frozen=True)
class Head:
    """A head that counts: its position, its stay with its person, and the movements that were not voided."""

    position: dict[str, Any]
    row: Any
    movements: list[Any]


@dataclass(frozen=True)
class Renewed:
    """What was read of the heads of one turn, so that what follows their position need not ask the same again.

    `known` are those remembered, `heads` those of them that count, `fresh` those that did not count before.
    """

    reached: set[Key] = field(default_factory=set)
    known: set[Key] = field(default_factory=set)
    fresh: set[Key] = field(default_factory=set)
    heads: dict[Key, Head] = field(default_factory=dict)


_STAY = Stay.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_MOVEMENT = Movement.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]
_SAME = SameArrival.__table__  # type: ignore[attr-defined]


def _update(connection: Connection, touched: derive.Touched) -> None:
    stays = set(touched.get("stay", ()))
    for (site, _id), row in touched.get("movement", {}).items():
        stays.add((site, row["stay_id"]))
    for (site, _id), row in touched.get("same_arrival", {}).items():
        stays |= {(site, row["stay_id"]), (site, row["other_id"])}
    for site, ids in derive.by_site(touched.get("person", ())):
        stays |= {(site, row.id) for row in _STAYS_OF_PEOPLE.all(connection, {"site": site, "ids": ids})}
    touched.read[Renewed] = _renew(connection, stays)


def _renew(connection: Connection, stays: Iterable[Key]) -> Renewed:
    renewed = Renewed()
    for site, ids in derive.by_site(stays):
        joins = joined(connection, site, ids)
        given = {"site": site, "ids": sorted({*ids, *(stay for pair in joins for stay in pair)})}
        counted_before = _FORGET.write(connection, [given])
        heads = list(_heads(connection, given, joins))
        if heads:
            _KEEP.write(connection, [head.position for head in heads])
        keys = {(site, stay) for stay in given["ids"]}
        renewed.reached.update(keys)
        if len(renewed.known) < _MOST_REMEMBERED:
            renewed.known.update(keys)
            renewed.fresh.update(() if counted_before else keys)
            renewed.heads.update({(site, head.position["stay"]): head for head in heads})
    return renewed


def joined(connection: Connection, site: str, ids: list[str]) -> Joins:
    """Every join that reaches one of these stays, directly or over others."""
    found: Joins = []
    ask, seen = set(ids), set(ids)
    while ask:
        more = _JOINS.all(connection, {"site": site, "ids": sorted(ask)})
        found += [(row.stay_id, row.other_id) for row in more]
        ask = {stay for pair in found for stay in pair} - seen
        seen |= ask
    return list(dict.fromkeys(found))


def _heads(connection: Connection, given: dict[str, Any], joins: Joins) -> Iterator[Head]:
    """These stays where they count; a void stay counts nowhere, and of stays joined as one arrival only one does."""
    moves: dict[str, list[Any]] = {}
    for row in _MOVES.all(connection, given):
        moves.setdefault(row.stay_id, []).append(row)
    heads = {row.id: row for row in _HEADS.all(connection, given)}
    moved: dict[str, int] = {}
    for group in groups(joins):
        live = [stay for stay in group if stay in heads]
        kept = rules.counted_once(live, [pair for pair in joins if pair[0] in group])
        for stay in live:
            if stay != kept and kept is not None:
                del heads[stay]
                moved[kept] = moved.get(kept, 0) + max(0, len(moves.get(stay, ())) - 1)
    for stay, row in heads.items():
        mine = moves.get(stay, [])
        yield Head(_position(row, mine, moved.get(stay, 0)), row, mine)


def steps_of(movements: Iterable[Any]) -> list[Step]:
    """Rows of movements as rules reckon with them."""
    return [Step(row.id, row.to_account, row.after, instant_text(row.at)) for row in movements]


def groups(joins: Joins) -> list[set[str]]:
    """Stays that are one arrival, taken together."""
    groups: list[set[str]] = []
    for pair in joins:
        mine = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group not in mine] + [set(pair).union(*mine)]
    return groups


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SITE: BindParameter[Any] = bindparam("site")
_PERSON_FIELDS = "sex birth_date birth_year age age_on age_months nationality destination_code".split()
_STAY_FIELDS = "site_id id person_id batch_id line_id head_class infant body origin day".split()
_MOVED = "id stay_id from_account to_account after at day document_kind document_id reason".split()
_STAYS_OF_PEOPLE = Direct(select(_STAY.c.id).where(_STAY.c.site_id == _SITE, _STAY.c.person_id.in_(_IDS)))
_MOVES = Direct(
    select(*(_MOVEMENT.c[name] for name in _MOVED)).where(
        _MOVEMENT.c.site_id == _SITE, _MOVEMENT.c.stay_id.in_(_IDS), _MOVEMENT.c.void_reason.is_(None)
    )
)
_JOINS = Direct(
    select(_SAME.c.stay_id, _SAME.c.other_id).where(
        _SAME.c.site_id == _SITE,
        or_(_SAME.c.stay_id.in_(_IDS), _SAME.c.other_id.in_(_IDS)),
        _SAME.c.void_reason.is_(None),
    )
)
_TOGETHER = (_PERSON.c.site_id == _STAY.c.site_id) & (_PERSON.c.id == _STAY.c.person_id)
_HEADS = Direct(
    select(
        *(_STAY.c[name] for name in _STAY_FIELDS), *(_PERSON.c[name].label(f"person_{name}") for name in _PERSON_FIELDS)
    )
    .select_from(_STAY.outerjoin(_PERSON, _TOGETHER))
    .where(_STAY.c.site_id == _SITE, _STAY.c.id.in_(_IDS), _STAY.c.void_reason.is_(None))
)
_FORGET = Direct(delete(position).where(position.c.site == _SITE, position.c.stay.in_(_IDS)))
_KEEP = Direct(position.insert())


def _position(row: Any, movements: list[Any], elsewhere: int) -> dict[str, Any]:
    """One row; `elsewhere` are movements of stays joined to this one, which wait to be settled as well."""
    stands = rules.standing(steps_of(movements))
    days = {movement.id: movement.day for movement in movements}
    known = (row.person_birth_date, row.person_birth_year, row.person_age, row.person_age_on, row.person_age_months)
    birth = Birth(*known)
    values = {
        "site": row.site_id,
        "stay": row.id,
        "person": row.person_id,
        "batch": row.batch_id,
        "account": stands.account,
        "movement": stands.last,
        "suspense": len(stands.suspense) + elsewhere,
        "head_class": counted_class(row.person_sex, birth, row.head_class, row.day),
        "age": age_on(birth, row.day),
        "infant": infant_on(row.infant, birth, row.day),
        "body": row.body,
        "nationality": row.person_nationality,
        "origin": row.origin,
        "arrived": row.day,
        "since": days.get(stands.last or "", row.day),
    }
    # What no desk writes may come by bundle; PostgreSQL would refuse it where a file keeps it.
    return values | {name: values[name][:width] for name, width in _WIDTHS.items() if values[name]}


def _rebuild(connection: Connection) -> None:
    connection.execute(delete(position), execution_options=STORE)
    everyone = connection.execute(select(_STAY.c.site_id, _STAY.c.id)).all()
    _renew(connection, [(row.site_id, row.id) for row in everyone])


derive.register(
    derive.Derivation(
        name="position",
        vault="general",
        sources=frozenset({"stay", "movement", "person", "same_arrival"}),
        update=_update,
        rebuild=_rebuild,
    )
)
