"""Cells of a workbook: whatever a name holds, the file opens again, and nothing in it is a formula."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.printing.worksheet import Row, fill, put


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
        ("+62811", "+62811"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("#N/A", "#N/A"),
        ("\u202e=1+1", "=1+1"),
        ("Siti\ufffe \uffff\x0bAminah\x00", "Siti Aminah"),
        ("Ita 😀 محمد", "Ita 😀 محمد"),
        ("a" * 40_000, "a" * 32_000),
    ],
)
def test_any_text_is_kept_as_text(written: str, read: str) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    put(sheet.cell(1, 1), written)
    out = BytesIO()
    made.save(out)
    opened = load_workbook(BytesIO(out.getvalue())).active
    assert opened is not None
    cell = opened.cell(1, 1)
    assert (cell.value, cell.data_type) == (read, "s")
    assert cell.quotePrefix or read[0] not in "=+@"


LONG = "Abdul Rahman bin Haji Abdul Karim Abdullah Sani bin Muhammad Nur Ikhsan Daeng Mattola"
HEADS = ("No", "Nama", "Tanggal lahir", "NIK", *(f"Keterangan {at}" for at in range(8)))
PERSON: Row = (1, LONG, date(1995, 7, 1), "0405012345670001", *[LONG] * 8)


def filled(heads: Row | None, *rows: Row) -> Worksheet:
    """A sheet written and opened again."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    fill(sheet, "Daftar", heads, rows)
    out = BytesIO()
    made.save(out)
    opened = load_workbook(BytesIO(out.getvalue())).active
    assert isinstance(opened, Worksheet)
    return opened


def test_dates_are_dates_and_a_nik_keeps_every_digit() -> None:
    sheet = filled(HEADS, PERSON)
    born = sheet["C2"]
    assert isinstance(born.value, datetime)
    assert (born.value.date(), born.number_format) == (date(1995, 7, 1), "DD-MM-YYYY")
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("0405012345670001", "s")
    assert sheet["A2"].value == 1


def test_a_date_no_spreadsheet_knows_stays_a_text() -> None:
    sheet = filled(("Lahir",), (date(1899, 12, 31),))
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("31-12-1899", "s")


def test_a_wide_list_is_read_on_paper_and_no_row_hides_a_line() -> None:
    """The columns of a page are as wide as letters of a size to read allow; longer texts take several lines."""
    sheet = filled(HEADS, PERSON)
    widths = {name: one.width for name, one in sheet.column_dimensions.items()}
    assert sum(widths.values()) <= 190
    assert widths["D"] >= 16 + 2
    assert sheet["B2"].alignment.wrap_text
    lines = -(-len(LONG) // int(widths["B"]))
    assert float(sheet.row_dimensions[2].height or 0) >= lines * 15
    assert sheet.freeze_panes == "A2"


def test_numbers_of_a_summary_stand_under_their_titles() -> None:
    """A column is as wide as its longest text; a number at its far side would seem to belong to the next title."""
    sheet = filled(None, ("Judul",), ("Kapal", LONG), ("Menurut", "LD", "PD"), ("Surat", 12, 3))
    assert {sheet[cell].alignment.horizontal for cell in ("B3", "B4", "C3", "C4")} == {"left"}
    assert float(sheet.row_dimensions[2].height or 0) >= 2 * 15
