"""Tells columns by what stands in them, for lists without headers or with headers nobody knows."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.manifest.reading.cells import read_sex, text_of
from app.manifest.reading.dates import DateStyle, read_birth
from app.manifest.reading.grid import Cell, Sheet
from app.manifest.reading.numbers import read_nik
from app.manifest.reading.table import Column, Table, cell_at

_SAMPLE = 200
_NAME = re.compile(r"[^\W\d_][^\d;:|]*", re.UNICODE)
_LINKED = re.compile(r"\b(bin|binti|binte|bt|bte|b|a/l|a/p|alias)\b|@", re.IGNORECASE)
_DOCUMENT = re.compile(r"[A-Z]{1,3} ?\d{5,9}")


def _share(cells: list[Cell], test: Callable[[Cell], bool]) -> float:
    present = [cell for cell in cells if cell != ""]
    return sum(1 for cell in present if test(cell)) / len(present) if present else 0.0


def complete(table: Table, sheet: Sheet, today: date) -> Table:
    """The table with the fields its unnamed columns plainly hold; a field already named is not given again."""
    taken = table.fields
    columns = []
    for column in table.columns:
        field = column.field
        if field is None and column.header.startswith("#"):
            field = _field_of_content(_sample(sheet, table.start, column.index), today)
            field = None if field in taken else field
            taken.add(field or "")
        columns.append(replace(column, field=field))
    return replace(table, columns=tuple(columns))


def table_by_content(sheet: Sheet, today: date) -> Table | None:
    """A list without any header: names must be plain, and something beside them must speak of people too."""
    width = max((len(row) for row in sheet.rows), default=0)
    start = _first_even_row(sheet, width)
    bare = Table(None, start, tuple(Column(index, f"#{index + 1}", None) for index in range(width)))
    table = complete(bare, sheet, today)
    names = next((column for column in table.columns if column.field == "name"), None)
    if names is None:
        return None
    linked = _share(_sample(sheet, start, names.index), lambda cell: bool(_LINKED.search(text_of(cell))))
    supported = table.fields & {"sex", "nik", "birth_date", "document_number"} or linked >= 0.3
    return table if supported else None


def _first_even_row(sheet: Sheet, width: int) -> int:
    """Where the letterhead ends: the first row about as wide as the table."""
    wide = min(width, 3)
    for index, row in enumerate(sheet.rows):
        if sum(1 for cell in row if cell != "") >= wide:
            return index
    return 0


def _sample(sheet: Sheet, start: int, column: int) -> list[Cell]:
    return [cell_at(row, column) for row in sheet.rows[start : start + _SAMPLE]]


def _field_of_content(cells: list[Cell], today: date) -> str | None:
    present = [cell for cell in cells if cell != ""]
    if len(present) * 3 < len(cells) or not present:
        return None
    style = DateStyle(today)
    tests: tuple[tuple[str, float, Callable[[Cell], bool]], ...] = (
        ("sex", 0.8, lambda cell: isinstance(cell, str) and read_sex(cell) is not None),
        ("nik", 0.6, lambda cell: read_nik(cell).state in ("ok", "recovered", "damaged")),
        ("birth_date", 0.7, lambda cell: isinstance(cell, str | list) and read_birth(cell, style).day is not None),
        (
            "age",
            0.7,
            lambda cell: isinstance(cell, str) and not cell.isdigit() and read_birth(cell, style).age is not None,
        ),
        ("document_number", 0.7, lambda cell: bool(_DOCUMENT.fullmatch(text_of(cell).upper()))),
    )
    for field, least, test in tests:
        if _share(cells, test) >= least:
            return field
    if _is_running_number(present):
        return "list_no"
    return "name" if _looks_like_names(present) else None


def _is_running_number(present: list[Cell]) -> bool:
    numbers = [
        int(text) for text in (text_of(cell).rstrip(".)") for cell in present) if text.isdigit() and len(text) < 6
    ]
    return len(numbers) * 10 >= len(present) * 8 and numbers[:1] <= [2] and sorted(numbers) == numbers


def _looks_like_names(present: list[Cell]) -> bool:
    texts = [text_of(cell) for cell in present]
    shaped = sum(1 for text in texts if _NAME.fullmatch(text) and len(text.split()) <= 8 and 2 < len(text) < 80)
    return shaped * 10 >= len(texts) * 8 and len(set(texts)) * 10 >= len(texts) * 8
