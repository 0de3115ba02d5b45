"""The same small list in every format people send, made here as real files."""

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
import xlwt
from docx import Document
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl.utils.datetime import MAC_EPOCH
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from app.manifest.reading.model import Reading
from app.manifest.reading.reader import read_bytes, read_text

TODAY = datetime.date(2026, 1, 23)
HEADER = ["No", "Nama", "L/P", "Tempat, Tgl Lahir", "NIK", "No Paspor", "Kab/Kota"]
ROWS = [
    ["1", "AHMAD BIN ALI", "L", "Bulukumba, 12-05-1990", "7302011205900001", "XD123456", "Bulukumba"],
    ["2", "SITI AMINAH BINTI DAENG @ MINA", "P", "Bone, 1 Mei 1985", "7308014105850002", "B7654321", "Bone"],
    ["3", "Suparlan", "L", "Sikka, 1979", "", "", "Sikka"],
]
TITLE = "KONSULAT REPUBLIK INDONESIA TAWAU"


def separated(separator: str, ending: str = "\r\n") -> str:
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in ([TITLE], [], HEADER, *ROWS)]
    return ending.join(separator.join(row) for row in quoted) + ending


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ([TITLE], [], HEADER, *ROWS):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Daftar")
    for index, row in enumerate(([TITLE], [], HEADER, *ROWS)):
        for column, cell in enumerate(row):
            sheet.write(index, column, cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods() -> bytes:
    book = OpenDocumentSpreadsheet()
    sheet = OdsTable(name="Daftar")
    for row in ([TITLE], [], HEADER, *ROWS):
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string", stringvalue=text)
            cell.addElement(P(text=text))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    book.write(target)
    return target.getvalue()


def docx() -> bytes:
    document = Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("")
    table = document.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pdf() -> bytes:
    style = getSampleStyleSheet()["Normal"]
    wrapped = [[row[0], Paragraph(row[1], style), *row[2:]] for row in ROWS]
    target = io.BytesIO()
    parts: list[Flowable] = [
        Paragraph(TITLE, style),
        PdfTable([HEADER, *wrapped], colWidths=[25, 110, 30, 140, 120, 70, 80]),
    ]
    SimpleDocTemplate(target, pagesize=landscape(A4)).build(parts)
    return target.getvalue()


FORMATS: dict[str, tuple[Callable[[], bytes], str]] = {
    "xlsx": (xlsx, "xlsx"),
    "xls": (xls, "xls"),
    "ods": (ods, "ods"),
    "docx": (docx, "docx"),
    "pdf": (pdf, "pdf"),
    "csv, comma": (lambda: separated(",").encode(), "csv"),
    "csv, semicolon, BOM": (lambda: b"\xef\xbb\xbf" + separated(";").encode(), "csv"),
    "csv, pipe, old line ends": (lambda: separated("|", "\n").encode(), "csv"),
    "tsv, UTF-16": (lambda: separated("\t").encode("utf-16"), "csv"),
    "tsv, UTF-16 without BOM": (lambda: separated("\t").encode("utf-16-le"), "csv"),
    "csv, cp1252": (lambda: separated(";").replace("Suparlan", "Suparlan –é").encode("cp1252"), "csv"),
    "csv with a separator line": (lambda: ("sep=;\r\n" + separated(";")).encode(), "csv"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_people_in_every_format(name: str) -> None:
    make, form = FORMATS[name]
    check(read_bytes(make(), today=TODAY), form)


def check(reading: Reading, form: str) -> None:
    assert reading.format == form
    assert [line.name.removesuffix(" –é") for line in reading.lines] == [row[1] for row in ROWS]
    assert [line.sex for line in reading.lines] == ["L", "P", "L"]
    assert [line.birth_date for line in reading.lines] == [datetime.date(1990, 5, 12), datetime.date(1985, 5, 1), None]
    assert [(line.birth_precision, line.birth_year) for line in reading.lines] == [
        ("pasti", 1990),
        ("pasti", 1985),
        ("tahun", 1979),
    ]
    assert [line.birth_place for line in reading.lines] == ["Bulukumba", "Bone", "Sikka"]
    assert [line.nik for line in reading.lines] == ["7302011205900001", "7308014105850002", None]
    assert [line.documents for line in reading.lines] == [(("paspor", "XD123456"),), (("paspor", "B7654321"),), ()]
    assert (reading.lines[1].given, reading.lines[1].father, reading.lines[1].alias) == (
        "SITI AMINAH",
        "DAENG",
        ("MINA",),
    )
    assert reading.letter.sender == TITLE
    assert [reading.columns[header] for header in HEADER] == [
        "list_no",
        "name",
        "sex",
        "birth",
        "nik",
        "passport",
        "regency",
    ]


def test_rows_are_numbered_as_the_user_sees_them() -> None:
    for make in (xlsx, xls, ods, lambda: separated(";").encode()):
        reading = read_bytes(make(), today=TODAY)
        assert reading.header_row == 3
        assert [line.row for line in reading.lines] == [4, 5, 6]


@pytest.mark.parametrize("separator", ["\t", ";", "|", ","])
def test_pasted_tables(separator: str) -> None:
    check(read_text(separated(separator, "\n"), today=TODAY), "text")


def test_pasted_list_with_numbers_and_wide_gaps() -> None:
    reading = read_text(
        "Daftar deportan hari ini\n1. AHMAD BIN ALI   L   34 th\n"
        "2. SITI AMINAH BT DAENG   P   8 bulan\n3. SUPARLAN   L   40 th\n",
        today=TODAY,
    )
    assert [(line.name, line.sex, line.age, line.age_months) for line in reading.lines] == [
        ("AHMAD BIN ALI", "L", 34, None),
        ("SITI AMINAH BT DAENG", "P", 0, 8),
        ("SUPARLAN", "L", 40, None),
    ]


def test_pasted_names_alone() -> None:
    reading = read_text("1. Ahmad bin Ali\n2. Siti binti Daeng\n3. Suparlan\n", today=TODAY)
    assert [line.given for line in reading.lines] == ["Ahmad", "Siti", "Suparlan"]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_day_numbers_of_both_epochs(epoch_1904: bool) -> None:
    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = MAC_EPOCH
    sheet = book.active
    sheet.append(["No", "Nama", "L/P", "Tgl Lahir"])
    sheet.append([1, "AHMAD", "L", datetime.date(1990, 5, 12)])
    sheet.append([2, "BAHRI", "L", 33005 - (1462 if epoch_1904 else 0)])
    target = io.BytesIO()
    book.save(target)
    reading = read_bytes(target.getvalue(), today=TODAY)
    assert [line.birth_date for line in reading.lines] == [datetime.date(1990, 5, 12)] * 2


def test_an_unclosed_quote_swallows_nobody() -> None:
    rows = "".join(f"{number};AHMAD {chr(65 + number % 26)};L;{20 + number % 40}\n" for number in range(3, 60))
    reading = read_bytes(f'No;Nama;L/P;Umur\n1;"SITI;P;30\n2;BAHRI;L;31\n{rows}'.encode(), today=TODAY)
    assert len(reading.lines) == 59


def test_the_digest_is_that_of_the_bytes() -> None:
    data = separated(";").encode()
    assert read_bytes(data, today=TODAY).file_digest == read_bytes(data, today=TODAY).file_digest
    assert read_bytes(data, today=TODAY).file_digest != read_bytes(data + b"\r\n", today=TODAY).file_digest


def test_an_ods_padded_to_the_end_of_the_sheet() -> None:
    """LibreOffice writes the empty rest of a sheet as cells and rows repeated up to its limits."""
    book = OpenDocumentSpreadsheet()
    sheet = OdsTable(name="Daftar")
    for row in (["No", "Nama", "L/P"], ["1", "AHMAD", "L"], ["2", "SITI", "P"]):
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string", stringvalue=text)
            cell.addElement(P(text=text))
            line.addElement(cell)
        line.addElement(TableCell(numbercolumnsrepeated=16_381))
        sheet.addElement(line)
    rest = TableRow(numberrowsrepeated=1_048_573)
    rest.addElement(TableCell(numbercolumnsrepeated=16_384))
    sheet.addElement(rest)
    book.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    book.write(target)
    assert [line.name for line in read_bytes(target.getvalue(), today=TODAY).lines] == ["AHMAD", "SITI"]
