"""The one door to what the health vault holds: whatever is looked at is noted with who, what, when and on which screen.

A look notes all its records in one row, and what the same person saw on the same screen minutes ago is not noted
again; so a list that refreshes itself costs nothing, and no read goes without a trace.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health.records import ReadNote, Remark
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.kernel.ids import new_id
from app.registration import joins
from app.registration.counts import heads_of
from app.store.base import Record, class_of, table_named
from app.store.journal import chunks
from app.store.work import Reading

R = TypeVar("R", bound=Record)
LOCKED = "health.locked"
AGAIN_AFTER = timedelta(minutes=10)
MOST_NOTES = 500
LINE = "line:"
"""Before the id of a manifest line, in the subjects of a look at what a list said."""
SCREENS = {
    "queue": N_("Antrean skrining"),
    "person": N_("Halaman kesehatan seseorang"),
    "isolation": N_("Daftar isolasi"),
    "referrals": N_("Daftar rujukan"),
    "outbreak": N_("Wabah"),
    "remarks": N_("Keterangan surat"),
    "paper": N_("Cetak surat"),
    "copy": N_("Simpan salinan surat"),
    "differences": N_("Beda data di Sinkron"),
}


class Look:
    """One look at rows that count; everything found is remembered for the trail."""

    def __init__(self, r: Reading, screen: str) -> None:
        self.screen = screen
        self.subjects: dict[str, None] = {}
        self.kinds: dict[str, None] = {}
        self._r = r

    def rows(self, model: type[R], *conditions: ColumnElement[bool]) -> list[R]:
        """The rows of this site that are not void and fit."""
        mine = (col(model.site_id) == self._r.site_id) & col(model.void_reason).is_(None)
        found = self._r.all(select(model).where(mine, *conditions))
        for row in found:
            self.subjects[_subject(row)] = None
            self.kinds[str(model.__tablename__)] = None
        return found

    def of_stays(self, model: type[R], stay_ids: Sequence[str]) -> list[R]:
        """The rows about these stays."""
        about = model.__table__.c.stay_id  # type: ignore[attr-defined]  # set by SQLModel on table classes
        return [row for some in chunks(stay_ids) for row in self.rows(model, about.in_(some))]

    def seen(self, kind: str, subject: str) -> None:
        """Something that lies sealed elsewhere and is opened for this look."""
        self.subjects[subject] = None
        self.kinds[kind] = None

    def one(self, model: type[R], row_id: str) -> R:
        """One row, void ones too; UserError when it is not here."""
        row = self._r.need(model, row_id)
        self.subjects[_subject(row)] = None
        self.kinds[str(model.__tablename__)] = None
        return row


def _subject(row: Record) -> str:
    return f"{LINE}{row.line_id}" if isinstance(row, Remark) else str(getattr(row, "stay_id", ""))


def refuse_closed(office: Office) -> None:
    """Refuse whoever has no health role, and say so when the vault is not open at this desk."""
    require(office.actor, "health.read")
    if HEALTH in office.shut:
        raise UserError(LOCKED, _("Layar terkunci; data kesehatan tertutup sampai Anda masuk lagi."))
    if not office.holds(HEALTH) and HEALTH not in office.unreadable:
        raise UserError(
            "health.closed",
            _("Data kesehatan tidak terbuka di laptop ini; tidak ada yang dicatat."),
            _("Masuklah dengan lembar kode kesehatan, atau minta rekan kesehatan menerima Anda di Pengaturan."),
        )


@contextmanager
def looking(office: Office, screen: str, always: bool = False) -> Iterator[Look]:
    """Look into the health vault from a screen (SCREENS); the look is noted, also when it breaks off.

    With `always` it is noted even when the same was seen minutes ago.
    """
    refuse_closed(office)
    fresh: list[str] = []
    try:
        with office.read(HEALTH) as r:
            look = Look(r, screen)
            try:
                yield look
            finally:
                seen = _seen(r, office, screen) if look.subjects and not always else frozenset()
                fresh = [subject for subject in look.subjects if subject not in seen]
    finally:
        if fresh:
            _note(office, look, fresh)


def _seen(r: Reading, office: Office, screen: str) -> frozenset[str]:
    """What this person saw on this screen just now; what a clock set back puts into the future does not count."""
    now = office.clock.now()
    mine = (col(ReadNote.site_id) == r.site_id) & (ReadNote.officer == office.actor.user_id)
    late = select(ReadNote).where(mine, ReadNote.screen == screen, col(ReadNote.at).between(now - AGAIN_AFTER, now))
    return frozenset(subject for row in r.all(late) for subject in row.subjects)


def _note(office: Office, look: Look, fresh: list[str]) -> None:
    with office.write("health.read", HEALTH) as w:
        row = ReadNote(id=new_id(), officer=w.actor.user_id, name=w.actor.name, screen=look.screen, at=w.now())
        row.subjects, row.kinds, row.desk = fresh, sorted(look.kinds), w.device_letter
        w.insert(row)


def note_shown(office: Office, places: Iterable[tuple[str, str, str]]) -> None:
    """Another screen shows values of these rows (vault, table, id) to a holder: note those of the health vault."""
    mine = [(table_named(table, HEALTH), row_id) for vault, table, row_id in places if vault == HEALTH]
    if not mine:
        return
    with looking(office, "differences") as look:
        for table, row_id in mine:
            if table is not None:
                look.one(class_of(table), row_id)


@dataclass(frozen=True)
class Noted:
    """One look as the audit shows it: `who` are the names of those looked at, `more` further ones without a name."""

    at: datetime
    officer: str
    screen: str
    desk: str
    who: tuple[str, ...]
    more: int = 0


def noted(office: Office, stay_id: str = "") -> list[Noted]:
    """Who read what, the latest first; of one stay alone, if given."""
    refuse_closed(office)
    with office.read(HEALTH) as r:
        latest = select(ReadNote).where(ReadNote.site_id == r.site_id).order_by(col(ReadNote.at).desc())
        rows = r.all(latest.limit(MOST_NOTES))
    with office.read() as general:
        alike, same = set(joins.arrivals(general, stay_id)), joins.counted(general)
        rows = [row for row in rows if not stay_id or not alike.isdisjoint(row.subjects)]
        stays = {one: same.get(one, one) for row in rows for one in row.subjects if not one.startswith(LINE)}
        heads = {head.stay_id: head.display for some in chunks(set(stays.values())) for head in heads_of(general, some)}
        names = {stay: heads[kept] for stay, kept in stays.items() if kept in heads}
    return [_noted(row, names) for row in rows]


def _noted(row: ReadNote, names: dict[str, str]) -> Noted:
    known = [one for one in row.subjects if one in names]
    who = tuple(dict.fromkeys(names[one] for one in known))
    screen = _(SCREENS[row.screen]) if row.screen in SCREENS else row.screen
    return Noted(row.at, row.name or row.officer, screen, row.desk, who, len(row.subjects) - len(known))
