"""Who of a ship has been here before: a few newcomers against everybody of earlier years, in seconds.

The newcomers are indexed, not the years: each earlier person is glanced at once, and only those who share a number,
a day of birth or enough of a name with somebody are compared in full.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest
from itertools import chain
from typing import Literal

from app.matching.documents import document_number, nik_digits
from app.matching.evidence import Evidence, weigh
from app.matching.names import read_word
from app.matching.rarity import Rarity
from app.matching.roster import Roster
from app.matching.score import likelihoods, reasons, settle, verdict
from app.matching.weights import BITS
from app.matching.who import Comparable, Who, comparable

_SELDOM = -2.0
"""Bits: fewer of those who arrive have been here before than are on a letter."""
_NAMED_FROM = 0.2
"""From this likelihood on an officer is asked; who came three times has two earlier selves that share it."""
_ENOUGH_GROUNDS = frozenset({"number_and_name", "birth_and_name"})
_CROWD = 0.1
"""A name word of more newcomers than this share, and of more than ten, points at nobody."""
_YEARS = 2
_WEIGHED = 8
"""So many of the likeliest earlier people are compared in full."""
_TOLD = 2
_FEW = 4
_NAME, _BORN, _NUMBER = BITS["name.equal"], BITS["birth.same"], BITS["document.same"]
_LEAST_OF_A_NAME = 3.0
"""Bits of name without which, number and day of birth apart, nobody is looked at closer."""


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
    """The likeliest earlier selves of each newcomer who has one, two at most; 350 against 200,000 take seconds."""
    words = _words_of(earlier)
    rarity = Rarity.of_words(words.counted(), len(earlier))
    glance = _Glance(newcomers, words, rarity)
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for at, person in enumerate(earlier):
        for newcomer, bits in glance.at(person):
            near[newcomer].append((bits, at))
    read: dict[int, Comparable] = {}
    found: list[Repeater] = []
    for newcomer in sorted(near):
        likely = [at for _, at in nlargest(_WEIGHED, near[newcomer])]
        weighed = [(at, _renewed(weigh(glance.people[newcomer], _read(read, earlier, at), rarity))) for at in likely]
        weighed.sort(key=lambda one: (-one[1].bits, one[0]))
        found += _told(newcomer, weighed)
    return found


def _read(read: dict[int, Comparable], earlier: Sequence[Who], at: int) -> Comparable:
    if at not in read:
        read[at] = comparable(earlier[at])
    return read[at]


def _renewed(evidence: Evidence) -> Evidence:
    """Papers are made anew for each journey: another number says nothing of who came years ago."""
    paper = evidence.fields.get("document")
    if paper is None or paper.level not in ("differs", "near_end"):
        return evidence
    rest = {name: agreement for name, agreement in evidence.fields.items() if name != "document"}
    return replace(evidence, fields=rest, bits=evidence.bits - paper.bits)


def _told(newcomer: int, weighed: Sequence[tuple[int, Evidence]]) -> Iterator[Repeater]:
    likely = likelihoods([evidence.bits - _SELDOM for _, evidence in weighed])
    decision = settle([evidence for _, evidence in weighed], likely)
    same = decision.kind == "match" and not _ENOUGH_GROUNDS.isdisjoint(decision.why)
    for place, ((at, evidence), chance) in enumerate(zip(weighed[:_TOLD], likely, strict=False)):
        if chance >= _NAMED_FROM:
            best = place == decision.index
            why = (*reasons(evidence), *(map(verdict, decision.why) if best else ()))
            yield Repeater(newcomer, at, "same" if same and best else "ask", round(chance, 4), why)


class _Words:
    """How often each word was written, and each as it is read."""

    def __init__(self, written: Counter[str]) -> None:
        self.written = written
        self.read = {word: read_word(word) for word in written}

    def counted(self) -> Counter[str]:
        """How many carry each word as read."""
        found: Counter[str] = Counter()
        for word, times in self.written.items():
            for read in self.read[word]:
                found[read] += times
        return found


def _words_of(people: Sequence[Who]) -> _Words:
    names = Counter(chain.from_iterable(person.name.split() for person in people))
    names.update(chain.from_iterable(person.father.split() for person in people if person.father))
    return _Words(names)


class _Glance:
    """The newcomers by number, day of birth, and words with years of birth."""

    def __init__(self, newcomers: Sequence[Who], words: _Words, rarity: Rarity) -> None:
        roster = Roster(newcomers)
        self.people = roster.lines
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._born: dict[date, list[int]] = defaultdict(list)
        self._years: list[tuple[int, int]] = []
        self._by_year: dict[tuple[str, int], list[tuple[int, float]]] = {}
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
        self._alike: dict[str, list[tuple[int, float]]] = {}
        """Word as written → newcomers with a word like it, and what it says."""
        most = max(10, int(len(self.people) * _CROWD))
        for word, reads in words.read.items():
            some = {at: rarity.word(read) * _NAME for read in reads for at in _who_have(roster, read, most)}
            if some:
                self._alike[word] = list(some.items())

    def at(self, person: Who) -> Iterable[tuple[int, float]]:
        """The newcomers this earlier person should be compared with, each with rough bits."""
        birth, year = person.birth, 0
        if birth is not None:
            year = birth.year
        elif person.age is not None and person.age_on is not None:
            year = person.age_on.year - person.age
        named: dict[int, float] = {}
        alike = self._alike
        for word in f"{person.name} {person.father}".split() if person.father else person.name.split():
            for at, bits in self._of_year(word, year) if word in alike else ():
                named[at] = named.get(at, 0.0) + bits
        if named and birth is not None and birth in self._born and person.precision == "day":
            for at in self._born[birth]:
                if at in named:
                    named[at] += _BORN
        for at in self._by_number(person):
            named[at] = named.get(at, 0.0) + _NUMBER
        return [one for one in named.items() if one[1] >= _LEAST_OF_A_NAME]

    def _of_year(self, word: str, year: int) -> list[tuple[int, float]]:
        """Newcomers with a word like it who may be born about then."""
        some = self._alike[word]
        if not year:
            return some
        remembered = len(some) > _FEW
        key = (word, year)
        if remembered and key in self._by_year:
            return self._by_year[key]
        years = self._years
        found = [one for one in some if years[one[0]][0] <= year <= years[one[0]][1]]
        if remembered:
            self._by_year[key] = found
        return found

    def _by_number(self, person: Who) -> list[int]:
        found: list[int] = []
        for paper in person.documents:
            number = paper.number
            found += self._numbers.get(number if number.isalnum() else document_number(number), ())
        if person.nik:
            nik = person.nik
            found += self._numbers.get(nik if nik.isdigit() else nik_digits(nik), ())
        return found


def _who_have(roster: Roster, word: str, most: int) -> Iterable[int]:
    """Newcomers with a word like it, unless they are too many."""
    found = {at for known in roster.words_like(word) for at in known}
    return found if len(found) <= most else ()


def _either_way(day: date) -> Iterator[date]:
    yield day
    if day.day <= 12 and day.day != day.month:
        yield day.replace(day=day.month, month=day.day)
