"""A list of people made fast to ask: candidates for one arrival, search as you type."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from app.matching.documents import document_number, near_keys
from app.matching.evidence import Evidence, weigh
from app.matching.names import FILLERS, clean, read_name
from app.matching.rarity import Rarity
from app.matching.sounds import ALIKE, loose_keys, sound_keys, word_likeness
from app.matching.weights import BITS
from app.matching.who import Comparable, Document, Who, comparable

_WEIGHED = 10
"""So many of the likeliest lines are compared in full."""
_LOOKED_AT = 100
_FAR_BEHIND = 7.0
"""Lines so many rough bits behind the first are not compared in full."""
_NAME, _ANOTHER_NAME = BITS["name.equal"], BITS["name.conflict"]
_HOME, _ELSEWHERE, _OTHER_SEX = BITS["regency.same"] * 4.0, BITS["province.differs"], BITS["sex.differs"]
_BORN, _SWAPPED = (BITS[f"birth.{level}"] - BITS["birth.age_0"] for level in ("same", "swapped"))
_NUMBER, _NEAR_NUMBER = BITS["document.same"], BITS["document.near"]
_AT_GAP = (*(BITS[f"birth.age_{gap}"] for gap in range(6)), BITS["birth.differs"])
_GAPS = len(_AT_GAP)
_ROUNDING = 1e-6
_SHOWN_FROM = 30
_CROWD = 40
"""Of a word on more lines than this, those of another age and home are passed over."""
_YEARS = 1


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
        self._crowds: dict[str, _Crowd] = {}
        self._by_list_no: dict[str, list[int]] = defaultdict(list)
        self._by_year: dict[int, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._alike: dict[str, list[tuple[str, float]]] = {}
        self._facts = [_facts(line) for line in self.lines]
        for at, line in enumerate(self.lines):
            self._enter(at, line)
        self._words = list(self._by_word)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for key in _sound_neighbours(word):
                self._by_sound[key].append(word)

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

    def weighed(self, person: Comparable, limit: int = 5, least: int = 5) -> list[tuple[int, Evidence]]:
        """As `candidates`, for somebody already made comparable; `least` are compared however far they lie behind."""
        return self._weigh_likely(person, self._hits(person), limit, least)

    def others_like(self, at: int, limit: int) -> list[tuple[int, Evidence]]:
        """The likeliest other lines for the person of a line, best first."""
        hits = self._hits(self.lines[at])
        hits.pop(at, None)
        return self._weigh_likely(self.lines[at], hits, limit, limit)

    def _weigh_likely(
        self, person: Comparable, hits: dict[int, float], limit: int, least: int
    ) -> list[tuple[int, Evidence]]:
        most = max(_WEIGHED, limit)
        rough = self._rough(person, hits, most, least)
        enough = rough[0][0] + _FAR_BEHIND if rough else 0.0
        likely = [at for place, (short, at) in enumerate(rough[:most]) if place < least or short < enough]
        found = [(at, weigh(person, self.lines[at], self.rarity)) for at in likely]
        found.sort(key=lambda one: (-one[1].bits, one[0]))
        return found[:limit]

    def words_like(self, word: str) -> list[list[int]]:
        """The lines of every word of this list that may be `word`."""
        return [self._by_word[known] for known, _ in self._known_alike(word)]

    def with_numbers(self, person: Comparable) -> list[int]:
        """Lines that carry one of the person's numbers exactly."""
        return sorted({at for number in _numbers(person) for at in self._numbers.get(number, ())})

    def _rough(self, person: Comparable, hits: dict[int, float], most: int, least: int) -> list[tuple[float, int]]:
        """(less the rough bits, line), the best first: year, home and sex speak too.

        Those that cannot be among the first `most`, or within reach of the first, are left out once `least` are found.
        """
        regency, province, sex, first, last = _facts(person)
        rough: list[tuple[float, int]] = []
        ranked: list[float] = []
        enough, beside = float("-inf"), (_HOME if regency else 0.0) + (_AT_GAP[0] if last else 0.0) + _ROUNDING
        for at in sorted(hits, key=hits.__getitem__, reverse=True)[:_LOOKED_AT]:
            bits = hits[at]
            if bits < enough:
                break
            its_regency, its_province, its_sex, its_first, its_last = self._facts[at]
            if regency and regency == its_regency:
                bits += _HOME
            elif province and its_province and province != its_province:
                bits += _ELSEWHERE
            if sex and sex != its_sex and its_sex:
                bits += _OTHER_SEX
            if last and its_last:
                gap = first - its_last if first > its_last else its_first - last if its_first > last else 0
                bits += _AT_GAP[gap] if gap < _GAPS else _AT_GAP[-1]
            rough.append((-bits, at))
            insort(ranked, bits)
            if len(ranked) >= least:
                enough = min(ranked[-1] - _FAR_BEHIND, ranked[-least]) - beside
                if len(ranked) >= most:
                    enough = max(enough, ranked[-most] - beside)
        rough.sort()
        return rough

    def _hits(self, person: Comparable) -> dict[int, float]:
        """Lines that share something, with a rough weight; of those that share words alone the likeliest."""
        hits: dict[int, float] = {}
        self._hit_numbers(hits, person)
        if person.birth and person.birth.day:
            for day, bits in _days(person.birth.day):
                for at in self._by_birth.get(day, ()):
                    hits[at] = hits.get(at, 0.0) + bits
        named, whole = self._named(person)
        part = _ANOTHER_NAME / whole if whole else 0.0
        for at, bits in hits.items():
            shared = named.pop(at, 0.0)
            hits[at] = bits + shared - part * min(shared, whole)
        for at in sorted(named, key=named.__getitem__, reverse=True)[:_LOOKED_AT]:
            bits = named[at]
            hits[at] = bits - part * min(bits, whole)
        return hits

    def _named(self, person: Comparable) -> tuple[dict[int, float], float]:
        """Lines that share words with him, by what the words say; and what his whole name would."""
        found: list[tuple[Sequence[int], float]] = []
        whole = 0.0
        for word, weight in _asked_words(person):
            whole += weight * self.rarity.word(word) * _NAME
            for known, likeness in self._known_alike(word):
                bits = likeness * weight * self.rarity.word(known) * _NAME
                lines = self._by_word[known]
                found.append((lines if len(lines) <= _CROWD else self._of_his_age_or_home(known, person), bits))
        named: dict[int, float] = {}
        found.sort(key=lambda one: len(one[0]), reverse=True)
        for shared, bits in found:
            if not named:
                named = dict.fromkeys(shared, bits)
                continue
            for at in shared:
                named[at] = named.get(at, 0.0) + bits
        return named, whole

    def _of_his_age_or_home(self, word: str, person: Comparable) -> Sequence[int]:
        """Lines with a word that many have: those born about then, or with no age, or from his regency."""
        crowd = self._crowds.get(word)
        if crowd is None:
            crowd = self._crowds[word] = _Crowd(self._by_word[word], self.lines)
        return crowd.about(person)

    def _hit_numbers(self, hits: dict[int, float], person: Comparable) -> None:
        for number in _numbers(person):
            near: set[int] = set()
            for key in near_keys(number):
                near.update(self._by_number.get(key, ()))
            same = self._numbers.get(number, ())
            for at in near:
                hits[at] = hits.get(at, 0.0) + (_NUMBER if at in same else _NEAR_NUMBER)

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


class _Crowd:
    """The lines of a word that many have, by year of birth and by home; made when first asked for."""

    def __init__(self, numbers: Sequence[int], lines: Sequence[Comparable]) -> None:
        self._all = numbers
        self._of_year: dict[int, list[int]] = defaultdict(list)
        """Year 0 where no birth is known."""
        self._of_home: dict[str, list[int]] = defaultdict(list)
        for at in numbers:
            birth = lines[at].birth
            for year in range(birth.first_year, birth.last_year + 1) if birth else (0,):
                self._of_year[year].append(at)
            if lines[at].regency:
                self._of_home[lines[at].regency].append(at)

    def about(self, person: Comparable) -> Sequence[int]:
        """Those of a person's age, or of no age, or of his home; of his home alone where his age is unknown."""
        birth, home = person.birth, self._of_home.get(person.regency, ()) if person.regency else ()
        if birth is None or not birth.last_year:
            return home if person.regency else self._all
        found = {*self._of_year.get(0, ()), *home}
        for year in range(birth.first_year - _YEARS, birth.last_year + _YEARS + 1):
            found.update(self._of_year.get(year, ()))
        return list(found)


def _facts(person: Comparable) -> tuple[str, str, str, int, int]:
    """Regency, province, sex, and the years he may be born in (0 where unknown)."""
    first, last = (person.birth.first_year, person.birth.last_year) if person.birth else (0, 0)
    return person.regency, person.province, person.sex, first, last


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


@lru_cache(maxsize=16384)
def _sound_neighbours(word: str) -> frozenset[str]:
    """Keys that words one slip apart in sound have in common; very short words must sound the same."""
    keys = {*sound_keys(word), *loose_keys(word)}
    return frozenset(near for key in keys for near in (near_keys(key) if len(key) > 2 else (key,)))


def _asked_words(person: Comparable) -> Iterator[tuple[str, float]]:
    """The words to ask for, a father's counting half: brothers share him."""
    own = {word for part in (person.name.given, person.name.label, *person.name.aliases) for word in part}
    for word in _name_words(person):
        yield word, 0.5 if word in person.name.father and word not in own else 1.0


def _days(day: date) -> Iterator[tuple[date, float]]:
    """The day itself, and the one it becomes when day and month are swapped."""
    yield day, _BORN
    if day.day <= 12 and day.day != day.month:
        yield day.replace(day=day.month, month=day.day), _SWAPPED
