"""Taking a list in: every neutral cell kept, health and case cells and the file itself sealed, in one Work."""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from app.manifest.reading.model import ReadLine
from app.manifest.records import Batch, Manifest, ManifestLine, SealedItem
from app.manifest.ships import need_open_batch
from app.reference.region_coding import WrittenPlace, resolve
from app.reference.regions import Regions
from app.store.journal import chunks
from app.store.work import Reading, Work

Seal = Callable[[str, bytes], str | None]
"""(vault, content) → the content sealed to that vault's holders; None when nobody holds it yet."""

VAULT_OF = {"health": "health", "case": "protection"}
SURE = 90
"""So sure (of 100) must the coding of a written place be to be taken without a person."""
STRICTEST = "protection"
"""For a remark that may be of either kind, and for the file, which has every cell of every kind."""


@dataclass(frozen=True)
class Source:
    """The file as it was given."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Incoming:
    """A list that was read and looked at: its lines, its file, what its letter says, the letter it stands in for."""

    reading: ListReading
    source: Source
    letter: Letter
    replaces: str | None = None


@dataclass(frozen=True)
class Taken:
    """What became of a list; `again` names the ship under which the same file is in this vault already."""

    manifest_id: str
    lines: int
    set_aside: int
    problems: int
    sealed: int
    again: str = ""


def take(w: Work, batch_id: str, incoming: Incoming, seal: Seal) -> Taken:
    """Keep a list that was read and looked at; importing the same file again changes nothing."""
    require(w.actor, "manifest.import")
    need_open_batch(w, batch_id)
    reading = incoming.reading
    if not reading.lines:
        raise UserError(
            "list.nobody",
            _("Tidak ada baris orang di daftar ini; tidak ada yang disimpan."),
            _("Periksa kolom Nama pada pratinjau, atau catat suratnya sebagai jumlah saja."),
        )
    manifest_id = derived_id("manifest", reading.file_digest)
    found = (len(reading.lines), len(reading.set_aside), len(reading.problems))
    kept = w.get(Manifest, manifest_id)
    if kept is not None:
        return Taken(manifest_id, *found, 0, again=w.need(Batch, kept.batch_id).name)
    w.insert(_manifest(manifest_id, batch_id, incoming))
    codes = _region_codes(reading)
    w.bulk(ManifestLine, [_line(manifest_id, batch_id, line, codes) for line in reading.lines])
    sealed = [*_sealed_cells(manifest_id, reading, seal), *_sealed_file(manifest_id, incoming.source, seal)]
    w.bulk(SealedItem, sealed)
    return Taken(manifest_id, *found, len(sealed))


def line_id(manifest_id: str, sheet: str, row: int) -> str:
    """The id every desk derives for a line."""
    return derived_id("manifest_line", manifest_id, sheet, row)


def sealed_items(r: Reading, vault: str) -> list[SealedItem]:
    """What waits here for the holders of a vault."""
    return r.all(select(SealedItem).where(SealedItem.for_vault == vault, col(SealedItem.void_reason).is_(None)))


def names_on_lines(r: Reading, line_ids: Sequence[str]) -> dict[str, str]:
    """Line → the name as the list wrote it."""
    found: dict[str, str] = {}
    for some in chunks(list(line_ids)):
        mine = (col(ManifestLine.site_id) == r.site_id) & col(ManifestLine.id).in_(some)
        found |= dict(r.rows(select(ManifestLine.id, ManifestLine.name).where(mine)))
    return found


def _manifest(manifest_id: str, batch_id: str, incoming: Incoming) -> Manifest:
    reading = incoming.reading
    return Manifest(
        id=manifest_id,
        batch_id=batch_id,
        **asdict(incoming.letter),
        file_name=incoming.source.name,
        file_digest=reading.file_digest,
        file_format=reading.format,
        line_count=len(reading.lines),
        columns={str(header): name for header, name in reading.columns.items()},
        set_aside=[asdict(item) for item in reading.set_aside] or None,
        problems=[asdict(problem) for problem in reading.problems] or None,
    )


def _place(line: ReadLine) -> WrittenPlace:
    return WrittenPlace(line.province or "", line.regency or "", line.district or "", line.village or "")


def _region_codes(reading: ListReading) -> dict[WrittenPlace, str]:
    """The code of every place the list names beyond doubt; what is in doubt is left to a person."""
    places = {_place(line) for line in reading.lines} - {WrittenPlace()}
    if not places:
        return {}
    regions = Regions.load()
    coded = {place: resolve(regions, place) for place in places}
    return {place: found.code for place, found in coded.items() if found.confidence >= SURE and not found.unclear}


def _line(manifest_id: str, batch_id: str, line: ReadLine, codes: Mapping[WrittenPlace, str]) -> dict[str, Any]:
    same = ("row", "sheet", "list_no", "name", "given", "father", "sex", "birth_date", "birth_year", "birth_precision")
    also = ("birth_place", "age", "age_months", "nationality", "depot", "nik", "nik_state", "province", "regency")
    more = ("district", "village", "address", "relation", "note")
    return {
        "id": line_id(manifest_id, line.sheet, line.row),
        "manifest_id": manifest_id,
        "batch_id": batch_id,
        **{name: getattr(line, name) for name in (*same, *also, *more)},
        "region_code": codes.get(_place(line)) or None,
        "aliases": list(line.alias) or None,
        "documents": [list(paper) for paper in line.documents] or None,
        "original": dict(line.original),
        "problems": [asdict(problem) for problem in line.problems] or None,
    }


def _sealed_cells(manifest_id: str, reading: ListReading, seal: Seal) -> Iterator[dict[str, Any]]:
    """Every cell the reader kept apart; what is neither plainly health nor plainly case goes to the strictest vault."""
    for line in reading.lines:
        subject = line_id(manifest_id, line.sheet, line.row)
        for key, said in line.sensitive.items():
            kind = key if key in VAULT_OF else "other"
            content = canonical_json({"line": subject, "row": line.row, "column": key, "text": said})
            item = _sealed(VAULT_OF.get(key, STRICTEST), content, seal)
            yield {
                "id": derived_id("sealed_item", "cell", subject, key),
                "kind": f"cell.{kind}",
                "subject_table": "manifest_line",
                "subject_id": subject,
                **item,
            }


def _sealed_file(manifest_id: str, source: Source, seal: Seal) -> Iterator[dict[str, Any]]:
    content = canonical_json({"name": source.name, "content": base64.b64encode(source.content).decode()})
    yield {
        "id": derived_id("sealed_item", "file", manifest_id),
        "kind": "file",
        "subject_table": "manifest",
        "subject_id": manifest_id,
        **_sealed(STRICTEST, content, seal),
    }


def _sealed(vault: str, content: bytes, seal: Seal) -> dict[str, Any]:
    sealed = seal(vault, content)
    if sealed is None:
        raise UserError(
            "seal.nobody",
            _("Data kesehatan dan kasus belum dapat disegel di laptop ini; daftar belum disimpan."),
            _("Minta kepala pos memeriksa kunci penyegelan di Pengaturan, lalu ulangi."),
        )
    return {"for_vault": vault, "content_digest": digest(sealed.encode()), "sealed": sealed}
