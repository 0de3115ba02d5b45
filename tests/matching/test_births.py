"""How two statements about a birth agree."""

from datetime import date

import pytest

from app.matching.births import Birth, compare_births

ON = date(2026, 1, 23)


def full(year: int, month: int, day: int) -> Birth | None:
    return Birth.of(date(year, month, day), "day", None, None)


@pytest.mark.parametrize(
    ("other", "level"),
    [
        (full(1990, 5, 12), "same"), (full(1990, 12, 5), "swapped"), (full(1990, 5, 21), "day"),
        (full(1990, 8, 12), "month"), (full(1991, 5, 12), "year"), (full(1980, 5, 12), "year"),
        (full(1909, 5, 12), "year"), (full(1990, 7, 3), "same_year"), (full(1983, 7, 3), "differs"),
        (full(1990, 1, 1), "birth_year_same"), (full(1991, 12, 31), "birth_year_near"),
    ],
)  # fmt: skip
def test_full_dates(other: Birth, level: str) -> None:
    found = compare_births(full(1990, 5, 12), other)
    assert found is not None
    assert found.level == level
    assert found == compare_births(other, full(1990, 5, 12))


def test_a_round_day_says_less() -> None:
    sure, round_day = (
        compare_births(full(1990, 5, 12), full(1990, 5, 12)),
        compare_births(full(1990, 1, 1), full(1990, 1, 1)),
    )
    assert sure is not None
    assert round_day is not None
    assert round_day.level == "same_round"
    assert round_day.bits < sure.bits


@pytest.mark.parametrize(
    ("age", "level"), [(35, "age_same"), (36, "age_near"), (37, "age_near"), (38, "age_off"), (60, "differs")]
)
def test_an_age_on_a_day_against_a_date(age: int, level: str) -> None:
    found = compare_births(full(1990, 5, 12), Birth.of(None, "day", age, ON))
    assert found is not None
    assert found.level == level


def test_ages_without_their_day_compare_with_ages_alone() -> None:
    loose = Birth.of(None, "day", 35, None)
    assert compare_births(loose, full(1990, 5, 12)) is None
    found = compare_births(loose, Birth.of(None, "day", 36, None))
    assert found is not None
    assert (found.level, found.gap) == ("age_near", 1)


def test_nothing_known_or_an_impossible_age_says_nothing() -> None:
    assert compare_births(None, full(1990, 5, 12)) is None
    assert Birth.of(None, "day", 212, ON) is None
    assert Birth.of(None, "day", -1, ON) is None
