"""Find a region by any part of its name, in any order, together with any part of the names above it."""

from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.reference.region_table import RegionTable
from app.reference.region_text import EXACT, MISSING, PREFIX, NameText, fold, old_spelling
from app.reference.region_words import VILLAGE, Term, Wanted, fits_hint, understand

_Probe = tuple[NameText, str]  # where to look, and for what

_FEW = 5  # with fewer hits than this, old and sloppy spelling is tried as well
_SHORTEST_WITH_TYPO = 5


def search_lines(table: RegionTable, text: str, limit: int, within: str = "") -> list[int]:
    """The best lines for `text`, best first; strict spelling goes before old or sloppy spelling and typing errors."""
    wanted = understand(text)
    if not wanted.terms:
        return []
    if len(wanted.terms) == 1:
        found = _by_one(table, wanted, fold(text), within, limit)
    else:
        found = _Ranking(table, wanted, _strict).best(limit, within)
    if len(found) < min(_FEW, limit):
        _add(found, _Ranking(table, wanted, _sloppy).best(limit, within), limit)
    return found or _Ranking(table, wanted, _mistyped).best(limit, within)


def _add(found: list[int], more: list[int], limit: int) -> None:
    found += [line for line in more if line not in found][: limit - len(found)]


def _by_one(table: RegionTable, wanted: Wanted, phrase: str, within: str, limit: int) -> list[int]:
    """For one term: the lines come in order of fit, so the scan ends as soon as there are enough."""
    term = wanted.terms[0]

    def fitting() -> Iterator[int]:
        known = (table.line_of[code] for code in term.codes)
        return chain(known, *map(table.text.by_fit, term.spellings))

    ways = [fitting()]
    if wanted.prefixes:
        of_level = (line for line in fitting() if fits_hint(wanted, table.codes[line]))
        ways = [table.text.beginning(phrase), of_level, fitting()]
    inside = (line for line in chain.from_iterable(ways) if table.codes[line].startswith(within))
    return list(islice(_once(inside), limit))


def _once(lines: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for line in lines:
        if line not in seen:
            seen.add(line)
            yield line


def _strict(table: RegionTable, term: Term) -> list[_Probe]:
    return [(table.text, spelling) for spelling in term.spellings]


def _sloppy(table: RegionTable, term: Term) -> list[_Probe]:
    return [*_strict(table, term), *((table.old_text, old_spelling(spelling)) for spelling in term.spellings)]


def _mistyped(table: RegionTable, term: Term) -> list[_Probe]:
    word = term.spellings[0]
    probes = _sloppy(table, term)
    if term.codes or len(word) < _SHORTEST_WITH_TYPO or any(text.rough_count(spelling) for text, spelling in probes):
        return probes
    near = process.extract(word, table.words, scorer=OSA.distance, score_cutoff=1, limit=5)
    return [(table.text, found) for found, _distance, _at in near]


class _Sought:
    """One term under one reading: which lines hold it, and how well."""

    def __init__(self, table: RegionTable, term: Term, probes: list[_Probe]) -> None:
        self.term = term
        self.probes = probes
        self.count = sum(text.rough_count(spelling) for text, spelling in probes) + len(term.codes)
        self._fits = {table.line_of[code]: EXACT for code in term.codes}

    def fit(self, line: int) -> int:
        """How well the term fits the name of one line."""
        if line not in self._fits:
            self._fits[line] = min((text.fit(spelling, line) for text, spelling in self.probes), default=MISSING)
        return self._fits[line]

    def holding(self, lines: range) -> set[int]:
        """The lines of `lines` that hold the term."""
        known = (line for line, fit in self._fits.items() if fit == EXACT and line in lines)
        return set(chain(known, *(text.holding(spelling, lines) for text, spelling in self.probes)))


class _Ranking:
    """The lines that hold several terms between them and the names above, put in order."""

    def __init__(self, table: RegionTable, wanted: Wanted, read: Callable[[RegionTable, Term], list[_Probe]]) -> None:
        self.table = table
        self.wanted = wanted
        self.sought = [_Sought(table, term, read(table, term)) for term in wanted.terms]

    def best(self, limit: int, within: str) -> list[int]:
        """The best lines: exact before prefix before inside, then the names above, then larger regions first."""
        if not all(one.count for one in self.sought):
            return []
        lines = (line for line in self._near() if self.table.codes[line].startswith(within) and self._covered(line))
        return nsmallest(limit, lines, key=self._key)

    def _near(self) -> set[int]:
        """The lines of the rarest term, and below them the lines of the others."""
        rarest, *others = sorted(self.sought, key=lambda one: one.count)
        near = rarest.holding(range(len(self.table.codes)))
        for top in [line for line in near if near.isdisjoint(self.table.chain(line))]:
            code = self.table.codes[top]
            for level in range(code.count(".") + 2, VILLAGE + 1):
                below = self.table.below(code, level)
                near.update(*(other.holding(below) for other in others))
        return near

    def _covered(self, line: int) -> bool:
        above = self.table.chain(line)
        return all(one.fit(line) < MISSING or any(one.fit(up) < MISSING for up in above) for one in self.sought)

    def _key(self, line: int) -> tuple[int, int, int, int, int]:
        above = self.table.chain(line)
        own = [one for one in self.sought if one.fit(line) < MISSING]
        higher = sum(min(one.fit(up) for up in above) for one in self.sought if one.fit(line) == MISSING)
        words = self.table.text.name(line).split()
        said = [word for word in self.wanted.prefixes if word in words]
        off_hint = not (said or fits_hint(self.wanted, self.table.codes[line]))
        return off_hint, self._own_fit(line, words, said, own), -len(said) - len(own), higher, line

    def _own_fit(self, line: int, words: list[str], said: list[str], own: list[_Sought]) -> int:
        if len(own) == 1 and not said:
            return own[0].fit(line)
        asked = said + [word for one in own for word in one.term.spellings[-1].split()]
        joined, whole = "".join(asked), "".join(words)
        if old_spelling(joined) == old_spelling(whole) or sorted(asked) == sorted(words):
            return EXACT
        return PREFIX if whole.startswith(joined) else max((one.fit(line) for one in own), default=PREFIX)
