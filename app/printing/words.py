"""How values read on Indonesian official paper: dates and counts in words and digits, rupiah, dotted lines."""

from collections.abc import Callable
from datetime import date

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def terbilang(number: int) -> str:
    """“seratus enam puluh enam”."""
    from lokal import terbilang as spelled  # loaded with the first paper: it brings tables that take time

    return str(spelled(number))


def count(number: int) -> str:
    """“166 (seratus enam puluh enam)”."""
    return f"{number} ({terbilang(number)})"


def rupiah(amount: int) -> str:
    """“Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)”."""
    from lokal import format_rupiah

    return f"{format_rupiah(amount)} ({terbilang(amount)} rupiah)"


def long_date(day: date) -> str:
    """“23 Januari 2026”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """“Jumat, dua puluh tiga Januari dua ribu dua puluh enam (23-01-2026)”."""
    month = MONTHS[day.month - 1]
    return f"{WEEKDAYS[day.weekday()]}, {terbilang(day.day)} {month} {terbilang(day.year)} ({digits(day)})"


def digits(day: date) -> str:
    """“23-01-2026”."""
    return f"{day:%d-%m-%Y}"


DATE_FILTERS: dict[str, Callable[[date], str]] = {
    "weekday": lambda day: WEEKDAYS[day.weekday()],
    "day_words": lambda day: terbilang(day.day),
    "month": lambda day: MONTHS[day.month - 1],
    "year_words": lambda day: terbilang(day.year),
    "digits": digits,
    "long": long_date,
    "full": full_date,
}
NUMBER_FILTERS: dict[str, Callable[[int], str]] = {"count": count, "words": terbilang, "rupiah": rupiah}
TEXT_FILTERS: dict[str, Callable[[str], str]] = {"upper": str.upper, "spaced": lambda code: f"{code[:4]}-{code[4:]}"}
