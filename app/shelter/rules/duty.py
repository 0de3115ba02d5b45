"""The working day: which shift it is, which operational day a shift belongs to, and where nobody keeps watch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.kernel.clock import zone_info
from app.shelter.rules.meals import DAY_MINUTES, clock_text

OPEN, CLOSED = "terbuka", "selesai"
LONGEST_DUTY = timedelta(hours=24)
SEALED = {"kesehatan": "health", "perlindungan": "protection"}
"""Kinds of incident (`jenis_kejadian`) of which only the holders of a vault may know more."""


@dataclass(frozen=True)
class Span:
    """A shift or a watch: minutes after midnight by the site's clock; one that ends where it begins lasts a day."""

    code: str
    name: str
    starts: int
    ends: int
    active: bool = True

    def at(self, minute: int) -> bool:
        """Whether the clock stands in it; one that ends before it starts goes past midnight."""
        if self.starts < self.ends:
            return self.starts <= minute < self.ends
        return self.starts == self.ends or minute >= self.starts or minute < self.ends

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends - self.starts) % DAY_MINUTES or DAY_MINUTES

    @property
    def hours(self) -> str:
        """“21.00–07.00”."""
        return f"{clock_text(self.starts)}–{clock_text(self.ends)}"


@dataclass(frozen=True)
class Window:
    """From one moment up to another."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.start <= moment < self.end

    def meets(self, other: "Window") -> bool:
        """Whether they have time in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Calendar:
    """How a site counts its days: its zone, and at how many minutes after midnight a new one begins."""

    zone: str
    day_starts: int

    def day(self, day: date) -> Window:
        """The operational day."""
        start = datetime.combine(day, time(), zone_info(self.zone)) + timedelta(minutes=self.day_starts)
        return Window(start, start + timedelta(days=1))

    def window(self, day: date, span: Span) -> Window:
        """A span as it falls in an operational day: it begins in that day, and may end in the next."""
        late = timedelta(minutes=(span.starts - self.day_starts) % DAY_MINUTES)
        start = self.day(day).start + late
        return Window(start, start + timedelta(minutes=span.minutes))


def current(spans: Sequence[Span], minute: int) -> Span | None:
    """The shift the clock stands in, else the last one that began; None when there is none at all."""
    used = [span for span in spans if span.active]
    now = [span for span in used if span.at(minute)]
    return min(now or used, key=lambda span: (minute - span.starts) % DAY_MINUTES, default=None)


def following(spans: Sequence[Span], code: str) -> Span | None:
    """The shift that takes over from one; the one that begins soonest after it ends."""
    used = [span for span in spans if span.active and span.code != code]
    ends = next((span.ends for span in spans if span.code == code), 0)
    return min(used, key=lambda span: (span.starts - ends) % DAY_MINUTES, default=None)


def gaps(wanted: Window, kept: Iterable[Window]) -> list[Window]:
    """The parts of a time in which nobody keeps watch, in order."""
    found, reached = [], wanted.start
    for one in sorted(kept, key=lambda one: (one.start, one.end)):
        if one.start > reached:
            found.append(Window(reached, min(one.start, wanted.end)))
        reached = max(reached, one.end)
        if reached >= wanted.end:
            break
    if reached < wanted.end:
        found.append(Window(reached, wanted.end))
    return [gap for gap in found if gap.start < gap.end]
