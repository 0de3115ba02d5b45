"""A list of people made fast to ask: candidates for one arrival, search as you type."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from app.matching.births import compare_births
from app.matching.documents import document_number, near_keys
from app.matching.evidence import Evidence, weigh
from app.matching.index import Crowd, Heard, Index, Kinds
from app.matching.names import FILLERS, clean, read_name
from app.matching.rarity import Rarity
from app.matching.sounds import loose_keys, sound_keys, words_alike
from app.matching.weights import BITS
from app.matching.who import Comparable, Document, Who, comparable

_WEIGHED = 10
"""So many of the likeliest lines are compared in full."""
_FAR_BEHIND = 7.0
"""Lines so many rough bits behind the first are not looked at further."""
_NEAR = 5.5
"""The same where no line that is somebody's already is among them."""
_BEHIND = 6.5
"""The same when the days of birth have spoken: those further behind are not compared in full."""
_NAME, _ANOTHER_NAME = BITS["name.equal"], BITS["name.conflict"]
_SAME_HOME, _ELSEWHERE, _OTHER_SEX = BITS["regency.same"] * 4.0, BITS["province.differs"], BITS["sex.differs"]
_BORN, _SWAPPED = (BITS[f"birth.{level}"] - BITS["birth.age_0"] for level in ("same", "swapped"))
_NUMBER, _NEAR_NUMBER = BITS["document.same"], BITS["document.near"]
_AT_GAP = (*(BITS[f"birth.age_{gap}"] for gap in range(6)), BITS["birth.differs"])
_FURTHEST = len(_AT_GAP) - 1
_MOST_BESIDE = _SAME_HOME + max(_AT_GAP)
"""What home and year can add to a line."""
_SHOWN_FROM = 30
_CROWD = 25
"""Of a word on more lines than this, those of another age and home are passed over."""
_Home = tuple[str, str, str]
"""Regency, province and sex."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the person: its place in the list (from 0), the line, and why."""

    index: int
    who: Who
    evidence: Evidence


class Roster:
    """An index over the lines of a list; the lines do not change."""

    def __init__(self, lines: Sequence[Who | Comparable], rarity: Rarity | None = None) -> None:
        self.lines = tuple([line if isinstance(line, Comparable) else comparable(line) for line in lines])
        self.rarity = rarity or Rarity(self.lines)
        """Of the whole list, where these lines are a part of one."""
        self._numbers: Index[str, int] = Index()
        self._near_numbers: Index[str, str] = Index()
        """Keys that numbers one slip apart share."""
        self._by_birth: Index[date, int] = Index()
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._crowds: dict[str, Crowd] = {}
        self._by_list_no: dict[str, list[int]] = defaultdict(list)
        self._by_year: dict[int, list[int]] = defaultdict(list)
        self._alike: dict[str, list[tuple[str, float]]] = {}
        self._heard: dict[tuple[str, float], Heard] = {}
        self._homes = Kinds(map(_home, self.lines), _beside)
        self._born = Kinds(map(_years, self.lines), _gap_bits)
        for at, line in enumerate(self.lines):
            self._enter(at, line)
        self._words = list(self._by_word)
        self._by_sound: Index[str, str] = Index()
        for word in self._words:
            self._by_sound.add(_sound_neighbours(word), word)

    def _enter(self, at: int, line: Comparable) -> None:
        for number in line.all_numbers:
            if number not in self._numbers:
                self._near_numbers.add(near_keys(number), number)
            self._numbers.add((number,), at)
        if line.birth and line.birth.day:
            self._by_birth.add((line.birth.day,), at)
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
        """As `candidates`, for somebody already made comparable."""
        return self._weigh(person, self._rough(person, self._hits(person))[: max(_WEIGHED, limit)], limit, limit)

    def near(self, person: Comparable, limit: int) -> list[tuple[int, Evidence]]:
        """The likeliest line, and at most so many in all that come near it, best first."""
        hits = self._hits(person)
        if not hits:
            return []
        homes, beside = self._homes.seen_from(_home(person))
        born, years = self._born.seen_from(_years(person))
        first = max(hits, key=hits.__getitem__)
        enough = hits[first] + beside[homes[first]] + years[born[first]] - _FAR_BEHIND - _MOST_BESIDE
        able = {at: bits for at, bits in hits.items() if bits >= enough}
        rough = self._rough(person, able)[:_WEIGHED]
        return self._weigh(person, [one for one in rough if one[0] < rough[0][0] + _NEAR], limit, 1)

    def others_like(self, at: int, limit: int) -> list[tuple[int, Evidence]]:
        """The likeliest other lines for the person of a line, best first."""
        hits = self._hits(self.lines[at])
        hits.pop(at, None)
        return self._weigh(self.lines[at], self._rough(self.lines[at], hits)[: max(_WEIGHED, limit)], limit, limit)

    def _weigh(
        self, person: Comparable, rough: Sequence[tuple[float, int]], limit: int, least: int
    ) -> list[tuple[int, Evidence]]:
        """The best of these, of which the first `least` are compared however far they lie behind."""
        enough = rough[0][0] + _FAR_BEHIND if rough else 0.0
        likely = [
            (short - _by_the_day(person, self.lines[at]), at)
            for place, (short, at) in enumerate(rough)
            if place < least or short < enough
        ]
        likely.sort()
        enough = likely[0][0] + _BEHIND if likely else 0.0
        found = [
            (at, weigh(person, self.lines[at], self.rarity))
            for place, (short, at) in enumerate(likely)
            if place < least or short < enough
        ]
        found.sort(key=lambda one: (-one[1].bits, one[0]))
        return found[:limit]

    def words_like(self, word: str) -> list[list[int]]:
        """The lines of every word of this list that may be `word`."""
        return [self._by_word[known] for known, _ in self._known_alike(word)]

    def _rough(self, person: Comparable, hits: dict[int, float]) -> list[tuple[float, int]]:
        """(less the rough bits, line), the best first: year, home and sex speak too."""
        homes, beside = self._homes.seen_from(_home(person))
        born, years = self._born.seen_from(_years(person))
        rough = [(-bits - beside[homes[at]] - years[born[at]], at) for at, bits in hits.items()]
        rough.sort()
        return rough

    def _hits(self, person: Comparable) -> dict[int, float]:
        """Lines that share something, with a rough weight."""
        named, whole = self._named(person)
        more = 1.0 - _ANOTHER_NAME / whole if whole else 1.0  # the less of the name is shared, the more contradicts
        hits = {at: bits * more for at, bits in named.items()}
        self._hit_numbers(hits, person)
        if person.birth and person.birth.day:
            for day, bits in _days(person.birth.day):
                for at in self._by_birth[day]:
                    hits[at] = hits.get(at, 0.0) + bits
        return hits

    def _named(self, person: Comparable) -> tuple[dict[int, float], float]:
        """Lines that share words with him, by what the words say; and what his whole name would."""
        found: list[Mapping[int, float]] = []
        whole = 0.0
        for word, weight in _asked_words(person):
            whole += weight * self.rarity.word(word) * _NAME
            heard = self._heard.get((word, weight)) or self._hear(word, weight)
            found.append(heard.lines)
            for known, bits in heard.crowds:
                found.append(dict.fromkeys(self._of_his_age_or_home(known, person), bits))
        found.sort(key=len)
        named = dict(found.pop()) if found else {}
        for shared in found:
            for at, bits in shared.items():
                named[at] = named.get(at, 0.0) + bits
        return named, whole

    def _hear(self, word: str, weight: float) -> Heard:
        """What a word asked for, counting so much, says of the lines that have one like it; remembered."""
        lines: dict[int, float] = {}
        crowds: list[tuple[str, float]] = []
        for known, likeness in self._known_alike(word):
            bits = likeness * weight * self.rarity.word(known) * _NAME
            if len(self._by_word[known]) > _CROWD:
                crowds.append((known, bits))
                continue
            for at in self._by_word[known]:
                lines[at] = lines.get(at, 0.0) + bits
        heard = self._heard[word, weight] = Heard(lines, crowds)
        return heard

    def _of_his_age_or_home(self, word: str, person: Comparable) -> Iterable[int]:
        """Lines with a word that many have: those born about then, or with no age, or from his regency."""
        crowd = self._crowds.get(word)
        if crowd is None:
            crowd = self._crowds[word] = Crowd(self._by_word[word], self.lines)
        return crowd.about(person)

    def _hit_numbers(self, hits: dict[int, float], person: Comparable) -> None:
        for number in person.all_numbers:
            for known in self._near_numbers.under(near_keys(number)):
                for at in self._numbers[known]:
                    hits[at] = hits.get(at, 0.0) + (_NUMBER if known == number else _NEAR_NUMBER)

    def _known_alike(self, word: str) -> list[tuple[str, float]]:
        """The words of this list that may be `word`, each with its likeness; remembered."""
        found = self._alike.get(word)
        if found is None:
            known = self._by_sound.under(_sound_neighbours(word))
            found = self._alike[word] = words_alike(word, [other for other in known if len(other) > 1])
        return found

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
            for known in self._numbers if len(number) > 2 else ():
                if number in known:
                    points.update(dict.fromkeys(self._numbers[known], 30.0))
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


def _home(person: Comparable) -> _Home:
    return person.regency, person.province, person.sex


def _years(person: Comparable) -> tuple[int, int]:
    """The years he may be born in, 0 where unknown."""
    return (person.birth.first_year, person.birth.last_year) if person.birth else (0, 0)


def _beside(mine: _Home, its: _Home) -> float:
    """Rough bits of home and sex."""
    (regency, province, sex), (its_regency, its_province, its_sex) = mine, its
    bits = _OTHER_SEX if sex and its_sex and sex != its_sex else 0.0
    if regency and regency == its_regency:
        return bits + _SAME_HOME
    return bits + (_ELSEWHERE if province and its_province and province != its_province else 0.0)


def _gap_bits(mine: tuple[int, int], its: tuple[int, int]) -> float:
    """Rough bits of the years between two births."""
    if not (mine[1] and its[1]):
        return 0.0
    return _AT_GAP[min(max(mine[0] - its[1], its[0] - mine[1], 0), _FURTHEST)]


def _by_the_day(person: Comparable, line: Comparable) -> float:
    """What two days of birth say beyond what the rough bits have counted."""
    if not (person.birth and line.birth and person.birth.day and line.birth.day):
        return 0.0
    found = compare_births(person.birth, line.birth)
    if found is None or found.level == "swapped":
        return 0.0
    same = person.birth.day == line.birth.day
    return found.bits - (BITS["birth.same"] if same else _gap_bits(_years(person), _years(line)))


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


def _name_words(line: Comparable) -> set[str]:
    """Every word of the name, father and aliases, and words often written together."""
    words: set[str] = set()
    for part in (line.name.given, line.name.father, line.name.label, *line.name.aliases):
        words.update(part)
        if not FILLERS.isdisjoint(part):
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
