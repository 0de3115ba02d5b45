"""In the house or out of it, and who should be asked after: decided from what was recorded at gate and counter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

IN, OUT, SEEN = "masuk", "keluar", "terlihat"
KINDS = (IN, OUT, SEEN)
TWICE_WITHIN = timedelta(minutes=2)
"""The same card held to the scanner again is the same event."""
OUT_TOO_LONG = timedelta(hours=4)
UNSEEN_TOO_LONG = timedelta(hours=24)
NOT_BACK, NOT_SEEN = "belum_kembali", "tidak_terlihat"


@dataclass(frozen=True)
class Event:
    """Something recorded of somebody."""

    kind: str
    at: datetime
    place: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """Whether somebody is in the house as far as is known: `out_since` while he is out, and the last sighting."""

    out_since: datetime | None = None
    last: Event | None = None

    @property
    def inside(self) -> bool:
        """Whether he is in the house, as far as anybody recorded."""
        return self.out_since is None


def whereabouts(events: Iterable[Event]) -> Whereabouts:
    """Somebody is in from his arrival on, until he goes out; whoever is seen afterwards is in again.

    Of one moment the gate has the last word.
    """
    state = Whereabouts()
    for event in sorted(events, key=lambda event: (event.at, event.kind != SEEN)):
        state = Whereabouts(event.at if event.kind == OUT else None, event)
    return state


def is_repeat(last: Event | None, kind: str, at: datetime) -> bool:
    """Whether an event is only the same one again."""
    return last is not None and last.kind == kind and abs(at - last.at) < TWICE_WITHIN


def is_missed(state: Whereabouts, kind: str) -> str:
    """The event that must have been missed before this one: OUT when somebody comes in who never went, or "" ."""
    if kind == OUT and not state.inside:
        return IN
    return OUT if kind == IN and state.inside and state.last is not None else ""


def overdue(state: Whereabouts, since: datetime, now: datetime) -> str:
    """Why somebody should be asked after (NOT_BACK, NOT_SEEN), "" when not; `since` is when he came."""
    if state.out_since is not None:
        return NOT_BACK if now - state.out_since >= OUT_TOO_LONG else ""
    last = state.last.at if state.last else since
    return NOT_SEEN if now - last >= UNSEEN_TOO_LONG else ""
