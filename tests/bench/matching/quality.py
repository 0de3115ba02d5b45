"""How good and how fast the matcher is on made lists, beside the rapidfuzz composite at its best threshold.

Run: python -m tests.bench.matching.quality [seeds] [--large]
"""

import sys
from dataclasses import dataclass
from statistics import mean
from time import perf_counter

from app.matching.pairing import match_lists
from app.matching.roster import Roster
from app.matching.score import decide
from tests.bench.matching.baseline import composite
from tests.bench.matching.generate import Lists, make


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1; `f1` counts every named line (match and review), `wrong` are false automatic matches."""

    precision: float
    recall: float
    f1: float
    automatic: float
    wrong: int
    review: float
    top5: float
    seconds: float


def measure(lists: Lists) -> Figures:
    """The matcher on one pair of lists."""
    start = perf_counter()
    pairings = match_lists(lists.manifest, lists.arrivals)
    seconds = perf_counter() - start
    named = [(p.arrival_row - 1, p.manifest_row - 1) for p in pairings if p.manifest_row is not None]
    right = sum(lists.truth[arrival] == line for arrival, line in named)
    precision, recall, f1 = _rates(right, len(named), lists)
    matched = [p for p in pairings if p.decision == "match" and p.manifest_row is not None]
    wrong = sum(lists.truth[p.arrival_row - 1] != (p.manifest_row or 0) - 1 for p in matched)
    review = sum(p.decision == "review" for p in pairings) / len(pairings)
    return Figures(precision, recall, f1, len(matched) / len(pairings), wrong, review, _top5(lists), seconds)


def measure_alone(lists: Lists) -> Figures:
    """Each arrival decided when he comes; lines taken by an automatic match before are out of the question."""
    roster = Roster(lists.manifest)
    start = perf_counter()
    taken: set[int] = set()
    named: list[tuple[int, int]] = []
    matched: list[tuple[int, int]] = []
    review = 0
    for arrival, who in enumerate(lists.arrivals):
        candidates = [one for one in roster.candidates(who) if one.index not in taken]
        decision = decide([one.evidence for one in candidates])
        review += decision.kind == "review"
        if decision.index is not None:
            named.append((arrival, candidates[decision.index].index))
        if decision.kind == "match":
            matched.append(named[-1])
            taken.add(named[-1][1])
    seconds = perf_counter() - start
    right = sum(lists.truth[arrival] == line for arrival, line in named)
    precision, recall, f1 = _rates(right, len(named), lists)
    wrong = sum(lists.truth[arrival] != line for arrival, line in matched)
    many = len(lists.arrivals)
    return Figures(precision, recall, f1, len(matched) / many, wrong, review / many, _top5(lists), seconds)


def _rates(right: int, named: int, lists: Lists) -> tuple[float, float, float]:
    true = sum(line is not None for line in lists.truth)
    precision, recall = right / max(1, named), right / max(1, true)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _top5(lists: Lists) -> float:
    roster = Roster(lists.manifest)
    sought = [(who, line) for who, line in zip(lists.arrivals, lists.truth, strict=True) if line is not None]
    return mean(line in {c.index for c in roster.candidates(who)} for who, line in sought)


def baseline(lists: Lists) -> tuple[float, float]:
    """F1 of the composite at the threshold that is best on this very list, and seconds."""
    start = perf_counter()
    found = composite(lists.manifest, lists.arrivals)
    seconds = perf_counter() - start
    ranked = sorted(((score, lists.truth[at] == line) for at, (line, score) in enumerate(found)), reverse=True)
    best, right = 0.0, 0
    for named, (_, is_right) in enumerate(ranked, 1):
        right += is_right
        best = max(best, _rates(right, named, lists)[2])
    return best, seconds


def speed_of_one(lines: int = 2000, asked: int = 300) -> tuple[float, float, float]:
    """Milliseconds for one arrival against `lines` (median, worst), and for one search as typed (median)."""
    lists = make(7, lines, asked, hard=True)
    roster = Roster(lists.manifest)
    times, typing = [], []
    for who in lists.arrivals:
        start = perf_counter()
        roster.candidates(who)
        times.append(perf_counter() - start)
        start = perf_counter()
        roster.search(who.name[:6])
        typing.append(perf_counter() - start)
    return sorted(times)[len(times) // 2] * 1000, max(times) * 1000, sorted(typing)[len(typing) // 2] * 1000


def main(arguments: list[str]) -> None:
    """Write the figures."""
    seeds = int(next((a for a in arguments if a.isdigit()), "3"))
    for hard in (False, True):
        made = [make(seed, hard=hard) for seed in range(seeds)]
        ours, peers = [measure(lists) for lists in made], [baseline(lists) for lists in made]
        _write(f"{'hard' if hard else 'normal'} 590×600, {seeds} seeds")
        for field in ("precision", "recall", "f1", "automatic", "review", "top5", "seconds"):
            _write(f"  {field:10} {mean(getattr(one, field) for one in ours):.4f}")
        _write(f"  wrong automatic {sum(one.wrong for one in ours)} of {590 * seeds}")
        f1, seconds = (mean(values) for values in zip(*peers, strict=True))
        _write(f"  composite at its best: f1 {f1:.4f}, {seconds:.2f} s")
    _write("one of 2,000: median {:.2f} ms, worst {:.2f} ms; typing {:.2f} ms".format(*speed_of_one()))
    if "--large" in arguments:
        _write(f"5,880×6,000 {measure(make(11, 6000, 5880, hard=True))}")


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
