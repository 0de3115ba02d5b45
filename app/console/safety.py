"""Verbs that keep a desk safe: a verified copy, bringing one back, a check-up."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.access import backup as copies
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, verb
from app.console.signing_in import signed_in
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.sync.doctor import check_up, rebuild_vault


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


@verb
def doctor(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Susun ulang data dari jurnal dan bandingkan")] = False,
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Periksa vault, rantai catatan, jam, ruang kosong, cadangan, dan huruf."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        rebuilt = {name: rebuild_vault(office, name) for name in sorted(office.vaults)} if rebuild else {}
        found = check_up(office)
    result: dict[str, Any] = {"sound": found.sound, "findings": [asdict(one) for one in found.findings]}
    if rebuild:
        result["rebuilt_equal"] = rebuilt
    broken = [one for one in found.findings if not one.good and one.about.startswith("vault.")]
    if broken or not all(rebuilt.values()):
        text = broken[0].text if broken else _("Data yang disusun ulang berbeda dari yang ada.")
        hint = _("Buat cadangan sekarang, lalu hubungi pendamping teknis.")
        result["error"] = UserError("doctor.vault", text, hint).as_json()
    return result
