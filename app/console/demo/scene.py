"""What the demo is given: the scene, the letters, who came off the ship, and the truth an officer would know."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.console.matching import matching_who
from app.kernel.headcount import CLASSES
from app.kernel.paths import resource
from app.manifest.reading.reader import read_file
from app.matching.who import Who

LineKey = tuple[str, int]
"""(file name, row): how the truth names a line of a letter."""


@dataclass(frozen=True)
class Arrival:
    """One person at the gangway: what was written down there, and the lines he truly stands on (none: on no list)."""

    row: int
    card: str
    head_class: str
    who: Who
    written: str
    lines: tuple[LineKey, ...]


@dataclass(frozen=True)
class Scene:
    """The scene of the demo; `facts` is scene.toml."""

    facts: dict[str, Any]
    arrivals: tuple[Arrival, ...]

    @property
    def letters(self) -> list[dict[str, Any]]:
        """The letters, as stated in the scene."""
        return list(self.facts["letter"])

    @property
    def handovers(self) -> list[dict[str, Any]]:
        """Who is handed over to whom."""
        return list(self.facts["handover"])

    @property
    def arrived(self) -> datetime:
        """When the ship tied up."""
        found: datetime = self.facts["arrival"]["arrived"]
        return found

    @property
    def gangway(self) -> dict[str, int]:
        """What was counted at the gangway, by class."""
        return {code: int(self.facts["arrival"]["gangway"][code]) for code in CLASSES}

    @property
    def absent(self) -> dict[LineKey, str]:
        """Listed people who did not come, with the reason."""
        return {(one["file"], one["row"]): one["reason"] for one in self.facts["absent"]}


def demo_file(name: str) -> Path:
    """A file of resources/demo."""
    return resource("demo", name)


@cache
def load_scene() -> Scene:
    """The scene that is shipped."""
    facts = tomllib.loads(demo_file("scene.toml").read_text(encoding="utf-8"))
    day = facts["arrival"]["arrived"].date()
    people = [matching_who(line, day) for line in read_file(demo_file("arrivals.csv"), today=day).lines]
    rows = zip(_rows("arrivals.csv"), people, _rows("truth-match.csv"), strict=True)
    return Scene(facts, tuple(_arrival(row, who, truth) for row, who, truth in rows))


def _arrival(row: dict[str, str], who: Who, truth: dict[str, str]) -> Arrival:
    pairs = ((truth["file"], truth["row"]), (truth["also_file"], truth["also_row"]))
    lines = tuple((file, int(number)) for file, number in pairs if file)
    return Arrival(int(row["No"]), row["Kartu"], row["Kelompok"], who, row["Nama"], lines)


def _rows(name: str) -> list[dict[str, str]]:
    with demo_file(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
