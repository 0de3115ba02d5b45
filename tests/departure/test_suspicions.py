"""What could go wrong unseen between two desks, vehicles, tickets and manifests; each is refused or told."""

import pytest

from app.access.office import Office
from app.departure import boarding, escorts, fleet, outgoing, plan, travellers, voyages
from app.departure.escorts import EscortView
from app.departure.fleet import Ticket
from app.departure.plan import LegDraft, VehicleDraft
from app.departure.unused import REFUNDED, Fate
from app.kernel.errors import UserError
from app.reports import periodic, spending
from app.store.work import Reading
from tests.departure.quay import ask, assigned, bus_leg, come, do, family, need, planned, ship_leg
from tests.departure.test_two_desks import Pair, pair, site
from tests.helpers.office import MORNING
from tests.reports.test_period_histories import HALF

__all__ = ["pair", "site"]


def spending_by_fund(r: Reading) -> dict[str, int]:
    """What the half-yearly report says was spent on tickets."""
    found: dict[str, int] = {}
    for one in spending.spent(r, periodic.span_of(r, HALF)):
        if one.kind == spending.TICKETS:
            found[one.fund] = found.get(one.fund, 0) + one.rupiah
    return found


def refused(office: Office, act: object, *given: object) -> UserError:
    with pytest.raises(UserError) as caught:
        do(office, act, *given)
    return caught.value


def test_nobody_else_gets_a_ticket_and_an_extra_aboard_does(office: Office) -> None:
    stays, view = [come(office, f"Orang {number}") for number in range(3)], planned(office)
    assigned(office, view.id, stays[:1])
    leg = view.legs[1].id
    assert refused(office, fleet.set_ticket, leg, stays[:2], Ticket("PLN-1", 350_000, "apbn")).code == "seat.stranger"
    assert ask(office, fleet.cost, view.id) == {}
    do(office, boarding.board_head, view.id, stays[1], "tempatnya kosong")
    do(office, fleet.set_ticket, leg, stays[:2], Ticket("PLN-1", 350_000, "apbn"))
    assert ask(office, fleet.cost, view.id) == {"apbn": 700_000}


def test_the_leg_people_went_aboard_of_is_not_dropped(office: Office) -> None:
    stay, view = come(office, "Sulaiman"), planned(office)
    assigned(office, view.id, [stay])
    do(office, boarding.board_head, view.id, stay)
    assert view.main is not None
    error = refused(office, plan.drop_leg, view.main.id, "tidak jadi")
    assert (error.code, error.text[:7]) == ("leg.boarded", "1 orang")
    do(office, plan.drop_leg, view.legs[0].id, "jalan kaki")
    do(office, boarding.unboard, view.id, stay)
    assert ask(office, voyages.aboard_ids, view.id) == []


def test_a_vehicle_is_not_made_smaller_than_the_places_given_out_in_it(office: Office) -> None:
    stays, view = [come(office, f"Orang {number}") for number in range(3)], planned(office)
    assigned(office, view.id, stays)
    leg = view.legs[0]
    do(office, fleet.put, leg.id, stays[:1], leg.vehicles[0].id, 35)
    assert refused(office, plan.put_vehicle, leg.id, 1, VehicleDraft("Bus 1", 30, 4)).code == "vehicle.taken"
    do(office, plan.put_vehicle, leg.id, 1, VehicleDraft("Bus 1", 36, 4))
    do(office, plan.put_vehicle, leg.id, 2, VehicleDraft("Bus 2", 5, 4))


def test_a_gangway_closed_here_while_the_other_desk_still_scans_is_told(pair: Pair) -> None:
    assigned(pair.one, pair.ship.id, pair.stays)
    pair.carry()
    do(pair.one, boarding.board_all, pair.ship.id, pair.stays[:3])
    do(pair.one, boarding.close, pair.ship.id)
    do(pair.one, outgoing.print_manifest, pair.ship.id)
    assert ask(pair.one, outgoing.changed_since, pair.ship.id) == []
    do(pair.two, boarding.board_head, pair.ship.id, pair.stays[4])
    pair.carry()
    pair.alike()
    assert ask(pair.one, outgoing.changed_since, pair.ship.id) == ["Tambahan: Orang 5."]
    assert len(ask(pair.one, boarding.standing, pair.ship.id).aboard) == 4
    do(pair.one, outgoing.print_manifest, pair.ship.id)
    assert ask(pair.one, outgoing.editions, pair.ship.id)[0].version == 2
    assert ask(pair.one, outgoing.changed_since, pair.ship.id) == []


def test_a_head_aboard_of_two_ships_is_settled_by_one_more_scan(pair: Pair) -> None:
    for desk, way in ((pair.one, pair.ship), (pair.two, pair.other)):
        do(desk, boarding.board_head, way.id, pair.stays[0], "menyusul")
    pair.carry()
    do(pair.one, boarding.board_head, pair.ship.id, pair.stays[0], "ia berdiri di sini")
    pair.carry()
    pair.alike()
    for desk in (pair.one, pair.two):
        assert [ask(desk, voyages.aboard_ids, way.id) for way in (pair.ship, pair.other)] == [[pair.stays[0]], []]


def test_who_must_be_accompanied_and_lost_his_escort_is_named(office: Office) -> None:
    victim, other = come(office, "Maria", "P"), come(office, "Siti", "P")
    need(office, victim, "dampingi")
    view = planned(office)
    assigned(office, view.id, [victim, other])
    escort = do(office, escorts.put_escort, view.id, EscortView("Rahma", letter="800/1"))
    do(office, escorts.accompany, view.id, [victim], escort)
    assert ask(office, escorts.unaccompanied, view.id) == []
    do(office, fleet.arrange, view.legs[0].id)
    places = ask(office, fleet.places, view.legs[0].id)
    assert places[victim].vehicle_id == places[escort].vehicle_id
    do(office, escorts.drop_escort, escort)
    assert [head.display for head in ask(office, escorts.unaccompanied, view.id)] == ["Maria"]


def test_an_infant_has_no_seat_and_stands_on_the_manifest_with_its_family(office: Office) -> None:
    mother, child = come(office, "Siti", "P", 30), come(office, "Bayi", "P", 0)
    family(office, mother, child)
    view = planned(office)
    assert refused(office, travellers.assign, view.id, [mother]).code == "departure.parted"
    assigned(office, view.id, [mother, child])
    do(office, fleet.arrange, view.legs[0].id)
    assert ask(office, fleet.places, view.legs[0].id)[child].seat is None
    sheet = do(office, outgoing.print_manifest, view.id).sheets[0]
    assert [(line["name"], line["infant"]) for line in sheet.values["people"]] == [("Siti", ""), ("Bayi", "Bayi")]
    assert sheet.values["infants"] == 1


def test_tickets_add_up_to_what_the_report_says_was_spent(office: Office) -> None:
    stays = [come(office, f"Orang {number}") for number in range(6)]
    ways = [planned(office, title) for title in ("KM Lambelu", "KM Thalia", "KM Siguntang")]
    for place, (way, fund) in enumerate(zip(ways, ("apbn", "apbd", "apbn"), strict=True)):
        mine = stays[place * 2 : place * 2 + 2]
        assigned(office, way.id, mine)
        do(office, fleet.set_ticket, way.legs[0].id, mine, Ticket("B-1", 50_000, fund))
        do(office, fleet.set_ticket, way.legs[1].id, mine, Ticket("K-1", 350_000, fund))
    do(office, plan.cancel, ways[2].id, "rusak", Fate(REFUNDED))
    do(office, travellers.take_off, ways[0].id, stays[:1], "sakit", Fate(REFUNDED, 50_000))
    told = ask(office, spending_by_fund)
    sums: dict[str, int] = {}
    for way in ways:
        for fund, rupiah in ask(office, fleet.cost, way.id).items():
            sums[fund] = sums.get(fund, 0) + rupiah
    assert told == sums == {"apbn": 400_000 + 300_000, "apbd": 800_000}
    assert ask(office, fleet.cost, ways[2].id) == {}


def test_a_stay_on_the_way_and_a_flight_beside_the_ship(office: Office) -> None:
    hours = [MORNING.replace(day=25, hour=hour) for hour in (1, 9, 10)]
    legs = (
        bus_leg(), LegDraft("singgah", "Rusunawa Tarakan", "", hours[0], hours[1]),
        LegDraft("pesawat", "Tarakan", "Makassar", hours[2], None, name="GA 655"),
    )  # fmt: skip
    view = planned(office, "Lewat Tarakan", *legs)
    assert view.main is not None
    assert (view.main.kind, view.legs[1].mode) == ("pesawat", ask(office, voyages.departure, view.id).legs[1].mode)
    assert "Ps. 11" in view.main.warning
    assert view.legs[1].warning == ""
    assert ship_leg().kind == "kapal"
