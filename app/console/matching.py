"""Verbs on two lists, or on one: which arrival is which line, and who is written down twice."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.console.frame import JsonOption, existing, verb
from app.kernel.clock import SystemClock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest.reading.model import Reading as ListReading
from app.manifest.reading.model import ReadLine
from app.manifest.reading.reader import read_file
from app.matching.evidence import likelihood
from app.matching.pairing import dedupe as find_duplicates
from app.matching.pairing import match_lists
from app.matching.roster import Roster
from app.matching.score import Document, Who, reasons


@verb
def match(
    manifest_file: Path,
    arrivals: Path,
    out: Annotated[Path, typer.Option("--out", help="Berkas CSV hasil")],
    top: Annotated[int, typer.Option("--top", help="Tulis juga sebanyak ini calon per kedatangan")] = 0,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Cocokkan daftar kedatangan dengan manifes, satu baris per kedatangan."""
    manifest_list, arrival_list = _reading(manifest_file), _reading(arrivals)
    day = manifest_list.letter.date or _today()
    listed, arrived = ([matching_who(line, day) for line in found.lines] for found in (manifest_list, arrival_list))
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
    reading = _reading(file)
    day = reading.letter.date or _today()
    found = find_duplicates([matching_who(line, day) for line in reading.lines])
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


def _reading(file: Path) -> ListReading:
    reading = read_file(existing(file), today=_today())
    if not reading.lines:
        raise UserError("list.nobody", _("Tidak ada baris orang di daftar ini."), _("Periksa kolom Nama."))
    return reading


def _today() -> date:
    return SystemClock().now().date()


def matching_who(line: ReadLine, day: date) -> Who:
    """A line of a list as the matcher compares it; ages hold on `day`."""
    return Who(
        name=line.given or line.name,
        father=line.father or "",
        aliases=line.alias,
        sex=line.sex or "",
        birth=line.birth_date or (date(line.birth_year, 1, 1) if line.birth_year else None),
        precision="day" if line.birth_date else "year",
        age=line.age,
        age_on=None if line.age is None else day,
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
