"""When a head was first known to be in the house: by a place of its own, or seen at the gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    cast,
    literal_column,
    null,
    select,
)
from sqlmodel import col
from sqlmodel import select as rows

from app.shelter.records import Placement, Presence
from app.store import derive, journal
from app.store.base import Record, instant_text
from app.store.direct import Direct
from app.store.heads import ALL, parse
from app.store.rows import Key
from app.store.work import Reading

SOURCES = frozenset({"placement", "presence"})
"""Tables whose rows tell who came into the house."""


@dataclass(frozen=True, order=True)
class Entered:
    """The first sign that somebody is in the house: the operational day, and the moment as text that sorts."""

    day: date
    at: str
    kind: str
    id: str


def stays_of(touched: derive.Touched) -> set[Key]:
    """The heads the touched rows are about."""
    return {(site, row["stay_id"]) for table in SOURCES for (site, _id), row in touched.get(table, {}).items()}


def entered(connection: Connection, site: str, ids: list[str]) -> Mapping[str, Entered]:
    """Stay → its first sign of being in the house; whoever has none is not in it."""
    first: dict[str, Entered] = {}
    for row in _SIGNS.all(connection, {"site": site, "ids": ids}):
        at = _written(row.heads) if row.kind == _PLACEMENT.name else instant_text(row.at)
        sign = Entered(row.day, at, row.kind, row.id)
        first[row.stay_id] = min(sign, first.get(row.stay_id, sign))
    return first


def rows_of(r: Reading, stays: Sequence[str]) -> Iterator[tuple[Record, set[str]]]:
    """The rows that tell of these heads, void ones included, with the head each is about."""
    for some in journal.chunks(stays):
        for place in r.all(rows(Placement).where(Placement.site_id == r.site_id, col(Placement.stay_id).in_(some))):
            yield place, {place.stay_id}
        for seen in r.all(rows(Presence).where(Presence.site_id == r.site_id, col(Presence.stay_id).in_(some))):
            yield seen, {seen.stay_id}


def _written(heads: str) -> str:
    """When a row that tells no moment was first written, by the clock of its writes."""
    clock = journal.clock_of(min(parse(heads)[ALL])) >> 16
    return instant_text(datetime.fromtimestamp(clock / 1000, UTC))


_PLACEMENT = Placement.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_PRESENCE = Presence.__table__  # type: ignore[attr-defined]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SITE: BindParameter[Any] = bindparam("site")


def _signs(table: Table, at: ColumnElement[Any]) -> Select[Any]:
    """Which heads a table tells of, its columns alike for all."""
    told = (
        literal_column(f"'{table.name}'").label("kind"),
        *(table.c[name] for name in ("id", "stay_id", "day", "heads")),
    )
    mine = (table.c.site_id == _SITE, table.c.stay_id.in_(_IDS), table.c.void_reason.is_(None))
    return select(*told, at.label("at")).where(*mine)


_PLACED = _signs(_PLACEMENT, cast(null(), _PRESENCE.c.at.type)).where(_PLACEMENT.c.place.is_not(None))
_SIGNS = Direct(_PLACED.union_all(_signs(_PRESENCE, _PRESENCE.c.at)))
