"""Verbs on lists: importing a manifest, matching two lists, duplicates inside one."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.access.holders import sealer
from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, existing, home_of, signed_in, verb
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import intake, letters
from app.manifest.letters import BatchDraft, Letter
from app.manifest.reading.model import LetterHints, ReadLine
from app.manifest.reading.model import Reading as ListReading
from app.manifest.reading.reader import read_file
from app.manifest.reading.report import to_json
from app.matching.evidence import likelihood
from app.matching.pairing import dedupe as find_duplicates
from app.matching.pairing import match_lists
from app.matching.roster import Roster
from app.matching.score import Document, Who, reasons

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
    reading = read_file(existing(file))
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


@verb
def match(
    manifest_file: Path,
    arrivals: Path,
    out: Annotated[Path, typer.Option("--out", help="Berkas CSV hasil")],
    top: Annotated[int, typer.Option("--top", help="Tulis juga sebanyak ini calon per kedatangan")] = 0,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Cocokkan daftar kedatangan dengan manifes, satu baris per kedatangan."""
    listed, arrived = _people(manifest_file), _people(arrivals)
    found = match_lists(listed, arrived)
    rows = [
        {
            "arrival_row": pairing.arrival_row,
            "manifest_row": pairing.manifest_row or "",
            "score": f"{pairing.score:.4f}",
            "decision": pairing.decision,
            "why": pairing.why,
        }
        for pairing in found
    ]
    _write(out, ("arrival_row", "manifest_row", "score", "decision", "why"), rows)
    if top:
        header = ("arrival_row", "rank", "manifest_row", "score", "why")
        _write(out.with_suffix(".candidates.csv"), header, _top(listed, arrived, top))
    decisions = [pairing.decision for pairing in found]
    return {"out": str(out), **{kind: decisions.count(kind) for kind in ("match", "review", "none")}}


def _top(listed: Sequence[Who], arrived: Sequence[Who], top: int) -> Iterable[dict[str, Any]]:
    roster = Roster(listed)
    for row, who in enumerate(arrived, start=1):
        for rank, candidate in enumerate(roster.candidates(who, top), start=1):
            yield {
                "arrival_row": row,
                "rank": rank,
                "manifest_row": candidate.index + 1,
                "score": f"{likelihood(candidate.evidence.bits):.4f}",
                "why": "; ".join(reasons(candidate.evidence)),
            }


@verb
def dedupe(
    file: Path,
    out: Annotated[Path, typer.Option("--out", help="Berkas CSV hasil")],
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Cari orang yang tercatat dua kali dalam satu daftar."""
    found = find_duplicates(_people(file))
    rows = [
        {
            "row_a": pair.row_a,
            "row_b": pair.row_b,
            "score": f"{pair.score:.4f}",
            "decision": pair.decision,
            "why": pair.why,
        }
        for pair in found
    ]
    _write(out, ("row_a", "row_b", "score", "decision", "why"), rows)
    return {"out": str(out), "pairs": len(rows)}


def _people(file: Path) -> list[Who]:
    reading = read_file(existing(file))
    _require_rows(reading)
    return [matching_who(line) for line in reading.lines]


def _require_rows(reading: ListReading) -> None:
    if not reading.lines:
        raise UserError("list.nobody", _("Tidak ada baris orang di daftar ini."), _("Periksa kolom Nama."))


def matching_who(line: ReadLine) -> Who:
    """A line of a list as the matcher compares it; ages hold today."""
    return Who(
        name=line.given or line.name,
        father=line.father or "",
        aliases=line.alias,
        sex=line.sex or "",
        birth=line.birth_date or (date(line.birth_year, 1, 1) if line.birth_year else None),
        precision="day" if line.birth_date else "year",
        age=line.age,
        age_on=None if line.age is None else date.today(),  # noqa: DTZ011 - an age is only good to a year
        documents=tuple(Document(kind, number) for kind, number in line.documents),
        nik=line.nik or "",
        province=line.province or "",
        regency=line.regency or "",
        list_no=line.list_no or "",
    )


def _write(out: Path, header: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> None:
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        raise UserError(
            "console.not_written",
            _("Hasil tidak dapat ditulis ke {name}.").format(name=out),
            _("Periksa folder dan ruang kosongnya."),
        ) from error
