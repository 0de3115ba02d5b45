"""The search index: FTS5 in a desk's vault, a plain table at the centre; derived, never journalled."""

from collections.abc import Iterable, Mapping

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
        places = "CREATE TABLE IF NOT EXISTS text_place (kind TEXT, site TEXT, row TEXT, place INTEGER, "
        connection.exec_driver_sql(places + "PRIMARY KEY (kind, site, row)) WITHOUT ROWID", execution_options=STORE)
    else:
        _metadata.create_all(connection.execution_options(store=True))


def replace(connection: Connection, kind: str, words: Mapping[Key, str | None]) -> None:
    """Index these rows under these words; None takes a row out."""
    if connection.dialect.name != "sqlite":
        _replace_plain(connection, kind, words)
        return
    for (site, row), said in words.items():
        mine = {"kind": kind, "site": site, "row": row}
        place = connection.execute(_PLACE, mine).scalar()
        if place is not None:
            connection.execute(_FORGET, {"place": place}, execution_options=STORE)
        if said is None:
            connection.execute(_UNPLACE, mine, execution_options=STORE)
        elif place is not None:
            connection.execute(_AGAIN, {**mine, "words": said, "place": place}, execution_options=STORE)
        else:
            added = connection.execute(_ADD, {**mine, "words": said}, execution_options=STORE)
            connection.execute(_KEEP, {**mine, "place": added.lastrowid}, execution_options=STORE)


_PLACE = text("SELECT place FROM text_place WHERE kind = :kind AND site = :site AND row = :row")
_FORGET = text("DELETE FROM text_index WHERE rowid = :place")
_UNPLACE = text("DELETE FROM text_place WHERE kind = :kind AND site = :site AND row = :row")
_ADD = text("INSERT INTO text_index (kind, site, row, words) VALUES (:kind, :site, :row, :words)")
_AGAIN = text("INSERT INTO text_index (rowid, kind, site, row, words) VALUES (:place, :kind, :site, :row, :words)")
_KEEP = text("INSERT INTO text_place (kind, site, row, place) VALUES (:kind, :site, :row, :place)")


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
    connection.execute(_CLEAR_INDEX, {"kind": kind}, execution_options=STORE)
    if connection.dialect.name == "sqlite":
        connection.execute(_CLEAR_PLACES, {"kind": kind}, execution_options=STORE)


_CLEAR_INDEX = text("DELETE FROM text_index WHERE kind = :kind")
_CLEAR_PLACES = text("DELETE FROM text_place WHERE kind = :kind")


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
