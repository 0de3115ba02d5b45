"""A report as a workbook: its tables one below the other, numbers as numbers, texts never as formulas."""

from io import BytesIO
from typing import TYPE_CHECKING

from app.reports.table import Report, Table

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}
_WIDEST, _FIRST_WIDTH = 40, 34
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def workbook(report: Report) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet.properties import PageSetupProperties

    made = Workbook()
    sheet: Worksheet = made.active
    sheet.title = _put_safe(report.title)[:31] or "Laporan"
    at = 1
    for text, size in ((report.title, 14), (report.site, 11), (report.period, 11), (report.made, 9)):
        _put(sheet.cell(at, 1), text)
        sheet.cell(at, 1).font = Font(bold=size > 9, size=size)
        at += 1
    for note in report.notes:
        _put(sheet.cell(at, 1), note)
        at += 1
    for table in report.tables:
        at = _table(sheet, table, at + 1)
    _widen(sheet, report)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _table(sheet: "Worksheet", table: Table, at: int) -> int:
    """Write a table; the first line below it."""
    from openpyxl.styles import Border, Font, Side

    _put(sheet.cell(at, 1), table.title)
    sheet.cell(at, 1).font = Font(bold=True, size=12)
    under = Border(bottom=Side(style="thin"))
    for place, heading in enumerate(table.headings, 1):
        cell = sheet.cell(at + 1, place)
        _put(cell, heading.title)
        cell.font, cell.border = Font(bold=True), under
    for down, line in enumerate(table.lines, at + 2):
        for place, heading in enumerate(table.headings, 1):
            found = line.cells.get(heading.field)
            cell = sheet.cell(down, place)
            _put(cell, "" if found is None or found.value is None else found.value)
            if isinstance(cell.value, int):
                cell.number_format = "#,##0"
            if line.sum:
                cell.font = Font(bold=True)
    end = at + 2 + len(table.lines)
    if table.note:
        _put(sheet.cell(end, 1), table.note)
        sheet.cell(end, 1).font = Font(italic=True, size=9)
        end += 1
    return end


def _put(cell: "Cell", value: int | str) -> None:
    """A number, or a text that no spreadsheet takes for a formula."""
    if isinstance(value, int):
        cell.value = value
        return
    text = _put_safe(value)
    cell.value, cell.data_type = text, "s"
    if text[:1] in _FORMULA:
        cell.quotePrefix = True


def _put_safe(text: str) -> str:
    return text.translate(_ILLEGAL)[:32_000]


def _widen(sheet: "Worksheet", report: Report) -> None:
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {1: _FIRST_WIDTH}
    for table in report.tables:
        for place, heading in enumerate(table.headings, 1):
            texts = [heading.title, *(str(line.cells[heading.field].value or "") for line in table.lines
                                      if heading.field in line.cells)]  # fmt: skip
            widths[place] = max(widths.get(place, 8), *(min(_WIDEST, len(text) + 2) for text in texts))
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width
