"""What the wiring hands to the screens of departures, and what a pane of one departure is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.departure.onway import Followed
from app.departure.voyages import DepartureView
from app.widgets.operations import Operations

Matrix = Sequence[Sequence[bool]]


@dataclass(frozen=True)
class TravelContext:
    """`may` asks whoever is signed in, `now` the desk's clock; `qr` draws a code; paper to print on."""

    may: Callable[[str], bool]
    now: Callable[[], datetime]
    zone: str
    qr: Callable[[str], Matrix]
    paper: Callable[[], str] = lambda: "A4"
    left_by: Callable[[Any, str], str] = lambda _r, _stay: ""
    """By which paper somebody left, to whom, and what came back, in words; "" where he left by none."""
    follow: Callable[[Any, str], Followed] = lambda _r, _id: Followed()
    """What the ledger of people says of a departure (its id)."""


class Pane(QWidget):
    """One tab of a departure."""

    said = Signal(object)
    """A message (app.widgets.message.Message)."""
    person_wanted = Signal(str)
    """Show this stay on the screen Orang."""
    stale = Signal()
    """Something of the departure itself changed: read it again."""

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__()
        self.ops, self.context = ops, context
        self.view: DepartureView | None = None

    def show_departure(self, view: DepartureView) -> None:
        """The departure whose pane this is."""
        self.view = view
        self.load()

    @property
    def id(self) -> str:
        """The departure shown."""
        return self.view.id if self.view else ""

    @property
    def may_change(self) -> bool:
        """Whether whoever is signed in may change what is shown now."""
        return self.view is not None and self.view.open and self.context.may("departure.plan")

    def load(self) -> None:
        """Read what the pane shows."""

    def first_focus(self) -> QWidget:
        """Where the cursor belongs."""
        return self
