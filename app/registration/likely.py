"""Who may be the same human being: namesakes of this ship and of earlier years, and papers recorded twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col
from sqlmodel import select as records

from app.matching.documents import document_number
from app.matching.names import read_name
from app.matching.score import compare, decide, reasons
from app.matching.sounds import loose_keys
from app.matching.who import Document, Who
from app.reference.enumerations import name_of
from app.registration import rules, validation
from app.registration.counts import HeadLine, heads_where
from app.registration.finding import KIND
from app.registration.index_words import SOUND
from app.registration.live import live
from app.registration.position import position
from app.registration.records import Person, PersonDocument, SamePerson, Stay
from app.registration.validation import Finding
from app.store import textindex
from app.store.journal import chunks
from app.store.textindex import Term
from app.store.work import Reading

LIKELY = 0.5
_LOOKED_AT = 60
_ONE_OF_A_KIND = frozenset({"splp", "paspor", "paspor_24", "paspor_48", "ktp", "kia", "identitas_wna", "plb"})


@dataclass(frozen=True)
class Likeness:
    """Somebody who may be the same person, why in words, and how sure (0 to 1)."""

    head: HeadLine
    why: tuple[str, ...]
    score: float
    certain: bool


def likely_same(r: Reading, person_id: str, limit: int = 5) -> list[Likeness]:
    """People of this site who may be this one, the surest first; those settled either way are left out."""
    found = whos(r, [person_id])
    if person_id not in found:
        return []
    mine = found[person_id]
    settled = _settled(r, person_id)
    near = [other for other in _near(r, person_id, mine) if other not in settled]
    others = whos(r, near)
    weighed = [(other, compare(mine, who)) for other, who in others.items()]
    likely = [(other, evidence) for other, evidence in weighed if evidence.score >= LIKELY]
    likely.sort(key=lambda one: -one[1].bits)
    heads = _latest(r, [other for other, _evidence in likely[:limit]])
    return [
        Likeness(heads[other], tuple(reasons(evidence)), evidence.score, decide([evidence]).kind == "match")
        for other, evidence in likely[:limit]
        if other in heads
    ]


def repeated_papers(r: Reading, person_id: str) -> tuple[Finding, ...]:
    """Papers and NIK of this person that are recorded for somebody else too (B6)."""
    person = r.get(Person, person_id)
    if person is None:
        return ()
    own = _papers(r, [person_id])
    kinds = {row.number_key: row.kind for row in own if row.number_key and row.kind in _ONE_OF_A_KIND}
    twins = [(row.person_id, name_of("dokumen", row.kind)) for row in _with_numbers(r, list(kinds))]
    if person.nik:
        same = textindex.search(r.connection, KIND, [Term((person.nik,), whole=True)], _LOOKED_AT)
        twins += [(row, "NIK") for site, row in same if site == r.site_id]
    settled = _settled(r, person_id)
    others = {other: kind for other, kind in twins if other != person_id and other not in settled}
    ships = _ships(r, [person_id, *others])
    mine = ships.get(person_id, set())
    return tuple(
        validation.repeated_number(kind, _name(r, other), not mine.isdisjoint(ships[other]))
        for other, kind in others.items()
        if other in ships
    )


def who_of(person: Person, papers: Iterable[PersonDocument] = ()) -> Who:
    """A person as the matcher compares him."""
    year = person.birth_year
    birth = person.birth_date or (rules.first_day(year) if year else None)
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
        documents=tuple(Document(paper.kind, paper.number) for paper in papers if paper.number),
        nik=person.nik or "",
        province=home[-1] if len(home) > 1 else "",
        regency=home[-2] if len(home) > 1 else "",
    )


def _near(r: Reading, person_id: str, who: Who) -> list[str]:
    """People who share a number, or the sound of their names."""
    numbers = [document_number(paper.number) for paper in who.documents] + [who.nik]
    found = [
        key[1]
        for number in numbers
        if number
        for key in textindex.search(r.connection, KIND, [Term((number.lower(),), whole=True)], _LOOKED_AT)
    ]
    words = read_name(who.name, who.father, who.aliases)
    sounds = [Term(tuple(SOUND + key.lower() for key in loose_keys(word)), whole=True) for word in words.given]
    for terms in (sounds, *([term] for term in _rarest(r, sounds))):
        found += [row for _site, row in textindex.search(r.connection, KIND, terms, _LOOKED_AT)]
    return [person for person in dict.fromkeys(found) if person != person_id][: 2 * _LOOKED_AT]


def _rarest(r: Reading, sounds: list[Term]) -> list[Term]:
    """The words that few people carry: they find somebody whose other words were heard differently."""
    return [
        term
        for term in sounds
        if len(sounds) > 1 and len(textindex.search(r.connection, KIND, [term], _LOOKED_AT)) < _LOOKED_AT
    ]


def whos(r: Reading, people: list[str]) -> dict[str, Who]:
    """These people as the matcher compares them, by id."""
    papers: dict[str, list[PersonDocument]] = {}
    for paper in _papers(r, people):
        papers.setdefault(paper.person_id, []).append(paper)
    found: dict[str, Who] = {}
    for some in chunks(people):
        mine = r.all(records(Person).where(live(r, Person), col(Person.id).in_(some)))
        found |= {person.id: who_of(person, papers.get(person.id, ())) for person in mine}
    return found


def _papers(r: Reading, people: list[str]) -> list[PersonDocument]:
    found: list[PersonDocument] = []
    for some in chunks(people):
        mine = records(PersonDocument).where(live(r, PersonDocument), col(PersonDocument.person_id).in_(some))
        found += r.all(mine)
    return found


def _with_numbers(r: Reading, keys: list[str]) -> list[PersonDocument]:
    query = records(PersonDocument).where(live(r, PersonDocument), col(PersonDocument.number_key).in_(keys))
    return [row for row in r.all(query) if row.kind in _ONE_OF_A_KIND] if keys else []


def _settled(r: Reading, person_id: str) -> set[str]:
    """People about whom it was decided that they are, or are not, this one."""
    pair = (col(SamePerson.person_id) == person_id) | (col(SamePerson.other_id) == person_id)
    rows = r.all(records(SamePerson).where(live(r, SamePerson), pair))
    return {one for row in rows for one in (row.person_id, row.other_id)} - {person_id}


def _ships(r: Reading, people: list[str]) -> dict[str, set[str]]:
    """The ships people came on; read from the stays, which a Work under way sees too."""
    found: dict[str, set[str]] = {}
    mine = records(Stay).where(live(r, Stay), col(Stay.person_id).in_(people))
    for stay in r.all(mine) if people else ():
        found.setdefault(stay.person_id or "", set()).add(stay.batch_id or stay.id)
    return found


def _name(r: Reading, person_id: str) -> str:
    person = r.need(Person, person_id)
    return rules.display_name(person.name, person.father_name, person.sex)


def _latest(r: Reading, people: list[str]) -> dict[str, HeadLine]:
    """The latest arrival of each person."""
    heads = heads_where(r, position.c.person.in_(people)) if people else []
    heads.sort(key=lambda head: head.arrived)
    return {head.person_id: head for head in heads if head.person_id}
