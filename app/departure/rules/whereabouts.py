"""Where somebody is on his way: on which leg, waiting for which, staying over, not taken along, or at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

ON, WAITING, STAYING, BEHIND, OVER = "di_jalan", "menunggu", "singgah", "tidak_ikut", "tiba"
PLANLESS = ""
"""The kind of a place on the way of somebody on no departure."""


@dataclass(frozen=True)
class Stage:
    """A leg as it really went, or a stay on the way (`stop`); None: not yet, or nobody wrote it down."""

    leg: str
    stop: bool = False
    left: datetime | None = None
    arrived: datetime | None = None


@dataclass(frozen=True)
class Whereabouts:
    """`kind` says how he stands to `leg`: on it, waiting for it, not taken along, or arrived with it; `since` when."""

    kind: str
    leg: str
    since: datetime | None = None


def whereabouts(
    stages: Sequence[Stage], behind: Mapping[str, datetime], at: datetime | None = None
) -> Whereabouts | None:
    """Where somebody was at a moment (None: now), as far as it is known; None for a way without legs.

    `behind` are the legs he does not travel, with the moment it was noted.
    """
    cut = next((place for place, one in enumerate(stages) if one.leg in behind and _known(behind[one.leg], at)), None)
    travelled = stages if cut is None else stages[:cut]
    gone = [place for place, one in enumerate(travelled) if _known(one.left, at)]
    last = gone[-1] if gone else -1
    on = travelled[last] if gone else None
    stays = cut is not None and all(one.stop for one in travelled[last + 1 :])
    if on is not None and not _known(on.arrived, at) and not (on.stop and stays):
        return Whereabouts(STAYING if on.stop else ON, on.leg, on.left)
    since = (on.arrived if _known(on.arrived, at) else on.left) if on is not None else None
    if cut is not None and stays:
        leg = stages[cut].leg
        return Whereabouts(BEHIND, leg, since or behind[leg])
    return _next(travelled, last, since)


def _next(stages: Sequence[Stage], last: int, since: datetime | None) -> Whereabouts | None:
    """Between two legs: staying over, waiting for the next, or at the end of them all."""
    following = stages[last + 1 :]
    if not following:
        return Whereabouts(OVER, stages[last].leg, since) if stages else None
    if following[0].stop and last >= 0:
        return Whereabouts(STAYING, following[0].leg, since)
    moving = next((one for one in following if not one.stop), following[0])
    return Whereabouts(WAITING, moving.leg, since)


def _known(moment: datetime | None, at: datetime | None) -> bool:
    return moment is not None and (at is None or moment <= at)
