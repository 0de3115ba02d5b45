"""Who went aboard, left the ship and comes again: counted once, on the ship he is really on."""

from datetime import timedelta

import pytest

from app.access.office import Office
from app.departure import boarding, handing, outgoing, plan, travellers, voyages
from app.departure.rules.gangway import ABOARD, AGAIN, ALREADY
from app.departure.voyages import DepartureView
from app.kernel.clock import FixedClock
from app.registration import exits, heads
from tests.departure.quay import ask, assigned, come, do, planned


@pytest.fixture
def stays(office: Office) -> list[str]:
    """Three people with cards."""
    return [come(office, f"Orang {number}", card=f"A-000{number}") for number in range(1, 4)]


@pytest.fixture
def ship(office: Office, stays: list[str], clock: FixedClock) -> DepartureView:
    """All three are aboard of KM Lambelu."""
    made = planned(office, "KM Lambelu")
    assigned(office, made.id, stays)
    do(office, boarding.board_all, made.id, stays)
    clock.advance(minutes=5)
    return made


def aboard(office: Office, view: DepartureView) -> set[str]:
    return {head.stay_id for head in ask(office, boarding.standing, view.id).aboard}


def test_who_was_recorded_gone_and_back_boards_again_and_counts_once(
    office: Office, ship: DepartureView, stays: list[str], clock: FixedClock
) -> None:
    do(office, exits.leave, stays[0], "pergi_tanpa_izin", "turun dari kapal")
    assert aboard(office, ship) == set(stays[1:])
    clock.advance(minutes=5)
    do(office, exits.come_back, stays[0], "ditemukan di terminal")
    standing = ask(office, boarding.standing, ship.id)
    assert [head.display for head in standing.missing] == ["Orang 1"]
    assert ask(office, voyages.departures)[0].aboard == 2
    clock.advance(minutes=5)
    assert do(office, boarding.board, ship.id, "A-0001").said.kind == ABOARD
    again = do(office, boarding.board, ship.id, "A-0001")
    assert (again.said.kind, again.first) == (ALREADY, "pukul 10.30 di Loket A")
    assert aboard(office, ship) == set(stays)


def test_who_was_gone_and_back_after_the_check_waits_again_and_may_go_with_another(
    office: Office, ship: DepartureView, stays: list[str], clock: FixedClock
) -> None:
    do(office, boarding.close, ship.id)
    do(office, exits.leave, stays[0], "rumah_sakit", "sakit di dermaga")
    clock.advance(minutes=5)
    do(office, exits.come_back, stays[0], "sudah pulih")
    assert [one.stay_id for one in ask(office, travellers.waiting)] == stays[:1]
    assert set(ask(office, boarding.boarded, ship.id)) == set(stays[1:])
    assert all(stays[0] not in offer.stay_ids for offer in ask(office, handing.offers))
    other = planned(office, "KM Thalia")
    assigned(office, other.id, stays[:1])
    assert do(office, boarding.board, other.id, "A-0001").said.kind == ABOARD


def test_who_left_unseen_is_asked_about_once_and_counts_where_he_boards_now(
    office: Office, ship: DepartureView, stays: list[str], clock: FixedClock
) -> None:
    other = planned(office, "KM Thalia")
    do(office, boarding.close, ship.id)
    do(office, outgoing.print_manifest, ship.id)
    clock.advance(hours=31)
    assert ship.main is not None
    do(office, plan.record_times, ship.main.id, clock.now() - timedelta(minutes=5), None)
    asked = do(office, boarding.board, other.id, "A-0001")
    assert (asked.said.kind, asked.said.text) == (AGAIN, "Orang 1 sudah naik di KM Lambelu.")
    assert aboard(office, ship) == set(stays)
    done = do(office, boarding.board_head, other.id, stays[0], "turun sebelum kapal berangkat")
    assert (done.said.kind, done.said.text) == (ABOARD, "Orang 1: naik, di luar daftar.")
    assert aboard(office, other) == {stays[0]}
    assert aboard(office, ship) == set(stays[1:])
    assert ask(office, boarding.standing, other.id).twice == ()
    do(office, outgoing.print_manifest, ship.id)
    assert ask(office, outgoing.editions, ship.id)[0].differences == ("Tidak ikut: Orang 1.",)


def test_an_exit_that_was_a_slip_of_the_pen_leaves_him_aboard(
    office: Office, ship: DepartureView, stays: list[str]
) -> None:
    moved = do(office, exits.leave, stays[0], "pergi_tanpa_izin", "salah orang")
    do(office, heads.take_back, moved.id, "salah orang")
    assert aboard(office, ship) == set(stays)
