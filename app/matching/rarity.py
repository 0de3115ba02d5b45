"""How much an agreement says: sharing a rare name or a small regency weighs more than being another Muhammad."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import log2
from typing import TypeVar

from app.matching.weights import BITS
from app.matching.who import Comparable

K = TypeVar("K")
V = TypeVar("V")
_COMMON = {
    "MUHAMMAD": 120, "SITI": 60, "AHMAD": 35, "ABDUL": 40, "NUR": 30, "ABDULLAH": 20, "SRI": 15, "ALI": 15, "LA": 20,
    "WA": 12, "ODE": 15, "ANDI": 15, "DAENG": 15, "I": 10, "NI": 10, "HASAN": 10, "IBRAHIM": 10, "ISMAIL": 10,
    "YUSUF": 12,
    "AMINAH": 8, "FATIMAH": 8, "RAHMAN": 10, "AGUS": 10, "DEWI": 8, "MARIA": 12, "YOHANES": 10, "FRANSISKUS": 6,
    "BUDI": 5, "EKO": 5, "IRWAN": 5, "HERMAN": 5, "RUDI": 5, "UMAR": 6, "USMAN": 6, "HAMZAH": 4, "HALIMAH": 4,
    "ANWAR": 5,
}  # fmt: skip
"""People in a thousand who carry the word: rough, and only a start until a list gives its own counts."""
_OTHERS = 2.0
_TRUST = 200
"""The rough table counts like this many people."""
_USUAL_LIST = 1000
"""Without a list a pair must outweigh being two of so many."""
MOST_BITS = 11.0
_LEAST_BITS = 1.5


class Rarity:
    """Bits of evidence in sharing a word or place, counted on one list; without a list a rough table speaks."""

    def __init__(self, people: Iterable[Comparable] = ()) -> None:
        words: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._place_bits: dict[str, float] = {}
        listed = list(people)
        for person in listed:
            words.update({*person.name.given, *person.name.father})
            self._places.update(place for place in (person.province, f"/{person.regency}") if len(place) > 1)
        self._count(words, len(listed))

    @classmethod
    def of_words(cls, words: Counter[str], people: int) -> "Rarity":
        """Of a list whose words were counted in passing."""
        rarity = cls()
        rarity._count(words, people)
        return rarity

    def _count(self, words: Counter[str], people: int) -> None:
        self.people = people
        self.word: Callable[[str], float] = _WordBits(words, people).__getitem__
        """Bits in sharing a name word."""
        self.prior_bits = log2(max(people, 20) if people else _USUAL_LIST) - BITS["listed"]
        """What evidence must outweigh: one line out of so many, most arrivals being on the list."""

    def regency(self, name: str) -> float:
        """Bits in sharing a regency."""
        return self._place(f"/{name}", 4.5, 5.5)

    def province(self, name: str) -> float:
        """Bits in sharing a province."""
        return self._place(name, 2.0, 3.5)

    def _place(self, key: str, usual: float, most: float) -> float:
        found = self._place_bits.get(key)
        if found is None:
            seen = self._places[key]
            counted = seen and self.people >= 20
            found = self._place_bits[key] = min(max(-log2(seen / self.people), 0.3), most) if counted else usual
        return found


class _WordBits(dict[str, float]):
    """Bits in sharing each word, worked out when first asked."""

    def __init__(self, words: Counter[str], people: int) -> None:
        super().__init__()
        self._carried, self._people = words, people

    def __missing__(self, word: str) -> float:
        expected = _COMMON.get(word, _OTHERS) / 1000 * _TRUST
        share = (self._carried[word] + expected) / (self._people + _TRUST)
        found = self[word] = min(max(-log2(share), _LEAST_BITS), MOST_BITS)
        return found


class Remembered(dict[K, V]):
    """What a function says of each key, worked out when first asked."""

    def __init__(self, of: Callable[[K], V]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, key: K) -> V:
        found = self[key] = self._of(key)
        return found


@lru_cache(maxsize=1)
def usual_rarity() -> Rarity:
    """What words are worth where no list is at hand."""
    return Rarity()
