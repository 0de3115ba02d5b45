"""What a health officer hands to the reports: the figures of a quarter before they leave, and when they left before.

The reports lie above this slice; the wiring gives the screen their two functions as `ToReports`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.access.office import Office


@dataclass(frozen=True)
class Leaving:
    """One figure as it would leave, beside how it left last; `held` when a change is too small to be told."""

    name: str
    now: str
    before: str = ""
    held: bool = False


@dataclass(frozen=True)
class HandedOver:
    """That the figures of a quarter were handed over once."""

    at: datetime
    officer: str


@dataclass(frozen=True)
class Offer:
    """A quarter to be handed over; `quarters` those that are over (code, name), `earlier` the latest first."""

    quarters: tuple[tuple[str, str], ...]
    code: str
    name: str
    lines: tuple[Leaving, ...]
    figures: Mapping[str, int | None]
    earlier: tuple[HandedOver, ...] = ()
    note: str = ""

    @property
    def new(self) -> bool:
        """Whether anything would leave that has not left already."""
        return not self.earlier or any(line.now != line.before for line in self.lines)


@dataclass(frozen=True)
class ToReports:
    """How the reports read what would leave (a quarter's code, "" for the latest), and how they take it."""

    offer: Callable[[Office, str], Offer]
    take: Callable[[Office, Offer], None]
