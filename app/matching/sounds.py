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
_OLD_OR_FOREIGN = re.compile(r"[FVZQX]|[DTSKGP][HJYSZ]|OE")
"""Something of `_ALWAYS` may be in a word."""
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
_OFTEN = 6
"""Places for one letter; a word with more of it is not looked at by its letters."""
_ANY = -1
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
    if _OLD_OR_FOREIGN.search(word):
        for old, new in _ALWAYS:
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
    letters_a, shortest_a, keys_a, loose_a, written_a, sounding_a = _heard(a)
    letters_b, shortest_b, keys_b, loose_b, written_b, sounding_b = _heard(b)
    if not loose_a.isdisjoint(loose_b):
        return LOOSE_SOUND if keys_a.isdisjoint(keys_b) else SAME_SOUND
    longer = shortest_a if shortest_a > shortest_b else shortest_b
    if (letters_a & letters_b).bit_count() < least * longer and _ANY not in (letters_a, letters_b):
        return 0.0
    if (_letters(a) ^ _letters(b)).bit_count() > max(len(a), len(b)) + _OTHER_SPELLING:
        return 0.0
    closest = _alike(written_a, written_b, least)
    if sounding_a or sounding_b:
        for x in sounding_a or (written_a,):
            for y in sounding_b or (written_b,):
                closest = max(closest, _alike(x, y, least))
    return min(closest, LOOSE_SOUND - 0.01)


_Form = tuple[str, int, int]
"""A way to write a word, its letters as `_bag` holds them, and how many they are."""


class _Heard(NamedTuple):
    """All there is to compare about a word, worked out once."""

    letters: int
    """The letters of all its forms together, as `_bag` holds them: two words share no more than these do."""
    shortest: int
    """Letters in the shortest of its forms."""
    keys: frozenset[str]
    loose: frozenset[str]
    written: _Form
    sounding: tuple[_Form, ...]
    """By its sound keys; empty where it is written as it sounds."""


@lru_cache(maxsize=65536)
def _heard(word: str) -> _Heard:
    keys, loose = sound_keys(word), loose_keys(word)
    written = _form(word)
    if keys == (word,):
        return _Heard(*written[1:], frozenset(keys), loose, written, ())
    sounding = tuple([_form(key) for key in keys])
    _, bags, lengths = zip(written, *sounding, strict=True)
    return _Heard(reduce(or_, bags), min(lengths), frozenset(keys), loose, written, sounding)


def _form(written: str) -> _Form:
    return written, _bag(written), len(written)


def _bag(word: str) -> int:
    """So many bits for each letter as it occurs: what two bags share is as many letters as their words do."""
    found = 0
    for letter in set(word):
        times = word.count(letter)
        if times > _OFTEN or not "A" <= letter <= "Z":
            return _ANY
        found |= ((1 << times) - 1) << (ord(letter) & 31) * _OFTEN
    return found


def _alike(x: _Form, y: _Form, least: float) -> float:
    """Likeness of two forms; no look is needed where they share fewer letters than words so much alike must."""
    longer = x[2] if x[2] > y[2] else y[2]
    if (x[1] & y[1]).bit_count() < least * longer and _ANY not in (x[1], y[1]):
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
