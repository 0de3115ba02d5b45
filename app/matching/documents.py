"""Numbers on papers: what a NIK says, which look like a family card, how far two are apart, what an MRZ holds.

Sources: PP 37/2007 Ps. 37 and PP 40/2019 Ps. 30(2) (a NIK is never corrected), ICAO Doc 9303 parts 4–6 (MRZ).
"""

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

PROVINCES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 54 61 62 63 64 65 71 72 73 74 75 76 81 82 "
    "91 92 93 94 95 96".split()
)
"""Every province prefix a NIK was ever issued under (Kemendagri; 54 was Timor Timur)."""

_OTHER_THAN_ALNUM = re.compile(r"[^0-9A-Z]+")
_NIK_LENGTH = 16
_DIGITS_A_SHEET_KEEPS = 15
_WOMAN = 40


@dataclass(frozen=True, slots=True)
class Nik:
    """What 16 digits say; `problems` are codes, all of them warnings: a NIK keeps its errors for life."""

    digits: str
    problems: tuple[str, ...] = ()
    province: str = ""
    regency: str = ""
    district: str = ""
    sex: str = ""
    birth: date | None = None
    looks_like_family_card: bool = False

    @property
    def valid(self) -> bool:
        """Nothing about the number is odd."""
        return not self.problems


def parse_nik(text: str, latest_birth: date, provinces: frozenset[str] = PROVINCES) -> Nik:
    """Read PPKKCC DDMMYY SSSS; `latest_birth` (usually the arrival date) settles the century.

    Problem codes: `length`, `province`, `birth`, `sequence`, `damaged` (digits lost in a spreadsheet).
    """
    digits = nik_digits(text)
    if len(digits) != _NIK_LENGTH:
        return Nik(digits, ("length",))
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    sex = "P" if day > _WOMAN else "L"
    birth = _date(day - _WOMAN if sex == "P" else day, month, year, latest_birth)
    odd = {
        "province": digits[:2] not in provinces or digits[2:4] == "00" or digits[4:6] == "00",
        "birth": birth is None,
        "sequence": digits[12:] == "0000",
        "damaged": damaged_nik(digits),
    }
    problems = tuple(code for code, wrong in odd.items() if wrong)
    return Nik(digits, problems, digits[:2], digits[:4], digits[:6], sex if birth else "", birth)


def check_nik(text: str, latest_birth: date, sex: str = "", birth: date | None = None) -> Nik:
    """`parse_nik`, compared with what is written beside it; adds `sex_differs`, `birth_differs`, `family_card`.

    A woman's number without the +40 whose date is not her birthday is most likely her family card's.
    """
    nik = parse_nik(text, latest_birth)
    differs = {
        "sex_differs": bool(sex and nik.sex and sex != nik.sex),
        "birth_differs": bool(birth and nik.birth and birth != nik.birth),
    }
    card = nik.sex == "L" and differs["birth_differs"] and (sex == "P" or _too_recent(nik, birth))
    found = tuple(code for code, wrong in {**differs, "family_card": card}.items() if wrong)
    return Nik(nik.digits, nik.problems + found, nik.province, nik.regency, nik.district, nik.sex, nik.birth, card)


def _too_recent(nik: Nik, birth: date | None) -> bool:
    """A family card carries the day it was first issued, long after its holders were born."""
    return bool(nik.birth and birth and (nik.birth - birth).days > 365)


def _date(day: int, month: int, year: int, latest: date) -> date | None:
    for century in (latest.year // 100 * 100, latest.year // 100 * 100 - 100):
        try:
            found = date(century + year, month, day)
        except ValueError:
            continue
        if found <= latest:
            return found
    return None


def nik_digits(text: str) -> str:
    """The digits of a NIK written with spaces, dots, quotes or a spreadsheet's '.0'."""
    if text.isdigit() and text.isascii():
        return text
    trimmed = re.sub(r"[.,]0+$", "", text.strip()) if re.fullmatch(r"\D*\d{16}[.,]0+", text.strip()) else text
    return "".join(c for c in trimmed if c in "0123456789")


def damaged_nik(digits: str) -> bool:
    """A spreadsheet keeps 15 digits and writes 0 for the rest: the last one can no longer be trusted."""
    return len(digits) == _NIK_LENGTH and digits.endswith("0")


def same_nik(a: str, b: str) -> bool:
    """Equal, or equal in the 15 digits a spreadsheet keeps where one of the two lost its last."""
    if a == b:
        return bool(a)
    cut = _DIGITS_A_SHEET_KEEPS
    return len(a) == len(b) == _NIK_LENGTH and a[:cut] == b[:cut] and (damaged_nik(a) or damaged_nik(b))


def document_number(text: str) -> str:
    """A passport or SPLP number for comparing: upper-case letters and digits; no pattern is sure enough to check."""
    upper = text.upper()
    return upper if upper.isalnum() and upper.isascii() else _OTHER_THAN_ALNUM.sub("", upper)


def typo_distance(a: str, b: str) -> int:
    """Slips between two numbers: one character wrong, missing, extra, or two neighbours swapped, is 1."""
    return OSA.distance(document_number(a), document_number(b))


def near_keys(number: str) -> list[str]:
    """Keys shared by numbers one slip apart: the number and every form with one character left out."""
    return [number, *[number[:at] + number[at + 1 :] for at in range(len(number))]]


# --- machine readable zone ------------------------------------------------------------------------------------------

_WEIGHTS = (7, 3, 1)
_VALUES = {c: n for n, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
_FORMATS = {90: ("TD1", 30), 72: ("TD2", 36), 88: ("TD3", 44)}


@dataclass(frozen=True, slots=True)
class Mrz:
    """The fields of a machine readable zone; `problems` name the fields whose check digit is wrong."""

    format: str
    kind: str
    issuer: str
    surname: str
    given: str
    number: str
    nationality: str
    sex: str
    birth: str
    """YYMMDD; unknown parts stay `<`."""
    expiry: str
    personal: str
    problems: tuple[str, ...] = ()
    digits: tuple[tuple[str, str], ...] = ()
    """(written, expected) check digit of each problem."""

    @property
    def name(self) -> str:
        """As a person would say it: given names first; a mononym stands alone."""
        return f"{self.given} {self.surname}".strip()


def check_digit(field: str) -> str:
    """ICAO 9303 check digit of a field."""
    return str(sum(_VALUES.get(c, 0) * _WEIGHTS[at % 3] for at, c in enumerate(field)) % 10)


def parse_mrz(text: str) -> Mrz | None:
    """Read TD1, TD2 or TD3 from a scanner: any line breaks or none, lower case and spaces allowed; else None."""
    zone = re.sub(r"\s+", "", text).upper()
    shape = _FORMATS.get(len(zone))
    if shape is None or not set(zone) <= _VALUES.keys():
        return None
    name, width = shape
    lines = [zone[at : at + width] for at in range(0, len(zone), width)]
    return _read_td1(lines) if name == "TD1" else _read_td2_td3(name, lines)


def _read_td1(lines: list[str]) -> Mrz:
    first, second, third = lines
    number, number_check, optional = _long_number(first[5:14], first[14], first[15:30])
    checks = {
        "number": (number, number_check),
        "birth": (second[:6], second[6]),
        "expiry": (second[8:14], second[14]),
        "all": (first[5:30] + second[:7] + second[8:15] + second[18:29], second[29]),
    }
    surname, given = _names(third)
    return Mrz(
        "TD1", _bare(first[:2]), _bare(first[2:5]), surname, given, _bare(number), _bare(second[15:18]),
        _sex(second[7]), second[:6], second[8:14], _bare(optional), *_wrong(checks),
    )  # fmt: skip


def _read_td2_td3(name: str, lines: list[str]) -> Mrz:
    first, second = lines
    number, number_check, optional = second[:9], second[9], second[28:42] if name == "TD3" else second[28:35]
    if name == "TD2":
        number, number_check, optional = _long_number(number, number_check, optional)
    checks = {
        "number": (number, number_check),
        "birth": (second[13:19], second[19]),
        "expiry": (second[21:27], second[27]),
        "all": (second[:10] + second[13:20] + second[21 : len(second) - 1], second[-1]),
    }
    if name == "TD3" and second[42] != "<":
        checks["personal"] = (second[28:42], second[42])
    surname, given = _names(first[5:])
    return Mrz(
        name, _bare(first[:2]), _bare(first[2:5]), surname, given, _bare(number), _bare(second[10:13]),
        _sex(second[20]), second[13:19], second[21:27], _bare(optional), *_wrong(checks),
    )  # fmt: skip


def _long_number(number: str, check: str, optional: str) -> tuple[str, str, str]:
    """A number longer than nine characters goes on in the optional field, its check digit after it (9303-5 note j)."""
    if check != "<":
        return number, check, optional
    more = optional.split("<", 1)[0]
    if len(more) < 2:
        return number, check, optional
    return number + more[:-1], more[-1], optional[len(more) :]


def _wrong(checks: dict[str, tuple[str, str]]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    wrong = {name: pair for name, pair in checks.items() if not _agrees(*pair)}
    return tuple(wrong), tuple((digit, check_digit(field)) for field, digit in wrong.values())


def _agrees(field: str, digit: str) -> bool:
    return digit == check_digit(field) or (digit == "<" and not field.strip("<"))


def _names(field: str) -> tuple[str, str]:
    surname, _, given = field.partition("<<")
    return _bare(surname), _bare(given)


def _bare(field: str) -> str:
    return " ".join(part for part in field.split("<") if part)


def _sex(code: str) -> str:
    return {"M": "L", "F": "P"}.get(code, "")
