"""Residents who did not come back: one list, and what was done about each of them; gone without leave is a named exit.

Nobody leaves the count by being overdue: only a person who says so, with who saw him last, makes it an exit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.registration import exits, joins, rules
from app.registration.counts import HeadLine, heads_at, heads_of
from app.registration.live import live
from app.registration.wording import clean_text, required_reason
from app.shelter import presence
from app.shelter.presence import Overdue, Passed
from app.shelter.records import Absence
from app.shelter.rules.presence import IN
from app.store.journal import chunks
from app.store.work import Reading, Work

CHECKED, GONE = "diperiksa", "pergi"
HOLDS = timedelta(hours=4)
"""So long nobody needs to ask again after somebody did."""
LATEST = 60


@dataclass(frozen=True)
class Asked:
    """That somebody was asked after: what was found out, by whom and when."""

    at: datetime
    note: str
    officer: str
    place: str = ""


@dataclass(frozen=True)
class Chased:
    """Somebody on the list, and when he was asked after last."""

    overdue: Overdue
    asked: Asked | None = None
    due: bool = True

    @property
    def head(self) -> HeadLine:
        """Who."""
        return self.overdue.head


@dataclass(frozen=True)
class Leaving:
    """How somebody is known to have left: the day, why one thinks so, and who saw him last and where."""

    since: date
    reason: str
    seen_by: str
    place: str = ""


@dataclass(frozen=True)
class Left:
    """Somebody who left without leave, as it was written down."""

    head: HeadLine
    leaving: Leaving
    day: date
    officer: str


def chase(r: Reading, now: datetime, zone: str) -> list[Chased]:
    """Who should be asked after, those nobody asked after lately first."""
    found = presence.ask_after(r, heads_at(r, rules.PRESENT), now, zone)
    asked = _asked(r, [one.head.stay_id for one in found])
    lines = [_chased(one, asked.get(one.head.stay_id), now) for one in found]
    return sorted(lines, key=lambda one: not one.due)


def came_back(w: Work, stay_id: str, place: str = "") -> Passed:
    """He is here after all: recorded as coming in."""
    return presence.record(w, stay_id, IN, place)


def still_out(w: Work, stay_id: str, note: str, place: str = "") -> None:
    """He was asked after and is still outside: what was found out is kept, and nobody asks again for a while."""
    require(w.actor, presence.PERMISSION)
    said = required_reason(note)
    head = _resident(w, stay_id)
    w.insert(
        Absence(
            id=new_id(), stay_id=head.stay_id, kind=CHECKED, note=said, place=clean_text(place) or "", at=w.now(),
            day=today(w), desk=w.device_letter, officer=w.actor.name,
        )
    )  # fmt: skip


def gone(w: Work, stay_id: str, leaving: Leaving) -> str:
    """He left without leave: an exit of his own in the count of people, with why, since when and who saw him last."""
    require(w.actor, presence.PERMISSION)
    reason, seen = required_reason(leaving.reason), clean_text(leaving.seen_by)
    if seen is None:
        raise UserError("absence.seen", _("Tulis siapa yang terakhir melihatnya; tidak ada yang dicatat."))
    head = _resident(w, stay_id)
    if leaving.since > today(w):
        raise UserError("presence.future", _("Tanggal pergi ada di hari esok; tidak ada yang dicatat."))
    if leaving.since < head.arrived:
        raise UserError("head.before_arrival", _("Tanggal ini sebelum kedatangannya; tidak ada yang dicatat."))
    told = _("{reason} – pergi {day}, terakhir dilihat {seen}")
    said = told.format(reason=reason, day=f"{leaving.since:%d-%m-%Y}", seen=seen)
    movement = exits.leave(w, head.stay_id, rules.WITHOUT_LEAVE, said)
    w.insert_once(
        Absence(
            id=derived_id("absence", movement.id), stay_id=head.stay_id, kind=GONE, note=reason,
            place=clean_text(leaving.place) or "", since=leaving.since, seen_by=seen, movement_id=movement.id,
            at=w.now(), day=today(w), desk=w.device_letter, officer=w.actor.name,
        )
    )  # fmt: skip
    return movement.id


def left(r: Reading, most: int = LATEST) -> list[Left]:
    """Who left without leave and has not come back, the latest first; also those written down elsewhere."""
    heads = heads_at(r, (rules.WITHOUT_LEAVE,))
    told = {row.stay_id: row for row in _rows(r, [head.stay_id for head in heads], GONE)}
    found = [_left(head, told[head.stay_id]) for head in heads if head.stay_id in told]
    return sorted(found, key=lambda one: (one.day, one.head.display), reverse=True)[:most]


def about(r: Reading, stays: Sequence[str]) -> list[Absence]:
    """Everything written down of these stays, taken back or not."""
    return r.all(select(Absence).where(Absence.site_id == r.site_id, col(Absence.stay_id).in_(stays)))


def _resident(w: Work, stay_id: str) -> HeadLine:
    found = heads_of(w, joins.arrivals(w, stay_id)[:1])
    if not found:
        raise UserError("head.void", _("Kedatangan orang ini sudah dibatalkan; tidak ada yang dicatat."))
    if found[0].account != rules.PRESENT or found[0].body:
        raise UserError(
            "absence.not_here",
            _("{name} tidak tercatat hadir; tidak ada yang dicatat.").format(name=found[0].display),
            _("Mungkin loket lain sudah mencatatnya. Lihat halaman Orang."),
        )
    return found[0]


def _chased(one: Overdue, asked: Asked | None, now: datetime) -> Chased:
    fresh = asked if asked is not None and asked.at > one.since else None
    return Chased(one, fresh, fresh is None or now - fresh.at >= HOLDS)


def _asked(r: Reading, stays: Sequence[str]) -> dict[str, Asked]:
    rows = sorted(_rows(r, stays, CHECKED), key=lambda row: row.at)
    return {row.stay_id: Asked(row.at, row.note, row.officer, row.place) for row in rows}


def _rows(r: Reading, stays: Iterable[str], kind: str) -> list[Absence]:
    found: list[Absence] = []
    for some in chunks(list(stays)):
        mine = select(Absence).where(live(r, Absence), col(Absence.stay_id).in_(some), Absence.kind == kind)
        found += r.all(mine)
    return sorted(found, key=lambda row: row.at)


def _left(head: HeadLine, row: Absence) -> Left:
    leaving = Leaving(row.since or row.day, row.note, row.seen_by or "", row.place)
    return Left(head, leaving, row.day, row.officer)
