"""The counter: one meal a person and slot, whoever scans what, whenever and wherever."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from app.access.office import Office
from app.access.records import Site as SiteRow
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import cards, heads, idcards
from app.registration.records import Stay
from app.shelter import meals, meals_planning
from app.shelter.meals import ALREADY, DEAD, FREE_CARD, GONE, NOT_FOR, OLD_CARD, UNKNOWN, Late
from app.shelter.records import Meal
from tests.helpers.office import clock, office
from tests.shelter.counter import MALAM, PAGI, SIANG, acting, give, guest, kin, opened, read, write
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["clock", "office", "site"]
DAY = date(2026, 1, 23)


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def scanned(office: Office, code: str, slot: str = SIANG) -> meals.Verdict:
    return write(office, lambda w: meals.scan(w, code, slot))


def served(office: Office, slot: str = SIANG, day: date = DAY) -> tuple[int, int]:
    """(persons, portions) of a slot."""
    found = {one.day: one for one in read(office, lambda r: meals_planning.costs(r, day, day))}
    return (found[day].by_slot.get(slot, 0), found[day].portions) if day in found else (0, 0)


def test_a_card_is_scanned_and_the_meal_given(office: Office) -> None:
    guest(office, "Sulaiman", "A-0001")
    verdict = scanned(office, " a-0001 ")
    assert verdict.good
    assert verdict.head is not None
    assert (verdict.head.name, verdict.text) == ("Sulaiman", "Siang: satu porsi.")
    assert served(office) == (1, 1)


def test_the_second_scan_says_when_and_where_the_first_was(office: Office, clock: FixedClock) -> None:
    guest(office, "Sulaiman", "A-0001")
    scanned(office, "A-0001")
    clock.advance(minutes=7)
    again = scanned(office, "A-0001")
    assert again.kind == ALREADY
    assert again.text == "Sudah menerima Siang pukul 10.15 di Loket A (Siti Aminah)."
    assert served(office) == (1, 1)


def test_fifty_scans_in_a_second_are_one_meal(office: Office) -> None:
    guest(office, "Sulaiman", "A-0001")
    kinds = [scanned(office, "A-0001").good for _scan in range(50)]
    assert kinds == [True] + [False] * 49
    assert served(office) == (1, 1)


def test_other_slots_and_days_are_other_meals(office: Office) -> None:
    stay = guest(office, "Sulaiman")
    assert all(give(office, stay, slot).good for slot in (PAGI, SIANG, MALAM))
    opened(office, DAY + timedelta(days=1))
    assert give(office, stay, SIANG).good


def test_midnight_does_not_end_the_day_a_person_opened(office: Office, clock: FixedClock) -> None:
    stay = guest(office, "Sulaiman")
    clock.instant = datetime(2026, 1, 23, 15, 50, tzinfo=UTC)  # 23.50 WITA
    assert give(office, stay, MALAM).good
    clock.advance(minutes=20)
    assert give(office, stay, MALAM).kind == ALREADY


def test_a_clock_set_back_a_day_gives_no_second_meal(office: Office, clock: FixedClock) -> None:
    stay, other = guest(office, "Sulaiman"), guest(office, "Kamaria", sex="P")
    assert give(office, stay).good
    clock.advance(days=-1)
    assert give(office, stay).kind == ALREADY
    assert give(office, other).good
    assert served(office) == (2, 2)


def test_cards_that_are_nobodys_or_old_or_foreign_say_so(office: Office) -> None:
    stay = guest(office, "Sulaiman", "A-0001")
    ((free, _token),) = write(office, lambda w: cards.mint(w, 1))
    write(office, lambda w: idcards.replace(w, stay, "hilang"))
    assert scanned(office, free).kind == FREE_CARD
    old = scanned(office, "A-0001")
    assert old.kind == OLD_CARD
    assert old.text.startswith("Kartu lama A-0001, diganti pada 23-01-2026 10.15")
    unknown = scanned(office, "7Q0ZK3M1A9XW2P")
    assert (unknown.kind, unknown.head) == (UNKNOWN, None)
    assert served(office) == (0, 0)


@pytest.mark.parametrize(("account", "words"), [("pulang_mandiri", "pulang mandiri"), ("rumah_sakit", "rumah sakit")])
def test_who_is_not_here_is_given_nothing(office: Office, account: str, words: str) -> None:
    stay = guest(office, "Sulaiman", "A-0001")
    write(office, lambda w: heads.move(w, stay, account, reason="dijemput"))
    verdict = scanned(office, "A-0001")
    assert verdict.kind == GONE
    assert words in verdict.text
    assert served(office) == (0, 0)


def test_the_dead_and_the_withdrawn_are_given_nothing(office: Office) -> None:
    dead, never = guest(office, "Sulaiman"), guest(office, "Djoemadi")
    write(office, lambda w: heads.move(w, dead, "meninggal"))
    write(office, lambda w: heads.withdraw(w, never, "salah catat"))
    assert give(office, dead).kind == DEAD
    assert give(office, never).kind == UNKNOWN


def test_baby_slots_are_for_babies(office: Office) -> None:
    baby, man = guest(office, "Bayi", age=0), guest(office, "Sulaiman")
    assert give(office, baby, "susu_bayi").good
    assert give(office, man, "susu_bayi").kind == NOT_FOR


def test_a_slot_that_is_off_is_refused(office: Office) -> None:
    stay = guest(office, "Sulaiman")
    with pytest.raises(UserError, match="tidak dipakai"):
        give(office, stay, "snack")


def test_a_family_eats_together_and_who_ate_before_is_named(office: Office) -> None:
    mother, child = guest(office, "Siti", "A-0001", "P"), guest(office, "Ani", None, "P", 9)
    boy = guest(office, "Budi", None, "L", 4)
    kin(office, mother, child, boy)
    first = give(office, child)
    assert {head.stay_id for head in first.mates} == {mother, boy}
    verdicts = write(office, lambda w: meals.serve_together(w, [mother, child, boy], SIANG))
    assert [verdict.kind for verdict in verdicts] == [meals.GIVEN, ALREADY, meals.GIVEN]
    assert served(office) == (3, 3)


def test_a_baby_with_milk_of_its_own_is_not_fed_with_the_family(office: Office) -> None:
    mother, baby = guest(office, "Siti", None, "P"), guest(office, "Bayi Ny. Siti", age=0)
    kin(office, mother, baby)
    assert give(office, mother).mates == ()
    assert {head.stay_id for head in give(office, baby, "susu_bayi").mates} == set()
    assert give(office, baby).good  # whoever brings it to the counter decides


def test_a_meal_taken_back_is_given_again_as_the_next_attempt(office: Office) -> None:
    stay = guest(office, "Sulaiman")
    give(office, stay)
    write(office, lambda w: meals.take_back(w, stay, SIANG, DAY, "salah orang"))
    assert served(office) == (0, 0)
    assert give(office, stay).good
    with office.read() as r:
        assert r.get(Meal, meals.meal_id(stay, DAY, SIANG, 2)) is not None
    assert served(office) == (1, 1)
    with pytest.raises(UserError, match="tidak tercatat"):
        write(office, lambda w: meals.take_back(w, stay, PAGI, DAY, "salah"))


def test_a_meal_written_down_late_belongs_to_the_day_it_was_eaten(office: Office, clock: FixedClock) -> None:
    stay = guest(office, "Sulaiman")
    clock.advance(days=1)
    opened(office)
    eaten = datetime(2026, 1, 23, 11, 5, tzinfo=UTC)  # 19.05 WITA
    late = partial(meals.serve, stay_id=stay, slot_code=MALAM, late=Late(eaten, "listrik padam"))
    assert write(office, lambda w: late(w)).good
    assert served(office, MALAM) == (1, 1)
    again = write(office, lambda w: late(w))
    assert again.text == "Sudah menerima Malam pukul 19.05, dicatat susulan di Loket A (Siti Aminah)."
    for hours, words in ((40, "belum terjadi"), (-72, "tidak pernah dibuka")):
        other = Late(eaten + timedelta(hours=hours), "lupa")
        with pytest.raises(UserError, match=words):
            write(office, lambda w, other=other: meals.serve(w, stay, MALAM, other))  # type: ignore[misc]


@pytest.mark.parametrize(("zone", "day"), [("WITA", 24), ("WIB", 23)])
def test_one_instant_is_another_day_in_another_zone(office: Office, clock: FixedClock, zone: str, day: int) -> None:
    """22.30 UTC is 06.30 WITA and 05.30 WIB; the working day begins at 06.00."""
    stay = guest(office, "Sulaiman")
    write(office, lambda w: w.update(w.need(SiteRow, w.site_id), zone=zone))
    clock.advance(days=1)
    opened(office, DAY + timedelta(days=1))
    late = Late(datetime(2026, 1, 23, 22, 30, tzinfo=UTC), "daftar kertas")
    assert write(office, lambda w: meals.serve(w, stay, PAGI, late)).good
    assert served(office, PAGI, date(2026, 1, day)) == (1, 1)


def test_who_has_left_may_still_be_written_down_late(office: Office) -> None:
    stay = guest(office, "Sulaiman")
    write(office, lambda w: heads.move(w, stay, "pulang_mandiri", reason="dijemput"))
    late = Late(datetime(2026, 1, 23, 0, 30, tzinfo=UTC), "daftar kertas")
    assert write(office, lambda w: meals.serve(w, stay, PAGI, late)).good


def test_only_those_who_may(office: Office) -> None:
    stay = guest(office, "Sulaiman")
    acting(office, "kesehatan")
    with pytest.raises(UserError, match="tidak berwenang"):
        give(office, stay)


def test_two_desks_that_gave_at_once_made_one_meal_and_two_portions(site: Site) -> None:
    first, second = site.first, site.second()
    opened(first)
    stay, other = guest(first, "Sulaiman"), guest(first, "Kamaria", sex="P")
    send(first, second, site.stick)
    for desk in (first, second):
        assert give(desk, stay, MALAM).good
        site.clock.advance(minutes=1)
    assert give(second, other, MALAM).good
    for _round in range(2):  # the second time everything is known already
        send(first, second, site.stick)
        send(second, first, site.stick)
    for desk in (first, second):
        assert served(desk, MALAM) == (2, 3)
        (twice,) = read(desk, lambda r: meals_planning.doubles(r, DAY))
        assert (twice.stay_id, twice.desks) == (stay, ("A", second.device.letter))
        assert give(desk, stay, MALAM).text == "Sudah menerima Malam pukul 21.10 di Loket A (Siti Aminah)."


def test_what_one_desk_takes_back_leaves_the_other_desks_meal(site: Site) -> None:
    first, second = site.first, site.second()
    opened(first)
    stay = guest(first, "Sulaiman")
    send(first, second, site.stick)
    give(first, stay, MALAM)
    give(second, stay, MALAM)
    write(first, lambda w: meals.take_back(w, stay, MALAM, DAY, "salah orang"))
    send(first, second, site.stick)
    send(second, first, site.stick)
    for desk in (first, second):
        assert served(desk, MALAM) == (1, 1)
        assert give(desk, stay, MALAM).kind == ALREADY
    write(second, lambda w: meals.take_back(w, stay, MALAM, DAY, "tidak jadi makan"))
    assert give(second, stay, MALAM).good
    assert served(second, MALAM) == (1, 1)


def test_a_stay_without_a_person_eats_by_its_card(office: Office) -> None:
    head = write(office, lambda w: heads.arrive(w, heads.NewHead(head_class="PD", card_number="A-0042")))
    assert isinstance(head, Stay)
    verdict = scanned(office, "A-0042")
    assert verdict.good
    assert verdict.head is not None
    assert verdict.head.display == "Kartu A-0042"
