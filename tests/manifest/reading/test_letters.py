"""What a covering letter says around the table, and letters that give only numbers."""

import datetime
import io

import pytest
from docx import Document

from app.kernel.headcount import HeadCount
from app.manifest.reading.letters import read_counts, read_letter
from app.manifest.reading.reader import read_bytes, read_text

TODAY = datetime.date(2026, 1, 23)
LETTER = """KONSULAT REPUBLIK INDONESIA TAWAU
Nomor : 1189/Kons/X/2024
Tawau, 11 Oktober 2024
Bersama ini dilaporkan pemulangan 166 WNI dari DTI Papar dengan KM Contoh Express
melalui Pelabuhan Tunon Taka, Program M,
terdiri dari LD 91, PD 39, AL 17, AP 19 orang."""


def test_all_of_a_letters_header() -> None:
    hints = read_letter(LETTER, TODAY)
    assert hints.sender == "KONSULAT REPUBLIK INDONESIA TAWAU"
    assert hints.number == "1189/Kons/X/2024"
    assert hints.date == datetime.date(2024, 10, 11)
    assert hints.depot == "DTI Papar"
    assert hints.ship == "KM Contoh Express"
    assert hints.port == "Tunon Taka"
    assert hints.scheme == "program_m"
    assert hints.counts == HeadCount(91, 39, 17, 19)
    assert hints.total == 166


@pytest.mark.parametrize(
    "number",
    [
        "1189/Kons/X/2024",
        "00062/PK/01/2025/10104",
        "00077/PK/01/2019/10/03",
        "IMI.101/A/889/1(13)2019",
        "1543/WNI/B/11/2025/06",
    ],
)
def test_letter_numbers_as_offices_write_them(number: str) -> None:
    assert read_letter(f"No. Surat: {number}\n", TODAY).number == number


@pytest.mark.parametrize(
    "text",
    [
        "LD=91 PD=39 AL=17 AP=19",
        "LD : 91, PD : 39, AL : 17, AP : 19",
        "91 LD, 39 PD, 17 AL dan 19 AP",
        "Laki-laki dewasa 91 orang, perempuan dewasa 39, anak laki-laki 17, anak perempuan 19",
        "Lelaki Dewasa: 91\nWanita Dewasa: 39\nAnak Lelaki: 17\nAnak Perempuan: 19",
    ],
)
def test_counts(text: str) -> None:
    assert read_counts(text) == HeadCount(91, 39, 17, 19)


def test_prose_has_no_hints() -> None:
    hints = read_letter("Rapat hari Senin di aula.", TODAY)
    assert (hints.number, hints.date, hints.counts, hints.depot, hints.ship, hints.total) == (None,) * 6


def test_a_letter_with_only_numbers_is_a_reading_without_lines() -> None:
    reading = read_text(LETTER, today=TODAY)
    assert reading.lines == ()
    assert reading.letter.counts == HeadCount(91, 39, 17, 19)


def test_a_letter_with_only_numbers_in_docx() -> None:
    document = Document()
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    reading = read_bytes(target.getvalue(), today=TODAY)
    assert reading.format == "docx"
    assert reading.letter.total == 166
