"""Who of a ship has been here before: a few newcomers against everybody of earlier years, in seconds.

The newcomers are indexed, not the years: each earlier person is glanced at once, and only those who share a number,
a day of birth or enough of a name with somebody are compared in full.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.matching.documents import document_number, nik_digits
from app.matching.evidence import Evidence, weigh
from app.matching.names import read_name
from app.matching.rarity import Rarity
from app.matching.roster import Roster
from app.matching.score import likelihoods, reasons, settle, verdict
from app.matching.who import Comparable, Who, comparable

_SELDOM = 6.0
"""Bits: most who arrive have not been here before, while most who arrive are on the letter."""
_ENOUGH_GROUNDS = frozenset({"number_and_name", "birth_and_name"})
_CROWD = 0.1
"""A name word of more newcomers than this share, and of more than ten, points at nobody."""
_YEARS = 1
_ENOUGH_WORDS = 3
"""So many words in common are enough to look closer where no number and no day of birth agree."""
_KEPT = 5


@dataclass(frozen=True, slots=True)
class Repeater:
    """A newcomer and an earlier person, both by their place in what was given (from 0).

    `verdict` is *same* where numbers or the day of birth and the name agree, *ask* where an officer must look;
    pairs that are neither are not told.
    """

    newcomer: int
    earlier: int
    verdict: Literal["same", "ask"]
    score: float
    why: tuple[str, ...]


def repeaters(newcomers: Sequence[Who], earlier: Sequence[Who]) -> list[Repeater]:
    """The likeliest earlier self of each newcomer who has one; 350 against 200,000 take a few seconds."""
    glance = _Glance(newcomers)
    near: dict[int, list[int]] = defaultdict(list)
    for at, person in enumerate(earlier):
        for newcomer in glance.at(person):
            near[newcomer].append(at)
    rarity = Rarity.of_words(glance.seen(), len(earlier))
    read: dict[int, Comparable] = {}
    found = []
    for newcomer in sorted(near):
        weighed = [(at, weigh(glance.people[newcomer], _read(read, earlier, at), rarity)) for at in near[newcomer]]
        weighed.sort(key=lambda one: (-one[1].bits, one[0]))
        told = _settle(newcomer, weighed[:_KEPT])
        if told:
            found.append(told)
    return found


def _read(read: dict[int, Comparable], earlier: Sequence[Who], at: int) -> Comparable:
    if at not in read:
        read[at] = comparable(earlier[at])
    return read[at]


def _settle(newcomer: int, weighed: Sequence[tuple[int, Evidence]]) -> Repeater | None:
    likely = likelihoods([evidence.bits - _SELDOM for _, evidence in weighed])
    decision = settle([evidence for _, evidence in weighed], likely)
    if decision.index is None:
        return None
    at, evidence = weighed[decision.index]
    same = decision.kind == "match" and not _ENOUGH_GROUNDS.isdisjoint(decision.why)
    why = (*reasons(evidence), *map(verdict, decision.why))
    return Repeater(newcomer, at, "same" if same else "ask", decision.score, why)


class _Glance:
    """The newcomers by number, day of birth and word, and the words of everybody glanced at counted in passing."""

    def __init__(self, newcomers: Sequence[Who]) -> None:
        self._roster = Roster(newcomers)
        self.people = self._roster.lines
        self._written: dict[str, int] = {}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._born: dict[date, list[int]] = defaultdict(list)
        self._enough: list[int] = []
        self._years: list[tuple[int, int]] = []
        self._alike: dict[str, tuple[int, ...]] = {}
        """Word as written → newcomers with one like it."""
        for at, person in enumerate(self.people):
            for number in (person.nik, *(number for _, number in person.numbers)):
                if number:
                    self._numbers[number].append(at)
            if person.birth and person.birth.day:
                for day in _either_way(person.birth.day):
                    self._born[day].append(at)
            known = person.birth is not None and person.birth.last_year > 0
            first, last = (person.birth.first_year, person.birth.last_year) if person.birth and known else (0, 9999)
            self._years.append((first - _YEARS, last + _YEARS))
            self._enough.append(min(max(len(person.name.given) + len(person.name.father), 2), _ENOUGH_WORDS))

    def at(self, person: Who) -> Iterable[int]:
        """The newcomers this earlier person should be compared with."""
        found = self._by_number(person)
        alike, written = self._alike, self._written
        named: dict[int, int] = {}
        for word in f"{person.name} {person.father}".split() if person.father else person.name.split():
            written[word] = written.get(word, 0) + 1
            newcomers = alike.get(word)
            if newcomers is None:
                newcomers = alike[word] = tuple(self._find(word))
            for at in newcomers:
                named[at] = named.get(at, 0) + 1
        if not named:
            return found
        birth, year = person.birth, 0
        if birth is not None:
            year = birth.year
            if person.precision == "day":
                found.update(at for at in self._born.get(birth, ()) if at in named)
        elif person.age is not None and person.age_on is not None:
            year = person.age_on.year - person.age
        for at, words in named.items():
            if words >= self._enough[at]:
                first, last = self._years[at]
                if not year or first <= year <= last:
                    found.add(at)
        return found

    def _by_number(self, person: Who) -> set[int]:
        found: set[int] = set()
        for paper in person.documents:
            number = paper.number
            found.update(self._numbers.get(number if number.isalnum() else document_number(number), ()))
        if person.nik:
            nik = person.nik
            found.update(self._numbers.get(nik if nik.isdigit() else nik_digits(nik), ()))
        return found

    def seen(self) -> Counter[str]:
        """How many of those glanced at carry each word."""
        found: Counter[str] = Counter()
        for word, times in self._written.items():
            for read in _read_word(word):
                found[read] += times
        return found

    def _find(self, word: str) -> Iterator[int]:
        most = max(10, int(len(self.people) * _CROWD))
        for read in _read_word(word):
            lines = {at for known in self._roster.words_like(read) for at in known}
            if len(lines) <= most:
                yield from lines


def _read_word(word: str) -> tuple[str, ...]:
    return read_name(word).given


def _either_way(day: date) -> Iterator[date]:
    yield day
    if day.day <= 12 and day.day != day.month:
        yield day.replace(day=day.month, month=day.day)
