"""Health in figures: the only way they leave the vault, counted by head, small cells hidden. No name, no stay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.health import rules
from app.health.records import Inpatient, Isolation, Referral, Screening, Visit
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.base import Record
from app.store.work import Reading

R = TypeVar("R", bound=Record)
Cell = int | None
"""A count as it may leave; None is “fewer than five”."""


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year, 1 to 4: the one period figures are told for."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.first - timedelta(days=1)


@dataclass(frozen=True)
class Aggregates:
    """Heads per verdict and finding in a quarter, and how many acts of each kind; None hides a small count."""

    quarter: Quarter
    screened: Cell
    verdicts: dict[str, Cell]
    findings: dict[str, Cell]
    visits: Cell
    referrals: Cell
    isolations: Cell
    inpatients: Cell
    pregnant: Cell
    feverish: Cell


def aggregates(r: Reading, quarter: Quarter, today: date, same: Mapping[str, str]) -> Aggregates:
    """The figures of a quarter that is over; `r` reads the health vault, `same` are arrivals joined to others.

    No other period is told: two that overlap could be subtracted from each other.
    """
    if today <= quarter.last:
        raise UserError(
            "health.quarter",
            _("Angka kesehatan keluar per triwulan yang sudah selesai; angka yang diminta belum dibuat."),
            _("Tunggu sampai {day}.").format(day=f"{quarter.last:%d-%m-%Y}"),
        )
    screenings = sorted(_rows(r, Screening, _within(Screening.day, quarter)), key=lambda row: (row.at, row.id))
    latest = {same.get(row.stay_id, row.stay_id): row for row in screenings}
    verdicts, screened = rules.suppressed(rules.per([row.verdict for row in latest.values()]), len(latest))
    visits = _rows(r, Visit, _within(Visit.day, quarter))
    seen: list[Screening | Visit] = [*screenings, *visits]
    found = {(same.get(row.stay_id, row.stay_id), code) for row in seen for code in row.findings or ()}
    findings, _none = rules.suppressed(rules.per(sorted(code for _stay, code in found)))
    return Aggregates(
        quarter,
        screened,
        verdicts,
        findings,
        visits=_count(row.id for row in visits),
        referrals=_count(row.id for row in _rows(r, Referral, _within(Referral.day, quarter))),
        isolations=_count(row.id for row in _rows(r, Isolation, _within(Isolation.began, quarter))),
        inpatients=_count(row.id for row in _rows(r, Inpatient, _within(Inpatient.admitted, quarter))),
        pregnant=_count(stay for stay, row in latest.items() if row.pregnant),
        feverish=_count(same.get(row.stay_id, row.stay_id) for row in screenings if rules.feverish(row.vitals)),
    )


def _rows(r: Reading, model: type[R], condition: ColumnElement[bool]) -> list[R]:
    mine = (col(model.site_id) == r.site_id) & col(model.void_reason).is_(None)
    return r.all(select(model).where(mine, condition))


def _within(column: date, quarter: Quarter) -> ColumnElement[bool]:
    return (col(column) >= quarter.first) & (col(column) <= quarter.last)


def _count(items: Iterable[str]) -> Cell:
    number = len(set(items))
    return None if 0 < number < rules.SMALL else number
