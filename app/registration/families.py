"""People who travel together: families, their members, and children nobody accompanies (R22 Ps. 4; field-facts B10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from sqlalchemy import select
from sqlmodel import select as records

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import codes
from app.registration import editing, rules
from app.registration.counts import HeadLine, heads_of, heads_where
from app.registration.editing import Quick
from app.registration.guardians import guarded
from app.registration.live import live
from app.registration.people import Registered
from app.registration.position import position
from app.registration.records import Family, FamilyMember, Person, Stay
from app.store.journal import chunks
from app.store.work import Reading, Work

HEAD_OF_GROUP = "kepala_rombongan"
WIFE, CHILD = "istri", "anak"
LEAST_MEMBERS = 2
_MEMBER = FamilyMember.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_STAY = Stay.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Relative:
    """One member of a family and how he belongs to it; `head` is his latest arrival here, if any."""

    member_id: str
    person_id: str
    name: str
    relation: str
    head: HeadLine | None


@dataclass(frozen=True)
class FamilyView:
    """A family with its members, the head of the group first."""

    id: str
    label: str
    members: tuple[Relative, ...]


def create(w: Work, label: str, head_id: str) -> str:
    """A family around its head of group; the id. Two desks that make it at once make one."""
    require(w.actor, "registration.edit")
    _refuse_second(w, head_id)
    family_id = _unused(w, head_id)
    w.insert_once(Family(id=family_id, label=" ".join(label.split()) or _("Keluarga")))
    _keep(w, family_id, head_id, HEAD_OF_GROUP)
    return family_id


def _unused(w: Work, head_id: str) -> str:
    """The id of the first family around somebody that has no members: what he left before stays with the others."""
    mine = records(FamilyMember.id).where(live(w, FamilyMember))
    ids = (derived_id("family", head_id, attempt) for attempt in count())
    return next(family for family in ids if not w.rows(mine.where(FamilyMember.family_id == family).limit(1)))


def register_together(w: Work, members: Sequence[tuple[Quick, str]]) -> tuple[Registered, ...]:
    """A whole family at once, the head of the group first: all of them are kept, or nobody is.

    Children are recorded as come with their mother: the woman who heads the group, else the first wife in it.
    """
    if len(members) < LEAST_MEMBERS or not all(quick.name.strip() for quick, _relation in members):
        raise UserError("family.names", _("Tulis nama setiap anggota; sekeluarga sedikitnya dua orang."))
    (first, _head), *others = members
    head = editing.register(w, first)
    family_id = create(w, _family_of(w, head.person_id), head.person_id)
    mother = head.stay_id if first.sex == "P" else None
    made = {0: head}
    for place in sorted(range(len(others)), key=lambda at: others[at][1] != WIFE):
        quick, relation = others[place]
        made[place + 1] = editing.register(w, quick, mother if relation == CHILD else None)
        mother = mother or (made[place + 1].stay_id if relation == WIFE else None)
        link(w, family_id, made[place + 1].person_id, relation)
    return tuple(made[place] for place in sorted(made))


def _family_of(w: Work, person_id: str) -> str:
    person = w.need(Person, person_id)
    return _("Keluarga {name}").format(name=rules.display_name(person.name, person.father_name, person.sex))


def link(w: Work, family_id: str, person_id: str, relation: str) -> None:
    """Somebody belongs to a family; doing it again changes the relation."""
    require(w.actor, "registration.edit")
    if relation not in codes("status_hubungan"):
        raise UserError("family.relation", _("Pilih hubungan keluarga dari daftar."))
    w.need(Family, family_id)
    w.need(Person, person_id)
    _refuse_second(w, person_id, family_id)
    _keep(w, family_id, person_id, relation)


def link_to(w: Work, person_id: str, other_id: str, relation: str) -> str:
    """Somebody belongs to the family of another person, which is made if there is none; the family's id."""
    require(w.actor, "registration.edit")
    if person_id == other_id:
        raise UserError("family.self", _("Pilih orang lain; seseorang tidak bisa menjadi keluarganya sendiri."))
    family_id = family_of(w, other_id)
    if family_id is None:
        family_id = create(w, _family_of(w, other_id), other_id)
    link(w, family_id, person_id, relation)
    return family_id


def unlink(w: Work, member_id: str, reason: str) -> None:
    """Somebody does not belong to this family after all."""
    require(w.actor, "registration.edit")
    w.void(w.need(FamilyMember, member_id), reason.strip() or _("bukan keluarga ini"))


def family_of(r: Reading, person_id: str) -> str | None:
    """The family a person is recorded in; where two desks recorded two, every desk shows the same one."""
    return min(_families(r, [person_id]).get(person_id, ()), default=None)


def view(r: Reading, family_id: str) -> FamilyView:
    """A family as the person page shows it."""
    family = r.need(Family, family_id)
    members = r.all(records(FamilyMember).where(live(r, FamilyMember), FamilyMember.family_id == family_id))
    people = [member.person_id for member in members]
    heads = sorted(heads_where(r, position.c.person.in_(people)), key=lambda head: head.arrived)
    latest = {head.person_id: head for head in heads}
    order = sorted(members, key=lambda member: (member.relation != HEAD_OF_GROUP, member.id))
    return FamilyView(family.id, family.label, tuple(_relative(r, member, latest) for member in order))


def relatives(r: Reading, stay_ids: Sequence[str]) -> list[HeadLine]:
    """The heads of everybody who belongs to these heads: their families, their mothers and their children."""
    own = set(stay_ids)
    people = [head.person_id for head in heads_of(r, list(own)) if head.person_id]
    families = set[str]().union(*_families(r, people).values())
    members = r.all(records(FamilyMember).where(live(r, FamilyMember), _MEMBER.c.family_id.in_(sorted(families))))
    born = select(_STAY.c.id).where(live(r, Stay), _STAY.c.mother_stay_id.in_(sorted(own)))
    stays = {*_mothers(r, sorted(own)).values(), *(row.id for row in r.rows(born))}
    by_person = position.c.person.in_({member.person_id for member in members})
    arrivals = select(position.c.stay).where(position.c.site == r.site_id, by_person)
    near = {*stays, *(row.stay for row in r.rows(arrivals))} - own
    return heads_where(r, position.c.stay.in_(near))


def staying(r: Reading, stay_id: str) -> list[HeadLine]:
    """The family of somebody who is here with him, and would stay if he went."""
    return [head for head in relatives(r, [stay_id]) if head.account == rules.PRESENT]


def unaccompanied(r: Reading, heads: list[HeadLine]) -> set[str]:
    """Of these heads the children (stay ids) with neither mother, an adult of the family present, nor a guardian."""
    young = [head for head in heads if head.head_class in rules.CHILDREN and not head.body]
    answered = guarded(r, [head.stay_id for head in young])
    children = [head for head in young if head.stay_id not in answered]
    mothers = _mothers(r, [head.stay_id for head in children])
    families = _families(r, [head.person_id for head in children if head.person_id])
    accompanied = _accompanied(r, set(mothers.values()), set[str]().union(*families.values()))
    return {
        head.stay_id
        for head in children
        if mothers.get(head.stay_id) not in accompanied
        and accompanied.isdisjoint(families.get(head.person_id or "", ()))
    }


def _relative(r: Reading, member: FamilyMember, latest: dict[str | None, HeadLine]) -> Relative:
    head = latest.get(member.person_id)
    person = None if head else r.get(Person, member.person_id)
    name = head.display if head else person.name if person else ""
    return Relative(member.id, member.person_id, name, member.relation, head)


def _keep(w: Work, family_id: str, person_id: str, relation: str) -> None:
    member_id = derived_id("family_member", family_id, person_id)
    fresh = FamilyMember(id=member_id, family_id=family_id, person_id=person_id, relation=relation)
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, relation=relation, void_reason=None)


def _refuse_second(w: Work, person_id: str, family_id: str | None = None) -> None:
    other = family_of(w, person_id)
    if other is not None and other != family_id:
        raise UserError(
            "family.other",
            _("Orang ini sudah tercatat di {family}; tidak ada yang diubah.").format(
                family=w.need(Family, other).label
            ),
            _("Keluarkan dulu dari keluarga itu kalau memang keliru."),
        )


def _mothers(r: Reading, stays: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(stays):
        mine = (_STAY.c.site_id == r.site_id) & _STAY.c.id.in_(some) & _STAY.c.mother_stay_id.is_not(None)
        found |= {row.id: row.mother_stay_id for row in r.rows(select(_STAY.c.id, _STAY.c.mother_stay_id).where(mine))}
    return found


def _families(r: Reading, people: list[str]) -> dict[str, set[str]]:
    """Person → families: several where desks recorded him in different ones before they met."""
    found: dict[str, set[str]] = {}
    for some in chunks(people):
        mine = live(r, FamilyMember) & _MEMBER.c.person_id.in_(some)
        query = select(_MEMBER.c.person_id, _MEMBER.c.family_id).where(mine)
        for row in r.rows(query):
            found.setdefault(row.person_id, set()).add(row.family_id)
    return found


def _accompanied(r: Reading, mothers: set[str], families: set[str]) -> set[str]:
    """The mothers' stays and the families that have an adult present."""
    here = (position.c.site == r.site_id) & (position.c.account == rules.PRESENT)
    found: set[str] = set()
    for some in chunks(mothers):
        found |= set(r.connection.execute(select(position.c.stay).where(here, position.c.stay.in_(some))).scalars())
    grown = here & position.c.head_class.in_(rules.ADULTS)
    joined = _MEMBER.join(position, (position.c.site == _MEMBER.c.site_id) & (position.c.person == _MEMBER.c.person_id))
    for some in chunks(families):
        mine = live(r, FamilyMember) & _MEMBER.c.family_id.in_(some)
        found |= set(r.connection.execute(select(_MEMBER.c.family_id).select_from(joined).where(grown, mine)).scalars())
    return found
