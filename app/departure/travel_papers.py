"""What else a departure takes along: the list of each vehicle, the notice to each office, a slip for every pocket."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.access.office import site_of
from app.access.rules import require
from app.access.sites import list_signatories
from app.departure import fleet, voyages
from app.departure.escorts import EscortView, escorts
from app.departure.lines import Seats, escort_words, gathered, leg_words, lines_of, on_list
from app.departure.offices import Share, shares
from app.departure.outgoing import PERMISSION, Bundle, log, way_of
from app.departure.papers import NOTICE, SLIP, VEHICLE, notice_values, slip_values, vehicle_values
from app.departure.voyages import DepartureView, LegView, VehicleView
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.reference.words import date_time
from app.registration import cards
from app.store.work import Reading, Work

_BOX = "☐"


def vehicle_lists(w: Work, leg_id: str, departure_id: str, paper: str = "A4") -> Bundle:
    """Who rides in each vehicle of a leg, by seat."""
    require(w.actor, PERMISSION)
    view = voyages.departure(w, departure_id)
    leg = view.leg(leg_id)
    places = fleet.places(w, leg_id)
    found = shares(w, departure_id, on_list(view, w))
    lines = {line["stay"]: line for line in lines_of(w, found, Seats(places, {}))}
    if not leg.vehicles or not any(place.vehicle_id for place in places.values()):
        raise UserError(
            "vehicle.empty",
            _("Belum ada yang diberi tempat di kendaraan; tidak ada yang dicetak."),
            _("Pilih Bagi ke kendaraan dulu."),
        )
    on_duty = escorts(w, departure_id)
    sheets = []
    for vehicle in leg.vehicles:
        inside = [lines[one] for one in fleet.riding(w, leg_id, vehicle.id) if one in lines]
        along = [one for one in on_duty if places.get(one.id) and places[one.id].vehicle_id == vehicle.id]
        if inside or along:
            sheets.append(_vehicle_sheet(w, (leg, vehicle), (inside, along), places, paper))
            log(w, departure_id, (VEHICLE, vehicle.id), len(inside))
    return Bundle(tuple(sheets))


def notices(w: Work, departure_id: str, office: str = "", paper: str = "A4") -> Bundle:
    """The letter that tells each receiving office (or one) when, where and how many; counts only."""
    require(w.actor, PERMISSION)
    view = voyages.departure(w, departure_id)
    wanted = [share for share in shares(w, departure_id, on_list(view, w)) if office in ("", share.office.name)]
    if view.cancelled or not wanted:
        raise UserError("notice.nobody", _("Belum ada yang dapat diberitahukan; tidak ada yang dicetak."))
    signers = list_signatories(w)
    about: dict[str, Any] = {"signer": _signer(signers[0]) if signers else {"name": ""}}
    about |= {"escorts": [escort_words(one) for one in escorts(w, departure_id)]}
    made = []
    for share in wanted:
        made.append(Sheet(NOTICE, _notice(w, view, share, about), paper))
        log(w, departure_id, (NOTICE, share.office.name), share.count.total)
    return Bundle(tuple(made))


def slips(w: Work, departure_id: str, stay_ids: Sequence[str] = (), paper: str = "A4") -> Bundle:
    """A slip for the pocket of everybody on it (or of these), infants excepted: their mothers carry theirs."""
    require(w.actor, PERMISSION)
    view, site = voyages.departure(w, departure_id), site_of(w)
    found = shares(w, departure_id, on_list(view, w))
    way = way_of(view, w.zone)
    route = " – ".join(part for part in (view.main.from_place, view.main.to_place) if part) if view.main else ""
    made = []
    for line in lines_of(w, found, Seats({}, {})):
        if line["infant"] or (stay_ids and line["stay"] not in stay_ids):
            continue
        told = {"route": ", ".join(part for part in (way.transport, route) if part), "date": way.departs}
        made.append(_slip(w, line, told, site.phone))
    if not made:
        raise UserError("slip.nobody", _("Belum ada orang untuk dibuatkan lembar saku."))
    log(w, departure_id, (SLIP, departure_id), len(made))
    return Bundle((Sheet(SLIP, slip_values(site, made), paper),))


def message(r: Reading, departure_id: str, zone: str) -> str:
    """What may be sent by phone: when, where, how many for whom; counts, never a name."""
    view, site = voyages.departure(r, departure_id), site_of(r)
    found = shares(r, departure_id, on_list(view, r))
    way = way_of(view, zone)
    whole = sum((share.count for share in found), HeadCount())
    lines = [
        f"{view.title} – {site.name}",
        _("Berangkat {at}").format(at=way.departs or "?"),
        _("Perkiraan tiba {at}").format(at=way.arrives),
        *(f"{share.office.name}: {_count(share.count)}" for share in found),
        _("Jumlah {n}").format(n=_count(whole)),
    ]
    return "\n".join([*lines, *([_("DIBATALKAN")] if view.cancelled else [])])


def _count(count: HeadCount) -> str:
    return f"{count.total} ({count})"


def _vehicle_sheet(
    w: Work,
    which: tuple[LegView, VehicleView],
    who: tuple[list[dict[str, Any]], list[EscortView]],
    places: Mapping[str, fleet.Place],
    paper: str,
) -> Sheet:
    (leg, vehicle), (inside, along) = which, who
    people = [{**line, "seat": _seat(places[line["stay"]], line), "on": _BOX, "off": _BOX} for line in inside]
    about: dict[str, Any] = {
        "vehicle": vehicle.label,
        "plate": vehicle.plate,
        "driver": vehicle.driver,
        "route": leg_words(leg, w.zone).rpartition(", ")[0],
        "departs": date_time(leg.departs, w.zone),
        "escorts": [f"{one.name}{_duty_seat(places[one.id])}" for one in along],
        "counts": {vehicle.label: HeadCount.of_classes(line["class"] for line in inside)},
        "infants": sum(bool(line["infant"]) for line in inside),
        "people": sorted(people, key=_by_seat),
        "date": local(w.now(), w.zone).date(),
        "officer": {"name": along[0].name, "nip": along[0].nip} if along else {"name": ""},
    }
    return Sheet(VEHICLE, vehicle_values(site_of(w), w.next_number(VEHICLE), about), paper)


def _by_seat(line: Mapping[str, Any]) -> tuple[int, int]:
    return (int(line["seat"]), line["number"]) if str(line["seat"]).isdigit() else (9_999, line["number"])


def _seat(place: fleet.Place, line: Mapping[str, Any]) -> str:
    if place.seat:
        return str(place.seat)
    return "pangku" if line["infant"] else "–"


def _duty_seat(place: fleet.Place) -> str:
    return f", tempat {place.seat}" if place.seat else ""


def _notice(w: Work, view: DepartureView, share: Share, about: Mapping[str, Any]) -> dict[str, Any]:
    counts: dict[str, HeadCount] = {}
    for one in share.people:
        name = one.place.regency_name or one.place.province_name or "belum diketahui"
        counts[name] = counts.get(name, HeadCount()) + HeadCount.of_classes([one.head.head_class])
    mine: dict[str, Any] = {
        "office": share.office.name,
        "total": share.count.total,
        "counts": counts,
        "needs": gathered(share.people),
        "date": local(w.now(), w.zone).date(),
        **about,
    }
    way = way_of(view, w.zone)
    made = notice_values(site_of(w), w.next_number(NOTICE), way, mine)
    return {**made, "arrival_place": share.office.place or way.arrival_place}


def _slip(w: Work, line: Mapping[str, Any], told: Mapping[str, str], phone: str) -> dict[str, str]:
    where = ", ".join(part for part in (line["destination"], line["province"]) if part)
    token = cards.token_of(w, line["card"]) if line["card"] else None
    return {
        "name": line["name"],
        "card": line["card"],
        "token": token or "",
        "destination": where if line["province"] not in line["destination"] else line["destination"],
        "office": line["office"],
        "contact": phone,
        **told,
    }


def _signer(one: Any) -> dict[str, str]:
    kept = {"name": one.name, "nip": one.nip, "rank": one.rank, "position": one.position}
    if one.capacity and one.on_behalf_of:
        kept |= {"acting": one.capacity if one.capacity != "u.b." else "a.n.", "superior": one.on_behalf_of}
    elif one.capacity in ("Plt.", "Plh."):
        kept["acting"] = one.capacity
    return {name: value for name, value in kept.items() if value}
