"""Chains of entries: each names the one before it; an epoch continued twice becomes two branches."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select, update

from app.store.guard import STORE
from app.store.journal import Entry, Stream, append, chunks, journal


@dataclass(frozen=True)
class _Place:
    device: str
    epoch: str
    branch: str
    seq: int


class Streams:
    """Where entries stand; keeps new ones and renames a stream that turns out to be a branch.

    A branch is named by the digest of its first entry, so every replica gives it the same name.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.places: dict[str, _Place] = {}
        self.followers: dict[str, list[str]] = {}
        self.fresh: list[Entry] = []
        self.asked: dict[tuple[str, str], set[int]] = {}

    def recall(self, entries: Sequence[Entry]) -> None:
        """Read what the journal knows around these entries."""
        before = {entry.prev for entry in entries if entry.prev} - self.places.keys()
        for some in chunks(before):
            self._read(journal.c.digest.in_(some))
        beside: dict[tuple[str, str], set[int]] = {}
        for entry in entries:
            beside.setdefault((entry.device, entry.epoch), set()).add(entry.seq)
        for (device, epoch), places in beside.items():
            asked = self.asked.setdefault((device, epoch), set())
            mine = (journal.c.device == device) & (journal.c.epoch == epoch)
            for some_places in chunks(sorted(places - asked)):
                self._read(mine & journal.c.seq.in_(some_places))
            asked |= places

    def knows_cause_of(self, entry: Entry) -> bool:
        """Whether the entry before this one is here."""
        return not entry.prev or entry.prev in self.places

    def continues(self, entry: Entry) -> bool:
        """Whether the entry really is the next one after the one it names."""
        if not entry.prev:
            return entry.seq == 1
        before = self.places[entry.prev]
        return (before.device, before.epoch, before.seq + 1) == (entry.device, entry.epoch, entry.seq)

    def place(self, entry: Entry) -> bool:
        """Keep an entry on its stream; True when it splits the stream."""
        siblings = [digest for digest in self.followers.get(_cause(entry), []) if digest != entry.digest]
        branch = self.places[entry.prev].branch if entry.prev else ""
        if siblings:
            self.write()
            if len(siblings) == 1:
                self._branch_off(siblings[0])
            branch = _name(entry.digest)
        self._note(_cause(entry), entry.digest, _Place(entry.device, entry.epoch, branch, entry.seq))
        self.fresh.append(entry)
        return bool(siblings)

    def write(self) -> None:
        """Put the entries placed since the last write into the journal."""
        append(self.connection, [(entry, self.places[entry.digest].branch) for entry in self.fresh])
        self.fresh = []

    def _branch_off(self, digest: str) -> None:
        """Give the stream from this entry on a name of its own."""
        at = self.places[digest]
        column = journal.c
        rest = (
            (column.device == at.device)
            & (column.epoch == at.epoch)
            & (column.branch == at.branch)
            & (column.seq >= at.seq)
        )
        self.connection.execute(update(journal).where(rest).values(branch=_name(digest)), execution_options=STORE)
        for known, place in self.places.items():
            if place.seq >= at.seq and (place.device, place.epoch, place.branch) == (at.device, at.epoch, at.branch):
                self.places[known] = _Place(place.device, place.epoch, _name(digest), place.seq)

    def _read(self, condition: ColumnElement[bool]) -> None:
        column = journal.c
        query = select(column.digest, column.prev, column.device, column.epoch, column.branch, column.seq)
        for row in self.connection.execute(query.where(condition)):
            cause = row.prev or f"{row.device}/{row.epoch}"
            self._note(cause, row.digest, _Place(row.device, row.epoch, row.branch, row.seq))

    def _note(self, cause: str, digest: str, place: _Place) -> None:
        self.places[digest] = place
        followers = self.followers.setdefault(cause, [])
        if digest not in followers:
            followers.append(digest)


def _cause(entry: Entry) -> str:
    return entry.prev or f"{entry.device}/{entry.epoch}"


def _name(digest: str) -> str:
    return digest[:16]


def branches(connection: Connection) -> list[Stream]:
    """Every stream that was continued twice (a cloned or restored laptop), for the kepala to look at."""
    column = journal.c
    query = select(column.device, column.epoch, column.branch).where(column.branch != "").distinct()
    return sorted(Stream(row.device, row.epoch, row.branch) for row in connection.execute(query))


def up_to(connection: Connection) -> dict[Stream, int]:
    """Each stream applied here and its last seq."""
    column = journal.c
    query = select(column.device, column.epoch, column.branch, func.max(column.seq).label("last"))
    found = connection.execute(query.group_by(column.device, column.epoch, column.branch))
    return {Stream(row.device, row.epoch, row.branch): row.last for row in found}


def heads_of(connection: Connection) -> list[tuple[str, str, int, str]]:
    """The end of every chain applied here: (device, epoch, seq, digest); a stem that branched is not one."""
    column = journal.c
    found = []
    ends = up_to(connection)
    forked = {(stream.device, stream.epoch) for stream in ends if stream.branch}
    for stream, last in sorted(ends.items()):
        if stream.branch or (stream.device, stream.epoch) not in forked:
            query = select(column.digest).where(
                column.device == stream.device,
                column.epoch == stream.epoch,
                column.branch == stream.branch,
                column.seq == last,
            )
            found.append((stream.device, stream.epoch, last, connection.execute(query).scalar_one()))
    return found
