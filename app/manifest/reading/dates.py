"""Births as lists write them: a date in any dress, a day number, a year, an age, alone or with the place beside it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.manifest.reading import limits
from app.manifest.reading.grid import Cell

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january januarie",
            "feb peb februari pebruari february febuari",
            "mar mac mrt maret march mart",
            "apr april",
            "mei may mai",
            "jun juni june",
            "jul julai juli july djuli",
            "agu agt ags agst agus agustus ogo ogos aug august agst ogs",
            "sep sept september",
            "okt oct oktober october okto",
            "nov nop november nopember nov",
            "des dec dis desember december disember",
        ),
        start=1,
    )
    for name in names.split()
}
_ABOUT = re.compile(
    r"±|\+/-|\+-|~|\b(?:sekitar|kira(?:[- ]kira)?|kurang lebih|lk|l\.k\.?|approx\.?|about|circa|ca\.?"
    r"|lebih kurang|perkiraan)\b",
    re.I,
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.,\s]\s*(\d{1,2})\s*[-/.,\s]\s*(\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*([a-z]{3,10})[\s\-/.,]*(\d{4}|\d{2})(?!\d)", re.I)
_ENGLISH = re.compile(r"\b([a-z]{3,10})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)", re.I)
_MONTH_YEAR = re.compile(r"\b(?:([a-z]{3,10})|(?<!\d)\d{1,2})\.?\s*[-/.,\s]\s*((?:19|20)\d\d)(?!\d)", re.I)
_COMPACT = re.compile(r"(?<!\d)(\d{7,8})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_AGE_YEARS = re.compile(r"(?<![\d.,/-])(\d{1,3})(?:[.,](\d))?\s*(?:tahun|thn|tahn|th|yrs?|years?|y/?o|t)\b\.?", re.I)
_AGE_MONTHS = re.compile(r"(?<![\d.,/-])(\d{1,2})\s*(?:bulan|bln|bl|months?|mos?)\b\.?", re.I)
_AGE_DAYS = re.compile(r"(?<![\d.,/-])(\d{1,3})\s*(hari|days?|minggu|mgg|weeks?)\b", re.I)
_OLDEST = 120
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How one column writes dates, and the day births are judged by."""

    today: date
    month_first: bool = False
    epoch_1904: bool = False


@dataclass(frozen=True, slots=True)
class Birth:
    """What one cell says of a birth; `precision` is pasti, tahun, perkiraan or umur; `problem` a code of PROBLEMS."""

    day: date | None = None
    year: int | None = None
    precision: str | None = None
    age: int | None = None
    months: int | None = None
    place: str | None = None
    problem: str | None = None


NOTHING = Birth()


def read_birth(cell: Cell, style: DateStyle) -> Birth:
    """Whatever the cell says, and no more than that; never raises."""
    if isinstance(cell, list):
        return _read_iso(cell[0] if cell else "", style)
    if isinstance(cell, str):
        return _read_text(cell[: limits.READ_CHARS].strip(), style)
    return _read_number(cell, style)


@lru_cache(maxsize=65536)
def _read_iso(text: str, style: DateStyle) -> Birth:
    return _checked(_iso(text), style)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _checked(day: date | None, style: DateStyle, precision: str = "pasti") -> Birth:
    if day is None:
        return Birth(problem="impossible_date")
    if day > style.today:
        return Birth(problem="future_date")
    if day.year < style.today.year - _OLDEST:
        return Birth(problem="too_old")
    return Birth(day, day.year, precision)


def _read_number(number: int | float, style: DateStyle) -> Birth:
    if not isinstance(number, int):
        if 0 < number < _OLDEST:
            return Birth(age=int(number), months=round(number % 1 * 12) or None, precision="umur")
        return _read_number(int(number), style) if 3000 < number < 80_000 else Birth(problem="unreadable_date")
    if 0 <= number <= _OLDEST:
        return Birth(age=number, precision="umur")
    if style.today.year - _OLDEST <= number <= style.today.year:
        return Birth(year=number, precision="tahun")
    if 3000 < number < 80_000:
        return _checked((_EPOCH_1904 if style.epoch_1904 else _EPOCH_1900) + timedelta(days=number), style)
    return _read_compact(str(number), style) or Birth(problem="unreadable_date")


def _read_compact(digits: str, style: DateStyle) -> Birth | None:
    """Eight digits without separators (a lost leading zero makes seven): day, month, year, or year first."""
    padded = digits.zfill(8)
    if len(padded) != 8:
        return None
    day = _day(int(padded[4:]), int(padded[2:4]), int(padded[:2]))
    if day is None or not 1900 <= day.year <= style.today.year:
        day = _day(int(padded[:4]), int(padded[4:6]), int(padded[6:]))
    return _checked(day, style) if day is not None and day.year >= 1900 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _read_text(text: str, style: DateStyle) -> Birth:
    if not any(letter.isdigit() for letter in text):
        return Birth(place=_place(text))
    if text.isascii() and text.isdigit() and len(text) < 9:
        return (
            _read_number(int(text), style)
            if len(text) < 7
            else _read_compact(text, style) or Birth(problem="unreadable_date")
        )
    about = bool(_ABOUT.search(text))
    for pattern, reader in _READERS:
        match = pattern.search(text)
        birth = reader(match, style) if match else None
        if match and birth is not None:
            return _with_rest(birth, text[: match.start()], text[match.end() :], about)
    age = _read_age(text)
    if age is not None:
        starts = [
            match.start() for match in (ages.search(text) for ages in (_AGE_YEARS, _AGE_MONTHS, _AGE_DAYS)) if match
        ]
        return _with_rest(age, text[: min(starts)], "", about)
    return Birth(place=_place(text) if len(text) > 12 else None, problem="unreadable_date")


def _with_rest(birth: Birth, before: str, after: str, about: bool) -> Birth:
    """The birth with the place written before it and the age written after it."""
    age = _read_age(after) or NOTHING
    place = _place(_ABOUT.sub(" ", before)) or (_place(after) if age is NOTHING else None)
    precision = "perkiraan" if about and birth.precision not in ("umur", None) else birth.precision
    return Birth(
        birth.day,
        birth.year,
        precision,
        birth.age if birth.age is not None else age.age,
        birth.months if birth.months is not None else age.months,
        place,
        birth.problem,
    )


def _place(text: str) -> str | None:
    """A place name standing beside a date; words that only mean “unknown” or label the date are no place."""
    words = " ".join(text.replace("\n", " ").split()).strip(" ,.;:-/()'\"")
    plain = words.lower().replace(".", "")
    if len(words) < 2 or not any(letter.isalpha() for letter in words) or _NO_PLACE.fullmatch(plain):
        return None
    return words


_NO_PLACE = re.compile(
    r"(tgl|tanggal|tarikh|lahir|tgl lahir|tahun|thn|th|umur|usia|age|dob|born|lupa|tidak (tahu|ingat|diketahui"
    r"|ada)|tdk (tahu|ingat|diketahui|ada)"
    r"|t/?a|n/?a|nihil|kosong|unknown|tiada|xx+|bln|bulan|hari|pada|wib)"
)


def _from_iso(match: re.Match[str], style: DateStyle) -> Birth:
    return _from_parts(int(match[1]), int(match[2]), int(match[3]), style)


def _from_numeric(match: re.Match[str], style: DateStyle) -> Birth:
    first, second = int(match[1]), int(match[2])
    year = _full_year(match[3], style)
    day, month = (second, first) if style.month_first else (first, second)
    if month > 12 >= day > 0:
        swapped = _from_parts(year, day, month, style)
        return (
            swapped if swapped.problem else Birth(swapped.day, swapped.year, swapped.precision, problem="month_first")
        )
    return _from_parts(year, month, day, style)


def _from_named(match: re.Match[str], style: DateStyle) -> Birth | None:
    month = _MONTHS.get(match[2].lower())
    return _from_parts(_full_year(match[3], style), month, int(match[1]), style) if month else None


def _from_english(match: re.Match[str], style: DateStyle) -> Birth | None:
    month = _MONTHS.get(match[1].lower())
    return _from_parts(int(match[3]), month, int(match[2]), style) if month else None


def _from_month(match: re.Match[str], style: DateStyle) -> Birth | None:
    if match[1] and match[1].lower() not in _MONTHS:
        return None
    return _from_year(match[2], style)


def _from_compact(match: re.Match[str], style: DateStyle) -> Birth | None:
    return _read_compact(match[1], style)


def _from_plain_year(match: re.Match[str], style: DateStyle) -> Birth:
    return _from_year(match[1], style)


def _from_year(text: str, style: DateStyle) -> Birth:
    year = int(text)
    if year > style.today.year:
        return Birth(problem="future_date")
    return Birth(year=year, precision="tahun") if year >= style.today.year - _OLDEST else Birth(problem="too_old")


def _from_parts(year: int, month: int, day: int, style: DateStyle) -> Birth:
    """A full date; a day or month of 00 means only the year is known; an impossible day keeps the year and says so."""
    if year and (day == 0 or month == 0):
        return _from_year(str(year), style)
    known = _day(year, month, day)
    if known is None:
        usable = style.today.year - _OLDEST <= year <= style.today.year
        return Birth(year=year if usable else None, precision="tahun" if usable else None, problem="impossible_date")
    return _checked(known, style)


def _full_year(text: str, style: DateStyle) -> int:
    """Two digits name the latest such year that is not in the future."""
    year = int(text)
    if len(text) > 2:
        return year
    century = style.today.year // 100 * 100
    return century + year if year <= style.today.year % 100 else century - 100 + year


def _read_age(text: str) -> Birth | None:
    years, months, days = _AGE_YEARS.search(text), _AGE_MONTHS.search(text), _AGE_DAYS.search(text)
    if years and int(years[1]) <= _OLDEST:
        part = int(months[1]) if months else round(int(years[2]) * 1.2) if years[2] else None
        return Birth(age=int(years[1]), months=part or None, precision="umur")
    if months:
        return Birth(age=int(months[1]) // 12, months=int(months[1]) % 12 or None, precision="umur")
    return Birth(age=0, precision="umur") if days else None


_READERS = (
    (_ISO, _from_iso),
    (_NUMERIC, _from_numeric),
    (_NAMED, _from_named),
    (_ENGLISH, _from_english),
    (_COMPACT, _from_compact),
    (_MONTH_YEAR, _from_month),
    (_YEAR, _from_plain_year),
)


def writes_month_first(cells: list[Cell]) -> bool:
    """Whether a column writes month before day: a second number above 12 occurs, a first one never does."""
    second_large = False
    for cell in cells:
        match = _NUMERIC.search(cell) if isinstance(cell, str) and not _ISO.search(cell) else None
        if match and int(match[1]) > 12:
            return False
        second_large = second_large or bool(match and 12 < int(match[2]) <= 31)
    return second_large
