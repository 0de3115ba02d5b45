"""A paid ticket nobody travels with stays in the cost until its money is back: on the departure and in the reports."""

from typing import Any

import pytest

from app.access.office import Office
from app.departure import escorts, fleet, plan, travellers, unused
from app.departure.escorts import EscortView
from app.departure.fleet import Ticket
from app.departure.unused import FORFEITED, REFUNDED, Fate
from app.departure.voyages import DepartureView
from app.kernel.errors import UserError
from tests.departure.quay import ask, assigned, come, do, planned
from tests.reports.test_ticket_money import days, tickets

FARE = 350_000


@pytest.fixture
def booked(office: Office) -> tuple[DepartureView, list[str]]:
    """Three people with a paid ticket of the ship, out of one booking."""
    view, stays = planned(office), [come(office, f"Orang {number}") for number in range(3)]
    assigned(office, view.id, stays)
    do(office, fleet.set_ticket, view.legs[1].id, stays, Ticket("PLN-7", FARE, "apbn"))
    return view, stays


def costs(office: Office, view: DepartureView) -> tuple[int, int]:
    """What the departure says its tickets cost, and what the reports say."""
    said = ask(office, fleet.cost, view.id)
    return sum(said.values()), sum(one.rupiah for one in tickets(office, days(view.day, view.day)))


def refused(office: Office, act: Any, *given: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        do(office, act, *given)
    return caught.value


def test_nobody_with_a_paid_ticket_is_taken_off_before_its_fate_is_said(
    office: Office, booked: tuple[DepartureView, list[str]]
) -> None:
    view, stays = booked
    told = refused(office, travellers.take_off, view.id, stays[:2], "sakit")
    assert told.code == "ticket.fate"
    assert told.text == "2 tiket sudah dibayar, Rp700.000; belum ada yang diubah."
    assert costs(office, view) == (3 * FARE, 3 * FARE)


@pytest.mark.parametrize(
    ("fate", "lost"), [(Fate(FORFEITED), FARE), (Fate(REFUNDED), 0), (Fate(REFUNDED, 250_000), 100_000)]
)
def test_what_does_not_come_back_stays_spent(
    office: Office, booked: tuple[DepartureView, list[str]], fate: Fate, lost: int
) -> None:
    view, stays = booked
    do(office, travellers.take_off, view.id, stays[:1], "sakit gigi", fate)
    assert costs(office, view) == (2 * FARE + lost, 2 * FARE + lost)
    (one,) = ask(office, unused.unused, [leg.id for leg in view.legs])
    assert (one.rider_id, one.ticket, one.fund, one.lost, one.reason) == (stays[0], "PLN-7", "apbn", lost, "sakit gigi")
    do(office, travellers.take_off, view.id, stays[1:2], "tidak punya tiket di bus", Fate(FORFEITED))


def test_money_that_comes_back_later_is_put_right(office: Office, booked: tuple[DepartureView, list[str]]) -> None:
    view, stays = booked
    do(office, travellers.take_off, view.id, stays, "sakit", Fate(FORFEITED))
    ended = [one.id for one in ask(office, unused.unused)]
    assert refused(office, unused.correct, ended, Fate(REFUNDED, FARE + 1)).code == "ticket.back"
    do(office, unused.correct, ended[:2], Fate(REFUNDED))
    assert costs(office, view) == (FARE, FARE)
    assert list(unused.words(ask(office, unused.unused))) == [
        "1 tiket tidak dipakai, Rp350.000 tidak kembali.",
        "2 tiket dikembalikan uangnya.",
    ]


def test_a_ticket_taken_up_again_is_paid_once(office: Office, booked: tuple[DepartureView, list[str]]) -> None:
    view, stays = booked
    ship = view.legs[1].id
    for _time in range(2):
        do(office, travellers.take_off, view.id, stays[:1], "keliru", Fate(FORFEITED))
        assigned(office, view.id, stays[:1])
        assert costs(office, view) == (3 * FARE, 3 * FARE)
        do(office, fleet.set_ticket, ship, stays[:1], Ticket("PLN-7", FARE, "apbn"))
        assert costs(office, view) == (3 * FARE, 3 * FARE)
        assert ask(office, unused.unused) == []
    do(office, travellers.take_off, view.id, stays[:1], "keliru", Fate(FORFEITED))
    assigned(office, view.id, stays[:1])
    do(office, fleet.set_ticket, ship, stays[:1], Ticket("PLN-8", FARE, "apbn"))
    assert costs(office, view) == (4 * FARE, 4 * FARE)


def test_a_ticket_without_a_number_is_the_same_only_at_the_same_price(
    office: Office, booked: tuple[DepartureView, list[str]]
) -> None:
    view, stays = booked
    bus = view.legs[0].id
    for fare, paid in ((20_000, 20_000), (20_000, 20_000), (25_000, 45_000)):
        do(office, fleet.set_ticket, bus, stays[:1], Ticket("", fare, "apbn"))
        assert costs(office, view) == (3 * FARE + paid, 3 * FARE + paid)
        do(office, travellers.take_off, view.id, stays[:1], "keliru", Fate(FORFEITED))
        assigned(office, view.id, stays[:1])


def test_an_escort_who_stays_at_home_leaves_his_ticket_like_anybody(
    office: Office, booked: tuple[DepartureView, list[str]]
) -> None:
    view, _stays = booked
    ship = view.legs[1].id
    escort = do(office, escorts.put_escort, view.id, EscortView("Nurhayati", letter="800/12"))
    do(office, fleet.set_ticket, ship, [escort], Ticket("PLN-8", FARE, "apbd"))
    assert costs(office, view) == (4 * FARE, 4 * FARE)
    assert refused(office, escorts.drop_escort, escort).code == "ticket.fate"
    do(office, escorts.drop_escort, escort, Fate(FORFEITED))
    assert costs(office, view) == (4 * FARE, 4 * FARE)
    (ended,) = ask(office, unused.of_departure, view.id)
    assert (ended.name, ended.ticket, ended.lost) == ("pendamping", "PLN-8", FARE)
    do(office, unused.correct, [ended.id], Fate(REFUNDED))
    assert costs(office, view) == (3 * FARE, 3 * FARE)


def test_a_departure_that_does_not_go_and_a_leg_not_taken_ask_as_well(
    office: Office, booked: tuple[DepartureView, list[str]]
) -> None:
    view, _stays = booked
    assert refused(office, plan.cancel, view.id, "kapal rusak").code == "ticket.fate"
    do(office, plan.cancel, view.id, "kapal rusak", Fate(FORFEITED))
    assert costs(office, view) == (3 * FARE, 3 * FARE)
    do(office, plan.revive, view.id)
    assert costs(office, view) == (3 * FARE, 3 * FARE)
    assert ask(office, unused.unused) == []
    do(office, plan.cancel, view.id, "kapal rusak lagi", Fate(REFUNDED))
    assert costs(office, view) == (0, 0)
    do(office, plan.revive, view.id)
    ship = view.legs[1].id
    assert refused(office, plan.drop_leg, ship, "naik kapal lain").code == "ticket.fate"
    do(office, plan.drop_leg, ship, "naik kapal lain", Fate(REFUNDED, 300_000))
    assert costs(office, view) == (3 * 50_000, 3 * 50_000)
