"""What the wiring hands to the screens of the house."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class HouseContext:
    """`may` asks whoever is signed in at that moment, `now` the desk's clock; zone of the site, paper to print on."""

    may: Callable[[str], bool]
    now: Callable[[], datetime]
    zone: str
    paper: Callable[[], str] = lambda: "A4"
