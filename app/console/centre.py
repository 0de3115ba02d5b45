"""Verbs of the central server: making one, enrolling sites, taking bundles in, how it stands."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import platformdirs
import typer

from app.central import centre, chains, enrolling, ingesting
from app.central.status import status as status_of
from app.console.frame import JsonOption, verb
from app.kernel.errors import UserError

central = typer.Typer(no_args_is_help=True, help="Server pusat")

CentreOption = Annotated[Path | None, typer.Option("--home", help="Folder data pusat", metavar="DIR")]
AcceptExpired = Annotated[
    bool, typer.Option("--accept-expired", help="Surat pengenal yang kedaluwarsa sudah diperiksa orang")
]


def folder_of(given: Path | None) -> Path:
    """The centre's folder: as given, or the user's own."""
    return given or Path(platformdirs.user_data_dir("pulang-pusat", appauthor=False))


@central.command("init")
@verb
def init(
    name: Annotated[str, typer.Option(help="Nama pusat")] = "Pusat",
    db: Annotated[str, typer.Option("--db", help="postgresql://…; basis data bawaan bila kosong")] = "",
    home: CentreOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Siapkan pusat: kunci, sertifikat, dan basis datanya."""
    with centre.init(folder_of(home), name, db or None) as made:
        keys = made.keys
        return {"home": str(made.folder), "name": name, "code": keys.code, "recipient": keys.identity.recipient}


@central.command("enroll")
@verb
def enroll(
    request: Annotated[Path, typer.Argument(help="Permintaan pendaftaran yang ditulis pos")],
    code: Annotated[str, typer.Option("--code", help="Kode pengenal yang dibacakan pos")] = "",
    to: Annotated[Path | None, typer.Option("--to", help="Folder untuk paket pengenal")] = None,
    home: CentreOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Daftarkan pos dan tulis paket pengenal untuknya."""
    with centre.open_centre(folder_of(home)) as opened:
        return asdict(enrolling.enroll(opened, request, to, code))


@central.command("ingest")
@verb
def ingest(
    path: Annotated[Path, typer.Argument(help="Berkas kiriman, atau folder berisi berkas kiriman")],
    accept_expired: AcceptExpired = False,
    home: CentreOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Masukkan berkas kiriman dan tulis tanda terimanya."""
    with centre.open_centre(folder_of(home)) as opened:
        report = ingesting.ingest(opened, path, accept_expired)
    result: dict[str, Any] = {"bundles": [asdict(one) for one in report.bundles]}
    if report.refused:
        worst = report.refused[0]
        code = worst.code or f"central.{worst.state}"
        result["error"] = UserError(code, worst.text, worst.hint).as_json()
    return result


@central.command("work")
@verb
def work(home: CentreOption = None, as_json: JsonOption = False) -> dict[str, Any]:
    """Kerjakan kiriman yang masih menunggu."""
    done = 0
    with centre.open_centre(folder_of(home)) as opened:
        while ingesting.work_once(opened):
            done += 1
    return {"worked": done}


@central.command("status")
@verb
def status(home: CentreOption = None, as_json: JsonOption = False) -> dict[str, Any]:
    """Isi pusat, pos demi pos."""
    with centre.open_centre(folder_of(home)) as opened:
        return asdict(status_of(opened))


@central.command("chains")
@verb
def chains_of(home: CentreOption = None, as_json: JsonOption = False) -> dict[str, Any]:
    """Serah terima antarpos: catatan pengirim di samping yang tiba, dan orang yang sama di dua pos."""
    with centre.open_centre(folder_of(home)) as opened:
        papers = [{**asdict(one), "agrees": one.agrees} for one in chains.passages(opened)]
        return {"papers": papers, "people": [asdict(one) for one in chains.linked(opened)]}
