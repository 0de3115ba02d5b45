"""Decisions about heads, with literals: ages, classes, custody, who counts once."""

from datetime import date

import pytest

from app.registration.rules import (
    Birth,
    Standing,
    Step,
    age_on,
    counted_class,
    counted_once,
    display_name,
    infant_on,
    next_nameless,
    standing,
)

ARRIVAL = date(2026, 1, 23)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (Birth(exact=date(2008, 1, 23)), 18),
        (Birth(exact=date(2008, 1, 24)), 17),
        (Birth(exact=date(2026, 1, 23)), 0),
        (Birth(year=1990), 36),
        (Birth(age=7, age_on=date(2025, 12, 30)), 7),
        (Birth(age=7, age_on=date(2025, 1, 23)), 8),
        (Birth(age=7), 7),
        (Birth(months=8), 0),
        (Birth(months=30, age_on=ARRIVAL), 2),
        (Birth(), None),
    ],
)
def test_age_in_completed_years(birth: Birth, age: int | None) -> None:
    assert age_on(birth, ARRIVAL) == age


@pytest.mark.parametrize(
    ("sex", "birth", "declared", "counted"),
    [
        ("L", Birth(exact=date(2000, 1, 1)), None, "LD"),
        ("P", Birth(exact=date(2010, 1, 1)), None, "AP"),
        ("P", Birth(exact=date(2010, 1, 1)), "PD", "AP"),
        ("L", Birth(exact=date(2008, 1, 24)), "LD", "AL"),
        ("L", Birth(), "AL", "AL"),
        ("L", Birth(), None, "LD"),
        ("P", Birth(), "AL", "AP"),
        (None, Birth(age=9), "AP", "AP"),
        (None, Birth(age=9), None, None),
        (None, Birth(), "PD", "PD"),
        ("L", Birth(year=2008), "AL", "AL"),
        ("L", Birth(year=2008), "LD", "LD"),
        ("L", Birth(year=2008), None, "AL"),
        ("L", Birth(year=2007), "AL", "LD"),
    ],
)
def test_the_class_a_head_counts_in(sex: str | None, birth: Birth, declared: str | None, counted: str | None) -> None:
    assert counted_class(sex, birth, declared, ARRIVAL) == counted


def test_a_child_on_arrival_stays_a_child_when_the_birthday_falls_into_the_stay() -> None:
    """The class is made from the day of arrival, whatever day it is now."""
    born = Birth(exact=date(2008, 1, 25))
    assert counted_class("P", born, None, ARRIVAL) == "AP"
    assert age_on(born, date(2026, 1, 26)) == 18


@pytest.mark.parametrize(
    ("declared", "birth", "infant"),
    [
        (True, Birth(), True),
        (False, Birth(), False),
        (True, Birth(exact=date(2023, 1, 1)), False),
        (False, Birth(exact=date(2025, 6, 1)), True),
        (False, Birth(months=11), True),
        (True, Birth(year=2025), True),
    ],
)
def test_infants(declared: bool, birth: Birth, infant: bool) -> None:
    assert infant_on(declared, birth, ARRIVAL) is infant


def test_custody_follows_the_chain() -> None:
    steps = [Step("c", "diberangkatkan", "b", "3"), Step("a", "hadir", None, "1"), Step("b", "rumah_sakit", "a", "2")]
    assert standing(steps) == Standing("diberangkatkan", "c", ())


def test_of_two_movements_after_the_same_one_the_earlier_counts_and_the_other_waits() -> None:
    steps = [
        Step("a", "hadir", None, "1"),
        Step("late", "diserahkan_keluarga", "a", "3"),
        Step("early", "diberangkatkan", "a", "2"),
    ]
    assert standing(steps) == Standing("diberangkatkan", "early", ("late",))
    assert standing(reversed(steps)) == standing(steps)


def test_what_follows_a_waiting_movement_waits_too() -> None:
    steps = [
        Step("a", "hadir", None, "1"),
        Step("early", "rumah_sakit", "a", "2"),
        Step("late", "polisi", "a", "3"),
        Step("after_late", "hadir", "late", "4"),
    ]
    assert standing(steps) == Standing("rumah_sakit", "early", ("late", "after_late"))


def test_a_movement_after_one_that_was_taken_back_elsewhere_is_not_lost() -> None:
    steps = [Step("a", "hadir", None, "1"), Step("c", "diberangkatkan", "taken_back", "3")]
    assert standing(steps) == Standing("hadir", "a", ("c",))


def test_movements_that_follow_each_other_in_a_circle_end() -> None:
    steps = [Step("a", "hadir", None, "1"), Step("b", "polisi", "c", "2"), Step("c", "hadir", "b", "3")]
    assert standing(steps) == Standing("hadir", "a", ("b", "c"))


def test_nobody_moved_nobody() -> None:
    assert standing([]) == Standing("luar", None, ())


@pytest.mark.parametrize(
    ("stays", "joins", "kept"),
    [
        ("ab", [("a", "b")], "a"),
        ("ab", [("b", "a")], "b"),
        ("b", [("a", "b")], "b"),
        ("abc", [("a", "b"), ("c", "b")], "a"),
        ("abc", [("a", "b"), ("b", "c"), ("c", "a")], "a"),
        ("abc", [("c", "b"), ("b", "a")], "c"),
        ("", [("a", "b")], None),
    ],
)
def test_of_joined_stays_exactly_one_counts(stays: str, joins: list[tuple[str, str]], kept: str | None) -> None:
    assert counted_once(stays, joins) == kept


def test_names_as_shown() -> None:
    assert display_name("Suryadi") == "Suryadi"
    assert display_name("Siti", "Ahmad", "P") == "Siti binti Ahmad"
    assert display_name("Baso", "La Ode", "L") == "Baso bin La Ode"
    assert display_name("Baso", "La Ode") == "Baso bin/binti La Ode"
    assert display_name("Baso bin Ahmad", "Ahmad", "L") == "Baso bin Ahmad"


def test_the_next_nameless() -> None:
    assert next_nameless([]) == "Tanpa nama 01"
    assert next_nameless(["Tanpa nama 01", "TANPA NAMA 02"]) == "Tanpa nama 03"
