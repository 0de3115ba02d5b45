"""Where every head stands, derived from stays and movements: the table all counts are made from."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Index, Integer, Row, String, Table, delete, select

from app.registration.records import Movement, Person, SameArrival, Stay
from app.registration.rules import Birth, Step, age_on, counted_class, standing
from app.store import derive
from app.store.base import IsoDate, instant_text
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
    Column("nationality", String(20)),
    Column("origin", String(20), nullable=False),
    Column("arrived", IsoDate, nullable=False),
    Column("since", IsoDate, nullable=False),
    Index("ix_position_batch", "batch", "account"),
    Index("ix_position_account", "account"),
    Index("ix_position_person", "person"),
)

_STAY = Stay.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_MOVEMENT = Movement.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]
_SAME = SameArrival.__table__  # type: ignore[attr-defined]


def _update(connection: Connection, touched: derive.Touched) -> None:
    stays = set(touched.get("stay", ()))
    stays |= _stays_of(connection, _MOVEMENT, touched.get("movement", ()), _MOVEMENT.c.stay_id)
    stays |= _stays_of(connection, _SAME, touched.get("same_arrival", ()), _SAME.c.other_id)
    people = touched.get("person", set())
    stays |= _stays_with(connection, people)
    _renew(connection, stays)


def _stays_of(connection: Connection, table: Table, keys: Iterable[Key], column: Column[str]) -> set[Key]:
    """The stays these rows refer to."""
    found: set[Key] = set()
    for site, ids in derive.by_site(keys):
        query = select(column).where(table.c.site_id == site, table.c.id.in_(ids))
        found |= {(site, stay) for stay in connection.execute(query).scalars()}
    return found


def _stays_with(connection: Connection, people: Iterable[Key]) -> set[Key]:
    found: set[Key] = set()
    for site, ids in derive.by_site(people):
        query = select(_STAY.c.id).where(_STAY.c.site_id == site, _STAY.c.person_id.in_(ids))
        found |= {(site, stay) for stay in connection.execute(query).scalars()}
    return found


def _renew(connection: Connection, stays: Iterable[Key]) -> None:
    for site, ids in derive.by_site(stays):
        gone = delete(position).where(position.c.site == site, position.c.stay.in_(ids))
        connection.execute(gone, execution_options=STORE)
        fresh = list(_positions(connection, site, ids))
        if fresh:
            connection.execute(position.insert(), fresh, execution_options=STORE)


def _positions(connection: Connection, site: str, ids: list[str]) -> Iterator[dict[str, Any]]:
    """The rows for these stays; a void stay and one joined to another count nowhere."""
    steps = _steps(connection, site, ids)
    joined = select(_SAME.c.other_id).where(
        _SAME.c.site_id == site, _SAME.c.other_id.in_(ids), _SAME.c.void_reason.is_(None)
    )
    skipped = set(connection.execute(joined).scalars())
    together = (_PERSON.c.site_id == _STAY.c.site_id) & (_PERSON.c.id == _STAY.c.person_id)
    query = (
        select(_STAY, *(_PERSON.c[name].label(f"person_{name}") for name in _PERSON_FIELDS))
        .select_from(_STAY.outerjoin(_PERSON, together))
        .where(_STAY.c.site_id == site, _STAY.c.id.in_(ids), _STAY.c.void_reason.is_(None))
    )
    for row in connection.execute(query):
        if row.id not in skipped:
            yield _position(row, steps.get(row.id, []))


_PERSON_FIELDS = ("sex", "birth_date", "birth_year", "age", "age_on", "nationality")


def _steps(connection: Connection, site: str, ids: list[str]) -> dict[str, list[tuple[Step, Any]]]:
    query = select(_MOVEMENT).where(
        _MOVEMENT.c.site_id == site, _MOVEMENT.c.stay_id.in_(ids), _MOVEMENT.c.void_reason.is_(None)
    )
    found: dict[str, list[tuple[Step, Any]]] = {}
    for row in connection.execute(query):
        step = Step(row.id, row.to_account, row.after, instant_text(row.at))
        found.setdefault(row.stay_id, []).append((step, row.day))
    return found


def _position(row: Row[Any], steps: list[tuple[Step, Any]]) -> dict[str, Any]:
    stands = standing(step for step, _day in steps)
    days = {step.id: day for step, day in steps}
    birth = Birth(row.person_birth_date, row.person_birth_year, row.person_age, row.person_age_on)
    return {
        "site": row.site_id,
        "stay": row.id,
        "person": row.person_id,
        "batch": row.batch_id,
        "account": stands.account,
        "movement": stands.last,
        "suspense": len(stands.suspense),
        "head_class": counted_class(row.person_sex, birth, row.head_class, row.day),
        "age": age_on(birth, row.day),
        "infant": row.infant,
        "body": row.body,
        "nationality": row.person_nationality,
        "origin": row.origin,
        "arrived": row.day,
        "since": days.get(stands.last or "", row.day),
    }


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
