"""Who may be the same human being: namesakes of this ship and of earlier years, and papers recorded twice."""

from dataclasses import dataclass

from sqlmodel import col
from sqlmodel import select as records

from app.matching.score import reasons
from app.reference.enumerations import name_of
from app.registration import rules, validation
from app.registration.counts import HeadLine, heads_where
from app.registration.finding import KIND
from app.registration.live import live
from app.registration.position import position
from app.registration.records import Person, PersonDocument, SamePerson, Stay
from app.registration.resembling import Register, resembling, whos
from app.registration.validation import Finding
from app.store import textindex
from app.store.journal import chunks
from app.store.textindex import Term
from app.store.work import Reading

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
    alike = resembling(r, person_id, found[person_id], Register(), _settled(r, person_id))[:limit]
    heads = _latest(r, [one.person_id for one in alike])
    return [
        Likeness(heads[one.person_id], tuple(reasons(one.evidence)), one.score, one.sure)
        for one in alike
        if one.person_id in heads
    ]


def of_stay(r: Reading, stay_id: str) -> tuple[str, Likeness] | None:
    """The person of a head and who may most likely be the same; None for nobody."""
    stay = r.get(Stay, stay_id)
    found = likely_same(r, stay.person_id, 1) if stay and stay.person_id else []
    return (stay.person_id or "", found[0]) if stay and found else None


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
        for other, kind in sorted(others.items())
        if other in ships
    )


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
