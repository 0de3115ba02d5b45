"""What the kitchen cooks for, what a day cost, and how a site sets its slots, index and menus."""

from datetime import date, timedelta

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.manifest import letters, tally
from app.registration import heads
from app.shelter import meals_planning, meals_setup
from app.shelter.meals_planning import Plan, missing
from app.shelter.meals_setup import Rate
from app.shelter.rules.meals import Slot, minutes_of, slot_at
from app.store.work import Work
from tests.helpers.office import clock, office, ship
from tests.shelter.counter import PAGI, SIANG, acting, give, guest, opened, read, write

__all__ = ["clock", "office"]
DAY = date(2026, 1, 23)
SK = Rate(2026, 45_000, "SK Kepala Dinas Sosial 12/2026")


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def planned(office: Office) -> Plan:
    return read(office, meals_planning.plan)


def portions(plan: Plan) -> dict[str, tuple[int, int, int]]:
    return {one.slot.code: (one.planned, one.served, one.left) for one in plan.slots}


def test_portions_are_for_who_is_here_and_babies_have_their_own(office: Office) -> None:
    man = guest(office, "Sulaiman")
    guest(office, "Siti", sex="P")
    guest(office, "Bayi", age=0)
    guest(office, "Ani", sex="P", age=1)
    away = guest(office, "Djoemadi")
    write(office, lambda w: heads.move(w, away, "rumah_sakit"))
    give(office, man)
    found = portions(planned(office))
    assert found == {
        "pagi": (3, 0, 3),
        "siang": (3, 1, 2),
        "malam": (3, 0, 3),
        "susu_bayi": (1, 0, 1),
        "makanan_bayi": (2, 0, 2),
    }


def test_portions_are_known_when_the_tally_closes(office: Office) -> None:
    batch = ship(office)

    def click(w: Work) -> None:
        for head_class, number in (("LD", 91), ("PD", 39), ("AL", 17), ("AP", 19)):
            tally.click(w, batch, head_class, number)

    write(office, click)
    plan = planned(office)
    assert (plan.people, plan.coming) == (166, HeadCount(91, 39, 17, 19))
    assert portions(plan)["siang"] == (166, 0, 166)
    head = heads.NewHead(batch, head_class="LD", card_number="A-0001")
    write(office, lambda w: heads.arrive(w, head))
    plan = planned(office)
    assert (plan.people, plan.present.total, plan.coming.adult_male) == (166, 1, 90)
    assert "termasuk 165 dari dermaga yang belum didaftar" in plan.words


def letter_of(office: Office, batch: str, total: int, men: int) -> None:
    said = letters.Letter(stated_total=total, stated_ld=men, stated_pd=total - men)
    write(office, lambda w: letters.count_only(w, batch, said))


def due(office: Office, name: str, hours: int) -> str:
    at = office.clock.now() + timedelta(hours=hours)
    return write(office, lambda w: letters.open_batch(w, letters.BatchDraft(name, ship=name, expected_at=at))).id


def test_ships_due_today_are_said_apart_and_added_where_wished(office: Office) -> None:
    guest(office, "Sulaiman")
    today, tomorrow = due(office, "KM Purnama Ekspres", 4), due(office, "KM Lestari", 30)
    letter_of(office, today, 60, 40)
    letter_of(office, tomorrow, 99, 99)
    plan = planned(office)
    assert (plan.people, plan.expected, plan.ships) == (1, HeadCount(40, 20), ("KM Purnama Ekspres",))
    assert portions(plan)["malam"] == (1, 0, 1)
    assert "belum termasuk 60 yang diharapkan: KM Purnama Ekspres" in plan.words
    assert "Malam: 1 porsi" in plan.words
    added = plan.order(expected=True)
    assert "61 orang" in added.splitlines()[0]
    assert "Malam: 61 porsi" in added
    assert "termasuk 60 yang diharapkan: KM Purnama Ekspres" in added


def test_who_was_counted_or_registered_is_expected_no_more(office: Office) -> None:
    batch = due(office, "KM Purnama Ekspres", 1)
    letter_of(office, batch, 60, 40)
    head = heads.NewHead(batch, head_class="LD", card_number="A-0001")
    write(office, lambda w: heads.arrive(w, head))
    assert planned(office).expected == HeadCount(39, 20)
    write(office, lambda w: tally.click(w, batch, "LD", 38))
    assert planned(office).expected == HeadCount()
    assert "diharapkan" not in planned(office).words


def test_a_class_with_too_many_is_no_person_less_in_another() -> None:
    assert missing(HeadCount(10, 5), HeadCount(12, 1)) == HeadCount(0, 2)
    assert missing(HeadCount(10, 5), HeadCount(12, 9)) == HeadCount()
    assert missing(HeadCount(2, 0), HeadCount(0, 0, unknown=1)) == HeadCount(1)


def test_a_day_costs_persons_times_the_index_of_its_year(office: Office) -> None:
    one, two = guest(office, "Sulaiman"), guest(office, "Djoemadi")
    give(office, one, PAGI)
    give(office, one, SIANG)
    give(office, two, SIANG)
    (before,) = read(office, lambda r: meals_planning.costs(r, DAY, DAY))
    assert (before.people, before.meals, before.rupiah) == (2, 3, None)
    write(office, lambda w: meals_setup.keep_rate(w, SK))
    (after,) = read(office, lambda r: meals_planning.costs(r, DAY, DAY))
    assert (after.rupiah, after.by_slot) == (90_000, {PAGI: 1, SIANG: 2})
    assert planned(office).rupiah == 90_000


def test_an_index_needs_its_source(office: Office) -> None:
    for wrong in (Rate(2026, 45_000, " "), Rate(2026, 0, "SK"), Rate(2026, -5, "SK"), Rate(26, 45_000, "SK")):
        with pytest.raises(UserError):
            write(office, lambda w, wrong=wrong: meals_setup.keep_rate(w, wrong))  # type: ignore[misc]
    write(office, lambda w: meals_setup.keep_rate(w, SK))
    write(office, lambda w: meals_setup.keep_rate(w, Rate(2026, 50_000, "DPA 2026")))
    assert read(office, lambda r: meals_setup.rate(r, 2026)) == Rate(2026, 50_000, "DPA 2026")
    assert read(office, lambda r: meals_setup.rate(r, 2027)) is None


def test_slots_are_the_sites_own(office: Office) -> None:
    write(office, lambda w: meals_setup.keep_slot(w, Slot("sahur", "Sahur", 180, 270)))
    write(office, lambda w: meals_setup.keep_slot(w, Slot("siang", "Siang", 660, 840, active=False)))
    stay = guest(office, "Sulaiman")
    assert give(office, stay, "sahur").good
    with pytest.raises(UserError, match="tidak dipakai"):
        give(office, stay, SIANG)
    assert [slot.code for slot in read(office, meals_setup.slots) if slot.active][:3] == ["sahur", "pagi", "malam"]
    with pytest.raises(UserError):
        write(office, lambda w: meals_setup.keep_slot(w, Slot("x", " ", 0, 60)))
    acting(office, "satgas")
    with pytest.raises(UserError, match="tidak berwenang"):
        write(office, lambda w: meals_setup.keep_slot(w, Slot("x", "Teh", 0, 60)))


def test_a_menu_is_cooked_and_shown_at_the_counter(office: Office) -> None:
    soft, other = guest(office, "Sulaiman"), guest(office, "Djoemadi")
    write(office, lambda w: meals_setup.keep_diet(w, soft, "lunak"))
    write(office, lambda w: meals_setup.keep_diet(w, other, "lain", "tanpa kacang"))
    assert give(office, soft).menu == "Lunak (bubur)"
    assert give(office, other).menu == "tanpa kacang"
    assert planned(office).menus == (("Lunak (bubur)", 1), ("tanpa kacang", 1))
    write(office, lambda w: meals_setup.keep_diet(w, soft, ""))
    assert planned(office).menus == (("tanpa kacang", 1),)
    with pytest.raises(UserError):
        write(office, lambda w: meals_setup.keep_diet(w, soft, "lain", " "))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("06.00", 360), ("6:05", 365), ("0600", 360), ("24.00", 1440), ("24.01", None), ("6.75", None), ("x", None)],
)
def test_times_of_day_as_people_write_them(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


def test_the_slot_by_the_clock() -> None:
    slots = [Slot("pagi", "Pagi", 360, 600), Slot("malam", "Malam", 1200, 60), Slot("susu", "Susu", 0, 1440, "bayi")]
    at = {minute: slot.code for minute in (0, 59, 60, 400, 700, 1300) if (slot := slot_at(slots, minute))}
    assert at == {0: "malam", 59: "malam", 60: "pagi", 400: "pagi", 700: "malam", 1300: "malam"}
    assert slot_at([], 5) is None
