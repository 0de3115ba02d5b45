"""Somebody who was registered twice and joined again has one meal, one kit, one presence, whichever card he shows."""

from datetime import date

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import joins
from app.registration.counts import heads_of
from app.shelter import aid, aid_doubles, aid_given, meals, meals_planning, placing, presence, stock
from app.shelter.aid import Grant, Terms
from app.shelter.house import house
from app.shelter.meals import ALREADY
from app.shelter.placing import Target
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from tests.shelter.counter import MALAM, SIANG, give, guest, opened, read, write
from tests.shelter.lodging import built, room

SOAP = "paket_mandi"


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


@pytest.fixture
def twice(office: Office) -> tuple[str, str]:
    """The stays of one man with two cards, not joined yet."""
    return guest(office, "Sulaiman", "A-0001"), guest(office, "Suleman", "A-0002")


def join(office: Office, twice: tuple[str, str]) -> str:
    return write(office, lambda w: joins.same_arrival(w, *twice, "orang yang sama"))


def scanned(office: Office, code: str, slot: str = SIANG) -> meals.Verdict:
    return write(office, lambda w: meals.scan(w, code, slot))


def kit(office: Office, stay: str) -> aid.Answer:
    return read(office, lambda r: aid.check(r, [Grant(stay, SOAP)], Terms("apbd"), "WITA"))[0]


def hand_out(office: Office, stay: str, beyond: str = "") -> aid.Issued:
    return write(office, lambda w: aid.issue(w, [Grant(stay, SOAP)], Terms("apbd", beyond=beyond)))


def stocked(office: Office) -> None:
    place = Place(stock.first_store("barang"), SOAP)
    write(office, lambda w: stock.receive(w, place, 10, Source("nota", "apbd")))


def test_both_cards_of_one_arrival_are_one_meal(office: Office, twice: tuple[str, str]) -> None:
    kept = join(office, twice)
    first, second = scanned(office, "A-0002"), scanned(office, "A-0001")
    assert first.good
    assert first.head is not None
    assert first.head.stay_id == kept
    assert second.kind == ALREADY
    assert read(office, meals_planning.counted_meals) == 1


def test_what_was_eaten_before_the_joining_counts_after_it(office: Office, twice: tuple[str, str]) -> None:
    give(office, twice[1])
    kept = join(office, twice)
    assert give(office, kept).kind == ALREADY
    assert give(office, twice[1]).kind == ALREADY
    assert give(office, kept, MALAM).good


def test_two_portions_before_the_joining_are_one_meal_and_two_portions(
    office: Office, twice: tuple[str, str], day: date
) -> None:
    give(office, twice[0])
    give(office, twice[1])
    kept = join(office, twice)
    (cost,) = read(office, lambda r: meals_planning.costs(r, day, day))
    assert (cost.people, cost.meals, cost.portions) == (1, 1, 2)
    assert read(office, meals_planning.counted_meals) == 1
    (double,) = read(office, lambda r: meals_planning.doubles(r, day))
    assert (double.stay_id, double.slot) == (kept, SIANG)
    (slot,) = [one for one in read(office, meals_planning.plan).slots if one.slot.code == SIANG]
    assert (slot.planned, slot.served, slot.portions) == (1, 1, 2)


def test_a_meal_of_the_joined_arrival_is_taken_back_with_the_other(
    office: Office, twice: tuple[str, str], day: date
) -> None:
    give(office, twice[1])
    kept = join(office, twice)
    write(office, lambda w: meals.take_back(w, kept, SIANG, day, "salah orang"))
    assert give(office, kept).good


def test_apart_again_each_has_his_own_meal(office: Office, twice: tuple[str, str]) -> None:
    kept = join(office, twice)
    other = next(stay for stay in twice if stay != kept)
    give(office, kept)
    write(office, lambda w: joins.undo_same_arrival(w, *twice, "dua orang"))
    assert give(office, other).good
    assert give(office, kept).kind == ALREADY


def test_one_kit_for_one_arrival(office: Office, twice: tuple[str, str]) -> None:
    stocked(office)
    hand_out(office, twice[1])
    kept = join(office, twice)
    assert kit(office, kept).problem == aid.ALREADY
    assert kit(office, twice[1]).problem == aid.ALREADY
    answer = kit(office, twice[1]).head
    assert answer is not None
    assert answer.stay_id == kept


def test_a_kit_asked_for_by_both_arrivals_at_once_is_one_kit(office: Office, twice: tuple[str, str]) -> None:
    stocked(office)
    join(office, twice)
    answers = read(office, lambda r: aid.check(r, [Grant(stay, SOAP) for stay in twice], Terms("apbd"), "WITA"))
    assert [answer.problem for answer in answers] == ["", aid.ALREADY]


def test_what_is_handed_out_stands_with_the_arrival_that_counts(office: Office, twice: tuple[str, str]) -> None:
    stocked(office)
    kept = join(office, twice)
    other = next(stay for stay in twice if stay != kept)
    hand_out(office, other)
    assert [one.stay_id for one in read(office, lambda r: aid_given.given_to(r, [kept]))] == [kept]


def test_a_loan_of_the_joined_arrival_stays_on_the_list(office: Office, twice: tuple[str, str]) -> None:
    place = Place(stock.first_store("barang"), "selimut")
    write(office, lambda w: stock.receive(w, place, 10, Source("nota", "apbd")))
    write(office, lambda w: aid.issue(w, [Grant(twice[1], "selimut")], Terms("apbd")))
    kept = join(office, twice)
    ((head, given),) = read(office, aid_given.loans)
    assert (head.stay_id, given.out) == (kept, 1)
    (total,) = read(office, lambda r: aid_given.totals(r, given.day, given.day))
    assert total.people == 1


def test_either_card_passes_the_gate_as_the_same_head(
    office: Office, twice: tuple[str, str], clock: FixedClock
) -> None:
    out = write(office, lambda w: presence.scan(w, "A-0002", "keluar"))
    kept = join(office, twice)
    clock.advance(minutes=30)
    back = write(office, lambda w: presence.scan(w, "A-0002", "masuk"))
    assert out.fresh
    assert (back.head.stay_id, back.fresh, back.warn) == (kept, True, False)
    with office.read() as r:
        state = presence.states(r, heads_of(r, [kept]), clock.now())[kept]
    assert state.inside


def test_the_bed_of_the_joined_arrival_is_kept(office: Office, twice: tuple[str, str]) -> None:
    built(office)
    write(office, lambda w: placing.place(w, [twice[1]], Target(room(office, "101").id)))
    kept = join(office, twice)
    plan = read(office, house)
    assert [guest.id for guest in plan.waiting] == []
    assert plan.guest(kept) is not None
    assert [guest.id for guest in room(office, "101").guests] == [kept]


def test_two_kits_before_the_joining_are_one_flagged_right_until_somebody_decides(
    office: Office, twice: tuple[str, str]
) -> None:
    stocked(office)
    for stay in twice:
        hand_out(office, stay)
    assert read(office, aid_doubles.doubles) == []
    kept = join(office, twice)
    (double,) = read(office, aid_doubles.doubles)
    assert (double.stay_id, double.pieces, double.who) == (kept, 2, "Sulaiman")
    assert read(office, lambda r: stock.on_hand(r, Place(stock.first_store("barang"), SOAP))) == 8
    write(office, lambda w: aid_doubles.settle(w, double.claim_id, "satu dikembalikan ke rak"))
    assert read(office, aid_doubles.doubles) == []
    with pytest.raises(UserError, match="tidak tercatat ganda"):
        write(office, lambda w: aid_doubles.settle(w, double.claim_id, "sekali lagi"))
