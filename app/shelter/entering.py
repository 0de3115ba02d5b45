"""When a head was first known to be in the house: by a place of its own, or seen at the gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select
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
    given = {"site": site, "ids": ids}
    signs = [
        (row.stay_id, Entered(row.day, _written(row.heads), "placement", row.id))
        for row in _PLACED.all(connection, given)
    ]
    signs += [
        (row.stay_id, Entered(row.day, instant_text(row.at), "presence", row.id))
        for row in _SEEN.all(connection, given)
    ]
    first: dict[str, Entered] = {}
    for stay, sign in signs:
        first[stay] = min(sign, first.get(stay, sign))
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
_PLACED = Direct(
    select(_PLACEMENT.c.id, _PLACEMENT.c.stay_id, _PLACEMENT.c.day, _PLACEMENT.c.heads).where(
        _PLACEMENT.c.site_id == _SITE,
        _PLACEMENT.c.stay_id.in_(_IDS),
        _PLACEMENT.c.void_reason.is_(None),
        _PLACEMENT.c.place.is_not(None),
    )
)
_SEEN = Direct(
    select(_PRESENCE.c.id, _PRESENCE.c.stay_id, _PRESENCE.c.day, _PRESENCE.c.at).where(
        _PRESENCE.c.site_id == _SITE, _PRESENCE.c.stay_id.in_(_IDS), _PRESENCE.c.void_reason.is_(None)
    )
)
