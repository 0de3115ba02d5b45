"""Departures as they stand: legs with the times that count now, vehicles, names with their sources, and the state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.departure.records import (
    Aboard,
    BoardingEnd,
    CarrierName,
    Delay,
    Departure,
    Leg,
    Passenger,
    Vehicle,
)
from app.departure.rules import gangway
from app.departure.rules.seating import Coach
from app.departure.rules.times import air_warning
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.enumerations import choice, name_of
from app.registration import exits, joins
from app.store.base import Record
from app.store.journal import chunks
from app.store.work import Reading

PREPARED, CLOSED, MOVING, ARRIVED, CANCELLED = "disiapkan", "naik", "jalan", "tiba", "batal"
STOP = "singgah"
CARRIERS = ("kapal", "pesawat", "sungai", "bus")
"""Kinds of legs at whose gangway people are checked, the first there is of these."""
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Named:
    """What somebody says a ship, bus or flight is called, and who says so."""

    id: str
    name: str
    source: str


@dataclass(frozen=True)
class VehicleView:
    """A vehicle of a leg."""

    id: str
    number: int
    label: str
    plate: str
    driver: str
    seats: int
    per_row: int

    @property
    def coach(self) -> Coach:
        """The vehicle as places are given out in it."""
        return Coach(self.id, self.label, self.seats, self.per_row)


@dataclass(frozen=True)
class LegView:
    """A leg; `departs` and `arrives` are the times that count now, `planned` when it was first to go.

    `lasts` is how long it was planned to take, if that was said.
    """

    id: str
    number: int
    kind: str
    from_place: str
    to_place: str
    planned: datetime
    departs: datetime
    arrives: datetime | None
    delay: str
    left_at: datetime | None
    arrived_at: datetime | None
    air_reason: str
    names: tuple[Named, ...]
    shown: str
    vehicles: tuple[VehicleView, ...]
    lasts: timedelta | None = None

    @property
    def mode(self) -> str:
        """The mode of travel (`moda`); empty for a stay on the way."""
        found = choice("ruas", self.kind)
        return found.group if found else ""

    @property
    def name(self) -> str:
        """The name papers use: the one chosen, else the first that was given."""
        chosen = [one.name for one in self.names if one.id == self.shown]
        return next(iter([*chosen, *(one.name for one in self.names)]), "")

    @property
    def warning(self) -> str:
        """What R22 Ps. 11 says of flying, while nobody wrote why; it stops nobody."""
        return "" if self.air_reason else air_warning(self.mode)

    @property
    def title(self) -> str:
        """“Kapal KM Lambelu: Nunukan – Parepare”."""
        way = " – ".join(part for part in (self.from_place, self.to_place) if part)
        kind = name_of("ruas", self.kind)
        called = self.name if self.name.casefold().startswith(kind.casefold()) else f"{kind} {self.name}".strip()
        return ": ".join(part for part in (called, way) if part)


@dataclass(frozen=True)
class DepartureView:
    """A departure with its legs in order; `closed_at` is when the check at the gangway ended."""

    id: str
    title: str
    day: date
    note: str
    cancelled: str
    legs: tuple[LegView, ...]
    closed_at: datetime | None

    @property
    def state(self) -> str:
        """Where it stands (`keadaan_keberangkatan`)."""
        return _state(self)

    @property
    def main(self) -> LegView | None:
        """The leg people are checked at: the ship, plane or boat, else the bus, else the last stretch."""
        for kind in CARRIERS:
            for leg in self.legs:
                if leg.kind == kind:
                    return leg
        moving = [leg for leg in self.legs if leg.kind != STOP]
        return moving[-1] if moving else None

    @property
    def departs(self) -> datetime | None:
        """When the first leg goes."""
        return self.legs[0].departs if self.legs else None

    @property
    def open(self) -> bool:
        """Whether people may still be put on it."""
        return not self.cancelled and self.closed_at is None

    def leg(self, leg_id: str) -> LegView:
        """One leg; UserError when it is not of this departure."""
        for leg in self.legs:
            if leg.id == leg_id:
                return leg
        raise UserError("leg.unknown", _("Perjalanan ini tidak ada di keberangkatan itu; tidak ada yang diubah."))


@dataclass(frozen=True)
class DepartureLine:
    """A departure in the list, with how many are on it and how many are aboard."""

    view: DepartureView
    listed: int
    aboard: int


@dataclass(frozen=True)
class Mark:
    """That somebody went over the gangway of a departure, under the arrival that counts.

    `returned`: no receiver took him, so he is here again, and the departure stands in the way of no other.
    """

    id: str
    departure_id: str
    stay_id: str
    at: datetime
    returned: bool = False


def live(r: Reading, model: type[Record]) -> ColumnElement[bool]:
    """The condition that a row is this site's and not void."""
    return (col(model.site_id) == r.site_id) & col(model.void_reason).is_(None)


def need_open(r: Reading, departure_id: str) -> Departure:
    """A departure that may still be changed; UserError when it was cancelled or its gangway is closed."""
    row = r.need(Departure, departure_id)
    if row.cancelled:
        raise UserError(
            "departure.cancelled",
            _("{title} sudah dibatalkan; tidak ada yang diubah.").format(title=row.title),
            _("Buat keberangkatan lain, atau batalkan pembatalannya."),
        )
    if ended(r, departure_id) is not None:
        raise UserError(
            "departure.closed",
            _("Pemeriksaan naik {title} sudah ditutup; tidak ada yang diubah.").format(title=row.title),
            _("Buka lagi pemeriksaannya kalau memang ada yang keliru."),
        )
    return row


def ended(r: Reading, departure_id: str) -> BoardingEnd | None:
    """That the check at the gangway is over; None while it is not."""
    found = r.all(select(BoardingEnd).where(live(r, BoardingEnd), BoardingEnd.departure_id == departure_id))
    return min(found, key=lambda row: (row.attempt, row.at), default=None)


def departures(r: Reading, limit: int = 200) -> list[DepartureLine]:
    """The departures of this site, the next and latest first."""
    rows = r.all(select(Departure).where(live(r, Departure)).order_by(col(Departure.day).desc()).limit(limit))
    views = _views(r, rows)
    listed, aboard = _counted(r, rows)
    lines = [DepartureLine(view, len(listed.get(view.id, ())), len(aboard.get(view.id, ()))) for view in views]
    return sorted(lines, key=lambda line: (not line.view.open, -line.view.day.toordinal(), line.view.title))


def departure(r: Reading, departure_id: str) -> DepartureView:
    """One departure."""
    return _views(r, [r.need(Departure, departure_id)])[0]


def views(r: Reading, departure_ids: Iterable[str]) -> dict[str, DepartureView]:
    """These departures, those called off left out."""
    rows = [row for row in _of(r, Departure, "id", list(departure_ids)) if row.cancelled is None]
    return {view.id: view for view in _views(r, rows)}


def elsewhere(r: Reading, stay_ids: Sequence[str], apart_from: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """(stay → title of another departure he is on, stay → title of another he went aboard of); joined arrivals too."""
    same, wanted = joins.counted(r), set(stay_ids)
    alike = [stay for stay, kept in same.items() if kept in wanted]
    rows = r.all(select(Departure).where(live(r, Departure), col(Departure.cancelled).is_(None)))
    titles = {row.id: row.title for row in rows if row.id != apart_from}
    over = {row.departure_id for row in r.all(select(BoardingEnd).where(live(r, BoardingEnd)))}
    asked = list(dict.fromkeys([*stay_ids, *alike]))
    listed: dict[str, str] = {}
    for some in chunks(asked):
        mine = sql_select(col(Passenger.stay_id), col(Passenger.departure_id)).where(live(r, Passenger))
        for stay, departure_id in r.rows(mine.where(col(Passenger.stay_id).in_(some)).order_by(Passenger.departure_id)):
            if departure_id in titles and departure_id not in over:
                listed[same.get(stay, stay)] = titles[departure_id]
    marks = sorted(_marks_of(r, "stay_id", asked), key=lambda mark: mark.departure_id)
    gone = [mark for mark in marks if mark.departure_id in titles and not mark.returned]
    return listed, {mark.stay_id: titles[mark.departure_id] for mark in gone}


def passenger_ids(r: Reading, departure_id: str) -> list[str]:
    """The stays on a departure; of arrivals joined since, the one that counts."""
    mine = sql_select(col(Passenger.stay_id)).where(live(r, Passenger), col(Passenger.departure_id) == departure_id)
    return counted_once(r, [row.stay_id for row in r.rows(mine.order_by(col(Passenger.stay_id)))])


def listed_rows(r: Reading, departure_id: str) -> dict[str, Passenger]:
    """Stay → what was said of him on a departure; of joined arrivals the row of the one that counts, if it has one."""
    rows = r.all(select(Passenger).where(live(r, Passenger), Passenger.departure_id == departure_id))
    same = joins.counted(r)
    return {
        same.get(row.stay_id, row.stay_id): row
        for row in sorted(rows, key=lambda row: (row.stay_id not in same, row.id))
    }


def aboard_ids(r: Reading, departure_id: str) -> list[str]:
    """The stays that went over the gangway, in the order they came; of arrivals joined since, the one that counts.

    Whoever died or left without a paper is not aboard; nor who is back at the post since, until he boards again.
    """
    marks = _marks_of(r, "departure_id", [departure_id])
    return list(dict.fromkeys(mark.stay_id for mark in sorted(marks, key=lambda mark: (mark.at, mark.id))))


def returned_ids(r: Reading, departure_id: str) -> set[str]:
    """The stays that went with a departure and were taken by no receiver; they count as aboard of it still."""
    return {mark.stay_id for mark in _marks_of(r, "departure_id", [departure_id]) if mark.returned}


def marks_of_head(r: Reading, stay_id: str) -> list[Mark]:
    """Where a head counts as gone aboard, under any of his arrivals, of departures that go."""
    going = {row.id for row in r.all(select(Departure).where(live(r, Departure), col(Departure.cancelled).is_(None)))}
    return [mark for mark in _marks_of(r, "stay_id", all_arrivals(r, [stay_id])) if mark.departure_id in going]


def reasons_aboard(r: Reading, departure_id: str) -> dict[str, str]:
    """Stay → why he went aboard though he was on no list."""
    rows = r.all(select(Aboard).where(live(r, Aboard), Aboard.departure_id == departure_id, col(Aboard.reason) != ""))
    same = joins.counted(r)
    return {same.get(row.stay_id, row.stay_id): row.reason or "" for row in rows}


def reasons_off(r: Reading, departure_id: str) -> dict[str, str]:
    """Stay → why he was taken off a departure he had been on."""
    mine = (Passenger.site_id == r.site_id) & (Passenger.departure_id == departure_id)
    rows, same = r.all(select(Passenger).where(mine, col(Passenger.void_reason).is_not(None))), joins.counted(r)
    return {same.get(row.stay_id, row.stay_id): row.void_reason or "" for row in rows}


def counted_once(r: Reading, stay_ids: Sequence[str]) -> list[str]:
    """These stays in their order, each as the arrival that counts, once."""
    same = joins.counted(r)
    return list(dict.fromkeys(same.get(stay, stay) for stay in stay_ids))


def all_arrivals(r: Reading, stay_ids: Sequence[str]) -> list[str]:
    """These stays and those that were joined to them."""
    wanted = set(stay_ids)
    return [*stay_ids, *(other for other, kept in joins.counted(r).items() if kept in wanted)]


def _marks_of(r: Reading, column: str, ids: Sequence[str]) -> list[Mark]:
    """The marks of the gangway that count, each under the arrival that counts."""
    rows, same = _of(r, Aboard, column, ids), joins.counted(r)
    found = ((row, same.get(row.stay_id, row.stay_id)) for row in rows)
    marks = [Mark(row.id, row.departure_id, stay, row.at, row.returned is not None) for row, stay in found]
    moved = exits.last_moves(r, list({mark.stay_id for mark in marks}))
    return [mark for mark in marks if mark.stay_id not in moved or gangway.stands(mark.at, *moved[mark.stay_id])]


def _views(r: Reading, rows: Sequence[Departure]) -> list[DepartureView]:
    ids = [row.id for row in rows]
    legs = _of(r, Leg, "departure_id", ids)
    leg_ids = [leg.id for leg in legs]
    parts = {model: _grouped(_of(r, model, "leg_id", leg_ids), "leg_id") for model in (CarrierName, Delay, Vehicle)}
    over = sorted(_of(r, BoardingEnd, "departure_id", ids), key=lambda row: (row.attempt, row.at), reverse=True)
    ends = {row.departure_id: row.at for row in over}
    shown: dict[str, list[LegView]] = {}
    for leg in sorted(legs, key=lambda one: (one.number, one.id)):
        shown.setdefault(leg.departure_id, []).append(_leg(leg, parts))
    return [
        DepartureView(
            row.id,
            row.title,
            row.day,
            row.note or "",
            row.cancelled or "",
            tuple(shown.get(row.id, ())),
            ends.get(row.id),
        )
        for row in rows
    ]


def _leg(row: Leg, parts: dict[type[Any], dict[str, list[Any]]]) -> LegView:
    late = max(parts[Delay].get(row.id, ()), key=lambda one: one.step, default=None)
    names = sorted(parts[CarrierName].get(row.id, ()), key=lambda one: (one.name, one.source))
    vehicles = sorted(parts[Vehicle].get(row.id, ()), key=lambda one: (one.number, one.id))
    return LegView(
        row.id, row.number, row.kind, row.from_place, row.to_place, row.departs,
        late.departs if late else row.departs, late.arrives if late else row.arrives, late.reason if late else "",
        row.left_at, row.arrived_at, row.air_reason or "",
        tuple(Named(one.id, one.name, one.source) for one in names), row.shown or "",
        tuple(_vehicle(one) for one in vehicles), row.arrives - row.departs if row.arrives else None,
    )  # fmt: skip


def _vehicle(row: Vehicle) -> VehicleView:
    return VehicleView(row.id, row.number, row.label, row.plate or "", row.driver or "", row.seats, row.per_row)


def _state(view: DepartureView) -> str:
    if view.cancelled:
        return CANCELLED
    moving = [leg for leg in view.legs if leg.kind != STOP]
    if moving and all(leg.arrived_at for leg in moving):
        return ARRIVED
    if view.main is not None and view.main.left_at:
        return MOVING
    return CLOSED if view.closed_at else PREPARED


def _counted(r: Reading, rows: Sequence[Departure]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Departure → who is listed; departure → who is aboard."""
    ids, same = [one.id for one in rows], joins.counted(r)
    listed: dict[str, set[str]] = {}
    aboard: dict[str, set[str]] = {}
    for row in _of(r, Passenger, "departure_id", ids):
        listed.setdefault(row.departure_id, set()).add(same.get(row.stay_id, row.stay_id))
    for mark in _marks_of(r, "departure_id", ids):
        aboard.setdefault(mark.departure_id, set()).add(mark.stay_id)
    return listed, aboard


def _of(r: Reading, model: type[R], column: str, ids: Sequence[str]) -> list[R]:
    found: list[R] = []
    for some in chunks(list(ids)):
        found += r.all(select(model).where(live(r, model), col(getattr(model, column)).in_(some)))
    return found


def _grouped(rows: Sequence[Any], column: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found
