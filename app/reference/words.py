"""Numbers, dates and counts as Indonesian forms write them; always Indonesian, whatever language the screen speaks."""

from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from types import ModuleType

from app.kernel.clock import local
from app.kernel.headcount import HeadCount

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = tuple(
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)  # fmt: skip
_CLASS_WORDS = {
    "LD": "laki-laki dewasa",
    "PD": "perempuan dewasa",
    "AL": "anak laki-laki",
    "AP": "anak perempuan",
}


@dataclass(frozen=True)
class DateWords:
    """A date for the sentence “Pada hari ini {day} tanggal {date} bulan {month} tahun {year}”."""

    day: str
    date: str
    month: str
    year: str


def terbilang(number: int) -> str:
    """A whole number in words: 166 → “seratus enam puluh enam”."""
    words: str = _lokal().terbilang(number)
    return words


def _lokal() -> ModuleType:
    """lokal-id, loaded at first use: it takes 0.15 s, which a start need not wait for."""
    return import_module("lokal")


def count_words(number: int) -> str:
    """A count in digits and words: “166 (seratus enam puluh enam)”."""
    return f"{grouped(number)} ({terbilang(number)})"


def grouped(number: int) -> str:
    """Digits with a dot between thousands: 91599 → “91.599”."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """Whole rupiah in digits: “Rp1.250.000,00”."""
    digits: str = _lokal().format_rupiah(amount, decimals=True)
    return digits


def rupiah_words(amount: int) -> str:
    """Whole rupiah in words: “satu juta dua ratus lima puluh ribu rupiah”."""
    words: str = _lokal().terbilang(amount, currency=True)
    return words


def date_parts(day: date) -> DateWords:
    """Weekday, day, month and year in words, apart."""
    return DateWords(_DAYS[day.weekday()], terbilang(day.day), _MONTHS[day.month - 1], terbilang(day.year))


def date_words(day: date) -> str:
    """“Jumat, dua puluh tiga Januari dua ribu dua puluh enam (23-01-2026)”."""
    words = date_parts(day)
    return f"{words.day}, {words.date} {words.month} {words.year} ({digits_date(day)})"


def digits_date(day: date) -> str:
    """“23-01-2026”."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def long_date(day: date, *, weekday: bool = False) -> str:
    """“23 Januari 2026”, with `weekday` “Jumat, 23 Januari 2026”."""
    text = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]}, {text}" if weekday else text


def clock_time(instant: datetime, zone: str) -> str:
    """The site's wall clock: “21.14 WITA”."""
    return f"{local(instant, zone):%H.%M} {zone}"


def date_time(instant: datetime, zone: str) -> str:
    """“23 Januari 2026 pukul 21.14 WITA”."""
    return f"{long_date(local(instant, zone).date())} pukul {clock_time(instant, zone)}"


def head_count_words(count: HeadCount) -> str:
    """A head count for a BAST: total in words, then each class that is not empty."""
    parts = [f"{count_words(heads)} {_CLASS_WORDS[code]}" for code, heads in count.by_class().items() if heads]
    if count.unknown:
        parts.append(f"{count_words(count.unknown)} belum diketahui jenis kelaminnya")
    whole = f"{count_words(count.total)} orang"
    if not parts:
        return whole
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}{',' if len(parts) > 2 else ''} dan {parts[-1]}"
    return f"{whole}, terdiri atas {listed}"
