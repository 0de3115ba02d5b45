"""The search index: FTS5 in a desk's vault, a plain table at the centre; derived, never journalled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    or_,
    select,
    text,
)

from app.store.direct import Direct
from app.store.guard import STORE
from app.store.journal import chunks
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
    "kind UNINDEXED, site UNINDEXED, row UNINDEXED, words, "
    "prefix='2 3 4', columnsize=0, tokenize='unicode61 remove_diacritics 2')"
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
        _SAY.write(connection, said)
    if gone:
        _FORGET.write(connection, gone)


def _place(kind: str, site: str, row: str) -> int:
    """The row's own place in the index: 63 bits of its digest, so that no table of places is needed."""
    return int.from_bytes(blake2b(f"{kind}/{site}/{row}".encode(), digest_size=8).digest()) >> 1


_SAY = Direct(
    text(
        "INSERT OR REPLACE INTO text_index (rowid, kind, site, row, words) VALUES (:place, :kind, :site, :row, :words)"
    )
)
_FORGET = Direct(text("DELETE FROM text_index WHERE rowid = :place"))


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


@dataclass(frozen=True)
class Term:
    """A word sought in any of several forms; `whole` words must be there as they are, others may only begin so."""

    forms: tuple[str, ...]
    whole: bool = False


def search(connection: Connection, kind: str, words: Iterable[str | Term], limit: int) -> list[Key]:
    """Rows in which every word begins some indexed word (see Term), in no particular order."""
    terms = [_plain_term(word) for word in words]
    terms = [term for term in terms if term.forms]
    if not terms:
        return []
    if connection.dialect.name != "sqlite":
        return _search_plain(connection, kind, terms, limit)
    match = " AND ".join("(" + " OR ".join(_quoted(form, term.whole) for form in term.forms) + ")" for term in terms)
    found = connection.execute(_FIND, {"match": match, "kind": kind, "limit": limit})
    return [(row.site, row.row) for row in found]


_FIND = text("SELECT site, row FROM text_index WHERE text_index MATCH :match AND kind = :kind LIMIT :limit")


def count(connection: Connection, word: str, most: int) -> int:
    """How many rows of any kind are indexed under this very word; counting ends at `most`."""
    if connection.dialect.name != "sqlite":
        mine = (" " + _plain.c.words + " ").ilike(f"% {word} %")
        found = select(_plain.c.row).where(mine).limit(most).subquery()
        return int(connection.execute(select(func.count()).select_from(found)).scalar_one())
    return int(connection.execute(_COUNT, {"match": _quoted(word.lower(), True), "most": most}).scalar_one())


_COUNT = text("SELECT count(*) FROM (SELECT rowid FROM text_index WHERE text_index MATCH :match LIMIT :most)")


def words_of(connection: Connection, kind: str, keys: Iterable[Key]) -> dict[Key, str]:
    """What these rows are indexed under."""
    found: dict[Key, str] = {}
    keys = list(keys)
    if connection.dialect.name != "sqlite":
        for site, row in keys:
            mine = (_plain.c.kind == kind) & (_plain.c.site == site) & (_plain.c.row == row)
            said = connection.execute(select(_plain.c.words).where(mine)).scalar()
            if said is not None:
                found[site, row] = said
        return found
    key_of = {str(_place(kind, *key)): key for key in keys}
    for some in chunks(key_of):
        rows = connection.execute(_WORDS, {"places": [int(place) for place in some]})
        found |= {key_of[str(row.rowid)]: row.words for row in rows}
    return found


_WORDS = text("SELECT rowid, words FROM text_index WHERE rowid IN :places").bindparams(
    bindparam("places", expanding=True)
)


def _plain_term(word: str | Term) -> Term:
    term = Term((word,)) if isinstance(word, str) else word
    forms = ("".join(filter(str.isalnum, form)) for form in term.forms)
    return Term(tuple(dict.fromkeys(form for form in forms if form)), term.whole)


def _quoted(form: str, whole: bool) -> str:
    return f'"{form}"' if whole else f'"{form}"*'


def _search_plain(connection: Connection, kind: str, terms: list[Term], limit: int) -> list[Key]:
    query = _plain.select().where(_plain.c.kind == kind).limit(limit)
    said = " " + _plain.c.words + " "
    for term in terms:
        query = query.where(or_(*(said.ilike(f"% {form}{' ' if term.whole else ''}%") for form in term.forms)))
    return [(row.site, row.row) for row in connection.execute(query)]
