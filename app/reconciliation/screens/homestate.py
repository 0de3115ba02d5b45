"""What the screen of those who reached home reads in one go, for a choice of days and of rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.access.days import current_day
from app.kernel.errors import UserError
from app.kernel.i18n import ngettext
from app.reconciliation.adjustments import Adjustment, adjustments
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.checks import Check, with_explanations
from app.reconciliation.closing import Closed, closings, with_changes
from app.reconciliation.explaining import explanations
from app.reconciliation.homecoming import SHIP, Homecoming, homecoming
from app.reconciliation.periods import PeriodView, period
from app.reconciliation.rules import Finding
from app.reconciliation.rules.spans import LAST_HALF, OTHER, THIS_HALF, Span, spans
from app.reconciliation.stating import Stated, stated
from app.registration.counts import HeadLine
from app.shelter.absences import chase

NO_DAYS = Span()
GATE = "gate"


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to see: a code of spans (OTHER with its own days), and the rows: ship, province, month."""

    code: str = THIS_HALF
    group: str = SHIP
    own: Span = NO_DAYS


@dataclass(frozen=True)
class HomeState:
    """One state of the screen; `view` and `closed` only of days that can be closed.

    `checks` are what is open in the period, and who may have left without anybody recording it.
    """

    chosen: Chosen
    scope: LedgerScope
    seen: Homecoming
    view: PeriodView | None
    closed: Closed | None
    adjusted: tuple[Adjustment, ...]
    history: tuple[Closed, ...]
    checks: tuple[Check, ...] = ()
    stated: tuple[Stated, ...] = ()


def load_home(r: Any, chosen: Chosen, clock: tuple[datetime, str] | None = None) -> HomeState:
    """The state for a choice; with the clock (the moment, the zone) it tells who was not seen for long as well."""
    day = current_day(r)
    known = spans(day.day if day else date(2000, 1, 1))
    span = chosen.own if chosen.code == OTHER else known.get(chosen.code, known[LAST_HALF])
    scope = LedgerScope(span.start, span.end)
    view = _period(r, scope) if span.closable and day else None
    of_scope = [one for one in closings(r) if (one.first_day, one.last_day) == (span.start, span.end) and span.start]
    closed = next((one for one in of_scope if view is not None and one.id == view.closed), None)
    adjusted = adjustments(r, closed.id) if closed else ()
    seen = homecoming(r, scope, chosen.group)
    twins = {one.id: len(adjustments(r, one.id)) for one in of_scope if one.stands and one is not closed}
    history = with_changes(r, of_scope, {**twins, **({closed.id: len(adjusted)} if closed else {})})
    others = stated(r, scope) if view is not None else ()
    unseen = _unseen([one.head for one in chase(r, *clock)] if clock else [])
    checks = (*(view.checks if view else ()), *with_explanations(unseen, explanations(r, scope) if view else ()))
    return HomeState(replace(chosen), scope, seen, view, closed, adjusted, history, checks, others)


def _unseen(heads: Sequence[HeadLine]) -> Iterator[Check]:
    if heads:
        text = ngettext(
            "{n} orang tercatat hadir tetapi lama tidak terlihat; mungkin keluarnya belum dicatat.",
            "{n} orang tercatat hadir tetapi lama tidak terlihat; mungkin keluarnya belum dicatat.",
            len(heads),
        )
        finding = Finding("people.unseen", text.format(n=len(heads)), len(heads), blocks=False)
        yield Check(finding, tuple(heads), GATE)


def _period(r: Any, scope: LedgerScope) -> PeriodView | None:
    try:
        return period(r, scope)
    except UserError:
        return None
