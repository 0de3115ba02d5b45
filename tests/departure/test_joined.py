"""Two arrivals joined as one, and people who cannot go any more: counted once, in nobody's seat, on no paper."""

from typing import Any

import pytest

from app.access.office import Office
from app.departure import boarding, escorts, fleet, offices, outgoing, plan, travellers, voyages
from app.departure.escorts import EscortView
from app.departure.rules.travel import POSTPONED
from app.departure.voyages import DepartureView
from app.kernel.errors import UserError
from app.registration import exits, heads, joins, people
from tests.departure.quay import ask, assigned, come, do, head_of, planned


@pytest.fixture
def twins(office: Office) -> tuple[str, str]:
    """Two arrivals that turn out to be one; the second has moved once, so it is kept."""
    return come(office, "Sulaiman"), come(office, "Sulaiman bin Abdullah")


def joined(office: Office, twins: tuple[str, str]) -> str:
    """The arrival that counts from now on."""
    return do(office, joins.same_arrival, *twins, "terdaftar dua kali")  # type: ignore[no-any-return]


def on_paper(office: Office, view: DepartureView) -> list[str]:
    """The stays the manifest of a departure names."""
    return [one.stay_id for share in ask(office, offices.shares, view.id) for one in share.people]


def listed(office: Office, view: DepartureView) -> Any:
    return next(line for line in ask(office, voyages.departures) if line.view.id == view.id)


def test_two_arrivals_of_one_are_one_in_the_list_of_departures(office: Office, twins: tuple[str, str]) -> None:
    view = planned(office)
    assigned(office, view.id, twins)
    for stay in twins:
        do(office, boarding.board_head, view.id, stay)
    joined(office, twins)
    assert (listed(office, view).listed, listed(office, view).aboard) == (1, 1)


def test_one_who_is_on_another_departure_under_his_other_arrival_is_named(
    office: Office, twins: tuple[str, str]
) -> None:
    ship, other = planned(office, "KM Lambelu"), planned(office, "KM Thalia")
    assigned(office, ship.id, twins[:1])
    assigned(office, other.id, twins[1:])
    kept = joined(office, twins)
    for view, title in ((ship, "KM Thalia"), (other, "KM Lambelu")):
        people = [one for group in ask(office, travellers.sorting, view.id) for one in group.people]
        assert next(one for one in people if one.stay_id == kept).warnings == (f"juga ada di {title}",)
    do(office, travellers.take_off, ship.id if kept == twins[0] else other.id, [kept], "cukup satu")
    assert ask(office, travellers.waiting) == []


def test_what_was_said_of_one_arrival_holds_for_the_one_that_counts(office: Office, twins: tuple[str, str]) -> None:
    view = planned(office)
    assigned(office, view.id, twins[1:])
    escort = do(office, escorts.put_escort, view.id, EscortView("Rahma"))
    do(office, escorts.accompany, view.id, twins[1:], escort)
    do(office, offices.send_to, view.id, twins[1:], "Dinas Sosial Bone")
    leg = view.legs[0]
    do(office, fleet.put, leg.id, twins[1:], leg.vehicles[0].id, 7)
    kept = joined(office, twins)
    assert kept == twins[0]
    assert ask(office, escorts.escort_of, view.id) == {kept: "Rahma"}
    assert [share.office.name for share in ask(office, offices.shares, view.id)] == ["Dinas Sosial Bone"]
    assert ask(office, fleet.places, leg.id)[kept].seat == 7
    do(office, offices.send_to, view.id, [kept], "")
    do(office, escorts.accompany, view.id, [kept], None)
    assert ask(office, escorts.escort_of, view.id) == {}


def test_why_somebody_boarded_off_the_list_is_said_of_the_arrival_that_counts(
    office: Office, twins: tuple[str, str]
) -> None:
    view = planned(office)
    do(office, boarding.board_head, view.id, twins[1], "tempatnya kosong")
    kept = joined(office, twins)
    assert ask(office, boarding.standing, view.id).reasons == {kept: "tempatnya kosong"}


def test_the_seat_of_somebody_in_hospital_is_free(office: Office) -> None:
    view, stays = planned(office), [come(office, f"Orang {number}") for number in range(3)]
    leg = view.legs[0]
    do(office, plan.put_vehicles, leg.id, ("Kijang 1", "Kijang 2", "Kijang 3"), 1, 1)
    do(office, plan.put_vehicle, leg.id, 1, plan.VehicleDraft("Kijang", 2, 2))
    assigned(office, view.id, stays[:2])
    car = leg.vehicles[0].id
    do(office, fleet.put, leg.id, stays[:1], car, 1)
    do(office, fleet.put, leg.id, stays[1:2], car, 2)
    do(office, exits.leave, stays[1], "rumah_sakit", "demam")
    assigned(office, view.id, stays[2:])
    places = do(office, fleet.arrange, leg.id)
    assert (places[stays[2]].vehicle_id, places[stays[2]].seat, places[stays[2]].twice) == (car, 2, False)
    assert stays[1] not in places
    do(office, exits.come_back, stays[1], "sembuh")
    places = ask(office, fleet.places, leg.id)
    assert places[stays[1]].twice
    assert places[stays[2]].twice


def test_who_turned_out_a_foreigner_or_is_postponed_is_on_no_paper(office: Office) -> None:
    view, stays = planned(office), [come(office, f"Orang {number}") for number in range(3)]
    assigned(office, view.id, stays)
    do(office, people.set_nationality, head_of(office, stays[0]).person_id, "wna", "MY", ())
    do(office, people.set_need, stays[1], POSTPONED, True)
    assert on_paper(office, view) == stays[2:]
    assert [head.stay_id for head in ask(office, boarding.standing, view.id).missing] == stays


@pytest.mark.parametrize("way", ["meninggal", "rumah_sakit", "pergi_tanpa_izin"])
def test_who_was_counted_aboard_and_died_or_left_is_on_no_paper(office: Office, way: str) -> None:
    view, stays = planned(office), [come(office, f"Orang {number}") for number in range(2)]
    assigned(office, view.id, stays)
    do(office, boarding.board_all, view.id, stays)
    do(office, boarding.close, view.id)
    first = do(office, outgoing.print_manifest, view.id)
    assert len(first.sheets[0].values["people"]) == 2
    moved = do(office, exits.leave, stays[0], way, "uji")
    assert ask(office, boarding.passengers, view.id) == tuple(stays[1:])
    do(office, outgoing.print_manifest, view.id)
    assert ask(office, outgoing.editions, view.id)[0].differences == ("Tidak ikut: Orang 0.",)
    do(office, heads.take_back, moved.id, "keliru")
    assert set(ask(office, boarding.passengers, view.id)) == set(stays)


def paid(office: Office, view: DepartureView, stay: str, number: str, fare: int = 340_000) -> None:
    """A ticket on the first leg."""
    do(office, fleet.set_ticket, view.legs[0].id, [stay], fleet.Ticket(number, fare, "apbn"))


def test_two_tickets_of_one_are_one_head_and_two_payments(office: Office, twins: tuple[str, str]) -> None:
    view = planned(office)
    assigned(office, view.id, twins)
    for number, stay in enumerate(twins, 1):
        paid(office, view, stay, f"T-{number}")
    do(office, fleet.arrange, view.legs[0].id)
    kept = joined(office, twins)
    places = ask(office, fleet.places, view.legs[0].id)
    assert list(places) == [kept]
    assert (places[kept].ticket, places[kept].paid) == ("T-1", 680_000)
    assert [(one.number, one.fare) for one in places[kept].others] == [("T-2", 340_000)]
    assert len(do(office, outgoing.print_manifest, view.id).sheets[0].values["people"]) == 1
    assert ask(office, fleet.cost, view.id) == {"apbn": 680_000}


def test_a_second_ticket_is_settled_with_a_reason_and_the_seat_stays(office: Office, twins: tuple[str, str]) -> None:
    view = planned(office)
    assigned(office, view.id, twins)
    leg = view.legs[0]
    for number, stay in enumerate(twins, 1):
        paid(office, view, stay, f"T-{number}")
    do(office, fleet.put, leg.id, twins[1:], leg.vehicles[0].id, 7)
    kept = joined(office, twins)
    with pytest.raises(UserError, match="mengapa"):
        do(office, fleet.settle_tickets, leg.id, kept, " ")
    do(office, fleet.settle_tickets, leg.id, kept, "uang tiket kembali dari agen")
    place = ask(office, fleet.places, leg.id)[kept]
    assert (place.seat, place.ticket, place.paid, place.others) == (7, "T-1", 340_000, ())
    assert ask(office, fleet.cost, view.id) == {"apbn": 340_000}
    with pytest.raises(UserError, match="satu tiket"):
        do(office, fleet.settle_tickets, leg.id, kept, "sekali lagi")


def test_the_ticket_of_the_other_arrival_is_his_until_he_gets_another(office: Office, twins: tuple[str, str]) -> None:
    view = planned(office)
    assigned(office, view.id, twins[1:])
    leg = view.legs[0]
    do(office, fleet.put, leg.id, twins[1:], leg.vehicles[0].id, 7)
    paid(office, view, twins[1], "T-2")
    kept = joined(office, twins)
    assert ask(office, fleet.places, leg.id)[kept].ticket == "T-2"
    paid(office, view, kept, "T-9", 100_000)
    place = ask(office, fleet.places, leg.id)[kept]
    assert (place.seat, place.ticket, place.paid) == (7, "T-9", 440_000)
