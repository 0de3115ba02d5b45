"""What the wiring hands to the screens of meals, aid and stock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CareContext:
    """`may` asks whoever is signed in, `now` the desk's clock; `read_blob` gives photos, or UserError."""

    may: Callable[[str], bool]
    now: Callable[[], datetime]
    zone: str
    read_blob: Callable[[str], bytes]
    paper: Callable[[], str] = lambda: "A4"
