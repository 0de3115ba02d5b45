"""The matcher beside rapidfuzz, recordlinkage, splink and dedupe on the same lists, in one run.

Run: python -m tests.bench.matching.beside [--peers PYTHON] [--tools recordlinkage splink dedupe] [--lists 20]
     [--first 0] [--dedupe 2] [--without-large]

PYTHON is an interpreter with packaging/requirements/bench.txt. Peers get their best threshold on each
very list (an upper bound); the matcher answers as it would at the quay. A peer that breaks ends the run.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from statistics import mean
from time import perf_counter, process_time
from typing import Any

from app.matching.names import read_name
from app.matching.pairing import dedupe, match_lists
from app.matching.who import Document, Who
from tests.bench.matching.baseline import best_of_each, composite_scores
from tests.bench.matching.calibration import Calibration
from tests.bench.matching.generate import Lists
from tests.bench.matching.quality import measure, measure_alone
from tests.bench.matching.trial import trial

PEERS = Path(__file__).with_name("peers.py")
TOOLS = ("recordlinkage", "splink", "dedupe")
_WITHOUT_LABELS = ("recordlinkage", "splink")
"""FEBRL is given without labels to learn from."""
Scored = list[tuple[int, int, float]]


def plain(who: Who) -> dict[str, str]:
    """A person in the columns the peers compare: the name already read, so that they need not know bin and Mohd."""
    name = read_name(who.name, who.father)
    year = who.birth.year if who.birth else who.age_on.year - who.age if who.age is not None and who.age_on else ""
    words = name.given or ("",)
    regency = who.regency.upper().removeprefix("KABUPATEN ").removeprefix("KAB. ")
    return {
        "name": " ".join(words), "father": " ".join(name.father), "first": words[0][:4], "last": words[-1][:4],
        "birth": who.birth.isoformat() if who.birth and who.precision == "day" else "", "year": str(year),
        "number": next((paper.number.replace(" ", "") for paper in who.documents), ""), "nik": who.nik,
        "regency": regency, "province": who.province.upper(), "sex": who.sex,
    }  # fmt: skip


def ask(
    python: str, tool: str, left: Sequence[Who], right: Sequence[Who] | None, labels: object = None
) -> dict[str, Any]:
    """What a peer answers; a RuntimeError with its last words where it breaks or finds nothing at all."""
    asked = {"tool": tool, "left": [plain(who) for who in left], "labels": labels}
    if right is not None:
        asked["right"] = [plain(who) for who in right]
    found: dict[str, Any] = _answer(python, [], json.dumps(asked), tool)
    if not found["scores"]:
        raise RuntimeError(f"{tool} found no pair at all")
    return found


def _answer(python: str, arguments: Sequence[str], asked: str, tool: str) -> dict[str, Any]:
    done = subprocess.run([python, str(PEERS), *arguments], input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{tool} broke:\n{done.stderr.strip()}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def best_f1(pairs: Scored, truth: set[tuple[int, int]]) -> float:
    """F1 at the threshold that is best on this very list."""
    best, right = 0.0, 0
    for named, (a, b, _) in enumerate(sorted(pairs, key=lambda one: -one[2]), 1):
        right += (a, b) in truth
        best = max(best, 2 * right / (named + len(truth)))
    return best


def _labels(lists: Lists) -> dict[str, list[tuple[int, int]]]:
    rng = Random(1)
    true = [(at, line) for at, line in enumerate(lists.truth) if line is not None]
    other = [(at, rng.randrange(len(lists.manifest))) for at in rng.sample(range(len(lists.truth)), 100)]
    return {"match": rng.sample(true, 60), "distinct": [pair for pair in other if lists.truth[pair[0]] != pair[1]]}


def _peer(lists: Lists, pairs: Scored) -> tuple[float, float]:
    """(F1 at its best threshold, share of listed arrivals whose line is among its first five)."""
    of: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for arrival, line, score in pairs:
        of[arrival].append((score, line))
    truth = {(at, line) for at, line in enumerate(lists.truth) if line is not None}
    firsts = [(at, max(found)[1], max(found)[0]) for at, found in of.items()]
    five = mean(line in {one for _, one in sorted(of[at], reverse=True)[:5]} for at, line in truth)
    return best_f1(firsts, truth), five


def trial_lists(python: str | None, seeds: range, peers: dict[str, int]) -> None:
    """Twenty hard lists, 590 arrivals on 600 lines each; `peers` tells on how many each is asked."""
    made, count = [trial(seed) for seed in seeds], len(seeds)
    ours, alone = [measure(lists) for lists in made], [measure_alone(lists) for lists in made]
    people = sum(len(lists.arrivals) for lists in made)
    print(f"{count} hard lists, 590 × 600: F1, top-5, s a list")
    for name, found in (("matcher, whole list", ours), ("matcher, one by one", alone)):
        wrong = sum(one.wrong for one in found)
        figures = [
            mean(getattr(one, field) for one in found) for field in ("f1", "top5", "seconds", "review", "automatic")
        ]
        print("  {:22} {:.4f}  {:.4f}  {:5.2f}   review {:.3f}  automatic {:.3f}".format(name, *figures)
              + f"  wrong automatic {wrong} of {people}")  # fmt: skip
    _print_peer("rapidfuzz composite", made, [composite_scores(lists.manifest, lists.arrivals) for lists in made])
    for tool, lists_for in peers.items():
        if python and lists_for:
            _beside(python, tool, made[:lists_for])
    calibration = Calibration()
    for lists in made:
        calibration.add(lists)
    calibration.show()


def _beside(python: str, tool: str, made: Sequence[Lists]) -> None:
    answers = [ask(python, tool, one.manifest, one.arrivals, _labels(one)) for one in made]
    _print_peer(f"{tool} ({len(made)} lists)", made, [(one["scores"], one["seconds"]) for one in answers])


def _print_peer(name: str, made: Sequence[Lists], found: Sequence[tuple[Scored, float]]) -> None:
    rates = [_peer(lists, pairs) for lists, (pairs, _) in zip(made, found, strict=True)]
    f1, five = (mean(rate) for rate in zip(*rates, strict=True))
    print(f"  {name:22} {f1:.4f}  {five:.4f}  {mean(seconds for _, seconds in found):5.2f}", flush=True)


def febrl(python: str, tools: Sequence[str]) -> None:
    """The two made Australian lists of the recordlinkage package: 4 links two lists, 3 has doubles in one."""
    data = _answer(python, ["febrl"], "", "recordlinkage")
    left, right, one = ([_australian(row) for row in data[name]] for name in ("4a", "4b", "3"))
    truth = {(b, a) for a, b in data["links4"]}
    start, cpu = perf_counter(), process_time()
    pairings = match_lists(left, right)
    spent = perf_counter() - start, process_time() - cpu
    named = [(p.arrival_row - 1, p.manifest_row - 1, 1.0) for p in pairings if p.manifest_row is not None]
    print("FEBRL 4, 5,000 × 5,000: F1, s, CPU s")
    _print_found("matcher", _f1(named, truth), spent)
    scores, seconds = composite_scores(left, right)
    print(f"  composite        {best_f1(best_of_each(scores), truth):.4f}  {seconds:.2f}")
    for tool in tools:
        found = ask(python, tool, left, right)
        _print_found(tool, best_f1(best_of_each(found["scores"]), truth), (found["seconds"], found["cpu"]))
    truth = {(max(a, b), min(a, b)) for a, b in data["links3"]}
    start, cpu = perf_counter(), process_time()
    pairs = dedupe(one)
    spent = perf_counter() - start, process_time() - cpu
    mine = [(p.row_b - 1, p.row_a - 1, 1.0) for p in pairs]
    print("FEBRL 3, doubles in 5,000: F1, s, CPU s")
    _print_found("matcher", _f1(mine, truth), spent)
    for tool in tools:
        found = ask(python, tool, one, None)
        _print_found(tool, best_f1(found["scores"], truth), (found["seconds"], found["cpu"]))


def _print_found(tool: str, f1: float, spent: tuple[float, float]) -> None:
    print("  {:15}  {:.4f}  {:.2f}  {:.2f}".format(tool, f1, *spent), flush=True)


def _f1(pairs: Scored, truth: set[tuple[int, int]]) -> float:
    right = len({(a, b) for a, b, _ in pairs} & truth)
    return 2 * right / (len(pairs) + len(truth))


def _australian(row: dict[str, str]) -> Who:
    day = row["date_of_birth"]
    try:
        birth = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
    except ValueError:
        birth = None
    papers = (Document("SSN", row["soc_sec_id"]),) if row["soc_sec_id"] else ()
    name = f"{row['given_name']} {row['surname']}"
    return Who(name, birth=birth, documents=papers, province=row["state"], regency=row["suburb"])


def large() -> None:
    """A whole depot at once."""
    lists = trial(77, 6000, 5880)
    start, cpu = perf_counter(), process_time()
    match_lists(lists.manifest, lists.arrivals)
    spent = perf_counter() - start, process_time() - cpu
    found = measure(lists)
    print("5,880 × 6,000: {:.2f} s, {:.2f} CPU s".format(*spent), end="; ")
    print(f"F1 {found.f1:.4f}, top-5 {found.top5:.4f}, review {found.review:.3f}, wrong automatic {found.wrong}")


def main(arguments: list[str]) -> None:
    """Print the figures."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--peers")
    reader.add_argument("--tools", nargs="+", choices=TOOLS, default=TOOLS)
    reader.add_argument("--lists", type=int, default=20)
    reader.add_argument("--first", type=int, default=0, help="seed of the first list")
    reader.add_argument("--dedupe", type=int, default=2)
    reader.add_argument("--without-large", action="store_true")
    asked = reader.parse_args(arguments)
    if not asked.without_large:
        large()
    if asked.peers:
        febrl(asked.peers, [tool for tool in _WITHOUT_LABELS if tool in asked.tools])
    if not asked.lists:
        return
    peers = {tool: asked.dedupe if tool == "dedupe" else asked.lists for tool in asked.tools}
    trial_lists(asked.peers, range(asked.first, asked.first + asked.lists), peers)


if __name__ == "__main__":
    main(sys.argv[1:])
