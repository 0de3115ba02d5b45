"""The journal: one signed, chained entry per Work; behind audit, undo history and sync alike."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    bindparam,
    select,
    text,
)

from app.kernel.canonical import canonical_json
from app.store.base import MOST_LEVELS, Plain
from app.store.direct import Direct

SCHEMA = 1
"""The meaning of changes written by this version; older ones pass through `upcast`."""

LATEST_CLOCK = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp() * 1000) << 16
"""The clock of a write id no desk passes by itself, only by following others who have."""
CLOCK_ROOM = 1 << 32
"""How far a write may lie past that and past everything known: more writes than all desks together ever make."""

store_metadata = MetaData()
"""The store's own tables; every vault has them."""

_BRANCHED = text("branch != ''")
journal = Table(
    "journal",
    store_metadata,
    Column("device", String(32), primary_key=True),
    Column("epoch", String(32), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("branch", String(16), primary_key=True, default=""),
    Column("write", String(32), nullable=False, unique=True),
    Column("site", String(32), nullable=False),
    Column("wall_time", String(27), nullable=False),
    Column("utc_offset", Integer, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(80), nullable=False),
    Column("changes", Text, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("sig", String(128), nullable=False),
    Index("ix_journal_branch", "device", "epoch", "branch", sqlite_where=_BRANCHED, postgresql_where=_BRANCHED),
)


@dataclass(frozen=True)
class Change:
    """What one Work did to one row: new values, the writes each replaces, and the salt of its commitment.

    An insert has the single base key `heads.ALL`. An erased change keeps only its commitment.
    """

    table: str
    site: str
    id: str
    set: dict[str, Plain]
    base: dict[str, list[str]]
    salt: str
    erased: str = ""

    def commitment(self) -> bytes:
        """BLAKE2b-256 of the change, keyed by its salt; what the digest covers."""
        if self.erased:
            return bytes.fromhex(self.erased)
        content = canonical_json([self.table, self.site, self.id, self.set, self.base])
        return blake2b(content, digest_size=32, key=bytes.fromhex(self.salt)).digest()


@dataclass(frozen=True)
class Entry:
    """One Work as it is journalled and carried; `prev` is empty for the first of an epoch."""

    vault: str
    site: str
    device: str
    epoch: str
    seq: int
    write: str
    wall_time: str
    utc_offset: int
    schema: int
    actor: str
    action: str
    changes: tuple[Change, ...]
    prev: str
    digest: str = ""
    sig: str = ""

    def computed_digest(self) -> str:
        """BLAKE2b-256(prev ‖ header ‖ commitments), as hex."""
        header = canonical_json(
            [
                self.vault,
                self.site,
                self.device,
                self.epoch,
                self.seq,
                self.write,
                self.wall_time,
                self.utc_offset,
                self.schema,
                self.actor,
                self.action,
            ]
        )
        sealed = b"".join(change.commitment() for change in self.changes)
        return blake2b(bytes.fromhex(self.prev) + header + sealed, digest_size=32).hexdigest()

    def to_line(self) -> bytes:
        """The entry as one canonical JSON line, without its line end."""
        header = {name: getattr(self, name) for name in (*_TEXTS, *_NUMBERS)}
        return canonical_json({**header, "changes": [_change_json(change) for change in self.changes]})


def _change_json(change: Change) -> dict[str, Any]:
    content: dict[str, Any] = {
        "table": change.table,
        "site": change.site,
        "id": change.id,
        "set": change.set,
        "base": change.base,
        "salt": change.salt,
    }
    return {**content, "erased": change.erased} if change.erased else content


def _change_of(content: dict[str, Any]) -> Change:
    return Change(
        str(content["table"]),
        str(content["site"]),
        str(content["id"]),
        dict(content["set"]),
        {str(field): [str(write) for write in writes] for field, writes in content["base"].items()},
        str(content["salt"]),
        str(content.get("erased", "")),
    )


_TEXTS = ("vault", "site", "device", "epoch", "write", "wall_time", "actor", "action", "prev", "digest", "sig")
_NUMBERS = ("seq", "utc_offset", "schema")


def from_line(line: bytes) -> Entry:
    """The entry of a carried line; ValueError for anything that is not one, or that no engine could keep."""
    if b"\\u" in line and _UNKEPT.search(line):
        raise ValueError("a sign no engine keeps")
    try:
        content = _STRICT.decode(line.decode())
        texts = {name: content[name] for name in _TEXTS}
        numbers = {name: content[name] for name in _NUMBERS}
        if not all(type(text) is str for text in texts.values()) or not all(type(n) is int for n in numbers.values()):
            raise TypeError("field of the wrong kind")
        changes = tuple(_change_of(change) for change in content["changes"])
        if not all(_flat(value, MOST_LEVELS) for change in changes for value in change.set.values()):
            raise TypeError("nested too deeply")
        return Entry(**texts, **numbers, changes=changes)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a journal entry: {error}") from error


_UNKEPT = re.compile(rb"(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89a-fA-F])")
"""NUL and lone surrogates, which canonical lines could only hold escaped."""


def _int64(text: str) -> int:
    if len(text) > 20 or not -(2**63) <= int(text) < 2**63:
        raise ValueError("a number past 64 bits")
    return int(text)


def _no_number(text: str) -> Any:
    raise ValueError(f"not a whole number: {text[:20]}")


_STRICT = json.JSONDecoder(parse_int=_int64, parse_float=_no_number, parse_constant=_no_number)


def _flat(value: Any, levels: int) -> bool:
    """Whether a value has at most so many levels of lists."""
    if not isinstance(value, list | dict):
        return True
    items = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_flat(item, levels - 1) for item in items)


def _row(entry: Entry, branch: str) -> dict[str, Any]:
    columns = {name: getattr(entry, name) for name in (*_TEXTS, *_NUMBERS) if name != "vault"}
    changes = canonical_json([_change_json(change) for change in entry.changes]).decode()
    return {**columns, "branch": branch, "changes": changes}


_SPECIAL = {"branch", "changes"}


def _entry(row: Row[Any], vault: str) -> Entry:
    kept = {name: value for name, value in row._mapping.items() if name not in _SPECIAL}
    return Entry(vault=vault, changes=tuple(_change_of(change) for change in json.loads(row.changes)), **kept)


def append(connection: Connection, entries: Sequence[tuple[Entry, str]]) -> None:
    """Keep entries, each with the branch it stands on."""
    if entries:
        kept = [_row(entry, branch) for entry, branch in entries]
        _KEEP.write(connection, kept)


_KEEP = Direct(journal.insert())
_OWN = (journal.c.device == bindparam("device"), journal.c.epoch == bindparam("epoch"), journal.c.branch == "")
_LAST = select(journal.c.write).order_by(journal.c.write.desc()).limit(1)
_TAIL = select(journal.c.seq, journal.c.digest).where(*_OWN).order_by(journal.c.seq.desc()).limit(1)
_ENDS = Direct(
    select(
        *(_TAIL.with_only_columns(one).scalar_subquery().label(one.name) for one in (journal.c.seq, journal.c.digest)),
        _LAST.scalar_subquery().label("write"),
    )
)
_LAST_WRITE = Direct(_LAST)


@dataclass(frozen=True)
class Ends:
    """Where a stream and the whole journal end: last seq and its digest (0, "" before the first), highest write id."""

    seq: int = 0
    digest: str = ""
    write: str = ""


def ends(connection: Connection, device: str, epoch: str) -> Ends:
    """The ends an entry of an unbranched stream is written after."""
    found = _ENDS.all(connection, {"device": device, "epoch": epoch})
    return Ends(found[0].seq or 0, found[0].digest or "", found[0].write or "")


def tail(connection: Connection, device: str, epoch: str) -> tuple[int, str]:
    """(last seq, its digest) of an unbranched stream; (0, "") before its first entry."""
    after = ends(connection, device, epoch)
    return after.seq, after.digest


def forked(connection: Connection, device: str, epoch: str) -> bool:
    """Whether this epoch was continued twice (a cloned or restored laptop)."""
    query = select(journal.c.seq).where(journal.c.device == device, journal.c.epoch == epoch, journal.c.branch != "")
    return connection.execute(query.limit(1)).first() is not None


def last_write(connection: Connection) -> str:
    """The highest write id kept, or an empty text."""
    return _LAST_WRITE.one(connection, {}) or ""


def clock_of(write: str) -> int:
    """The hybrid clock of a write id; 0 for an empty text."""
    return int(write[:16] or "0", 16)


@dataclass(frozen=True, order=True)
class Stream:
    """One gapless run of entries: a device's epoch, or one branch of it."""

    device: str
    epoch: str
    branch: str = ""


def entries(connection: Connection, vault: str, stream: Stream, after: int = 0) -> Iterator[Entry]:
    """The entries of one stream after a seq, in order."""
    query = (
        select(journal)
        .where(
            journal.c.device == stream.device,
            journal.c.epoch == stream.epoch,
            journal.c.branch == stream.branch,
            journal.c.seq > after,
        )
        .order_by(journal.c.seq)
    )
    for row in connection.execute(query).yield_per(1000):
        yield _entry(row, vault)


def first_after(connection: Connection, stream: Stream, after: int) -> datetime:
    """When the first entry of a stream after a seq was written, by its desk's clock."""
    query = select(journal.c.wall_time).where(
        journal.c.device == stream.device,
        journal.c.epoch == stream.epoch,
        journal.c.branch == stream.branch,
        journal.c.seq == after + 1,
    )
    return datetime.fromisoformat(connection.execute(query).scalar_one())


def all_entries(connection: Connection, vault: str) -> Iterator[Entry]:
    """Every entry, causes before effects (write ids rise along causality)."""
    for row in connection.execute(select(journal).order_by(journal.c.write)).yield_per(1000):
        yield _entry(row, vault)


def entry_of_write(connection: Connection, vault: str, write: str) -> Entry | None:
    """The entry that made a write."""
    row = connection.execute(select(journal).where(journal.c.write == write)).first()
    return _entry(row, vault) if row else None


def signed(entry: Entry, sign: Any) -> Entry:
    """The entry with its digest and the author's signature over it."""
    digest = entry.computed_digest()
    return replace(entry, digest=digest, sig=sign(bytes.fromhex(digest)))


Item = TypeVar("Item")


def chunks(items: Iterable[Item], size: int = 500) -> Iterator[list[Item]]:
    """Lists of at most `size` items, for queries with many values."""
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
