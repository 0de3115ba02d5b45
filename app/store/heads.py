"""How writes of one row meet: a field is the set of its writes that no later write has replaced.

The set does not depend on the order in which writes arrive, so every replica ends with the same value
and the same differences. Pure: rows, changes and earlier values come in, new rows go out.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.store.base import Plain

ALL = ""
"""The key under which a whole-row write (an insert) stands for every field not written since."""
SEEN = "*"
"""The key under which a void names every write of the row that its author had seen."""

Heads: TypeAlias = dict[str, list[str]]
EarlierValue: TypeAlias = Callable[[str, str], Plain]
"""(write id, field) → the value that write gave the field."""


@dataclass(frozen=True)
class Folded:
    """Fields whose shown value changes, and the row's new heads."""

    values: dict[str, Plain]
    heads: str


def parse(heads: str) -> Heads:
    """The stored text of a row's heads."""
    if heads.startswith("{"):
        parsed: Heads = json.loads(heads)
        return parsed
    return {ALL: [heads]}


def dump(heads: Heads) -> str:
    """The text to store; the common case of one write is that write's id alone."""
    default = heads[ALL]
    kept = {field: writes for field, writes in heads.items() if field == ALL or writes != default}
    if len(kept) == 1 and len(default) == 1:
        return default[0]
    return json.dumps(kept, sort_keys=True, separators=(",", ":"))


def of_field(heads: Heads, field: str) -> list[str]:
    """The writes a field's value stands on."""
    return heads.get(field, heads[ALL])


def shown(writes: list[str], field: str, first_wins: bool) -> str:
    """The write whose value a field shows.

    Whether a row is void is no fact that was first somewhere: there the last word counts in every table, so that
    a head and the decision that made it, voided and confirmed apart, agree.
    """
    return min(writes) if first_wins and field != "void_reason" else max(writes)


def insert(values: Mapping[str, Plain], write: str) -> Folded:
    """The first whole-row write of a row."""
    return Folded({field: value for field, value in values.items() if value is not None}, write)


class Fold:
    """Bring one change into an existing row."""

    def __init__(self, heads: str, first_wins: bool, earlier: EarlierValue) -> None:
        self.heads = parse(heads)
        self.first_wins = first_wins
        self.earlier = earlier
        self.values: dict[str, Plain] = {}

    def whole(self, values: Mapping[str, Plain], write: str, fields: tuple[str, ...]) -> Folded:
        """A second insert of the same derived id: another write of every field."""
        before = {field: of_field(self.heads, field) for field in fields}
        for key in list(self.heads):
            self.heads[key] = sorted({*self.heads[key], write})
        for field in fields:
            if shown([*before[field], write], field, self.first_wins) == write:
                self.values[field] = values.get(field)
        return Folded(self.values, dump(self.heads))

    def some(self, values: Mapping[str, Plain], base: Mapping[str, list[str]], write: str) -> Folded:
        """A write of some fields, each naming the writes it replaces."""
        for field, value in values.items():
            before = of_field(self.heads, field)
            after = sorted({*before, write} - set(base[field]))
            self.heads[field] = after
            stands = shown(after, field, self.first_wins)
            if stands == write:
                self.values[field] = value
            elif stands != shown(before, field, self.first_wins):
                self.values[field] = self.earlier(stands, field)
        return Folded(self.values, dump(self.heads))


def differing(heads: str, fields: tuple[str, ...], first_wins: bool, earlier: EarlierValue) -> set[str]:
    """Fields standing on several writes that do not agree."""
    if first_wins or not heads.startswith("{"):
        return set()
    parsed = parse(heads)
    found = set()
    for field in fields:
        writes = of_field(parsed, field)
        if len(writes) > 1 and len({_comparable(earlier(write, field)) for write in writes}) > 1:
            found.add(field)
    return found


def unseen_by_void(heads: str, seen: list[str]) -> bool:
    """Whether a voided row also stands on a write that the one who voided it had not seen."""
    parsed = parse(heads)
    void = set(of_field(parsed, "void_reason"))
    standing = {write for writes in parsed.values() for write in writes}
    return bool(standing - void - set(seen))


def _comparable(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
