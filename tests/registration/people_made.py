"""Short ways to put people into the office of a test."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from app.access.office import Office
from app.registration import people
from app.registration.heads import NewHead, Who
from app.registration.people import Registered
from app.store.work import Reading, Work

T = TypeVar("T")
SHIP = "0" * 31 + "1"
LATER_SHIP = "0" * 31 + "2"


def write(office: Office, fn: Callable[[Work], T]) -> T:
    """One user action."""
    with office.write("test") as w:
        return fn(w)


def read(office: Office, fn: Callable[[Reading], T]) -> T:
    """One look."""
    with office.read() as r:
        return fn(r)


def register(
    office: Office, name: str, head_class: str | None = None, ship: str | None = SHIP, **facts: object
) -> Registered:
    """Somebody on no list, a grown man unless the facts say otherwise."""
    known = {"sex": "L", "birth_date": date(1990, 5, 12), **facts}
    who = Who(name=name, **known)  # type: ignore[arg-type]
    return write(office, lambda w: people.register(w, NewHead(ship, head_class), who))
