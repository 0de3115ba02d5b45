"""Verbs that keep a desk safe: a verified copy, bringing one back."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.access import backup as copies
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, verb
from app.console.signing_in import signed_in


@verb
def backup(
    folder: Annotated[Path, typer.Argument(help="Folder tujuan, sebaiknya di luar laptop ini")],
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Tulis cadangan terenkripsi seluruh data loket ini dan baca kembali."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        return asdict(copies.back_up(office, folder))


@verb
def restore(
    file: Annotated[Path, typer.Argument(help="Berkas cadangan")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Pulihkan cadangan ke folder data yang masih kosong; sesudahnya masuk seperti biasa."""
    place = home_of(home)
    found = copies.restore(existing(file), place)
    return {"home": place.folder, "site": found.site_code, "desk": found.letter, "created": found.created}
