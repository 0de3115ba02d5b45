"""Entries that were received but not applied: held until what they need arrives, or set aside for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Connection, String, Table, Text, delete, select

from app.kernel.canonical import digest
from app.store.guard import STORE
from app.store.journal import Entry, chunks, from_line, store_metadata

waiting = Table(
    "waiting",
    store_metadata,
    Column("line_digest", String(64), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("device", String(32), nullable=False),
    Column("epoch", String(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("line", Text, nullable=False),
)

HELD = "held"
ASIDE = "aside"


@dataclass(frozen=True)
class Waiting:
    """One entry not applied: `state` is held or aside, `reason` a code the screens put into words."""

    entry: Entry
    state: str
    reason: str


def all_waiting(connection: Connection, state: str) -> list[Waiting]:
    """The entries held, or set aside, oldest first."""
    query = select(waiting.c.line, waiting.c.reason).where(waiting.c.state == state)
    found = [Waiting(from_line(row.line.encode()), state, row.reason) for row in connection.execute(query)]
    return sorted(found, key=lambda item: (item.entry.write, item.entry.seq))


def keep(connection: Connection, items: Sequence[Waiting]) -> None:
    """Keep what could not be applied, replacing what was known about it."""
    if items:
        forget(connection, [item.entry for item in items])
        connection.execute(waiting.insert(), [_row(item) for item in items], execution_options=STORE)


def forget(connection: Connection, entries: Iterable[Entry]) -> None:
    """Drop what was kept of entries that have been applied after all."""
    for entry in entries:
        mine = waiting.c.line_digest == line_digest(entry)
        connection.execute(delete(waiting).where(mine), execution_options=STORE)


def received(connection: Connection, line_digests: Iterable[str]) -> set[str]:
    """Which of these lines are already waiting or set aside here."""
    found: set[str] = set()
    for some in chunks(line_digests):
        query = select(waiting.c.line_digest).where(waiting.c.line_digest.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def line_digest(entry: Entry) -> str:
    """Names the bytes received: a forged entry cannot take the place of the one it claims to be."""
    return digest(entry.to_line())


def _row(item: Waiting) -> dict[str, object]:
    entry = item.entry
    return {
        "line_digest": line_digest(entry),
        "state": item.state,
        "reason": item.reason,
        "device": entry.device[:32],
        "epoch": entry.epoch[:32],
        "seq": entry.seq,
        "digest": entry.digest[:64],
        "line": entry.to_line().decode(),
    }
