"""Decisions about lines and lists that a field officer could check: statuses, classes, columns of counts."""

import re
from collections.abc import Sequence

from app.kernel.headcount import HeadCount, head_class
from app.registration.rules import ADULT_AGE

UNCHECKED = "belum_diperiksa"
PRESENT_MATCHED = "hadir_cocok"
PRESENT_DIFFERENT = "hadir_data_berbeda"
FOREIGNER = "bukan_wni"
DUPLICATE = "ganda"
EXTRA = "tambahan_tanpa_manifes"
ABSENT = (
    "tidak_hadir_batal",
    "tidak_hadir_sakit",
    "tidak_hadir_proses_hukum",
    "tidak_hadir_dokumen",
)
PRESENT = (PRESENT_MATCHED, PRESENT_DIFFERENT, FOREIGNER)
SEX_OF = {"LD": "L", "PD": "P", "AL": "L", "AP": "P"}

REASON_OF = {
    "tidak_hadir_batal": "batal",
    "tidak_hadir_sakit": "sakit",
    "tidak_hadir_proses_hukum": "proses_hukum",
    "tidak_hadir_dokumen": "dokumen",
    DUPLICATE: "ganda",
    EXTRA: "tambahan",
}
"""Statuses that explain a difference between two columns, as reasons of `alasan_selisih`."""

_CHILD_WORDS = ("anak", "child", "bayi", "infant")
_FAMILY_WORDS = (*_CHILD_WORDS, "istri", "isteri", "suami", "wife", "husband", "ibu", "ayah", "orang tua", "saudara")
_CITIZENS = ("indonesia", "wni", "indonesian", "warganegara indonesia", "id", "idn")


def category(relation: str | None) -> str:
    """`family` for somebody the list calls a relative, `pmib` otherwise."""
    said = (relation or "").casefold()
    return "family" if any(word in said for word in _FAMILY_WORDS) else "pmib"


def nationality(said: str | None) -> str:
    """The status a list's nationality cell suggests; an empty one is taken as Indonesian."""
    return "wni" if not said or said.strip().casefold() in _CITIZENS else "wna"


def country(said: str | None) -> str | None:
    """The country of somebody who is not Indonesian, as written."""
    return said.strip() if said and nationality(said) == "wna" else None


def is_infant(age: int | None, months: int | None, name: str = "") -> bool:
    """Under one year, as far as the list says: by age, else because it is called *Bayi Ny. X*."""
    if age is None and months is None:
        return re.match(r"(bayi|by|baby)\b", name.strip().casefold()) is not None
    return age == 0 or (months is not None and months < 12)


def infant_class(sex: str | None, infant: bool) -> str | None:
    """The class an infant is declared in where the list has no age: a child is never counted as an adult."""
    return head_class(sex, child=True) if infant else None


def stated(parts: Sequence[tuple[int | None, int | None, int | None, int | None, int | None]]) -> HeadCount | None:
    """The sum of what letters state as (total, ld, pd, al, ap); None when none states a number.

    A letter that states only a total counts under `unknown`.
    """
    whole: HeadCount | None = None
    for total, ld, pd, al, ap in parts:
        classes = HeadCount(ld or 0, pd or 0, al or 0, ap or 0)
        if total is None and (ld, pd, al, ap) == (None, None, None, None):
            continue
        counted = HeadCount(ld or 0, pd or 0, al or 0, ap or 0, max(0, (total or 0) - classes.total))
        whole = counted if whole is None else whole + counted
    return whole


def classes_to_ask(sex: str | None, age: int | None) -> tuple[str, ...]:
    """The classes somebody may be of whom the list has no sex or no age; empty when it has both."""
    if sex is not None and age is not None:
        return ()
    adults, children = ("LD", "PD"), ("AL", "AP")
    wanted = (*adults, *children) if age is None else adults if age >= ADULT_AGE else children
    return tuple(code for code in wanted if sex is None or SEX_OF[code] == sex)


def next_card(number: str) -> str:
    """The number of the card that lies below: A009 → A010."""
    match = re.fullmatch(r"(.*?)(\d+)", number.strip().upper())
    return f"{match[1]}{int(match[2]) + 1:0{len(match[2])}d}" if match else ""
