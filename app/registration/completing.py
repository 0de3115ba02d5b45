"""What a list knows that nobody had asked a head yet: it fills what is empty, never what somebody wrote; reversible."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.matching.documents import document_number, nik_digits
from app.registration.heads import Who
from app.registration.live import live
from app.registration.records import Person, PersonDocument
from app.registration.rules import Birth, age_on
from app.store.journal import chunks
from app.store.work import Reading, Work

PAPER = "document"
_PLAIN = ("father_name", "sex", "birth_place", "origin_text", "destination_code", "destination_text")
_AGE_AWRY = 1
"""Years a stated age may be off from a date of birth before both may not be the same person's."""


@dataclass(frozen=True)
class Fill:
    """One empty fact and what the list says of it; `kind` is the paper's where it is a paper's number.

    `before` is how precisely the birth was known where its day is filled.
    """

    field: str
    value: str
    kind: str = ""
    before: str = ""


def fills(r: Reading, wanted: Mapping[str, Who]) -> dict[str, tuple[Fill, ...]]:
    """Person → what would be filled from what a list says of him."""
    persons: dict[str, Person] = {}
    papers: dict[str, list[PersonDocument]] = {}
    for some in chunks(wanted):
        persons |= {row.id: row for row in r.all(select(Person).where(live(r, Person), col(Person.id).in_(some)))}
        mine = select(PersonDocument).where(live(r, PersonDocument), col(PersonDocument.person_id).in_(some))
        for paper in r.all(mine):
            papers.setdefault(paper.person_id, []).append(paper)
    return {one: tuple(_fills(persons[one], papers.get(one, []), wanted[one])) for one in wanted if one in persons}


def fill(w: Work, person_id: str, listed: Who) -> tuple[Fill, ...]:
    """Fill the empty facts of a person from a list; what was filled."""
    require(w.actor, "registration.bind")
    found = fills(w, {person_id: listed}).get(person_id, ())
    facts: dict[str, Any] = {one.field: _raw(one) for one in found if one.field != PAPER}
    if "birth_date" in facts:
        facts["birth_precision"] = "day"
    w.update(w.need(Person, person_id), **facts)
    for one in found:
        if one.field == PAPER:
            key = document_number(one.value)
            values: dict[str, Any] = {"person_id": person_id, "kind": one.kind, "number": one.value, "number_key": key}
            row, fresh = w.insert_once(PersonDocument(id=_paper_id(person_id, one), **values))
            if not fresh:
                w.update(row, **values, void_reason=None)
    return found


def unfill(w: Work, person_id: str, filled: Iterable[Fill]) -> None:
    """Empty again what a list filled, where nobody wrote something else since."""
    require(w.actor, "registration.bind")
    person = w.need(Person, person_id)
    for one in filled:
        if one.field == PAPER:
            row = w.get(PersonDocument, _paper_id(person_id, one))
            if row is not None and row.void_reason is None and row.number == one.value:
                w.void(row, _("pencocokan diurungkan"))
        elif getattr(person, one.field) == _raw(one):
            precision = {"birth_precision": one.before or None} if one.field == "birth_date" else {}
            w.update(person, **{one.field: None}, **precision)


def _fills(person: Person, papers: list[PersonDocument], listed: Who) -> Iterator[Fill]:
    going = person.destination_code or person.destination_text or person.destination_unknown
    for field in _PLAIN:
        said = getattr(listed, field)
        if said and not getattr(person, field) and not (field.startswith("destination") and going):
            yield Fill(field, said)
    nik = nik_digits(listed.nik or "")
    if nik and not person.nik:
        yield Fill("nik", nik)
    if listed.birth_date and not person.birth_date and _agrees(person, listed.birth_date):
        yield Fill("birth_date", listed.birth_date.isoformat(), before=person.birth_precision or "")
    held = {paper.kind for paper in papers}
    for paper in listed.papers:
        if paper.number and paper.kind not in held:
            yield Fill(PAPER, paper.number, paper.kind)


def _agrees(person: Person, born: date) -> bool:
    """Whether what is known of the birth leaves room for this date."""
    if person.birth_year is not None:
        return person.birth_year == born.year
    if person.age is None or person.age_on is None:
        return person.age is None and person.age_months is None
    age = age_on(Birth(born), person.age_on)
    return age is not None and abs(age - person.age) <= _AGE_AWRY


def _raw(one: Fill) -> Any:
    return date.fromisoformat(one.value) if one.field == "birth_date" else one.value


def _paper_id(person_id: str, one: Fill) -> str:
    return derived_id("paper", person_id, one.kind, document_number(one.value) or "")
