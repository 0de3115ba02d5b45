"""How two statements about somebody's birth agree: full dates with the usual slips, a year alone, an age on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from app.matching.weights import BITS

_ROUND_DAYS = frozenset({(1, 1), (31, 12), (1, 7)})

_OLDEST = 130

_FURTHEST = 5
"""So many years apart two ages may still be one person's."""
_AGE_KEYS = tuple(f"birth.age_{gap}" for gap in range(_FURTHEST + 1))
_YEAR_KEYS = tuple(f"birth.year_{gap}" for gap in range(_FURTHEST + 1))


class BirthAgreement(NamedTuple):
    """`level` names how they agree, `gap` the years between, `key` what it says in the table of weights."""

    level: str
    gap: int
    key: str

    @property
    def bits(self) -> float:
        """How much it says (log2 of the odds)."""
        return BITS[self.key]


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth as known: the day, or the years it may have been, or an age alone."""

    day: date | None = None
    first_year: int = 0
    last_year: int = 0
    """0 where only an age is known and nobody wrote on what day it held."""
    age: int | None = None
    age_on: date | None = None

    @staticmethod
    def of(
        birth: date | None, precision: Literal["day", "month", "year"], age: int | None, age_on: date | None
    ) -> "Birth | None":
        """The best of what is written; an impossible age is as good as none."""
        if birth is not None:
            return Birth(birth if precision == "day" else None, birth.year, birth.year)
        if age is None or not 0 <= age <= _OLDEST:
            return None
        if age_on is None:
            return Birth(age=age)
        return Birth(None, age_on.year - age - 1, age_on.year - age, age, age_on)


def compare_births(a: Birth | None, b: Birth | None) -> BirthAgreement | None:
    """How two births agree; None where they cannot be compared."""
    if a is None or b is None:
        return None
    if a.day and b.day:
        return _by_day(a.day, b.day)
    gap = _age_gap(a, b)
    if gap is not None:
        return _by_gap(gap, "age", _AGE_KEYS)
    gap = years_apart(a, b)
    if gap is None:
        return None
    if a.age is None and b.age is None:
        return _by_gap(gap, "birth_year", _YEAR_KEYS)
    return _by_gap(gap, "age", _AGE_KEYS)


def _age_gap(a: Birth, b: Birth) -> int | None:
    """Years between two ages, or between an age and the age a full date gives on that day."""
    if a.age is not None and b.age is not None:
        later = b.age_on.year - a.age_on.year if a.age_on and b.age_on else 0
        return abs(a.age + later - b.age)
    aged, dated = (a, b) if a.age is not None else (b, a)
    if aged.age is None or aged.age_on is None or dated.day is None:
        return None
    on, day = aged.age_on, dated.day
    return abs(on.year - day.year - ((on.month, on.day) < (day.month, day.day)) - aged.age)


def years_apart(a: Birth | None, b: Birth | None) -> int | None:
    """The least number of years between two births; None where one of them names no year."""
    if a is None or b is None or not (a.last_year and b.last_year):
        return None
    return max(a.first_year - b.last_year, b.first_year - a.last_year, 0)


def _by_gap(gap: int, unit: str, keys: tuple[str, ...]) -> BirthAgreement:
    if gap > _FURTHEST:
        return BirthAgreement("differs", gap, "birth.differs")
    level = f"{unit}_same" if gap == 0 else f"{unit}_near" if gap <= 2 else f"{unit}_off"
    return BirthAgreement(level, gap, keys[gap])


def _by_day(a: date, b: date) -> BirthAgreement:
    gap = abs(a.year - b.year)
    round_a, round_b = rounded(a), rounded(b)
    if a == b:
        return _level("same_round" if round_a else "same", 0)
    if gap == 0 and a.day == b.month and a.month == b.day:
        return _level("swapped", 0)
    if gap == 0 and (a.month == b.month or a.day == b.day) and not (round_a or round_b):
        return _level("day" if a.month == b.month else "month", 0)
    if (a.day, a.month) == (b.day, b.month) and not round_a and _year_slip(a.year, b.year):
        return _level("year", gap)
    if round_a or round_b:
        return _by_gap(gap, "birth_year", _YEAR_KEYS)
    if gap == 0:
        return _level("same_year", 0)
    return BirthAgreement("differs", gap, "birth.differs_near" if gap <= 2 else "birth.differs")


def rounded(day: date) -> bool:
    """A day that offices write where only the year is known."""
    return (day.day, day.month) in _ROUND_DAYS


def _year_slip(a: int, b: int) -> bool:
    """One digit of the year is wrong, or two are swapped, or it was counted one or two off."""
    if abs(a - b) <= 2:
        return True
    pairs = [(x, y) for x, y in zip(str(a), str(b), strict=False) if x != y]
    return len(pairs) == 1 or (len(pairs) == 2 and pairs[0] == pairs[1][::-1])


def _level(level: str, gap: int) -> BirthAgreement:
    return BirthAgreement(level, gap, f"birth.{level}")
