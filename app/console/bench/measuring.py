"""How figures are taken and told: the median of runs, beside a limit or a peer."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One figure; `most` bounds the value itself, `most_times` its ratio to the peer's value."""

    name: str
    value: float
    unit: str
    most: float | None = None
    peer: str = ""
    peer_value: float | None = None
    most_times: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's value it is."""
        return self.value / self.peer_value if self.peer_value else None

    @property
    def within(self) -> bool:
        """Whether every bound holds."""
        ratio = self.ratio
        return (self.most is None or self.value <= self.most) and (
            self.most_times is None or ratio is None or ratio <= self.most_times
        )

    def as_json(self) -> dict[str, Any]:
        """The figure with its bounds; what does not apply is left out."""
        told: dict[str, Any] = {"name": self.name, "value": round(self.value, 3), "unit": self.unit, "most": self.most}
        if self.peer_value is not None and self.ratio is not None:
            told |= {"peer": self.peer, "peer_value": round(self.peer_value, 3), "ratio": round(self.ratio, 2)}
        told |= {"most_times": self.most_times, "within": self.within}
        return {key: value for key, value in told.items() if value is not None}


def milliseconds(
    runs: int,
    *works: Callable[[], object],
    clock: Callable[[], float] = time.perf_counter,
    before: Callable[[], object] = lambda: None,
) -> list[float]:
    """The median milliseconds of each work, the works taken in turn so that a busy moment hits them alike.

    `before` each work, outside the measure, comes what is ready in the application by then.
    """
    taken: list[list[float]] = [[] for _work in works]
    for _run in range(runs):
        for place, work in enumerate(works):
            before()
            began = clock()
            work()
            taken[place].append(1000 * (clock() - began))
    return [statistics.median(times) for times in taken]
