"""NIK and document numbers: recovered where a spreadsheet only changed their dress, refused where it lost digits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.manifest.reading import limits
from app.manifest.reading.grid import Cell

NIK_DIGITS = 16
_EXACT_DOUBLE = 2**53
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?\s*e\s*\+?(\d{1,3})", re.IGNORECASE)
_TRAILING_ZEROS = re.compile(r"(\d{15,17})[.,]0{1,3}")
_DRESS = re.compile(r"[\s'’‘`´\".\-_=,\u200b]+")
_NIK_INSIDE = re.compile(r"(?<!\d)\d{16}(?!\d)")
_ABSENT = re.compile(
    r"[\s\-–—_.?*/x0]*|(?:tidak|tdk|tak|belum|blm|tanpa|nihil|kosong|lupa|hilang|n/?a|none|no|nil|tiada|t/a)\b.*",
    re.IGNORECASE,
)
KINDS: tuple[tuple[str, str], ...] = (
    ("splp", r"\bsplp\b|laksana"),
    ("paspor", r"pas+por?t?\b|pass?port|\bpp\b"),
    ("plb", r"\bplb\b|pas lintas batas"),
    ("ktp", r"\be?-?ktp\b|\bnik\b|tanda penduduk"),
    ("kia", r"\bkia\b|identitas anak"),
    ("kk", r"\bkk\b|kartu keluarga"),
    ("akta_lahir", r"akt[ae]|sijil (?:lahir|kelahiran)|birth cert|surat beranak"),
    ("buku_nikah", r"nikah|marriage"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in KINDS)
_KIND_WORDS = re.compile(
    "|".join(f"(?:{pattern})" for _kind, pattern in KINDS) + r"|\b(?:no|nomor|number|num|nombor|dok|dokumen)\b\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![A-Z0-9])([A-Z]{0,3}[ .\-]?\d[\d .\-]{2,16}\d[A-Z]?"
    r"|[A-Z]{1,3}[ .\-]?\d{3,10})(?![A-Z0-9])"
)
_PLAIN_NUMBER = re.compile(r"[A-Z]{1,3}\d{5,9}")
_PARTS = re.compile(r"[/;,&\n+]|\bdan\b|\bdgn\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NikCell:
    """A NIK cell read. `state`: "" absent, ok, recovered, damaged, invalid; `written` the digits as they stand."""

    nik: str | None = None
    state: str = ""
    written: str | None = None


def read_nik(cell: Cell) -> NikCell:
    """The NIK of a cell, or what is wrong with it; never raises."""
    if isinstance(cell, list):
        return NikCell(None, "damaged", None)
    if isinstance(cell, str):
        return _nik_of_text(cell[: limits.READ_CHARS])
    return _nik_of_number(cell)


def _nik_of_number(number: float) -> NikCell:
    """A spreadsheet keeps 15 digits of what is typed, so a 16th of 0 is no evidence; past 2^53 odd numbers are lost."""
    if number == 0:
        return NikCell()
    if isinstance(number, float) and not number.is_integer():
        return NikCell(None, "invalid", str(number))
    digits = str(int(number))
    if len(digits) == NIK_DIGITS and not digits.endswith("0") and number < _EXACT_DOUBLE:
        return NikCell(digits, "recovered", digits)
    return NikCell(None, "damaged" if len(digits) in (NIK_DIGITS, NIK_DIGITS - 1) else "invalid", digits)


def _nik_of_text(text: str) -> NikCell:
    if len(text) == NIK_DIGITS and text.isascii() and text.isdigit():
        return NikCell(text, "ok", text) if int(text) else NikCell()
    if _ABSENT.fullmatch(text.strip()):
        return NikCell()
    scientific = _SCIENTIFIC.fullmatch(text.strip().strip("'"))
    if scientific:
        return _nik_of_scientific(scientific)
    zeros = _TRAILING_ZEROS.fullmatch(text.strip())
    digits = zeros[1] if zeros else _DRESS.sub("", text)
    if not digits.isascii() or not digits.isdigit():
        inside = _NIK_INSIDE.findall(_DRESS.sub("", text)) if text.isascii() else []
        digits = inside[0] if len(inside) == 1 else ""
    if len(digits) == NIK_DIGITS:
        return NikCell(digits, "recovered", digits) if int(digits) else NikCell()
    return NikCell(None, "damaged" if len(digits) == NIK_DIGITS - 1 else "invalid", digits or None)


def _nik_of_scientific(match: re.Match[str]) -> NikCell:
    digits = match[1] + (match[2] or "")
    if int(match[3]) == NIK_DIGITS - 1 and len(digits) == NIK_DIGITS and not digits.endswith("0"):
        return NikCell(digits, "recovered", digits)
    return NikCell(None, "damaged", None)


def all_end_in_zero(cells: Iterable[Cell]) -> bool:
    """Whether a whole column of NIKs ends in 0: a spreadsheet rounded them before they became text."""
    found = 0
    for cell in cells:
        written = read_nik(cell).written or ""
        if len(written) == NIK_DIGITS:
            if not written.endswith("0"):
                return False
            found += 1
    return found >= 4


def kind_of(text: str) -> str | None:
    """The kind of document a text names, as a code of KINDS."""
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """Documents of one cell as (kind, number), and whether a number there was beyond recovery."""

    documents: tuple[tuple[str, str], ...] = ()
    damaged: bool = False


def read_documents(cell: Cell, kind: str | None) -> DocumentCell:
    """The documents a cell names; `kind` is what its column or neighbour says, used where the cell does not."""
    if isinstance(cell, list):
        return DocumentCell(damaged=True)
    if isinstance(cell, str):
        return _documents_of_text(cell[: limits.READ_CHARS], kind)
    if (isinstance(cell, float) and not cell.is_integer()) or not 1000 <= cell < 10**15:
        return DocumentCell(damaged=cell != 0)
    return DocumentCell(((kind or "lain", str(int(cell))),))


def _documents_of_text(text: str, kind: str | None) -> DocumentCell:
    if _PLAIN_NUMBER.fullmatch(text):
        return DocumentCell(((kind or "lain", text),))
    if not text or _ABSENT.fullmatch(text):
        return DocumentCell()
    if _SCIENTIFIC.fullmatch(text.strip("' ")):
        return DocumentCell(damaged=True)
    found = []
    for part in _PARTS.split(text):
        named = kind_of(part) or kind or "lain"
        found += [(named, number) for number in map(document_number, _numbers(part)) if number]
    return DocumentCell(tuple(dict.fromkeys(found)))


def _numbers(part: str) -> list[str]:
    bare = _KIND_WORDS.sub(" ", part).upper().replace("'", " ").strip(" :.-#()")
    bare = re.sub(r"(\d{4,})[.,]0$", r"\1", bare)
    return _NUMBER.findall(bare)


def document_number(text: str) -> str:
    """Upper-case letters and digits alone; shorter than five is no number."""
    number = re.sub(r"[^0-9A-Z]", "", text.upper())
    return number if 5 <= len(number) <= 20 else ""
