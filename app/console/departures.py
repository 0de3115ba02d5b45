"""Verbs on departures: the list, the people of one, and its manifest as PDF or XLSX."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.console.balance import counts
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, home_of, verb
from app.console.signing_in import signed_in
from app.departure import boarding, offices, outgoing, voyages, workbook
from app.departure.outgoing import Bundle
from app.departure.voyages import DepartureLine
from app.kernel.errors import UserError
from app.kernel.files import hand_out
from app.kernel.i18n import _
from app.store.work import Reading, Work

departure = typer.Typer(no_args_is_help=True, help="Keberangkatan: daftar, orang, manifes")
OfficeOption = Annotated[str, typer.Option("--office", help="Instansi penerima; semua bila dikosongkan")]


@departure.command("list")
@verb
def departures(
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Semua keberangkatan: keadaan, jam, berapa orang, berapa naik."""
    with signed_in(home_of(home), login, passphrase_file) as office, office.read() as reading:
        return {"departures": [_line(line) for line in voyages.departures(reading)]}


@departure.command("people")
@verb
def people(
    name: str,
    office_name: OfficeOption = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Orang satu keberangkatan menurut penerima, dan siapa yang sudah naik."""
    with signed_in(home_of(home), login, passphrase_file) as office, office.read() as reading:
        line = _find(reading, name)
        aboard = set(voyages.aboard_ids(reading, line.view.id))
        found = [
            {
                "office": share.office.name,
                "count": counts(share.count),
                "people": [
                    {
                        "stay": one.stay_id,
                        "name": one.head.display,
                        "class": one.head.head_class,
                        "destination": one.destination,
                        "card": one.head.card_number,
                        "aboard": one.stay_id in aboard,
                    }
                    for one in share.people
                ],
            }
            for share in offices.shares(reading, line.view.id)
            if office_name in ("", share.office.name)
        ]
        standing = boarding.standing(reading, line.view.id)
        return {**_line(line), "offices": found, "extra": [head.display for head in standing.extra]}


@departure.command("manifest")
@verb
def manifest(
    name: str,
    out: Annotated[Path, typer.Option("--out", help="Berkas .pdf atau .xlsx", metavar="FILE")],
    office_name: OfficeOption = "",
    purpose: Annotated[str, typer.Option("--purpose", help="Untuk siapa; wajib untuk XLSX")] = "",
    paper: Annotated[str, typer.Option("--paper", help="A4 atau F4")] = "A4",
    each: Annotated[str, typer.Option("--each", help="PDF tiap instansi (office) atau tiap kabupaten (regency)")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Manifes pemberangkatan sebagai PDF bernomor atau XLSX; setiap keluarannya dicatat."""
    kind = out.suffix.lower()
    if kind not in (".pdf", ".xlsx") or paper not in ("A4", "F4") or each not in ("", "office", "regency"):
        raise UserError(
            "console.manifest",
            _("Manifes ditulis sebagai .pdf atau .xlsx, di kertas A4 atau F4; belum ada yang ditulis."),
        )
    with signed_in(home_of(home), login, passphrase_file) as office:
        with office.read() as reading:
            line = _find(reading, name)
        with office.write("departure.print") as w:
            if kind == ".xlsx":
                given = workbook.export(w, line.view.id, purpose, office_name)
                made, notes = workbook.workbook(given), [str(given["note"])]
            else:
                bundle = _printed(w, line.view.id, (each, office_name), paper)
                made, notes = bundle.pdf(), [*bundle.notes]
        try:
            hand_out(out, made)
        except UserError:
            with office.write("departure.print") as w:
                for note in notes:
                    outgoing.unwritten(w, note)
            raise
    return {"file": str(out), "bytes": len(made), "departure": line.view.title}


def _printed(w: Work, departure_id: str, wanted: tuple[str, str], paper: str) -> Bundle:
    each, office_name = wanted
    if each == "regency":
        return outgoing.print_regencies(w, departure_id, paper)
    if each == "office":
        return outgoing.print_split(w, departure_id, paper)
    return outgoing.print_manifest(w, departure_id, office_name, paper)


def _line(line: DepartureLine) -> dict[str, Any]:
    main = line.view.main
    return {
        "id": line.view.id,
        "title": line.view.title,
        "state": line.view.state,
        "carrier": main.name if main else "",
        "departs": main.departs.isoformat() if main else None,
        "listed": line.listed,
        "aboard": line.aboard,
    }


def _find(r: Reading, name: str) -> DepartureLine:
    known = voyages.departures(r)
    for line in known:
        if name in (line.view.id, line.view.title):
            return line
    raise UserError(
        "departure.unknown",
        _("Keberangkatan “{name}” tidak ada.").format(name=name),
        _("Yang ada: {names}.").format(names=", ".join(line.view.title for line in known) or "-"),
    )
