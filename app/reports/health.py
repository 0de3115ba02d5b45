"""Health in figures as its officers hand them over: a quarter that is over, small counts hidden, told once."""

from datetime import date

from app.access.rules import require
from app.health.figures import Aggregates, Quarter, aggregates
from app.kernel.ids import derived_id
from app.registration import joins
from app.reports.records import HealthFigures
from app.reports.rules.periods import MONTHS, QUARTER, Period, containing, months
from app.reports.span import Span
from app.store.work import Reading, Work

Figures = dict[str, int | None]
_PLAIN = ("screened", "visits", "referrals", "isolations", "inpatients", "pregnant", "feverish")


def hand_over(w: Work, health: Reading, period: Period, today: date) -> bool:
    """Keep a quarter's figures for the reports, once; whether they were not there yet. `health` reads that vault."""
    require(w.actor, "health.figures")
    first = period.first or today
    told = aggregates(health, Quarter(first.year, period.number), today, joins.counted(w))
    kept = HealthFigures(id=_id(period.code), quarter=period.code, figures=flat(told), officer=w.actor.name, at=w.now())
    return w.insert_once(kept)[1]


def flat(told: Aggregates) -> Figures:
    """The figures as plain names and numbers."""
    found: Figures = {name: getattr(told, name) for name in _PLAIN}
    found |= {f"verdict.{code}": number for code, number in told.verdicts.items()}
    return found | {f"finding.{code}": number for code, number in told.findings.items()}


def quarters_told(r: Reading, span: Span) -> dict[str, Figures]:
    """Quarter → its figures, of the quarters of a period that were handed over."""
    found: dict[str, Figures] = {}
    for first, _last in months(span.period)[:: MONTHS[QUARTER]]:
        code = containing(QUARTER, first).code
        row = r.get(HealthFigures, _id(code))
        if row is not None and row.void_reason is None:
            found[code] = dict(row.figures)
    return found


def _id(quarter: str) -> str:
    return derived_id("report.health", quarter)
