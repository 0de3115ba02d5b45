"""Words of printed forms, at the edges where they go wrong."""

from datetime import UTC, date, datetime

import pytest

from app.kernel.headcount import HeadCount
from app.reference import words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (166, "seratus enam puluh enam"),
        (502, "lima ratus dua"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_001, "seratus ribu satu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
        (-3, "minus tiga"),
    ],
)
def test_numbers_in_words(number: int, text: str) -> None:
    assert words.terbilang(number) == text


def test_counts_and_rupiah() -> None:
    assert words.count_words(166) == "166 (seratus enam puluh enam)"
    assert words.count_words(91_599).startswith("91.599 (")
    assert words.rupiah(1_250_000) == "Rp1.250.000,00"
    assert words.rupiah(0) == "Rp0,00"
    assert words.rupiah_words(600_000) == "enam ratus ribu rupiah"


def test_dates_in_words_and_digits() -> None:
    day = date(2026, 1, 23)
    assert words.date_words(day) == "Jumat, dua puluh tiga Januari dua ribu dua puluh enam (23-01-2026)"
    assert words.date_parts(day) == words.DateWords("Jumat", "dua puluh tiga", "Januari", "dua ribu dua puluh enam")
    assert words.digits_date(date(2026, 2, 3)) == "03-02-2026"
    assert words.long_date(day) == "23 Januari 2026"
    assert words.long_date(day, weekday=True) == "Jumat, 23 Januari 2026"
    assert words.date_words(date(2000, 2, 29)) == "Selasa, dua puluh sembilan Februari dua ribu (29-02-2000)"
    assert words.date_words(date(2025, 8, 31)).startswith("Minggu, tiga puluh satu Agustus dua ribu dua puluh lima")


def test_the_clock_is_the_site_s() -> None:
    instant = datetime(2026, 1, 23, 13, 14, tzinfo=UTC)
    assert words.clock_time(instant, "WITA") == "21.14 WITA"
    assert words.clock_time(instant, "WIB") == "20.14 WIB"
    late = datetime(2026, 1, 23, 17, 5, tzinfo=UTC)
    assert words.date_time(late, "WITA") == "24 Januari 2026 pukul 01.05 WITA"


def test_a_head_count_says_only_the_classes_that_are_there() -> None:
    assert words.head_count_words(HeadCount(91, 39, 17, 19)) == (
        "166 (seratus enam puluh enam) orang, terdiri atas 91 (sembilan puluh satu) laki-laki dewasa, "
        "39 (tiga puluh sembilan) perempuan dewasa, 17 (tujuh belas) anak laki-laki, "
        "dan 19 (sembilan belas) anak perempuan"
    )
    assert words.head_count_words(HeadCount(1, 1)) == (
        "2 (dua) orang, terdiri atas 1 (satu) laki-laki dewasa dan 1 (satu) perempuan dewasa"
    )
    assert words.head_count_words(HeadCount(girls=1)) == "1 (satu) orang, terdiri atas 1 (satu) anak perempuan"
    assert words.head_count_words(HeadCount()) == "0 (nol) orang"
    assert words.head_count_words(HeadCount(1, unknown=2)).endswith("dan 2 (dua) belum diketahui jenis kelaminnya")
