"""Sheets of a workbook whose cells are text or numbers, never a formula, whatever a list had written into them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.kernel.texts import straight

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[str | int]
_ILLEGAL = dict.fromkeys((*(code for code in range(32) if code not in (9, 10, 13)), 0xFFFE, 0xFFFF))
"""What no workbook may hold: one such sign in one name would refuse the whole file."""
_WIDEST = 46


def fill(sheet: "Worksheet", title: str, heads: Row | None, rows: Iterable[Row]) -> None:
    """Put rows under frozen headings; without headings the first row is a title."""
    from openpyxl.styles import Font

    sheet.title = title
    every = [*([heads] if heads else []), *rows]
    for at, row in enumerate(every, 1):
        for place, value in enumerate(row, 1):
            put(sheet.cell(at, place), value)
    if heads:
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.auto_filter.ref = sheet.dimensions
    else:
        sheet["A1"].font = Font(bold=True, size=14)
    _print_whole(sheet, "1:1" if heads else "")
    for letter, widest in _widths(every, 0 if heads else 1).items():
        sheet.column_dimensions[letter].width = widest


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


def put(cell: "Cell", value: str | int) -> None:
    """A number, or a text that no spreadsheet takes for a formula."""
    if isinstance(value, int):
        cell.value = value
        return
    text = plain(value)
    cell.value, cell.data_type = text, "s"  # “#N/A” would be an error, “=1” a formula
    if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        cell.quotePrefix = True


def plain(text: str) -> str:
    """The text as a workbook may hold it."""
    return straight(text).translate(_ILLEGAL)[:32_000]


def _widths(rows: Sequence[Row], skip: int) -> dict[str, int]:
    from openpyxl.utils import get_column_letter

    found: dict[str, int] = {}
    for row in rows[skip:]:
        for place, value in enumerate(row, 1):
            letter = get_column_letter(place)
            found[letter] = min(_WIDEST, max(found.get(letter, 8), len(str(value)) + 2))
    return found
