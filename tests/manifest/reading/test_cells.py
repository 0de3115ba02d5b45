"""Cells one by one, and the promise that no cell makes the reader fail or invent."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.manifest.reading.cells import read_sex
from app.manifest.reading.dates import Birth, DateStyle, read_birth, writes_month_first
from app.manifest.reading.names import split_name
from app.manifest.reading.numbers import all_end_in_zero, read_documents, read_nik

STYLE = DateStyle(datetime.date(2026, 1, 23))
MAY = datetime.date(1990, 5, 12)
CELLS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789/-., ':EeabLlPpthnbinPaspor@", max_size=40),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates().map(lambda day: [day.isoformat()]),
)


@pytest.mark.parametrize(
    "cell",
    [
        ["1990-05-12"], "12/05/1990", "12-05-1990", "12.5.1990", "12 / 05 / 1990", "12 Mei 1990", "12 MEI 1990",
        "12-May-1990", "12 May, 1990", "May 12, 1990", "12Mei1990", "1990-05-12", "1990/05/12", "1990-05-12 00:00:00",
        "12-05-90", "12051990", 33005, "33005", 12051990,
    ],
)  # fmt: skip
def test_dates_in_any_dress(cell: Any) -> None:
    assert read_birth(cell, STYLE) == Birth(MAY, 1990, "pasti")


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("Bulukumba, 12-05-1990", Birth(MAY, 1990, "pasti", place="Bulukumba")),
        ("KAB. BONE / 12 Mei 1990", Birth(MAY, 1990, "pasti", place="KAB. BONE")),
        ("12-05-1990 Bulukumba", Birth(MAY, 1990, "pasti", place="Bulukumba")),
        ("Tawau, 12-05-1990 (35 th)", Birth(MAY, 1990, "pasti", age=35, place="Tawau")),
        ("Bulukumba, 1990", Birth(None, 1990, "tahun", place="Bulukumba")),
        ("1990", Birth(None, 1990, "tahun")),
        (1990, Birth(None, 1990, "tahun")),
        ("Mei 1990", Birth(None, 1990, "tahun")),
        ("00-00-1990", Birth(None, 1990, "tahun")),
        ("± 1990", Birth(None, 1990, "perkiraan")),
        ("sekitar tahun 1990", Birth(None, 1990, "perkiraan")),
        ("34 th", Birth(precision="umur", age=34)),
        ("34 Tahun", Birth(precision="umur", age=34)),
        (34, Birth(precision="umur", age=34)),
        ("8 bulan", Birth(precision="umur", age=0, months=8)),
        ("1 th 6 bln", Birth(precision="umur", age=1, months=6)),
        ("2 minggu", Birth(precision="umur", age=0)),
        ("Bulukumba", Birth(place="Bulukumba")),
        ("", Birth()),
        ("-", Birth()),
        ("lupa", Birth()),
        ("31/02/1990", Birth(None, 1990, "tahun", problem="impossible_date")),
        ("12/05/2090", Birth(problem="future_date")),
        ("12/25/1990", Birth(datetime.date(1990, 12, 25), 1990, "pasti", problem="month_first")),
        ("5 Ogos 1988", Birth(datetime.date(1988, 8, 5), 1988, "pasti")),
        ("17 Agst 1994", Birth(datetime.date(1994, 8, 17), 1994, "pasti")),
        ("1 Julai 2010", Birth(datetime.date(2010, 7, 1), 2010, "pasti")),
    ],
)
def test_births_say_no_more_than_was_written(cell: Any, birth: Birth) -> None:
    assert read_birth(cell, STYLE) == birth


def test_two_digit_years_are_never_in_the_future() -> None:
    assert read_birth("01-02-25", STYLE).day == datetime.date(2025, 2, 1)
    assert read_birth("01-02-27", STYLE).day == datetime.date(1927, 2, 1)


def test_month_first_needs_proof() -> None:
    assert writes_month_first(["05/25/1990", "03/04/1985"])
    assert not writes_month_first(["05/12/1990", "03/04/1985"])
    assert not writes_month_first(["05/25/1990", "25/04/1985"])
    assert not writes_month_first(["1990-05-25"])


@given(CELLS)
def test_no_cell_breaks_the_birth_reader_and_no_year_is_invented(cell: Any) -> None:
    birth = read_birth(cell, STYLE)
    if birth.day is not None:
        assert birth.year == birth.day.year
        assert birth.day <= STYLE.today
    if birth.age is not None:
        assert 0 <= birth.age <= 120
    if isinstance(cell, str) and birth.year is not None:
        assert any(letter.isdigit() for letter in cell)
    assert (birth.precision is None) == (birth.day is None and birth.year is None and birth.age is None)


@given(
    st.dates(datetime.date(1930, 1, 1), datetime.date(2025, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_every_written_day_is_read_back(day: datetime.date, shape: str) -> None:
    assert read_birth(day.strftime(shape), STYLE) == Birth(day, day.year, "pasti")
    assert read_birth(f"Lahad Datu, {day.strftime(shape)}", STYLE) == Birth(day, day.year, "pasti", place="Lahad Datu")


@pytest.mark.parametrize("text", ["L", "l.", "Lk", "LAKI-LAKI", "Laki laki", "Lelaki", "Pria", "M", "Male", "LD", "AL"])
def test_men(text: str) -> None:
    assert read_sex(text) == "L"


@pytest.mark.parametrize("text", ["P", "p", "Pr", "PEREMPUAN", "Wanita", "W", "F", "Female", "PD", "AP"])
def test_women(text: str) -> None:
    assert read_sex(text) == "P"


@pytest.mark.parametrize("text", ["", "?", "X", "L/P", "LP", "1", "tidak tahu"])
def test_no_guess_of_a_sex(text: str) -> None:
    assert read_sex(text) is None


@pytest.mark.parametrize(
    ("cell", "nik", "state"),
    [
        ("7302011205900001", "7302011205900001", "ok"),
        ("7302011205900010", "7302011205900010", "ok"),
        ("'7302011205900001", "7302011205900001", "recovered"),
        ("7302 0112 0590 0001", "7302011205900001", "recovered"),
        ("7302.0112.0590.0001", "7302011205900001", "recovered"),
        ("NIK: 7302011205900001", "7302011205900001", "recovered"),
        ("7302011205900001.0", "7302011205900001", "recovered"),
        ("7302011205900001,00", "7302011205900001", "recovered"),
        ("7,302011205900001E+15", "7302011205900001", "recovered"),
        (7302011205900001, "7302011205900001", "recovered"),
        (7302011205900001.0, "7302011205900001", "recovered"),
        (7302011205900000, None, "damaged"),
        (7302011205900010, None, "damaged"),
        (9302011205900002, None, "damaged"),
        (730201120590001, None, "damaged"),
        ("7,30201E+15", None, "damaged"),
        ("7.302E15", None, "damaged"),
        ("730201120590001", None, "damaged"),
        ("73020112059000011", None, "invalid"),
        ("12345", None, "invalid"),
        ("ABC", None, "invalid"),
        (12345.5, None, "invalid"),
        ("", None, ""),
        ("-", None, ""),
        ("tidak ada", None, ""),
        ("0000000000000000", None, ""),
        (0, None, ""),
        (["1990-05-12"], None, "damaged"),
    ],
)
def test_niks_recovered_or_refused(cell: Any, nik: str | None, state: str) -> None:
    read = read_nik(cell)
    assert (read.nik, read.state) == (nik, state)


def test_a_column_that_ends_in_zero_was_rounded() -> None:
    assert all_end_in_zero([f"73020112059{n:03}00" for n in range(5)])
    assert not all_end_in_zero([f"73020112059{n:03}01" for n in range(5)])
    assert not all_end_in_zero(["7302011205900010"])


@given(CELLS)
def test_a_nik_has_only_digits_that_were_written(cell: Any) -> None:
    read = read_nik(cell)
    if read.nik is not None:
        assert len(read.nik) == 16
        digits = "".join(filter(str.isdigit, str(int(cell)) if isinstance(cell, float) else str(cell)))
        assert read.nik in digits or (isinstance(cell, str) and "e" in cell.lower())


@pytest.mark.parametrize(
    ("cell", "kind", "documents"),
    [
        ("XD123456", "splp", (("splp", "XD123456"),)),
        ("xd 123456", "splp", (("splp", "XD123456"),)),
        ("SPLP XD 123456", None, (("splp", "XD123456"),)),
        ("Paspor No. A 1234567", None, (("paspor", "A1234567"),)),
        ("PASPORT: B1234567 / SPLP XD123456", None, (("paspor", "B1234567"), ("splp", "XD123456"))),
        (12345678, "paspor", (("paspor", "12345678"),)),
        (12345678.0, "paspor", (("paspor", "12345678"),)),
        ("12345678.0", "paspor", (("paspor", "12345678"),)),
        ("Tiada", "paspor", ()),
        ("TIDAK ADA", None, ()),
        ("hilang", None, ()),
        ("-", None, ()),
        ("", None, ()),
        ("SPLP", None, ()),
    ],
)
def test_documents(cell: Any, kind: str | None, documents: tuple[tuple[str, str], ...]) -> None:
    assert read_documents(cell, kind).documents == documents


@pytest.mark.parametrize("cell", ["1.23E+08", ["1990-05-12"], 12.5])
def test_documents_beyond_recovery_are_flagged(cell: Any) -> None:
    assert read_documents(cell, "paspor").damaged
    assert read_documents(cell, "paspor").documents == ()


@given(CELLS, st.sampled_from([None, "splp", "paspor"]))
def test_a_document_number_was_written(cell: Any, kind: str | None) -> None:
    for _kind, number in read_documents(cell, kind).documents:
        written = "".join(filter(str.isalnum, str(int(cell)) if isinstance(cell, float) else str(cell).upper()))
        assert number in written


@pytest.mark.parametrize(
    ("written", "given", "father", "alias", "sex"),
    [
        ("AHMAD BIN ALI", "AHMAD", "ALI", (), "L"),
        ("Siti Aminah binti Daeng", "Siti Aminah", "Daeng", (), "P"),
        ("SITI BT. DAENG", "SITI", "DAENG", (), "P"),
        ("AHMAD B. ALI", "AHMAD", "ALI", (), "L"),
        ("NUR BTE LA ODE @ MINA", "NUR", "LA ODE", ("MINA",), "P"),
        ("AHMAD @ MAT BIN ALI", "AHMAD", "ALI", ("MAT",), "L"),
        ("AHMAD alias MAT als UDIN", "AHMAD", None, ("MAT", "UDIN"), None),
        ("AHMAD (MAT)", "AHMAD", None, ("MAT",), None),
        ("Suparlan", "Suparlan", None, (), None),
        ("RAJU A/L KUMAR", "RAJU", "KUMAR", (), "L"),
        ("BINTANG", "BINTANG", None, (), None),
        ("ROBIN HADI", "ROBIN HADI", None, (), None),
        ("BAYI NY. SITI", "BAYI NY. SITI", None, (), None),
        ("", "", None, (), None),
    ],
)
def test_names_are_cut_not_corrected(
    written: str, given: str, father: str | None, alias: tuple[str, ...], sex: str | None
) -> None:
    assert split_name(written) == (given, father, alias, sex)


@given(st.text(max_size=80))
def test_a_name_has_only_words_that_were_written(text: str) -> None:
    parts = split_name(text)
    plain = " ".join(text.split())
    for part in (parts.given, parts.father or "", *parts.alias):
        assert all(word in plain for word in part.split())
