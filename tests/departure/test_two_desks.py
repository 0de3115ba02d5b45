"""Two desks that cannot see each other: what both do is one row, what differs is in sight, and counts come out even."""

from pathlib import Path

import pytest

from app.departure import boarding, fleet, plan, travellers, voyages
from app.kernel.errors import UserError
from app.store.rebuild import content_digest
from app.sync.differences import count_differences
from tests.departure.quay import ask, assigned, come, do
from tests.departure.quay import planned as planned_at
from tests.helpers.office import MORNING
from tests.shelter.counter import opened
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]


class Pair:
    """Two desks of one post with the same people and two departures, and a stick between them."""

    def __init__(self, site: Site) -> None:
        site.clock.instant = MORNING
        self.site, self.one, self.two = site, site.first, site.second()
        opened(self.one)
        self.stays = [come(self.one, f"Orang {number}", card=f"A-000{number}") for number in range(1, 7)]
        self.ship = planned_at(self.one, "KM Lambelu")
        self.other = planned_at(self.one, "KM Thalia")
        self.trips = 0
        self.carry()

    def carry(self) -> None:
        """Bundles both ways."""
        for sender, receiver in ((self.one, self.two), (self.two, self.one)):
            self.trips += 1
            folder = Path(self.site.stick / f"trip-{self.trips}")
            folder.mkdir()
            send(sender, receiver, folder)

    def alike(self) -> None:
        """Both desks hold the same rows."""
        digests = []
        for desk in (self.one, self.two):
            with desk.read() as r:
                digests.append(content_digest(r.connection, "general"))
        assert digests[0] == digests[1]


@pytest.fixture
def pair(site: Site) -> Pair:
    return Pair(site)


def test_one_head_put_on_one_departure_at_two_desks_is_one_passenger(pair: Pair) -> None:
    for desk in (pair.one, pair.two):
        assigned(desk, pair.ship.id, pair.stays[:3])
    pair.carry()
    pair.alike()
    assert ask(pair.one, voyages.passenger_ids, pair.ship.id) == sorted(pair.stays[:3])
    assert count_differences(pair.one) == 0


def test_one_head_on_two_departures_is_in_sight_at_both(pair: Pair) -> None:
    assigned(pair.one, pair.ship.id, pair.stays[:1])
    assigned(pair.two, pair.other.id, pair.stays[:1])
    pair.carry()
    pair.alike()
    for desk, mine, other in ((pair.one, pair.ship, "KM Thalia"), (pair.two, pair.other, "KM Lambelu")):
        people = [one for group in ask(desk, travellers.sorting, mine.id) for one in group.people]
        assert next(one for one in people if one.stay_id == pair.stays[0]).warnings == (f"juga ada di {other}",)
    do(pair.one, travellers.take_off, pair.ship.id, pair.stays[:1], "ikut KM Thalia")
    pair.carry()
    assert ask(pair.two, voyages.passenger_ids, pair.other.id) == pair.stays[:1]


def test_both_desks_say_the_same_of_one_head_on_two_departures(pair: Pair) -> None:
    for stay, (first, second) in zip(pair.stays, ((pair.ship, pair.other), (pair.other, pair.ship)), strict=False):
        assigned(pair.one, first.id, [stay])
        assigned(pair.two, second.id, [stay])
    pair.carry()
    said = [ask(desk, voyages.elsewhere, pair.stays[:2]) for desk in (pair.one, pair.two)]
    assert said[0] == said[1]


def test_two_desks_at_one_gangway_count_one_head_once(pair: Pair) -> None:
    assigned(pair.one, pair.ship.id, pair.stays)
    pair.carry()
    for stay in pair.stays[:4]:
        do(pair.one, boarding.board_head, pair.ship.id, stay)
    for stay in pair.stays[2:]:
        do(pair.two, boarding.board_head, pair.ship.id, stay)
    pair.carry()
    pair.alike()
    for desk in (pair.one, pair.two):
        standing = ask(desk, boarding.standing, pair.ship.id)
        assert len(standing.aboard) == 6
        assert standing.missing == ()
    for desk in (pair.one, pair.two):
        do(desk, boarding.close, pair.ship.id)
    pair.carry()
    pair.alike()
    assert ask(pair.one, voyages.departure, pair.ship.id).state == voyages.CLOSED
    assert count_differences(pair.two) == 0


def test_who_was_counted_aboard_of_two_ships_is_named(pair: Pair) -> None:
    do(pair.one, boarding.board_head, pair.ship.id, pair.stays[0], "menyusul")
    do(pair.two, boarding.board_head, pair.other.id, pair.stays[0], "menyusul")
    pair.carry()
    pair.alike()
    assert ask(pair.one, boarding.standing, pair.ship.id).twice == (("Orang 1", "KM Thalia"),)
    do(pair.two, boarding.unboard, pair.other.id, pair.stays[0])
    pair.carry()
    assert ask(pair.one, boarding.standing, pair.ship.id).twice == ()


def test_a_seat_given_twice_is_in_sight_and_two_seats_for_one_are_a_difference(pair: Pair) -> None:
    assigned(pair.one, pair.ship.id, pair.stays)
    pair.carry()
    leg = pair.ship.legs[0]
    bus = leg.vehicles[0].id
    do(pair.one, fleet.put, leg.id, pair.stays[:1], bus, 5)
    do(pair.two, fleet.put, leg.id, pair.stays[1:2], bus, 5)
    do(pair.one, fleet.put, leg.id, pair.stays[2:3], bus, 8)
    do(pair.two, fleet.put, leg.id, pair.stays[2:3], bus, 9)
    pair.carry()
    pair.alike()
    places = ask(pair.two, fleet.places, leg.id)
    assert [places[stay].twice for stay in pair.stays[:3]] == [True, True, False]
    assert count_differences(pair.one) == 1
    do(pair.one, fleet.put, leg.id, pair.stays[:1], bus, 6)
    pair.carry()
    assert not ask(pair.two, fleet.places, leg.id)[pair.stays[1]].twice


def test_a_delay_both_heard_of_and_a_ship_cancelled_meanwhile(pair: Pair) -> None:
    main = pair.ship.main
    assert main is not None
    later = main.departs.replace(hour=20)
    for desk in (pair.one, pair.two):
        do(desk, plan.delay, main.id, later, None, "ombak")
    assigned(pair.two, pair.ship.id, pair.stays[:2])
    do(pair.one, plan.cancel, pair.ship.id, "rusak")
    pair.carry()
    pair.alike()
    assert ask(pair.two, voyages.departure, pair.ship.id).leg(main.id).departs == later
    assert {one.stay_id for one in ask(pair.two, travellers.waiting)} == set(pair.stays)
    with pytest.raises(UserError) as caught:
        do(pair.two, boarding.board_head, pair.ship.id, pair.stays[0])
    assert caught.value.code == "departure.cancelled"
