"""The words around region names: level words, prefixes people write, short forms and everyday names."""

from dataclasses import dataclass
from functools import cache

from app.reference.region_text import fold
from app.reference.tables import table

PROVINCE, REGENCY, DISTRICT, VILLAGE = 1, 2, 3, 4
_LONGEST_NAME_IN_WORDS = 3


@dataclass(frozen=True)
class Term:
    """One thing a writer named: the spellings to look for and the codes it certainly means."""

    spellings: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What a written place asks for: its terms, and the prefixes (kab, desa …) written with them."""

    terms: tuple[Term, ...]
    prefixes: tuple[str, ...] = ()


@cache
def _level_words() -> dict[tuple[int, str], str]:
    return {(row["level"], under): row["word"] for row in table("region-words")["level_word"] for under in row["under"]}


def level_word(code: str) -> str:
    """What this region calls itself: Provinsi, Kabupaten, Kota, Kecamatan, Distrik, Desa, Gampong, Kelurahan …"""
    level = code.count(".") + 1
    if level == PROVINCE:
        return "Provinsi"
    if level == REGENCY:
        return "Kota" if code[3] >= "7" else "Kabupaten"
    if level == VILLAGE and code[9] != "2":
        return "Kelurahan" if code[9] == "1" else "Desa adat"
    words = _level_words()
    return next(words[level, code[:length]] for length in (5, 2, 0) if (level, code[:length]) in words)


def short_forms() -> dict[str, str]:
    """Short words and the words they stand for."""
    short: dict[str, str] = table("region-words")["short"]
    return short


def everyday_code(joined: str) -> str | None:
    """The code of a region by its everyday or former name, written without spaces (“lotim”, “ujungpandang”)."""
    code: str | None = table("region-words")["names"].get(joined)
    return code


def prefix_level(prefix: str) -> int:
    """The level a prefix points to (“kab” is 2)."""
    level: int = table("region-words")["prefixes"][prefix]
    return level


def understand(text: str) -> Wanted:
    """Split what someone wrote into prefixes and terms; a prefix that is all there is becomes the term.

    Single letters beside longer words say too little and are left out.
    """
    prefixes = table("region-words")["prefixes"]
    words = fold(text.replace("\n", " ")).split()
    named = [word for word in words if word not in prefixes]
    if not named:
        return Wanted(tuple(_terms(words)))
    named = [word for word in named if len(word) > 1] or named[:1]
    return Wanted(tuple(_terms(named)), tuple(word for word in words if word in prefixes))


def fits_hint(wanted: Wanted, code: str) -> bool:
    """Whether the region is of a level that the written prefixes point to; “kota” and “kab” are told apart."""
    level = code.count(".") + 1
    for prefix in wanted.prefixes:
        if prefix_level(prefix) == level and (level != REGENCY or prefix.startswith("ko") == (code[3] >= "7")):
            return True
    return not wanted.prefixes


def _terms(words: list[str]) -> list[Term]:
    terms: list[Term] = []
    at = 0
    while at < len(words):
        sizes = range(_LONGEST_NAME_IN_WORDS, 1, -1)
        size = next((size for size in sizes if everyday_code("".join(words[at : at + size]))), 1)
        terms.append(_term(words[at : at + size]))
        at += size
    return terms


def _term(words: list[str]) -> Term:
    written = " ".join(words)
    long = short_forms().get(written)
    code = everyday_code("".join(words))
    return Term((written, long) if long else (written,), (code,) if code else ())
