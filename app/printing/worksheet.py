"""Sheets of a workbook: text, numbers and dates, never a formula, whatever a list had written into them."""

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from app.kernel.texts import straight

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[str | int | date]
_ILLEGAL = dict.fromkeys((*(code for code in range(32) if code not in (9, 10, 13)), 0xFFFE, 0xFFFF))
"""What no workbook may hold: one such sign in one name would refuse the whole file."""
_WIDEST, _NARROWEST, _PAGE = 46, 14, 190
"""Letters: of a column, and beside each other on A4 across before the letters become too small to read."""
_LINE = 15.0
"""Points a line is high: not every program makes a row as high as a text of several lines needs."""
_DATE = "DD-MM-YYYY"
_FIRST_YEAR = 1900
"""Before it spreadsheets know no dates."""


def fill(sheet: "Worksheet", title: str, heads: Row | None, rows: Iterable[Row]) -> None:
    """Put rows under frozen headings; without headings the first row is a title."""
    from openpyxl.styles import Font

    sheet.title = title
    every = [*([heads] if heads else []), *rows]
    _print_whole(sheet, "1:1" if heads else "")
    widths = _widths(every, 0 if heads else 1, whole=not heads)
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    _write(sheet, every, list(widths.values()), 0 if heads else 1)
    if heads:
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.auto_filter.ref = sheet.dimensions
    else:
        sheet["A1"].font = Font(bold=True, size=14)
        sheet.row_dimensions[1].height = _LINE * 1.4


def _write(sheet: "Worksheet", every: Sequence[Row], widths: Sequence[int], whole: int) -> None:
    """Texts wrap but in the first `whole` columns, and rows are as high as that needs; all stands at the left."""
    from openpyxl.styles import Alignment

    aside, wrapped = (Alignment(horizontal="left", vertical="top", wrap_text=wraps) for wraps in (False, True))
    for at, row in enumerate(every, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(at, place)
            put(cell, value)
            cell.alignment = wrapped if place > whole and isinstance(value, str) else aside
        lines = [_lines(value, width) for value, width in list(zip(row, widths, strict=False))[whole:]]
        if max(lines, default=1) > 1:
            sheet.row_dimensions[at].height = _LINE * max(lines)


def _lines(value: str | int | date, width: int) -> int:
    """How many lines a value takes in a column."""
    text = value if isinstance(value, str) and len(value) > width - 2 else ""
    return len(wrap(text, width - 2)) if text else 1


def _print_whole(sheet: "Worksheet", repeated: str) -> None:
    """On paper every column is on one page, and the headings are on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = _fitting()
    if repeated:
        sheet.print_title_rows = repeated


def _fitting() -> "PageSetupProperties":
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def put(cell: "Cell", value: str | int | date) -> None:
    """A number, a date, or a text that no spreadsheet takes for a formula."""
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        cell.value, cell.number_format = value, _DATE
        return
    if isinstance(value, int):
        cell.value = value
        return
    text = plain(shown(value))
    cell.value, cell.data_type = text, "s"  # “#N/A” would be an error, “=1” a formula
    if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        cell.quotePrefix = True


def shown(value: str | int | date) -> str:
    """A value as people read it."""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def plain(text: str) -> str:
    """The text as a workbook may hold it."""
    return straight(text).translate(_ILLEGAL)[:32_000]


def _widths(rows: Sequence[Row], skip: int, whole: bool) -> dict[str, int]:
    """Letters by column: as wide as its longest value, but no wider than the page has room for unless `whole`."""
    from openpyxl.utils import get_column_letter

    longest: dict[int, int] = {}
    least: dict[int, int] = {}
    for row in rows[skip:]:
        for place, value in enumerate(row, 1):
            text = shown(value)
            longest[place] = min(_WIDEST, max(longest.get(place, 8), len(text) + 3))
            if not isinstance(value, str) or text.isalnum():
                least[place] = min(_WIDEST, max(least.get(place, 8), len(text) + 3))
    widths = longest
    for cap in range(_WIDEST, _NARROWEST - 1, -1):
        widths = {place: max(least.get(place, 8), min(cap, width)) for place, width in longest.items()}
        if whole or sum(widths.values()) <= _PAGE:
            break
    return {get_column_letter(place): width for place, width in widths.items()}
