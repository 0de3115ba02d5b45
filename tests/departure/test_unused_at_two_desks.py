"""Paid tickets at two desks that cannot see each other: no rupiah is lost or paid twice when their rows meet."""

from app.departure import fleet, plan, travellers
from app.departure.fleet import Ticket
from app.departure.unused import FORFEITED, REFUNDED, Fate
from tests.departure.quay import assigned, do
from tests.departure.test_two_desks import Pair, pair, site
from tests.departure.test_unused import FARE, costs

__all__ = ["pair", "site"]


def booked(pair: Pair) -> str:
    """Three people with a paid ticket of the ship, known at both desks; its leg."""
    ship = pair.ship.legs[1].id
    assigned(pair.one, pair.ship.id, pair.stays[:3])
    do(pair.one, fleet.set_ticket, ship, pair.stays[:3], Ticket("PLN-7", FARE, "apbn"))
    pair.carry()
    return ship


def met(pair: Pair, paid: int) -> None:
    """Both desks know everything, and say so much was spent, as do the reports."""
    pair.carry()
    pair.alike()
    for desk in (pair.one, pair.two):
        assert costs(desk, pair.ship) == (paid, paid)


def test_what_two_desks_say_of_one_ticket_is_one_loss(pair: Pair) -> None:
    booked(pair)
    do(pair.one, travellers.take_off, pair.ship.id, pair.stays[:1], "sakit", Fate(REFUNDED, 100_000))
    do(pair.two, travellers.take_off, pair.ship.id, pair.stays[:1], "sakit", Fate(REFUNDED, 100_000))
    met(pair, 3 * FARE - 100_000)


def test_a_ticket_bought_while_another_desk_calls_the_departure_off_is_not_forgotten(pair: Pair) -> None:
    ship = booked(pair)
    do(pair.one, plan.cancel, pair.ship.id, "kapal rusak", Fate(REFUNDED))
    assigned(pair.two, pair.ship.id, pair.stays[3:4])
    do(pair.two, fleet.set_ticket, ship, pair.stays[3:4], Ticket("PLN-9", FARE, "apbn"))
    met(pair, FARE)
    do(pair.one, plan.revive, pair.ship.id)
    met(pair, 4 * FARE)
    do(pair.one, plan.cancel, pair.ship.id, "kapal rusak lagi", Fate(REFUNDED))
    met(pair, 0)


def test_a_ticket_bought_while_another_desk_drops_the_leg_is_not_forgotten(pair: Pair) -> None:
    ship = booked(pair)
    do(pair.one, plan.drop_leg, ship, "naik kapal lain", Fate(REFUNDED))
    assigned(pair.two, pair.ship.id, pair.stays[3:4])
    do(pair.two, fleet.set_ticket, ship, pair.stays[3:4], Ticket("PLN-9", FARE, "apbn"))
    met(pair, FARE)


def test_somebody_taken_off_while_the_departure_is_called_off_and_revived_keeps_his_loss(pair: Pair) -> None:
    booked(pair)
    do(pair.one, plan.cancel, pair.ship.id, "kapal rusak", Fate(FORFEITED))
    do(pair.two, travellers.take_off, pair.ship.id, pair.stays[:1], "sakit", Fate(FORFEITED))
    do(pair.one, plan.revive, pair.ship.id)
    met(pair, 3 * FARE)
