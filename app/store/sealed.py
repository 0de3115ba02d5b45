"""Entries of locked vaults, carried sealed: the outbox and inbox that let any desk transport everything.

Every commit in a restricted vault is also kept here, in the general vault, sealed to that vault's holders; what
others wrote waits here until somebody of the role unlocks. Sealing and opening are given by the caller.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import BigInteger, Boolean, Column, Connection, Index, Select, String, Table, Text, select, update

from app.kernel.canonical import canonical_json
from app.store import journal
from app.store.guard import STORE
from app.store.journal import Entry, chunks, store_metadata
from app.store.merge import Judge, Merged, merge
from app.store.vault import Vault

sealed_entry = Table(
    "sealed_entry",
    store_metadata,
    Column("digest", String(64), primary_key=True),
    Column("vault", String(20), nullable=False),
    Column("device", String(32), nullable=False),
    Column("epoch", String(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("sealed", Text, nullable=False),
    Column("opened", Boolean, nullable=False),
    Index("ix_sealed_entry_stream", "vault", "device", "epoch", "seq"),
)


@dataclass(frozen=True)
class SealedLine:
    """One entry of a restricted vault as it travels; only `sealed` (base64 of an age file) holds its content."""

    vault: str
    device: str
    epoch: str
    seq: int
    prev: str
    digest: str
    sealed: str

    def to_line(self) -> bytes:
        """The canonical JSON line."""
        return canonical_json(asdict(self))


def sealed_from_line(line: bytes) -> SealedLine:
    """The sealed entry of a carried line; ValueError for anything that is not one."""
    try:
        content = json.loads(line)
        found = SealedLine(**content)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not a sealed entry: {error}") from error
    texts = (found.vault, found.device, found.epoch, found.prev, found.digest, found.sealed)
    if not all(type(text) is str for text in texts) or type(found.seq) is not int or found.seq < 1:
        raise ValueError("not a sealed entry")
    return found


def fill_outbox(restricted: Vault, general: Vault, seal: Callable[[bytes], str]) -> int:
    """Seal what this desk wrote in a restricted vault and has not queued yet; the number queued.

    Run after every commit there and at every unlock, so a cut between the two files heals itself.
    """
    author = restricted.author
    if author is None:
        raise RuntimeError("this vault has no author yet")
    with general.engine.connect() as connection:
        queued = set(connection.execute(_mine(restricted.name, author.device_id)).scalars())
    with restricted.engine.connect() as connection:
        table = journal.journal
        mine = select(table.c.digest, table.c.write).where(table.c.device == author.device_id)
        missing = [row.write for row in connection.execute(mine) if row.digest not in queued]
        found = [journal.entry_of_write(connection, restricted.name, write) for write in sorted(missing)]
    lines = [_seal(entry, seal) for entry in found if entry is not None]
    with general.connect_writing() as connection:
        _keep(connection, lines, opened=True)
    return len(lines)


def receive(general: Vault, lines: Iterable[SealedLine]) -> int:
    """Keep sealed entries that arrived; the number that were new."""
    with general.connect_writing() as connection:
        fresh = list(_unknown(connection, list(lines)))
        _keep(connection, fresh, opened=False)
    return len(fresh)


def open_inbox(restricted: Vault, general: Vault, unseal: Callable[[str], bytes | None], judge: Judge) -> Merged:
    """Merge what waited for this vault into it; entries sealed to others stay, to be carried on."""
    waiting = (sealed_entry.c.vault == restricted.name) & sealed_entry.c.opened.is_(False)
    with general.engine.connect() as connection:
        found = connection.execute(select(sealed_entry.c.digest, sealed_entry.c.sealed).where(waiting)).all()
    opened: dict[str, Entry] = {}
    for digest, sealed in found:
        plain = unseal(sealed)
        if plain is not None:
            opened[digest] = journal.from_line(plain)
    merged = merge(restricted, opened.values(), judge)
    with general.connect_writing() as connection:
        for some in chunks(opened):
            done = update(sealed_entry).where(sealed_entry.c.digest.in_(some)).values(opened=True)
            connection.execute(done, execution_options=STORE)
    return merged


def sealed_after(connection: Connection, vault: str, device: str, epoch: str, after: int) -> Iterator[SealedLine]:
    """The sealed entries of one stream after a seq, in order."""
    column = sealed_entry.c
    query = (
        select(column.vault, column.device, column.epoch, column.seq, column.prev, column.digest, column.sealed)
        .where(column.vault == vault, column.device == device, column.epoch == epoch, column.seq > after)
        .order_by(column.seq, column.digest)
    )
    for row in connection.execute(query).yield_per(500):
        yield SealedLine(*row)


def _mine(vault: str, device: str) -> Select[tuple[str]]:
    return select(sealed_entry.c.digest).where(sealed_entry.c.vault == vault, sealed_entry.c.device == device)


def _seal(entry: Entry, seal: Callable[[bytes], str]) -> SealedLine:
    plain = entry.to_line()
    return SealedLine(entry.vault, entry.device, entry.epoch, entry.seq, entry.prev, entry.digest, seal(plain))


def _unknown(connection: Connection, lines: Sequence[SealedLine]) -> Iterator[SealedLine]:
    known: set[str] = set()
    for some in chunks(line.digest for line in lines):
        query = select(sealed_entry.c.digest).where(sealed_entry.c.digest.in_(some))
        known.update(connection.execute(query).scalars())
    for line in lines:
        if line.digest not in known:
            known.add(line.digest)
            yield line


def _keep(connection: Connection, lines: Sequence[SealedLine], *, opened: bool) -> None:
    if lines:
        rows = [{**asdict(line), "opened": opened} for line in lines]
        connection.execute(sealed_entry.insert(), rows, execution_options=STORE)
