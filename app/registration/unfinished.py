"""Heads with fields still open before they may leave: the queue of the second stage of registration."""

from dataclasses import dataclass

from sqlmodel import col, select

from app.registration import families, interview, rules, validation
from app.registration.counts import HeadLine, heads_at
from app.registration.records import Person
from app.registration.rules import Birth
from app.store.journal import chunks
from app.store.work import Reading


@dataclass(frozen=True)
class OpenHead:
    """A head and the fields still open (codes of validation, in the order they are asked)."""

    head: HeadLine
    fields: tuple[str, ...]

    @property
    def lone_child(self) -> bool:
        """Whether a child here has nobody."""
        return validation.COMPANION in self.fields


def unfinished(r: Reading, batch_id: str | None = None) -> list[OpenHead]:
    """Everyone present with open fields, by name."""
    return [each for each in reviewed(r, heads_at(r, rules.PRESENT, batch_id)) if each.fields]


def reviewed(r: Reading, heads: list[HeadLine]) -> list[OpenHead]:
    """These heads with their open fields, which may be none; bodies and those who left have none."""
    living = [head for head in heads if head.account == rules.PRESENT and not head.body]
    lone = families.unaccompanied(r, living)
    people = _people(r, [head.person_id for head in living if head.person_id])
    here = {head.stay_id for head in living}
    refused = interview.refused(r, here)
    return [
        OpenHead(head, _open(head, people.get(head.person_id or ""), lone, refused) if head.stay_id in here else ())
        for head in heads
    ]


def _open(head: HeadLine, person: Person | None, lone: set[str], refused: set[str]) -> tuple[str, ...]:
    companion = None if head.head_class not in rules.CHILDREN else head.stay_id not in lone
    said_no = head.stay_id in refused
    if person is None:
        nobody = validation.Known("", head.sex, rules.UNKNOWN_BIRTH, None, None, "wni", companion, said_no)
        return validation.unfinished(nobody)
    birth = Birth(person.birth_date, person.birth_year, person.age, person.age_on, person.age_months)
    known = validation.Known(
        person.name,
        person.sex,
        birth,
        person.destination_code,
        person.destination_unknown,
        person.nationality,
        companion,
        said_no,
    )
    return validation.unfinished(known)


def _people(r: Reading, ids: list[str]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for some in chunks(ids):
        mine = select(Person).where(Person.site_id == r.site_id, col(Person.id).in_(some))
        found |= {person.id: person for person in r.all(mine)}
    return found
