"""Two whole lists at once: which arrival is which line, each line automatically once; and doubles in one list."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from app.matching.certain import Certain, Found
from app.matching.claims import claims
from app.matching.evidence import Evidence, weigh
from app.matching.rarity import Rarity
from app.matching.roster import Roster
from app.matching.score import ON_A_LETTER, Decision, decide, doubts, reasons, settle, verdict
from app.matching.who import Comparable, Who, comparable

_CANDIDATES = 4
_HIS_OWN = 6.0
"""With so much evidence for a line that nobody has, he is not looked for among those who are found."""
_CLOSE_BITS = 6.0
_WORTH_SETTLING = 0.05
_DOUBLE = 0.9
_LIKE_A_DOUBLE = 0.5
_DOUBLES_OF_ONE = 8
_SURELY_THE_LINE = 12.0
"""With so much evidence a badly heard name does not make somebody else of an arrival."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One arrival and the line it was given, rows counted from 1; `manifest_row` is None where no line is proposed."""

    arrival_row: int
    manifest_row: int | None
    score: float
    decision: Literal["match", "review", "none"]
    why: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of one list, from 1 and in order, that may be one person."""

    row_a: int
    row_b: int
    score: float
    decision: Literal["match", "review", "none"]
    why: str


@dataclass(slots=True)
class _Table:
    """Two lists while they are settled."""

    people: list[Comparable]
    found: list[list[Found]]
    rarity: Rarity
    owner: dict[int, int]
    """line → the arrival that fits it best."""
    repeats: dict[int, tuple[int, int]]
    """arrival → (line, the arrival that has it)."""
    likely: list[dict[int, float]]
    """For each arrival line → likelihood, all arrivals weighed together."""


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Nothing made here refers to itself; looking for it among so many things took an eighth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_nothing_collected()
def match_lists(manifest: Sequence[Who], arrivals: Sequence[Who]) -> list[Pairing]:
    """One pairing per arrival, in order; an arrival that repeats another names its line and says *ganda*."""
    lines, people = ([comparable(who) for who in one] for one in (manifest, arrivals))
    rarity = Rarity(lines)
    found = _candidates(lines, people, rarity)
    table = _Table(people, found, rarity, {}, {}, [])
    _find_repeats(table)
    first = [at not in table.repeats for at in range(len(people))]
    wanted = [{line: e.bits for line, e in mine} if once else {} for mine, once in zip(found, first, strict=True)]
    table.likely = claims(wanted, len(lines))
    return [_pairing(table, at) for at in range(len(people))]


def _candidates(lines: Sequence[Comparable], people: Sequence[Comparable], rarity: Rarity) -> list[list[Found]]:
    """The lines each person may be, best first; lines that are certainly somebody's are searched for doubles only."""
    certain = Certain(lines, rarity)
    found = [certain.line_of(person) for person in people]
    taken = {line for mine in found for line, _ in mine}
    certain.settle(taken)
    left = [at for at in range(len(lines)) if at not in taken]
    roster = Roster([lines[at] for at in left], rarity)
    for person, mine in zip(people, found, strict=True):
        if not mine:
            mine += [(left[at], evidence) for at, evidence in roster.near(person, _CANDIDATES)]
            if not mine or mine[0][1].bits < _HIS_OWN:
                mine += certain.double(person)
                mine.sort(key=lambda one: (-one[1].bits, one[0]))
    return found


def _find_repeats(table: _Table) -> None:
    """Give lines away, the surest pair first; who looks like the arrival that has his line is written down twice."""
    pairs = [
        (-evidence.bits, arrival, line, evidence)
        for arrival, found in enumerate(table.found)
        for line, evidence in found
        if evidence.score >= _WORTH_SETTLING
    ]
    pairs.sort()
    placed: set[int] = set()
    for _, arrival, line, evidence in pairs:
        if arrival in placed:
            continue
        owner = table.owner.setdefault(line, arrival)
        if owner == arrival:
            placed.add(arrival)
        elif not _free_choice(table, arrival, evidence) and _repeats(table, arrival, owner, evidence):
            table.repeats[arrival] = (line, owner)
            placed.add(arrival)


def _free_choice(table: _Table, arrival: int, best: Evidence) -> bool:
    """Another line nobody has yet fits nearly as well."""
    near = best.bits - _CLOSE_BITS
    return any(line not in table.owner and evidence.bits > near for line, evidence in table.found[arrival])


def _repeats(table: _Table, arrival: int, owner: int, with_line: Evidence) -> bool:
    """Both arrivals look like one person, and nothing speaks against it."""
    between = weigh(table.people[arrival], table.people[owner], table.rarity)
    against = {*doubts(between), *doubts(with_line)} - {"mononym", "nameless"}
    if with_line.bits >= _SURELY_THE_LINE:
        against -= {"name"}
    return min(between.score, with_line.score) >= _DOUBLE and not against


def _pairing(table: _Table, arrival: int) -> Pairing:
    mine = table.found[arrival]
    if arrival in table.repeats:
        line, owner = table.repeats[arrival]
        evidence = dict(mine)[line]
        return _said(arrival, line, Decision("review", 0, evidence.score, ("repeat",)), evidence, owner)
    likely = [table.likely[arrival][line] for line, _ in mine]
    decision = settle([evidence for _, evidence in mine], likely, ON_A_LETTER)
    if decision.index is None:
        taken = next((table.owner[line] for line, e in mine if e.score >= _DOUBLE and line in table.owner), arrival)
        code = "taken" if taken != arrival else decision.why[0]
        return Pairing(arrival + 1, None, decision.score, "none", verdict(code, taken + 1))
    line, evidence = mine[decision.index]
    return _said(arrival, line, decision, evidence, None)


def _said(arrival: int, line: int | None, decision: Decision, evidence: Evidence, owner: int | None) -> Pairing:
    row = owner + 1 if owner is not None else None
    said = [*reasons(evidence), *(verdict(code, row) for code in decision.why)]
    return Pairing(arrival + 1, line + 1 if line is not None else None, decision.score, decision.kind, " · ".join(said))


def dedupe(people: Sequence[Who]) -> list[Pair]:
    """Every two rows of one list that may be one person, the surest first."""
    roster = Roster(people)
    pairs: dict[tuple[int, int], Evidence] = {}
    for at in range(len(roster.lines)):
        for other, evidence in roster.others_like(at, _DOUBLES_OF_ONE):
            if evidence.score >= _LIKE_A_DOUBLE:
                pairs.setdefault((min(at, other), max(at, other)), evidence)
    found = [(a, b, evidence, decide([evidence])) for (a, b), evidence in pairs.items()]
    found.sort(key=lambda pair: (-pair[2].bits, pair[:2]))
    return [
        Pair(a + 1, b + 1, d.score, d.kind, " · ".join([*reasons(e), *map(verdict, d.why)])) for a, b, e, d in found
    ]
