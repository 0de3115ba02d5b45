"""Reads an incoming list, whatever its form, into one Reading: `read_file` and `read_text` are the way in."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from app.kernel.canonical import digest
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest.reading import limits, wording
from app.manifest.reading.cells import SENSITIVE_WORDS, text_of
from app.manifest.reading.content import complete, table_by_content
from app.manifest.reading.dates import DateStyle
from app.manifest.reading.delimited import parse
from app.manifest.reading.grid import Grid, Row, Sheet
from app.manifest.reading.isolate import open_grid, refusal
from app.manifest.reading.letters import read_letter
from app.manifest.reading.limits import RefusedError
from app.manifest.reading.model import LetterHints, Problem, Reading, ReadLine, SetAside
from app.manifest.reading.people import PersonReader, sensitive_columns
from app.manifest.reading.rows import RowSorter, Sorted
from app.manifest.reading.table import Column, Table, find_table, split_tables

Mapping = dict[int, str]
_ASIDE_CHARS = 160
_COPY_SHARE = 0.8
_LETTER_ROWS = 200
_CLOSING_ROWS = 60


@dataclass(frozen=True)
class _Part:
    """One sheet that holds people."""

    sheet: Sheet
    table: Table
    rows: Sorted


def read_file(path: Path, mapping: Mapping | None = None, *, today: datetime.date) -> Reading:
    """Read a list from a file.

    `mapping` is the user's correction, {column index from 0: field of model.FIELDS, "" for none}, for the main sheet.
    `today`, by the caller's clock, bounds births and settles two-digit years. UserError where nothing can be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UserError(
            "manifest.unreadable",
            _("Berkas ini tidak dapat dibuka. Tidak ada yang disimpan."),
            _("Periksa apakah flashdisk masih terpasang, lalu coba lagi."),
        ) from error
    return read_bytes(data, mapping, today=today)


def read_bytes(data: bytes, mapping: Mapping | None = None, *, today: datetime.date) -> Reading:
    """Read a list from the bytes of a file; as read_file."""
    return interpret(open_grid(data), digest(data), mapping, today)


def read_text(text: str, mapping: Mapping | None = None, *, today: datetime.date) -> Reading:
    """Read a list from pasted text; as read_file."""
    data = text.encode("utf-8", "replace")
    if not text.strip():
        raise refusal("empty")
    if len(data) > limits.MAX_FILE_BYTES // 8:
        raise refusal("too_big")
    try:
        grid = Grid("text", [Sheet("", parse(text.lstrip("\ufeff")))])
    except RefusedError as refused:
        raise refusal(refused.code) from refused
    return interpret(grid, digest(data), mapping, today)


def interpret(grid: Grid, file_digest: str, mapping: Mapping | None, today: datetime.date) -> Reading:
    """The reading of a grid."""
    if not any(row for sheet in grid.sheets for row in sheet.rows):
        raise refusal("empty")
    parts, aside = _parts(grid, mapping or {}, today)
    letter = read_letter(_around(grid, parts), today)
    if not parts:
        return _letter_only(grid, file_digest, letter)
    style = DateStyle(max(today, letter.date or today), epoch_1904=grid.epoch_1904)
    lines: list[ReadLine] = []
    problems: list[Problem] = []
    for part in parts:
        reader = PersonReader(part.sheet, part.table, part.rows.people, style)
        read = [reader.read(index) for index in part.rows.people]
        problems += _about_columns(part, reader, read)
        lines += read
        aside += [_aside(part, index, why) for index, why in part.rows.aside]
    main = parts[0]
    return Reading(
        format=grid.format,
        file_digest=file_digest,
        sheet=main.sheet.name,
        sheets=tuple(dict.fromkeys(part.sheet.name for part in parts)),
        header_row=None if main.table.header is None else _row(main, main.table.header),
        columns={column.header: column.field for column in main.table.columns},
        lines=tuple(lines),
        set_aside=tuple(aside),
        problems=(*problems, *(problem for line in lines for problem in line.problems), *_repeated(lines)),
        letter=letter,
        layout=tuple((column.index, column.header, column.field) for column in main.table.columns),
    )


def _about_columns(part: _Part, reader: PersonReader, lines: list[ReadLine]) -> list[Problem]:
    """What was read otherwise than written throughout a column; said once, not on every line."""
    row = _row(part, part.table.header or 0)
    problems: list[Problem] = []
    if reader.style.month_first:
        problems.append(Problem(row, "birth_date", wording.problem_text("month_order")))
    recovered = sum(1 for line in lines if line.nik_state == "recovered")
    if recovered:
        problems.append(Problem(row, "nik", wording.problem_text("nik_recovered", str(recovered))))
    return problems


def _row(part: _Part, index: int) -> int:
    return part.sheet.first + index + 1


def _parts(grid: Grid, mapping: Mapping, today: datetime.date) -> tuple[list[_Part], list[SetAside]]:
    """The sheets that hold people, the first being the main one, and the sheets left out."""
    parts: list[_Part] = []
    aside: list[SetAside] = []
    unnamed = False
    for sheet in (piece for whole in grid.sheets for piece in split_tables(whole)):
        table = _table(sheet, {} if parts else mapping, today) if sheet.rows else None
        if table is not None and "name" not in table.fields:
            unnamed, table = True, None
        part = _Part(sheet, table, RowSorter(sheet, table).sort()) if table else None
        why = _why_skipped(sheet, part, parts)
        if part is not None and not why:
            parts.append(part)
        elif why and (sheet.rows or not sheet.visible):
            aside.append(SetAside(0, sheet.name, wording.aside_text(why), sheet.name))
    if unnamed and not parts:
        raise UserError(
            "manifest.no_name_column",
            _("Tidak ada kolom nama di daftar ini. Tidak ada yang disimpan."),
            _("Pilih sendiri kolom yang berisi nama, atau tambahkan judul “Nama” di berkasnya."),
        )
    return parts, aside


def _table(sheet: Sheet, mapping: Mapping, today: datetime.date) -> Table | None:
    table = find_table(sheet)
    table = complete(table, sheet, today) if table else table_by_content(sheet, today)
    if mapping:
        width = max((len(row) for row in sheet.rows), default=0)
        bare = tuple(Column(index, f"#{index + 1}", None) for index in range(width))
        table = (table or Table(None, 0, bare)).with_fields(mapping)
    return table


def _why_skipped(sheet: Sheet, part: _Part | None, before: list[_Part]) -> str | None:
    if not sheet.visible:
        return "hidden_sheet"
    if part is None or not part.rows.people:
        return "no_table"
    names = _names(part)
    known = {name for earlier in before for name in _names(earlier)}
    return "copy" if names and len(names & known) >= len(names) * _COPY_SHARE else None


def _names(part: _Part) -> set[str]:
    columns = [column.index for column in part.table.columns if column.field == "name"]
    rows = (part.sheet.rows[index] for index in part.rows.people)
    return {text_of(row[columns[0]]) for row in rows if columns and columns[0] < len(row)}


def _around(grid: Grid, parts: list[_Part]) -> str:
    """The text around the tables: what stands above them, and the totals and closings set aside below."""
    rows = [row for part in parts for row in _rows_around(part)] if parts else _first_rows(grid)
    lines = (" ".join(filter(None, map(text_of, row))) for row in rows)
    return "\n".join(line[:400] for line in lines)


def _first_rows(grid: Grid) -> list[Row]:
    return [row for sheet in grid.sheets for row in sheet.rows[:_LETTER_ROWS]]


def _rows_around(part: _Part) -> list[Row]:
    above = part.table.start if part.table.header is None else part.table.header
    closing = [part.sheet.rows[index] for index, why in part.rows.aside if why in ("total", "signature", "below")]
    return [*part.sheet.rows[:above], *closing[-_CLOSING_ROWS:]]


def _letter_only(grid: Grid, file_digest: str, letter: LetterHints) -> Reading:
    """A letter that gives only numbers of people; anything less is no list."""
    if letter.counts is None and (letter.total is None or letter.sender is None):
        raise UserError(
            "manifest.no_people",
            _("Tidak ada daftar nama yang ditemukan di berkas ini. Tidak ada yang disimpan."),
            _("Periksa apakah berkasnya benar, atau ketik daftarnya."),
        )
    first = next(sheet for sheet in grid.sheets if sheet.rows)
    return Reading(grid.format, file_digest, first.name, (), None, {}, (), (), (), letter)


def _aside(part: _Part, index: int, why: str) -> SetAside:
    """A row set aside, shown without its sensitive cells."""
    hidden = sensitive_columns(part.table.columns) if why not in ("header", "numbering") else set()
    texts = [text_of(cell) for column, cell in enumerate(part.sheet.rows[index]) if column not in hidden]
    shown = " | ".join(text for text in texts if text and not SENSITIVE_WORDS.search(text))
    return SetAside(_row(part, index), shown[:_ASIDE_CHARS], wording.aside_text(why), part.sheet.name)


def _repeated(lines: list[ReadLine]) -> list[Problem]:
    """NIK and document numbers that stand on more than one line."""
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        keys = [("nik", line.nik)] if line.nik else []
        keys += [("document", number) for _kind, number in line.documents]
        for kind, number in keys:
            first = seen.setdefault((kind, number), line.row)
            if first != line.row:
                about = "nik" if kind == "nik" else "documents"
                problems.append(Problem(line.row, about, wording.problem_text(f"{kind}_twice", str(first))))
    return problems
