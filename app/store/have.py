"""What a replica has: the acknowledgement that travels in every bundle, and what to send to somebody who has that.

A stream is known by (vault, device, epoch). Its marks are a few (seq, digest) pairs, denser towards the end: the
sender goes on after the last mark it shares, so two branches of a cloned laptop are both carried.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.store.held import waiting
from app.store.journal import Entry, Stream, entries, journal
from app.store.merge import VERIFIED
from app.store.sealed import SealedLine, sealed_after, sealed_entry
from app.store.streams import up_to


@dataclass(frozen=True)
class Have:
    """One stream as somebody has it: contiguous up to a seq, the seqs missing below later ones, and marks."""

    vault: str
    device: str
    epoch: str
    up_to: int
    gaps: tuple[int, ...]
    marks: tuple[tuple[int, str], ...]


StreamKey = tuple[str, str, str]
"""(vault, device, epoch)"""


def have_of(connection: Connection, general: str = "general") -> list[Have]:
    """What was durably received in a general vault: applied, held and set aside, and sealed entries carried."""
    seqs: dict[StreamKey, dict[int, str]] = {}
    entry = journal.c
    for applied in connection.execute(select(entry.device, entry.epoch, entry.seq, entry.digest)):
        seqs.setdefault((general, applied.device, applied.epoch), {})[applied.seq] = applied.digest
    held = waiting.c
    received = select(held.device, held.epoch, held.seq, held.digest).where(held.reason.in_(VERIFIED))
    for kept in connection.execute(received):
        seqs.setdefault((general, kept.device, kept.epoch), {}).setdefault(kept.seq, kept.digest)
    line = sealed_entry.c
    for carried in connection.execute(select(line.vault, line.device, line.epoch, line.seq, line.digest)):
        seqs.setdefault((carried.vault, carried.device, carried.epoch), {})[carried.seq] = carried.digest
    return [_have(key, known) for key, known in sorted(seqs.items())]


def _have(key: StreamKey, known: Mapping[int, str]) -> Have:
    last = max(known)
    gaps = tuple(seq for seq in range(1, last) if seq not in known)
    contiguous = gaps[0] - 1 if gaps else last
    return Have(*key, contiguous, gaps[:200], tuple(_marks(known, contiguous)))


def _marks(known: Mapping[int, str], last: int) -> Iterator[tuple[int, str]]:
    """(seq, first 16 hex of its digest) at the end and at doubling distances before it."""
    step = 1
    seq = last
    while seq >= 1:
        if known.get(seq):
            yield seq, known[seq][:16]
        seq -= step
        step *= 2


def shared_up_to(own: Mapping[int, str], other: Have) -> int:
    """The last seq from which on `other` needs this stream: the highest mark both have alike."""
    return max((seq for seq, mark in other.marks if own.get(seq, "").startswith(mark)), default=0)


def missing_entries(connection: Connection, vault: str, theirs: Iterable[Have]) -> Iterator[Entry]:
    """The entries of a vault that somebody with these marks is not known to have, stream by stream."""
    known = {(have.vault, have.device, have.epoch): have for have in theirs}
    for stream in sorted(up_to(connection)):
        have = known.get((vault, stream.device, stream.epoch))
        after = shared_up_to(_digests(connection, stream, have), have) if have else 0
        yield from entries(connection, vault, stream, after)


def _digests(connection: Connection, stream: Stream, have: Have) -> dict[int, str]:
    column = journal.c
    query = select(column.seq, column.digest).where(
        column.device == stream.device,
        column.epoch == stream.epoch,
        column.seq.in_([seq for seq, _mark in have.marks]),
        column.branch.in_(["", stream.branch]),
    )
    return {row.seq: row.digest for row in connection.execute(query)}


def missing_sealed(connection: Connection, theirs: Iterable[Have]) -> Iterator[SealedLine]:
    """The sealed entries that somebody with these marks is not known to have."""
    known = {(have.vault, have.device, have.epoch): have for have in theirs}
    column = sealed_entry.c
    streams = connection.execute(select(column.vault, column.device, column.epoch).distinct()).all()
    for vault, device, epoch in sorted(tuple(row) for row in streams):
        have = known.get((vault, device, epoch))
        after = have.up_to if have else 0
        yield from sealed_after(connection, vault, device, epoch, after)
