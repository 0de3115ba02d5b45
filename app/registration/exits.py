"""People leave without a handover paper, die, or are elsewhere for a while and come back; and conflicts of custody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app.access.rules import require
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration import families, heads, rules
from app.registration.counts import heads_of
from app.registration.heads import movements
from app.registration.live import live
from app.registration.position import position
from app.registration.records import Movement, Stay
from app.registration.timeline import Entry, Subject
from app.registration.wording import required_reason
from app.store.journal import chunks
from app.store.work import Reading, Work

DEATH = "kematian"
"""The kind of document a death's movement names: what two desks record of one death is one movement."""
_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]?([0-5]\d)")


@dataclass(frozen=True)
class Death:
    """When (`time` as “04.20” by the site's clock, empty while unknown) and where somebody died; never the cause."""

    day: date
    time: str = ""
    place: str = ""
    note: str = ""


def leave(w: Work, stay_id: str, account: str, reason: str) -> Movement:
    """Somebody leaves by an exit that needs no handover paper (rules.UNSIGNED_EXITS), with the reason."""
    require(w.actor, "registration.move")
    if account not in rules.UNSIGNED_EXITS:
        raise UserError(
            "exit.signed",
            _("Jalan keluar ini memakai berita acara serah terima; di sini tidak ada yang dicatat."),
            _("Buat berita acaranya di Serah terima."),
        )
    said = required_reason(reason)
    if account == rules.DIED:
        return _died(w, stay_id, said)
    _refuse_absent(heads.standing(w, stay_id).account)
    if account in rules.NEEDS_COMPANION:
        _refuse_lone_child(w, stay_id)
    left = ", ".join(head.display for head in families.staying(w, stay_id))
    told = _("{reason} – keluarganya tetap di sini: {names}").format(reason=said, names=left) if left else said
    return heads.move(w, stay_id, account, told)


def partings(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline: of whose family somebody left without him, by which exit and why."""
    kin = {head.stay_id: head for head in families.relatives(r, subject.stay_ids)} if subject.stay_ids else {}
    for some in chunks(sorted(kin)):
        gone = select(Movement).where(Movement.site_id == r.site_id, col(Movement.stay_id).in_(some))
        gone = gone.where(col(Movement.to_account).in_(rules.UNSIGNED_EXITS), col(Movement.reason).is_not(None))
        for row in r.all(gone):
            text = _("{name} dari keluarganya keluar: {account}")
            text = text.format(name=kin[row.stay_id].display, account=name_of("akun_orang", row.to_account))
            void = _("dibatalkan: {reason}").format(reason=row.void_reason) if row.void_reason else ""
            said = " · ".join(part for part in (row.reason or "", void) if part)
            yield Entry(row.at, text, said, glyph="users", tone="warn", row_id=row.id, order=row.id)


def die(w: Work, stay_id: str, death: Death) -> Movement:
    """Somebody died here: he leaves the present count, and his body is the post's until the heirs sign for it."""
    require(w.actor, "registration.move")
    hour = _CLOCK.fullmatch(death.time.strip())
    if death.time.strip() and hour is None:
        raise UserError("death.time", _("Jam meninggal tidak dikenali; belum dicatat."), _("Tulis seperti 04.20."))
    if death.day > local(w.now(), w.zone).date():
        raise UserError("death.future", _("Tanggal meninggal ada di hari esok; belum dicatat."))
    if death.day < w.need(Stay, stay_id).day:
        raise UserError(
            "head.before_arrival",
            _("Tanggal ini sebelum kedatangannya; tidak ada yang dicatat."),
            _("Yang sudah meninggal sebelum tiba dicatat sebagai jenazah di Kedatangan."),
        )
    if not death.place.strip():
        raise UserError("death.place", _("Tempat meninggal belum ditulis; belum dicatat."))
    time = f"{int(hour[1]):02d}.{hour[2]}" if hour else None
    moved = _died(w, stay_id, death.note.strip() or None)
    return w.update(moved, happened_on=death.day, happened_time=time, place=" ".join(death.place.split()))


def deaths(r: Reading, stay_ids: Sequence[str]) -> dict[str, Death]:
    """Stay → when and where he died, of those whose death is recorded with its day."""
    found: dict[str, Death] = {}
    for some in chunks(stay_ids):
        told = select(Movement).where(live(r, Movement), col(Movement.stay_id).in_(some))
        for row in r.all(told.where(Movement.to_account == rules.DIED, col(Movement.happened_on).is_not(None))):
            if row.happened_on is not None:
                found[row.stay_id] = Death(row.happened_on, row.happened_time or "", row.place or "", row.reason or "")
    return found


def gone(r: Reading, stay_ids: Sequence[str]) -> dict[str, datetime]:
    """Those of these heads who are not present now → when it was recorded that they went."""
    found: dict[str, datetime] = {}
    last = (col(Movement.site_id) == position.c.site) & (col(Movement.id) == position.c.movement)
    away = sql_select(position.c.stay, col(Movement.at)).join(Movement, last)
    away = away.where(position.c.site == r.site_id, position.c.account.not_in((rules.PRESENT, rules.BODY)))
    for some in chunks(stay_ids):
        found |= {row[0]: row[1] for row in r.rows(away.where(position.c.stay.in_(some)))}
    return found


def last_moves(r: Reading, stay_ids: Sequence[str]) -> dict[str, tuple[str, datetime]]:
    """Those of these heads who moved on since they came → where they are now, and when that was recorded."""
    found: dict[str, tuple[str, datetime]] = {}
    last = (col(Movement.site_id) == position.c.site) & (col(Movement.id) == position.c.movement)
    moved = sql_select(position.c.stay, position.c.account, col(Movement.at)).join(Movement, last)
    moved = moved.where(position.c.site == r.site_id, col(Movement.after).is_not(None))
    for some in chunks(stay_ids):
        found |= {row[0]: (row[1], row[2]) for row in r.rows(moved.where(position.c.stay.in_(some)))}
    return found


def here_since(r: Reading, stay_ids: Sequence[str]) -> dict[str, datetime]:
    """Those of these heads who moved on since they came → when they came to where they stood before that."""
    found: dict[str, datetime] = {}
    before = aliased(Movement)
    here = col(Movement.site_id) == position.c.site
    moved = sql_select(position.c.stay, col(before.at)).join(Movement, here & (col(Movement.id) == position.c.movement))
    moved = moved.join(before, (col(before.site_id) == position.c.site) & (col(before.id) == col(Movement.after)))
    for some in chunks(stay_ids):
        mine = moved.where(position.c.site == r.site_id, position.c.stay.in_(some))
        found |= {row[0]: row[1] for row in r.rows(mine)}
    return found


def _died(w: Work, stay_id: str, note: str | None) -> Movement:
    stands = heads.standing(w, stay_id).account
    if stands == rules.DIED:
        raise UserError("exit.died", _("Kematian orang ini sudah dicatat; tidak dicatat dua kali."))
    _refuse_absent(stands)
    return heads.move(w, stay_id, rules.DIED, note, (DEATH, stay_id))


def _refuse_absent(stands: str) -> None:
    if stands not in (rules.PRESENT, *rules.TEMPORARY):
        raise UserError(
            "exit.not_here",
            _("Orang ini tidak sedang hadir ({account}); tidak ada yang dicatat.").format(
                account=name_of("akun_orang", stands)
            ),
            _("Catat dulu kedatangannya kembali, kalau memang sudah di sini."),
        )


def come_back(w: Work, stay_id: str, reason: str) -> Movement:
    """Somebody who was in hospital, with the police or had left on his own is here again.

    So is whoever stands nowhere because his arrival alone was taken back; a body becomes the post's again.
    """
    require(w.actor, "registration.move")
    stands = heads.standing(w, stay_id).account
    if stands not in (*rules.RETURNABLE, rules.OUTSIDE):
        raise UserError(
            "exit.final",
            _("Orang ini tercatat: {account}. Kembalinya tidak dicatat dengan cara ini.").format(
                account=name_of("akun_orang", stands)
            ),
            _("Batalkan catatan keluarnya kalau keliru, atau daftarkan sebagai kedatangan baru."),
        )
    body = stands == rules.OUTSIDE and heads.stay_of(w, stay_id).body
    return heads.move(w, stay_id, rules.BODY if body else rules.PRESENT, required_reason(reason))


def settle(w: Work, stay_id: str, movement_id: str, reason: str) -> Movement:
    """Of movements that contradict each other this one is true; the others are taken back.

    The one kept is written anew after the last movement before the conflict, and names the one it settles.
    """
    require(w.actor, "registration.settle")
    stay = w.need(Stay, stay_id)
    rows = {row.id: row for row in movements(w, stay.id)}
    if movement_id not in rows or not heads.standing(w, stay_id).suspense:
        raise UserError("exit.no_conflict", _("Tidak ada catatan perpindahan yang bertentangan."))
    said = required_reason(reason)
    kept = rows[movement_id]
    before = set(_before(rows, kept))
    true = before | {movement_id} | _after(rows, movement_id)
    for row in rows.values():
        if row.id not in true:
            w.void(row, said)
    if kept.after is None or kept.after in before:
        return kept
    w.void(kept, said)
    moved = heads.move(w, stay_id, kept.to_account, kept.reason, _document(kept))
    told = {name: getattr(kept, name) for name in ("happened_on", "happened_time", "place")}
    return w.update(moved, settles=movement_id, **told)


def _before(rows: dict[str, Movement], kept: Movement) -> list[str]:
    """The movements a movement follows, directly and further back; one that was taken back ends the chain."""
    chain: list[str] = []
    at = kept.after
    while at in rows and at not in chain:
        chain.append(at)
        at = rows[at].after
    if at is not None:
        arrival = next((row.id for row in rows.values() if row.after is None), None)
        return [arrival] if arrival else []
    return chain


def _after(rows: dict[str, Movement], movement_id: str) -> set[str]:
    """The movements that follow one, directly and further on."""
    found: set[str] = set()
    ask = {movement_id}
    while ask:
        ask = {row.id for row in rows.values() if row.after in ask} - found
        found |= ask
    return found


def _document(movement: Movement) -> tuple[str, str] | None:
    if movement.document_kind is None or movement.document_id is None:
        return None
    return movement.document_kind, movement.document_id


def _refuse_lone_child(w: Work, stay_id: str) -> None:
    line = heads_of(w, [stay_id])
    if line and families.unaccompanied(w, line):
        raise UserError(
            "exit.child",
            _("Anak tanpa pendamping tidak dapat keluar sendiri; tidak ada yang dicatat."),
            _("Hubungkan dengan keluarganya yang hadir, atau serahkan kepada wali atau lembaga dengan berita acara."),
        )
