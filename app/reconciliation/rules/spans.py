"""The periods people close and report: a month, a half year (Permensos 8/2023 Ps. 31), since the beginning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

THIS_MONTH, LAST_MONTH = "bulan_ini", "bulan_lalu"
THIS_HALF, LAST_HALF = "semester_ini", "semester_lalu"
EVER, OTHER = "awal", "lain"
JULY = 7


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end`, both counted; None: since the beginning, or until now."""

    start: date | None = None
    end: date | None = None

    @property
    def closable(self) -> bool:
        """Whether it has a first and a last day, in order."""
        return self.start is not None and self.end is not None and self.start <= self.end


def spans(today: date) -> Mapping[str, Span]:
    """Code → days, as seen from a day."""
    this_month, this_half = month_of(today), half_of(today)
    return {
        THIS_MONTH: this_month,
        LAST_MONTH: month_of(_before(this_month)),
        THIS_HALF: this_half,
        LAST_HALF: half_of(_before(this_half)),
        EVER: Span(),
    }


def month_of(day: date) -> Span:
    """The month a day is in."""
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Span(day.replace(day=1), following - timedelta(days=1))


def half_of(day: date) -> Span:
    """The half year a day is in: January to June, July to December."""
    if day.month < JULY:
        return Span(date(day.year, 1, 1), date(day.year, 6, 30))
    return Span(date(day.year, 7, 1), date(day.year, 12, 31))


def _before(span: Span) -> date:
    return (span.start or date.min + timedelta(days=1)) - timedelta(days=1)
