"""Files made to harm or to fail: each one a clear sentence in Indonesian, within the bounds of memory and time."""

import io
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from docx import Document
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from app.kernel.errors import UserError
from app.manifest.reading import confined, isolate, limits, pictures
from app.manifest.reading.reader import read_bytes, read_file, read_text

TODAY = date(2026, 1, 23)

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)  # fmt: skip
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="{1}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}"/>'
    "</Relationships>"
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = (
    '<?xml version="1.0"?>{}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


def xlsx(sheet: bytes, prolog: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(prolog, "{}").encode().replace(b"{}", sheet))
    return target.getvalue()


def zip_bomb() -> bytes:
    return xlsx(b"<row>" + b"<c t='inlineStr'><is><t>AAAAAAAAAAAAAAAA</t></is></c>" * 4_000_000 + b"</row>")


def lying_bomb() -> bytes:
    """A directory that declares a small size for a part that inflates to 400 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(400)) + packer.flush()
    name, declared = b"xl/workbook.xml", 1000
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, 0, len(packed), declared, len(name), 0) + name
    central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0x21, 0, len(packed), declared, len(name),
                          0, 0, 0, 0, 0, 0) + name  # fmt: skip
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(central), len(local) + len(packed), 0)
    return local + packed + central + end


def million_columns() -> bytes:
    return (";".join(f"k{number}" for number in range(1_000_000)) + "\n").encode()


def wide_workbook() -> bytes:
    return xlsx(b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')


def far_cell() -> bytes:
    """Two cells so far apart that the grid between them would take hundreds of gigabytes."""
    return xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def repeated_ods() -> bytes:
    """An ODS that says: this cell, 16,384 times, in a million rows."""
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="S")
    row = TableRow(numberrowsrepeated=1_048_576)
    cell = TableCell(numbercolumnsrepeated=16_384, valuetype="string", stringvalue="x")
    cell.addElement(P(text="x"))
    row.addElement(cell)
    sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    book.write(target)
    return target.getvalue()


def xxe() -> bytes:
    prolog = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    return xlsx(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&secret;</t></is></c></row>', prolog)


def billion_laughs_docx() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = '<w:document xmlns:w="x"><w:body><w:p><w:t>&a9;</w:t></w:p></w:body></w:document>'
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>{body}'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
    return target.getvalue()


def protected_workbook() -> bytes:
    """What Excel writes for a workbook with a password: an OLE container with an encrypted package."""
    names = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", "EncryptedPackage")
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(1024)


def protected_pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("rahasia", canPrint=0))
    canvas.drawString(50, 700, "No Nama L/P")
    canvas.save()
    return target.getvalue()


def protected_ods() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x01\x02\x03")
        archive.writestr(
            "META-INF/manifest.xml",
            "<m:manifest xmlns:m='x'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
        )
    return target.getvalue()


def empty_workbook() -> bytes:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    return target.getvalue()


def no_name_column() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["No", "NIK", "Tanggal Lahir", "L/P", "Provinsi"])
    for number in range(1, 20):
        book.active.append([number, "7302011205900001", "12-05-1990", "L", "Sulawesi Selatan"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def fifty_thousand_rows() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["No", "Nama", "L/P", "Umur"])
    for number in range(50_000):
        sheet.append([number, "AHMAD BIN ALI", "L", 30])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def millions_of_cells() -> bytes:
    row = ";".join("x" for _ in range(200)) + "\n"
    return ("Nama;" + row + ("A;" + row) * 25_000).encode()


def long_cells() -> bytes:
    """As much text as is let in, in cells made to keep patterns busy."""
    cells = ("1 1 " * 1000, "- " * 2000, "jumlah kepala 1-1-" * 220, "A B. " * 800)
    rows = "".join(";".join((str(number), *cells)) + "\n" for number in range(1400))
    return ("No;Nama;Tgl Lahir;NIK;Dokumen\n" + rows).encode()


def picture_pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.rect(50, 50, 300, 500, fill=1)
    canvas.save()
    return target.getvalue()


def truncated_workbook() -> bytes:
    return no_name_column()[:3000]


def truncated_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row in range(200):
        sheet.write(row, 0, "AHMAD")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()[:4000]


def letter_without_people() -> bytes:
    document = Document()
    document.add_paragraph("Undangan rapat koordinasi hari Senin.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def other_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("foto.txt", "x")
    return target.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zip bomb": (zip_bomb, {"manifest.bomb"}),
    "zip bomb with a lying directory": (lying_bomb, {"manifest.bomb", "manifest.damaged"}),
    "a million columns": (million_columns, {"manifest.too_wide"}),
    "a workbook too wide": (wide_workbook, {"manifest.too_wide"}),
    "cells far apart": (far_cell, {"manifest.too_big", "manifest.too_wide"}),
    "an ODS that repeats itself": (repeated_ods, {"manifest.too_big", "manifest.too_wide", "manifest.damaged"}),
    "XXE": (xxe, {"manifest.declarations"}),
    "billion laughs": (billion_laughs_docx, {"manifest.declarations"}),
    "protected workbook": (protected_workbook, {"manifest.password"}),
    "protected PDF": (protected_pdf, {"manifest.password"}),
    "protected ODS": (protected_ods, {"manifest.password"}),
    "empty file": (lambda: b"", {"manifest.empty"}),
    "blank text": (lambda: b" \r\n\t\n", {"manifest.empty"}),
    "empty sheet": (empty_workbook, {"manifest.empty"}),
    "no name column": (no_name_column, {"manifest.no_name_column"}),
    "50,000 rows": (fifty_thousand_rows, {"manifest.too_many_rows"}),
    "millions of cells": (millions_of_cells, {"manifest.too_big"}),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), {"manifest.picture"}),
    "a scanned PDF": (picture_pdf, {"manifest.pdf_picture"}),
    "a program": (lambda: b"MZ\x90\x00\x03" + bytes(range(256)) * 40, {"manifest.not_a_list"}),
    "another zip": (other_zip, {"manifest.not_a_list"}),
    "a web page named xls": (lambda: b"<html><table><tr><td>Nama</td></tr></table></html>", {"manifest.web_page"}),
    "a truncated workbook": (truncated_workbook, {"manifest.damaged"}),
    "a truncated XLS": (truncated_xls, {"manifest.damaged"}),
    "a truncated PDF": (lambda: b"%PDF-1.7\n1 0 obj\n<<", {"manifest.damaged"}),
    "prose": (lambda: b"Rapat hari Senin.\nHarap hadir semua.\n", {"manifest.no_people"}),
    "a letter about something else": (letter_without_people, {"manifest.no_people"}),
    "a file beyond the limit": (lambda: b"Nama\n" + b"A" * limits.MAX_FILE_BYTES, {"manifest.too_big"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_words_within_bounds(name: str) -> None:
    make, codes = HOSTILE[name]
    data = make()
    began = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_bytes(data, today=TODAY)
    assert time.monotonic() - began < 5.5
    assert caught.value.code in codes
    assert "Tidak ada yang disimpan." in caught.value.text
    assert caught.value.hint


@pytest.mark.parametrize("make", [zip_bomb, lying_bomb, million_columns, far_cell, repeated_ods, fifty_thousand_rows])
def test_the_child_stays_within_its_memory_and_processor_time(make: Callable[[], bytes]) -> None:
    watch = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdin=sys.stdin.buffer, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_maxrss, used.ru_utime + used.ru_stime)\n"
    )
    command = confined.command()
    done = subprocess.run(
        [command[0], "-c", watch, *command], input=limits.GRID + make(), capture_output=True, check=True
    )
    kilobytes, seconds = done.stdout.split()
    assert int(kilobytes) < 250 * 1024
    assert float(seconds) < 5


def test_this_process_does_not_grow_by_a_hostile_file() -> None:
    data = zip_bomb()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UserError):
        read_bytes(data, today=TODAY)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.3)
    monkeypatch.setattr(confined, "command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(UserError) as caught:
        isolate.open_grid(b"Nama\nA")
    assert caught.value.code == "manifest.too_slow"


def test_a_system_that_takes_no_bounds_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse = "import app.kernel.confinement as bounds\ndef none(*_given):\n    raise bounds.UnconfinedError\n"
    start = confined.command()
    patched = start[-1].replace("from app.manifest", f"exec({refuse + 'bounds.confine = none'!r}); from app.manifest")
    monkeypatch.setattr(confined, "command", lambda: [*start[:-1], patched])
    with pytest.raises(UserError) as of_list:
        isolate.open_grid(b"Nama\nA")
    with pytest.raises(UserError) as of_picture:
        pictures.open_page(b"\xff\xd8\xff")
    assert of_list.value.code == of_picture.value.code == "manifest.unconfined"


def test_a_child_started_ahead_reads_one_file_and_is_gone() -> None:
    confined.prepare()
    confined.prepare()
    [waiting] = confined._ahead
    confined.await_ready()
    confined.await_ready()
    with pytest.raises(UserError):
        read_bytes(zip_bomb(), today=TODAY)
    assert confined._ahead == []
    assert waiting.returncode is not None
    assert len(read_bytes(b"No;Nama;L/P\n1;AHMAD;L\n", today=TODAY).lines) == 1


def test_a_child_that_died_while_waiting_is_replaced() -> None:
    confined.prepare()
    [waiting] = confined._ahead
    waiting.kill()
    waiting.wait()
    assert len(read_bytes(b"No;Nama;L/P\n1;AHMAD;L\n", today=TODAY).lines) == 1


def test_a_child_nobody_asked_is_ended() -> None:
    confined.prepare()
    [waiting] = confined._ahead
    confined.dismiss()
    assert waiting.returncode is not None


def test_pasted_text_is_bounded_too() -> None:
    with pytest.raises(UserError) as caught:
        read_text("A;" * 3_000_000, today=TODAY)
    assert caught.value.code == "manifest.too_big"
    with pytest.raises(UserError) as caught:
        read_text(";".join("x" for _ in range(1000)), today=TODAY)
    assert caught.value.code == "manifest.too_wide"


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_file(tmp_path / "hilang.xlsx", today=TODAY)
    assert caught.value.code == "manifest.unreadable"


def test_the_frozen_program_is_its_own_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert confined.command() == [sys.executable, confined.CHILD_FLAG]
    door = [sys.executable, "-m", "app", confined.CHILD_FLAG]
    done = subprocess.run(door, input=b"grid\nNo;Nama\n1;AHMAD\n", capture_output=True, check=True)
    assert b'"AHMAD"' in done.stdout


def test_long_cells_do_not_keep_the_reader_busy() -> None:
    began = time.process_time()
    reading = read_bytes(long_cells(), today=TODAY)
    assert time.process_time() - began < 3
    assert len(reading.lines) + len(reading.set_aside) == 1400
