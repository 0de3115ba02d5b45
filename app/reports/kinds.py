"""The kinds of reports of a period as `reference/reports` describes them: parts, addressees, and what they rest on.

Screens read them in the language in use; `on_paper` they are Indonesian, as a `Tongue` is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _, language, source
from app.reference.labels import Regulation, legal_basis
from app.reference.tables import table
from app.reports.rules.periods import BATCH, HALF, KINDS, QUARTER, Period

PROVINCE, REGENCY, MINISTRY = "provinsi", "kabkota", "kementerian"
LEVELS = (REGENCY, PROVINCE, MINISTRY)


@dataclass(frozen=True)
class Part:
    """A part of a report: its tables in order, and what is to be written there ("": nothing is written)."""

    code: str
    title: str
    tables: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of report; `off` when it is made only where somebody asked for it."""

    code: str
    title: str
    form: str
    basis: str
    off: bool
    parts: tuple[Part, ...]

    def part(self, code: str) -> Part:
        """One of its parts; UserError when it has none of that code."""
        found = next((part for part in self.parts if part.code == code), None)
        if found is None:
            raise UserError("report.part", _("Laporan ini tidak punya bagian itu; tidak ada yang disimpan."))
        return found

    @property
    def written(self) -> tuple[Part, ...]:
        """The parts people write in."""
        return tuple(part for part in self.parts if part.hint)

    def rests_on(self, on: date) -> list[Regulation]:
        """Its legal basis on a day."""
        return legal_basis(self.basis, on)


@dataclass(frozen=True)
class Route:
    """Who reports to whom, and by which article; `regencies` when destinations are told by regency too."""

    level: str
    name: str
    by: str
    to: str
    text: str
    regencies: bool = False


def kind(code: str, on_paper: bool = False) -> Kind:
    """A kind by its code; UserError for none."""
    row: dict[str, Any] | None = table("reports")["kind"].get(code)
    if row is None:
        raise UserError("report.kind", _("Jenis laporan ini tidak dikenal."), _("Pilih dari daftar."))
    parts = tuple(_part(each, on_paper) for each in row["parts"])
    return Kind(code, _said(row["title"], on_paper), row["form"], row["basis"], bool(row.get("off")), parts)


def _part(row: dict[str, Any], on_paper: bool) -> Part:
    hint = _said(row["hint"], on_paper) if "hint" in row else ""
    return Part(row["code"], _said(row["title"], on_paper), tuple(row.get("tables", ())), hint)


def _said(text: Mapping[str, str], on_paper: bool) -> str:
    return text["id" if on_paper else language()]


def route(level: str, code: str, on_paper: bool = False) -> Route:
    """The way a report of a kind goes from a level; UserError for a level there is none of."""
    row: dict[str, Any] | None = table("reports")["level"].get(level)
    if row is None:
        raise UserError("report.level", _("Tingkat laporan ini tidak dikenal."), _("Pilih dari daftar."))
    name, text = _said(row["name"], on_paper), _said(row["route"][code], on_paper)
    return Route(level, name, row["by"], row["to"][code], text, bool(row.get("regencies")))


def usual_level(site_kind: str) -> str:
    """The level a post of a kind reports at unless somebody says otherwise."""
    return PROVINCE if site_kind == PROVINCE else REGENCY


def period_name(period: Period, on_paper: bool = False) -> str:
    """A quarter or half year as people call it: “Triwulan I 2026”; "" for a ship, which has a name of its own."""
    if period.first is None:
        return ""
    text = {QUARTER: N_("Triwulan {roman} {year}"), HALF: N_("Semester {roman} {year}")}[period.kind]
    said = source(text) if on_paper else _(text)
    return said.format(roman=("I", "II", "III", "IV")[period.number - 1], year=period.first.year)


__all__ = ["BATCH", "HALF", "KINDS", "QUARTER", "Kind", "Part", "Route", "kind", "period_name", "route", "usual_level"]
