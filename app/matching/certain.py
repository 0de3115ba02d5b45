"""Who is on a list beyond doubt before names are searched: by a number, or by a day of birth with a name.

Their lines need not be searched any more, but somebody may be written down twice: `double` looks for that.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from app.matching.births import rounded
from app.matching.evidence import Evidence, weigh
from app.matching.index import Index
from app.matching.rarity import Rarity
from app.matching.score import doubts
from app.matching.sounds import loose_keys
from app.matching.who import Comparable

_BY_NUMBER = 16.0
"""So much evidence that no other line need be looked at, where a number finds the line."""
_BY_BIRTH = 10.0
"""The same where the day of birth does, and nobody else born that day comes near."""
_FAR_APART = 10.0
_MARKS = 2
"""So many marks a double shares with his line, or a number."""
_COMPARED = 2
"""So many lines that may be a double's are compared in full."""
Found = tuple[int, Evidence]


class Certain:
    """The lines of a list by what finds one of them at once."""

    def __init__(self, lines: Sequence[Comparable], rarity: Rarity) -> None:
        self._lines, self._rarity = lines, rarity
        self._by_number: Index[str, int] = Index()
        self._by_birth: Index[date, int] = Index()
        self._settled: Index[Hashable, int] = Index()
        """Settled lines by what a double may share with them."""
        for at, line in enumerate(lines):
            self._by_number.add(line.all_numbers, at)
            if line.birth and line.birth.day and not rounded(line.birth.day):
                self._by_birth.add((line.birth.day,), at)

    def line_of(self, person: Comparable) -> list[Found]:
        """The one line with this very number or day of birth that nothing speaks against; empty where none is."""
        numbered = {at for number in person.all_numbers for at in self._by_number[number]}
        found = self._weigh(person, numbered or self._born_and_called(person))
        least = _BY_NUMBER if numbered else _BY_BIRTH
        if not found or found[0][1].bits < least or doubts(found[0][1]):
            return []
        alone = len(found) == 1 or (not numbered and found[1][1].bits < found[0][1].bits - _FAR_APART)
        return found[:1] if alone else []

    def settle(self, lines: Iterable[int]) -> None:
        """These lines are somebody's; who else looks like them is a double."""
        for at in lines:
            self._settled.add(_marks(self._lines[at]), at)

    def double(self, person: Comparable) -> list[Found]:
        """The settled line that fits a person best, if any may be his."""
        shared = Counter(at for mark in _marks(person) for at in self._settled[mark])
        likely = sorted((-marks, at) for at, marks in shared.items() if marks >= _MARKS)
        return self._weigh(person, [at for _, at in likely[:_COMPARED]])[:1]

    def _born_and_called(self, person: Comparable) -> list[int]:
        """Lines with the person's day of birth and a word of his name."""
        if not (person.birth and person.birth.day):
            return []
        called = set(person.name.given)
        return [at for at in self._by_birth[person.birth.day] if not called.isdisjoint(self._lines[at].name.given)]

    def _weigh(self, person: Comparable, lines: Iterable[int]) -> list[Found]:
        found = [(at, weigh(person, self._lines[at], self._rarity)) for at in lines]
        found.sort(key=lambda one: (-one[1].bits, one[0]))
        return found


def _marks(person: Comparable) -> Iterator[Hashable]:
    """What two written forms of one person hardly differ in all at once; a number or a day of birth counts twice."""
    for number in person.all_numbers:
        yield from (number, (number,))
    birth = person.birth
    if birth and birth.day:
        yield from (birth.day, (birth.day,))
    words = sorted({min(loose_keys(word)) for word in (*person.name.given, *person.name.father)})
    for word in words:
        if person.regency:
            yield word, person.regency
        if birth and birth.last_year:
            yield from ((word, year) for year in range(birth.first_year, birth.last_year + 1))
    yield from combinations(words, 2)
