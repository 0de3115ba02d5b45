"""What a careful office would do with rapidfuzz in forty lines: a hand-weighted composite, to be measured beside."""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from time import perf_counter

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from app.matching.who import Who


def composite(manifest: list[Who], arrivals: list[Who]) -> list[tuple[int, float]]:
    """For each arrival the best line (from 0) and its score, every pair compared."""
    return [(line, score) for _, line, score in best_of_each(composite_scores(manifest, arrivals, 1)[0])]


def composite_scores(
    manifest: Sequence[Who], arrivals: Sequence[Who], kept: int = 5
) -> tuple[list[tuple[int, int, float]], float]:
    """(arrival, line, score) of the `kept` best lines of each, and seconds."""
    start = perf_counter()
    lines = [_plain(line) for line in manifest]
    found = []
    for at, arrival in enumerate(map(_plain, arrivals)):
        scores = [_score(arrival, line) for line in lines]
        found += [(at, line, scores[line]) for line in nlargest(kept, range(len(scores)), key=scores.__getitem__)]
    return found, perf_counter() - start


def best_of_each(scores: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The best line of each arrival, in the order of arrivals."""
    best: dict[int, tuple[int, int, float]] = {}
    for one in scores:
        if one[0] not in best or one[2] > best[one[0]][2]:
            best[one[0]] = one
    return [best[at] for at in sorted(best)]


def _plain(who: Who) -> tuple[str, str, int | None, str, str]:
    name = f"{who.name} {who.father}".upper().replace(" BIN ", " ").replace(" BINTI ", " ").replace(".", " ")
    year = who.birth.year if who.birth else who.age_on.year - who.age if who.age is not None and who.age_on else None
    day = who.birth.isoformat() if who.birth and who.precision == "day" else ""
    number = next((paper.number for paper in who.documents), who.nik)
    return " ".join(name.split()), day, year, number, who.regency.upper().removeprefix("KAB. ")


def _score(a: tuple[str, str, int | None, str, str], b: tuple[str, str, int | None, str, str]) -> float:
    total, weight = 0.5 * fuzz.token_sort_ratio(a[0], b[0]) / 100, 0.5
    if a[1] and b[1]:
        total, weight = total + 0.25 * max(0.0, 1 - Levenshtein.distance(a[1], b[1]) / 4), weight + 0.25
    elif a[2] and b[2]:
        total, weight = total + 0.12 * max(0.0, 1 - abs(a[2] - b[2]) / 4), weight + 0.12
    if a[3] and b[3]:
        total, weight = total + 0.3 * max(0.0, 1 - Levenshtein.distance(a[3], b[3]) / 3), weight + 0.3
    if a[4] and b[4]:
        total, weight = total + 0.1 * (a[4] == b[4]), weight + 0.1
    return total / weight
