"""Verbs on what the office declares in the reports: the rows and who entered them, entering, withdrawing, choosing."""

from datetime import date
from typing import Annotated, Any

import typer

from app.access.days import today
from app.access.office import Office
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, home_of, verb
from app.console.reporting import day_of
from app.console.signing_in import signed_in
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reports import declared, declaring, periodic
from app.reports.declared import Page, PageRow
from app.reports.declaring import Entry, Typed
from app.reports.periodic import Want
from app.reports.rules.declared import Given
from app.reports.rules.periods import HALF, QUARTER, Period, containing
from app.reports.subjects import group_of
from app.store.work import Reading

figures = typer.Typer(no_args_is_help=True, help="Isian kantor dalam laporan: daftar, isi, tarik, pilih")
DayOption = Annotated[
    str, typer.Option("--from", metavar="TTTT-BB-HH", help="Satu hari dalam masanya; hari ini bila dikosongkan")
]
RowArgument = Annotated[str, typer.Argument(help="Baris, seperti stages.asesmen; lihat figures list")]


@figures.command("list")
@verb
def listed(
    kind: Annotated[str, typer.Option("--kind", help="semester atau triwulan")] = HALF,
    first: DayOption = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Semua baris isian satu masa: angka, sumber, siapa yang mengisi, dan isian loket lain."""
    if kind not in (HALF, QUARTER):
        raise UserError("report.kind", _("Isian kantor ada untuk semester dan triwulan saja."))
    with signed_in(home_of(home), login, passphrase_file) as office, office.read() as r:
        want = Want(kind, _period(r, kind, first).code)
        pages = declared.pages(r, periodic.span_of(r, want))
        seen = [page for page in pages if office.may(page.group.permission)]
        return {"period": want.code, "rows": [_told(page, row) for page in seen for row in page.rows]}


@figures.command("enter")
@verb
def enter(
    row: RowArgument,
    number: Annotated[str, typer.Argument(help="Jumlah orang; 0 berarti nol")],
    source: Annotated[str, typer.Option("--source", help="Buku, kantor, atau surat asal angkanya")],
    as_of: Annotated[str, typer.Option("--as-of", metavar="TTTT-BB-HH", help="Keadaan pada hari")] = "",
    first: DayOption = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Isi atau perbaiki satu baris; isian sebelumnya tetap tersimpan."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        period = _period_of(office, row, first)
        with office.write("reports.declare") as w:
            day = day_of(as_of) or min(period.last or date.max, today(w))
            changed = declaring.declare(w, [Typed(period.code, row, Given(number, source, day))])
        return {**_row(office, period, row), "changed": bool(changed)}


@figures.command("withdraw")
@verb
def withdraw(
    row: RowArgument,
    first: DayOption = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Kosongkan satu baris: laporan menyebutnya belum dicatat."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        period = _period_of(office, row, first)
        with office.write("reports.declare") as w:
            declaring.withdraw(w, period.code, row)
        return _row(office, period, row)


@figures.command("choose")
@verb
def choose(
    row: RowArgument,
    entry: Annotated[str, typer.Option("--entry", help="Isian yang dipakai, menurut id di figures list")],
    first: DayOption = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Pilih satu dari isian beberapa loket."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        period = _period_of(office, row, first)
        with office.write("reports.declare") as w:
            declaring.choose(w, period.code, row, entry)
        return _row(office, period, row)


def _row(office: Office, period: Period, subject: str) -> dict[str, Any]:
    """A row as it stands now."""
    with office.read() as r:
        pages = declared.pages(r, periodic.span_of(r, Want(period.kind, period.code)))
    return next(_told(page, row) for page in pages for row in page.rows if row.subject == subject)


def _told(page: Page, row: PageRow) -> dict[str, Any]:
    said = [_entry(one) for one in row.standing.all]
    found: dict[str, Any] = {"row": row.subject, "name": row.name, "period": page.period.code}
    return found | {"entry": said[0] if said else None, "others": said[1:]}


def _entry(one: Entry) -> dict[str, Any]:
    names = ("id", "source", "officer", "desk", "withdrawn")
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    number = one.said if one.number is None else one.number
    return found | {"number": number, "as_of": one.as_of and one.as_of.isoformat(), "at": one.at.isoformat()}


def _period_of(office: Office, subject: str, first: str) -> Period:
    """The period a row is told of: victims by quarter, everything else by half year."""
    with office.read() as r:
        return _period(r, QUARTER if group_of(subject).sensitive else HALF, first)


def _period(r: Reading, kind: str, first: str) -> Period:
    return containing(kind, day_of(first) or today(r))
