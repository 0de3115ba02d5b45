"""Giving people a place, moving, swapping and taking them out; every act is one Work and can be undone.

What goes against a rule of the house is refused, or is a person's decision that is kept with its reason.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.kernel.ids import derived_id
from app.reference.enumerations import name_of
from app.registration.counts import heads_of
from app.registration.wording import required_reason
from app.shelter.house import Guest, House, RoomView, house
from app.shelter.records import Placement
from app.shelter.rules import rooms
from app.shelter.sleeping import HOUSED, last_steps
from app.shelter.wording import reasons
from app.store.work import Reading, Work

PERMISSION = "shelter.place"


@dataclass(frozen=True)
class Target:
    """Where to: a room, or one bed in it."""

    room_id: str
    bed_id: str = ""


@dataclass(frozen=True)
class Done:
    """What was written: a sentence for the message, and (stay, step) of each placement, for undoing."""

    text: str
    steps: tuple[tuple[str, int], ...]


def check(r: Reading, stays: Sequence[str], room_id: str) -> tuple[str, ...]:
    """What would be wrong with putting these people into a room: codes of `rules.rooms`."""
    plan = house(r)
    return tuple(_room(plan, room_id).wrong_for(_guests(r, plan, stays)))


def place(w: Work, stays: Sequence[str], target: Target, reason: str = "") -> Done:
    """People get places in a room, wherever they slept before; `reason` when a rule is knowingly gone past."""
    require(w.actor, PERMISSION)
    plan = house(w)
    guests, room = _guests(w, plan, stays), _room(plan, target.room_id)
    wrong = room.wrong_for(guests)
    _refuse(room, wrong, reason)
    said = required_reason(reason) if wrong else None
    beds = _beds_for(room, guests, target.bed_id)
    last = last_steps(w, stays)
    steps = [
        _write(w, guest.id, last.get(guest.id), bed, (wrong, said)) for guest, bed in zip(guests, beds, strict=True)
    ]
    return Done(_placed_words(guests, room), tuple(steps))


def swap(w: Work, one: str, other: str, reason: str = "") -> Done:
    """Two people change places."""
    require(w.actor, PERMISSION)
    if one == other:
        raise UserError("place.same", _("Pilih dua orang yang berbeda; tidak ada yang ditukar."))
    plan = house(w)
    first, second = _guests(w, plan, [one, other])
    if not first.room_id or not second.room_id:
        raise UserError("place.none", _("Salah satu belum punya tempat tidur; tidak ada yang ditukar."))
    wrong: list[str] = []
    for comes, goes in ((first, second), (second, first)):
        room = _room(plan, goes.room_id)
        found = room.wrong_for([comes], [goes.id]) if first.room_id != second.room_id else []
        _refuse(room, found, reason)
        wrong += [code for code in found if code not in wrong]
    said = required_reason(reason) if wrong else None
    last = last_steps(w, [one, other])
    steps = (
        _write(w, one, last.get(one), second.bed_id or second.room_id, (wrong, said)),
        _write(w, other, last.get(other), first.bed_id or first.room_id, (wrong, said)),
    )
    text = _("{one} dan {other} bertukar tempat.").format(one=first.head.display, other=second.head.display)
    return Done(text, steps)


def take_out(w: Work, stays: Sequence[str], reason: str) -> Done:
    """People have no place any more; they stay in the house."""
    require(w.actor, PERMISSION)
    said, last = required_reason(reason), last_steps(w, stays)
    steps = [_write(w, stay, last[stay], None, ([], said)) for stay in stays if stay in last and last[stay].place]
    number = len(steps)
    text = ngettext("{n} orang tanpa tempat tidur lagi.", "{n} orang tanpa tempat tidur lagi.", number)
    return Done(text.format(n=number), tuple(steps))


def undo(w: Work, steps: Sequence[tuple[str, int]]) -> int:
    """Take back placements that are still the last of their stays; how many were."""
    require(w.actor, PERMISSION)
    last = last_steps(w, [stay for stay, _step in steps])
    taken = 0
    for stay, step in steps:
        row = last.get(stay)
        if row is not None and row.step == step:
            w.void(row, _("diurungkan"))
            taken += 1
    if not taken:
        raise UserError("place.changed", _("Tempatnya sudah diubah lagi sesudah itu; tidak ada yang diurungkan."))
    _refuse_return(house(w), {stay for stay, _step in steps})
    return taken


def _refuse_return(plan: House, stays: set[str]) -> None:
    """Whoever comes back to the place he had must find it empty, and be allowed there still."""
    for room in plan.rooms:
        back = [guest for guest in room.guests if guest.id in stays]
        beds = Counter(guest.bed_id for guest in room.guests if guest.bed_id)
        if any(beds[guest.bed_id] > 1 for guest in back):
            text = _("Tempat tidur yang lama di kamar {name} sudah dipakai; tidak ada yang diurungkan.")
            raise UserError("bed.taken", text.format(name=room.name), _("Pilih tempat tidur lain."))
        if back:
            _refuse(room, [code for code in room.wrong_for(back) if code in rooms.NEVER], "")


def put(w: Work, guests: Sequence[Guest], room: RoomView) -> tuple[tuple[str, int], ...]:
    """Write places in a room that the rules have accepted."""
    last = last_steps(w, [guest.id for guest in guests])
    beds = _beds_for(room, guests, "")
    return tuple(
        _write(w, guest.id, last.get(guest.id), bed, ([], None)) for guest, bed in zip(guests, beds, strict=True)
    )


def _guests(r: Reading, plan: House, stays: Sequence[str]) -> list[Guest]:
    """The people asked for, refused with a sentence each when one of them has no place to get."""
    known = {guest.id: guest for guest in plan.guests}
    for stay in dict.fromkeys(stays):
        if stay not in known:
            _refuse_absent(r, stay)
    if not stays:
        raise UserError("place.nobody", _("Belum ada orang yang dipilih."))
    return [known[stay] for stay in dict.fromkeys(stays)]


def _refuse_absent(r: Reading, stay_id: str) -> None:
    found = heads_of(r, [stay_id])
    if not found:
        raise UserError("head.void", _("Kedatangan orang ini sudah dibatalkan; tidak ada yang dicatat."))
    head = found[0]
    if head.account in HOUSED or head.body:
        raise UserError(
            "place.body", _("{name} tercatat jenazah; tidak diberi tempat tidur.").format(name=head.display)
        )
    text = _("{name} sudah tidak di sini ({account}); tidak diberi tempat tidur.")
    raise UserError(
        "place.gone",
        text.format(name=head.display, account=name_of("akun_orang", head.account)),
        _("Kalau orangnya kembali, catat dulu kembalinya di halaman Orang."),
    )


def _room(plan: House, room_id: str) -> RoomView:
    room = plan.room(room_id)
    if room is None:
        raise UserError("room.gone", _("Kamar ini sudah dihapus; tidak ada yang diubah."))
    return room


def _refuse(room: RoomView, wrong: Sequence[str], reason: str) -> None:
    never = [code for code in wrong if code in rooms.NEVER]
    if never:
        text = _("Kamar {name}: {why}. Tidak ada yang dipindahkan.").format(name=room.name, why=reasons(never))
        raise UserError("place.never", text, _("Pilih kamar lain."))
    if wrong and not reason.strip():
        text = _("Kamar {name}: {why}. Tidak ada yang dipindahkan.").format(name=room.name, why=reasons(list(wrong)))
        raise UserError("place.decide", text, _("Pilih kamar lain, atau putuskan dengan alasan."))


def _beds_for(room: RoomView, guests: Sequence[Guest], bed_id: str) -> list[str]:
    """A place for each: the bed chosen first, then the empty ones in order; who needs no bed sleeps in the room."""
    ours = {guest.id for guest in guests}
    kept = {guest.bed_id for guest in room.guests if guest.bed_id and guest.id not in ours}
    empty = [bed.id for bed in room.beds if not bed.blocked and bed.id not in kept]
    if bed_id and bed_id not in empty:
        raise UserError("bed.taken", _("Tempat tidur ini sudah dipakai atau ditutup; tidak ada yang diubah."))
    order = [bed_id, *(bed for bed in empty if bed != bed_id)] if bed_id else empty
    given = iter(order)
    everybody = [*(guest for guest in room.guests if guest.id not in ours), *guests]
    grown = {guest.company for guest in everybody if not guest.child and guest.company}
    return [room.id if guest.head.infant and guest.company in grown else next(given, room.id) for guest in guests]


def _write(
    w: Work, stay_id: str, last: Placement | None, place_id: str | None, decided: tuple[Sequence[str], str | None]
) -> tuple[str, int]:
    step = last.step + 1 if last else 1
    breaks, reason = decided
    values = {"place": place_id, "day": today(w), "breaks": list(breaks) or None, "reason": reason}
    row_id = derived_id("placement", stay_id, str(step))
    row, fresh = w.insert_once(Placement(id=row_id, stay_id=stay_id, step=step, **values))  # type: ignore[arg-type]
    if not fresh:
        w.update(row, void_reason=None, **values)
    return stay_id, step


def _placed_words(guests: Sequence[Guest], room: RoomView) -> str:
    number = len(guests)
    if number == 1:
        return _("{name} di kamar {room}.").format(name=guests[0].head.display, room=room.name)
    return ngettext("{n} orang di kamar {room}.", "{n} orang di kamar {room}.", number).format(n=number, room=room.name)
