"""Everything about one person on one page, as the screen *Orang* shows it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import col, select

from app.registration import (
    belongings,
    deposits,
    exits,
    families,
    guardians,
    heads,
    interview,
    likely,
    people,
    photos,
    rules,
    timeline,
    unfinished,
    validation,
)
from app.registration.counts import HeadLine, heads_of, heads_where, needs_of
from app.registration.deposits import Held, Receipt
from app.registration.families import FamilyView
from app.registration.guardians import GuardianEntry
from app.registration.joins import SAME
from app.registration.likely import Likeness
from app.registration.live import live
from app.registration.photos import PhotoView
from app.registration.position import position
from app.registration.records import (
    Person,
    PersonDocument,
    PersonNote,
    SameArrival,
    SamePerson,
    Stay,
)
from app.registration.timeline import Entry, Provider, Subject
from app.registration.told import Told
from app.registration.validation import Finding, long_stay
from app.store.work import Reading

RegionPath = Callable[[str], str]
"""A region code as words: “Desa Manjalling, Kecamatan Ujung Loe, …”."""


@dataclass(frozen=True)
class Identity:
    """Who the person is, every field as it is kept; `display` is the name as screens write it."""

    person_id: str
    display: str
    values: dict[str, Any]

    def get(self, field: str) -> Any:
        """One field, None while unknown."""
        return self.values.get(field)


@dataclass(frozen=True)
class PaperView:
    """A paper on the page."""

    id: str
    kind: str
    number: str | None
    state: str | None
    note: str | None
    issued: date | None = None
    expires: date | None = None
    place: str | None = None
    issuer: str | None = None


@dataclass(frozen=True)
class NoteView:
    """A note on the page."""

    id: str
    text: str


@dataclass(frozen=True)
class StayView:
    """One arrival: the head where it counts (None: joined to another or withdrawn), and its last movement."""

    stay_id: str
    day: date
    batch_id: str | None
    card_number: str | None
    head: HeadLine | None
    last_movement: str | None
    last_reason: str | None
    joined_to: str | None = None
    conflicts: tuple[tuple[str, str], ...] = ()
    """(movement id, account) of movements that contradict each other, when some do."""


@dataclass(frozen=True)
class Joined:
    """Somebody settled to be the same person."""

    person_id: str
    head: HeadLine | None
    name: str


@dataclass(frozen=True)
class PersonPage:
    """What the page shows; `identity` is None while only a card stands for the head."""

    stay_id: str
    head: HeadLine | None
    identity: Identity | None
    papers: tuple[PaperView, ...] = ()
    family: FamilyView | None = None
    guardian: GuardianEntry | None = None
    staying: tuple[HeadLine, ...] = ()
    """The family that is here with him."""
    mother: HeadLine | None = None
    children: tuple[HeadLine, ...] = ()
    stays: tuple[StayView, ...] = ()
    needs: tuple[str, ...] = ()
    told: Told = field(default_factory=Told)
    destination: str = ""
    origin: str = ""
    open_fields: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[NoteView, ...] = ()
    likely: tuple[Likeness, ...] = ()
    joined: tuple[Joined, ...] = ()
    timeline: tuple[Entry, ...] = ()
    photo: PhotoView = field(default_factory=PhotoView)
    pictures: dict[str, str] = field(default_factory=dict)
    """Digests of the photos of those this page compares with, by person."""
    goods: tuple[Held, ...] = ()
    receipts: tuple[Receipt, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether this is a child here that has nobody."""
        return validation.COMPANION in self.open_fields

    @property
    def person_id(self) -> str | None:
        """The person, once the head has a name."""
        return self.identity.person_id if self.identity else None


def page(
    r: Reading, target: str, day: date, providers: Sequence[Provider] = (), region: RegionPath = str
) -> PersonPage | None:
    """The page of a stay or of a person (by the latest arrival); None when neither is here."""
    stay = r.get(Stay, target) or _latest_stay(r, target)
    if stay is None:
        return None
    person = r.get(Person, stay.person_id) if stay.person_id else None
    stays = _stays(r, stay, person)
    head = next((each.head for each in stays if each.stay_id == stay.id), None)
    subject = Subject(person.id if person else None, tuple(each.stay_id for each in stays))
    lines = timeline.timeline(r, subject, (belongings.happened, guardians.happened, exits.partings, *providers))
    reviewed = unfinished.reviewed(r, [head]) if head else []
    common: dict[str, Any] = {
        "stays": stays,
        "mother": _one(r, stay.mother_stay_id),
        "children": tuple(_children(r, [each.stay_id for each in stays])),
        "staying": tuple(families.staying(r, stay.id)),
        "guardian": guardians.guardian_of(r, stay.id),
        "needs": tuple(needs_of(r, [stay.id]).get(stay.id, ())),
        "told": interview.told(r, stay.id),
        "open_fields": reviewed[0].fields if reviewed else (),
        "timeline": tuple(lines),
        "goods": deposits.goods_of(r, subject.stay_ids),
        "receipts": deposits.receipts_of(r, subject.stay_ids),
    }
    if person is None:
        return PersonPage(stay.id, head, None, **common)
    common["photo"] = photos.photo_of(r, person.id, subject.stay_ids)
    return PersonPage(stay.id, head, _identity(person), **common, **_of_person(r, person, (head, day), region))


def _of_person(r: Reading, person: Person, at: tuple[HeadLine | None, date], region: RegionPath) -> dict[str, Any]:
    head, day = at
    family = families.family_of(r, person.id)
    stay = long_stay(head.arrived, day) if head and head.account == rules.PRESENT else None
    alike = likely.likely_same(r, person.id)
    return {
        "papers": tuple(_papers(r, person.id)),
        "family": families.view(r, family) if family else None,
        "destination": _place(region, person.destination_code, person.destination_text),
        "origin": _place(region, person.origin_code, person.origin_text),
        "findings": (*people.warnings_of(r, person.id, head.arrived if head else day), *([stay] if stay else ())),
        "notes": tuple(NoteView(row.id, row.text) for row in _live(r, PersonNote, person.id)),
        "likely": tuple(alike),
        "pictures": photos.photos_of(r, [one.head.person_id for one in alike if one.head.person_id]),
        "joined": tuple(_joined(r, person.id)),
    }


def _identity(person: Person) -> Identity:
    hidden = {"site_id", "heads", "void_reason", "id"}
    values = {name: getattr(person, name) for name in Person.model_fields if name not in hidden}
    return Identity(person.id, rules.display_name(person.name, person.father_name, person.sex), values)


def _place(region: RegionPath, code: str | None, told: str | None) -> str:
    return (region(code) if code else "") or told or code or ""


def _latest_stay(r: Reading, person_id: str) -> Stay | None:
    mine = select(Stay).where(live(r, Stay), Stay.person_id == person_id)
    found = r.all(mine.order_by(col(Stay.arrived_at).desc(), col(Stay.id)).limit(1))
    return found[0] if found else None


def _stays(r: Reading, stay: Stay, person: Person | None) -> tuple[StayView, ...]:
    rows = [stay]
    if person is not None:
        mine = select(Stay).where(live(r, Stay), Stay.person_id == person.id)
        rows = r.all(mine.order_by(col(Stay.arrived_at).desc(), col(Stay.id))) or rows
    counted = {head.stay_id: head for head in heads_of(r, [row.id for row in rows])}
    return tuple(_stay(r, row, counted.get(row.id)) for row in rows)


def _stay(r: Reading, row: Stay, head: HeadLine | None) -> StayView:
    found = heads.movements(r, row.id)
    steps = [rules.Step(m.id, m.to_account, m.after, m.at.isoformat()) for m in found]
    stands = rules.standing(steps)
    last = next((movement for movement in found if movement.id == stands.last), None)
    conflicts = tuple((m.id, m.to_account) for m in found if m.after is not None) if stands.suspense else ()
    return StayView(
        row.id,
        row.day,
        row.batch_id,
        row.card_number,
        head,
        last.id if last and last.after else None,
        last.reason if last else None,
        None if head else _joined_to(r, row.id),
        conflicts,
    )


def _joined_to(r: Reading, stay_id: str) -> str | None:
    mine = select(SameArrival).where(live(r, SameArrival), SameArrival.other_id == stay_id)
    return min((row.stay_id for row in r.all(mine)), default=None)


def _one(r: Reading, stay_id: str | None) -> HeadLine | None:
    found = heads_of(r, [stay_id]) if stay_id else []
    return found[0] if found else None


def _children(r: Reading, stays: Iterable[str]) -> list[HeadLine]:
    born = select(Stay.id).where(live(r, Stay), col(Stay.mother_stay_id).in_(list(stays)))
    return heads_of(r, [row[0] for row in r.rows(born.order_by(col(Stay.arrived_at), col(Stay.id)))])


def _papers(r: Reading, person_id: str) -> list[PaperView]:
    rows = sorted(_live(r, PersonDocument, person_id), key=lambda row: (row.kind, row.number or "", row.id))
    names = ("id", "kind", "number", "state", "note", "issued", "expires", "place", "issuer")
    return [PaperView(**{name: getattr(row, name) for name in names}) for row in rows]


def _live(r: Reading, model: Any, person_id: str) -> list[Any]:
    return r.all(select(model).where(live(r, model), model.person_id == person_id))


def _joined(r: Reading, person_id: str) -> list[Joined]:
    pair = (col(SamePerson.person_id) == person_id) | (col(SamePerson.other_id) == person_id)
    here = SamePerson.other_site == r.site_id  # whoever he is at another site is told by the papers between them
    rows = r.all(select(SamePerson).where(live(r, SamePerson), pair, here, SamePerson.verdict == SAME))
    others = [row.other_id if row.person_id == person_id else row.person_id for row in rows]
    latest = {head.person_id: head for head in heads_where(r, position.c.person.in_(others))} if others else {}
    found = []
    for other in others:
        person = r.get(Person, other)
        name = rules.display_name(person.name, person.father_name, person.sex) if person else ""
        found.append(Joined(other, latest.get(other), name))
    return found
