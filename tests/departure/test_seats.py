"""Places and tickets on a real vault: by rule, by hand, and what is refused."""

from typing import Any

import pytest

from app.access.office import Office
from app.departure import escorts, fleet, plan, travellers
from app.departure.escorts import EscortView
from app.departure.fleet import Ticket
from app.departure.voyages import DepartureView, departure
from app.kernel.errors import UserError
from tests.departure.quay import ask, assigned, come, do, family, need, planned
from tests.helpers.office import landed, ship


@pytest.fixture
def full(office: Office) -> tuple[DepartureView, list[str]]:
    """110 people on three buses of 40, an old man in a wheelchair and a mother with two children among them."""
    stays = landed(office, ship(office), 106)
    chair = come(office, "Haji Abdul Karim", age=71)
    need(office, chair, "kursi_roda")
    kin = [come(office, "Siti", "P", 30), come(office, "Anak", "L", 8), come(office, "Bayi", "P", 0)]
    family(office, *kin)
    view = planned(office)
    assigned(office, view.id, [*stays, chair, *kin])
    return view, [chair, *kin]


def refused(office: Office, act: Any, *given: Any) -> str:
    with pytest.raises(UserError) as caught:
        do(office, act, *given)
    return caught.value.code


def test_everybody_gets_a_place_at_one_key(office: Office, full: tuple[DepartureView, list[str]]) -> None:
    view, (chair, mother, child, baby) = full
    places = do(office, fleet.arrange, view.legs[0].id)
    assert len(places) == 110
    assert places[chair].seat is not None
    assert places[chair].seat <= 4
    assert {places[one].vehicle_id for one in (mother, child, baby)} == {places[mother].vehicle_id}
    assert abs((places[mother].seat or 0) - (places[child].seat or 0)) == 1
    assert places[baby].seat is None
    taken = [(place.vehicle_id, place.seat) for place in places.values() if place.seat]
    assert len(taken) == len(set(taken)) == 109
    assert do(office, fleet.arrange, view.legs[0].id) == places


def test_by_hand_stays_and_a_late_comer_gets_what_is_left(
    office: Office, full: tuple[DepartureView, list[str]]
) -> None:
    view, (chair, *_kin) = full
    leg = view.legs[0]
    do(office, fleet.arrange, leg.id)
    last = leg.vehicles[2]
    do(office, fleet.put, leg.id, [chair], last.id, 40)
    late = come(office, "Menyusul")
    assigned(office, view.id, [late])
    places = do(office, fleet.arrange, leg.id)
    assert (places[chair].vehicle_id, places[chair].seat) == (last.id, 40)
    assert places[late].seat is not None
    do(office, travellers.take_off, view.id, [late], "sakit")
    assert late not in ask(office, fleet.places, leg.id)
    anew = do(office, fleet.arrange, leg.id, anew=True)
    assert anew[chair].seat is not None
    assert anew[chair].seat <= 4


def test_a_seat_is_given_once(office: Office, full: tuple[DepartureView, list[str]]) -> None:
    view, (chair, mother, *_rest) = full
    leg = view.legs[0]
    bus = leg.vehicles[0]
    do(office, fleet.put, leg.id, [chair], bus.id, 7)
    with pytest.raises(UserError) as caught:
        do(office, fleet.put, leg.id, [mother], bus.id, 7)
    assert caught.value.code == "seat.taken"
    assert "Haji Abdul Karim" in caught.value.text
    assert refused(office, fleet.put, leg.id, [mother], bus.id, 41) == "seat.number"
    assert refused(office, fleet.put, leg.id, [mother], bus.id, -3) == "seat.number"
    assert refused(office, fleet.put, view.legs[1].id, [mother], bus.id) == "seat.other_leg"
    assert refused(office, fleet.put, leg.id, [come(office, "Bukan")], bus.id) == "seat.stranger"


def test_a_full_bus_takes_nobody_more(office: Office) -> None:
    view = planned(office)
    leg = view.legs[0]
    do(office, plan.put_vehicle, leg.id, 1, plan.VehicleDraft("Kijang", 2, 2))
    stays = [come(office, f"Orang {number}") for number in range(3)]
    assigned(office, view.id, stays)
    car = ask(office, departure, view.id).legs[0].vehicles[0]
    assert refused(office, fleet.put, leg.id, stays, car.id) == "seat.full"
    do(office, fleet.put, leg.id, stays[:2], car.id)
    assert refused(office, fleet.put, leg.id, stays[2:], car.id) == "seat.full"


def test_too_few_places_are_said_before_anybody_sits(office: Office) -> None:
    view = planned(office)
    stays = landed(office, ship(office), 121)
    assigned(office, view.id, stays)
    assert refused(office, fleet.arrange, view.legs[0].id) == "seat.too_few"
    assert ask(office, fleet.places, view.legs[0].id) == {}


def test_an_escort_sits_beside_those_he_accompanies(office: Office) -> None:
    view = planned(office)
    others, girl = [come(office, f"Orang {number}") for number in range(30)], come(office, "Kamaria", "P", 24)
    assigned(office, view.id, [*others, girl])
    escort = do(office, escorts.put_escort, view.id, EscortView("Rahma"))
    do(office, escorts.accompany, view.id, [girl], escort)
    places = do(office, fleet.arrange, view.legs[0].id)
    assert places[escort].vehicle_id == places[girl].vehicle_id
    assert abs((places[escort].seat or 0) - (places[girl].seat or 0)) == 1


@pytest.mark.parametrize(
    ("ticket", "code"),
    [
        (Ticket("PLN-1", -350_000, "apbn"), "ticket.fare"),
        (Ticket("PLN-1", 999_000_000_000, "apbn"), "ticket.fare"),
        (Ticket("PLN-1", 350_000, "kantong"), "ticket.fund"),
        (Ticket("PLN-1", 350_000), "ticket.fund"),
    ],
)
def test_tickets_that_cannot_be_are_refused(office: Office, ticket: Ticket, code: str) -> None:
    view, stay = planned(office), come(office, "Sulaiman")
    assigned(office, view.id, [stay])
    assert refused(office, fleet.set_ticket, view.legs[1].id, [stay], ticket) == code
    assert ask(office, fleet.places, view.legs[1].id) == {}


def test_tickets_add_up_by_fund(office: Office) -> None:
    view = planned(office)
    stays = [come(office, f"Orang {number}") for number in range(3)]
    assigned(office, view.id, stays)
    ship_leg, bus = view.legs[1].id, view.legs[0].id
    do(office, fleet.set_ticket, ship_leg, stays[:2], Ticket("PLN-88213", 350_000, "apbn"))
    do(office, fleet.set_ticket, ship_leg, stays[2:], Ticket("PLN-88214", 350_000, "apbd"))
    do(office, fleet.set_ticket, bus, stays, Ticket("", 25_000, "apbd"))
    assert ask(office, fleet.cost, view.id) == {"apbn": 700_000, "apbd": 425_000}
    do(office, fleet.arrange, ship_leg)
    assert ask(office, fleet.places, ship_leg)[stays[0]].ticket == "PLN-88213"
