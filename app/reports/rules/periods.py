"""The periods reports are made for: a ship, a quarter, a half year; their days, their names, the one before."""

from dataclasses import dataclass
from datetime import date, timedelta

BATCH, QUARTER, HALF = "rombongan", "triwulan", "semester"
KINDS = (BATCH, QUARTER, HALF)
"""The kinds beside the daily report, which has its own days."""
MONTHS = {QUARTER: 3, HALF: 6}
_MARKS = {QUARTER: "T", HALF: "S"}
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


@dataclass(frozen=True)
class Period:
    """A kind of report and what it is of: `code` is “2026-T1”, “2026-S1”, or the id of a ship (which has no days)."""

    kind: str
    code: str
    first: date | None = None
    last: date | None = None

    def running(self, today: date) -> bool:
        """Whether its last day is not over."""
        return self.last is not None and today <= self.last

    def future(self, today: date) -> bool:
        """Whether it has not begun."""
        return self.first is not None and today < self.first

    @property
    def before(self) -> "Period | None":
        """The period of the same kind before it; none for a ship."""
        return containing(self.kind, self.first - timedelta(days=1)) if self.first else None

    @property
    def after(self) -> "Period | None":
        """The period of the same kind after it; none for a ship."""
        return containing(self.kind, self.last + timedelta(days=1)) if self.last else None

    @property
    def number(self) -> int:
        """Which quarter or half of its year, from 1; 0 for a ship."""
        return (self.first.month - 1) // MONTHS[self.kind] + 1 if self.first else 0


def containing(kind: str, day: date) -> Period:
    """The quarter or half year a day lies in."""
    length = MONTHS[kind]
    number = (day.month - 1) // length
    first = date(day.year, number * length + 1, 1)
    next_month = first.month + length
    following = date(first.year + (next_month > 12), (next_month - 1) % 12 + 1, 1)
    return Period(kind, f"{first.year}-{_MARKS[kind]}{number + 1}", first, following - timedelta(days=1))


def of_ship(batch_id: str) -> Period:
    """The report of one ship, from its arrival until now."""
    return Period(BATCH, batch_id)


def parsed(kind: str, code: str) -> Period | None:
    """A period by its kind and code; None when the code is not one of this kind."""
    if kind == BATCH:
        return of_ship(code) if code else None
    year, mark, number = code[:4], code[4:6], code[6:]
    if kind not in MONTHS or mark != f"-{_MARKS[kind]}" or not (year.isdecimal() and number.isdecimal()):
        return None
    at, most = int(number), 12 // MONTHS[kind]
    if not (1 <= at <= most and _FIRST_YEAR <= int(year) <= _LAST_YEAR):
        return None
    return containing(kind, date(int(year), (at - 1) * MONTHS[kind] + 1, 1))


def of_days(kind: str, first: date, last: date) -> Period | None:
    """The quarter or half year these two days begin and end; None when they are not exactly one."""
    period = containing(kind, first)
    return period if (period.first, period.last) == (first, last) else None


def months(period: Period) -> list[tuple[date, date]]:
    """The months of a period, first and last day."""
    found: list[tuple[date, date]] = []
    at = period.first
    while at is not None and period.last is not None and at <= period.last:
        following = (at.replace(day=28) + timedelta(days=4)).replace(day=1)
        found.append((at, following - timedelta(days=1)))
        at = following
    return found
