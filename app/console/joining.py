"""Verbs by which laptops and sites find each other by file: asking, admitting, opening a kit."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.access.devices import authority_fingerprint
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, verb
from app.console.signing_in import signed_in
from app.sync import kits

join = typer.Typer(no_args_is_help=True, help="Bergabung: loket dengan pos, pos dengan pusat")


@join.command("request")
@verb
def request(
    folder: Annotated[Path, typer.Argument(help="Folder untuk berkas permintaan")],
    centre: Annotated[bool, typer.Option("--centre", help="Pos ini minta didaftarkan di pusat")] = False,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Tulis permintaan: laptop ini ke pos yang kodenya dipakai, atau pos ini ke pusat."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        if centre:
            return {"request": kits.write_site_request(office, folder), "code": authority_fingerprint(office)}
        return {"request": kits.write_request(office, folder), "code": kits.own_code(office)}


@join.command("admit")
@verb
def admit(
    file: Annotated[Path, typer.Argument(help="Permintaan dari laptop yang mau bergabung")],
    folder: Annotated[Path, typer.Argument(help="Folder untuk paket pengenal")],
    name: Annotated[str, typer.Option(help="Nama loket itu")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Terima laptop lain di pos ini dan tulis paket pengenal untuknya."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        asked = kits.read_request(existing(file))
        return {"joining": asked.code, **asdict(kits.admit_desk(office, asked, folder, name))}


@join.command("accept")
@verb
def accept(
    kit: Annotated[Path, typer.Argument(help="Paket pengenal dari loket utama atau pusat")],
    code: Annotated[str, typer.Option("--code", help="Kode pengenal yang dibacakan pembuat paket")],
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Buka paket pengenal: laptop ini menjadi loket pos, atau pos ini mengenal pusat."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        return asdict(kits.read_kit(office, existing(kit), code))
