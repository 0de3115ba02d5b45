"""Health in figures: the only way they leave the vault, counted by head, small cells hidden. No name, no stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.health import rules
from app.health.records import Inpatient, Isolation, Referral, Screening, Visit
from app.store.base import Record
from app.store.work import Reading

R = TypeVar("R", bound=Record)
Cell = int | None
"""A count as it may leave; None is “fewer than five”."""


@dataclass(frozen=True)
class Aggregates:
    """Heads per verdict and finding between two days, and how many acts of each kind; None hides a small count."""

    first: date
    last: date
    screened: Cell
    verdicts: dict[str, Cell]
    findings: dict[str, Cell]
    visits: Cell
    referrals: Cell
    isolations: Cell
    inpatients: Cell
    pregnant: Cell
    feverish: Cell


def aggregates(r: Reading, period: tuple[date, date]) -> Aggregates:
    """The figures of a period, both days included; `r` reads the health vault."""
    first, last = period
    screenings = _rows(r, Screening, (col(Screening.day) >= first) & (col(Screening.day) <= last))
    latest = {row.stay_id: row for row in sorted(screenings, key=lambda row: (row.at, row.id))}
    verdicts, screened = rules.suppressed(rules.per([row.verdict for row in latest.values()]), len(latest))
    visits = _rows(r, Visit, (col(Visit.day) >= first) & (col(Visit.day) <= last))
    found = {(row.stay_id, code) for row in screenings for code in row.findings or ()}
    found |= {(row.stay_id, code) for row in visits for code in row.findings or ()}
    findings, _none = rules.suppressed(rules.per(sorted(code for _stay, code in found)))
    return Aggregates(
        first,
        last,
        screened,
        verdicts,
        findings,
        visits=_count(row.id for row in visits),
        referrals=_count(row.id for row in _rows(r, Referral, _between(Referral.day, period))),
        isolations=_count(row.id for row in _rows(r, Isolation, _between(Isolation.began, period))),
        inpatients=_count(row.id for row in _rows(r, Inpatient, _between(Inpatient.admitted, period))),
        pregnant=_count({row.stay_id for row in latest.values() if row.pregnant}),
        feverish=_count({row.stay_id for row in screenings if rules.feverish(row.vitals)}),
    )


def _rows(r: Reading, model: type[R], condition: ColumnElement[bool]) -> list[R]:
    mine = (col(model.site_id) == r.site_id) & col(model.void_reason).is_(None)
    return r.all(select(model).where(mine, condition))


def _between(column: date, period: tuple[date, date]) -> ColumnElement[bool]:
    return (col(column) >= period[0]) & (col(column) <= period[1])


def _count(items: Iterable[str]) -> Cell:
    number = len(set(items))
    return None if 0 < number < rules.SMALL else number
