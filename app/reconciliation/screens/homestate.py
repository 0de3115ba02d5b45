"""What the screen of those who reached home reads in one go, for a choice of days and of rows."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.access.days import current_day
from app.kernel.errors import UserError
from app.reconciliation.adjustments import Adjustment, adjustments
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.closing import Closed, closings
from app.reconciliation.homecoming import SHIP, Homecoming, homecoming
from app.reconciliation.periods import PeriodView, period
from app.reconciliation.rules.spans import LAST_HALF, OTHER, THIS_HALF, Span, spans

NO_DAYS = Span()


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to see: a code of spans (OTHER with its own days), and the rows: ship, province, month."""

    code: str = THIS_HALF
    group: str = SHIP
    own: Span = NO_DAYS


@dataclass(frozen=True)
class HomeState:
    """One state of the screen; `view` and `closed` only of days that can be closed."""

    chosen: Chosen
    scope: LedgerScope
    seen: Homecoming
    view: PeriodView | None
    closed: Closed | None
    adjusted: tuple[Adjustment, ...]
    history: tuple[Closed, ...]


def load_home(r: Any, chosen: Chosen) -> HomeState:
    """The state for a choice."""
    day = current_day(r)
    known = spans(day.day if day else date(2000, 1, 1))
    span = chosen.own if chosen.code == OTHER else known.get(chosen.code, known[LAST_HALF])
    scope = LedgerScope(span.start, span.end)
    view = _period(r, scope) if span.closable and day else None
    of_scope = [one for one in closings(r) if (one.first_day, one.last_day) == (span.start, span.end) and span.start]
    closed = next((one for one in of_scope if view is not None and one.id == view.closed), None)
    adjusted = adjustments(r, closed.id) if closed else ()
    seen = homecoming(r, scope, chosen.group)
    return HomeState(replace(chosen), scope, seen, view, closed, adjusted, tuple(of_scope))


def _period(r: Any, scope: LedgerScope) -> PeriodView | None:
    try:
        return period(r, scope)
    except UserError:
        return None
