"""The kinds of reports of a period as `reference/reports` describes them: parts, addressees, and what they rest on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import _
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


def kind(code: str) -> Kind:
    """A kind by its code; UserError for none."""
    row: dict[str, Any] | None = table("reports")["kind"].get(code)
    if row is None:
        raise UserError("report.kind", _("Jenis laporan ini tidak dikenal."), _("Pilih dari daftar."))
    parts = tuple(Part(p["code"], p["title"], tuple(p.get("tables", ())), p.get("hint", "")) for p in row["parts"])
    return Kind(code, row["title"], row["form"], row["basis"], bool(row.get("off")), parts)


def route(level: str, code: str) -> Route:
    """The way a report of a kind goes from a level; UserError for a level there is none of."""
    row: dict[str, Any] | None = table("reports")["level"].get(level)
    if row is None:
        raise UserError("report.level", _("Tingkat laporan ini tidak dikenal."), _("Pilih dari daftar."))
    return Route(level, row["name"], row["by"], row["to"][code], row["route"][code], bool(row.get("regencies")))


def usual_level(site_kind: str) -> str:
    """The level a post of a kind reports at unless somebody says otherwise."""
    return PROVINCE if site_kind == PROVINCE else REGENCY


def period_name(period: Period, ship: str = "") -> str:
    """A period as people call it: “Triwulan I 2026 (1 Januari–31 Maret 2026)”; printed and shown alike."""
    if period.first is None or period.last is None:
        return ship
    roman = ("I", "II", "III", "IV")[period.number - 1]
    return f"{period.kind.capitalize()} {roman} {period.first.year}"


__all__ = ["BATCH", "HALF", "KINDS", "QUARTER", "Kind", "Part", "Route", "kind", "period_name", "route", "usual_level"]
