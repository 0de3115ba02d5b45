"""What a NIK or the machine readable zone of a paper says about its holder: offered, never written over anything."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.kernel.i18n import _
from app.matching.documents import Mrz, check_nik, parse_mrz

HOME = "IDN"
_WIDTHS = {44: 2, 36: 2, 30: 3}
"""Letters of a line → lines of the zone (ICAO Doc 9303: TD3, TD2, TD1)."""
_ZONES = {88: 44, 72: 36, 90: 30}
_CENTURY = 100
_RIGHT = 16


@dataclass(frozen=True)
class Suggestion:
    """One fact for one field of a form; `value` as the field has it, `shown` as people read it."""

    field: str
    value: str
    shown: str


@dataclass(frozen=True)
class ScannedPaper:
    """The paper a zone was on."""

    kind: str
    number: str
    expires: date | None
    issuer: str


@dataclass(frozen=True)
class Said:
    """What a number or a zone says, and one sentence for each thing that is wrong with it."""

    suggestions: tuple[Suggestion, ...] = ()
    problems: tuple[str, ...] = ()
    paper: ScannedPaper | None = None

    def value(self, field: str) -> str | None:
        """What is suggested for a field."""
        return next((one.value for one in self.suggestions if one.field == field), None)


# --- NIK ------------------------------------------------------------------------------------------------------------


Place = Callable[[str], tuple[str, str] | None]
"""A region code as it is today with its name in words; None when there never was one."""


def from_nik(text: str, day: date, place: Place) -> Said:
    """Birth, sex and place of first registration; empty where the number is odd."""
    nik = check_nik(text, day)
    if {"length", "birth", "province", "sequence"} & set(nik.problems) or nik.birth is None:
        return Said()
    return Said(
        (
            Suggestion("birth", nik.birth.isoformat(), f"{nik.birth:%d-%m-%Y}"),
            Suggestion("sex", nik.sex, _sex(nik.sex)),
            *_registered(nik.digits, place),
        )
    )


def _registered(digits: str, place: Place) -> Iterator[Suggestion]:
    """The smallest region of today that the first six digits name; a former code names its regency of today."""
    code = nik_region(digits)
    found = next((known for part in (code, code[:5], code[:2]) if (known := place(part))), None)
    if found is not None:
        yield Suggestion("origin_code", *found)


def nik_region(digits: str) -> str:
    """The code of the district in a NIK: “73.02.01”."""
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}"


def _sex(code: str) -> str:
    return {"L": _("Laki-laki"), "P": _("Perempuan")}.get(code, "")


# --- machine readable zone --------------------------------------------------------------------------------------------


def zone(text: str) -> str:
    """The zone without breaks; a line of names typed without its last fillers is filled up."""
    lines = _lines(text)
    width = max(map(len, lines), default=0)
    if _WIDTHS.get(width) != len(lines):
        return "".join(lines)
    names = 2 if width == 30 else 0
    return "".join(line.ljust(width, "<") if at == names else line for at, line in enumerate(lines))


def _lines(text: str) -> list[str]:
    return [re.sub(r"[ \t]", "", line).upper().replace("«", "<<") for line in text.splitlines() if line.strip()]


def looks_like_zone(text: str) -> bool:
    """Whether what is being typed is a zone, so that it does not end as a name."""
    head = text.lstrip().upper()
    return len(head) >= _RIGHT and head[0] in "PIACV" and ("<<" in head or head.count("<") >= 2)


def is_complete(text: str) -> bool:
    """Whether a whole zone is there; without line breaks only the kind of paper or right digits can tell."""
    lines = _lines(text)
    found = zone(text)
    if len(lines) > 1:
        width = max(map(len, lines))
        return _WIDTHS.get(width) == len(lines) and all(len(line) == width for line in lines[1:])
    if found[:1] == "P":
        return len(found) == 88
    read = parse_mrz(found)
    return read is not None and (len(found) == 90 or not read.problems)


def from_mrz(text: str, day: date) -> Said:
    """Name, sex, birth, nationality and the paper itself; where nothing can be read, only why."""
    read = parse_mrz(zone(text))
    if read is None:
        return Said(problems=(_unreadable(text),))
    birth = _date(read.birth, day)
    expires = _date(read.expiry, None)
    kind = _kind(read)
    paper = ScannedPaper(kind, read.number, expires, read.issuer)
    trusted = set(read.problems) - {"all"}
    found = [*_person(read), *(_birth(read.birth, birth) if "birth" not in trusted else ())]
    return Said(tuple(found), tuple(_wrong_digits(read)), paper if read.number else None)


def _person(read: Mrz) -> Iterator[Suggestion]:
    name = read.surname if read.given == read.surname else read.name
    if name:
        yield Suggestion("name", name.title(), name.title())
    if read.sex:
        yield Suggestion("sex", read.sex, _sex(read.sex))
    if read.nationality and read.nationality != HOME:
        yield Suggestion("nationality", "wna", _("WNA"))
        yield Suggestion("nationality_country", country(read.nationality), country(read.nationality))


def _birth(written: str, known: date | None) -> Iterator[Suggestion]:
    if known is not None:
        yield Suggestion("birth", known.isoformat(), f"{known:%d-%m-%Y}")


def _kind(read: Mrz) -> str:
    """The kind of paper as far as the zone tells: the document code of a travel document in place of a passport
    differs from state to state, so only what is sure is said."""
    if read.issuer not in ("", HOME):
        return "paspor" if read.kind.startswith("P") else "identitas_wna"
    return "paspor" if read.kind == "P" else "splp" if read.kind.startswith("P") else "ktp"


def _date(written: str, latest: date | None) -> date | None:
    """YYMMDD as a date, a birth not later than `latest`; None where part of it is unknown or impossible."""
    if not written.isdecimal():
        return None
    year, month, day = int(written[:2]), int(written[2:4]), int(written[4:])
    century = 2000 if latest is None else latest.year // _CENTURY * _CENTURY
    for start in (century, century - _CENTURY):
        try:
            found = date(start + year, month, day)
        except ValueError:
            continue
        if latest is None or found <= latest:
            return found
    return None


def _wrong_digits(read: Mrz) -> Iterator[str]:
    names = {
        "number": _("nomor dokumen"),
        "birth": _("tanggal lahir"),
        "expiry": _("tanggal habis berlaku"),
        "personal": _("nomor pribadi"),
        "all": _("seluruh baris"),
    }
    several = len(read.problems) > 1
    for field, (written, expected) in zip(read.problems, read.digits, strict=True):
        if field != "all" or not several:
            text = _("Angka pemeriksa {field} tertulis {written}, seharusnya {expected}: cocokkan dengan dokumennya.")
            yield text.format(field=names[field], written=written, expected=expected)


def _unreadable(text: str) -> str:
    found = zone(text)
    strange = sorted({letter for letter in found if not (letter.isascii() and letter.isalnum()) and letter != "<"})
    if strange:
        return _("Tanda {signs} tidak ada dalam MRZ; pindai atau ketik sekali lagi.").format(signs=" ".join(strange))
    if len(found) in _WIDTHS:
        return _("Baru satu baris MRZ; pindai juga baris berikutnya.")
    text = _("MRZ ini {n} huruf; seharusnya 2 baris × 44, 2 baris × 36, atau 3 baris × 30. Pindai sekali lagi.")
    return text.format(n=len(found))


def country(code: str) -> str:
    """The name of a state of the region by its three letters; others as they are."""
    return {
        "MYS": "Malaysia",
        "PHL": "Filipina",
        "BGD": "Bangladesh",
        "MMR": "Myanmar",
        "IND": "India",
        "PAK": "Pakistan",
        "NPL": "Nepal",
        "THA": "Thailand",
        "VNM": "Vietnam",
        "KHM": "Kamboja",
        "TLS": "Timor-Leste",
        "CHN": "Tiongkok",
        "SGP": "Singapura",
        "BRN": "Brunei Darussalam",
        "LKA": "Sri Lanka",
        "IDN": "Indonesia",
    }.get(code, code)
