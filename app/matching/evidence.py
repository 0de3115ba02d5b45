"""The evidence that two people are one: every field weighed apart, in bits, so that the reasons can be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp2
from typing import NamedTuple

from rapidfuzz.distance import OSA

from app.matching.births import BirthAgreement, compare_births
from app.matching.documents import same_nik
from app.matching.likeness import NameAgreement, compare_names
from app.matching.rarity import Rarity
from app.matching.weights import BITS
from app.matching.who import Comparable

_SPELLINGS_OF_A_PLACE = 0.8
_END = 2
"""Numbers issued one after the other differ in their last digits: a slip there is as likely another person."""


class Agreement(NamedTuple):
    """One field's part: how it agrees, how much that says (bits, negative speaks against), and what to show."""

    level: str
    bits: float
    detail: str = ""
    key: str = ""
    """What it is called in the table of weights where field and level do not say it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two people may be one. `fields`, each only where both sides know something:

    birth, document, nik (same, near, near_end, differs), family_card, regency, province, sex, father.
    """

    score: float
    """0..1, how likely on a list of this size, other candidates apart."""
    bits: float
    """The same as log2 of the odds: sums of the fields less what one line among many must outweigh."""
    name: NameAgreement
    nameless: bool
    """One of the two has no name yet: only a number can tell who it is."""
    mononym: bool
    """One of the two has a single word and no father: a name alone can never be enough."""
    fields: Mapping[str, Agreement]

    def level(self, field: str) -> str:
        """How a field agrees; '' where it says nothing."""
        found = self.fields.get(field)
        return found.level if found else ""


def weigh(a: Comparable, b: Comparable, rarity: Rarity) -> Evidence:
    """Compare two people field by field; the same whichever comes first."""
    name = compare_names(a.name, b.name, rarity)
    fields: dict[str, Agreement] = {}
    if name.father:
        fields["father"] = Agreement(name.father, name.father_bits, _father_shown(b) or _father_shown(a))
    birth = compare_births(a.birth, b.birth)
    if birth:
        fields["birth"] = _of_birth(birth)
    if a.numbers and b.numbers:
        _compare_numbers(fields, a, b)
    if a.nik and b.nik:
        _compare_nik(fields, a.nik, b.nik, birth is not None)
    if a.family_card and a.family_card == b.family_card:
        fields["family_card"] = Agreement("same", BITS["family_card.same"])
    _compare_places(fields, a, b, rarity)
    if a.sex and b.sex:
        fields["sex"] = _SAME_SEX if a.sex == b.sex else _OTHER_SEX
    bits = name.bits - name.father_bits + sum([agreement.bits for agreement in fields.values()]) - rarity.prior_bits
    bits = round(bits, 6)
    nameless = a.name.nameless or b.name.nameless
    mononym = a.name.mononym or b.name.mononym
    return Evidence(round(likelihood(bits), 4), bits, name, nameless, mononym and not nameless, fields)


_OTHER_REGENCY = Agreement("differs", BITS["regency.differs"])
_OTHER_PROVINCE = Agreement("differs", BITS["province.differs"])
_SAME_SEX, _OTHER_SEX = Agreement("same", BITS["sex.same"]), Agreement("differs", BITS["sex.differs"])


@lru_cache(maxsize=1024)
def _of_birth(birth: BirthAgreement) -> Agreement:
    return Agreement(birth.level, birth.bits, str(birth.gap), birth.key)


def likelihood(bits: float) -> float:
    """Odds in bits as a probability."""
    return 1.0 / (1.0 + exp2(-max(min(bits, 60.0), -60.0)))


def _father_shown(person: Comparable) -> str:
    return " ".join(word.capitalize() for word in person.name.father)


def _compare_numbers(fields: dict[str, Agreement], a: Comparable, b: Comparable) -> None:
    """The best agreement of any two papers; papers of different kinds that differ say nothing."""
    found = [
        (level, BITS[f"document.{level}"], kind_a or kind_b)
        for kind_a, x in a.numbers
        for kind_b, y in b.numbers
        if (level := _number_level(x, y)) != "differs" or _same_kind(kind_a, kind_b, x, y)
    ]
    if found:
        fields["document"] = Agreement(*max(found, key=lambda one: (one[1], one[2])))


def _same_kind(kind_a: str, kind_b: str, x: str, y: str) -> bool:
    """Papers of one kind; where a list does not say, the shape of the number does (B1234567 is a passport)."""
    if kind_a and kind_b:
        return kind_a[:6] == kind_b[:6]
    return [c.isdigit() for c in x] == [c.isdigit() for c in y]


def _number_level(x: str, y: str) -> str:
    if x == y:
        return "same"
    if abs(len(x) - len(y)) > 1 or OSA.distance(x, y, score_cutoff=1) > 1:
        return "differs"
    return "near_end" if len(x) == len(y) and x[:-_END] == y[:-_END] else "near"


def _compare_nik(fields: dict[str, Agreement], x: str, y: str, birth_known: bool) -> None:
    level = "same" if same_nik(x, y) else _number_level(x, y)
    key = "same_dated" if level == "same" and birth_known else level  # the number repeats the date
    fields["nik"] = Agreement(level, BITS[f"nik.{key}"], key=f"nik.{key}")


def _compare_places(fields: dict[str, Agreement], a: Comparable, b: Comparable, rarity: Rarity) -> None:
    if a.regency and b.regency and a.regency.isdigit() == b.regency.isdigit():
        if a.regency == b.regency:
            fields["regency"] = Agreement("same", rarity.regency(a.regency) * BITS["regency.same"], b.who.regency)
            return
        if _spelt_alike(a.regency, b.regency):
            fields["regency"] = Agreement("near", BITS["regency.near"], b.who.regency)
            return
        fields["regency"] = _OTHER_REGENCY
    if a.province and b.province and a.province.isdigit() == b.province.isdigit():
        same = a.province == b.province
        bits = rarity.province(a.province) * BITS["province.same"] if same else 0.0
        fields["province"] = Agreement("same", bits) if same else _OTHER_PROVINCE


def _spelt_alike(x: str, y: str) -> bool:
    return not x.isdigit() and OSA.normalized_similarity(x, y, score_cutoff=_SPELLINGS_OF_A_PLACE) > 0
