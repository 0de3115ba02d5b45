"""The search index: FTS5 in a desk's vault, a plain table at the centre; derived, never journalled."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from sqlalchemy import Column, Connection, Index, MetaData, String, Table, Text, delete, text

from app.store.guard import STORE
from app.store.rows import Key

_metadata = MetaData()
_plain = Table(
    "text_index",
    _metadata,
    Column("kind", String(20), primary_key=True),
    Column("site", String(32), primary_key=True),
    Column("row", String(32), primary_key=True),
    Column("words", Text, nullable=False),
    Index("ix_text_index_kind", "kind"),
)
_FTS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS text_index USING fts5("
    "kind UNINDEXED, site UNINDEXED, row UNINDEXED, words, prefix='2 3 4', tokenize='unicode61 remove_diacritics 2')"
)


def create(connection: Connection) -> None:
    """Make the index's table if it is not there."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_FTS, execution_options=STORE)
    else:
        _metadata.create_all(connection.execution_options(store=True))


def replace(connection: Connection, kind: str, words: Mapping[Key, str | None]) -> None:
    """Index these rows under these words; None takes a row out."""
    if connection.dialect.name != "sqlite":
        _replace_plain(connection, kind, words)
        return
    places = {key: _place(kind, *key) for key in words}
    said = [
        {"place": places[key], "kind": kind, "site": key[0], "row": key[1], "words": text}
        for key, text in words.items()
        if text is not None
    ]
    gone = [{"place": places[key]} for key, text in words.items() if text is None]
    if said:
        connection.execute(_SAY, said, execution_options=STORE)
    if gone:
        connection.execute(_FORGET, gone, execution_options=STORE)


def _place(kind: str, site: str, row: str) -> int:
    """The row's own place in the index: 63 bits of its digest, so that no table of places is needed."""
    return int.from_bytes(blake2b(f"{kind}/{site}/{row}".encode(), digest_size=8).digest()) >> 1


_SAY = text(
    "INSERT OR REPLACE INTO text_index (rowid, kind, site, row, words) VALUES (:place, :kind, :site, :row, :words)"
)
_FORGET = text("DELETE FROM text_index WHERE rowid = :place")


def _replace_plain(connection: Connection, kind: str, words: Mapping[Key, str | None]) -> None:
    for (site, row), said in words.items():
        mine = (_plain.c.kind == kind) & (_plain.c.site == site) & (_plain.c.row == row)
        connection.execute(delete(_plain).where(mine), execution_options=STORE)
        if said is not None:
            connection.execute(
                _plain.insert().values(kind=kind, site=site, row=row, words=said), execution_options=STORE
            )


def clear(connection: Connection, kind: str) -> None:
    """Take every row of a kind out, before a rebuild."""
    connection.execute(_CLEAR, {"kind": kind}, execution_options=STORE)


_CLEAR = text("DELETE FROM text_index WHERE kind = :kind")


def search(connection: Connection, kind: str, words: Iterable[str], limit: int) -> list[Key]:
    """Rows in which every word begins some indexed word, most fitting first where the engine ranks."""
    terms = [word for word in ("".join(filter(str.isalnum, raw)) for raw in words) if word]
    if not terms:
        return []
    if connection.dialect.name != "sqlite":
        return _search_plain(connection, kind, terms, limit)
    query = text("SELECT site, row FROM text_index WHERE text_index MATCH :match AND kind = :kind LIMIT :limit")
    match = " ".join(f'"{term}"*' for term in terms)
    found = connection.execute(query, {"match": match, "kind": kind, "limit": limit})
    return [(row.site, row.row) for row in found]


def _search_plain(connection: Connection, kind: str, terms: list[str], limit: int) -> list[Key]:
    query = _plain.select().where(_plain.c.kind == kind).limit(limit)
    for term in terms:
        query = query.where((" " + _plain.c.words).ilike(f"% {term}%"))
    return [(row.site, row.row) for row in connection.execute(query)]
