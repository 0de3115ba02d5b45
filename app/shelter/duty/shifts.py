"""The shifts of the house and their log: what one shift writes down for those who come after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.office import site_of
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _, language
from app.kernel.ids import derived_id, new_id
from app.reference.tables import table
from app.registration.live import live
from app.registration.wording import clean_text, required_reason
from app.shelter.duty.records import ShiftNote, ShiftSpan
from app.shelter.rules.duty import Calendar, Span, current
from app.shelter.rules.meals import DAY_MINUTES, minutes_of
from app.store.work import Reading, Work

PERMISSION, SETUP = "shelter.duty", "shelter.duty.setup"
MOST_SPANS = 8


@dataclass(frozen=True)
class Note:
    """A line of the log."""

    id: str
    day: date
    shift: str
    text: str
    at: datetime
    officer: str
    desk: str


def spans(r: Reading, on_paper: bool = False) -> list[Span]:
    """Every shift of this site in the order of the working day, those that are off too; on paper in Indonesian."""
    own = {row.code: row for row in r.all(select(ShiftSpan).where(live(r, ShiftSpan)))}
    shipped = {span.code: span for span in _shipped("id" if on_paper else language())}
    found = [_span(own[code]) if code in own else span for code, span in shipped.items()]
    found += [_span(row) for code, row in own.items() if code not in shipped]
    begins = site_of(r).day_start_minutes
    return sorted(found, key=lambda span: ((span.starts - begins) % DAY_MINUTES, span.code))


def span_named(r: Reading, code: str) -> Span:
    """One shift; UserError for one that is not there or switched off."""
    found = next((span for span in spans(r) if span.code == code and span.active), None)
    if found is None:
        raise UserError("shift.unknown", _("Giliran ini tidak ada atau tidak dipakai di sini; belum disimpan."))
    return found


def keep_span(w: Work, span: Span) -> None:
    """Change a shift or add one; what was written under it stays."""
    require(w.actor, SETUP)
    name = clean_text(span.name)
    if not name or span.starts == span.ends or not all(0 <= edge < DAY_MINUTES for edge in (span.starts, span.ends)):
        raise UserError("shift.draft", _("Isi nama giliran, dan jam mulai dan selesai yang berbeda; belum disimpan."))
    known = spans(w)
    if span.code not in {one.code for one in known} and len(known) >= MOST_SPANS:
        raise UserError("shift.many", _("Paling banyak {n} giliran.").format(n=MOST_SPANS))
    if not span.active and all(one.code == span.code or not one.active for one in known):
        raise UserError("shift.last", _("Paling sedikit satu giliran tetap dipakai; belum diubah."))
    code = span.code or new_id()[-8:]
    values: dict[str, Any] = {"name": name, "starts": span.starts, "ends": span.ends, "active": span.active}
    row, fresh = w.insert_once(ShiftSpan(id=derived_id("shift_span", code), code=code, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)


def shift_now(r: Reading, now: datetime) -> Span:
    """The shift that is on by the clock; there is always one."""
    at = local(now, site_of(r).zone)
    found = current(spans(r), at.hour * 60 + at.minute)
    if found is None:
        raise UserError("shift.none", _("Belum ada giliran yang dipakai di sini."), _("Atur gilirannya dahulu."))
    return found


def calendar(r: Reading) -> Calendar:
    """How this site counts its days."""
    site = site_of(r)
    return Calendar(site.zone, site.day_start_minutes)


def note(w: Work, text: str, shift: str = "") -> str:
    """Write a line into the log of the day in use, under the shift that is on unless said otherwise; its id."""
    require(w.actor, PERMISSION)
    said = clean_text(text)
    if not said:
        raise UserError("shift.note", _("Catatannya masih kosong; belum disimpan."))
    span = span_named(w, shift) if shift else shift_now(w, w.now())
    fresh = ShiftNote(
        id=new_id(), day=today(w), shift=span.code, text=said, at=w.now(), desk=w.device_letter, officer=w.actor.name
    )
    return w.insert(fresh).id


def take_back(w: Work, note_id: str, reason: str) -> None:
    """A line was written by mistake; it stays in the vault with the reason."""
    require(w.actor, PERMISSION)
    w.void(w.need(ShiftNote, note_id), required_reason(reason))


def notes(r: Reading, day: date, shift: str = "") -> list[Note]:
    """The log of an operational day, or of one of its shifts, in the order written."""
    mine = select(ShiftNote).where(live(r, ShiftNote), col(ShiftNote.day) == day).order_by(col(ShiftNote.at))
    return [
        Note(row.id, row.day, row.shift, row.text, row.at, row.officer, row.desk)
        for row in r.all(mine)
        if shift in ("", row.shift)
    ]


def _shipped(speech: str) -> Iterable[Span]:
    name = "en" if speech == "en" else "id"
    for row in table("shifts")["shift"]:
        starts, ends = (minutes_of(row[edge]) or 0 for edge in ("starts", "ends"))
        yield Span(row["code"], row[name], starts, ends)


def _span(row: ShiftSpan) -> Span:
    return Span(row.code, row.name, row.starts, row.ends, row.active)
