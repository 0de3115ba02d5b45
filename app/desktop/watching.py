"""The screens of the shift and of the reports with what they work with, apart so that the list stays short."""

from collections.abc import Callable

from app.access.holders import sealer
from app.desktop.session import Session
from app.reports.screens.context import ReportsContext
from app.reports.screens.periodic import PeriodScreen
from app.reports.screens.screen import ReportsScreen
from app.shelter.screens.duty import DutyScreen
from app.shelter.screens.dutycontext import DutyContext
from app.widgets.operations import Operations


def duty_screen(session: Session, ops: Operations, may: Callable[[str], bool], paper: Callable[[], str]) -> DutyScreen:
    """Giliran jaga; whoever is signed in is asked about anew each time."""

    def who() -> tuple[str, str]:
        return session.office.actor.user_id, session.office.actor.name

    return DutyScreen(ops, DutyContext(may, who, session.clock.now, session.office.site.zone, sealer, paper))


def reports_screen(session: Session, ops: Operations, paper: Callable[[], str]) -> ReportsScreen:
    """Laporan."""
    return ReportsScreen(ops, _reports(session, paper))


def period_screen(session: Session, ops: Operations, paper: Callable[[], str]) -> PeriodScreen:
    """Laporan masa."""
    return PeriodScreen(ops, _reports(session, paper))


def _reports(session: Session, paper: Callable[[], str]) -> ReportsContext:
    """What both screens of the reports work with; whoever is signed in is asked about anew each time."""
    site = session.office.site

    def user() -> str:
        return session.office.actor.user_id

    def may(permission: str) -> bool:
        return session.office.may(permission)

    return ReportsContext(session.clock.now, site.code, session.home.exports, paper, site.zone, user, may)
