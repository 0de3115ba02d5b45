"""Heads: a card handed out, a name bound to it, somebody on no list, a newborn, a body; and custody passing on."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.headcount import CLASSES
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.kernel.texts import is_blank
from app.matching.documents import document_number
from app.registration import cards, closed, rules
from app.registration.live import live, need_arrived
from app.registration.records import Card, Movement, Person, PersonDocument, SameArrival, Stay
from app.store.journal import chunks
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Paper:
    """A document somebody holds: kind (enumeration `dokumen`), number as written, state."""

    kind: str
    number: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class Who:
    """A person as he is written down; every field but the name may be unknown, and so may the name."""

    name: str = ""
    father_name: str | None = None
    aliases: tuple[str, ...] = ()
    sex: str | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    birth_precision: str | None = None
    birth_place: str | None = None
    age: int | None = None
    age_months: int | None = None
    age_on: date | None = None
    category: str = "pmib"
    nationality: str = "wni"
    nationality_country: str | None = None
    nik: str | None = None
    origin_text: str | None = None
    destination_code: str | None = None
    destination_text: str | None = None
    papers: tuple[Paper, ...] = field(default=())


@dataclass(frozen=True)
class NewHead:
    """What is known of an arrival: `head_class` as declared (LD, PD, AL, AP), the card, where it comes from.

    `key` makes the ids every desk derives alike (a manifest line, a card of a ship); empty for a new id.
    """

    batch_id: str | None = None
    head_class: str | None = None
    card_number: str | None = None
    infant: bool = False
    body: bool = False
    origin: str = "manual"
    line_id: str | None = None
    mother_stay_id: str | None = None
    paper_number: str | None = None
    declared_by: str | None = None
    key: tuple[str, ...] = ()


def arrive(w: Work, head: NewHead, who: Who | None = None) -> Stay:
    """A head arrives: a stay with its first movement, and the person when the name is known.

    Doing it again with the same key gives the stay that is there, revived if it had been withdrawn.
    """
    require(w.actor, "registration.arrive")
    _check(head)
    closed.refuse_closed(w, head.batch_id, head.origin)
    stay_id = head_id(*head.key) if head.key else new_id()
    person_id = _keep_person(w, head.key, who) if who else None
    stay, created = w.insert_once(_stay(w, stay_id, head, person_id))
    if not created:
        w.update(stay, **_again(w, stay, head, person_id))
    account = rules.BODY if head.body else rules.PRESENT
    source = rules.BORN if head.origin == "born" else rules.OUTSIDE
    entry: dict[str, Any] = {"from_account": source, "to_account": account, "at": w.now(), "day": stay.day}
    arrival = Movement(id=derived_id("arrival", stay_id), stay_id=stay_id, **entry)
    movement, fresh = w.insert_once(arrival)
    if not fresh and movement.void_reason is not None:
        w.update(movement, void_reason=None, **entry)
    if head.card_number:
        cards.give(w, stay, head.card_number)
    return stay


def head_id(*key: str) -> str:
    """The id every desk derives for the head of a line or a card."""
    return derived_id("stay", *key)


def _again(w: Work, stay: Stay, head: NewHead, person_id: str | None) -> dict[str, Any]:
    """What a head that was here before takes from a new sighting; one that was withdrawn starts afresh."""
    card = head.card_number or stay.card_number
    if stay.void_reason is None:
        return {"person_id": person_id or stay.person_id, "card_number": card}
    if card and card != head.card_number:
        held = w.get(Card, derived_id("card", head.batch_id or "", card))
        card = card if held is not None and held.stay_id == stay.id else None
    fresh = _stay(w, stay.id, head, person_id)
    names = ("batch_id", "head_class", "infant", "body", "origin", "line_id", "mother_stay_id", "person_id")
    when = ("arrived_at", "day", "desk", "declared_by", "paper_number")
    return {"void_reason": None, "card_number": card, **{name: getattr(fresh, name) for name in (*names, *when)}}


def hand_card(w: Work, batch_id: str, number: str, head_class: str, infant: bool = False) -> Stay:
    """A card given at the gangway makes a head; the name is bound to it later."""
    card = cards.free_number(w, batch_id, number)
    head = NewHead(batch_id, head_class, card, infant, origin="card", key=("card", batch_id, card))
    return arrive(w, head)


def bind(w: Work, stay_id: str, who: Who) -> Stay:
    """Give a head without a name its person."""
    require(w.actor, "registration.bind")
    stay = w.need(Stay, stay_id)
    if stay.person_id:
        raise UserError(
            "head.named",
            _("Kartu ini sudah bernama; tidak ada yang diubah."),
            _("Buka halaman orangnya untuk mengganti datanya."),
        )
    if is_blank(who.name):
        raise UserError(
            "card.no_name",
            _("Kartu ini sudah dibagikan dan sudah dihitung."),
            _("Tulis namanya untuk memberi nama kartu ini, atau pakai kartu lain."),
        )
    key = ("bound", stay_id)
    fresh = w.get(Person, derived_id("person", *key)) is None
    return w.update(stay, person_id=_keep_person(w, key if fresh else (), who))


def unbind(w: Work, stay_id: str) -> Stay:
    """Take a wrongly bound name off a card again; the head stays counted."""
    require(w.actor, "registration.bind")
    return w.update(w.need(Stay, stay_id), person_id=None, line_id=None)


def set_nationality(w: Work, stay_id: str, status: str, country: str | None = None) -> None:
    """What nationality the officer found; `status` as in the enumeration kewarganegaraan."""
    require(w.actor, "registration.bind")
    person_id = w.need(Stay, stay_id).person_id
    if person_id:
        person = w.need(Person, person_id)
        w.update(person, nationality=status, nationality_country=country)


def name_of(r: Reading, stay_id: str) -> str:
    """The name of a head as screens show it; empty while it has none."""
    person_id = r.need(Stay, stay_id).person_id
    person = r.get(Person, person_id) if person_id else None
    return rules.display_name(person.name, person.father_name, person.sex) if person else ""


def withdrawn(r: Reading, stay_ids: Sequence[str]) -> set[str]:
    """Those of these arrivals that were taken back."""
    found: set[str] = set()
    for some in chunks(stay_ids):
        gone = select(Stay.id).where(Stay.site_id == r.site_id, col(Stay.void_reason).is_not(None))
        found.update(row.id for row in r.rows(gone.where(col(Stay.id).in_(some))))
    return found


def stay_of(r: Reading, stay_id: str) -> Stay:
    """The stay with that id; UserError when it is not here."""
    return r.need(Stay, stay_id)


def born(w: Work, mother_stay_id: str, who: Who) -> Stay:
    """A child born here: a head of its own, with its mother."""
    mother = need_arrived(w, mother_stay_id)
    mother_person = w.get(Person, mother.person_id) if mother.person_id else None
    if mother_person is not None and mother_person.sex == "L":
        raise UserError("born.father", _("Kelahiran dicatat pada halaman ibunya; orang ini tercatat laki-laki."))
    called = who.name or _("Bayi Ny. {mother}").format(mother=mother_person.name if mother_person else "…")
    known = who.birth_date or who.birth_year or who.age is not None or who.age_months is not None
    day = who.birth_date if known else local(w.now(), w.zone).date()
    child = Who(**{**_given(who), **_way_of(mother_person, who), "name": called, "birth_date": day})
    declared = "AL" if who.sex == "L" else "AP" if who.sex == "P" else None
    head = NewHead(mother.batch_id, declared, infant=True, origin="born", mother_stay_id=mother_stay_id)
    return arrive(w, head, child)


def _way_of(mother: Person | None, child: Who) -> dict[str, Any]:
    """Where a newborn goes: with its mother, unless something else is said."""
    if mother is None or child.destination_code or child.destination_text:
        return {}
    return {name: getattr(mother, name) for name in ("destination_code", "destination_text")}


def nameless(w: Work, head: NewHead, who: Who | None = None) -> Stay:
    """Somebody who cannot or will not say a name: *Tanpa nama 03* until it is known."""
    same_ship = Stay.batch_id == head.batch_id if head.batch_id else col(Stay.batch_id).is_(None)
    mine = (col(Person.site_id) == Stay.site_id) & (col(Person.id) == Stay.person_id)
    names = w.rows(select(Person.name).join(Stay, mine).where(live(w, Stay), same_ship))
    called = rules.next_nameless([row.name for row in names])
    return arrive(w, head, Who(**{**_given(who or Who()), "name": called}))


def withdraw(w: Work, stay_id: str, reason: str) -> Stay:
    """Take back an arrival that did not happen; refused once custody has moved on."""
    require(w.actor, "registration.withdraw")
    stay = w.need(Stay, stay_id)
    closed.refuse_closed_head(w, stay)
    moves = movements(w, stay_id)
    if len(moves) > 1:
        raise UserError(
            "head.moved_on",
            _("Orang ini sudah tercatat keluar; kedatangannya tidak dapat dibatalkan."),
            _("Batalkan dulu serah terima atau catatan keluarnya."),
        )
    for movement in moves:
        w.void(movement, reason)
    return w.void(stay, reason)


def move(
    w: Work, stay_id: str, to_account: str, reason: str | None = None, document: tuple[str, str] | None = None
) -> Movement:
    """Custody of a head passes to another account; `document` is (kind, id) of the paper behind it.

    What two desks record of one paper is one movement.
    """
    require(w.actor, "registration.move")
    stay = need_arrived(w, stay_id)
    stands = standing(w, stay_id)
    if stands.account == to_account:
        raise UserError("head.already_there", _("Orang ini sudah tercatat di sana; tidak dicatat dua kali."))
    day = today(w)
    if day < stay.day:
        raise UserError("head.before_arrival", _("Tanggal ini sebelum kedatangannya; tidak ada yang dicatat."))
    kind, document_id = document or (None, None)
    fresh = Movement(
        id=derived_id("moved", *document, stay_id, stands.last or "", to_account) if document else new_id(),
        stay_id=stay_id,
        from_account=stands.account,
        to_account=to_account,
        after=stands.last,
        at=w.now(),
        day=day,
        document_kind=kind,
        document_id=document_id,
        reason=reason,
    )
    kept, created = w.insert_once(fresh)
    return kept if created else w.update(kept, void_reason=None, at=w.now(), day=day, reason=reason)


def take_back(w: Work, movement_id: str, reason: str) -> Movement:
    """Void a movement; refused while another one follows it."""
    require(w.actor, "registration.move")
    movement = w.need(Movement, movement_id)
    if any(other.after == movement_id for other in movements(w, movement.stay_id)):
        raise UserError(
            "head.moved_on",
            _("Sesudah catatan ini orangnya sudah berpindah lagi; catatan ini tidak dibatalkan."),
            _("Batalkan dulu catatan yang terakhir."),
        )
    return w.void(movement, reason)


def same_arrival(w: Work, stay_id: str, other_id: str, reason: str) -> SameArrival:
    """Two heads are one arrival: `other_id` counts no more; refused while custody of the other has moved on."""
    require(w.actor, "registration.merge")
    if stay_id == other_id:
        raise UserError("head.same_head", _("Pilih dua kedatangan yang berbeda."))
    kept, other = w.need(Stay, stay_id), w.need(Stay, other_id)
    if kept.void_reason is not None or other.void_reason is not None:
        raise UserError("head.void", _("Salah satu kedatangan ini sudah dibatalkan; tidak ada yang digabung."))
    for stay in (kept, other):
        closed.refuse_closed_head(w, stay)
    if len(movements(w, other_id)) > 1:
        raise UserError(
            "head.moved_on",
            _("Kedatangan yang akan digabung sudah tercatat keluar; hitungannya tidak dihapus."),
            _("Gabungkan ke arah sebaliknya, atau batalkan dulu catatan keluarnya."),
        )
    row_id = derived_id("same_arrival", *sorted((stay_id, other_id)))
    row = w.insert_once(SameArrival(id=row_id, stay_id=stay_id, other_id=other_id, reason=reason))[0]
    return w.update(row, stay_id=stay_id, other_id=other_id, reason=reason, void_reason=None)


def two_arrivals(w: Work, stay_id: str, other_id: str, reason: str) -> None:
    """Undo `same_arrival`: both heads count again."""
    require(w.actor, "registration.merge")
    row = w.get(SameArrival, derived_id("same_arrival", *sorted((stay_id, other_id))))
    if row is None or row.void_reason is not None:
        raise UserError("head.not_joined", _("Kedua kedatangan ini tidak digabung; tidak ada yang diubah."))
    for one in (stay_id, other_id):
        closed.refuse_closed_head(w, w.need(Stay, one))
    w.void(row, reason)


def movements(r: Reading, stay_id: str) -> list[Movement]:
    """The movements of a stay that were not voided, oldest first."""
    query = select(Movement).where(live(r, Movement), Movement.stay_id == stay_id)
    return sorted(r.all(query), key=lambda movement: (movement.at, movement.after is not None, movement.id))


def standing(r: Reading, stay_id: str) -> rules.Standing:
    """Where custody of a stay stands now."""
    return rules.standing(rules.Step(m.id, m.to_account, m.after, m.at.isoformat()) for m in movements(r, stay_id))


def _stay(w: Work, stay_id: str, head: NewHead, person_id: str | None) -> Stay:
    return Stay(
        id=stay_id,
        person_id=person_id,
        batch_id=head.batch_id,
        line_id=head.line_id,
        card_number=head.card_number,
        head_class=head.head_class,
        infant=head.infant,
        body=head.body,
        origin=head.origin,
        mother_stay_id=head.mother_stay_id,
        arrived_at=w.now(),
        day=today(w),
        desk=w.device_letter,
        declared_by=head.declared_by,
        paper_number=head.paper_number,
    )


def _check(head: NewHead) -> None:
    if head.head_class is not None and head.head_class not in CLASSES:
        raise UserError("head.class", _("Pilih LD, PD, AL, atau AP."))


def _given(who: Who) -> dict[str, Any]:
    return {each.name: getattr(who, each.name) for each in fields(who)}


def _keep_person(w: Work, key: tuple[str, ...], who: Who) -> str:
    person_id = derived_id("person", *key) if key else new_id()
    values = {name: value for name, value in _given(who).items() if name not in ("papers", "aliases")}
    person, created = w.insert_once(Person(id=person_id, **values, aliases=list(who.aliases) or None))
    if not created:
        w.update(person, void_reason=None)
        return person_id
    for paper in who.papers:
        key_of = document_number(paper.number or "") or None
        paper_id = derived_id("paper", person_id, paper.kind, key_of or "")
        row = PersonDocument(
            id=paper_id, person_id=person_id, kind=paper.kind, number=paper.number, number_key=key_of, state=paper.state
        )
        w.insert_once(row)
    return person_id
