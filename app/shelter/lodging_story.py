"""Where somebody slept, and when he went in and out, for the timeline of his page."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import col, select

from app.access.naming import user_names
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.timeline import Entry, Subject
from app.shelter.absences import CHECKED, about
from app.shelter.presence import events_of
from app.shelter.records import Bed, Placement, Room
from app.shelter.rules.presence import OUT
from app.shelter.wording import floor_name
from app.store.history import changes_of_rows
from app.store.work import Reading


def lodging(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline: each place with who decided it, and each time at the gate."""
    mine = select(Placement).where(Placement.site_id == r.site_id, col(Placement.stay_id).in_(subject.stay_ids))
    rows, names = r.all(mine), user_names(r)
    kept: dict[str, dict[str, object]] = {}
    for change in changes_of_rows(r, rows) if rows else ():
        known = kept.setdefault(change.row_id, {})
        known.update(change.values)
        at, by, write = datetime.fromisoformat(change.writing.wall_time), change.writing.actor, change.writing.write
        taken_back, reason = known.get("void_reason"), known.get("reason")
        text = _("Tempat tidur terakhir batal") if taken_back else _place(r, known.get("place"))
        tone = "warn" if taken_back or known.get("breaks") else ""
        detail = str(taken_back or reason or "")
        yield Entry(at, text, detail, names.get(by, ""), "bed-double", tone, change.row_id, write)
    yield from _gate(r, subject)
    yield from _absences(r, subject)


def _place(r: Reading, place: object) -> str:
    if not place:
        return _("Tidak lagi menempati tempat tidurnya")
    bed = r.get(Bed, str(place))
    room = r.get(Room, bed.room_id if bed else str(place))
    if room is None:
        return _("Mendapat tempat")
    where = _("{floor}, kamar {room}").format(floor=floor_name(room.building, room.level), room=room.name)
    where = _("{where}, tempat {bed}").format(where=where, bed=bed.label) if bed else where
    return _("Menempati {where}").format(where=where)


def _gate(r: Reading, subject: Subject) -> Iterator[Entry]:
    for event in events_of(r, subject.stay_ids):
        desk = _("loket {letter}").format(letter=event.desk) if event.desk else ""
        void = _("dibatalkan: {reason}").format(reason=event.void_reason) if event.void_reason else ""
        detail = " · ".join(part for part in (event.place, desk, void) if part)
        glyph = "log-out" if event.kind == OUT else "eye"
        tone = "warn" if void else ""
        yield Entry(event.at, name_of("kehadiran", event.kind), detail, event.officer, glyph, tone, event.id)


def _absences(r: Reading, subject: Subject) -> Iterator[Entry]:
    """That somebody was asked after, and what was found out."""
    for row in about(r, subject.stay_ids):
        text = _("Ditanyakan: masih di luar") if row.kind == CHECKED else _("Tercatat pergi tanpa izin")
        seen = _("terakhir dilihat {who}").format(who=row.seen_by) if row.seen_by else ""
        detail = " · ".join(part for part in (row.note, seen, row.place) if part)
        yield Entry(row.at, text, detail, row.officer, "circle-help", "warn", row.id)
