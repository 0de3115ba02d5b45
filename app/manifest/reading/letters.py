"""The letter around the table: sender, number, date, depot, ship, port, scheme and counts, as suggestions."""

import re
from datetime import date

from app.kernel.headcount import HeadCount
from app.manifest.reading.dates import DateStyle, read_birth
from app.manifest.reading.model import LetterHints

_SENDER = re.compile(
    r"\b((?:KJRI|KBRI|KRI|konsulat(?: jenderal)?(?: republik indonesia| r\.?i\.?)?"
    r"|kedutaan besar(?: republik indonesia| r\.?i\.?)?|perwakilan r\.?i\.?)"
    r"(?:[ ,]+(?:di )?[A-Z][A-Za-z]+){0,3})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:nomor|no|nombor|ref|ruj(?:ukan)?|our ref)\b\.?(?: surat)?\s*[:.]?\s*([A-Z0-9][\w.\-()]*(?:/[\w.\-()]+)+)",
    re.IGNORECASE,
)
_LABELLED_DATE = re.compile(r"\b(?:tanggal|tgl|tarikh|date|tertanggal)\b\.?\s*:?\s*(.{6,30})", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][A-Za-z .]{2,30},\s*(\d{1,2}[ \-/.]+[A-Za-z0-9]+[ \-/.]+\d{4})", re.MULTILINE)
_DEPOT = re.compile(
    r"\b((?:DTI|PTS|depo[th]?(?: tahanan)?(?: imigresen| imigrasi)?|rumah merah"
    r"|pusat tahanan sementara)\b\s*:?\s*(?:[A-Z][A-Za-z]+[ ,]*){1,4})",
    re.IGNORECASE,
)
_SHIP = re.compile(
    r"\b((?:KM|MV|KMP|MT|F/?B)\b\.?[ \t]+(?:[A-Z][A-Za-z0-9]*[ \t]*){1,4}|(?:kapal|vessel|ship|feri"
    r"|ferry)\b(?:[ \t]+laut)?[ \t]*:?[ \t]*(?:[A-Z][A-Za-z0-9./]*[ \t]*){1,5})",
    re.IGNORECASE,
)
_PORT = re.compile(
    r"\b(?:pelabuhan|port|jeti|jetty)\b(?: (?:muat|asal|tujuan|ferry|feri"
    r"|laut))*\s*:?\s*((?:[A-Z][A-Za-z]+[ ]?){1,3})",
    re.IGNORECASE,
)
_SCHEMES: tuple[tuple[str, str], ...] = (
    ("program_m", r"\bprogram m\b"),
    ("perwakilan", r"\b(biaya|dibiayai)( oleh)? (kjri|kbri|kri|perwakilan|konsulat)"),
    ("mandiri", r"\b(biaya sendiri|mandiri)\b"),
    ("apbn", r"\bapbn\b|kemensos"),
    ("apbd", r"\bapbd\b"),
    ("kp2mi", r"\bkp2mi\b|\bbp2mi\b"),
)
_CLASS_WORDS = (
    r"LD|laki[- ]?laki dewasa|lelaki dewasa|dewasa (?:laki[- ]?laki|lelaki)|dewasa pria",
    r"PD|perempuan dewasa|wanita dewasa|dewasa (?:perempuan|wanita)",
    r"AL|anak (?:laki[- ]?laki|lelaki)|kanak[- ]?kanak lelaki",
    r"AP|anak (?:perempuan|wanita)|kanak[- ]?kanak perempuan",
)
_TOTAL = re.compile(r"\b(?:sebanyak|sejumlah|seramai|jumlah|total"
                    r"|berjumlah)\b[^0-9\n]{0,40}?(\d{1,4})\b(?!\s*[-/.]\s*\d)"
                    r"|\b(\d{1,4})\s*(?:\([^)]*\)\s*)?(?:orang|org|WNI|PMI)\b", re.IGNORECASE)  # fmt: skip
_STOP = re.compile(
    r"[\s,]+(?:program|bersama|dari|ke|tanggal|tgl|tarikh|pada|dengan|yang|dan|di|menuju|nomor|no|via|melalui|from|to|on|pelabuhan"
    r"|kapal|daftar|senarai|depot|jumlah|berangkat|tiba)\b.*$",
    re.IGNORECASE | re.DOTALL,
)


def read_letter(text: str, today: date) -> LetterHints:
    """What the lines around the table suggest; a field stays None where they say nothing."""
    return LetterHints(
        sender=_first(_SENDER, text),
        number=_matched(_NUMBER, text),
        date=_letter_date(text, today),
        depot=_first(_DEPOT, text),
        ship=_ship(text),
        port=_first(_PORT, text),
        scheme=next((code for code, pattern in _SCHEMES if re.search(pattern, text, re.IGNORECASE)), None),
        counts=read_counts(text),
        total=_total(text),
    )


def read_counts(text: str) -> HeadCount | None:
    """LD, PD, AL, AP where at least two of them are given a number."""
    found = [_count(words, text) for words in _CLASS_WORDS]
    return HeadCount(*(count or 0 for count in found)) if sum(count is not None for count in found) >= 2 else None


def _count(words: str, text: str) -> int | None:
    after = re.search(rf"(?<![a-z])(?:{words})(?![a-z])[^\S\n]*[:=\t|]?[^\S\n]*(\d{{1,4}})\b", text, re.IGNORECASE)
    before = re.search(rf"\b(\d{{1,4}})\s*(?:orang\s*)?(?:{words})(?![a-z])", text, re.IGNORECASE)
    match = after or before
    return int(match[1]) if match else None


def _total(text: str) -> int | None:
    match = _TOTAL.search(text)
    return int(match[1] or match[2]) if match else None


def _matched(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1].rstrip(".,;") if match else None


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    """The first match on one line, cut before the words that begin another thought."""
    for match in pattern.finditer(text):
        found = _STOP.sub("", match[1].split("\n")[0]).strip(" ,.:;-|")
        if len(found) > 2:
            return " ".join(found.split())
    return None


def _ship(text: str) -> str | None:
    found = _first(_SHIP, text)
    return (
        re.sub(r"^(?:kapal|vessel|ship|feri|ferry)(?: laut)?\s*:?\s*", "", found, flags=re.IGNORECASE) or None
        if found
        else None
    )


def _letter_date(text: str, today: date) -> date | None:
    style = DateStyle(today)
    candidates = [match[1] for pattern in (_DATELINE, _LABELLED_DATE) for match in pattern.finditer(text)]
    days = (read_birth(candidate, style).day for candidate in candidates)
    return next((day for day in days if day is not None), None)
