"""Two ships at once: somebody of the other ship's list, or counted under the wrong ship; both counts stay right."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import board, recheck, rules, unlisted
from app.manifest.recheck import Decision, Found, Rechecked
from app.manifest.records import ManifestLine
from app.manifest.ships import need_open_batch
from app.manifest.unlisted import Head
from app.registration import families, heads, rerouting
from app.registration.counts import HeadLine, heads_of
from app.registration.rerouting import Place
from app.store.work import Reading, Work

DID_NOT_SAIL = rules.ABSENT[0]


@dataclass(frozen=True)
class Moved:
    """An arrival that counts under another ship now, with all that an undo puts back."""

    stay_id: str
    name: str
    from_batch: str
    to_batch: str
    origin: str
    line_id: str | None = None
    card_number: str | None = None
    card_kept: bool = True
    line: Rechecked | None = None


@dataclass(frozen=True)
class CameWith:
    """Somebody of one ship's list who came with another: his line there, and his head here."""

    line: Rechecked
    head: Head


def move(w: Work, stay_id: str, batch_id: str) -> Moved:
    """Count an arrival under the ship it came with; its line on the other list becomes *tidak hadir*, saying so."""
    require(w.actor, "manifest.recheck")
    ship, stay = need_open_batch(w, batch_id), heads.stay_of(w, stay_id)
    before = stay.batch_id or ""
    if before == batch_id:
        raise UserError("move.same_ship", _("Orang ini sudah dicatat di kapal itu; tidak ada yang diubah."))
    if before:
        need_open_batch(w, before)
    was, card, name = (stay.origin, stay.line_id), stay.card_number, heads.name_of(w, stay_id)
    line = _leave_line(w, stay_id, stay.line_id, ship.name)
    after = rerouting.change_ship(w, stay_id, Place(batch_id, rerouting.MOVED, card=card))
    return Moved(stay_id, name, before, batch_id, *was, card, after.card_number == card, line)


def move_together(w: Work, stay_ids: Sequence[str], batch_id: str) -> tuple[Moved, ...]:
    """Several arrivals at once, all of them or none."""
    return tuple(move(w, stay_id, batch_id) for stay_id in stay_ids)


def left_behind(r: Reading, moved: Sequence[Moved]) -> list[HeadLine]:
    """Those who belong to people moved and still count under their ship: family, and mother and infants of its list."""
    kin = {head.stay_id for head in families.relatives(r, [one.stay_id for one in moved])}
    for ship in {one.from_batch for one in moved if one.line is not None and one.from_batch}:
        mine = {one.line.line_id for one in moved if one.line is not None and one.from_batch == ship}
        lines = board.board(r, ship).lines
        mothers = {line.mother for line in lines if line.id in mine}
        kin |= {line.stay_id for line in lines if line.stay_id and (line.mother in mine or line.id in mothers)}
    ships = {one.from_batch for one in moved}
    return [head for head in heads_of(r, sorted(kin)) if head.batch_id in ships]


def take_back(w: Work, moved: Moved) -> None:
    """Undo a move; refused when the arrival or its line was changed since."""
    require(w.actor, "manifest.recheck")
    stay = heads.stay_of(w, moved.stay_id)
    if stay.batch_id != moved.to_batch or stay.void_reason is not None or stay.line_id is not None:
        raise UserError(
            "move.changed_since",
            _("Orang ini sudah dicatat lagi sesudah dipindahkan; tidak ada yang diurungkan."),
            _("Cari namanya dan lihat keadaannya sekarang."),
        )
    for batch_id in filter(None, (moved.from_batch, moved.to_batch)):
        need_open_batch(w, batch_id)
    if moved.line is not None:
        now = recheck.status_of(w, moved.line.line_id)
        if now != moved.line.status:
            raise UserError(
                "recheck.changed_since",
                _("Baris ini sudah diperiksa lagi sesudah itu; tidak ada yang diurungkan."),
                _("Pilih barisnya dan lihat keadaannya sekarang."),
            )
        recheck.settle(w, moved.line.line_id, moved.line.was)
    back = Place(moved.from_batch, moved.origin, moved.line_id, moved.card_number)
    rerouting.change_ship(w, moved.stay_id, back)


def came_with(w: Work, line_id: str, batch_id: str, found: Found) -> CameWith:
    """The listed person is here, but came with another ship than his list's: absent there, extra here."""
    require(w.actor, "manifest.recheck")
    line = w.need(ManifestLine, line_id)
    ship = need_open_batch(w, batch_id)
    if recheck.status_of(w, line_id) in rules.PRESENT:
        raise UserError(
            "move.present",
            _("Orang ini sudah dicatat hadir di kapal daftarnya; tidak dihitung dua kali."),
            _("Pindahkan kedatangannya ke kapal ini."),
        )
    head = unlisted.add(w, batch_id, recheck.who_of(line, ship.day), found)
    return CameWith(recheck.absent(w, line_id, DID_NOT_SAIL, _with(ship.name)), head)


def _leave_line(w: Work, stay_id: str, line_id: str | None, ship: str) -> Rechecked | None:
    """The line an arrival was confirmed under says where he is; another line's decision is left alone."""
    standing = recheck.decision_of(w, line_id)[0] if line_id else Decision()
    if line_id is None or standing.stay_id != stay_id or standing.status not in rules.PRESENT:
        return None
    return recheck.settle(w, line_id, Decision(DID_NOT_SAIL, reason=_with(ship)))


def _with(ship: str) -> str:
    return _("tiba dengan {ship}").format(ship=ship)
