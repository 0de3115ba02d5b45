"""The list to tick on the quay and the huge list of who is missing, read back from the page."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.access.office import Office
from app.manifest import letters, recheck, sheets
from app.manifest.recheck import Found

EXPECTED = (
    "DAFTAR PERIKSA MANIFES KEDATANGAN",
    "NNK-A-26-000001",
    "KM Purnama Ekspres",
    "Sulaiman bin Abdullah",
    "12-05-1990",
    "SPLP XD481001",
    "A-0001",
    "Tidak hadir – sakit",
    "5 bln",
    "Halaman 1 dari",
)


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_the_check_list_has_every_line_and_what_was_found(
    office: Office, batch_id: str, lines: list[str], paper: str
) -> None:
    with office.write("manifest.recheck") as w:
        recheck.confirm(w, lines[0], Found(card_number="A-0001"))
        recheck.absent(w, lines[2], "tidak_hadir_sakit")
    with office.write("manifest.print") as w:
        sheet = sheets.check_list(w, batch_id, paper)
    said = text(sheet.pdf())
    for part in EXPECTED:
        assert part in said
    assert (said.count("☑"), said.count("☐")) == (1, 4)


def test_the_check_list_names_who_pays_in_words(office: Office, batch_id: str, lines: list[str]) -> None:
    with office.write("manifest.letter") as w:
        [view] = letters.letters(w, batch_id)
        letters.edit_letter(w, view.id, replace(view.letter, scheme="program_m"))
    with office.write("manifest.print") as w:
        said = text(sheets.check_list(w, batch_id).pdf())
    assert "Program M" in said
    assert "program_m" not in said


def test_the_check_list_carries_no_diagnosis_and_no_case(office: Office, batch_id: str, lines: list[str]) -> None:
    with office.write("manifest.print") as w:
        said = text(sheets.check_list(w, batch_id).pdf())
    assert [word for word in ("HIV", "TBC", "Narkoba", "Overstay") if word in said] == []


def test_who_is_missing_in_huge_letters(office: Office, batch_id: str, lines: list[str]) -> None:
    with office.write("manifest.recheck") as w:
        for line in lines[:2]:
            recheck.confirm(w, line)
        sheet = sheets.remaining_list(w, batch_id)
    said = text(sheet.pdf())
    assert "Sisa 4: siapa?" in said
    assert "Maria Goreti" in said
    assert "Sulaiman" not in said
    assert "bersama no. 2" in said
    assert "23 Januari 2026 pukul 10.15 WITA" in said


def test_numbers_of_check_lists_go_on(office: Office, batch_id: str, lines: list[str]) -> None:
    with office.write("manifest.print") as w:
        numbers = [sheets.check_list(w, batch_id).values["control_number"] for _print in range(2)]
    assert numbers == ["NNK-A-26-000001", "NNK-A-26-000002"]
