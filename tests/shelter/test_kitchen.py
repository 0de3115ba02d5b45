"""The kitchen's side of a meal: what came is what was handed out, left or spoilt, or somebody says why not."""

from datetime import date, timedelta

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import heads
from app.shelter import kitchen, meals_planning, presence
from app.shelter.kitchen import Delivered, SlotTally
from tests.shelter.counter import PAGI, SIANG, acting, give, guest, opened, read, write


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def siang(office: Office, day: date) -> SlotTally:
    return next(one for one in read(office, lambda r: kitchen.tallies(r, day)) if one.slot.code == SIANG)


def test_a_meal_closes_when_every_portion_is_accounted_for(office: Office, day: date) -> None:
    for name in ("Sulaiman", "Basri", "Djoemadi"):
        give(office, guest(office, name))
    assert siang(office, day).kitchen is None
    write(office, lambda w: kitchen.tally(w, SIANG, Delivered(5, leftover=1, spoilt=1)))
    found = siang(office, day)
    assert (found.handed, found.difference, found.closes) == (3, 0, True)


def test_a_meal_that_does_not_close_needs_its_reason(office: Office, day: date) -> None:
    give(office, guest(office, "Sulaiman"))
    with pytest.raises(UserError, match="4 porsi belum jelas"):
        write(office, lambda w: kitchen.tally(w, SIANG, Delivered(5)))
    with pytest.raises(UserError, match="1 porsi lebih banyak"):
        write(office, lambda w: kitchen.tally(w, SIANG, Delivered(0)))
    assert siang(office, day).kitchen is None
    write(office, lambda w: kitchen.tally(w, SIANG, Delivered(5, reason="empat tumpah di jalan")))
    found = siang(office, day)
    assert (found.difference, found.closes) == (4, True)


def test_a_later_portion_opens_it_again(office: Office, day: date) -> None:
    stays = [guest(office, name) for name in ("Sulaiman", "Basri")]
    give(office, stays[0])
    write(office, lambda w: kitchen.tally(w, SIANG, Delivered(1)))
    give(office, stays[1])
    assert (siang(office, day).difference, siang(office, day).closes) == (-1, False)


def test_earlier_days_are_listed_and_corrected_there(office: Office, day: date, clock: FixedClock) -> None:
    stay = guest(office, "Sulaiman")
    give(office, stay)
    clock.advance(hours=24)
    tomorrow = opened(office)
    assert tomorrow == day + timedelta(days=1)
    give(office, stay, PAGI)
    write(office, lambda w: kitchen.tally(w, SIANG, Delivered(3, leftover=2), day))
    found = read(office, lambda r: kitchen.tallied_days(r, tomorrow))
    assert [(one.day, one.slot.code, one.handed) for one in found if one.handed] == [
        (tomorrow, PAGI, 1), (day, SIANG, 1),
    ]  # fmt: skip
    assert {one.slot.code for one in found if one.day == day} == {SIANG}
    assert next(one for one in found if one.day == day).closes


def test_no_tally_for_a_day_nobody_opened(office: Office, day: date) -> None:
    for other in (day - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(UserError, match="tidak pernah dibuka"):
            write(office, lambda w, other=other: kitchen.tally(w, SIANG, Delivered(1), other))  # type: ignore[misc]
    with pytest.raises(UserError, match="nol atau lebih"):
        write(office, lambda w: kitchen.tally(w, SIANG, Delivered(-1)))


def test_who_writes_no_meals_writes_no_tally(office: Office) -> None:
    acting(office, "kesehatan")
    with pytest.raises(UserError):
        write(office, lambda w: kitchen.tally(w, SIANG, Delivered(0)))


def test_nobody_cooks_for_who_went_out_long_ago(office: Office, clock: FixedClock) -> None:
    guest(office, "Sulaiman")
    gone, near = guest(office, "Basri"), guest(office, "Djoemadi")
    write(office, lambda w: presence.record(w, gone, "keluar"))
    clock.advance(hours=5)
    write(office, lambda w: presence.record(w, near, "keluar"))
    clock.advance(minutes=10)
    found = read(office, lambda r: meals_planning.plan(r, clock.now()))
    assert (found.people, found.out) == (2, 1)
    assert {one.slot.code: one.planned for one in found.slots}["malam"] == 2
    assert "tanpa 1 yang keluar dan belum kembali" in found.words
    write(office, lambda w: presence.record(w, gone, "masuk"))
    assert read(office, lambda r: meals_planning.plan(r, clock.now())).people == 3


def test_who_ate_and_left_takes_nobodys_portion(office: Office) -> None:
    """Ten breakfasts of people who went home are not ten fewer who still wait."""
    leaving, staying = guest(office, "Sulaiman"), guest(office, "Basri")
    give(office, leaving, PAGI)
    write(office, lambda w: heads.move(w, leaving, "pulang_mandiri", reason="dijemput"))
    plan = read(office, meals_planning.plan)
    pagi = next(one for one in plan.slots if one.slot.code == PAGI)
    assert (pagi.served, pagi.left, pagi.planned) == (1, 1, 2)
    assert staying
