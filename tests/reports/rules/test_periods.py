"""Quarters and half years: their days, their names, the one before; what is none is said to be none."""

from datetime import date

import pytest

from app.reports.rules.periods import HALF, QUARTER, Period, containing, months, of_days, of_ship, parsed


@pytest.mark.parametrize(
    ("kind", "day", "code", "first", "last"),
    [
        (QUARTER, date(2026, 1, 1), "2026-T1", date(2026, 1, 1), date(2026, 3, 31)),
        (QUARTER, date(2026, 12, 31), "2026-T4", date(2026, 10, 1), date(2026, 12, 31)),
        (HALF, date(2026, 6, 30), "2026-S1", date(2026, 1, 1), date(2026, 6, 30)),
        (HALF, date(2028, 7, 1), "2028-S2", date(2028, 7, 1), date(2028, 12, 31)),
    ],
)
def test_the_period_a_day_lies_in(kind: str, day: date, code: str, first: date, last: date) -> None:
    found = containing(kind, day)
    assert found == Period(kind, code, first, last) == parsed(kind, code) == of_days(kind, first, last)


def test_before_and_after_meet_without_a_gap() -> None:
    at = containing(QUARTER, date(2026, 2, 3))
    assert (at.before, at.after) == (parsed(QUARTER, "2025-T4"), parsed(QUARTER, "2026-T2"))
    assert [first.month for first, _last in months(at)] == [1, 2, 3]
    assert (at.number, containing(HALF, date(2026, 9, 1)).number) == (1, 2)


@pytest.mark.parametrize(
    "code", ["", "2026", "2026-T0", "2026-T5", "2026-S1", "20x6-T1", "2026-T", "1899-T1", "2026-T1;"]
)
def test_what_is_no_quarter(code: str) -> None:
    assert parsed(QUARTER, code) is None


def test_days_that_are_not_exactly_one() -> None:
    assert of_days(QUARTER, date(2026, 1, 1), date(2026, 3, 30)) is None
    assert of_days(HALF, date(2026, 1, 1), date(2026, 3, 31)) is None


def test_a_ship_has_no_days() -> None:
    ship = of_ship("a" * 32)
    assert (ship.before, ship.after, months(ship), ship.running(date.max), ship.future(date.min)) == (
        None, None, [], False, False,
    )  # fmt: skip
