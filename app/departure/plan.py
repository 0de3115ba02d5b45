"""Planning a departure: its legs, their times, what the ship is called and who says so, delay and cancellation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.access.rules import require
from app.departure import fleet, unused
from app.departure.days import day_of
from app.departure.records import CarrierName, Delay, Departure, Leg, Vehicle
from app.departure.rules.times import Stretch, check_actual, check_order, check_plan
from app.departure.unused import Fate
from app.departure.voyages import DepartureView, LegView, aboard_ids, departure, elsewhere, need_open, passenger_ids
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import codes
from app.registration.counts import heads_of
from app.registration.wording import clean_text, required_reason
from app.store.work import Work

PERMISSION = "departure.plan"
MOST_TITLE = 120


@dataclass(frozen=True)
class LegDraft:
    """A leg as it is typed: `kind` is a code of `ruas`, `name` and `source` what the carrier is called and by whom."""

    kind: str
    from_place: str
    to_place: str
    departs: datetime
    arrives: datetime | None = None
    name: str = ""
    source: str = ""
    air_reason: str = ""


def plan(w: Work, title: str, legs: tuple[LegDraft, ...], note: str = "") -> str:
    """A new departure with its first legs; its id."""
    require(w.actor, PERMISSION)
    called = _titled(title)
    if not legs:
        raise UserError("departure.no_leg", _("Tulis sedikitnya satu perjalanan: dari mana, ke mana, jam berapa."))
    day = local(legs[0].departs, w.zone).date()
    row = w.insert(Departure(id=new_id(), title=called, day=day, note=clean_text(note)))
    for leg in legs:
        add_leg(w, row.id, leg)
    _keep_day(w, row)
    return row.id


def rename(w: Work, departure_id: str, title: str, note: str = "") -> None:
    """Call a departure something else."""
    require(w.actor, PERMISSION)
    w.update(need_open(w, departure_id), title=_titled(title), note=clean_text(note))


def add_leg(w: Work, departure_id: str, given: LegDraft) -> str:
    """A further leg at the end; its id."""
    require(w.actor, PERMISSION)
    need_open(w, departure_id)
    legs = departure(w, departure_id).legs
    _check(w, given)
    check_plan(Stretch(given.departs, given.arrives), w.now(), _stretch(legs[-1]) if legs else None)
    number = max((leg.number for leg in legs), default=0) + 1
    row = w.insert(Leg(id=new_id(), departure_id=departure_id, number=number, **_columns(given)))
    if given.name.strip():
        name_carrier(w, row.id, given.name, given.source)
    return row.id


def change_leg(w: Work, leg_id: str, given: LegDraft) -> None:
    """Plan a leg otherwise, before it went; a later time that has a reason is a delay."""
    require(w.actor, PERMISSION)
    row = w.need(Leg, leg_id)
    need_open(w, row.departure_id)
    if row.left_at:
        raise UserError("leg.gone", _("Perjalanan ini sudah berangkat; rencananya tidak diubah lagi."))
    _check(w, given)
    seen = departure(w, row.departure_id)
    before, after = _neighbours(seen, leg_id)
    check_plan(Stretch(given.departs, given.arrives), w.now(), before, after)
    w.update(row, **_columns(given))
    _keep_day(w, w.need(Departure, row.departure_id))
    if given.name.strip():
        w.update(row, shown=name_carrier(w, leg_id, given.name, given.source))


def drop_leg(w: Work, leg_id: str, reason: str, fate: Fate | None = None) -> None:
    """A leg is not taken after all; a departure keeps at least one. `fate` is what becomes of its paid tickets."""
    require(w.actor, PERMISSION)
    row = w.need(Leg, leg_id)
    parent = need_open(w, row.departure_id)
    if row.left_at:
        raise UserError("leg.gone", _("Perjalanan ini sudah berangkat; rencananya tidak diubah lagi."))
    left = [leg for leg in departure(w, row.departure_id).legs if leg.id != leg_id]
    if not left:
        raise UserError(
            "departure.no_leg",
            _("Keberangkatan perlu sedikitnya satu perjalanan; tidak ada yang dihapus."),
            _("Batalkan keberangkatannya kalau memang tidak jadi."),
        )
    _refuse_boarded(w, row)
    unused.end(w, unused.paid_on(w, [leg_id]), fate, reason)
    w.void(row, required_reason(reason))
    _keep_day(w, parent)


def delay(w: Work, leg_id: str, departs: datetime, arrives: datetime | None, reason: str) -> None:
    """The leg goes later, or earlier, than planned; the plan stays beside it. What two desks hear is one delay."""
    require(w.actor, PERMISSION)
    row = w.need(Leg, leg_id)
    parent = w.need(Departure, row.departure_id)
    if row.left_at or parent.cancelled:
        raise UserError("leg.gone", _("Perjalanan ini sudah berangkat atau dibatalkan; tidak ada yang ditunda."))
    said = required_reason(reason)
    seen = departure(w, row.departure_id)
    before, _after = _neighbours(seen, leg_id)
    check_order(Stretch(departs, arrives), before, None)
    step = 1
    while w.get(Delay, derived_id("departure.delay", leg_id, str(step))) is not None:
        step += 1
    row_id = derived_id("departure.delay", leg_id, str(step))
    w.insert(Delay(id=row_id, leg_id=leg_id, step=step, departs=departs, arrives=arrives, reason=said))
    _keep_day(w, parent)


def record_times(w: Work, leg_id: str, left: datetime | None, arrived: datetime | None) -> None:
    """When a leg really left and arrived."""
    require(w.actor, PERMISSION)
    row = w.need(Leg, leg_id)
    parent = w.need(Departure, row.departure_id)
    if parent.cancelled:
        raise UserError(
            "departure.cancelled", _("{title} sudah dibatalkan; tidak ada yang diubah.").format(title=parent.title)
        )
    check_actual(left, arrived, w.now())
    w.update(row, left_at=left, arrived_at=arrived)
    _keep_day(w, parent)


def name_carrier(w: Work, leg_id: str, name: str, source: str) -> str:
    """Somebody says what the ship, bus or flight is called; other names stay beside it. The id of the assertion."""
    require(w.actor, PERMISSION)
    called, said = _line(name), _line(source) or _("petugas")
    if not called:
        raise UserError("carrier.name", _("Tulis nama kapal, bus, atau penerbangannya."))
    row_id = derived_id("departure.carrier", leg_id, called.casefold(), said.casefold())
    row, fresh = w.insert_once(CarrierName(id=row_id, leg_id=leg_id, name=called, source=said))
    if not fresh and row.void_reason is not None:
        w.update(row, void_reason=None)
    leg = w.need(Leg, leg_id)
    if leg.shown is None:
        w.update(leg, shown=row.id)
    return row.id


def show_name(w: Work, leg_id: str, name_id: str) -> None:
    """Papers use this name from now on."""
    require(w.actor, PERMISSION)
    row, name = w.need(Leg, leg_id), w.need(CarrierName, name_id)
    if name.leg_id != leg_id or name.void_reason is not None:
        raise UserError("carrier.other", _("Nama itu bukan untuk perjalanan ini; tidak ada yang diubah."))
    w.update(row, shown=name_id)


def cancel(w: Work, departure_id: str, reason: str, fate: Fate | None = None) -> None:
    """It does not go: everybody on it waits again; `fate` is what becomes of its paid tickets, if there are any."""
    require(w.actor, PERMISSION)
    row = need_open(w, departure_id)
    if any(leg.left_at for leg in departure(w, departure_id).legs):
        raise UserError(
            "departure.gone",
            _("{title} sudah berangkat; tidak dibatalkan.").format(title=row.title),
            _("Kalau kembali di tengah jalan, catat orangnya kembali satu per satu."),
        )
    unused.end(w, unused.paid(w, departure_id), fate, reason)
    w.update(row, cancelled=required_reason(reason))


def revive(w: Work, departure_id: str) -> tuple[str, ...]:
    """The cancellation was wrong: everybody on its list is on it again; the names of those on another too by now.

    Nobody is taken off by himself: which of the two he goes with is for a person to say.
    """
    require(w.actor, PERMISSION)
    row = w.need(Departure, departure_id)
    if not row.cancelled:
        raise UserError("departure.not_cancelled", _("Keberangkatan ini tidak batal; tidak ada yang diubah."))
    w.update(row, cancelled=None)
    mine = passenger_ids(w, departure_id)
    listed, aboard = elsewhere(w, mine, departure_id)
    return tuple(head.display for head in heads_of(w, mine) if head.stay_id in listed or head.stay_id in aboard)


def put_vehicles(w: Work, leg_id: str, labels: tuple[str, ...], seats: int, per_row: int) -> None:
    """Vehicles of one size for a leg, in order; those that are there are changed, more are not taken away."""
    require(w.actor, PERMISSION)
    if not 1 <= seats <= 5000 or not 0 <= per_row <= 12 or not 1 <= len(labels) <= 40:
        raise UserError(
            "vehicle.size",
            _("Tulis 1–40 kendaraan dengan 1–5.000 tempat, berderet paling banyak 12; belum disimpan."),
        )
    for number, label in enumerate(labels, 1):
        put_vehicle(w, leg_id, number, VehicleDraft(label, seats, per_row))


@dataclass(frozen=True)
class VehicleDraft:
    """A vehicle as it is typed; `per_row` 0 means places without numbers."""

    label: str
    seats: int
    per_row: int = 0
    plate: str = ""
    driver: str = ""


def put_vehicle(w: Work, leg_id: str, number: int, given: VehicleDraft) -> str:
    """One vehicle of a leg, by its number; its id."""
    require(w.actor, PERMISSION)
    need_open(w, w.need(Leg, leg_id).departure_id)
    label = _line(given.label)
    if not label or not 1 <= given.seats <= 5000 or not 0 <= given.per_row <= 12:
        raise UserError("vehicle.size", _("Tulis nama kendaraan dan 1–5.000 tempat; belum disimpan."))
    values: dict[str, Any] = {"label": label, "seats": given.seats, "per_row": given.per_row}
    values |= {"plate": _line(given.plate) or None, "driver": _line(given.driver) or None}
    row_id = derived_id("departure.vehicle", leg_id, str(number))
    if w.get(Vehicle, row_id) is not None:
        _refuse_taken(w, leg_id, row_id, given)
    row, fresh = w.insert_once(Vehicle(id=row_id, leg_id=leg_id, number=number, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)
    return row_id


def _refuse_boarded(w: Work, leg: Leg) -> None:
    """Who went aboard of a leg would be counted aboard of another one."""
    view, aboard = departure(w, leg.departure_id), aboard_ids(w, leg.departure_id)
    if aboard and view.main is not None and view.main.id == leg.id:
        raise UserError(
            "leg.boarded",
            _("{n} orang sudah tercatat naik di perjalanan ini; perjalanannya tidak dihapus.").format(n=len(aboard)),
            _("Urungkan dulu di Naik, atau batalkan keberangkatannya."),
        )


def _refuse_taken(w: Work, leg_id: str, vehicle_id: str, given: VehicleDraft) -> None:
    """A smaller vehicle must still have the places that were given out in it."""
    inside = [place for place in fleet.places(w, leg_id).values() if place.vehicle_id == vehicle_id]
    sitting = [place for place in inside if place.seat]
    if len(sitting) > given.seats or any((place.seat or 0) > given.seats for place in sitting):
        raise UserError(
            "vehicle.taken",
            _("Di {coach} sudah ada yang diberi tempat di atas nomor {n}; belum diubah.").format(
                coach=_line(given.label), n=given.seats
            ),
            _("Pindahkan dulu orangnya di Tempat, lalu ubah kendaraannya."),
        )


def _keep_day(w: Work, row: Departure) -> None:
    """A departure is of the day its first leg goes on, a delay past midnight included."""
    w.update(row, day=day_of(w, departure(w, row.id).legs[0]))


def _columns(given: LegDraft) -> dict[str, Any]:
    places = {"from_place": _line(given.from_place), "to_place": _line(given.to_place)}
    return {
        "kind": given.kind,
        **places,
        "departs": given.departs,
        "arrives": given.arrives,
        "air_reason": clean_text(given.air_reason),
    }


def _check(w: Work, given: LegDraft) -> None:
    if given.kind not in codes("ruas"):
        raise UserError("leg.kind", _("Pilih jenis perjalanan dari daftar."))
    if not _line(given.from_place) and not _line(given.to_place):
        raise UserError("leg.place", _("Tulis dari mana atau ke mana; belum disimpan."))


def _neighbours(seen: DepartureView, leg_id: str) -> tuple[Stretch | None, Stretch | None]:
    order = [leg.id for leg in seen.legs]
    at = order.index(leg_id)
    before = _stretch(seen.legs[at - 1]) if at else None
    return before, _stretch(seen.legs[at + 1]) if at + 1 < len(order) else None


def _stretch(leg: LegView) -> Stretch:
    return Stretch(leg.departs, leg.arrives)


def _titled(title: str) -> str:
    called = _line(title)
    if not called or len(called) > MOST_TITLE:
        raise UserError(
            "departure.title", _("Beri keberangkatan ini nama, paling banyak {n} huruf.").format(n=MOST_TITLE)
        )
    return called


def _line(text: str) -> str:
    return " ".join((clean_text(text) or "").split())
