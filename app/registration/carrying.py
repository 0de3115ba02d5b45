"""What travels with a person from one office to the next: who he is, his papers, family, neutral needs, where he goes.

Nothing of health, no case, no category, no remark anybody typed freely: both ends of the way are in this module.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.headcount import CLASSES
from app.kernel.ids import derived_id
from app.matching.documents import document_number
from app.reference.enumerations import codes
from app.registration.counts import needs_of
from app.registration.guardians import GuardianEntry, guarded
from app.registration.live import live
from app.registration.records import (
    Card,
    Family,
    FamilyMember,
    Guardian,
    Need,
    Person,
    PersonDocument,
    PersonPhoto,
    SamePerson,
    Stay,
)
from app.store.journal import chunks
from app.store.work import Reading, Work

TEXTS = (
    "name", "father_name", "sex", "birth_precision", "birth_place", "nationality", "nationality_country", "nik",
    "family_card", "origin_code", "origin_text", "origin_address", "destination_code", "destination_text",
    "destination_address", "destination_unknown", "kin_name", "kin_relation", "kin_phone",
)  # fmt: skip
NUMBERS = ("birth_year", "age", "age_months")
DAYS = ("birth_date", "age_on")
_GUARDIAN = ("kind", "name", "relation", "phone", "basis")


@dataclass(frozen=True)
class Carried:
    """One person on his way, as plain JSON values; `identity` holds the fields of TEXTS, NUMBERS and DAYS as text.

    `person` and `stay` are his ids at the site that writes; `family` and `mother` name others of the same writing.
    """

    person: str
    stay: str
    identity: dict[str, str]
    aliases: tuple[str, ...] = ()
    papers: tuple[dict[str, str], ...] = ()
    head_class: str = ""
    infant: bool = False
    card: str = ""
    token: str = ""
    needs: tuple[str, ...] = ()
    mother: str = ""
    family: dict[str, str] = field(default_factory=dict)
    guardian: dict[str, str] = field(default_factory=dict)
    photo: str = ""

    def check(self) -> None:
        """ValueError when something in it cannot be taken over."""
        try:
            understood(self.identity)
            for paper in self.papers:
                for name in ("issued", "expires"):
                    date.fromisoformat(paper.get(name, "2000-01-01"))
        except KeyError as error:
            raise ValueError(str(error)) from error
        if self.head_class not in ("", *CLASSES) or self.guardian.keys() - set(_GUARDIAN):
            raise ValueError("carried")


def carried(r: Reading, stay_ids: Sequence[str], photos: bool = False) -> dict[str, Carried]:
    """Stay → what goes along with it; heads without a person are left out, and photos unless they are asked for."""
    stays = {row.id: row for row in _of(r, Stay, "id", stay_ids) if row.person_id}
    persons = [str(row.person_id) for row in stays.values()]
    people = {row.id: row for row in _of(r, Person, "id", persons)}
    papers = _grouped(_of(r, PersonDocument, "person_id", persons), "person_id")
    needs = needs_of(r, list(stays))
    families = _families(r, persons)
    guardians = guarded(r, stays)
    tokens = _tokens(r, stays.values())
    pictures = {row.person_id: row.digest for row in _of(r, PersonPhoto, "person_id", persons)} if photos else {}
    return {
        stay.id: Carried(
            person.id,
            stay.id,
            _identity(person),
            tuple(person.aliases or ()),
            tuple(_paper(row) for row in papers.get(person.id, ())),
            stay.head_class or "",
            stay.infant,
            stay.card_number or "",
            tokens.get(stay.card_number or "", ""),
            tuple(needs.get(stay.id, ())),
            stay.mother_stay_id or "",
            families.get(person.id, {}),
            _guardian(guardians.get(stay.id)),
            pictures.get(person.id, ""),
        )
        for stay in stays.values()
        if (person := people.get(str(stay.person_id))) is not None
    }


def take_over(w: Work, stay_id: str, site_id: str, facts: Carried) -> None:
    """Somebody arrived whom another site told of: what is still open about him is filled, and he is tied to him there.

    What this desk wrote itself stays as it is; doing it again changes nothing.
    """
    require(w.actor, "registration.arrive")
    stay = w.need(Stay, stay_id)
    person = w.get(Person, stay.person_id) if stay.person_id else None
    if person is None:
        return
    told = {name: value for name, value in understood(facts.identity).items() if name != "name"}
    given = {name: value for name, value in told.items() if value is not None and getattr(person, name) is None}
    w.update(person, **given)
    if facts.person:
        _tie(w, person.id, site_id, facts.person)
    if facts.photo:
        photo_id = derived_id("photo", "carried", person.id, facts.photo)
        w.insert_once(PersonPhoto(id=photo_id, person_id=person.id, digest=facts.photo))
    _keep_papers(w, person.id, facts)
    for kind in facts.needs:
        if kind in codes("kebutuhan"):
            w.insert_once(Need(id=derived_id("need", stay_id, kind), stay_id=stay_id, kind=kind))
    _keep_family(w, person.id, site_id, facts)
    if {"kind", "name"} <= facts.guardian.keys():
        w.insert_once(Guardian(id=derived_id("guardian", stay_id), stay_id=stay_id, **_optional(facts.guardian)))


def mother(w: Work, child_stay: str, mother_stay: str) -> None:
    """A child arrived with its mother, as the site before said."""
    stay = w.need(Stay, child_stay)
    if stay.mother_stay_id is None and child_stay != mother_stay:
        w.update(stay, mother_stay_id=mother_stay)


def understood(identity: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a person from their texts; ValueError for a number or date that is none, KeyError for a field."""
    made: dict[str, Any] = {}
    for name, text in identity.items():
        if name in NUMBERS:
            made[name] = int(text) if text else None
        elif name in DAYS:
            made[name] = date.fromisoformat(text) if text else None
        elif name in TEXTS:
            made[name] = text or None
        else:
            raise KeyError(name)
    return made


def ties(r: Reading, site_id: str) -> dict[str, str]:
    """Person of another site → the same person here."""
    mine = select(SamePerson).where(live(r, SamePerson), SamePerson.other_site == site_id)
    return {row.other_id: row.person_id for row in r.all(mine)}


def _identity(person: Person) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (*TEXTS, *NUMBERS, *DAYS):
        value = getattr(person, name)
        if value is not None and value != "":
            found[name] = value.isoformat() if isinstance(value, date) else str(value)
    return found


def _paper(row: PersonDocument) -> dict[str, str]:
    values = {"kind": row.kind, "number": row.number, "issuer": row.issuer}
    days = {name: day.isoformat() for name in ("issued", "expires") if (day := getattr(row, name)) is not None}
    return {name: value for name, value in values.items() if value} | days


def _guardian(entry: GuardianEntry | None) -> dict[str, str]:
    if entry is None:
        return {}
    return {name: value for name in _GUARDIAN if (value := getattr(entry, name))}


def _families(r: Reading, persons: Sequence[str]) -> dict[str, dict[str, str]]:
    """Person → his family; where two desks recorded two, the one every desk shows."""
    found: dict[str, dict[str, str]] = {}
    members = sorted(_of(r, FamilyMember, "person_id", persons), key=lambda row: row.family_id, reverse=True)
    labels = {row.id: row.label for row in _of(r, Family, "id", {row.family_id for row in members})}
    for row in members:
        label = labels.get(row.family_id, "")
        found[row.person_id] = {"id": row.family_id, "label": label, "relation": row.relation}
    return found


def _tokens(r: Reading, stays: Any) -> dict[str, str]:
    numbers = [stay.card_number for stay in stays if stay.card_number]
    return {row.number: row.token for row in _of(r, Card, "number", numbers) if row.token}


def _tie(w: Work, person_id: str, site_id: str, other: str) -> None:
    row_id = derived_id("same_person", *sorted((person_id, other)))
    w.insert_once(SamePerson(id=row_id, person_id=person_id, other_id=other, other_site=site_id))


def _keep_papers(w: Work, person_id: str, facts: Carried) -> None:
    """The papers with what is known of them beyond their number."""
    for paper in facts.papers:
        key = document_number(paper.get("number", "")) or None
        if key and paper.get("kind") in codes("dokumen"):
            values: dict[str, Any] = _optional({name: paper[name] for name in ("number", "issuer") if name in paper})
            days: dict[str, Any] = {
                name: date.fromisoformat(paper[name]) for name in ("issued", "expires") if name in paper
            }
            row_id = derived_id("paper", person_id, paper["kind"], key)
            fresh = PersonDocument(id=row_id, person_id=person_id, kind=paper["kind"], number_key=key, **values, **days)
            row, created = w.insert_once(fresh)
            if not created:
                open_still = {name: value for name, value in days.items() if getattr(row, name) is None}
                w.update(row, **open_still)


def _keep_family(w: Work, person_id: str, site_id: str, facts: Carried) -> None:
    relation = facts.family.get("relation", "")
    if not facts.family.get("id") or relation not in codes("status_hubungan"):
        return
    taken = select(FamilyMember.id).where(live(w, FamilyMember), FamilyMember.person_id == person_id).limit(1)
    if w.rows(taken):
        return
    family_id = derived_id("family", "carried", site_id, facts.family["id"])
    w.insert_once(Family(id=family_id, label=facts.family.get("label") or facts.identity.get("name", "")))
    member_id = derived_id("family_member", family_id, person_id)
    w.insert_once(FamilyMember(id=member_id, family_id=family_id, person_id=person_id, relation=relation))


def _optional(values: Mapping[str, str]) -> dict[str, Any]:
    return {name: value or None for name, value in values.items()}


def _of(r: Reading, model: Any, column: str, values: Any) -> list[Any]:
    found: list[Any] = []
    for some in chunks(sorted({value for value in values if value})):
        found += r.all(select(model).where(live(r, model), col(getattr(model, column)).in_(some)))
    return found


def _grouped(rows: Sequence[Any], by: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return found
