"""What the wiring hands to the screen of the working day, and how its panes read, write and tell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.kernel.clock import local, zone_info
from app.kernel.errors import UserError
from app.registration.interview import Seal
from app.shelter.rules.duty import Window
from app.shelter.rules.meals import minutes_of
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending


@dataclass(frozen=True)
class DutyContext:
    """`may` asks whoever is signed in, `actor` is his id and name; `sealer` seals to the holders of a vault."""

    may: Callable[[str], bool]
    actor: Callable[[], tuple[str, str]]
    now: Callable[[], datetime]
    zone: str
    sealer: Callable[[Any], Seal]
    paper: Callable[[], str] = lambda: "A4"


@dataclass(frozen=True)
class Bench:
    """What every pane works with; `tell` shows a message, `act` runs an action of the table."""

    ops: Operations
    context: DutyContext
    tell: Callable[[Message], object]
    act: Callable[[str], object]

    def write(self, act: Callable[[Any], Any], done: str = "") -> Pending[Any]:
        """Do something; say that it was done, or why not."""
        pending = self.ops.write("shelter.duty", act).otherwise(self.refused)
        return pending.then(lambda _result: self.tell(Message(done, tone="good"))) if done else pending

    def refused(self, error: UserError) -> None:
        """Say why not."""
        self.tell(Message.of(error))

    def moment(self, day: object, hour: object) -> datetime | None:
        """The moment of a day (ISO) and a time of day as typed; None while one of them is missing."""
        minute = minutes_of(str(hour or ""))
        if not day or minute is None:
            return None
        return datetime.combine(date.fromisoformat(str(day)), datetime.min.time(), zone_info(self.context.zone)) + (
            timedelta(minutes=minute)
        )

    def hour(self, at: datetime) -> str:
        """“02.40”, with the date where it is not today."""
        here, now = local(at, self.context.zone), local(self.context.now(), self.context.zone)
        return f"{here:%H.%M}" if here.date() == now.date() else f"{here:%d-%m-%Y %H.%M}"

    def hours(self, window: Window) -> str:
        """“07.00–19.00”, with dates where needed."""
        start, end = local(window.start, self.context.zone), local(window.end, self.context.zone)
        until = f"{end:%H.%M}" if end.date() == start.date() else f"{end:%d-%m %H.%M}"
        return f"{self.hour(window.start)}–{until}"
