"""Places for many at once: a proposal by the rules, looked at by a person, then written as one act."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.shelter import placing
from app.shelter.house import Guest, House, RoomView, house
from app.shelter.placing import Done
from app.shelter.rules import allocation, rooms
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Offer:
    """A room and the people it would get."""

    room: RoomView
    guests: tuple[Guest, ...]


@dataclass(frozen=True)
class NotPlaced:
    """People who cannot be placed together, and the code of why (app.shelter.wording.why)."""

    guests: tuple[Guest, ...]
    why: str


@dataclass(frozen=True)
class Plan:
    """A proposal as a person looks at it."""

    offers: tuple[Offer, ...]
    left: tuple[NotPlaced, ...]
    families_share: bool = False

    @property
    def count(self) -> int:
        """How many would get a place."""
        return sum(len(offer.guests) for offer in self.offers)

    @property
    def left_count(self) -> int:
        """How many would not."""
        return sum(len(each.guests) for each in self.left)


def propose(r: Reading, stays: Sequence[str] | None = None, families_share: bool = False) -> Plan:
    """A proposal for these people, or for everybody here without a place."""
    plan = house(r)
    wanted = None if stays is None else set(stays)
    people = [guest for guest in plan.waiting if not guest.away and (wanted is None or guest.id in wanted)]
    return _plan(plan, people, families_share)


def confirm(w: Work, proposed: Plan) -> Done:
    """Write a proposal, whole or not at all: refused when the house has changed so that it does not fit any more."""
    require(w.actor, placing.PERMISSION)
    now = house(w)
    waiting = {guest.id: guest for guest in now.waiting}
    steps: list[tuple[str, int]] = []
    for offer in proposed.offers:
        room = now.room(offer.room.id)
        guests = [waiting[guest.id] for guest in offer.guests if guest.id in waiting]
        if room is None or len(guests) < len(offer.guests) or _wrong(room, guests, proposed.families_share):
            raise UserError(
                "place.changed",
                _("Isi kamar berubah sejak usulan ini dibuat; belum ada yang ditempatkan."),
                _("Buat usulan baru."),
            )
        steps += placing.put(w, guests, room)
    if not steps:
        raise UserError("place.nobody", _("Tidak ada orang yang dapat ditempatkan."))
    number = len(steps)
    text = ngettext("{n} orang mendapat tempat.", "{n} orang mendapat tempat.", number).format(n=number)
    return Done(text, tuple(steps))


def _plan(plan: House, people: Sequence[Guest], families_share: bool) -> Plan:
    guests, views = {guest.id: guest for guest in people}, {room.id: room for room in plan.rooms}
    rooms_now = [room.as_rules_see() for room in plan.rooms]
    found = allocation.propose([guest.sleeper for guest in people], rooms_now, families_share)
    taken: dict[str, list[Guest]] = {}
    for placed in found.placed:
        taken.setdefault(placed.room_id, []).extend(guests[one.id] for one in placed.people)
    offers = tuple(Offer(room, tuple(taken[room.id])) for room in views.values() if room.id in taken)
    left = tuple(NotPlaced(tuple(guests[one.id] for one in each.people), each.why) for each in found.left)
    return Plan(offers, left, families_share)


def _wrong(room: RoomView, guests: Sequence[Guest], families_share: bool) -> list[str]:
    found = room.wrong_for(guests)
    shared = families_share and room.use == rooms.FAMILIES
    return [code for code in found if not (shared and code in (rooms.SHARED, rooms.SEXES))]
