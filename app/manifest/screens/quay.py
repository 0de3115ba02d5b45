"""What the arrival screen is given: the post, the desk, what the officer may do; no table, no clock of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.kernel.canonical import digest
from app.kernel.clock import local
from app.manifest.intake import Seal
from app.widgets.paper_size import Preferred

Matrix = Sequence[Sequence[bool]]


@dataclass(frozen=True)
class Scans:
    """Where pictures wait, sealed, while their list is typed: `keep` names them, through lock and power cut."""

    keep: Callable[[bytes], str]
    read: Callable[[str], bytes]
    forget: Callable[[str], object]

    @classmethod
    def in_memory(cls) -> "Scans":
        """For as long as the window is open."""
        kept: dict[str, bytes] = {}

        def keep(content: bytes) -> str:
            kept[digest(content)] = content
            return digest(content)

        return cls(keep, kept.__getitem__, lambda name: kept.pop(name, b""))


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
    scans: Scans = field(default_factory=Scans.in_memory)

    def today(self) -> date:
        """The day by the clock of this laptop and the zone of the post."""
        return local(self.now(), self.zone).date()

    def clock(self) -> str:
        """“23-01-2026 21.14 WITA”."""
        return f"{local(self.now(), self.zone):%d-%m-%Y %H.%M} {self.zone}"
