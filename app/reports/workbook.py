"""A report as a workbook: its tables one below the other, numbers as numbers, texts never as formulas.

It prints on A4 across at its full size: columns share the width of the page, and longer texts take several lines.
"""

from collections.abc import Iterator
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING

from app.printing.worksheet import plain, put
from app.reports.table import Heading, Report, Table

if TYPE_CHECKING:
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet

_PAGE = 134
"""Letters of the usual size beside each other on a page of A4 across; wider sheets would be printed smaller."""
_FIRST, _WIDEST, _NARROWEST = 34, 48, 12
_LINE, _SMALL_LINE = 15.0, 12.5
"""Points a line is high: not every program makes a row as high as a text of several lines needs."""
_PAGE_HEIGHT = 420
"""Points below the lines each page begins with: a table that does not fit any more begins on the next page."""


def workbook(report: Report) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet.pagebreak import Break

    made = Workbook()
    sheet: Worksheet = made.active
    sheet.title = plain(report.title)[:31] or "Laporan"
    at = 1
    for text, size in ((report.title, 14), (report.site, 11), (report.period, 11), (report.made, 9)):
        put(sheet.cell(at, 1), text)
        sheet.cell(at, 1).font = Font(bold=size > 9, size=size)
        at += 1
    widths = _widths(report)
    _lay_out(sheet, widths, at)
    begun = at = at + 1
    for note in report.notes:
        at = _remark(sheet, note, at, widths)
    for table in report.tables:
        first, at = at + 1, _table(sheet, table, at + 1, widths)
        if _height(sheet, begun, at) > _PAGE_HEIGHT and first > begun + 1:
            sheet.row_breaks.append(Break(id=first - 1))
            begun = first
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _table(sheet: "Worksheet", table: Table, at: int, widths: list[int]) -> int:
    """Write a table; the first line below it."""
    from openpyxl.styles import Border, Font, Side

    put(sheet.cell(at, 1), table.title)
    sheet.cell(at, 1).font = Font(bold=True, size=12)
    under = Border(bottom=Side(style="thin"))
    for place, heading in enumerate(table.headings, 1):
        cell = sheet.cell(at + 1, place)
        put(cell, heading.title)
        cell.font, cell.border, cell.alignment = Font(bold=True), under, _side(heading, place)
    _heighten(sheet, at + 1, widths)
    for down, line in enumerate(table.lines, at + 2):
        for place, heading in enumerate(table.headings, 1):
            found = line.cells.get(heading.field)
            cell = sheet.cell(down, place)
            put(cell, "" if found is None or found.value is None else found.value)
            cell.alignment = _side(heading, place)
            if isinstance(cell.value, int):
                cell.number_format = "#,##0"
            if line.sum:
                cell.font = Font(bold=True)
        _heighten(sheet, down, widths)
    end = at + 2 + len(table.lines)
    return _remark(sheet, table.note, end, widths) if table.note else end


def _remark(sheet: "Worksheet", text: str, at: int, widths: list[int]) -> int:
    """Write a sentence over the whole width; the line below it."""
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(at, 1)
    put(cell, text)
    cell.font, cell.alignment = Font(italic=True, size=9), Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(widths))
    sheet.row_dimensions[at].height = _SMALL_LINE * -(-len(text) // sum(widths))
    return at + 1


def _heighten(sheet: "Worksheet", at: int, widths: list[int]) -> None:
    """Make a row as high as its longest text."""
    texts = [str(cell.value) if isinstance(cell.value, str) else "" for cell in sheet[at]]
    lines = [len(wrap(text, width - 2)) for text, width in zip(texts, widths, strict=False)]
    if max(lines, default=1) > 1:
        sheet.row_dimensions[at].height = _LINE * max(lines)


def _height(sheet: "Worksheet", first: int, end: int) -> float:
    """How high these rows are, the last not counted."""
    return sum(sheet.row_dimensions[at].height or _LINE for at in range(first, end))


def _side(heading: Heading, place: int) -> "Alignment":
    """Numbers stand under each other; a text beside a number keeps away from it."""
    from openpyxl.styles import Alignment

    if heading.number:
        return Alignment(horizontal="right", vertical="top", wrap_text=True)
    return Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1 if place > 1 else 0)


def _lay_out(sheet: "Worksheet", widths: list[int], head: int) -> None:
    """Columns, and pages as wide as the sheet that each begin with its first `head` lines and end with their number."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(0.5, 0.5, 0.5, 0.6, 0.3, 0.3)
    sheet.print_title_rows = f"1:{head}"
    sheet.oddFooter.right.text = "&P / &N"


def _widths(report: Report) -> list[int]:
    """The letters each column holds: all that its numbers need, and of its texts as many as the page has room for."""
    most = max((len(table.headings) for table in report.tables), default=1)
    needs = [_needs(report, place) for place in range(most)]
    for cap in range(_WIDEST, _NARROWEST - 1, -1):
        caps = [_FIRST, *[cap] * (most - 1)]
        widths = [max(least, min(longest, cap)) for (least, longest), cap in zip(needs, caps, strict=True)]
        if sum(widths) <= _PAGE:
            break
    return [max(widths[0], min(_FIRST, _PAGE - sum(widths[1:]))), *widths[1:]]


def _needs(report: Report, place: int) -> tuple[int, int]:
    """What a column must hold (numbers, the longest word of a heading) and what it would like to (whole texts)."""
    least, longest = 8, 8
    for heading, texts in _column(report, place):
        words = (len(word) + 4 for word in heading.title.split())
        least = max(least, *words) if heading.title else least
        if heading.number:
            least = max(least, *(len(text) + 2 for text in texts)) if texts else least
        longest = max(longest, least, *(len(text) + 3 for text in texts)) if texts else max(longest, least)
    return least, longest


def _column(report: Report, place: int) -> Iterator[tuple[Heading, list[str]]]:
    """What stands below each other in a column, table by table."""
    for table in report.tables:
        if place < len(table.headings):
            heading = table.headings[place]
            cells = (line.cells.get(heading.field) for line in table.lines)
            found = [cell.value for cell in cells if cell is not None and cell.value is not None]
            yield heading, [f"{value:,}" if isinstance(value, int) else value for value in found]
