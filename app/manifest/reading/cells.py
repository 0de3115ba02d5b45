"""Cells as text, and the small closed answers: sex, adult or child, nothing at all."""

import re
from functools import lru_cache

from app.manifest.reading.grid import Cell

_NOTHING = (
    "",
    "-",
    "--",
    "---",
    "–",
    "—",
    "?",
    ".",
    "n/a",
    "na",
    "nihil",
    "kosong",
    "tidak ada",
    "tdk ada",
    "nil",
    "xxx",
)
_EMPTY = frozenset(form for word in _NOTHING for form in (word, word.upper(), word.capitalize()))
_MALE = "l lk laki lelaki laki-laki laki² laki2 pria m male man lkl boy putra ld al l/d"
_FEMALE = "p pr perempuan prp prmpn wanita w f female woman fem girl putri pd ap"
_MALE_PHRASES = ("laki laki", "laki - laki", "lelaki dewasa", "laki-laki dewasa", "anak laki-laki", "anak lelaki",
                 "kanak-kanak lelaki")  # fmt: skip
_FEMALE_PHRASES = ("perempuan dewasa", "wanita dewasa", "anak perempuan", "kanak-kanak perempuan")
_SEXES = {
    **dict.fromkeys((*_MALE.split(), *_MALE_PHRASES), "L"),
    **dict.fromkeys((*_FEMALE.split(), *_FEMALE_PHRASES), "P"),
}
_TICKS = frozenset({"v", "x", "√", "✓", "✔", "1", "*", "ya", "y", "o", "v.", "ü", "•", "+"})
_DITTO = frozenset({'"', "''", "”", "“", "sda", "s.d.a", "s.d.a.", "idem", "id.", '-"-', "do", '" "', "〃", ",,"})
SENSITIVE_WORDS = re.compile(
    r"\b(hiv|aids|odha|tbc?|tuberkul\w*|tibi|hepatitis|sifilis|syphilis|raja singa|gonor\w*|malaria|kusta|lepra"
    r"|covid\w*|odgj|skizo\w*"
    r"|gangguan (?:jiwa|mental)|sakit(?: \w+)?|hamil|mengandung|pregnan\w*|keguguran|narkoba|narkotika|dadah"
    r"|sabu|syabu|ganja|heroin"
    r"|membunuh|pembunuhan|bunuh|mencuri|pencurian|curi|rogol|perkosa\w*|pemerkosaan|cabul|pelacur\w*|psk|judi"
    r"|samun|rompak|penjara"
    r"|tppo|trafficking|perdagangan orang|eksploitasi|kekerasan|disiksa|overstay|lebih masa|seksyen|akta \d+"
    r"|epilepsi|stroke|diabetes"
    r"|jantung|hipertensi|asma|kanker|depresi|scabies|skabies|kudis|luka|patah|cacat|lumpuh|buta|tuli|difabel"
    r"|disabilitas)\b",
    re.IGNORECASE,
)
"""Words that give away health, case or victimhood wherever they stand; such a cell is sealed whatever its column."""


def text_of(cell: Cell) -> str:
    """The cell as the user would read it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list):
        return cell[0] if cell else ""
    return str(cell)


def filled(text: str) -> str | None:
    """The text, or None where it is only a mark for “nothing”."""
    return None if text in _EMPTY else text


def is_ditto(text: str) -> bool:
    """Whether the cell only says “same as above”."""
    return len(text) < 7 and text.lower() in _DITTO


def is_tick(cell: Cell) -> bool:
    """Whether the cell is a mark in a tick column."""
    return text_of(cell).strip().lower() in _TICKS


@lru_cache(maxsize=1024)
def read_sex(text: str, pria_wanita: bool = False) -> str | None:
    """L or P. Malay and Indonesian L/P, English M/F; with `pria_wanita` the column's own P/W."""
    plain = " ".join(text.lower().replace(".", "").split()).strip("'\"()")
    if pria_wanita and plain == "p":
        return "L"
    return _SEXES.get(plain)


def writes_pria_wanita(values: set[str]) -> bool:
    """Whether a column's P stands beside W and never beside L: pria and wanita."""
    plain = {value.strip().lower() for value in values}
    return {"p", "w"} <= plain and not plain & {"l", "lk"}
