"""What the arrival screen is given: the post, the desk, what the officer may do; no table, no clock of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.kernel.clock import local
from app.manifest.intake import Seal
from app.widgets.papers import Preferred

Matrix = Sequence[Sequence[bool]]


@dataclass(frozen=True)
class Quay:
    """The post and its desk as the screen needs them.

    `sealer(work)` gives the function that seals for the restricted vaults, `qr(text)` the modules of a code,
    `paper` what this laptop usually prints on.
    """

    site: str
    zone: str
    may: Callable[[str], bool]
    now: Callable[[], datetime]
    sealer: Callable[[Any], Seal]
    qr: Callable[[str], Matrix]
    paper: Preferred = lambda: "A4"

    def clock(self) -> str:
        """“23-01-2026 21.14 WITA”."""
        return f"{local(self.now(), self.zone):%d-%m-%Y %H.%M} {self.zone}"
