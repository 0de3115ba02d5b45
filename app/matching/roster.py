"""A list of people made fast to ask: candidates for one arrival, search as you type."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import pairwise

from app.matching.births import years_apart
from app.matching.documents import document_number, near_keys
from app.matching.evidence import Evidence, weigh
from app.matching.names import FILLERS, clean, read_name
from app.matching.rarity import Rarity
from app.matching.sounds import ALIKE, loose_keys, sound_keys, word_likeness
from app.matching.who import Comparable, Document, Who, comparable

_WEIGHED = 10
"""So many of the likeliest lines are compared in full."""
_LOOKED_AT, _LOOKED_AT_FIRST = 60, 100.0
_LOOKED_AT, _LOOKED_AT_FIRST = 60, 100.0
_NUMBER_HIT, _NEAR_NUMBER_HIT, _BIRTH_HIT, _SWAPPED_HIT = 15.0, 7.0, 10.0, 8.0
_FAR_BEHIND = 14.0
"""Lines so many rough bits behind the first are not compared in full."""
_SHOWN_FROM = 30
_CROWD = 0.04
"""A word on more than this share of the lines finds nobody by itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the person: its place in the list (from 0), the line, and why."""

    index: int
    who: Who
    evidence: Evidence


class Roster:
    """An index over the lines of a list; the lines do not change."""

    def __init__(self, lines: Sequence[Who]) -> None:
        self.lines: tuple[Comparable, ...] = tuple(comparable(line) for line in lines)
        self.rarity = Rarity(self.lines)
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_birth: dict[date, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_list_no: dict[str, list[int]] = defaultdict(list)
        self._by_year: dict[int, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._alike: dict[str, list[tuple[str, float]]] = {}
        for at, line in enumerate(self.lines):
            self._enter(at, line)
        self._words = list(self._by_word)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for key in _sound_neighbours(word):
                self._by_sound[key].append(word)
        self._crowd = max(40, int(len(self.lines) * _CROWD))

    def _enter(self, at: int, line: Comparable) -> None:
        for number in _numbers(line):
            self._numbers[number].append(at)
            for key in near_keys(number):
                self._by_number[key].append(at)
        if line.birth and line.birth.day:
            self._by_birth[line.birth.day].append(at)
        if line.birth and line.birth.first_year == line.birth.last_year:
            self._by_year[line.birth.first_year].append(at)
        if line.who.list_no:
            self._by_list_no[document_number(line.who.list_no)].append(at)
        for word in _name_words(line):
            self._by_word[word].append(at)

    def candidates(self, who: Who, limit: int = 5) -> list[Candidate]:
        """The likeliest lines for a person, best first; 2,000 lines take a few milliseconds at most."""
        return [Candidate(at, self.lines[at].who, evidence) for at, evidence in self.weighed(comparable(who), limit)]

    def weighed(self, person: Comparable, limit: int = 5) -> list[tuple[int, Evidence]]:
        """As `candidates`, for somebody already made comparable: (index, evidence), best first."""
        hits = self._hits(person)
        if len(hits) > _WEIGHED:
            self._look_closer(hits, person)
        likely = nlargest(max(_WEIGHED, limit), hits, key=hits.__getitem__)
        if len(likely) > limit:
            enough = hits[likely[0]] - _FAR_BEHIND
            likely = likely[:limit] + [at for at in likely[limit:] if hits[at] > enough]
        found = [(at, weigh(person, self.lines[at], self.rarity)) for at in likely]
        found.sort(key=lambda one: (-one[1].bits, one[0]))
        return found[:limit]

    def with_numbers(self, person: Comparable) -> list[int]:
        """Lines that carry one of the person's numbers exactly."""
        return sorted({at for number in _numbers(person) for at in self._numbers.get(number, ())})

    def _look_closer(self, hits: dict[int, float], person: Comparable) -> None:
        """Let year, home and sex speak before the costly comparison, for the lines that share most."""
        for at in nlargest(_LOOKED_AT, hits, key=hits.__getitem__):
            line = self.lines[at]
            bits = _LOOKED_AT_FIRST
            if person.regency and person.regency == line.regency:
                bits += 4.0
            elif person.province and line.province and person.province != line.province:
                bits -= 2.0
            gap = years_apart(person.birth, line.birth)
            if gap is not None:
                bits += 3.0 if gap <= 1 else 0.0 if gap <= 3 else -4.0
            if person.sex and line.sex and person.sex != line.sex:
                bits -= 4.0
            hits[at] += bits

    def _hits(self, person: Comparable) -> dict[int, float]:
        """Lines that share something, with a rough weight."""
        hits: dict[int, float] = defaultdict(float)
        self._hit_numbers(hits, person)
        if person.birth and person.birth.day:
            for day, bits in _days(person.birth.day):
                for at in self._by_birth.get(day, ()):
                    hits[at] += bits
        words = [
            (self._by_word[known], likeness * weight * self.rarity.word(known))
            for word, weight in _asked_words(person)
            for known, likeness in self._known_alike(word)
        ]
        words.sort(key=lambda one: len(one[0]))
        for lines, bits in words:
            if len(lines) > self._crowd and len(hits) >= _LOOKED_AT:
                break
            for at in lines:
                hits[at] += bits
        return hits

    def _hit_numbers(self, hits: dict[int, float], person: Comparable) -> None:
        for number in _numbers(person):
            near = {at for key in near_keys(number) for at in self._by_number.get(key, ())}
            for at in near:
                same = number in _numbers(self.lines[at])
                hits[at] += _NUMBER_HIT if same else _NEAR_NUMBER_HIT

    def _known_alike(self, word: str) -> list[tuple[str, float]]:
        """The words of this list that may be `word`, each with its likeness; remembered."""
        found = self._alike.get(word)
        if found is None:
            found = self._alike[word] = self._find_alike(word)
        return found

    def _find_alike(self, word: str) -> list[tuple[str, float]]:
        known = {other for key in _sound_neighbours(word) for other in self._by_sound.get(key, ())}
        likely = ((other, word_likeness(word, other)) for other in known)
        return [(other, likeness) for other, likeness in likely if likeness >= ALIKE and len(other) > 1]

    def search(self, text: str, limit: int = 5) -> list[Candidate]:
        """Lines for what is typed so far: list number, part of a document or NIK, beginnings of names, a birth year."""
        typed = clean(text).split()
        if not typed:
            return []
        points: dict[int, float] = defaultdict(float)
        for at in self._by_list_no.get(document_number(text), ()):
            points[at] += 100.0
        for part in typed:
            for at, worth in self._typed_part(part).items():
                points[at] += worth
        found = [
            (points[at], weigh(_typed_person(text, self.lines[at]), self.lines[at], self.rarity), at)
            for at in nlargest(_SHOWN_FROM, points, key=points.__getitem__)
        ]
        found.sort(key=lambda one: (-one[0], -one[1].bits, one[2]))
        return [Candidate(at, self.lines[at].who, evidence) for _, evidence, at in found[:limit]]

    def _typed_part(self, part: str) -> dict[int, float]:
        """Lines one typed part speaks for, each once, by its best reading."""
        points: dict[int, float] = {}
        if any(map(str.isdigit, part)):
            number = document_number(part)
            for known, lines in self._numbers.items() if len(number) > 2 else ():
                if number in known:
                    points.update(dict.fromkeys(lines, 30.0))
            if len(number) == 4 and number.isdigit():
                for at in self._by_year.get(int(number), ()):
                    points.setdefault(at, 5.0)
            return points
        for word in (word for name in (read_name(part).given,) for word in name):
            begun = [(other, 0.9) for other in self._words if other != word and _begins(other, word)]
            most = self.rarity.word(word) if word in self._by_word else float("inf")
            for other, likeness in (*begun, *self._known_alike(word)):
                worth = likeness * min(self.rarity.word(other), most)  # no rare likeness outranks the word itself
                for at in self._by_word[other]:
                    points[at] = max(points.get(at, 0.0), worth)
        return points


def _typed_person(text: str, line: Comparable) -> Comparable:
    """What was typed as a person, begun words completed from the line: a long number is a paper, four digits a year."""
    parts = text.split()
    numbers = [part for part in parts if any(map(str.isdigit, part))]
    years = [int(n) for n in numbers if len(n) == 4 and n.isdigit() and 1900 <= int(n) <= 2100]
    papers = tuple(Document("", number) for number in numbers if len(number) > 4)
    known = sorted(_name_words(line))
    words = [part.upper() for part in parts if part not in numbers]
    completed = [next((word for word in known if _begins(word, part)), part) for part in words]
    birth = date(years[0], 1, 1) if years else None
    return comparable(Who(" ".join(completed), birth=birth, precision="year", documents=papers))


def _begins(word: str, part: str) -> bool:
    """The word begins as typed, in spelling or in sound."""
    sound = sound_keys(part)[0]
    return word.startswith(part) or (len(sound) > 1 and sound_keys(word)[0].startswith(sound))


def _numbers(line: Comparable) -> list[str]:
    numbers = [number for _, number in line.numbers]
    return [line.nik, *numbers] if line.nik else numbers


def _name_words(line: Comparable) -> set[str]:
    """Every word of the name, father and aliases, and words often written together."""
    words: set[str] = set()
    for part in (line.name.given, line.name.father, line.name.label, *line.name.aliases):
        words.update(part)
        words.update(first + second for first, second in pairwise(part) if first in FILLERS)
    return words


def _sound_neighbours(word: str) -> set[str]:
    """Keys that words one slip apart in sound have in common; very short words must sound the same."""
    keys = {*sound_keys(word), *loose_keys(word)}
    return {near for key in keys for near in (near_keys(key) if len(key) > 2 else (key,))}


def _asked_words(person: Comparable) -> Iterator[tuple[str, float]]:
    """The words to ask for, a father's counting half: brothers share him."""
    own = {word for part in (person.name.given, person.name.label, *person.name.aliases) for word in part}
    for word in _name_words(person):
        yield word, 0.5 if word in person.name.father and word not in own else 1.0


def _days(day: date) -> Iterator[tuple[date, float]]:
    """The day itself, and the one it becomes when day and month are swapped."""
    yield day, _BIRTH_HIT
    if day.day <= 12 and day.day != day.month:
        yield day.replace(day=day.month, month=day.day), _SWAPPED_HIT
