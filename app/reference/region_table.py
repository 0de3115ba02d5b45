"""All regions in memory: codes, names, who lies in whom; read from resources/regions/."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import zstandard

from app.kernel.paths import resource
from app.reference.region_text import NameText, fold, old_spelling
from app.reference.region_words import REGENCY, VILLAGE, short_forms

_CODE_LENGTHS = (0, 2, 5, 8, 13)
_SHORT = re.compile(r"(\w+)\.")
_REGENCY_PREFIX = re.compile(r"(?m)^(?:kabupaten|kota)(?: administrasi)? ")


@dataclass(frozen=True)
class RegionTable:
    """Regions by line, sorted by level, then code; `levels[n]` are the lines of level n (1 to 4)."""

    codes: list[str]
    names: list[str]
    levels: tuple[range, ...]

    @cached_property
    def line_of(self) -> dict[str, int]:
        """Code to line."""
        return dict(zip(self.codes, range(len(self.codes)), strict=True))

    @cached_property
    def parents(self) -> list[int]:
        """Line of the parent of every line; -1 above provinces, and once more at the end: the parent of -1 is -1."""
        parents = [-1] * len(self.levels[1])
        for level in range(REGENCY, VILLAGE + 1):
            lines = self.levels[level]
            length = _CODE_LENGTHS[level - 1]
            parents.extend(self.line_of[code[:length]] for code in self.codes[lines.start : lines.stop])
        parents.append(-1)
        return parents

    @cached_property
    def text(self) -> NameText:
        """The folded names, without “kabupaten” and “kota”, short forms written out."""
        names = [_written_out(name) if "." in name else name for name in self.names]
        parts = [fold("\n".join(names[lines.start : lines.stop])) for lines in self.levels[1:]]
        parts[REGENCY - 1] = _REGENCY_PREFIX.sub("", parts[REGENCY - 1])
        return NameText("\n".join(parts))

    @cached_property
    def old_text(self) -> NameText:
        """The folded names in one form for old and sloppy spelling."""
        return NameText(old_spelling(self.text.spaced[1:-1]))

    @cached_property
    def words(self) -> list[str]:
        """Every different word of the names."""
        return sorted(self.text.words())

    def warm(self) -> None:
        """Work out now what searching needs, so that the first search is as fast as the others."""
        _ = self.line_of, self.parents, self.text, self.old_text

    def below(self, code: str, level: int) -> range:
        """The lines of one level inside `code` ("" is the whole country)."""
        lines = self.levels[level]
        if not code:
            return lines
        if code.count(".") + 1 >= level:
            return range(0)
        first = bisect_left(self.codes, code + ".", lines.start, lines.stop)
        return range(first, bisect_left(self.codes, code + "/", first, lines.stop))

    def chain(self, line: int) -> list[int]:
        """The lines above a line, nearest first."""
        above = []
        while (line := self.parents[line]) >= 0:
            above.append(line)
        return above


def _written_out(name: str) -> str:
    """“Kep. Siau” → “kepulauan Siau”."""
    return _SHORT.sub(lambda found: f"{short_forms().get(found[1].lower(), found[1])} ", name)


def load_table() -> RegionTable:
    """Read the shipped list."""
    packed = resource("regions", "regions.tsv.zst").read_bytes()
    cells = zstandard.ZstdDecompressor().decompress(packed).decode().replace("\n", "\t").split("\t")
    codes, names = cells[::2], cells[1::2]
    ends = [0, *(bisect_right(codes, length, key=len) for length in _CODE_LENGTHS)]
    levels = tuple(range(start, end) for start, end in pairwise(ends))
    return RegionTable(codes, names, levels)
