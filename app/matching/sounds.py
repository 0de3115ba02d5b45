"""How one word of an Indonesian or Malay name sounds, so that old, new, Malay and misheard spellings meet.

Sources: EYD 1972 (oe→u, dj→j, tj→c, j→y, nj→ny, sj→sy, ch→kh) and the habits seen on real lists (Kh/H, F/V/P, lost H).
"""

import re
from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from rapidfuzz.distance import OSA

_ALWAYS = (
    ("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"), ("KH", "H"), ("SY", "S"), ("SH", "S"), ("TS", "S"),
    ("TH", "T"), ("DZ", "Z"), ("DH", "D"), ("GH", "G"), ("PH", "P"), ("F", "P"), ("V", "P"), ("Z", "S"), ("Q", "K"),
    ("X", "KS"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans({"E": "I", "O": "U"})
_DIPHTHONG = re.compile(r"[AIU]I|A[IU]")
_LAST = str.maketrans({"D": "T", "B": "P", "G": "K", "M": "N"})

SAME_SOUND = 0.97
LOOSE_SOUND = 0.92
INITIAL = 0.75
ALIKE = 0.74
"""From this likeness on two words count as one word spelt twice: one slip in four letters, two in eight."""


_OTHER_SPELLING = 3
"""Letters that old spelling and sound may change beyond those of a slip."""
_OTHER_LENGTH, _OTHER_LETTERS = 5, 7
"""Names that are one, written apart or together, differ by less than this."""
_UNLIKE = 0.5
"""Below this likeness nobody asks how much."""


@lru_cache(maxsize=65536)
def sound_keys(word: str) -> tuple[str, ...]:
    """The sound keys of an upper-case word; more than one where J, NJ or CH may be old or new spelling."""
    readings = [word.replace("DJ", "\x01").replace("TJ", "C").replace("SJ", "S")]
    if "CH" in word:
        readings = [reading.replace("CH", sound) for reading in readings for sound in ("KH", "C")]
    if "J" in readings[0]:
        readings += [reading.replace("J", "Y") for reading in readings]
    if "Z" in word:
        readings += [reading.replace("Z", "J") for reading in readings]
    return tuple(dict.fromkeys(_fold(reading.replace("\x01", "J")) for reading in readings))


def _fold(word: str) -> str:
    for old, new in _ALWAYS:
        if old in word:
            word = word.replace(old, new)
    folded = _single(word.replace("Y", "I"))
    return folded[:-1] if folded.endswith("H") and len(folded) > 2 else folded


def _single(word: str) -> str:
    return _DOUBLED.sub(r"\1", word) if _DOUBLED.search(word) else word


@lru_cache(maxsize=65536)
def loose_keys(word: str) -> frozenset[str]:
    """Sound keys with vowels, a first H and a hard last consonant no longer told apart."""
    return frozenset(_loosen(key) for key in sound_keys(word))


def _loosen(key: str) -> str:
    key = _DIPHTHONG.sub("I", key.translate(_VOWELS))
    if key.startswith("H") and len(key) > 3:
        key = key[1:]
    return _single(key[:-1] + key[-1:].translate(_LAST))


@lru_cache(maxsize=262144)
def word_likeness(a: str, b: str) -> float:
    """How surely two upper-case words are one name word: 1 equal, 0.97 same sound, 0.92 loosely, 0.75 an initial.

    0 where less than half alike.
    """
    return _likeness(a, b, _UNLIKE)


def words_alike(word: str, others: Iterable[str]) -> list[tuple[str, float]]:
    """Those of other words that count as this one spelt twice, each with its likeness."""
    found = ((other, _likeness(word, other, ALIKE)) for other in others)
    return [one for one in found if one[1] >= ALIKE]


def _likeness(a: str, b: str, least: float) -> float:
    """`word_likeness`; where it would be below `least`, perhaps 0 or less than it."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return INITIAL if sound_keys(a)[0][:1] == sound_keys(b)[0][:1] else 0.0
    if (_letters(a) ^ _letters(b)).bit_count() > max(len(a), len(b)) + _OTHER_SPELLING:
        return 0.0
    keys_a, loose_a, forms_a, letters_a, spare_a, short_a = _heard(a)
    keys_b, loose_b, forms_b, letters_b, spare_b, short_b = _heard(b)
    if not keys_a.isdisjoint(keys_b):
        return SAME_SOUND
    if not loose_a.isdisjoint(loose_b):
        return LOOSE_SOUND
    in_common = (letters_a & letters_b).bit_count() + (spare_a if spare_a < spare_b else spare_b)
    if in_common < least * (short_a if short_a > short_b else short_b):
        return 0.0
    closest = _alike(forms_a[0], forms_b[0], least)
    if len(forms_a) > 1 or len(forms_b) > 1:
        for x in forms_a[1:] or forms_a:
            for y in forms_b[1:] or forms_b:
                closest = max(closest, _alike(x, y, least))
    return min(closest, LOOSE_SOUND - 0.01)


class _Heard(NamedTuple):
    """All there is to compare about a word, worked out once."""

    keys: frozenset[str]
    loose: frozenset[str]
    forms: tuple[tuple[str, int], ...]
    """The word and its sound keys, each with its letters; the word alone where it is written as it sounds."""
    letters: int
    """Of all forms together."""
    spare: int
    """Letters that some form has more than once."""
    short: int
    """Length of the shortest form."""


@lru_cache(maxsize=65536)
def _heard(word: str) -> _Heard:
    keys = sound_keys(word)
    forms = tuple((form, _letters(form)) for form in ((word, *keys) if keys != (word,) else keys))
    letters = reduce(or_, (one for _, one in forms))
    spare = max(len(form) - one.bit_count() for form, one in forms)
    return _Heard(frozenset(keys), loose_keys(word), forms, letters, spare, min(len(form) for form, _ in forms))


def _alike(x: tuple[str, int], y: tuple[str, int], least: float) -> float:
    """Likeness of two forms; a slip changes two letters at most, so that many too different ones need no look."""
    if (x[1] ^ y[1]).bit_count() > 2.0 * (1.0 - least) * max(len(x[0]), len(y[0])):
        return 0.0
    return OSA.normalized_similarity(x[0], y[0], score_cutoff=least)


def perhaps_alike(xs: Iterable[str], ys: Iterable[str]) -> bool:
    """Whether words written apart or together use nearly the same letters: a quick look before a long one."""
    letters_x, letters_y, apart = 0, 0, 0
    for word in xs:
        letters_x |= _letters(word)
        apart += len(word)
    for word in ys:
        letters_y |= _letters(word)
        apart -= len(word)
    return abs(apart) <= _OTHER_LENGTH and (letters_x ^ letters_y).bit_count() <= _OTHER_LETTERS


@lru_cache(maxsize=65536)
def _letters(word: str) -> int:
    """One bit for each letter in it: words with too many letters apart cannot be alike."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 31)
    return found
