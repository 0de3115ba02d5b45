"""A report as a workbook prints on A4 across in letters of full size, and no table is torn that a page could hold."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.table import Cell, Heading, Line, Report, Table
from app.reports.workbook import workbook

LONG = "Rebutan antrean kamar mandi antara dua keluarga dari kapal yang sama, seorang anak terdorong jatuh."


def people(lines: int) -> Table:
    fields = ("ld", "pd", "al", "ap", "total")
    headings = (Heading("label", "Uraian"), *(Heading(name, name.upper(), number=True) for name in fields))
    cells = {"label": Cell("Hadir saat hari dibuka"), **{name: Cell(1_250_000) for name in fields}}
    return Table("people", "Orang", headings, tuple(Line(cells) for _line in range(lines)), "Catatan. " * 60)


def incidents() -> Table:
    names = ("number", "time", "kind", "place", "told", "done", "reported", "state")
    headings = tuple(Heading(name, title) for name, title in zip(names, (
        "Nomor", "Waktu", "Jenis", "Tempat", "Apa yang terjadi", "Tindakan", "Dilaporkan kepada", "Keadaan",
    ), strict=True))  # fmt: skip
    line = Line({name: Cell(LONG) for name in names})
    return Table("incidents", "Kejadian", headings, (line, line))


def sheet_of(*tables: Table) -> Worksheet:
    made = Report("Laporan harian", "Debarkasi Nunukan", "Jumat, 23 Januari 2026", "dibuat 10.15", tables, ("Draf.",))
    found = load_workbook(BytesIO(workbook(made))).active
    assert isinstance(found, Worksheet)
    return found


def row_of(sheet: Worksheet, text: str) -> int:
    return next(at for at in range(1, sheet.max_row + 1) if sheet.cell(at, 1).value == text)


def test_the_columns_fill_one_page_across_and_no_more() -> None:
    sheet = sheet_of(people(3), incidents())
    widths = {name: one.width for name, one in sheet.column_dimensions.items()}
    assert sum(widths.values()) <= 134
    assert all(widths[name] >= len("1,250,000") for name in "BCDEF")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape", 1, 0,
    )  # fmt: skip
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_each_page_says_which_report_it_is() -> None:
    sheet = sheet_of(people(3))
    assert sheet.print_title_rows == "$1:$5"
    assert [sheet.cell(at, 1).value for at in range(1, 6)] == [
        "Laporan harian", "Debarkasi Nunukan", "Jumat, 23 Januari 2026", "dibuat 10.15", None,
    ]  # fmt: skip
    assert sheet.oddFooter.right.text == "&P / &N"


def test_long_texts_take_lines_and_numbers_keep_to_the_right() -> None:
    sheet = sheet_of(people(2), incidents())
    first = row_of(sheet, "Kejadian") + 2
    assert sheet.cell(first, 5).alignment.wrap_text
    assert sheet.row_dimensions[first].height >= 15 * len(LONG) / sheet.column_dimensions["E"].width
    head = row_of(sheet, "Uraian")
    assert {sheet.cell(at, 2).alignment.horizontal for at in (head, head + 1)} == {"right"}
    note = row_of(sheet, ("Catatan. " * 60).strip() + " ")
    assert sheet.row_dimensions[note].height >= 4 * 12


def test_a_table_that_does_not_fit_begins_on_the_next_page() -> None:
    sheet = sheet_of(people(20), incidents())
    assert [one.id for one in sheet.row_breaks.brk] == [row_of(sheet, "Kejadian") - 1]
    assert sheet_of(people(2), people(2)).row_breaks.brk == []


def test_notes_take_room_of_the_first_page_from_its_tables() -> None:
    made = Report("Laporan triwulan", "Debarkasi Nunukan", "Triwulan I 2026", "dibuat", (people(4), people(3)), ())
    noted = replace(made, notes=tuple("Dasar hukum. " * 30 for _note in range(6)))
    breaks = [len(load_workbook(BytesIO(workbook(one))).active.row_breaks.brk) for one in (made, noted)]
    assert breaks == [0, 1]
