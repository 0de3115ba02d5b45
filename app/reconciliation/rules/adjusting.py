"""What a closed period said of every head, kept small; and what is said differently now, head by head."""

import base64
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.reconciliation.rules.equation import ELSEWHERE, HOMEWARD, Flow, Kind, Line, lines_of, place_of

_FORM = "1"


@dataclass(frozen=True)
class HeadState:
    """One head in a period: the account it was in when it began (empty: none), and each step it took in it."""

    stay: str
    kind: Kind
    opening: str
    steps: tuple[tuple[str, str], ...]


States = Mapping[str, HeadState]
"""Stay → its state."""
Figure = tuple[int, int, int]
"""What opened, came and went."""
Figures = Mapping[tuple[str, Kind], Figure]
"""(account, kind of heads) → its figure."""


@dataclass(frozen=True)
class Change:
    """A head of which a period now says otherwise than when it was closed; `was` or `now` is None where it had none."""

    stay: str
    was: HeadState | None
    now: HeadState | None

    @property
    def effect(self) -> Figures:
        """By how much each figure of the closed period changes because of this head."""
        found: Counter[tuple[str, Kind, int]] = Counter()
        for state, sign in ((self.was, -1), (self.now, 1)):
            for line in figures([state]) if state else ():
                for place, number in enumerate((line.opening, line.came, line.went)):
                    found[line.account, line.kind, place] += sign * number
        keys = {(account, kind) for (account, kind, _place), number in found.items() if number}
        return {key: (found[*key, 0], found[*key, 1], found[*key, 2]) for key in keys}

    @property
    def by_account(self) -> Mapping[str, int]:
        """How many heads more (or fewer) each account holds at the end of the period, whatever their kind."""
        found: Counter[str] = Counter()
        for (account, _kind), (opening, came, went) in self.effect.items():
            found[account] += opening + came - went
        return {account: found[account] for account in sorted(found, key=place_of) if found[account]}


def changes(closed: States, now: States) -> tuple[Change, ...]:
    """Every head of which something else is said now, in the order of their ids."""
    stays = sorted({*closed, *now})
    return tuple(Change(stay, closed.get(stay), now.get(stay)) for stay in stays if closed.get(stay) != now.get(stay))


def figures(states: Iterable[HeadState]) -> tuple[Line, ...]:
    """The lines of a period made from its heads; who opened it stood somewhere before, which is no line here."""
    flows = [flow for state in states for flow in _flows(state)]
    return tuple(line for line in lines_of(flows) if line.account)


def _flows(state: HeadState) -> Iterator[Flow]:
    if state.opening:
        yield Flow("", state.opening, state.kind, 1, before=True)
    for source, account in state.steps:
        yield Flow(source, account, state.kind, 1)


def returned(states: Iterable[HeadState]) -> Mapping[str, int]:
    """Account → heads who had left by it before the period and came back in it."""
    ends = (*HOMEWARD, *ELSEWHERE)
    first = (state.steps[0] for state in states if not state.opening and state.steps and not state.kind.body)
    return Counter(source for source, account in first if source in ends and account not in ends)


def packed(states: States) -> str:
    """The states as a short text: one line a head, compressed."""
    lines = [_line(states[stay]) for stay in sorted(states)]
    return _FORM + base64.b85encode(zlib.compress("\n".join(lines).encode(), 9)).decode()


def unpacked(text: str) -> dict[str, HeadState]:
    """The states such a text keeps; ValueError when it is of another form or damaged."""
    if not text.startswith(_FORM):
        raise ValueError("another form")
    try:
        lines = zlib.decompress(base64.b85decode(text[1:])).decode().splitlines()
    except zlib.error as error:
        raise ValueError("damaged") from error
    states = (_state(line) for line in lines)
    return {state.stay: state for state in states}


def _line(state: HeadState) -> str:
    kind = state.kind
    flags = f"{int(kind.infant)}{int(kind.body)}"
    steps = ",".join(f"{source}>{account}" for source, account in state.steps)
    return ";".join((state.stay, kind.head_class, flags, kind.nationality, kind.province, state.opening, steps))


def _state(line: str) -> HeadState:
    stay, head_class, flags, nationality, province, opening, steps = line.split(";")
    kind = Kind(head_class, flags[0] == "1", flags[1] == "1", nationality, province)
    taken = (step.partition(">") for step in steps.split(",") if step)
    return HeadState(stay, kind, opening, tuple((source, account) for source, _arrow, account in taken))
