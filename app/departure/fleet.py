"""Places and tickets: who rides in which vehicle and on which seat, by rule or by hand, with number, fare and fund."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import select

from app.access.rules import require
from app.departure import travellers, unused, voyages
from app.departure.escorts import escorts
from app.departure.records import Leg, Ride, Vehicle
from app.departure.rules import seating, travel
from app.departure.rules.seating import Rider
from app.departure.travellers import ride_id
from app.departure.voyages import live
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.enumerations import codes
from app.registration import joins
from app.registration.counts import HeadLine, heads_of
from app.store.work import Reading, Work

PERMISSION = "departure.assign"
MOST_RUPIAH = 100_000_000
SHORTEST = 3


@dataclass(frozen=True)
class Ticket:
    """A ticket as it is typed; `fare` in rupiah, `fund` a code of `sumber_dana`."""

    number: str = ""
    fare: int | None = None
    fund: str = ""


@dataclass(frozen=True)
class Place:
    """Where somebody rides on a leg, and his ticket; `twice` when two people were given the same seat.

    `others` are tickets kept under arrivals joined to his: one head, but money that was paid.
    """

    rider_id: str
    vehicle_id: str = ""
    vehicle: str = ""
    seat: int | None = None
    ticket: str = ""
    fare: int | None = None
    fund: str = ""
    twice: bool = False
    others: tuple[Ticket, ...] = ()

    @property
    def paid(self) -> int:
        """What all his tickets of this leg cost, in rupiah."""
        return (self.fare or 0) + sum(one.fare or 0 for one in self.others)


def places(r: Reading, leg_id: str) -> dict[str, Place]:
    """Rider → where he rides on a leg; a seat given to somebody who does not ride any more is free."""
    departure_id = r.need(Leg, leg_id).departure_id
    return _places(r, leg_id, {rider.id for rider in riders(r, departure_id)})


def _places(r: Reading, leg_id: str, riding: set[str]) -> dict[str, Place]:
    vehicles = {row.id: row.label for row in r.all(select(Vehicle).where(live(r, Vehicle), Vehicle.leg_id == leg_id))}
    rows = {rider: mine for rider, mine in _rides(r, leg_id).items() if rider in riding}
    sitting = {rider: next((row for row in mine if row.vehicle_id), mine[0]) for rider, mine in rows.items()}
    seats: Counter[tuple[str | None, int | None]] = Counter(
        (row.vehicle_id, row.seat) for row in sitting.values() if row.seat
    )
    found = {}
    for rider, row in sitting.items():
        ticket, others = _tickets(rows[rider])
        found[rider] = Place(
            rider_id=rider,
            vehicle_id=row.vehicle_id or "",
            vehicle=vehicles.get(row.vehicle_id or "", ""),
            seat=row.seat,
            ticket=ticket.number,
            fare=ticket.fare,
            fund=ticket.fund,
            twice=seats[row.vehicle_id, row.seat] > 1,
            others=others,
        )
    return found


def _rides(r: Reading, leg_id: str) -> dict[str, list[Ride]]:
    """Rider → his rows on a leg, that of the arrival that counts first; he has more than one where two were joined."""
    same, found = joins.counted(r), dict[str, list[Ride]]()
    given = r.all(select(Ride).where(live(r, Ride), Ride.leg_id == leg_id))
    for row in sorted(given, key=lambda row: (row.rider_id in same, row.id)):
        found.setdefault(same.get(row.rider_id, row.rider_id), []).append(row)
    return found


def _tickets(rows: Sequence[Ride]) -> tuple[Ticket, tuple[Ticket, ...]]:
    """The ticket of somebody, and further ones under arrivals joined to his."""
    held = [Ticket(row.ticket or "", row.fare, row.fund or "") for row in rows if row.ticket or row.fare]
    return (held[0], tuple(held[1:])) if held else (Ticket(), ())


def arrange(w: Work, leg_id: str, anew: bool = False) -> dict[str, Place]:
    """Give everybody on a leg a vehicle and a seat by rule; what was given before stays, unless all is done `anew`."""
    require(w.actor, PERMISSION)
    leg = w.need(Leg, leg_id)
    voyages.need_open(w, leg.departure_id)
    view = voyages.departure(w, leg.departure_id).leg(leg_id)
    everybody = riders(w, leg.departure_id)
    before = {} if anew else _places(w, leg_id, {rider.id for rider in everybody})
    known = {vehicle.id for vehicle in view.vehicles}
    held = {rider: place for rider, place in before.items() if place.vehicle_id in known}
    coaches = [_left_over(vehicle.coach, everybody, held) for vehicle in view.vehicles]
    waiting = [rider for rider in everybody if rider.id not in held]
    into = {rider: place.vehicle_id for rider, place in held.items()} | seating.distribute(waiting, coaches)
    for vehicle in view.vehicles:
        inside = [rider for rider in everybody if into.get(rider.id) == vehicle.id]
        fixed = {one: place.seat for one, place in held.items() if place.vehicle_id == vehicle.id and place.seat}
        for rider, seat in seating.seat(inside, vehicle.coach, fixed).items():
            _keep(w, leg_id, rider, vehicle_id=vehicle.id, seat=seat)
    return places(w, leg_id)


def put(w: Work, leg_id: str, rider_ids: Sequence[str], vehicle_id: str, seat: int | None = None) -> None:
    """Put people into a vehicle by hand; one of them on a certain seat, which nobody else may have."""
    require(w.actor, PERMISSION)
    leg = w.need(Leg, leg_id)
    voyages.need_open(w, leg.departure_id)
    vehicle = w.need(Vehicle, vehicle_id)
    view = voyages.departure(w, leg.departure_id).leg(leg_id)
    if vehicle.leg_id != leg_id or vehicle.void_reason is not None:
        raise UserError("seat.other_leg", _("Kendaraan itu bukan untuk perjalanan ini; tidak ada yang diubah."))
    everybody = {rider.id: rider for rider in riders(w, leg.departure_id)}
    if set(rider_ids) - everybody.keys():
        raise UserError("seat.stranger", _("Ada orang yang tidak ada di keberangkatan ini; tidak ada yang diubah."))
    taken = _places(w, leg_id, set(everybody))
    inside = {one for one, place in taken.items() if place.vehicle_id == vehicle_id}
    if seating.seats_of(everybody[one] for one in inside | set(rider_ids)) > vehicle.seats:
        raise UserError(
            "seat.full",
            _("{coach} hanya punya {n} tempat; belum diatur.").format(coach=vehicle.label, n=vehicle.seats),
            _("Pindahkan sebagian orang ke kendaraan lain."),
        )
    if seat is None:
        for rider in rider_ids:
            same = taken.get(rider, Place(rider)).vehicle_id == vehicle_id
            _keep(w, leg_id, rider, vehicle_id=vehicle_id, seat=taken[rider].seat if same else None)
        return
    _check_seat(vehicle, seat, [place for one, place in taken.items() if one not in rider_ids], _names(w, view, leg))
    _keep(w, leg_id, rider_ids[0], vehicle_id=vehicle_id, seat=seat)


def set_ticket(w: Work, leg_id: str, rider_ids: Sequence[str], ticket: Ticket) -> None:
    """Number, fare and fund of these people's tickets; a number of several is one booking."""
    require(w.actor, PERMISSION)
    departure_id = w.need(Leg, leg_id).departure_id
    going = {rider.id for rider in riders(w, departure_id)} | set(voyages.aboard_ids(w, departure_id))
    if set(rider_ids) - going:
        raise UserError("seat.stranger", _("Ada orang yang tidak ada di keberangkatan ini; tidak ada yang diubah."))
    if ticket.fare is not None and not 0 <= ticket.fare <= MOST_RUPIAH:
        raise UserError(
            "ticket.fare",
            _("Harga tiket ditulis 0 sampai Rp100.000.000; belum disimpan."),
            _("Tulis angkanya saja, tanpa tanda kurang."),
        )
    if ticket.fund and ticket.fund not in codes("sumber_dana"):
        raise UserError("ticket.fund", _("Pilih sumber dana dari daftar."))
    if ticket.fare and not ticket.fund:
        raise UserError("ticket.fund", _("Tiket yang dibayar perlu sumber dananya; belum disimpan."))
    number = " ".join(ticket.number.split())[:60] or None
    for rider in rider_ids:
        _keep(w, leg_id, rider, ticket=number, fare=ticket.fare, fund=ticket.fund or None)


def settle_tickets(w: Work, leg_id: str, rider_id: str, reason: str) -> None:
    """Only one ticket of somebody stands: the others, under arrivals joined to his, were one ticket or paid back."""
    require(w.actor, PERMISSION)
    rows = _rides(w, leg_id).get(rider_id, [])
    place = _places(w, leg_id, {rider_id}).get(rider_id)
    if place is None or not place.others:
        raise UserError(
            "ticket.single", _("Orang ini hanya punya satu tiket di perjalanan ini; tidak ada yang diubah.")
        )
    if len(reason.strip()) < SHORTEST:
        raise UserError(
            "ticket.reason",
            _("Tulis mengapa tiket lainnya tidak dihitung lagi; belum diubah."),
            _("Misalnya: uangnya dikembalikan agen, atau satu tiket tertulis dua kali."),
        )
    stands = {"ticket": place.ticket or None, "fare": place.fare, "fund": place.fund or None}
    _keep(w, leg_id, rider_id, vehicle_id=place.vehicle_id or None, seat=place.seat, **stands)
    for row in rows:
        if row.rider_id != rider_id:
            w.void(row, reason.strip())


def riders(r: Reading, departure_id: str) -> list[Rider]:
    """Everybody who rides, by destination and company; an escort belongs to those he accompanies."""
    stays = voyages.passenger_ids(r, departure_id)
    listed = travellers.choosable(r, heads_of(r, stays), departure_id, set(stays))
    over = voyages.ended(r, departure_id) is not None
    people = travellers.in_order([one for one in listed if one.allowed or over])
    with_whom = {stay: row.escort_id for stay, row in voyages.listed_rows(r, departure_id).items() if row.escort_id}
    joined = {one.company: with_whom[one.stay_id] for one in people if one.stay_id in with_whom}
    found = [_rider(one.head, joined.get(one.company, one.company)) for one in people]
    return [*found, *(Rider(escort.id, escort.id) for escort in escorts(r, departure_id))]


def cost(r: Reading, departure_id: str) -> dict[str, int]:
    """Fund → rupiah of all tickets of a departure; of those nobody travels with, what did not come back."""
    found: Counter[str] = Counter()
    for one in unused.whole(r, [leg.id for leg in unused.legs_of(r, departure_id)]):
        found[one.fund] += one.fare
    for gone in unused.of_departure(r, departure_id):
        found[gone.fund] += gone.lost
    return {fund: rupiah for fund, rupiah in found.items() if rupiah}


def _rider(head: HeadLine, company: str) -> Rider:
    infant = head.infant or head.age == 0
    return Rider(head.stay_id, company, infant, bool(set(travel.NEAR_DOOR) & set(head.needs)))


def _left_over(coach: seating.Coach, everybody: Sequence[Rider], held: dict[str, Place]) -> seating.Coach:
    """The vehicle with the places nobody was given yet."""
    inside = [rider for rider in everybody if rider.id in held and held[rider.id].vehicle_id == coach.id]
    return replace(coach, seats=coach.seats - seating.seats_of(inside))


def _check_seat(vehicle: Vehicle, seat: int, others: Sequence[Place], names: dict[str, str]) -> None:
    if not 1 <= seat <= vehicle.seats or not vehicle.per_row:
        raise UserError(
            "seat.number",
            _("{coach} tidak punya tempat nomor {seat}; belum diatur.").format(coach=vehicle.label, seat=seat),
        )
    for other in others:
        if other.vehicle_id == vehicle.id and other.seat == seat:
            raise UserError(
                "seat.taken",
                _("Tempat {seat} di {coach} sudah untuk {name}; belum diatur.").format(
                    seat=seat, coach=vehicle.label, name=names.get(other.rider_id, "?")
                ),
                _("Pilih tempat lain, atau pindahkan dulu orang itu."),
            )


def _names(r: Reading, view: voyages.LegView, leg: Leg) -> dict[str, str]:
    heads = heads_of(r, voyages.passenger_ids(r, leg.departure_id))
    return {head.stay_id: head.display for head in heads} | {one.id: one.name for one in escorts(r, leg.departure_id)}


def _keep(w: Work, leg_id: str, rider_id: str, **values: Any) -> None:
    row, fresh = w.insert_once(Ride(id=ride_id(leg_id, rider_id), leg_id=leg_id, rider_id=rider_id, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)


def riding(r: Reading, leg_id: str, vehicle_id: str) -> list[str]:
    """Those who ride in a vehicle, by seat."""
    inside = [place for place in places(r, leg_id).values() if place.vehicle_id == vehicle_id]
    return [place.rider_id for place in sorted(inside, key=lambda place: (place.seat or 0, place.rider_id))]
