"""How far two read names are one name: which words meet, which stand against each other, which are only missing."""

from collections.abc import Sequence
from typing import NamedTuple

from app.matching.names import FILLERS, Name
from app.matching.rarity import Rarity
from app.matching.sounds import ALIKE, INITIAL, LOOSE_SOUND, SAME_SOUND, word_likeness

_MOST_BITS = 19.0
_DEPENDENCE = 0.85
"""Words of one name are not independent; their bits add up to less."""
_CONFLICT, _FURTHER_CONFLICT, _NOTHING_MEETS = -5.0, -2.5, -4.0
_MISSING, _MISSING_FILLER = -0.9, -0.3
_FATHER_DIFFERS, _FATHER_SHARE, _MOST_FATHER = -4.5, 0.8, 8.0
_BY_ALIAS = -0.7
_JOINED_ALIKE = 0.88


class NameAgreement(NamedTuple):
    """`likeness` 0..1 for people to read; `conflicts` given words that contradict; `father` same, near, differs, ''."""

    bits: float
    likeness: float
    conflicts: int
    father: str
    father_bits: float
    by_alias: bool = False
    rare_bits: float = 0.0
    """Bits of the given words that meet."""
    words: int = 0
    """Given and father words that meet."""


class _Meeting(NamedTuple):
    pairs: list[tuple[str, str, float]]
    left_a: list[str]
    left_b: list[str]


_NOTHING = NameAgreement(0.0, 0.0, 0, "", 0.0)


def compare_names(a: Name, b: Name, rarity: Rarity) -> NameAgreement:
    """The best agreement of the names and aliases of two people; all zero where one has no name."""
    if a.nameless or b.nameless:
        return _compare_labels(a, b)
    best = _compare(a.given, a.father, b.given, b.father, rarity)
    if a.aliases or b.aliases:
        for x in (a.given, *a.aliases):
            for y in (b.given, *b.aliases):
                other = _compare(x, a.father, y, b.father, rarity)
                if (x, y) != (a.given, b.given) and other.bits + _BY_ALIAS > best.bits:
                    best = other._replace(bits=other.bits + _BY_ALIAS, by_alias=True)
    return best


def _compare_labels(a: Name, b: Name) -> NameAgreement:
    """Two nameless people agree a little where mother or running number do; a name says nothing about the nameless."""
    if not (a.nameless and b.nameless and a.label and b.label):
        return _NOTHING
    met = meet(a.label, b.label)
    if met.pairs and not (met.left_a and met.left_b):
        return NameAgreement(5.0, 1.0, 0, "", 0.0, words=1)
    return NameAgreement(-4.0, 0.0, 1, "", 0.0)


def _compare(
    given_a: Sequence[str], father_a: Sequence[str], given_b: Sequence[str], father_b: Sequence[str], rarity: Rarity
) -> NameAgreement:
    given = meet(given_a, given_b)
    pairs, left_a, left_b = given
    across: list[tuple[str, str, float]] = []
    if left_a and father_b and not father_a:
        moved = meet(left_a, father_b)
        across, left_a, father_b = moved.pairs, moved.left_a, moved.left_b
    elif left_b and father_a and not father_b:
        moved = meet(left_b, father_a)
        across, left_b, father_a = moved.pairs, moved.left_a, moved.left_b
    fathers = meet(father_a, father_b)
    level, father_bits = _father(fathers, across, rarity)
    met = [(_worth(pair, rarity), pair[2]) for pair in pairs]
    rare = sum(worth for worth, _ in met)
    against, conflicts = _left_over(left_a, left_b)
    if not pairs:
        against += _NOTHING_MEETS
    bits = min(rare * _DEPENDENCE, _MOST_BITS) + against + father_bits
    likeness = _likeness(pairs, left_a, left_b, rarity)
    words = len(pairs) + len(across) + len(fathers.pairs)
    return NameAgreement(bits, likeness, conflicts, level, father_bits, rare_bits=rare, words=words)


def meet(xs: Sequence[str], ys: Sequence[str]) -> _Meeting:
    """Pair the words of two names in any order, the surest first; parts written apart or together meet too."""
    if xs == ys:
        return _Meeting([(x, x, 1.0) for x in xs], [], [])
    pairs: list[tuple[str, str, float]] = []
    left_a, left_b = [], list(ys)
    for x in xs:
        if x in left_b:
            left_b.remove(x)
            pairs.append((x, x, 1.0))
        else:
            left_a.append(x)
    if left_a and left_b:
        _meet_alike(pairs, left_a, left_b)
    if left_a and left_b and len(left_a) + len(left_b) > 2:
        x, y = "".join(left_a), "".join(left_b)
        likeness = word_likeness(x, y) if min(len(x), len(y)) > 3 else 0.0
        if likeness >= _JOINED_ALIKE:
            return _Meeting([*pairs, (x, y, likeness)], [], [])
    return _Meeting(pairs, left_a, left_b)


def _meet_alike(pairs: list[tuple[str, str, float]], left_a: list[str], left_b: list[str]) -> None:
    alike = [(word_likeness(x, y), x, y) for x in left_a for y in left_b]
    ranked = sorted((-likeness, min(x, y), max(x, y), x, y) for likeness, x, y in alike if likeness >= ALIKE)
    for negative, _, _, x, y in ranked:
        if x in left_a and y in left_b:
            left_a.remove(x)
            left_b.remove(y)
            pairs.append((x, y, -negative))


def _worth(pair: tuple[str, str, float], rarity: Rarity) -> float:
    x, y, likeness = pair
    bits = min(rarity.word(x), rarity.word(y))
    if likeness >= SAME_SOUND:
        return bits
    if likeness >= LOOSE_SOUND:
        return bits * 0.85
    if likeness == INITIAL and 1 in (len(x), len(y)):
        return min(bits, 3.0)
    return bits * (0.35 + (likeness - ALIKE) * 2)


def _left_over(left_a: list[str], left_b: list[str]) -> tuple[float, int]:
    if not (left_a or left_b):
        return 0.0, 0
    own_a = sum(word not in FILLERS for word in left_a)
    own_b = sum(word not in FILLERS for word in left_b)
    conflicts = min(own_a, own_b)
    bits = (_CONFLICT + (conflicts - 1) * _FURTHER_CONFLICT) if conflicts else 0.0
    if not conflicts and left_a and left_b:
        bits -= 1.5
    fillers = len(left_a) + len(left_b) - own_a - own_b
    return bits + abs(own_a - own_b) * _MISSING + fillers * _MISSING_FILLER, conflicts


def _father(fathers: _Meeting, across: list[tuple[str, str, float]], rarity: Rarity) -> tuple[str, float]:
    pairs = [*across, *fathers.pairs]
    contradicted = bool(fathers.left_a and fathers.left_b)
    if not pairs:
        return ("differs", _FATHER_DIFFERS) if contradicted else ("", 0.0)
    bits = min(sum(_worth(pair, rarity) for pair in pairs) * _FATHER_SHARE, _MOST_FATHER)
    own = any(x not in FILLERS and y not in FILLERS for x, y, _ in pairs)
    if contradicted and not own:
        return "differs", _FATHER_DIFFERS + 1
    sure = min(pair[2] for pair in pairs) >= LOOSE_SOUND
    return ("near" if contradicted or not sure else "same"), bits - (2.0 if contradicted else 0.0)


def _likeness(pairs: list[tuple[str, str, float]], left_a: list[str], left_b: list[str], rarity: Rarity) -> float:
    met = total = 0.0
    for x, y, likeness in pairs:
        bits = min(rarity.word(x), rarity.word(y))
        met += bits * likeness
        total += bits
    if not (left_a or left_b):
        return round(met / total, 4) if total else 0.0
    missing_a, missing_b = (sum(rarity.word(word) for word in left) for left in (left_a, left_b))
    total += max(missing_a, missing_b) if left_a and left_b else 0.25 * (missing_a + missing_b)
    return round(met / total, 4) if total else 0.0
