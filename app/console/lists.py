"""Verbs on lists: importing a manifest, matching two lists, duplicates inside one."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.access.holders import sealer
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, verb
from app.console.signing_in import signed_in
from app.kernel.clock import SystemClock
from app.manifest import intake, letters
from app.manifest.letters import BatchDraft, Letter
from app.manifest.reading.model import LetterHints
from app.manifest.reading.reader import read_file
from app.manifest.reading.report import to_json

manifest = typer.Typer(no_args_is_help=True, help="Daftar nama dari Perwakilan RI")


@manifest.command("import")
@verb
def import_list(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Baca dan periksa saja, tanpa menyimpan")] = False,
    batch: Annotated[str, typer.Option("--batch", help="Nama kapal atau rombongan; dibuat bila belum ada")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Baca daftar nama dan simpan barisnya pada satu rombongan."""
    reading = read_file(existing(file), today=SystemClock().now().date())
    result = to_json(reading)
    if dry_run:
        return result
    with signed_in(home_of(home), login, passphrase_file) as office, office.write("manifest.import") as w:
        letter = letter_of(reading.letter)
        batch_id = _batch(w, batch or letter.ship or file.stem)
        incoming = intake.Incoming(reading, intake.Source(file.name, file.read_bytes()), letter)
        taken = intake.take(w, batch_id, incoming, sealer(w))
    return {**result, "manifest_id": taken.manifest_id, "batch_id": batch_id, "again": bool(taken.again)}


def letter_of(hints: LetterHints) -> Letter:
    """What the list said about its letter, as a letter."""
    counts: dict[str, Any] = dict(hints.counts.by_class()) if hints.counts else {}
    return Letter(
        sender=hints.sender,
        letter_number=hints.number,
        letter_date=hints.date,
        depot=hints.depot,
        ship=hints.ship,
        port_from=hints.port,
        scheme=hints.scheme,
        stated_total=hints.total,
        **{f"stated_{code.lower()}": number for code, number in counts.items()},
    )


def _batch(w: Any, name: str) -> str:
    known = [batch for batch in letters.batches(w, only_open=True) if name in (batch.name, batch.id)]
    return known[0].id if known else letters.open_batch(w, BatchDraft(name, ship=name)).id
