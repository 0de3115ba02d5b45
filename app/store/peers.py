"""What this replica knows of others, outside the journal: who has what, which bundles came and went."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Row, String, Table, Text, delete, select

from app.store.base import instant_text
from app.store.guard import STORE
from app.store.have import Have
from app.store.journal import store_metadata

peer = Table(
    "peer",
    store_metadata,
    Column("id", String(32), primary_key=True),
    Column("epoch", String(32), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("heard_at", String(27), nullable=False),
    Column("have", Text, nullable=False),
    Column("notes", Text, nullable=False),
)

bundle_log = Table(
    "bundle_log",
    store_metadata,
    Column("digest", String(64), primary_key=True),
    Column("direction", String(3), nullable=False),
    Column("name", String(130), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("device", String(32), nullable=False),
    Column("epoch", String(32), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("at", String(27), nullable=False),
    Column("summary", Text, nullable=False),
)


@dataclass(frozen=True)
class Peer:
    """Another replica as last heard of: its epoch and bundle number then, what it has, and what its receipt said."""

    id: str
    epoch: str
    number: int
    heard_at: datetime
    have: tuple[Have, ...]
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, int]:
        """Later news of one peer sorts higher, across its epochs."""
        ordinal = self.epoch.partition("-")[0]
        return (int(ordinal) if ordinal.isdecimal() and len(ordinal) <= 9 else 0, self.number)


@dataclass(frozen=True)
class Passed:
    """One bundle that was read ("in") or written ("out"); `digest` is the sha256 of the file."""

    digest: str
    direction: str
    name: str
    kind: str
    device: str
    epoch: str
    number: int
    at: datetime
    summary: dict[str, Any] = field(default_factory=dict)


def peer_of(connection: Connection, peer_id: str) -> Peer | None:
    """What is known of one replica."""
    row = connection.execute(select(peer).where(peer.c.id == peer_id)).first()
    return _peer(row) if row else None


def all_peers(connection: Connection) -> list[Peer]:
    """Every replica ever heard of."""
    return [_peer(row) for row in connection.execute(select(peer).order_by(peer.c.id))]


def note_peer(connection: Connection, news: Peer) -> bool:
    """Keep what a peer says it has; False, and nothing is changed, when later news of it is known already.

    A peer that was restored from a copy speaks in a later epoch: what it says then counts, also when it is less.
    """
    known = peer_of(connection, news.id)
    if known is not None and known.order > news.order:
        return False
    connection.execute(delete(peer).where(peer.c.id == news.id), execution_options=STORE)
    row = {
        "id": news.id,
        "epoch": _said(news.epoch, 32),
        "number": news.number,
        "heard_at": instant_text(news.heard_at),
        "have": json.dumps([asdict(have) for have in news.have]),
        "notes": json.dumps(news.notes or (known.notes if known else {})),
    }
    connection.execute(peer.insert().values(**row), execution_options=STORE)
    return True


def _peer(row: Row[Any]) -> Peer:
    have = tuple(_have(item) for item in json.loads(row.have))
    return Peer(row.id, row.epoch, row.number, datetime.fromisoformat(row.heard_at), have, json.loads(row.notes))


def _have(item: dict[str, Any]) -> Have:
    gaps = tuple((first, last) for first, last in item.pop("gaps"))
    marks = tuple((seq, mark) for seq, mark in item.pop("marks"))
    return Have(**item, gaps=gaps, marks=marks)


def log_bundle(connection: Connection, passed: Passed) -> None:
    """Remember a bundle; one known already stays."""
    if bundle_known(connection, passed.digest) is None:
        said = {"name": _said(passed.name, 130), "epoch": _said(passed.epoch, 32)}
        row = {**asdict(passed), **said, "at": instant_text(passed.at), "summary": json.dumps(passed.summary)}
        connection.execute(bundle_log.insert().values(**row), execution_options=STORE)


def _said(text: str, width: int) -> str:
    """What a stick or another replica calls something, as both engines can keep it."""
    return text.encode(errors="replace").decode().replace("\0", "?")[:width]


def bundle_known(connection: Connection, digest: str) -> Passed | None:
    """The bundle of that digest, if it passed here before."""
    row = connection.execute(select(bundle_log).where(bundle_log.c.digest == digest)).first()
    return _passed(row) if row else None


def bundles(connection: Connection, direction: str, limit: int = 100) -> Sequence[Passed]:
    """The last bundles read or written, latest first."""
    column = bundle_log.c
    query = select(bundle_log).where(column.direction == direction).order_by(column.at.desc(), column.number.desc())
    return [_passed(row) for row in connection.execute(query.limit(limit))]


def last_from(connection: Connection, device: str) -> Passed | None:
    """The last bundle of a device that was read here."""
    column = bundle_log.c
    query = select(bundle_log).where(column.direction == "in", column.device == device)
    row = connection.execute(query.order_by(column.at.desc(), column.number.desc()).limit(1)).first()
    return _passed(row) if row else None


def _passed(row: Row[Any]) -> Passed:
    values = dict(row._mapping)
    return Passed(**{**values, "at": datetime.fromisoformat(row.at), "summary": json.loads(row.summary)})
