"""Rows of record tables as the store reads and writes them, and the list of fields that differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    Connection,
    Integer,
    String,
    Table,
    and_,
    bindparam,
    delete,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.sql.sqltypes import AutoString

from app.store import base, heads
from app.store.base import Plain
from app.store.direct import Direct
from app.store.guard import STORE
from app.store.journal import Change, chunks, store_metadata
from app.store.upcast import changes_of_write

difference = Table(
    "difference",
    store_metadata,
    Column("tbl", String(60), primary_key=True),
    Column("site", String(32), primary_key=True),
    Column("row", String(32), primary_key=True),
    Column("field", String(60), primary_key=True),
)

Key = tuple[str, str]
"""(site, id)"""


@dataclass
class Earlier:
    """Looks up what a write did to a row: among entries at hand first, then in the journal."""

    connection: Connection
    at_hand: dict[str, Sequence[Change]] = field(default_factory=dict)
    read: dict[str, Sequence[Change]] = field(default_factory=dict)

    def change(self, write: str, table: str, key: Key) -> Change | None:
        """The change a write made to a row."""
        if write not in self.at_hand and write not in self.read:
            self.read[write] = changes_of_write(self.connection, write)
        for change in self.at_hand.get(write) or self.read.get(write, ()):
            if (change.table, change.site, change.id) == (table, *key):
                return change
        return None

    def value(self, write: str, table: str, key: Key, name: str) -> Plain:
        """What a write gave one field of a row."""
        change = self.change(write, table, key)
        return change.set.get(name) if change else None

    def seen(self, write: str, table: str, key: Key) -> list[str]:
        """The writes a void had seen."""
        change = self.change(write, table, key)
        return change.base.get(heads.SEEN, []) if change else []

    def of_row(self, table: str, key: Key) -> heads.EarlierValue:
        """The lookup for one row's fields."""
        return lambda write, name: self.value(write, table, key, name)


def load(connection: Connection, table: Table, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
    """The rows with these keys, as dictionaries."""
    found: dict[Key, dict[str, Any]] = {}
    sites: dict[str, list[str]] = {}
    for site, row_id in keys:
        sites.setdefault(site, []).append(row_id)
    for site, ids in sites.items():
        for some in chunks(ids):
            for row in _by_ids(table).all(connection, {"site": site, "ids": some}):
                found[row.site_id, row.id] = row._asdict()
    return found


@cache
def _by_ids(table: Table) -> Direct:
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return Direct(select(table).where(table.c.site_id == bindparam("site"), table.c.id.in_(ids)))


def is_there(connection: Connection, table: Table, key: Key) -> bool:
    """Whether there is a row with this key."""
    return bool(_of_key(table).all(connection, {"site": key[0], "id": key[1]}))


@cache
def _of_key(table: Table) -> Direct:
    return Direct(select(table.c.id).where(table.c.site_id == bindparam("site"), table.c.id == bindparam("id")))


def fold(table: Table, row: dict[str, Any] | None, change: Change, write: str, earlier: Earlier) -> dict[str, Any]:
    """The row after a change; the given row is left as it was. KeyError, TypeError or ValueError as `base.decode`."""
    given = base.decoded(table, change.set)
    whole = heads.ALL in change.base
    if row is None:
        folded = heads.insert(change.set, write)
        row = {**_blank(table), "site_id": change.site, "id": change.id}
    else:
        lookup = earlier.of_row(table.name, (change.site, change.id))
        step = heads.Fold(row["heads"], base.first_wins(table), lookup)
        fields = base.fields_of(table)
        folded = step.whole(change.set, write, fields) if whole else step.some(change.set, change.base, write)
    values = {
        name: given[name] if value is change.set.get(name, _OTHER) else base.decode(table, name, value)
        for name, value in folded.values.items()
    }
    return _filled(table, {**row, **values, "heads": folded.heads})


def _filled(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A required field left out (written by an older version) takes its kind's empty value; ValueError if none."""
    for name in _required(table):
        if row[name] is None:
            row[name] = _empty(table.c[name])
    return row


_OTHER = object()


@cache
def _blank(table: Table) -> dict[str, Any]:
    return {column.name: None for column in table.columns}


@cache
def _required(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if not column.nullable)


def _empty(column: Column[Any]) -> Any:
    for kind, value in ((Boolean, False), (Integer, 0), (String, ""), (AutoString, "")):
        if isinstance(column.type, kind):
            return value
    raise ValueError(f"{column.name} is required")


def differing(table: Table, row: dict[str, Any], earlier: Earlier) -> set[str]:
    """Fields of the row that stand on writes which do not agree, and a void that met an edit."""
    if not row["heads"].startswith("{"):
        return set()
    key = (row["site_id"], row["id"])
    found = heads.differing(
        row["heads"], base.fields_of(table), base.first_wins(table), earlier.of_row(table.name, key)
    )
    if row["void_reason"] is not None and not base.first_wins(table):
        voids = heads.of_field(heads.parse(row["heads"]), "void_reason")
        seen = [write for void in voids for write in earlier.seen(void, table.name, key)]
        if heads.unseen_by_void(row["heads"], seen):
            found.add("void_reason")
    return found


def write_new(connection: Connection, table: Table, new: Sequence[dict[str, Any]]) -> None:
    """Insert whole rows."""
    if new:
        _insert(table).write(connection, new)


def write_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a whole row unless its key is there already; whether it was inserted."""
    return _insert_once(table, connection.dialect.name).write(connection, [row]) == 1


@cache
def _insert(table: Table) -> Direct:
    return Direct(table.insert())


@cache
def _insert_once(table: Table, dialect: str) -> Direct:
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return Direct(make(table).on_conflict_do_nothing())


def write_changed(connection: Connection, table: Table, row: dict[str, Any], names: Iterable[str]) -> None:
    """Update some columns of one row."""
    mine = and_(table.c.site_id == row["site_id"], table.c.id == row["id"])
    values = {name: row[name] for name in {*names, "heads"}}
    connection.execute(update(table).where(mine).values(values), execution_options=STORE)


def note_differences(connection: Connection, found: dict[tuple[str, str, str], set[str]]) -> None:
    """Replace what is listed under *beda data* for these (table, site, id)."""
    for some in _batches(list(found)):
        mine = or_(tuple_(difference.c.tbl, difference.c.site, difference.c.row).in_(some))
        connection.execute(delete(difference).where(mine), execution_options=STORE)
    rows = [
        {"tbl": tbl, "site": site, "row": row, "field": name}
        for (tbl, site, row), names in found.items()
        for name in sorted(names)
    ]
    if rows:
        connection.execute(difference.insert(), rows, execution_options=STORE)


def _batches(keys: list[tuple[str, str, str]], size: int = 200) -> Iterable[list[tuple[str, str, str]]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
