"""How long the GUI thread keeps everybody waiting: processor time of each turn of its event loop and each act."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QAbstractEventDispatcher

LIMIT_MS = 100.0
"""Nothing may hold the GUI thread longer; thread CPU time, so that other work on the machine does not count."""

_YARDSTICK_MS, _SLOWEST = 1.75, 2.0
"""What a fixed piece of work costs on an idle machine, and how much slower it may make one believe this one is.

Shared cores and caches stretch processor time too; a turn over the limit is therefore measured against the same work
done right after it.
"""


@dataclass(frozen=True)
class Turn:
    """One stretch in which no other event could be looked at."""

    during: str
    milliseconds: float

    def __str__(self) -> str:
        return f"{self.milliseconds:.0f} ms during {self.during!r}"


class Watchdog:
    """Watches the event loop of the thread it is made in, from `start` to `stop`."""

    def __init__(self, limit: float = LIMIT_MS) -> None:
        self._limit = limit
        self._dispatcher: QAbstractEventDispatcher | None = None
        self._since = 0.0
        self.during = "start"
        self.turns: list[Turn] = []

    def start(self) -> None:
        """Watch from now on."""
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.awake.connect(self._turned)
        self._dispatcher.aboutToBlock.connect(self._turned)
        self._since = time.thread_time()

    def stop(self) -> None:
        """Watch no longer."""
        if self._dispatcher is not None:
            self._turned()
            self._dispatcher.awake.disconnect(self._turned)
            self._dispatcher.aboutToBlock.disconnect(self._turned)
            self._dispatcher = None

    @contextmanager
    def act(self, during: str) -> Iterator[None]:
        """Something a user does; it counts as a turn of its own, and what follows is named after it."""
        self._turned()
        self.during = during
        yield
        self._turned()

    @property
    def longest(self) -> Turn:
        """The longest turn so far."""
        return max(self.turns, key=lambda turn: turn.milliseconds, default=Turn("nothing", 0.0))

    @property
    def late(self) -> list[Turn]:
        """Turns over the limit, in their order."""
        return [turn for turn in self.turns if turn.milliseconds > self._limit]

    def told(self) -> str:
        """The late turns in words."""
        return ", ".join(str(turn) for turn in self.late)

    def _turned(self) -> None:
        spent = (time.thread_time() - self._since) * 1000
        self.turns.append(Turn(self.during, spent if spent <= self._limit else spent / pace()))
        self._since = time.thread_time()


def pace() -> float:
    """How many times slower than an idle machine this one works now, from 1 to 2."""
    began, repeats, total = time.thread_time(), 8, 0
    for number in range(repeats * 40_000):
        total += number * number % 7
    spent = (time.thread_time() - began) * 1000 / repeats
    return min(_SLOWEST, max(1.0, spent / _YARDSTICK_MS))
