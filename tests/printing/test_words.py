"""Dates, counts and money as official paper writes them; texts measured and cut."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing import fonts, signing, words
from app.printing.flow import office


def test_dates() -> None:
    day = date(2026, 1, 23)
    assert words.full_date(day) == "Jumat, dua puluh tiga Januari dua ribu dua puluh enam (23-01-2026)"
    assert words.long_date(day) == "23 Januari 2026"
    assert words.DATE_FILTERS["weekday"](date(2026, 11, 22)) == "Minggu"


def test_counts_and_money() -> None:
    assert words.count(166) == "166 (seratus enam puluh enam)"
    assert words.count(0) == "0 (nol)"
    assert words.rupiah(1_250_000) == "Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)"


@pytest.mark.parametrize(
    ("record", "above", "within"),
    [
        ({"position": "Kepala Pos"}, ["Kepala Pos,"], "Kepala Pos"),
        ({"position": "Kepala Pos", "acting": "Plt."}, ["Plt. Kepala Pos,"], "Plt. Kepala Pos"),
        (
            {"position": "Sekretaris", "acting": "a.n.", "superior": "Kepala Dinas"},
            ["a.n. Kepala Dinas", "Sekretaris,"],
            "Sekretaris, a.n. Kepala Dinas",
        ),
        (
            {"position": "Kepala Bidang", "acting": "u.b.", "superior": "Bupati", "via": "Sekretaris Daerah"},
            ["a.n. Bupati", "Sekretaris Daerah,", "u.b.", "Kepala Bidang,"],
            "Kepala Bidang, u.b. Bupati",
        ),
        ({"institution": "Keluarga"}, ["Keluarga,"], ""),
        ({}, [], ""),
    ],
)
def test_who_signs_for_whom(record: dict[str, str], above: list[str], within: str) -> None:
    assert signing.office_lines(record) == above
    assert office(record) == within


@given(st.text(max_size=120))
def test_wrapping_loses_nothing_and_fits(text: str) -> None:
    face = (fonts.REGULAR, 9.0)
    lines = fonts.wrap(text, face, 60)
    assert "".join("".join(lines).split()) == "".join(fonts.printable(text).split())
    assert all(len(line) <= 1 or fonts.width(line, *face) <= 60.001 for line in lines)


@given(st.text(max_size=60))
def test_every_text_can_be_drawn(text: str) -> None:
    shown = fonts.printable(text)
    assert "".join(part for _name, part in fonts.runs(shown, fonts.BOLD)) == shown
    assert fonts.width(shown, fonts.BOLD, 10) >= 0
