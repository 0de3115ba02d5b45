"""Who slept in which room from which day to which, for those who ask with whom somebody shared one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.registration import joins
from app.registration.live import live
from app.registration.position import position
from app.shelter.records import Bed, Placement, Room
from app.shelter.sleeping import HOUSED
from app.store.journal import chunks
from app.store.work import Reading


@dataclass(frozen=True)
class Lodging:
    """Somebody slept in a room from a day to another, both counted; `last` is None while he still does."""

    room_id: str
    room: str
    first: date
    last: date | None = None


def lodgings(r: Reading, since: date) -> dict[str, list[Lodging]]:
    """Stay → where it slept, the earliest first, of everybody who is here or left since a day."""
    stood = sql_select(position.c.stay, position.c.account, position.c.since).where(position.c.site == r.site_id)
    late = position.c.account.in_(HOUSED) | (position.c.since >= since)
    left = {row.stay: None if row.account in HOUSED else row.since for row in r.rows(stood.where(late))}
    same = {stay: kept for stay, kept in joins.counted(r).items() if kept in left}
    steps: dict[str, list[Placement]] = {}
    for some in chunks([*left, *same]):
        for row in r.all(select(Placement).where(live(r, Placement), col(Placement.stay_id).in_(some))):
            steps.setdefault(row.stay_id, []).append(row)
    rooms, names = _rooms(r), _names(r)
    found: dict[str, list[Lodging]] = {}
    for stay, rows in steps.items():
        kept = same.get(stay, stay)
        for room_id, first, last in _nights(rows, left[kept], rooms):
            found.setdefault(kept, []).append(Lodging(room_id, names.get(room_id, ""), first, last))
    return {stay: sorted(nights, key=lambda night: night.first) for stay, nights in found.items()}


def _nights(rows: list[Placement], left: date | None, rooms: dict[str, str]) -> Iterable[tuple[str, date, date | None]]:
    ordered = sorted(rows, key=lambda row: row.step)
    for place, row in enumerate(ordered):
        if row.place is not None:
            last = ordered[place + 1].day if place + 1 < len(ordered) else left
            yield rooms.get(row.place, row.place), row.day, last


def _rooms(r: Reading) -> dict[str, str]:
    """Bed → its room, beds that are gone too."""
    beds = sql_select(col(Bed.id), col(Bed.room_id)).where(col(Bed.site_id) == r.site_id)
    return {row[0]: row[1] for row in r.rows(beds)}


def _names(r: Reading) -> dict[str, str]:
    rooms = sql_select(col(Room.id), col(Room.name)).where(col(Room.site_id) == r.site_id)
    return {row[0]: row[1] for row in r.rows(rooms)}
