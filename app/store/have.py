"""What a replica has: the acknowledgement that travels in every bundle, and what to send to somebody who has that.

A stream is known by (vault, device, epoch). Its marks are a few (seq, digest) pairs, denser towards the end: the
sender goes on after the last mark it shares, so two branches of a cloned laptop are both carried.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, func, select

from app.store.held import ASIDE, HELD, Waiting, all_waiting
from app.store.journal import Entry, Stream, chunks, entries, journal
from app.store.merge import VERIFIED
from app.store.sealed import SealedRun, sealed_runs

GENERAL = "general"
_MOST_MARKS = 1000
"""Many more than anybody states; a query has room for so many."""


@dataclass(frozen=True)
class Have:
    """One stream as somebody has it: contiguous up to a seq, the runs missing below later ones, and marks.

    A mark is (seq, first 16 hex of the digest there); holding it means holding everything before it on its chain.
    """

    vault: str
    device: str
    epoch: str
    up_to: int
    gaps: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


StreamKey = tuple[str, str]
"""(device, epoch)"""


def have_of(
    connection: Connection, own_marks: Mapping[str, str] | None = None, devices: Set[str] | None = None
) -> list[Have]:
    """What was durably received in a general vault: applied, held, set aside, and sealed entries carried.

    `own_marks` gives, for a restricted vault this replica has, the mark of its recipient: lines sealed to others
    only are carried on but not acknowledged, so that they are sent again once they are sealed to it too.
    `devices` limits the answer to what these wrote.
    """
    found = list(_general(connection, devices))
    for run in sealed_runs(connection, own_marks or {}):
        if devices is None or run.device in devices:
            found.append(Have(run.vault, run.device, run.epoch, run.up_to, run.gaps, _marks(run.chains)))
    return sorted(found, key=lambda have: (have.vault, have.device, have.epoch))


def _general(connection: Connection, devices: Set[str] | None) -> Iterator[Have]:
    ends = _ends(connection, devices)
    received = _received(connection)
    waiting = {key: items for key, items in received.items() if devices is None or key[0] in devices}
    for key in sorted({(stream.device, stream.epoch) for stream in ends} | waiting.keys()):
        tips = [end for stream, (_start, end) in ends.items() if (stream.device, stream.epoch) == key]
        standing, loose = _standing(connection, waiting.get(key, []))
        known = _digests_at(connection, key, {seq for tip in tips for seq in steps_back(tip)})
        last = max([*tips, *(item.entry.seq for item in standing)], default=0)
        marks = {(seq, digest[:16]) for seq, digest in known}
        marks |= {(item.entry.seq, item.entry.digest[:16]) for item in standing[-50:]}
        yield Have(GENERAL, *key, last, gaps_after(last, loose), tuple(sorted(marks, reverse=True)))


def _ends(connection: Connection, devices: Set[str] | None = None) -> dict[Stream, tuple[int, int]]:
    """Each applied stream's first and last seq; there are no gaps inside."""
    column = journal.c
    query = select(column.device, column.epoch, column.branch, func.min(column.seq), func.max(column.seq))
    if devices is not None:
        query = query.where(column.device.in_(sorted(devices)))
    grouped = query.group_by(column.device, column.epoch, column.branch)
    return {Stream(*row[:3]): (row[3], row[4]) for row in connection.execute(grouped)}


def _received(connection: Connection) -> dict[StreamKey, list[Waiting]]:
    """Entries not applied whose author and content were verified, by stream, in order."""
    found: dict[StreamKey, list[Waiting]] = {}
    for item in [*all_waiting(connection, HELD), *all_waiting(connection, ASIDE)]:
        if item.reason in VERIFIED:
            found.setdefault((item.entry.device, item.entry.epoch), []).append(item)
    return {key: sorted(items, key=lambda item: item.entry.seq) for key, items in found.items()}


def _standing(connection: Connection, items: Sequence[Waiting]) -> tuple[list[Waiting], set[int]]:
    """Those with everything before them here, and the seqs of those that hang loose."""
    prevs = {item.entry.prev for item in items if item.entry.prev}
    known: set[str] = set()
    for some in chunks(prevs):
        known.update(connection.execute(select(journal.c.digest).where(journal.c.digest.in_(some))).scalars())
    standing: list[Waiting] = []
    loose: set[int] = set()
    for item in items:
        if not item.entry.prev or item.entry.prev in known:
            known.add(item.entry.digest)
            standing.append(item)
        else:
            loose.add(item.entry.seq)
    return standing, loose


def _digests_at(connection: Connection, key: StreamKey, seqs: set[int]) -> list[tuple[int, str]]:
    column = journal.c
    query = select(column.seq, column.digest).where(
        column.device == key[0], column.epoch == key[1], column.seq.in_(sorted(seqs))
    )
    return [(row.seq, row.digest) for row in connection.execute(query)]


def _marks(chains: Sequence[Mapping[int, str]]) -> tuple[tuple[int, str], ...]:
    found = {(seq, chain[seq][:16]) for chain in chains for seq in steps_back(max(chain, default=0)) if seq in chain}
    return tuple(sorted(found, reverse=True))


def steps_back(last: int) -> Iterator[int]:
    """The seqs that get a mark: denser towards the end, and round ones, so that one who is behind has some of them."""
    found = {(last >> power) - step << power for power in range(last.bit_length()) for step in range(4)}
    return iter(sorted((seq for seq in found if seq >= 1), reverse=True))


def gaps_after(last: int, later: Iterable[int], limit: int = 200) -> tuple[tuple[int, int], ...]:
    """The runs missing between what is contiguous and the seqs that came after it."""
    known = [last, *sorted(seq for seq in set(later) if seq > last)]
    return tuple((before + 1, after - 1) for before, after in pairwise(known) if after - before > 1)[:limit]


def shared_up_to(own: Mapping[int, str], other: Have) -> int:
    """The last seq from which on `other` needs this stream: the highest mark both have alike."""
    return max((seq for seq, mark in other.marks if mark and own.get(seq, "").startswith(mark)), default=0)


def needs(connection: Connection, theirs: Iterable[Have], strict_for: str | None = None) -> dict[Stream, int]:
    """The general streams somebody with these marks lacks something of, each with the seq he has.

    Somebody who is ahead may share no mark near our end: then a little is sent again, rather than a clone's branch
    lost. With `strict_for` only that device's streams are judged so; of others being ahead counts as having.
    """
    known = {(have.device, have.epoch): have for have in theirs if have.vault == GENERAL}
    lacking: dict[Stream, int] = {}
    for stream, (start, end) in sorted(_ends(connection).items()):
        have = known.get((stream.device, stream.epoch))
        if have and strict_for not in (None, stream.device) and not stream.branch and have.up_to >= end:
            continue
        shared = shared_up_to(_digests(connection, stream, have), have) if have else 0
        if shared < end:
            lacking[stream] = max(shared, start - 1)
    return lacking


def missing_entries(connection: Connection, theirs: Iterable[Have]) -> Iterator[Entry]:
    """The general entries that somebody with these marks is not known to have, stream by stream."""
    for stream, after in needs(connection, theirs).items():
        yield from entries(connection, GENERAL, stream, after)


def _digests(connection: Connection, stream: Stream, have: Have) -> dict[int, str]:
    """Own digests at the seqs of somebody's marks, on this stream and what it branched off from."""
    column = journal.c
    seqs = sorted({seq for seq, _mark in have.marks}, reverse=True)[:_MOST_MARKS]
    query = select(column.seq, column.digest).where(
        column.device == stream.device,
        column.epoch == stream.epoch,
        column.seq.in_(seqs),
        column.branch.in_(["", stream.branch]),
    )
    return {row.seq: row.digest for row in connection.execute(query)}


def sealed_needs(connection: Connection, theirs: Iterable[Have]) -> dict[tuple[str, str, str], list[str]]:
    """The sealed entries (their digests, in order) somebody with these marks lacks, by (vault, device, epoch)."""
    known = {(have.vault, have.device, have.epoch): have for have in theirs}
    lacking: dict[tuple[str, str, str], list[str]] = {}
    for run in sealed_runs(connection, {}):
        have = known.get((run.vault, run.device, run.epoch))
        wanted = _sealed_after(run, have)
        if wanted:
            lacking[run.vault, run.device, run.epoch] = wanted
    return lacking


def _sealed_after(run: SealedRun, have: Have | None) -> list[str]:
    wanted: dict[str, int] = {digest: seq for seq, digest in run.loose}
    for chain in run.chains:
        shared = shared_up_to(chain, have) if have else 0
        wanted.update({digest: seq for seq, digest in chain.items() if seq > shared})
    return sorted(wanted, key=lambda digest: (wanted[digest], digest))
