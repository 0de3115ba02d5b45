"""Fold region names and find text in all 91,599 of them at once."""

import string
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, chain

EXACT, PREFIX, WORD, INSIDE, MISSING = range(5)  # how well a text fits a name, best first
SHORTEST_INSIDE = 3  # one or two letters only match the beginnings of words

_KEPT = string.ascii_lowercase + string.digits + "\n"
_DROPPED = "'`"
_PLAIN = {at: chr(at) if chr(at) in _KEPT else "" if chr(at) in _DROPPED else " " for at in range(128)}
_OLD_SPELLING = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("ch", "h"), ("j", "y"), ("sy", "s"), ("kh", "h"), ("dh", "d"), ("th", "t"),
    ("bh", "b"), ("v", "p"), ("f", "p"), ("z", "s"), ("x", "ks"), ("q", "k"),
)  # fmt: skip


def fold(text: str) -> str:
    """Small letters and single spaces only; line ends stay (“Ma'rang, Bulu-Bulu” → “marang bulu bulu”)."""
    plain = text.lower().replace("’", "'")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    spaced = plain.translate(_PLAIN)
    while "  " in spaced:
        spaced = spaced.replace("  ", " ")
    return spaced.replace("\n ", "\n").replace(" \n", "\n").strip(" ")


def old_spelling(folded: str) -> str:
    """One form for old, new and sloppy spelling (“Boeloekoemba”, “Bulukumba”; “Djawa”, “Jawa”)."""
    for old, new in _OLD_SPELLING:
        folded = folded.replace(old, new)
    for letter in "abcdegiklmnoprstuwy":
        folded = folded.replace(letter * 2, letter)
    return folded


class NameText:
    """Folded names in one text, one per line, so that a search is a scan of memory."""

    def __init__(self, names: str) -> None:
        """`names`: one folded name per line."""
        self.spaced = f"\n{names}\n"
        self.joined = self.spaced.replace(" ", "")
        self._spaced_starts = _starts(self.spaced)
        self._joined_starts = _starts(self.joined)

    def name(self, line: int) -> str:
        """The folded name of a line."""
        return self.spaced[self._spaced_starts[line] + 1 : self._spaced_starts[line + 1]]

    def equal(self, text: str, lines: range) -> Iterator[int]:
        """The lines of `lines` whose name is `text`, spaces aside."""
        return _scan(self.joined, self._joined_starts, f"\n{text.replace(' ', '')}\n", lines)

    def holding(self, text: str, lines: range) -> Iterator[int]:
        """The lines of `lines` that hold `text` in any way; a line may come twice."""
        joined = text.replace(" ", "")
        if len(joined) >= SHORTEST_INSIDE:
            return _scan(self.joined, self._joined_starts, joined, lines)
        return chain(self._beginning(joined, lines), self._with_word(text, lines))

    def by_fit(self, text: str) -> Iterator[int]:
        """Every line that holds `text`, best fit first; a line may come again with a worse fit."""
        lines = range(len(self._joined_starts) - 1)
        yield from self.beginning(text)
        yield from self._with_word(text, lines)
        yield from self.holding(text, lines)

    def fit(self, text: str, line: int) -> int:
        """How well `text` fits one line, from EXACT to MISSING."""
        name, joined = self.name(line), text.replace(" ", "")
        whole = name.replace(" ", "")
        if joined not in whole:
            return MISSING
        if whole.startswith(joined):
            return EXACT if joined == whole else PREFIX
        if f" {text}" in name:
            return WORD
        return INSIDE if len(joined) >= SHORTEST_INSIDE else MISSING

    def beginning(self, text: str) -> Iterator[int]:
        """The lines whose name begins with `text`, the whole name first."""
        lines = range(len(self._joined_starts) - 1)
        return chain(self.equal(text, lines), self._beginning(text.replace(" ", ""), lines))

    def rough_count(self, text: str) -> int:
        """About how many lines hold `text`."""
        joined = text.replace(" ", "")
        if len(joined) >= SHORTEST_INSIDE:
            return self.joined.count(joined)
        return self.joined.count(f"\n{joined}") + self.spaced.count(f" {text}")

    def words(self) -> frozenset[str]:
        """Every different word of the names."""
        return frozenset(self.spaced.split())

    def _beginning(self, joined: str, lines: range) -> Iterator[int]:
        return _scan(self.joined, self._joined_starts, f"\n{joined}", lines)

    def _with_word(self, text: str, lines: range) -> Iterator[int]:
        return _scan(self.spaced, self._spaced_starts, f" {text}", lines)


def _starts(text: str) -> list[int]:
    """Where each line's leading newline stands, and where the last line ends."""
    return list(accumulate(map(len, text[1:].splitlines(keepends=True)), initial=0))


def _scan(text: str, starts: list[int], wanted: str, lines: range) -> Iterator[int]:
    """The lines of `lines` where `wanted` stands, in order."""
    find = text.find
    position, end = starts[lines.start], starts[lines.stop] + 1
    while (position := find(wanted, position, end)) >= 0:
        line = bisect_right(starts, position) - 1
        yield line
        position = starts[line + 1]
