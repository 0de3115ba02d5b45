"""The daily report: one operational day in figures, with the names behind each; screen, paper and workbook alike.

It is a view of the ledgers and keeps nothing: a late entry for a day changes the report of that day, and says so by
the time it was made.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from app.access.days import today, was_opened
from app.access.office import site_of
from app.access.records import OperationalDay
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.printing.ready import Sheet
from app.printing.values import State
from app.reference.spoken import day_words, moment_words
from app.registration.live import live
from app.reports import goods, keeping, lodging, meals, people, watch
from app.reports.papers import DAILY, daily_values
from app.reports.table import Behind, Report, Scope, Sections
from app.reports.workbook import workbook
from app.shelter.duty.shifts import calendar
from app.store.work import Reading, Work

PERMISSION = "reports.daily"
SECTIONS = Sections((people.SECTION, meals.SECTION, lodging.SECTION, goods.SECTION, keeping.SECTION, watch.SECTION))
MOST_DAYS = 366


def report(r: Reading, day: date | None, now: datetime, on_paper: bool = False) -> Report:
    """The report of an operational day, of the one in use unless said otherwise."""
    chosen = _day(r, day)
    scope = Scope(chosen, now, calendar(r), on_paper)
    made = moment_words(now, scope.calendar.zone, on_paper=on_paper)
    notes = [scope.say(N_("Hari ini masih berjalan; angkanya belum akhir."))] if chosen == today(r) else []
    title = scope.say(N_("Laporan harian"))
    period = day_words(chosen, weekday=True, on_paper=on_paper)
    return Report(title, site_of(r).name, period, made, SECTIONS.tables(r, scope), tuple(notes))


def behind(r: Reading, day: date | None, now: datetime, key: str) -> list[Behind]:
    """The rows behind a cell of the report."""
    return SECTIONS.behind(r, Scope(_day(r, day), now, calendar(r)), key)


def days(r: Reading) -> list[date]:
    """The days there is a report of, the latest first."""
    mine = select(col(OperationalDay.day)).where(live(r, OperationalDay), col(OperationalDay.day) <= today(r))
    return [row[0] for row in r.rows(mine.order_by(col(OperationalDay.day).desc()).limit(MOST_DAYS))]


def paper(w: Work, day: date | None, size: str = "A4") -> Sheet:
    """The report to print; a day that is not over yet is a draft. Draw it away from the vault."""
    require(w.actor, PERMISSION)
    chosen = _day(w, day)
    made = report(w, chosen, w.now(), on_paper=True)
    state = State("DRAF") if chosen == today(w) and not _over(w, chosen, w.now()) else State()
    signed = local(w.now(), w.zone).date()
    return Sheet(DAILY, daily_values(made, site_of(w), (chosen, signed), w.actor.name), size, state=state)


def file(w: Work, day: date | None) -> bytes:
    """The report as a workbook: figures and lists, without the names behind the figures."""
    require(w.actor, PERMISSION)
    return workbook(report(w, day, w.now(), on_paper=True))


def _over(r: Reading, day: date, now: datetime) -> bool:
    return now >= calendar(r).day(day).end


def _day(r: Reading, day: date | None) -> date:
    last = today(r)
    chosen = day or last
    if chosen > last or not was_opened(r, chosen):
        raise UserError(
            "report.no_day",
            _("Hari {day} tidak pernah dibuka di sini; tidak ada laporannya.").format(day=f"{chosen:%d-%m-%Y}"),
            _("Pilih hari lain."),
        )
    return chosen
