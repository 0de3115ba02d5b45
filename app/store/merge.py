"""Merge: entries from anywhere, in any order, any number of times, give the same rows and the same differences.

One function for desks, offices and the centre. An entry applies whole or not at all, once. What cannot apply
yet is held with its reason; what never can is set aside, visible; both count as durably received.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from app.store import derive, held, journal
from app.store.folding import Batch, causes, well_formed
from app.store.held import ASIDE, HELD, Waiting
from app.store.journal import Entry, chunks
from app.store.rows import Key
from app.store.streams import Streams
from app.store.vault import Vault

Judge = Callable[[Entry], str]
"""The author's standing: "good", or why not yet ("device") or never ("signature", "site", "revoked").

Only "good" and "revoked" are said of an entry whose signature was checked.
"""

VERIFIED = ("gap", "cause", "chain", "shape", "schema", "clock", "revoked")
"""Reasons found only after digest and signature held: such an entry was durably received."""

NOT_YET = frozenset({"device", "gap", "cause", "schema", "clock"})


@dataclass
class Merged:
    """What became of the entries given."""

    applied: int = 0
    known: int = 0
    held: int = 0
    aside: int = 0
    forks: int = 0
    touched: set[str] = field(default_factory=set)


def merge(vault: Vault, entries: Iterable[Entry], judge: Judge) -> Merged:
    """Bring entries into a vault in one transaction; entries held earlier are tried again."""
    with vault.connect_writing() as connection:
        merger = _Merger(connection, vault.name, judge)
        # Causes come before effects, so that of a large backlog nothing waits for a later batch.
        given = sorted(entries, key=_causal)
        for some in _batches(given, 2000):
            merger.take(some)
        merger.finish()
        return merger.result


def _batches(items: Sequence[Entry], size: int) -> Iterable[Sequence[Entry]]:
    for start in range(0, max(1, len(items)), size):
        yield items[start : start + size]


class _Merger:
    """One merge in one transaction: rows are folded in memory and written batch by batch."""

    def __init__(self, connection: Connection, vault: str, judge: Judge) -> None:
        self.connection = connection
        self.vault = vault
        self.judge = judge
        self.result = Merged()
        self.streams = Streams(connection)
        self.names: dict[int, str] = {}
        self.parked: dict[str, Waiting] = {}
        self.earlier_held = {held.line_digest(item.entry): item.entry for item in held.all_waiting(connection, HELD)}
        self.writes: set[str] = set()
        self.clock = max(journal.LATEST_CLOCK, journal.clock_of(journal.last_write(connection)))
        self.touched: dict[str, dict[Key, dict[str, Any]]] = {}

    def take(self, entries: Sequence[Entry]) -> None:
        """Apply what can be applied of a batch, and whatever was waiting for it."""
        candidates = self._candidates(entries)
        while candidates and self._pass(candidates):
            candidates = sorted((item.entry for item in self.parked.values() if item.state == HELD), key=_causal)

    def finish(self) -> None:
        """Keep what waits and bring derived tables up to date."""
        fresh = [item for name, item in self.parked.items() if name not in self.earlier_held]
        held.keep(self.connection, list(self.parked.values()))
        derive.follow(self.connection, self.vault, self.touched)
        self.result.held = sum(item.state == HELD for item in fresh)
        self.result.aside = sum(item.state == ASIDE for item in fresh)
        self.result.touched = set(self.touched)

    def _candidates(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries not yet received, and those held from before, causes before effects."""
        known: set[str] = set()
        for some in chunks(entry.digest for entry in entries):
            kept = select(journal.journal.c.digest).where(journal.journal.c.digest.in_(some))
            known.update(self.connection.execute(kept).scalars())
        fresh = {self._name(entry): entry for entry in entries if entry.digest not in known}
        received = held.received(self.connection, fresh) | self.parked.keys() | self.earlier_held.keys()
        fresh = {name: entry for name, entry in fresh.items() if name not in received}
        self.result.known += len(entries) - len(fresh)
        waiting = [entry for name, entry in self.earlier_held.items() if name not in self.parked]
        return sorted([*fresh.values(), *waiting], key=_causal)

    def _pass(self, candidates: Sequence[Entry]) -> int:
        """Go once through the candidates; the number applied."""
        self.streams.recall(candidates)
        self._recall_writes(candidates)
        batch = Batch(self.connection, self.vault, candidates)
        applied = 0
        for entry in candidates:
            name = self._name(entry)
            reason = self._refusal(entry) or batch.apply(entry)
            if reason:
                self.parked[name] = Waiting(entry, HELD if reason in NOT_YET else ASIDE, reason)
                continue
            self.result.forks += self.streams.place(entry)
            self.writes.add(entry.write)
            self.clock = max(self.clock, journal.clock_of(entry.write))
            applied += 1
            self.parked.pop(name, None)
            if self.earlier_held.pop(name, None):
                held.forget(self.connection, [entry])
        self.streams.write()
        for table, changed in batch.write().items():
            self.touched.setdefault(table, {}).update(changed)
        self.result.applied += applied
        return applied

    def _name(self, entry: Entry) -> str:
        """Its line digest; remembered, for making the line again takes longer than anything else here."""
        if id(entry) not in self.names:
            self.names[id(entry)] = held.line_digest(entry)
        return self.names[id(entry)]

    def _recall_writes(self, entries: Sequence[Entry]) -> None:
        needed = {write for entry in entries for write in causes(entry)} | {entry.write for entry in entries}
        column = journal.journal.c.write
        for some in chunks(needed - self.writes):
            self.writes.update(self.connection.execute(select(column).where(column.in_(some))).scalars())

    def _refusal(self, entry: Entry) -> str:
        """Why an entry cannot apply: not yet, or never; empty when it can."""
        if not _digest_holds(entry):
            return "digest"
        standing = self.judge(entry)
        if standing != "good":
            return standing
        if entry.schema > journal.SCHEMA:
            return "schema"
        if any(change.erased for change in entry.changes):
            return "erased"  # content left out on the way: the digest holds, but nothing says that it may be missing
        if entry.vault != self.vault or not well_formed(entry) or entry.write in self.writes:
            return "shape"
        if journal.clock_of(entry.write) > self.clock + journal.CLOCK_ROOM:
            return "clock"
        if not self.streams.knows_cause_of(entry):
            return "gap"
        if not self.streams.continues(entry):
            return "chain"
        return "cause" if any(write not in self.writes for write in causes(entry)) else ""


def _digest_holds(entry: Entry) -> bool:
    try:
        return entry.computed_digest() == entry.digest
    except ValueError:
        return False


def _causal(entry: Entry) -> tuple[str, int]:
    return entry.write, entry.seq
