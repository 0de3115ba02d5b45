"""The 91,599 regions of Indonesia by Kemendagri code: look up, walk up and down, search while typing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from app.reference.region_search import search_lines
from app.reference.region_table import RegionTable, load_table
from app.reference.region_words import DISTRICT, VILLAGE, level_word
from app.reference.tables import table

_PARTS = (2, 2, 2, 4)


@dataclass(frozen=True, slots=True)
class Region:
    """One region; `level` is 1 province, 2 regency or city, 3 district, 4 village."""

    code: str
    name: str

    @property
    def level(self) -> int:
        """1 province, 2 regency or city, 3 district, 4 village."""
        return self.code.count(".") + 1

    @property
    def word(self) -> str:
        """What it calls itself: Provinsi, Kabupaten, Kota, Kecamatan, Distrik, Desa, Gampong, Kelurahan …"""
        return level_word(self.code)

    @property
    def title(self) -> str:
        """The name as spoken: “Kecamatan Kajang”, “Kabupaten Bulukumba”, “Sulawesi Selatan”."""
        return f"{self.word} {self.name}" if self.level >= DISTRICT else self.name


class RegionPath(NamedTuple):
    """A region with the regions it lies in; parts below its own level are None."""

    province: Region | None = None
    regency: Region | None = None
    district: Region | None = None
    village: Region | None = None

    def __str__(self) -> str:
        return ", ".join(region.title for region in reversed(self) if region)


class Regions:
    """The list of regions, in memory."""

    def __init__(self, lines: RegionTable) -> None:
        self.lines = lines

    @classmethod
    def load(cls) -> "Regions":
        """The shipped list, read once per process (about 0.2 s: call it off the GUI thread first)."""
        return _loaded()

    def by_code(self, code: str) -> Region | None:
        """The region of a code, with or without dots; an old code gives the region of today, by its regency."""
        wanted = dotted(code)
        line = self.lines.line_of.get(wanted)
        if line is None and (today := current_code(wanted)):
            line = self.lines.line_of[today]
        return None if line is None else self._region(line)

    def path(self, code: str) -> RegionPath:
        """The province, regency, district and village of a code; empty for an unknown one."""
        region = self.by_code(code)
        if region is None:
            return RegionPath()
        line = self.lines.line_of[region.code]
        return RegionPath(*(self._region(at) for at in reversed([line, *self.lines.chain(line)])))

    def children(self, code: str = "") -> list[Region]:
        """The regions directly inside a code, in order of code; the provinces for ""."""
        parent = self.by_code(code) if code else None
        if code and parent is None:
            return []
        level = parent.level + 1 if parent else 1
        inside = self.lines.below(parent.code if parent else "", level) if level <= VILLAGE else range(0)
        return [self._region(line) for line in inside]

    def count(self, level: int) -> int:
        """How many regions a level has."""
        return len(self.lines.levels[level])

    def search(self, text: str, limit: int = 20, within: str | None = None) -> list[Region]:
        """The regions that fit `text` best: any part of the name in any order, with any part of the names above it."""
        return [self._region(line) for line in search_lines(self.lines, text, limit, dotted(within or ""))]

    def all(self) -> Iterator[Region]:
        """Every region, provinces first."""
        return map(self._region, range(len(self.lines.codes)))

    def _region(self, line: int) -> Region:
        return Region(self.lines.codes[line], self.lines.names[line])


@cache
def _loaded() -> Regions:
    lines = load_table()
    lines.warm()
    return Regions(lines)


def dotted(code: str) -> str:
    """A code with its dots: “6503012001” → “65.03.01.2001”; anything that is no code gives ""."""
    digits = code.strip().replace(".", "")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    parts = []
    for size in _PARTS:
        parts.append(digits[:size])
        digits = digits[size:]
    return "" if digits else ".".join(part for part in parts if part)


@cache
def _historic() -> dict[str, str]:
    return {old: today for split in table("historic-codes")["split"] for old, today in split["codes"].items()}


def current_code(code: str) -> str | None:
    """The regency of today for a code that a law has replaced, at any level; None if it was not replaced."""
    return _historic().get(dotted(code)[:5])
