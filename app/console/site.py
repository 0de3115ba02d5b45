"""Verbs on the site: setting one up, and how it stands."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.access.backup import last_backup
from app.access.days import current_day, open_day
from app.access.papers import recovery_sheet_pdf
from app.access.people import PersonDraft
from app.access.setup import KINDS, SiteDraft, create_site
from app.bundle.files import write_safely
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, home_of, verb
from app.console.signing_in import read_passphrase, signed_in
from app.kernel.clock import ZONES, SystemClock, local, operational_date
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.counts import count_by_account
from app.store.have import have_of
from app.sync.outstanding import outstanding

site = typer.Typer(no_args_is_help=True, help="Pos ini")


@site.command("init")
@verb
def init(
    code: Annotated[str, typer.Option(help="Kode pos, mis. NNK")],
    name: Annotated[str, typer.Option(help="Nama pos")],
    kepala: Annotated[str, typer.Option(help="Nama kepala pos")],
    sheets: Annotated[Path, typer.Option(help="Folder untuk tiga lembar pemulihan (PDF), di luar laptop ini")],
    kind: Annotated[str, typer.Option(help="entry, transit, provinsi, atau kabkota")] = "entry",
    zone: Annotated[str, typer.Option(help="WIB, WITA, atau WIT")] = "WITA",
    login: LoginOption = "kepala",
    passphrase_file: PassphraseOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Siapkan pos baru di folder data; mencetak tiga lembar pemulihan dan kode pengguna pertama."""
    if kind not in KINDS or zone not in ZONES:
        raise UserError("site.choice", _("Jenis pos atau zona waktu tidak dikenal."), ", ".join((*KINDS, *ZONES)))
    place = home_of(home)
    phrase = read_passphrase(passphrase_file, _("Kata sandi baru untuk kepala pos"))
    clock = SystemClock()
    draft = SiteDraft(code, name, kind, zone)
    made = create_site(place, draft, PersonDraft(login or "kepala", kepala), phrase, clock)
    with made.office as office:
        with office.write("access.day") as w:
            if current_day(w) is None:
                open_day(w, operational_date(clock.now(), zone, 0))
        sheets.mkdir(parents=True, exist_ok=True)
        written = []
        for sheet in made.sheets:
            pdf = recovery_sheet_pdf(office.site, sheet, local(clock.now(), zone).date())
            written.append(str(write_safely(sheets / f"lembar-pemulihan-{sheet.number}.pdf", pdf).path))
    return {"home": str(place.folder), "site": code, "sheets": written, "codes": made.codes}


@site.command("status")
@verb
def status(
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Siapa ada di sini, catatan yang belum ada tanda terimanya, vault yang terbuka, dan cadangan terakhir."""
    with signed_in(home_of(home), login, passphrase_file) as office:
        standing, copied = outstanding(office), last_backup(office)
        with office.read() as reading:
            day = current_day(reading)
            streams = have_of(reading.connection)
            heads = count_by_account(reading)
        return {
            "site": office.site.name,
            "desk": office.device.letter,
            "day": day.day.isoformat() if day else None,
            "heads": {account: count.total for account, count in heads.items()},
            "entries": sum(stream.up_to for stream in streams),
            "unacknowledged": {peer.name: peer.entries for peer in standing.peers},
            "held": standing.held,
            "set_aside": standing.aside,
            "standing": standing.text,
            "vaults": sorted(office.vaults),
            "backup": copied.isoformat() if copied else None,
        }
