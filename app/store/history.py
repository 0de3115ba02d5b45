"""Who wrote a row, when and where: read from the journal by the writes the row stands on, or by its id."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.store import heads
from app.store.base import Record
from app.store.journal import chunks, journal
from app.store.work import Reading


@dataclass(frozen=True)
class Writing:
    """One entry as a person asks about it: the desk, the user, what the desk's clock said, the use case; its place."""

    write: str
    device: str
    actor: str
    action: str
    wall_time: str
    utc_offset: int
    epoch: str = ""
    seq: int = 0


def writings_of(r: Reading, row: Record) -> list[Writing]:
    """The entries a row stands on, earliest first."""
    return list(_read(r, sorted({write for writes in heads.parse(row.heads).values() for write in writes})))


def writings(r: Reading, writes: list[str]) -> list[Writing]:
    """The entries that made these writes, earliest first."""
    return list(_read(r, sorted(set(writes))))


def _read(r: Reading, writes: list[str]) -> Iterator[Writing]:
    column = journal.c
    told = (column.write, column.device, column.actor, column.action, column.wall_time, column.utc_offset)
    for some in chunks(writes):
        query = select(*told, column.epoch, column.seq)
        for found in r.connection.execute(query.where(column.write.in_(some)).order_by(column.write)):
            yield Writing(*found)


@dataclass(frozen=True)
class Changed:
    """What one entry did to one row."""

    writing: Writing
    table: str
    row_id: str
    values: dict[str, object]


def changes_of_rows(r: Reading, rows: Sequence[Record]) -> list[Changed]:
    """Everything the journal says of these rows, oldest first.

    Follows the writes a row stands on back to those they replaced, so only entries about the rows are read.
    """
    wanted = {(str(row.__tablename__), row.id) for row in rows}
    found: list[Changed] = []
    ask = {write for row in rows for writes in heads.parse(row.heads).values() for write in writes}
    seen: set[str] = set()
    while ask:
        seen |= ask
        ask = {write for replaced in _changes(r, sorted(ask), wanted, found) for write in replaced} - seen
    return sorted(found, key=lambda changed: changed.writing.write)


def _changes(r: Reading, writes: list[str], wanted: set[tuple[str, str]], found: list[Changed]) -> Iterator[list[str]]:
    """What these entries did to the rows goes into `found`; yields the writes each field replaced."""
    for some in chunks(writes):
        for entry in r.connection.execute(select(journal).where(journal.c.write.in_(some))):
            who = (entry.write, entry.device, entry.actor, entry.action, entry.wall_time, entry.utc_offset)
            said = Writing(*who, entry.epoch, entry.seq)
            for change in json.loads(entry.changes):
                if (change["table"], change["id"]) in wanted:
                    found.append(Changed(said, change["table"], change["id"], change["set"]))
                    yield from change["base"].values()


def first_writings(r: Reading, rows: Sequence[Record]) -> dict[str, Writing]:
    """Row id → the earliest entry the row stands on."""
    first = {row.id: min(write for writes in heads.parse(row.heads).values() for write in writes) for row in rows}
    found = {writing.write: writing for writing in _read(r, sorted(set(first.values())))}
    return {row_id: found[write] for row_id, write in first.items() if write in found}
