"""Spreadsheets (XLSX, XLSM, XLSB, XLS, ODS) through calamine, as a plain grid."""

import datetime
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from app.manifest.reading import limits
from app.manifest.reading.grid import Cell, Grid, RowBudget, Sheet, clean
from app.manifest.reading.limits import RefusedError

_EXACT_INTEGER = 10**17
_EPOCH_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true|on)[\"']")


def read_workbook(data: bytes, kind: str) -> Grid:
    """Every visible worksheet of the file."""
    try:
        book = load_workbook(BytesIO(data))
        return Grid(kind, _sheets(book))
    except PasswordError as error:
        raise RefusedError("password") from error
    except CalamineError as error:
        raise RefusedError("password" if "password" in str(error).lower() else "damaged") from error


def counts_from_1904(archive: ZipFile) -> bool:
    """Whether the workbook's bare day numbers start in 1904 (old Macintosh files)."""
    names = {name.lower(): name for name in archive.namelist()}
    part = names.get("xl/workbook.xml")
    return bool(part and _EPOCH_1904.search(archive.read(part)))


def _sheets(book: CalamineWorkbook) -> list[Sheet]:
    listed = [
        (index, meta.name, meta.visible == SheetVisibleEnum.Visible)
        for index, meta in enumerate(book.sheets_metadata)
        if meta.typ == SheetTypeEnum.WorkSheet
    ]
    if len(listed) > limits.MAX_SHEETS:
        raise RefusedError("too_big")
    budget = RowBudget()
    return [_sheet(book.get_sheet_by_index(index), budget) if shown else Sheet(name, [], visible=False)
            for index, name, shown in listed]  # fmt: skip


def _sheet(source: CalamineSheet, budget: RowBudget) -> Sheet:
    if source.start is None:
        return Sheet(source.name, [])
    top, left = source.start
    if left + source.width > limits.MAX_COLUMNS:
        raise RefusedError("too_wide")
    margin: list[Cell] = [""] * left
    rows = [budget.take(margin + [_TURN[type(cell)](cell) for cell in row]) for row in source.iter_rows()]
    while rows and not rows[-1]:
        rows.pop()
    merged = [[*begin, *end] for begin, end in (source.merged_cell_ranges or [])[: limits.MAX_ROWS]]
    return Sheet(source.name, rows, top, merged)


def _number(value: float) -> Cell:
    return int(value) if abs(value) < _EXACT_INTEGER and value.is_integer() else value


_TURN: dict[type, Callable[[Any], Cell]] = {
    str: clean,
    bool: lambda value: "TRUE" if value else "FALSE",
    int: lambda value: value,
    float: _number,
    datetime.datetime: lambda value: [value.date().isoformat()],
    datetime.date: lambda value: [value.isoformat()],
    datetime.time: str,
    datetime.timedelta: str,
}
"""Every type calamine gives, as text, number or `[ISO date]`."""
