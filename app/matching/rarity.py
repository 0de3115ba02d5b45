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
        self._words: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self.people = 0
        for person in people:
            self.people += 1
            self._words.update({*person.name.given, *person.name.father})
            self._places.update(place for place in (person.province, f"/{person.regency}") if len(place) > 1)
        self.word: Callable[[str], float] = Remembered(self._word).__getitem__
        """Bits in sharing a name word."""

    @classmethod
    def of_words(cls, words: Counter[str], people: int) -> "Rarity":
        """Of a list whose words were counted in passing."""
        rarity = cls()
        rarity._words, rarity.people = words, people
        return rarity

    @property
    def prior_bits(self) -> float:
        """What evidence must outweigh: one line out of so many, most arrivals being on the list."""
        return log2(max(self.people, 20) if self.people else _USUAL_LIST) - BITS["listed"]

    def _word(self, word: str) -> float:
        expected = _COMMON.get(word, _OTHERS) / 1000 * _TRUST
        share = (self._words[word] + expected) / (self.people + _TRUST)
        return min(max(-log2(share), _LEAST_BITS), MOST_BITS)

    def regency(self, name: str) -> float:
        """Bits in sharing a regency."""
        return self._place(f"/{name}", 4.5, 5.5)

    def province(self, name: str) -> float:
        """Bits in sharing a province."""
        return self._place(name, 2.0, 3.5)

    def _place(self, key: str, usual: float, most: float) -> float:
        seen = self._places[key]
        if not seen or self.people < 20:
            return usual
        return min(max(-log2(seen / self.people), 0.3), most)


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
