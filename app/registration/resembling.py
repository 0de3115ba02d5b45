"""Who of everybody ever registered here resembles somebody, and how surely: found by the index, weighed by the matcher.

Numbers, the day of birth, and the sounds of a name with the year of birth lead to a few dozen people among 200,000; how
much a shared word says is counted on this very register.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nlargest
from itertools import combinations
from typing import Any

from sqlalchemy import func, select

from app.matching.documents import document_number
from app.matching.evidence import Evidence, weigh
from app.matching.rarity import Rarity
from app.matching.score import doubts, likelihoods, settle
from app.matching.sounds import loose_keys
from app.matching.weights import BITS
from app.matching.who import Comparable, Document, Who, comparable
from app.registration import rules
from app.registration.finding import KIND
from app.registration.index_words import SOUND, day_word, year_word
from app.registration.records import Person, PersonDocument
from app.store import textindex
from app.store.journal import chunks
from app.store.textindex import Term
from app.store.work import Reading

_PERSON = Person.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_PAPER = PersonDocument.__table__  # type: ignore[attr-defined]
_FACTS = select(
    *(_PERSON.c[name] for name in ("id", "name", "father_name", "aliases", "sex", "nik")),
    *(_PERSON.c[name] for name in ("birth_date", "birth_year", "age", "age_on")),
    *(_PERSON.c[name] for name in ("destination_code", "origin_code", "destination_text", "origin_text")),
)
_NUMBERS = select(_PAPER.c.person_id, _PAPER.c.kind, _PAPER.c.number)
_OF_ONE_WAY = 60
"""So many are taken from each way of asking."""
_LOOKED_AT = 40
"""So many of all ways together are compared."""
_NAME, _BORN, _NUMBER, _OF_THAT_AGE = (BITS[key] for key in ("name.equal", "birth.same", "nik.same", "birth.age_0"))
_YEARS = 2
_WORDS_ASKED = 4
_RARE = 9.0
"""Bits: of so rare a word all those of about that age are few enough to be taken."""
_PROVINCE, _REGENCY = len("74"), len("74.04")
"""Of a village's code."""
_WEIGHED = 5
_BEFORE = 1.0
"""Bits for having been here before, on top of what a letter says of its lines; set by `tests.bench.repeaters`."""
_LEAST = 20_000
"""A name shared in a small register says no more than in one of so many."""
_NAMED_FROM = 0.2
"""From this likelihood on somebody is named; who came three times has two earlier selves that share it."""
_MOST_COUNTED = 20_000


@dataclass
class Register:
    """What is counted of the whole register while looking, so that it is counted once."""

    people: int = 0
    words: Counter[str] = field(default_factory=Counter)
    counted: set[str] = field(default_factory=set)

    def rarity(self, r: Reading, words: Iterable[str]) -> Rarity:
        """What sharing these words says among everybody here."""
        if not self.people:
            mine = select(func.count()).select_from(_PERSON).where(_PERSON.c.site_id == r.site_id)
            self.people = max(1, r.rows(mine)[0][0])
        for word in set(words) - self.counted:
            self.words[word] = textindex.count(r.connection, word, _MOST_COUNTED)
            self.counted.add(word)
        return Rarity.of_words(self.words, max(self.people, _LEAST))


@dataclass(frozen=True)
class Resembling:
    """Somebody who may be the same: the evidence, how likely against the others, and whether rules make it sure."""

    person_id: str
    evidence: Evidence
    score: float
    sure: bool


def resembling(
    r: Reading,
    person_id: str,
    who: Who,
    register: Register,
    settled: set[str] = frozenset(),  # type: ignore[assignment]
) -> list[Resembling]:
    """The likeliest other selves of a person, the surest first; mostly none. Those `settled` are left out."""
    mine = comparable(who)
    near = [other for other in _near(r, mine, register) if other != person_id and other not in settled]
    rarity = register.rarity(r, _words(mine))
    weighed = [(other, _renewed(weigh(mine, comparable(them), rarity))) for other, them in whos(r, near).items()]
    weighed = [one for one in weighed if _worth_asking(one[1])]
    weighed.sort(key=lambda one: (-one[1].bits, one[0]))
    return _named(weighed[:_WEIGHED])


def _renewed(evidence: Evidence) -> Evidence:
    """Papers are made anew for each journey: another number says nothing of who came years ago."""
    paper = evidence.fields.get("document")
    if paper is None or paper.level not in ("differs", "near_end"):
        return evidence
    rest = {name: agreement for name, agreement in evidence.fields.items() if name != "document"}
    return replace(evidence, fields=rest, bits=evidence.bits - paper.bits)


def _worth_asking(evidence: Evidence) -> bool:
    """Without a word in common, or born on another day altogether, only a number tells that two may be one."""
    levels = {evidence.level("document"), evidence.level("nik")}
    if "same" in levels:
        return True
    return "birth" not in doubts(evidence) and (evidence.name.words > 0 or "near" in levels)


def _named(weighed: Sequence[tuple[str, Evidence]]) -> list[Resembling]:
    likely = likelihoods([evidence.bits + _BEFORE for _other, evidence in weighed])
    decision = settle([evidence for _other, evidence in weighed], likely)
    return [
        Resembling(other, evidence, round(chance, 4), decision.kind == "match" and at == decision.index)
        for at, ((other, evidence), chance) in enumerate(zip(weighed, likely, strict=True))
        if chance >= _NAMED_FROM
    ]


def _near(r: Reading, who: Comparable, register: Register) -> list[str]:
    """People who share a number, the day of birth, or what their names sound like at that age, the likeliest first."""
    found: dict[str, float] = {}
    for terms, bits in _ways(r, who, register):
        for site, person in textindex.search(r.connection, KIND, terms, _OF_ONE_WAY):
            if site == r.site_id:
                found[person] = found.get(person, 0.0) + bits
    return nlargest(_LOOKED_AT, found, key=found.__getitem__)


def _ways(r: Reading, who: Comparable, register: Register) -> Iterator[tuple[list[Term], float]]:
    """What is sought in the index, and what being found so says, roughly."""
    for number in (who.nik, *(number for _kind, number in who.numbers)):
        if number:
            yield [Term((document_number(number).lower(),), whole=True)], _NUMBER
    words = list(dict.fromkeys((*who.name.given, *who.name.father)))[:_WORDS_ASKED]
    if who.name.nameless or not words:
        return
    rarity = register.rarity(r, words)
    sounds = {word: Term(tuple(SOUND + key.lower() for key in loose_keys(word)), whole=True) for word in words}
    said = {word: rarity.word(word) * _NAME for word in words}
    birth = who.birth
    if len(who.name.given) > 1 or not (birth and birth.first_year):
        yield [sounds[word] for word in words if word in who.name.given], sum(map(said.__getitem__, words))
    if not (birth and birth.first_year):
        return
    if birth.day:
        day = Term(tuple(map(day_word, _either_way(birth.day))), whole=True)
        yield [day], _BORN
        for word in words[:2]:
            yield [sounds[word], day], said[word]
    exact, near = (
        Term(tuple(map(year_word, range(birth.first_year - apart, birth.last_year + apart + 1))), whole=True)
        for apart in (0, _YEARS)
    )
    for word in words:
        yield [sounds[word], near if rarity.word(word) > _RARE else exact], said[word] + _OF_THAT_AGE
    common = [word for word in words if rarity.word(word) <= _RARE]
    for one, other in combinations(common, 2):
        yield [sounds[one], sounds[other], near], said[one] + said[other]


def _words(who: Comparable) -> tuple[str, ...]:
    return (*who.name.given, *who.name.father, *(word for alias in who.name.aliases for word in alias))


def _either_way(day: date) -> Iterator[date]:
    """The day, and the one it becomes when day and month are swapped."""
    yield day
    if day.day <= 12 and day.day != day.month:
        yield day.replace(day=day.month, month=day.day)


def whos(r: Reading, people: Sequence[str]) -> dict[str, Who]:
    """These people as the matcher compares them, by id."""
    papers: dict[str, list[Document]] = {}
    for row in _rows(r, _NUMBERS, _PAPER, _PAPER.c.person_id, people):
        if row.number:
            papers.setdefault(row.person_id, []).append(Document(row.kind, row.number))
    rows = _rows(r, _FACTS, _PERSON, _PERSON.c.id, people)
    return {row.id: who_of(row, papers.get(row.id, ())) for row in rows}


def _rows(r: Reading, query: Any, table: Any, column: Any, values: Sequence[str]) -> Iterator[Any]:
    here = (table.c.site_id == r.site_id) & table.c.void_reason.is_(None)
    for some in chunks(values):
        yield from r.rows(query.where(here, column.in_(some)))


def who_of(person: Any, papers: Sequence[Document] = ()) -> Who:
    """A person (a row with its facts) as the matcher compares him."""
    year = person.birth_year
    birth = person.birth_date or (rules.first_day(year) if year else None)
    code = person.destination_code or person.origin_code or ""
    home = (person.destination_text or person.origin_text or "").split(", ")
    return Who(
        name=person.name,
        father=person.father_name or "",
        aliases=tuple(person.aliases or ()),
        sex=person.sex or "",
        birth=birth,
        precision="day" if person.birth_date else "year",
        age=person.age,
        age_on=person.age_on,
        documents=tuple(papers),
        nik=person.nik or "",
        province=code[:_PROVINCE] or (home[-1] if len(home) > 1 else ""),
        regency=code[:_REGENCY] if len(code) >= _REGENCY else home[-2] if len(home) > 1 else "",
    )
