"""The verb that makes a report: figures as JSON, or written as PDF, workbook, or counts without names."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.access.days import today
from app.access.office import Office
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, home_of, verb
from app.console.signing_in import signed_in
from app.kernel.errors import UserError
from app.kernel.files import hand_out
from app.kernel.i18n import _
from app.manifest import letters
from app.reports import daily, exporting, periodic, sending
from app.reports.exporting import Purpose
from app.reports.periodic import Want
from app.reports.rules.periods import BATCH, KINDS, containing
from app.reports.table import Report
from app.store.work import Reading

DAILY = "harian"
PDF, SHEETS, NAMES = ".pdf", ".xlsx", ".nama.xlsx"


@verb
def report(
    kind: Annotated[str, typer.Option("--kind", help="harian, rombongan, triwulan, atau semester")] = DAILY,
    first: Annotated[str, typer.Option("--from", metavar="TTTT-BB-HH", help="Hari pertama")] = "",
    last: Annotated[str, typer.Option("--to", metavar="TTTT-BB-HH", help="Hari terakhir")] = "",
    batch: Annotated[str, typer.Option("--batch", help="Kapal atau rombongan")] = "",
    level: Annotated[str, typer.Option("--level", help="kabkota, provinsi, atau kementerian")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Tulis ke .pdf, .xlsx, .csv (angka), .nama.xlsx")] = None,
    paper: Annotated[str, typer.Option("--paper", help="A4 atau F4")] = "A4",
    recipient: Annotated[str, typer.Option("--recipient", help="Instansi penerima .csv atau .nama.xlsx")] = "",
    purpose: Annotated[str, typer.Option("--purpose", help="Untuk apa data itu keluar")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Laporan harian, per rombongan, triwulan, atau semester: angkanya, atau ditulis ke berkas."""
    days = day_of(first), day_of(last)
    with signed_in(home_of(home), login, passphrase_file) as office:
        if kind == DAILY:
            return _daily(office, days[0], out, paper)
        with office.read() as r:
            want = Want(kind, _code(r, kind, days, batch), level)
            found = periodic.whole(r, want, office.clock.now())
            still = {"open": list(sending.open_differences(r, want))}
        result = _figures(found.report) | {"route": found.route.text, "addressee": found.route.to} | still
        if out is None:
            return result
        _write(office, want, (out, paper), Purpose(recipient, purpose))
        return {"title": result["title"], "period": result["period"], "file": str(out)} | still


def _write(office: Office, want: Want, to: tuple[Path, str], purpose: Purpose) -> None:
    """The file its ending asks for."""
    out, paper = to
    sheet, content = None, b""
    with office.write("reports.export") as w:
        match _ending(out):
            case ".pdf":
                sheet = sending.draft(w, want, paper)
            case ".xlsx":
                content = sending.file(w, want)
            case ".nama.xlsx":
                content = exporting.names(w, want, purpose)
            case ".csv":
                content = exporting.counts(w, want, purpose)
            case _other:
                raise _unknown_file()
    try:
        hand_out(out, sheet.pdf() if sheet else content)
    except UserError:
        with office.write("reports.export") as w:
            exporting.unwritten(w, content)
        raise


def _daily(office: Office, day: date | None, out: Path | None, paper: str) -> dict[str, Any]:
    with office.read() as r:
        found = _figures(daily.report(r, day, office.clock.now()))
    if out is None:
        return found
    if _ending(out) not in (PDF, SHEETS):
        raise _unknown_file()
    with office.write("reports.export") as w:
        sheet = daily.paper(w, day, paper) if _ending(out) == PDF else None
        content = b"" if sheet else daily.file(w, day)
    hand_out(out, sheet.pdf() if sheet else content)
    return {"title": found["title"], "period": found["period"], "file": str(out)}


def _figures(found: Report) -> dict[str, Any]:
    """A report as plain values; `remarks` is what stands below its tables."""
    tables = {
        table.id: [{name: cell.value for name, cell in line.cells.items()} for line in table.lines]
        for table in found.tables
    }
    remarks = {table.id: table.note for table in found.tables if table.note}
    told = {"title": found.title, "period": found.period, "made": found.made, "notes": list(found.notes)}
    return told | {"remarks": remarks} | tables


def _code(r: Reading, kind: str, days: tuple[date | None, date | None], batch: str) -> str:
    """The period meant: a ship by name, whole days, or the one running."""
    if kind not in KINDS:
        raise UserError(
            "report.kind",
            _("Jenis laporan “{kind}” tidak dikenal.").format(kind=kind),
            _("Yang ada: {kinds}.").format(kinds=", ".join((DAILY, *KINDS))),
        )
    if kind == BATCH:
        known = letters.batches(r)
        found = next((one.id for one in known if batch and batch in (one.id, one.name, one.ship)), None)
        if found is None:
            raise UserError(
                "batch.unknown",
                _("Rombongan “{name}” tidak ada.").format(name=batch),
                _("Yang ada: {names}.").format(names=", ".join(one.name for one in known) or "-"),
            )
        return found
    first, last = days
    if first is None:
        return containing(kind, last or today(r)).code
    return periodic.period_of_days(kind, first, last or containing(kind, first).last or first).code


def day_of(text: str) -> date | None:
    """A day as it is typed, None when it is not; UserError for what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UserError(
            "console.day", _("Tanggal “{text}” tidak terbaca.").format(text=text), _("Tulis seperti 2026-01-23.")
        ) from error


def _ending(path: Path) -> str:
    return NAMES if path.name.lower().endswith(NAMES) else path.suffix.lower()


def _unknown_file() -> UserError:
    return UserError(
        "report.file",
        _("Laporan ditulis ke berkas PDF, XLSX, atau CSV; tidak ada yang dibuat."),
        _("Akhiri nama berkasnya dengan .pdf, .xlsx, .csv, atau .nama.xlsx."),
    )
