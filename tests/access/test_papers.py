"""The recovery sheet as it is printed: its words can be read, and its code gives the sheet back."""

import io
from datetime import date

import pypdf

from app.access.papers import recovery_sheet_pdf
from app.access.shares import new_set, read_sheet
from app.access.views import SiteView
from app.printing.reading import read_codes

SITE = SiteView("s", "NNK", "Debarkasi Nunukan", "entry", "WITA", 0, "", "Nunukan", "", "", ())


def test_a_sheet_can_be_typed_or_scanned() -> None:
    sheet = new_set().sheets[1]
    pdf = recovery_sheet_pdf(SITE, sheet, date(2026, 1, 23))
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert all(word in text for word in sheet.words.split())
    assert "DEBARKASI NUNUKAN" in text.upper()
    (scanned,) = read_codes(pdf)
    assert scanned == sheet.qr_text
    assert read_sheet(scanned) == sheet


def test_a_sheet_is_drawn_on_the_paper_asked_for() -> None:
    sheet = new_set().sheets[1]
    heights = [
        pypdf.PdfReader(io.BytesIO(recovery_sheet_pdf(SITE, sheet, date(2026, 1, 23), paper))).pages[0].mediabox.height
        for paper in ("A4", "F4")
    ]
    assert [round(float(height) / 72 * 25.4) for height in heights] == [297, 330]
