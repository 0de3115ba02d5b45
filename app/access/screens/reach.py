"""What the settings work with: the office of whoever sits here now, background work, and the window's preferences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.access.office import ACT, Office
from app.kernel.settings import Settings
from app.widgets.operations import Operations, Pending

T = TypeVar("T")


class CurrentDesk(Protocol):
    """The session: the office changes when people take turns."""

    @property
    def office(self) -> Office:
        """The office open now."""

    @property
    def has_pin(self) -> bool:
        """Whether the person signed in has a PIN for this shift."""

    def look(self, fn: Callable[[Office], T]) -> T:
        """Run a read with the office kept open."""

    def forget_pin(self) -> None:
        """The person signed in comes back by passphrase only."""


class Frame(Protocol):
    """The window around the screen."""

    @property
    def settings(self) -> Settings:
        """The preferences in use."""

    def prefer(self, wanted: Settings) -> None:
        """Take over preferences at once and keep them."""

    def ask_pin(self) -> None:
        """Ask for a PIN of this shift."""

    def show_help(self, topic: str) -> None:
        """Open a help topic beside the screen."""

    def look_again(self) -> None:
        """Read again what the frame tells."""


@dataclass(frozen=True)
class Reach:
    """Everything a part of the settings needs."""

    ops: Operations
    desk: CurrentDesk
    frame: Frame

    @property
    def office(self) -> Office:
        """The office open now."""
        return self.desk.office

    def may(self, permission: str) -> bool:
        """Whether the person signed in holds a permission."""
        return self.desk.office.may(permission)

    def act(self, fn: Callable[[Office], T]) -> Pending[T]:
        """Change something, in order with all other writes."""
        return self.ops.write(ACT, fn)

    def look(self, fn: Callable[[Office], T], latest: str = "") -> Pending[T]:
        """Read something in the background."""
        desk = self.desk
        return self.ops.compute(lambda: desk.look(fn), latest)
