"""Entries of locked vaults, carried sealed: the outbox and inbox that let any desk transport everything.

Every commit in a restricted vault is also kept here, in the general vault, sealed to that vault's holders; what
others wrote waits here until somebody of the role unlocks. Sealing and opening are given by the caller.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from itertools import pairwise

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Row,
    String,
    Table,
    Text,
    bindparam,
    delete,
    select,
    update,
)

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
    Column("sig", String(128), nullable=False),
    Column("to", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("opened", Boolean, nullable=False),
    Index("ix_sealed_entry_stream", "vault", "device", "epoch", "seq"),
)


@dataclass(frozen=True)
class SealedLine:
    """One entry of a restricted vault as it travels; only `sealed` (base64 of an age file) holds its content.

    `sig` is the author's over the digest; `to` the marks of the recipients it is sealed to, for whom it counts.
    """

    vault: str
    device: str
    epoch: str
    seq: int
    prev: str
    digest: str
    sig: str
    to: str
    sealed: str

    def to_line(self) -> bytes:
        """The canonical JSON line."""
        return canonical_json(asdict(self))


def recipient_marks(recipients: Iterable[str]) -> str:
    """Short names of age recipients, for the `to` of a line."""
    return " ".join(sorted(blake2b(text.encode(), digest_size=6).hexdigest() for text in recipients))


def sealed_from_line(line: bytes) -> SealedLine:
    """The sealed entry of a carried line; ValueError for anything that is not one."""
    try:
        content = json.loads(line)
        found = SealedLine(**content)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not a sealed entry: {error}") from error
    texts = (found.vault, found.device, found.epoch, found.prev, found.digest, found.sig, found.to, found.sealed)
    if not all(type(text) is str for text in texts) or type(found.seq) is not int or not 1 <= found.seq < 2**63:
        raise ValueError("not a sealed entry")
    fits = all(len(getattr(found, name)) <= width for name, width in _WIDTHS.items())
    if not (fits and all(text.isprintable() for text in texts)):
        raise ValueError("not a sealed entry")
    return found


_WIDTHS = {column.name: int(column.type.length or 0) for column in sealed_entry.c if type(column.type) is String}


def fill_outbox(restricted: Vault, general: Vault, seal: Callable[[bytes], str], to: str = "") -> int:
    """Seal what was written in a restricted vault and is not queued for all recipients `to`; the number sealed.

    Looks at everything there: run at every unlock and when holders came, so a cut between the two files heals itself,
    and what a desk admitted later could not open is sealed anew to it too. For one commit, `queue_entry`.
    """
    with general.engine.connect() as connection:
        columns = (sealed_entry.c.digest, sealed_entry.c.to)
        query = select(*columns).where(sealed_entry.c.vault == restricted.name)
        queued = {row.digest: set(row.to.split()) for row in connection.execute(query)}
    wanted = set(to.split())
    written = journal.journal.c
    with restricted.engine.connect() as connection:
        known = connection.execute(select(written.digest, written.write)).all()
        missing = [row.write for row in known if not (row.digest in queued and wanted <= queued[row.digest])]
        found = [journal.entry_of_write(connection, restricted.name, write) for write in sorted(missing)]
    lines = [_seal(entry, seal, to) for entry in found if entry is not None]
    with general.connect_writing() as connection:
        _forget(connection, [line.digest for line in lines])
        _keep(connection, lines, opened=True)
    return len(lines)


def queue_entry(general: Vault, entry: Entry, seal: Callable[[bytes], str], to: str = "") -> None:
    """Queue the entry of one commit, sealed; nothing else is looked at, however long the queue is."""
    with general.connect_writing() as connection:
        _forget(connection, [entry.digest])
        _keep(connection, [_seal(entry, seal, to)], opened=True)


@dataclass(frozen=True)
class Received:
    """Sealed lines taken in: how many were new, known, or refused because their author did not sign them."""

    fresh: int = 0
    known: int = 0
    refused: int = 0


Genuine = Callable[[SealedLine], bool]
"""Whether the author named on a line signed its digest."""


def receive(general: Vault, lines: Iterable[SealedLine], genuine: Genuine, own_marks: Mapping[str, str]) -> Received:
    """Keep sealed entries that arrived; one sealed to this replica takes the place of one that was not."""
    given = list(lines)
    accepted = {line.digest: line for line in given if genuine(line)}
    with general.connect_writing() as connection:
        kept = _kept(connection, accepted)
        fresh = [line for digest, line in accepted.items() if digest not in kept]
        better = [
            line for digest, line in accepted.items() if digest in kept and _better(line, kept[digest], own_marks)
        ]
        _forget(connection, [line.digest for line in better])
        _keep(connection, [*fresh, *better], opened=False)
    refused = sum(not genuine(line) for line in given)
    return Received(len(fresh) + len(better), len(given) - refused - len(fresh) - len(better), refused)


def _better(line: SealedLine, kept: Row[tuple[str, str, bool]], own_marks: Mapping[str, str]) -> bool:
    if kept.opened:
        return False
    before, now = set(kept.to.split()), set(line.to.split())
    mine = own_marks.get(line.vault, "")
    return now > before or (bool(mine) and mine in now - before)


def open_inbox(
    restricted: Vault, general: Vault, unseal: Callable[[str], bytes | None], judge: Judge, own_mark: str = ""
) -> Merged:
    """Merge what waited for this vault into it; entries sealed to others stay, to be carried on.

    A line that holds something else than it says, or that says it is sealed to `own_mark` and is not, is dropped, so
    that the genuine one can come again.
    """
    waiting = (sealed_entry.c.vault == restricted.name) & sealed_entry.c.opened.is_(False)
    with general.engine.connect() as connection:
        found = [SealedLine(*row) for row in connection.execute(select(*_LINE).where(waiting))]
    opened: dict[str, Entry] = {}
    false: list[str] = []
    for line in found:
        plain = unseal(line.sealed)
        entry = _opened(plain, line) if plain is not None else None
        if entry:
            opened[line.digest] = entry
        elif plain is not None or own_mark in line.to.split():
            false.append(line.digest)
    merged = merge(restricted, opened.values(), judge)
    with general.connect_writing() as connection:
        _forget(connection, false)
        for some in chunks(opened):
            done = update(sealed_entry).where(sealed_entry.c.digest.in_(some)).values(opened=True)
            connection.execute(done, execution_options=STORE)
    return merged


def _opened(plain: bytes, line: SealedLine) -> Entry | None:
    try:
        entry = journal.from_line(plain)
        if entry.computed_digest() != line.digest:
            return None
    except ValueError:
        return None
    borne_out = all(getattr(entry, name) == getattr(line, name) for name in _CLAIMS)
    return entry if borne_out else None


_CLAIMS = ("vault", "device", "epoch", "seq", "prev", "digest")


@dataclass(frozen=True)
class SealedRun:
    """The sealed entries of one (vault, device, epoch): chains (seq → digest) from the first on, and loose ones.

    There is more than one chain only for a cloned laptop.
    """

    vault: str
    device: str
    epoch: str
    chains: tuple[dict[int, str], ...]
    loose: tuple[tuple[int, str], ...]

    @property
    def up_to(self) -> int:
        """The last seq with everything before it."""
        return max((seq for chain in self.chains for seq in chain), default=0)

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """The runs missing below later ones."""
        known = [self.up_to, *sorted({seq for seq, _digest in self.loose if seq > self.up_to})]
        return tuple((before + 1, after - 1) for before, after in pairwise(known) if after - before > 1)[:200]


def sealed_runs(connection: Connection, own_marks: Mapping[str, str]) -> Iterator[SealedRun]:
    """Every run carried; of a vault named in `own_marks` only the lines sealed to that recipient."""
    column = sealed_entry.c
    query = select(column.vault, column.device, column.epoch, column.seq, column.prev, column.digest, column.to)
    found: dict[tuple[str, str, str], list[tuple[int, str, str]]] = {}
    for row in connection.execute(query.order_by(column.seq, column.digest)):
        mine = own_marks.get(row.vault)
        if mine is None or mine in row.to.split():
            found.setdefault((row.vault, row.device, row.epoch), []).append((row.seq, row.prev, row.digest))
    for key, lines in sorted(found.items()):
        yield SealedRun(*key, *_chained(lines))


def _chained(
    lines: Sequence[tuple[int, str, str]],
) -> tuple[tuple[dict[int, str], ...], tuple[tuple[int, str], ...]]:
    chains: list[dict[int, str]] = []
    tips: dict[str, dict[int, str]] = {}
    loose: list[tuple[int, str]] = []
    for seq, prev, digest in lines:
        if prev in tips and seq - 1 in tips[prev]:
            chain = tips.pop(prev)
        elif not prev:
            chains.append(chain := {})
        else:
            parent = next((other for other in chains if other.get(seq - 1) == prev), None)
            if parent is None:
                loose.append((seq, digest))
                continue
            chains.append(chain := {at: known for at, known in parent.items() if at < seq})
        chain[seq] = digest
        tips[digest] = chain
    return tuple(chains), tuple(loose)


def sealed_lines(connection: Connection, digests: Iterable[str]) -> Iterator[SealedLine]:
    """The carried lines with these digests, in their order."""
    for some in chunks(digests, 200):
        found = {row.digest: SealedLine(*row) for row in connection.execute(select(*_LINE).where(_in(some)))}
        yield from (found[digest] for digest in some if digest in found)


_LINE = tuple(sealed_entry.c[field.name] for field in fields(SealedLine))


def _in(digests: Sequence[str]) -> ColumnElement[bool]:
    return sealed_entry.c.digest.in_(digests)


def _seal(entry: Entry, seal: Callable[[bytes], str], to: str) -> SealedLine:
    sealed = seal(entry.to_line())
    return SealedLine(
        entry.vault, entry.device, entry.epoch, entry.seq, entry.prev, entry.digest, entry.sig, to, sealed
    )


def _kept(connection: Connection, digests: Iterable[str]) -> dict[str, Row[tuple[str, str, bool]]]:
    found: dict[str, Row[tuple[str, str, bool]]] = {}
    for some in chunks(digests):
        query = select(sealed_entry.c.digest, sealed_entry.c.to, sealed_entry.c.opened)
        found.update({row.digest: row for row in connection.execute(query.where(sealed_entry.c.digest.in_(some)))})
    return found


_FORGET = delete(sealed_entry).where(sealed_entry.c.digest == bindparam("gone"))


def _forget(connection: Connection, digests: Sequence[str]) -> None:
    if digests:
        connection.execute(_FORGET, [{"gone": digest} for digest in digests], execution_options=STORE)


def _keep(connection: Connection, lines: Sequence[SealedLine], *, opened: bool) -> None:
    if lines:
        rows = [{**asdict(line), "opened": opened} for line in lines]
        connection.execute(sealed_entry.insert(), rows, execution_options=STORE)
