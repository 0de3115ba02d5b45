"""The operational day: opened by a person, journalled, never taken from the clock alone."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func
from sqlmodel import col, select

from app.access.records import OperationalDay, Site
from app.access.rules import require
from app.kernel.clock import local, operational_date
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.store.direct import Direct
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Day:
    """An opened working day of the site."""

    id: str
    day: date
    opened_at: datetime
    opened_by: str


@dataclass(frozen=True)
class DayState:
    """`current` is the day in use, `clock_day` the one the clock points to."""

    current: Day | None
    clock_day: date

    @property
    def due(self) -> bool:
        """Whether somebody should open a new day."""
        return self.current is None or self.clock_day > self.current.day

    @property
    def backwards(self) -> bool:
        """Whether the clock says an earlier day than the one in use."""
        return self.current is not None and self.clock_day < self.current.day


def day_id(site_id: str, day: date) -> str:
    """The id every desk derives for a site's day."""
    return derived_id("operational_day", site_id, day.isoformat())


def current_day(r: Reading) -> Day | None:
    """The latest day opened at this site."""
    latest = select(OperationalDay).where(
        OperationalDay.site_id == r.site_id, col(OperationalDay.void_reason).is_(None)
    )
    found = r.all(latest.order_by(col(OperationalDay.day).desc()).limit(1))
    return _view(found[0]) if found else None


def today(r: Reading) -> date:
    """The date everything is counted under now; UserError before the first day is opened."""
    found: date | None = _LATEST.one(r.connection, {"site": r.site_id})
    if found is None:
        raise UserError(
            "day.none", _("Hari operasional belum dibuka."), _("Buka hari operasional di Beranda, lalu ulangi.")
        )
    return found


def latest_date(w: Work) -> date:
    """The later of the day in use and the date on the clock: what is dated after it cannot have happened yet."""
    return max(today(w), local(w.now(), w.zone).date())


_LATEST = Direct(
    select(func.max(col(OperationalDay.day))).where(
        OperationalDay.site_id == bindparam("site"), col(OperationalDay.void_reason).is_(None)
    )
)
"""Asked in nearly every Work, so it is built once."""


def was_opened(r: Reading, day: date) -> bool:
    """Whether this site ever worked on that day, as far as this desk knows."""
    row = r.get(OperationalDay, day_id(r.site_id, day))
    return row is not None and row.void_reason is None


def day_state(r: Reading, now: datetime) -> DayState:
    """The day in use beside the day the clock points to."""
    site = r.need(Site, r.site_id)
    return DayState(current_day(r), operational_date(now, site.zone, site.day_start_minutes))


def open_day(w: Work, day: date) -> Day:
    """Open a working day; a day that another desk opened already stays as it is."""
    require(w.actor, "access.day")
    row = OperationalDay(id=day_id(w.site_id, day), day=day, opened_at=w.now(), opened_by=w.actor.user_id)
    return _view(w.insert_once(row)[0])


def _view(row: OperationalDay) -> Day:
    return Day(row.id, row.day, row.opened_at, row.opened_by)
