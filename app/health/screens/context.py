"""What the wiring hands to the screen Kesehatan, and how its parts read and write: always through the open office."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.access.office import ACT, Office
from app.health.telling import ToReports
from app.health.trail import LOCKED
from app.kernel.errors import UserError
from app.widgets.operations import Operations, Pending

T = TypeVar("T")


@dataclass(frozen=True)
class HealthContext:
    """`look` runs a read that needs more than the general vault; `actor` and `paper` ask whoever is signed in now.

    `reports` takes the figures that leave.
    """

    look: Callable[[Callable[[Office], Any]], Any]
    actor: Callable[[], str]
    paper: Callable[[], str]
    zone: str
    reports: ToReports


class Desk:
    """Reads and writes of one screen; while the vault is closed (the window is locked) reads end without a word."""

    def __init__(self, ops: Operations, context: HealthContext) -> None:
        self.ops, self.context = ops, context

    def read(self, fn: Callable[[Office], T], latest: str = "") -> Pending[T]:
        """Read with `fn(office)`; its look is noted by the service."""
        look = self.context.look
        found = self.ops.compute(lambda: look(fn), latest=f"health.{latest}" if latest else "")
        return found.otherwise(self._tell)

    def _tell(self, error: UserError) -> None:
        if error.code != LOCKED:
            self.ops.refused.emit(error)

    def write(self, fn: Callable[[Office], T]) -> Pending[T]:
        """Act with `fn(office)`."""
        return self.ops.write(ACT, fn)
