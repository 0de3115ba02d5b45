"""Two whole lists at once: which arrival is which line, each line automatically once; and doubles in one list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.matching.evidence import Evidence, likelihood, weigh
from app.matching.roster import Roster
from app.matching.score import PROPOSE, Decision, decide, doubts, reasons, verdict
from app.matching.who import Comparable, Who, comparable

_CLOSE_BITS = 6.0
_WORTH_SETTLING = 0.05
_DOUBLE = 0.9
_CERTAIN = 20.0
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
    """Who has which line while two lists are settled."""

    people: list[Comparable]
    found: list[list[tuple[int, Evidence]]]
    roster: Roster
    owner: dict[int, int]
    line: dict[int, int]
    repeats: dict[int, tuple[int, int]]
    """arrival → (line, the arrival that has it)."""
    asked: dict[int, list[tuple[int, Evidence]]]
    """line → every arrival that might be it."""


def match_lists(manifest: Sequence[Who], arrivals: Sequence[Who]) -> list[Pairing]:
    """One pairing per arrival, in order; an arrival that repeats another names its line and says *ganda*."""
    roster = Roster(manifest)
    people = [comparable(arrival) for arrival in arrivals]
    found = [_at_once(roster, person) or roster.weighed(person, limit=3) for person in people]
    table = _Table(people, found, roster, {}, {}, {}, defaultdict(list))
    _settle(table)
    return [_pairing(table, at) for at in range(len(people))]


def _at_once(roster: Roster, person: Comparable) -> list[tuple[int, Evidence]]:
    """The one line that has this very number and that nothing speaks against: no other need be looked at."""
    lines = roster.with_numbers(person)
    if len(lines) != 1:
        return []
    evidence = weigh(person, roster.lines[lines[0]], roster.rarity)
    return [(lines[0], evidence)] if evidence.bits >= _CERTAIN and not doubts(evidence) else []


def _settle(table: _Table) -> None:
    """Give lines away, the surest pair first."""
    pairs = [
        (-evidence.bits, arrival, line, evidence)
        for arrival, found in enumerate(table.found)
        for line, evidence in found
        if evidence.score >= _WORTH_SETTLING
    ]
    pairs.sort(key=lambda pair: pair[:3])
    for _, arrival, line, evidence in pairs:
        table.asked[line].append((arrival, evidence))
        if arrival in table.line or arrival in table.repeats:
            continue
        owner = table.owner.setdefault(line, arrival)
        if owner == arrival:
            table.line[arrival] = line
        elif not _free_choice(table, arrival, evidence) and _repeats(table, arrival, owner, evidence):
            table.repeats[arrival] = (line, owner)


def _free_choice(table: _Table, arrival: int, best: Evidence) -> bool:
    """Another line nobody has yet fits nearly as well."""
    return any(line not in table.owner and _near(best, evidence) for line, evidence in table.found[arrival])


def _repeats(table: _Table, arrival: int, owner: int, with_line: Evidence) -> bool:
    """Both arrivals look like one person, and nothing speaks against it."""
    between = weigh(table.people[arrival], table.people[owner], table.roster.rarity)
    against = {*doubts(between), *doubts(with_line)} - {"mononym", "nameless"}
    if with_line.bits >= _SURELY_THE_LINE:
        against -= {"name"}
    return min(between.score, with_line.score) >= _DOUBLE and not against


def _pairing(table: _Table, arrival: int) -> Pairing:
    if arrival in table.repeats:
        line, owner = table.repeats[arrival]
        evidence = dict(table.found[arrival])[line]
        decision = Decision("review", 0, evidence.score, ("repeat",))
        return _said(arrival, line, decision, evidence, owner)
    chosen = table.line.get(arrival)
    if chosen is None:
        taken = next((table.owner[line] for line, e in table.found[arrival] if e.score >= _DOUBLE), None)
        if taken is not None:
            return Pairing(arrival + 1, None, 0.0, "none", verdict("taken", taken + 1))
        decision = decide([evidence for _, evidence in table.found[arrival]])
        return Pairing(
            arrival + 1, None, decision.score, "none", verdict(decision.why[0] if decision.kind == "none" else "weak")
        )
    return _decided(table, arrival, chosen)


def _decided(table: _Table, arrival: int, chosen: int) -> Pairing:
    """Decide over the lines nobody else has a surer claim to."""
    mine = dict(table.found[arrival])
    rivals = [e for line, e in mine.items() if line != chosen and not _surely_taken(table, line, e)]
    decision = decide([mine[chosen], *rivals])
    contested = any(
        other != arrival and table.repeats.get(other, (None,))[0] != chosen and _near(mine[chosen], evidence)
        for other, evidence in table.asked[chosen]
        if table.line.get(other) is None
    )
    if decision.kind == "match" and (decision.index != 0 or contested):
        decision = Decision("review", 0, decision.score, ("second",))
    if decision.kind == "none" or decision.index != 0:
        below = likelihood(mine[chosen].bits) < PROPOSE
        decision = Decision("none" if below else "review", 0, decision.score, ("weak",) if below else ("second",))
    return _said(arrival, None if decision.kind == "none" else chosen, decision, mine[chosen], None)


def _surely_taken(table: _Table, line: int, evidence: Evidence) -> bool:
    owner = table.owner.get(line)
    if owner is None:
        return False
    return dict(table.found[owner])[line].bits >= evidence.bits + _CLOSE_BITS


def _near(mine: Evidence, other: Evidence) -> bool:
    return mine.bits - other.bits < _CLOSE_BITS


def _said(arrival: int, line: int | None, decision: Decision, evidence: Evidence, owner: int | None) -> Pairing:
    row = owner + 1 if owner is not None else None
    said = [*reasons(evidence), *(verdict(code, row) for code in decision.why)]
    return Pairing(arrival + 1, line + 1 if line is not None else None, decision.score, decision.kind, " · ".join(said))


def dedupe(people: Sequence[Who]) -> list[Pair]:
    """Every two rows of one list that may be one person, the surest first."""
    roster = Roster(people)
    pairs: list[tuple[int, int, Evidence, Decision]] = []
    for at, person in enumerate(roster.lines):
        for other, evidence in roster.weighed(person, limit=8):
            decision = decide([evidence])
            if other > at and decision.index is not None and evidence.score >= _DOUBLE:
                pairs.append((at, other, evidence, decision))
    pairs.sort(key=lambda pair: (-pair[2].bits, pair[:2]))
    return [
        Pair(a + 1, b + 1, d.score, d.kind, " · ".join([*reasons(e), *map(verdict, d.why)])) for a, b, e, d in pairs
    ]
