"""What the weights are learned from: each arrival of the tuning lists, its candidates taken apart into evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.matching.evidence import Agreement, Evidence
from app.matching.likeness import PARTS
from app.matching.roster import Roster
from app.matching.weights import BITS
from app.matching.who import comparable
from tests.bench.matching.generate import Lists

CANDIDATES = 6


@dataclass(frozen=True)
class Asked:
    """One arrival: the counted evidence of each candidate line, what it must outweigh, and which is right, if any."""

    candidates: list[dict[str, float]]
    prior: float
    right: int | None


def counted(evidence: Evidence) -> dict[str, float]:
    """Key in the table of weights → how often it counts; the sum of weight times count is the evidence in bits."""
    name = evidence.name
    found = (
        {f"name.{part}": count for part, count in zip(PARTS, name.parts, strict=True) if count} if name.parts else {}
    )
    if not name.parts and name.bits:
        found["label.same" if name.bits > 0 else "label.differs"] = 1.0
    for field, agreement in evidence.fields.items():
        key = agreement.key or f"{field}.{agreement.level}"
        found[key] = name.father_rare if field == "father" and agreement.level != "differs" else _count(key, agreement)
    return found


def _count(key: str, agreement: Agreement) -> float:
    return agreement.bits / BITS[key]


def asked(lists: Iterable[Lists]) -> Iterator[Asked]:
    """Every arrival of these lists."""
    for pair in lists:
        roster = Roster(pair.manifest)
        prior = roster.rarity.prior_bits + BITS["listed"]
        for who, line in zip(pair.arrivals, pair.truth, strict=True):
            found = roster.weighed(comparable(who), CANDIDATES)
            right = next((at for at, (index, _) in enumerate(found) if index == line), None)
            yield Asked([counted(evidence) for _, evidence in found], prior, right)
