"""What is wrong or odd about a person's facts, one sentence each (field-facts B1–B6, B9, B13). Pure.

An error keeps the facts from being saved; a warning asks somebody to look and never corrects anything by itself:
a NIK keeps its mistakes for life (PP 40/2019 Ps. 30(2)).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.kernel.i18n import _
from app.kernel.texts import is_blank
from app.matching.documents import Nik, check_nik, document_number, nik_digits
from app.registration.rules import ADULT_AGE, UNKNOWN_BIRTH, Birth, age_on

MOST_LETTERS = 120
OLDEST = 120
RARELY_OLDER = 100
LONG_STAY, VERY_LONG_STAY = 7, 14
_EARLIEST_YEAR = 1900
_FORMULA = tuple("=+-@")
_HEAP = re.compile("[\u0300-\u036f\u20d0-\u20f0]{3}")
"""Accents heaped on one letter: no language writes that, and it covers the lines above."""
NO_REGENCY = "70"
"""Regencies are numbered 01–69, cities 71–99 (B2)."""


@dataclass(frozen=True)
class Finding:
    """One sentence about one field; `code` tells tests and screens which rule spoke."""

    field: str
    code: str
    text: str
    error: bool = False


@dataclass(frozen=True)
class Facts:
    """What is checked of a person; dates are compared with `day`, the day of arrival (or today)."""

    name: str = ""
    sex: str | None = None
    birth: Birth = UNKNOWN_BIRTH
    nik: str | None = None
    family_card: str | None = None
    papers: tuple[tuple[str, str], ...] = ()
    declared: str | None = None
    region: str | None = None


def check(facts: Facts, day: date) -> list[Finding]:
    """Every error and warning, errors first."""
    found = [*_name(facts.name), *_birth(facts, day), *_nik(facts, day), *_card(facts), *_papers(facts.papers)]
    return sorted(found, key=lambda finding: not finding.error)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep the facts from being saved."""
    return [finding for finding in findings if finding.error]


def _name(name: str) -> Iterator[Finding]:
    if len(name) > MOST_LETTERS:
        text = _("Nama lebih dari {n} huruf; tulis namanya saja, keterangan lain di catatan.")
        yield Finding("name", "name.long", text.format(n=MOST_LETTERS), error=True)
    if is_blank(name):
        return
    if not any(map(str.isalnum, name)):
        yield Finding("name", "name.letters", _("Nama tidak berisi huruf. Tulis namanya, atau Tanpa nama."))
        return
    nameless = name.casefold().startswith(("tanpa nama", "bayi"))
    if any(map(str.isdigit, name)) and not nameless:
        yield Finding("name", "name.digits", _("Nama berisi angka. Periksa apakah nomor masuk ke kolom nama."))
    yield from _letters(name)


def _letters(name: str) -> Iterator[Finding]:
    if name[:1] in _FORMULA:
        text = _("Nama diawali tanda {sign}, seperti rumus lembar kerja. Periksa dengan dokumennya.")
        yield Finding("name", "name.formula", text.format(sign=name[0]))
    kinds = {unicodedata.category(letter) for letter in name}
    if kinds & {"Cf", "Cc", "Co", "Cn"}:
        text = _("Nama berisi tanda tak terlihat yang dapat membalik tulisan. Ketik ulang namanya.")
        yield Finding("name", "name.hidden", text)
    if kinds & {"So", "Sk", "Sm", "Sc"} - ({"Sm"} if name[:1] in _FORMULA else set()) or _HEAP.search(name):
        yield Finding("name", "name.signs", _("Nama berisi gambar atau lambang. Tulis hurufnya saja."))
    if any(letter.isalpha() and "LATIN" not in unicodedata.name(letter, "") for letter in name):
        text = _("Nama ditulis dengan huruf selain Latin. Tulis huruf Latin dari dokumennya; yang asli ke Nama lain.")
        yield Finding("name", "name.script", text)


def _birth(facts: Facts, day: date) -> Iterator[Finding]:
    birth = facts.birth
    if birth.exact and birth.exact > day:
        text = _("Tanggal lahir sesudah hari ini. Periksa tahunnya.")
        yield Finding("birth_date", "birth.future", text, error=True)
        return
    if birth.year and not _EARLIEST_YEAR <= birth.year <= day.year:
        text = _("Tahun lahir harus antara {least} dan {most}.").format(least=_EARLIEST_YEAR, most=day.year)
        yield Finding("birth_date", "birth.year", text, error=True)
        return
    age = age_on(birth, day)
    if age is None:
        return
    if age > OLDEST or age < 0:
        text = _("Umur {age} tahun tidak mungkin. Periksa tanggal lahir atau umurnya.").format(age=age)
        yield Finding("birth_date", "age.impossible", text, error=True)
    elif age > RARELY_OLDER:
        text = _("Umur {age} tahun. Tanyakan sekali lagi tanggal lahirnya.").format(age=age)
        yield Finding("birth_date", "age.unusual", text)
    yield from _class(facts, age)


def _class(facts: Facts, age: int) -> Iterator[Finding]:
    declared_child = (facts.declared or "").startswith("A")
    if facts.declared and declared_child != (age < ADULT_AGE):
        text = _("Di dermaga dihitung {declared}, menurut umurnya {age} tahun. Hitungan mengikuti umur.")
        yield Finding("birth_date", "class.age", text.format(declared=facts.declared, age=age))
    declared_sex = {"LD": "L", "AL": "L", "PD": "P", "AP": "P"}.get(facts.declared or "")
    if facts.sex and declared_sex and declared_sex != facts.sex:
        text = _("Di dermaga dihitung {declared}, jenis kelamin di sini {sex}. Periksa orangnya.")
        yield Finding("sex", "class.sex", text.format(declared=facts.declared, sex=facts.sex))


def _nik(facts: Facts, day: date) -> Iterator[Finding]:
    digits = nik_digits(facts.nik or "")
    if not (facts.nik or "").strip():
        return
    if digits and len(set(digits)) == 1:
        yield Finding("nik", "nik.unknown", _("NIK berisi satu angka saja; kosongkan bila tidak diketahui."))
        return
    nik = check_nik(digits, day, facts.sex or "", facts.birth.exact)
    if "length" in nik.problems:
        text = _("NIK terdiri dari 16 angka, di sini {n}. Periksa sekali lagi, atau kosongkan.")
        yield Finding("nik", "nik.length", text.format(n=len(digits)), error=True)
        return
    if nik.looks_like_family_card or digits == nik_digits(facts.family_card or ""):
        yield Finding("nik", "nik.family_card", _("Nomor ini seperti nomor KK. Kalau benar, pindahkan ke kolom KK."))
        return
    yield from _nik_differs(facts, nik)


def _nik_differs(facts: Facts, nik: Nik) -> Iterator[Finding]:
    said = {
        "province": _("Dua angka pertama NIK bukan kode provinsi. Periksa sekali lagi."),
        "birth": _("Tanggal di dalam NIK tidak ada di kalender. Periksa sekali lagi."),
        "sequence": _("Empat angka terakhir NIK tidak mungkin 0000. Periksa sekali lagi."),
        "damaged": _("NIK berakhir dengan 0; angka terakhirnya mungkin hilang di lembar kerja. Cocokkan dengan KTP."),
        "sex_differs": _("NIK menyatakan jenis kelamin lain. Tanyakan; NIK tidak diubah."),
        "birth_differs": _("NIK menyatakan tanggal lahir lain. Tanyakan; NIK tidak diubah."),
    }
    for problem in nik.problems:
        if problem in said:
            yield Finding("nik", f"nik.{problem}", said[problem])
    if nik.regency[2:] == NO_REGENCY and "province" not in nik.problems:
        text = _("Empat angka pertama NIK ({code}) bukan kode kabupaten atau kota. Periksa sekali lagi.")
        yield Finding("nik", "nik.regency", text.format(code=nik.regency))
    if facts.region and nik.province and facts.region[:2] != nik.province:
        text = _("NIK pertama kali terdaftar di provinsi lain daripada daerah asalnya; itu bisa benar.")
        yield Finding("nik", "nik.region", text)


def _card(facts: Facts) -> Iterator[Finding]:
    digits = nik_digits(facts.family_card or "")
    if not (facts.family_card or "").strip():
        return
    if len(digits) != 16:
        text = _("Nomor KK terdiri dari 16 angka, di sini {n}. Periksa sekali lagi.").format(n=len(digits))
        yield Finding("family_card", "family_card.length", text, error=not digits)
    elif int(digits[6:8]) > 40:
        text = _("Nomor di kolom KK ini seperti NIK seorang perempuan. Periksa apakah kolomnya tertukar.")
        yield Finding("family_card", "family_card.nik", text)


def _papers(papers: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    for kind, number in papers:
        key = document_number(number)
        if key and not 5 <= len(key) <= 16:
            text = _("Nomor dokumen {number} berisi {n} huruf/angka; biasanya 5 sampai 15.")
            yield Finding("documents", "document.length", text.format(number=number, n=len(key)))
        if kind in ("splp", "paspor", "paspor_24", "paspor_48") and len(nik_digits(number)) == 16:
            yield Finding("documents", "document.nik", _("Nomor dokumen ini 16 angka, seperti NIK atau KK."))


@dataclass(frozen=True)
class PaperDates:
    """A paper's kind in words and its dates."""

    kind: str
    issued: date | None = None
    expires: date | None = None


def check_dates(paper: PaperDates, birth: Birth, day: date) -> Iterator[Finding]:
    """What is impossible or odd about the dates on a paper (B9)."""
    if paper.issued and paper.issued > day:
        text = _("{kind}: tanggal terbit sesudah hari ini. Periksa tahunnya.").format(kind=paper.kind)
        yield Finding("issued", "document.issued.future", text, error=True)
    elif paper.issued and birth.exact and paper.issued < birth.exact:
        text = _("{kind}: terbit sebelum pemegangnya lahir. Periksa kedua tanggalnya.").format(kind=paper.kind)
        yield Finding("issued", "document.issued.birth", text)
    if paper.issued and paper.expires and paper.expires <= paper.issued:
        text = _("{kind}: berlaku sampai tanggal sebelum terbitnya. Periksa kedua tanggalnya.").format(kind=paper.kind)
        yield Finding("expires", "document.expires.order", text, error=True)
    elif paper.expires and paper.expires < day:
        text = _("{kind} sudah habis berlakunya ({day}).").format(kind=paper.kind, day=f"{paper.expires:%d-%m-%Y}")
        yield Finding("expires", "document.expired", text)


def check_left(year: int | None, birth: Birth, day: date) -> Iterator[Finding]:
    """What is impossible or odd about the year somebody went abroad: before the arrival, after the birth (B9)."""
    born = birth.exact.year if birth.exact else birth.year
    if year is None:
        return
    if not _EARLIEST_YEAR < year <= day.year:
        text = _("Tahun berangkat harus antara {least} dan {most}.").format(least=_EARLIEST_YEAR + 1, most=day.year)
        yield Finding("left_year", "left.year", text, error=True)
    elif born and year < born:
        text = _("Tahun berangkat sebelum tahun lahirnya. Periksa keduanya.")
        yield Finding("left_year", "left.birth", text)


@dataclass(frozen=True)
class Claim:
    """What is said of somebody's nationality, and what speaks for or against it."""

    status: str
    country: str | None = None
    basis: tuple[str, ...] = ()
    foreign_papers: tuple[str, ...] = ()
    """Papers made by another state, in words."""
    nik: str | None = None


def check_claim(claim: Claim) -> Iterator[Finding]:
    """Where nationality and papers speak against each other (R22 Ps. 6(1)c); to be asked about, never settled here."""
    if claim.status == "wni":
        for paper in claim.foreign_papers:
            text = _("Tercatat WNI, tetapi memegang {paper}. Cocokkan, lalu tetapkan kewarganegaraannya.")
            yield Finding("nationality", "nationality.paper", text.format(paper=paper))
        if claim.basis == ("tidak_ada",):
            text = _("Tercatat WNI tanpa dasar pengakuan. Tanyakan lagi atau tandai diragukan.")
            yield Finding("nationality", "nationality.basis", text)
    elif claim.status == "wna":
        if not claim.country:
            text = _("Negara WNA ini belum disebut; Imigrasi menanyakannya.")
            yield Finding("nationality", "nationality.country", text)
        if claim.nik:
            text = _("Tercatat WNA, tetapi punya NIK. Cocokkan, lalu tetapkan kewarganegaraannya.")
            yield Finding("nationality", "nationality.nik", text)


def repeated_number(kind: str, who: str, same_batch: bool) -> Finding:
    """The same paper at somebody else: in this batch it is a mistake or a twin row, earlier a repeat deportee."""
    if same_batch:
        text = _("{kind} ini juga tercatat atas nama {who} di rombongan yang sama. Periksa keduanya.")
        return Finding("documents", "document.twice", text.format(kind=kind, who=who))
    text = _("{kind} ini pernah tercatat atas nama {who} pada kedatangan lain.")
    return Finding("documents", "document.before", text.format(kind=kind, who=who))


def long_stay(arrived: date, day: date) -> Finding | None:
    """A stay of more than 7 days is flagged, of more than 14 shown as an alert (B9)."""
    days = (day - arrived).days
    if days <= LONG_STAY:
        return None
    code = "stay.very_long" if days > VERY_LONG_STAY else "stay.long"
    return Finding("stay", code, _("Sudah {n} hari di sini.").format(n=days))


NAME, SEX, BIRTH, DESTINATION, NATIONALITY, COMPANION = (
    "name", "sex", "birth", "destination", "nationality", "companion",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What decides which fields of a head are still open; `companion` is None for adults."""

    name: str
    sex: str | None
    birth: Birth
    destination_code: str | None
    destination_unknown: str | None
    nationality: str
    companion: bool | None = None
    refused: bool = False
    """Whether the person refused to be registered in full: then only what protects a child is asked again."""


def unfinished(known: Known) -> tuple[str, ...]:
    """The fields still open before this head may leave (B1, B3–B5, B10), in the order they are asked."""
    open_fields = {
        NAME: not known.name or _is_nameless(known.name),
        SEX: known.sex is None,
        BIRTH: known.birth == UNKNOWN_BIRTH or age_on(known.birth, date.max) is None,
        DESTINATION: known.nationality != "wna" and not _reaches_village(known),
        NATIONALITY: known.nationality == "diragukan",
        COMPANION: known.companion is False,
    }
    asked = (COMPANION,) if known.refused else tuple(open_fields)
    return tuple(field for field in asked if open_fields[field])


def _is_nameless(name: str) -> bool:
    return name.casefold().startswith("tanpa nama")


def _reaches_village(known: Known) -> bool:
    return (known.destination_code or "").count(".") == 3 or bool(known.destination_unknown)


def open_field_name(field: str) -> str:
    """The open field as the list of what is unfinished names it."""
    return {
        NAME: _("Nama"),
        SEX: _("Jenis kelamin"),
        BIRTH: _("Tanggal lahir atau umur"),
        DESTINATION: _("Desa tujuan"),
        NATIONALITY: _("Kewarganegaraan"),
        COMPANION: _("Pendamping anak"),
    }[field]
