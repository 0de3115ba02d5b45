"""The house itself: its rooms floor by floor and the beds in them, set up in one go, changed and blocked later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import codes
from app.registration.live import live
from app.registration.wording import required_reason
from app.shelter import sleeping
from app.shelter.records import Bed, Room
from app.shelter.rules.naming import names_of
from app.store.work import Work

PERMISSION = "shelter.rooms"
MOST_BEDS = 200
MOST_LEVELS = 60


@dataclass(frozen=True)
class RoomDraft:
    """Rooms alike: “Lantai 1, kamar 101–110, 6 tempat tidur”; `names` as written, a run or several by commas."""

    names: str
    level: int = 1
    building: str = ""
    use: str = "keluarga"
    beds: int = 6
    kind: str = "veltbed"
    near_staff: bool = False
    blocked: tuple[str, ...] = ()
    """Numbers of the beds nobody may be put into, when one room is changed."""
    blocked_why: str = ""


@dataclass(frozen=True)
class Made:
    """What came of setting up: ids of new rooms, and the names that were there before."""

    rooms: tuple[str, ...]
    known: tuple[str, ...]


def set_up(w: Work, draft: RoomDraft) -> Made:
    """Make the rooms of a draft with their beds; rooms that are there already stay as they are."""
    require(w.actor, PERMISSION)
    _check(draft)
    building = " ".join(draft.building.split())
    made, known = [], []
    for name in names_of(draft.names):
        room_id = derived_id("room", building.casefold(), str(draft.level), name.casefold())
        values: dict[str, Any] = {"use": draft.use, "near_staff": draft.near_staff}
        row, fresh = w.insert_once(Room(id=room_id, building=building, level=draft.level, name=name, **values))
        if not fresh and row.void_reason is None:
            known.append(row.name)
            continue
        if not fresh:
            w.update(row, void_reason=None, closed=None, **values)
        _have_beds(w, row.id, draft.beds, draft.kind)
        made.append(row.id)
    return Made(tuple(made), tuple(known))


def edit(w: Work, room_id: str, draft: RoomDraft) -> None:
    """Change a room; `names` is its one name. Beds are added, or taken away where nobody sleeps in them."""
    require(w.actor, PERMISSION)
    _check(draft)
    names = names_of(draft.names)
    if len(names) != 1:
        raise UserError("room.one_name", _("Tulis satu nama kamar; belum disimpan."))
    room = _need(w, room_id)
    w.update(
        room, name=names[0], building=" ".join(draft.building.split()), level=draft.level, use=draft.use,
        near_staff=draft.near_staff,
    )  # fmt: skip
    _have_beds(w, room_id, draft.beds, draft.kind)
    _block(w, room_id, draft)


def close(w: Work, room_id: str, reason: str) -> None:
    """Nobody is put into this room any more; who sleeps there stays until he is moved."""
    require(w.actor, PERMISSION)
    w.update(_need(w, room_id), closed=required_reason(reason))


def reopen(w: Work, room_id: str) -> None:
    """The room may be used again."""
    require(w.actor, PERMISSION)
    w.update(_need(w, room_id), closed=None)


def block_bed(w: Work, bed_id: str, reason: str) -> None:
    """Nobody is put into this bed; refused while somebody sleeps in it."""
    require(w.actor, PERMISSION)
    bed = w.need(Bed, bed_id)
    if sleeping.in_places(w, [bed_id]):
        raise UserError(
            "bed.taken", _("Tempat tidur ini masih dipakai; tidak ada yang diubah."), _("Pindahkan dulu orangnya.")
        )
    w.update(bed, blocked=required_reason(reason))


def free_bed(w: Work, bed_id: str) -> None:
    """The bed may be used again."""
    require(w.actor, PERMISSION)
    w.update(w.need(Bed, bed_id), blocked=None)


def drop(w: Work, room_id: str, reason: str) -> None:
    """A room set up by mistake is no room of the house; refused while somebody sleeps there."""
    require(w.actor, PERMISSION)
    room, beds = _need(w, room_id), beds_of(w, [room_id])
    if sleeping.in_places(w, [room_id, *(bed.id for bed in beds)]):
        raise UserError(
            "room.taken",
            _("Masih ada orang di kamar {name}; kamarnya tidak dihapus.").format(name=room.name),
            _("Pindahkan dulu orangnya."),
        )
    w.void(room, required_reason(reason))


def beds_of(w: Work, room_ids: Sequence[str]) -> list[Bed]:
    """The beds of rooms, in their order."""
    mine = select(Bed).where(live(w, Bed), col(Bed.room_id).in_(room_ids))
    return sorted(w.all(mine), key=lambda bed: (bed.room_id, bed.rank, bed.id))


def _have_beds(w: Work, room_id: str, wanted: int, kind: str) -> None:
    """Bring a room to so many beds, numbered from 1."""
    there = beds_of(w, [room_id])
    spare = there[wanted:]
    if spare and sleeping.in_places(w, [bed.id for bed in spare]):
        raise UserError(
            "bed.taken",
            _("Tempat tidur yang akan dihapus masih dipakai; tidak ada yang diubah."),
            _("Pindahkan dulu orangnya, atau tulis jumlah yang lebih besar."),
        )
    for bed in spare:
        w.void(bed, _("jumlah tempat tidur dikurangi"))
    for bed in there[:wanted]:
        w.update(bed, kind=kind)
    for number in range(len(there) + 1, wanted + 1):
        fresh = Bed(
            id=derived_id("bed", room_id, str(number)), room_id=room_id, label=str(number), kind=kind, rank=number
        )
        row, new = w.insert_once(fresh)
        if not new:
            w.update(row, void_reason=None, blocked=None, kind=kind)


def _block(w: Work, room_id: str, draft: RoomDraft) -> None:
    """Exactly the beds of the draft are out of use."""
    there = {bed.label.casefold(): bed for bed in beds_of(w, [room_id])}
    wanted = {label.casefold() for label in draft.blocked}
    if unknown := sorted(wanted - set(there)):
        raise UserError(
            "bed.unknown", _("Tidak ada tempat tidur {label} di kamar ini; belum disimpan.").format(label=unknown[0])
        )
    for label, bed in there.items():
        if label in wanted and bed.blocked != draft.blocked_why.strip():
            block_bed(w, bed.id, draft.blocked_why)
        elif label not in wanted and bed.blocked:
            free_bed(w, bed.id)


def _need(w: Work, room_id: str) -> Room:
    room = w.need(Room, room_id)
    if room.void_reason is not None:
        raise UserError("room.gone", _("Kamar ini sudah dihapus; tidak ada yang diubah."))
    return room


def _check(draft: RoomDraft) -> None:
    if not names_of(draft.names):
        raise UserError("room.name", _("Tulis nama atau nomor kamar, misalnya 101–110; belum disimpan."))
    if draft.use not in codes("guna_kamar") or draft.kind not in codes("alas_tidur"):
        raise UserError("room.use", _("Pilih guna kamar dan jenis tempat tidur dari daftar; belum disimpan."))
    if not 0 < draft.beds <= MOST_BEDS:
        raise UserError("room.beds", _("Tulis 1 sampai {n} tempat tidur; belum disimpan.").format(n=MOST_BEDS))
    if not -2 <= draft.level <= MOST_LEVELS:
        raise UserError("room.level", _("Periksa nomor lantainya; belum disimpan."))
