"""The outcome of a recheck as a workbook for the Perwakilan RI: counts, every line with its state, people on no list.

Every cell is text or a number, never a formula, whatever a list had written into it.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from app.kernel.clock import local
from app.kernel.headcount import CLASSES, HeadCount
from app.manifest import rules
from app.manifest.board import BoardLine
from app.manifest.results import Line, Outcome
from app.reference.enumerations import choice

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LISTED = (
    "Surat", "No", "Nama", "Bin/binti", "Alias", "L/P", "Tanggal lahir", "Umur", "Dokumen", "Nomor dokumen",
    "Daerah asal", "Kelompok", "Keadaan", "Keterangan",
)  # fmt: skip
EXTRAS = ("No", "Nama", "L/P", "Umur", "Kelompok", "Kewarganegaraan", "Keadaan", "Keterangan")
_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}
_WIDEST = 46
Row = Sequence[str | int]


def workbook(found: Outcome, site: str, zone: str, at: str) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook

    made = Workbook()
    _fill(made.active, "Rekap", None, _summary(found, site, zone, at))
    letters = {view.id: view.title for view in found.ship.letters}
    listed = [_listed(line, line.line, letters) for line in found.lines if line.line is not None]
    _fill(made.create_sheet(), "Daftar", LISTED, listed)
    extras = [line for line in found.lines if line.line is None]
    _fill(made.create_sheet(), "Tambahan", EXTRAS, [_extra(place, line) for place, line in enumerate(extras, 1)])
    if found.notes:
        said = [(note.list_no, note.name, "; ".join(one.words for one in note.differences)) for note in found.notes]
        _fill(made.create_sheet(), "Adendum", ("No", "Nama", "Beda dengan catatan"), said)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _summary(found: Outcome, site: str, zone: str, at: str) -> Iterable[Row]:
    batch = found.ship.batch
    came = f"{local(batch.arrived_at, zone):%d-%m-%Y %H.%M} {zone}" if batch.arrived_at else f"{batch.day:%d-%m-%Y}"
    yield ("Hasil pemeriksaan ulang manifes kedatangan",)
    yield ("Kapal/rombongan", batch.name)
    yield ("Tiba", came)
    yield ("Debarkasi", site)
    yield ("Keadaan pada", at)
    yield ()
    yield ("Menurut", *CLASSES, "Belum diketahui", "Jumlah")
    for label, count in found.counts.items():
        yield (label, *_numbers(count))
    yield ()
    yield ("Selisih", found.ship.words)
    yield ()
    yield ("Keadaan", *CLASSES, "Belum diketahui", "Jumlah")
    for state, count in found.states():
        yield (state, *_numbers(count))


def _numbers(count: HeadCount) -> tuple[int, ...]:
    return (*count.by_class().values(), count.unknown, count.total)


def _listed(line: Line, listed: BoardLine, letters: dict[str, str]) -> Row:
    born = f"{listed.birth_date:%d-%m-%Y}" if listed.birth_date else str(listed.birth_year or "")
    age = "" if listed.age is None else listed.age
    papers = [(_indonesian("dokumen", kind), number) for kind, number in listed.documents]
    return (
        letters.get(listed.manifest_id, ""), line.number, listed.name, listed.father or "", ", ".join(listed.aliases),
        listed.sex or "", born, age, ", ".join(kind for kind, _number in papers),
        ", ".join(number for _kind, number in papers), listed.origin, line.head_class, line.state, line.note,
    )  # fmt: skip


def _extra(place: int, line: Line) -> Row:
    head = line.head
    age = head.age if head is not None and head.age is not None else ""
    status = _indonesian("kewarganegaraan", head.nationality or "") if head is not None else ""
    sex = head.sex or "" if head is not None else ""
    return (place, line.name, sex, age, line.head_class, status, _indonesian("status_person_manifes", rules.EXTRA),
            line.note)  # fmt: skip


def _indonesian(group: str, code: str) -> str:
    found = choice(group, code)
    return found.indonesian if found else code


def _fill(sheet: "Worksheet", title: str, heads: Row | None, rows: Iterable[Row]) -> None:
    from openpyxl.styles import Font

    sheet.title = title
    every = [*([heads] if heads else []), *rows]
    for at, row in enumerate(every, 1):
        for place, value in enumerate(row, 1):
            _put(sheet.cell(at, place), value)
    if heads:
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.auto_filter.ref = sheet.dimensions
    else:
        sheet["A1"].font = Font(bold=True, size=14)
    for letter, widest in _widths(every, 0 if heads else 1).items():
        sheet.column_dimensions[letter].width = widest


def _put(cell: "Cell", value: str | int) -> None:
    """A number, or a text that no spreadsheet takes for a formula."""
    if isinstance(value, int):
        cell.value = value
        return
    text = value.translate(_ILLEGAL)[:32_000]
    cell.value, cell.data_type = text, "s"  # “#N/A” would be an error, “=1” a formula
    if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        cell.quotePrefix = True


def _widths(rows: Sequence[Row], skip: int) -> dict[str, int]:
    from openpyxl.utils import get_column_letter

    found: dict[str, int] = {}
    for row in rows[skip:]:
        for place, value in enumerate(row, 1):
            letter = get_column_letter(place)
            found[letter] = min(_WIDEST, max(found.get(letter, 8), len(str(value)) + 2))
    return found
