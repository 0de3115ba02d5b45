"""What departures did with a person, for the timeline of his page: put on one, taken off, aboard; and their legs."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.naming import user_names
from app.departure import voyages
from app.departure.records import Aboard, Departure, LeftBehind, Passenger, Ride
from app.departure.voyages import DepartureView, LegView
from app.kernel.i18n import _
from app.registration.timeline import Entry, Subject
from app.store.history import first_writings
from app.store.journal import chunks
from app.store.work import Reading


def journeys(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline."""
    rows = [row for model in (Passenger, Aboard) for row in _of(r, model, subject.stay_ids)]
    writings, names = first_writings(r, rows), user_names(r)
    titles = {row.id: row for row in r.all(select(Departure).where(Departure.site_id == r.site_id))} if rows else {}
    for row in rows:
        writing, departure = writings.get(row.id), titles.get(row.departure_id)
        if writing is None or departure is None:
            continue
        aboard = isinstance(row, Aboard)
        text = _("Naik {title}") if aboard else _("Masuk daftar {title}")
        tone = "warn" if row.void_reason or departure.cancelled else ""
        said = " · ".join(_said(row, departure))
        glyph = "ship" if aboard else "bus"
        at, by = datetime.fromisoformat(writing.wall_time), names.get(writing.actor, "")
        yield Entry(at, text.format(title=departure.title), said, by, glyph, tone, row.id, writing.write)


def legs(r: Reading, subject: Subject) -> Iterator[Entry]:
    """The legs of his departures that left, each with its vehicle, up to the first he did not travel."""
    stays = list(subject.stay_ids)
    views = _travelled(r, stays)
    behind = {row.leg_id: row for row in _of(r, LeftBehind, stays) if row.void_reason is None}
    rides = _rides(r, [leg.id for view in views for leg in view.legs], stays)
    for view in views:
        for leg in view.legs:
            told = behind.get(leg.id)
            if told is not None:
                text = _("Tidak ikut {leg}").format(leg=leg.title)
                detail = " · ".join((told.reason, view.title))
                yield Entry(told.at, text, detail, told.officer, "user-x", "warn", told.id, told.id)
                break
            seat = rides.get(leg.id)
            detail = " · ".join(part for part in (view.title, _seat(leg, seat) if seat else "") if part)
            if leg.left_at:
                text = _("Singgah: {leg}") if leg.kind == voyages.STOP else _("Berangkat: {leg}")
                yield Entry(leg.left_at, text.format(leg=leg.title), detail, "", "ship", "", leg.id, f"{leg.id}/1")
            if leg.arrived_at and leg.kind != voyages.STOP:
                text = _("Tiba: {place}").format(place=leg.to_place or leg.title)
                detail = " · ".join((leg.title, view.title))
                yield Entry(leg.arrived_at, text, detail, "", "map-pin", "", leg.id, f"{leg.id}/2")


def _travelled(r: Reading, stays: list[str]) -> list[DepartureView]:
    """The departures he went with: those he is counted aboard of, and open ones he is listed on that have left."""
    counted = voyages.counted_once(r, stays)
    marked = {mark.departure_id for stay in counted for mark in voyages.marks_of_head(r, stay)}
    listed = {row.departure_id for row in _of(r, Passenger, stays) if row.void_reason is None}
    views = voyages.views(r, marked | listed)
    return [view for view in views.values() if view.id in marked or (view.closed_at is None and view.legs)]


def _rides(r: Reading, legs_of_him: list[str], stays: list[str]) -> dict[str, Ride]:
    found: dict[str, Ride] = {}
    for some in chunks(legs_of_him):
        mine = (Ride.site_id == r.site_id, col(Ride.void_reason).is_(None), col(Ride.vehicle_id).is_not(None))
        rows = r.all(select(Ride).where(*mine, col(Ride.leg_id).in_(some), col(Ride.rider_id).in_(stays)))
        found |= {row.leg_id: row for row in rows}
    return found


def _seat(leg: LegView, ride: Ride) -> str:
    """“Bus 2, tempat 14”; the ship itself is in the name of the leg."""
    called = next((one.label for one in leg.vehicles if one.id == ride.vehicle_id), "")
    if not ride.seat:
        return called
    return _("{vehicle}, tempat {seat}").format(vehicle=called, seat=ride.seat)


def _said(row: Any, departure: Departure) -> Iterator[str]:
    if isinstance(row, Passenger) and row.parting:
        yield _("tanpa keluarganya: {reason}").format(reason=row.parting)
    if isinstance(row, Aboard) and row.reason:
        yield _("di luar daftar: {reason}").format(reason=row.reason)
    if row.void_reason:
        yield _("dikeluarkan: {reason}").format(reason=row.void_reason)
    if departure.cancelled:
        yield _("batal: {reason}").format(reason=departure.cancelled)


def _of(r: Reading, model: Any, stays: Iterable[str]) -> list[Any]:
    found: list[Any] = []
    for some in chunks(list(stays)):
        found += r.all(select(model).where(model.site_id == r.site_id, col(model.stay_id).in_(some)))
    return found
