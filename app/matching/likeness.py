"""How far two read names are one name: which words meet, which stand against each other, which are only missing."""

from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from app.matching.names import FILLERS, Name
from app.matching.rarity import Rarity
from app.matching.sounds import ALIKE, INITIAL, LOOSE_SOUND, SAME_SOUND, perhaps_alike, word_likeness
from app.matching.weights import BITS

MOST_RARE = 22.0
"""A long name does not make a person surer without end: its words are not independent."""
_MOST_FATHER = 10.0
_MOST_OF_AN_INITIAL = 3.0
_JOINED_ALIKE = 0.88
_HALF = 0.5
PARTS = (
    "equal", "sound", "loose", "slip", "initial", "conflict", "further", "nothing", "both_left", "missing",
    "missing_filler", "half", "alias", "brother",
)  # fmt: skip
"""What `NameAgreement.parts` counts, in order; each weighs BITS["name.…"] a piece."""
_WEIGHTS = tuple(BITS[f"name.{part}"] for part in PARTS)


class NameAgreement(NamedTuple):
    """`likeness` 0..1 for people to read; `conflicts` given words that contradict; `father` same, near, differs, ''."""

    bits: float
    """Of the given names and, where fathers are known, of those too."""
    likeness: float
    conflicts: int
    father: str
    father_bits: float
    parts: tuple[float, ...] = ()
    father_rare: float = 0.0
    """Bits of rarity in the father's words that meet, before they are weighed."""
    by_alias: bool = False
    rare_bits: float = 0.0
    """Bits of rarity in the given words that meet."""
    words: int = 0
    """Given and father words that meet."""


_Pairs = list[tuple[str, str, float]]
_Meeting = tuple[_Pairs, list[str], list[str]]
"""The words that meet, and those left over on either side."""
_NONE_LEFT = ((0.0, 0.0, 0.0), 0)
_FATHER_DIFFERS = BITS["father.differs"]
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
                if (x, y) != (a.given, b.given) and other.bits + BITS["name.alias"] > best.bits:
                    parts = (*other.parts[:-2], 1.0, other.parts[-1])
                    best = other._replace(bits=other.bits + BITS["name.alias"], parts=parts, by_alias=True)
    return best


def _compare_labels(a: Name, b: Name) -> NameAgreement:
    """Two nameless people agree a little where mother or running number do; a name says nothing about the nameless."""
    if not (a.nameless and b.nameless and a.label and b.label):
        return _NOTHING
    pairs, left_a, left_b = meet(a.label, b.label)
    if pairs and not (left_a and left_b):
        return NameAgreement(BITS["label.same"], 1.0, 0, "", 0.0, words=1)
    return NameAgreement(BITS["label.differs"], 0.0, 1, "", 0.0)


def _compare(
    given_a: Sequence[str], father_a: Sequence[str], given_b: Sequence[str], father_b: Sequence[str], rarity: Rarity
) -> NameAgreement:
    pairs, left_a, left_b = meet(given_a, given_b)
    across: _Pairs = []
    if left_a and father_b and not father_a:
        across, left_a, father_b = meet(left_a, father_b)
    elif left_b and father_a and not father_b:
        across, left_b, father_a = meet(left_b, father_a)
    father, father_rare, fathers = "", 0.0, 0
    if across or (father_a and father_b):
        met_fathers = meet(father_a, father_b)
        father, father_rare = _father(met_fathers, across, rarity)
        fathers = len(across) + len(met_fathers[0])
    worth = _worth(pairs, rarity)
    met = _met(pairs, worth)
    rare = sum(met)
    if rare > MOST_RARE:
        met = [part * MOST_RARE / rare for part in met]
    nearest = _half_alike(left_a, left_b) if left_a and left_b else 0.0
    left, conflicts = _left_over(left_a, left_b) if left_a or left_b else _NONE_LEFT
    parts = (
        *met, 1.0 if conflicts else 0.0, float(conflicts - 1) if conflicts > 1 else 0.0, 0.0 if pairs else 1.0, *left,
        nearest if conflicts else 0.0, 0.0, 1.0 if conflicts and father in ("same", "near") else 0.0,
    )  # fmt: skip
    father_bits = _FATHER_DIFFERS if father == "differs" else father_rare * BITS[f"father.{father}"] if father else 0.0
    bits = sum(map(mul, parts, _WEIGHTS)) + father_bits
    likeness = _likeness(pairs, worth, (left_a, left_b), nearest, rarity)
    return NameAgreement(
        bits, likeness, conflicts, father, father_bits, parts, father_rare, False, rare, len(pairs) + fathers
    )


def meet(xs: Sequence[str], ys: Sequence[str]) -> _Meeting:
    """Pair the words of two names in any order, the surest first; parts written apart or together meet too."""
    if xs == ys:
        return [(x, x, 1.0) for x in xs], [], []
    pairs: _Pairs = []
    if not (xs and ys):
        return pairs, list(xs), list(ys)
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
        likeness = word_likeness(x, y) if min(len(x), len(y)) > 3 and perhaps_alike(left_a, left_b) else 0.0
        if likeness >= _JOINED_ALIKE:
            return [*pairs, (x, y, likeness)], [], []
    return pairs, left_a, left_b


def _meet_alike(pairs: _Pairs, left_a: list[str], left_b: list[str]) -> None:
    ranked = []
    for x in left_a:
        for y in left_b:
            likeness = word_likeness(x, y)
            if likeness >= ALIKE:
                ranked.append((-likeness, min(x, y), max(x, y), x, y))
    ranked.sort()
    for negative, _, _, x, y in ranked:
        if x in left_a and y in left_b:
            left_a.remove(x)
            left_b.remove(y)
            pairs.append((x, y, -negative))


def _worth(pairs: _Pairs, rarity: Rarity) -> list[float]:
    """Bits of rarity in each two words that meet: of the commoner, where they are not written alike."""
    word = rarity.word
    return [word(x) if likeness == 1.0 else min(word(x), word(y)) for x, y, likeness in pairs]


def _met(pairs: _Pairs, worth: list[float]) -> list[float]:
    """The same added up: written alike, sounding alike, loosely so, after a slip, as an initial."""
    equal = sound = loose = slip = initial = 0.0
    for (x, y, likeness), bits in zip(pairs, worth, strict=True):
        if likeness == 1.0:
            equal += bits
        elif likeness >= SAME_SOUND:
            sound += bits
        elif likeness >= LOOSE_SOUND:
            loose += bits
        elif likeness == INITIAL and 1 in (len(x), len(y)):
            initial += min(bits, _MOST_OF_AN_INITIAL)
        else:
            slip += bits * (0.35 + (likeness - ALIKE) * 2)
    return [equal, sound, loose, slip, initial]


def _left_over(left_a: list[str], left_b: list[str]) -> tuple[tuple[float, float, float], int]:
    """(both sides have words over, own words missing, fillers missing), and own words that stand against each other."""
    own_a = sum(word not in FILLERS for word in left_a)
    own_b = sum(word not in FILLERS for word in left_b)
    conflicts = min(own_a, own_b)
    both = 1.0 if not conflicts and left_a and left_b else 0.0
    return (both, float(abs(own_a - own_b)), float(len(left_a) + len(left_b) - own_a - own_b)), conflicts


def _half_alike(left_a: list[str], left_b: list[str]) -> float:
    """0..1: words that contradict may still be one word, twice misheard."""
    nearest = 0.0
    for x in left_a:
        for y in left_b:
            nearest = max(nearest, word_likeness(x, y))
    return min(max(nearest - _HALF, 0.0) / (ALIKE - _HALF), 1.0)


def _father(fathers: _Meeting, across: _Pairs, rarity: Rarity) -> tuple[str, float]:
    met, left_a, left_b = fathers
    pairs = [*across, *met]
    contradicted = bool(left_a and left_b)
    if not pairs:
        return ("differs", 0.0) if contradicted else ("", 0.0)
    own = any(x not in FILLERS and y not in FILLERS for x, y, _ in pairs)
    if contradicted and not own:
        return "differs", 0.0
    sure = min(pair[2] for pair in pairs) >= LOOSE_SOUND
    return ("near" if contradicted or not sure else "same"), min(sum(_met(pairs, _worth(pairs, rarity))), _MOST_FATHER)


def _likeness(
    pairs: _Pairs, worth: list[float], left: tuple[list[str], list[str]], nearest: float, rarity: Rarity
) -> float:
    total = sum(worth)
    met = sum([bits * likeness for (_, _, likeness), bits in zip(pairs, worth, strict=True)])
    left_a, left_b = left
    if left_a or left_b:
        missing_a, missing_b = sum(map(rarity.word, left_a)), sum(map(rarity.word, left_b))
        if left_a and left_b:
            met += min(missing_a, missing_b) * nearest * ALIKE
            total += max(missing_a, missing_b)
        else:
            total += 0.25 * (missing_a + missing_b)
    return round(met / total, 4) if total else 0.0
