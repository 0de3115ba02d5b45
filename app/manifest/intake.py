"""Taking a list in: every neutral cell kept, health and case cells and the file itself sealed, in one Work."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.canonical import canonical_json, digest
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.manifest.letters import Letter
from app.manifest.reading.model import Reading as ListReading
from app.manifest.reading.model import ReadLine, SetAside
from app.manifest.records import Batch, Manifest, ManifestLine, SealedItem
from app.store.work import Reading, Work

Seal = Callable[[str, bytes], str | None]
"""(vault, content) → the content sealed to that vault's holders; None when nobody holds it yet."""

VAULT_OF = {"health": "health", "case": "protection"}
FILE_VAULT = "protection"
"""The file has every cell of every kind, so only the strictest vault opens it."""


@dataclass(frozen=True)
class Source:
    """The file as it was given."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Taken:
    """What became of a list; `again` when the same file is in this vault already."""

    manifest_id: str
    lines: int
    set_aside: int
    problems: int
    sealed: int
    again: bool = False


def take(w: Work, batch_id: str, reading: ListReading, source: Source, letter: Letter, seal: Seal) -> Taken:
    """Keep a list that was read and looked at; importing the same file again changes nothing."""
    require(w.actor, "manifest.import")
    w.need(Batch, batch_id)
    if not reading.lines:
        raise UserError(
            "list.nobody",
            _("Tidak ada baris orang di daftar ini; tidak ada yang disimpan."),
            _("Periksa kolom Nama pada pratinjau, atau catat suratnya sebagai jumlah saja."),
        )
    manifest_id = derived_id("manifest", reading.file_digest)
    if w.get(Manifest, manifest_id) is not None:
        return Taken(manifest_id, len(reading.lines), len(reading.set_aside), len(reading.problems), 0, again=True)
    w.insert(_manifest(manifest_id, batch_id, reading, source, letter))
    w.bulk(ManifestLine, [_line(manifest_id, batch_id, line) for line in reading.lines])
    sealed = [*_sealed_cells(manifest_id, reading, seal), *_sealed_file(manifest_id, source, seal)]
    if sealed:
        w.bulk(SealedItem, sealed)
    return Taken(manifest_id, len(reading.lines), len(reading.set_aside), len(reading.problems), len(sealed))


def replace(w: Work, manifest_id: str, replaced_id: str) -> None:
    """A corrected list stands in for an earlier one; decisions made on the earlier lines stay with their people."""
    require(w.actor, "manifest.import")
    w.update(w.need(Manifest, manifest_id), replaces=replaced_id)


def line_id(manifest_id: str, sheet: str, row: int) -> str:
    """The id every desk derives for a line."""
    return derived_id("manifest_line", manifest_id, sheet, row)


def sealed_items(r: Reading, vault: str) -> list[SealedItem]:
    """What waits here for the holders of a vault."""
    return r.all(select(SealedItem).where(SealedItem.for_vault == vault, col(SealedItem.void_reason).is_(None)))


def _manifest(manifest_id: str, batch_id: str, reading: ListReading, source: Source, letter: Letter) -> Manifest:
    return Manifest(
        id=manifest_id,
        batch_id=batch_id,
        **asdict(letter),
        file_name=source.name,
        file_digest=reading.file_digest,
        file_format=reading.format,
        line_count=len(reading.lines),
        columns={str(header): name for header, name in reading.columns.items()},
        set_aside=[_aside(item) for item in reading.set_aside] or None,
        problems=[asdict(problem) for problem in reading.problems] or None,
    )


def _aside(item: SetAside) -> dict[str, Any]:
    return asdict(item)


def _line(manifest_id: str, batch_id: str, line: ReadLine) -> dict[str, Any]:
    same = ("row", "sheet", "list_no", "name", "given", "father", "sex", "birth_date", "birth_year", "birth_precision")
    also = ("birth_place", "age", "age_months", "nationality", "depot", "nik", "nik_state", "province", "regency")
    more = ("district", "village", "address", "relation", "note")
    return {
        "id": line_id(manifest_id, line.sheet, line.row),
        "manifest_id": manifest_id,
        "batch_id": batch_id,
        **{name: getattr(line, name) for name in (*same, *also, *more)},
        "aliases": list(line.alias) or None,
        "documents": [list(paper) for paper in line.documents] or None,
        "original": dict(line.original),
        "problems": [asdict(problem) for problem in line.problems] or None,
    }


def _sealed_cells(manifest_id: str, reading: ListReading, seal: Seal) -> Iterator[dict[str, Any]]:
    for line in reading.lines:
        for kind, vault in VAULT_OF.items():
            said = line.sensitive.get(kind)
            if said:
                subject = line_id(manifest_id, line.sheet, line.row)
                content = canonical_json({"line": subject, "row": line.row, kind: said})
                yield from _sealed(vault, f"cell.{kind}", ("manifest_line", subject), content, seal)


def _sealed_file(manifest_id: str, source: Source, seal: Seal) -> Iterator[dict[str, Any]]:
    content = canonical_json({"name": source.name, "content": base64.b64encode(source.content).decode()})
    yield from _sealed(FILE_VAULT, "file", ("manifest", manifest_id), content, seal)


def _sealed(vault: str, kind: str, subject: tuple[str, str], content: bytes, seal: Seal) -> Iterator[dict[str, Any]]:
    sealed = seal(vault, content)
    if sealed is None:
        raise UserError(
            "seal.nobody",
            _("Data kesehatan dan kasus belum dapat disegel di laptop ini; daftar belum disimpan."),
            _("Minta kepala pos memeriksa kunci penyegelan di Pengaturan, lalu ulangi."),
        )
    table, row = subject
    yield {
        "id": derived_id("sealed_item", kind, row),
        "for_vault": vault,
        "kind": kind,
        "subject_table": table,
        "subject_id": row,
        "content_digest": digest(sealed.encode()),
        "sealed": sealed,
    }
