"""What stands under a key: the shelves a roster looks its lines up on, small and quick to fill."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from app.matching.rarity import Remembered
from app.matching.who import Comparable

_YEARS = 1
K = TypeVar("K")
V = TypeVar("V")


class Index(Generic[K, V]):
    """What stands under each key; most keys have one thing, so that only the others need a list."""

    def __init__(self) -> None:
        self._first: dict[K, V] = {}
        self._more: dict[K, list[V]] = {}

    def add(self, keys: Iterable[K], value: V) -> None:
        """Put it under each of these."""
        first = self._first
        for key in keys:
            if first.setdefault(key, value) != value:
                self._more.setdefault(key, []).append(value)

    def __getitem__(self, key: K) -> Sequence[V]:
        if key in self._more:
            return [self._first[key], *self._more[key]]
        return (self._first[key],) if key in self._first else ()

    def under(self, keys: Iterable[K]) -> set[V]:
        """All that stands under any of these keys."""
        known = self._first.keys() & keys
        found = {self._first[key] for key in known}
        for key in self._more.keys() & known:
            found.update(self._more[key])
        return found

    def __contains__(self, key: K) -> bool:
        return key in self._first

    def __iter__(self) -> Iterator[K]:
        return iter(self._first)


class Kinds(Generic[K]):
    """Lines by something that many have in common, so that it is compared once for each kind."""

    def __init__(self, of_lines: Iterable[K], compare: Callable[[K, K], float]) -> None:
        places: dict[K, int] = {}
        self._of_line = [places.setdefault(kind, len(places)) for kind in of_lines]
        kinds = list(places)
        self._seen_from: Remembered[K, Mapping[int, float]] = Remembered(
            lambda mine: Remembered(lambda place: compare(mine, kinds[place]))
        )

    def seen_from(self, mine: K) -> tuple[list[int], Mapping[int, float]]:
        """The kind of each line, and what each kind says beside somebody's own."""
        return self._of_line, self._seen_from[mine]


class Heard(NamedTuple):
    """Lines with a word like one asked for, and what it says; of words that many have, the words alone."""

    lines: Mapping[int, float]
    crowds: Sequence[tuple[str, float]]


class Crowd:
    """The lines of a word that many have, by year of birth and by home; made when first asked for."""

    def __init__(self, numbers: Sequence[int], lines: Sequence[Comparable]) -> None:
        self._all = numbers
        self._of_year: dict[int, list[int]] = defaultdict(list)
        """Year 0 where no birth is known."""
        self._of_home: dict[str, list[int]] = defaultdict(list)
        self._about: Remembered[tuple[int, int], list[int]] = Remembered(self._born_about)
        for at in numbers:
            birth = lines[at].birth
            for year in range(birth.first_year, birth.last_year + 1) if birth else (0,):
                self._of_year[year].append(at)
            if lines[at].regency:
                self._of_home[lines[at].regency].append(at)

    def about(self, person: Comparable) -> Iterable[int]:
        """Those of a person's age, or of no age, or of his home; of his home alone where his age is unknown."""
        birth, home = person.birth, self._of_home.get(person.regency, ())
        if birth is None or not birth.last_year:
            return home if person.regency else self._all
        return chain(home, self._about[birth.first_year, birth.last_year])

    def _born_about(self, years: tuple[int, int]) -> list[int]:
        """Those who may be born between these two years or beside them, or at no known age; some more than once."""
        first, last = years
        return [at for year in (0, *range(first - _YEARS, last + _YEARS + 1)) for at in self._of_year.get(year, ())]
