"""Bringing entries into rows: fold in memory, then write what changed; used by merge and rebuild."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, update

from app.store import base, heads, rows
from app.store.base import table_named
from app.store.guard import STORE
from app.store.journal import Change, Entry
from app.store.rows import Key
from app.store.upcast import changes_today

_HEX = frozenset("0123456789abcdef")
_WIDEST_OFFSET = 14 * 60


def causes(entry: Entry) -> Iterator[str]:
    """The writes an entry's author had before him: it cannot apply without them."""
    for change in entry.changes:
        for writes in change.base.values():
            yield from writes


def well_formed(entry: Entry) -> bool:
    """Whether the entry has the shape every desk writes; effects are dated after their causes."""
    if not (_is_hex(entry.write, 32) and entry.seq >= 1 and (entry.seq == 1) == (entry.prev == "")):
        return False
    if (entry.prev and not _is_hex(entry.prev, 64)) or not _header_well_formed(entry):
        return False
    if any(cause >= entry.write for cause in causes(entry)):
        return False
    keys = [(change.table, change.id) for change in entry.changes]
    return len(set(keys)) == len(keys) and all(_change_well_formed(change, entry.site) for change in entry.changes)


def _header_well_formed(entry: Entry) -> bool:
    """Whether both engines can keep the header, and screens can say it."""
    texts = ((entry.device, 32), (entry.epoch, 32), (entry.site, 32), (entry.actor, 80), (entry.action, 80))
    if any(len(text) > longest or not text.isprintable() for text, longest in texts):
        return False
    try:
        told = base.instant_text(base.moment(entry.wall_time)) == entry.wall_time
    except ValueError:
        return False
    return told and abs(entry.utc_offset) <= _WIDEST_OFFSET and entry.schema >= 1 and _is_hex(entry.sig, 128)


def _change_well_formed(change: Change, site: str) -> bool:
    if change.site != site or not change.id or len(change.id) > 32 or not _is_hex(change.salt, 32):
        return False
    if heads.ALL in change.base:
        return change.base == {heads.ALL: []}
    named = change.base.keys() - {heads.SEEN}
    return named == change.set.keys() and all(change.base[name] for name in named)


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and _HEX.issuperset(text)


class Batch:
    """The rows a run of entries touches, folded in memory."""

    def __init__(self, connection: Connection, vault: str, entries: Sequence[Entry]) -> None:
        self.connection = connection
        self.vault = vault
        self.earlier = rows.Earlier(connection)
        self.rows: dict[tuple[str, Key], dict[str, Any]] = {}
        self.new: set[tuple[str, Key]] = set()
        self.changed: set[tuple[str, Key]] = set()
        self._load(change for entry in entries for change in entry.changes)

    def apply(self, entry: Entry) -> str:
        """Fold an entry, whole or not at all; empty, or why it cannot apply: not yet ("cause") or never ("shape")."""
        folded: dict[tuple[str, Key], dict[str, Any]] = {}
        changes = changes_today(entry)
        try:
            if not all(self._has_row(change, entry.write) for change in changes):
                self._check(changes)
                return "cause"
            for change in changes:
                place = (change.table, (change.site, change.id))
                folded[place] = rows.fold(
                    self._table(change.table), self.rows.get(place), change, entry.write, self.earlier
                )
        except (KeyError, TypeError, ValueError, OverflowError):
            return "shape"
        self.earlier.at_hand[entry.write] = changes
        for place, row in folded.items():
            (self.changed if place in self.rows else self.new).add(place)
            self.rows[place] = row
        return ""

    def write(self) -> dict[str, dict[Key, dict[str, Any]]]:
        """Put the rows into their tables and note differences; the rows touched per table."""
        touched: dict[str, dict[Key, dict[str, Any]]] = {}
        for name, key in self.new | self.changed:
            touched.setdefault(name, {})[key] = self.rows[name, key]
        for name, keys in touched.items():
            table = self._table(name)
            rows.write_new(self.connection, table, [self.rows[name, key] for key in keys if (name, key) in self.new])
            only = [self.rows[name, key] for key in keys if (name, key) not in self.new]
            _write_whole(self.connection, table, only)
            self._note_differences(table, keys)
        return touched

    def _check(self, changes: Sequence[Change]) -> None:
        """Every value is one a desk could write, as folding finds too: so every replica judges alike."""
        for change in changes:
            base.decoded(self._table(change.table), change.set)

    def _has_row(self, change: Change, write: str) -> bool:
        """Whether the row was inserted before this write: then it is so in every order, and in a rebuild."""
        if heads.ALL in change.base:
            return True
        row = self.rows.get((change.table, (change.site, change.id)))
        return row is not None and min(heads.of_field(heads.parse(row["heads"]), heads.ALL)) < write

    def _table(self, name: str) -> Table:
        table = table_named(name, self.vault)
        if table is None:
            raise KeyError(name)
        return table

    def _load(self, changes: Iterable[Change]) -> None:
        keys: dict[str, set[Key]] = {}
        for change in changes:
            keys.setdefault(change.table, set()).add((change.site, change.id))
        for name, wanted in keys.items():
            table = table_named(name, self.vault)
            if table is not None:
                found = rows.load(self.connection, table, wanted)
                self.rows.update({(name, key): row for key, row in found.items()})

    def _note_differences(self, table: Table, keys: Iterable[Key]) -> None:
        several = {key for key in keys if self.rows[table.name, key]["heads"].startswith("{")}
        found = {(table.name, *key): rows.differing(table, self.rows[table.name, key], self.earlier) for key in several}
        rows.note_differences(self.connection, found)


def _write_whole(connection: Connection, table: Table, changed: Sequence[dict[str, Any]]) -> None:
    if not changed:
        return
    names = [*base.fields_of(table), "heads"]
    mine = (table.c.site_id == bindparam("key_site")) & (table.c.id == bindparam("key_id"))
    statement = update(table).where(mine).values({name: bindparam(f"new_{name}") for name in names})
    values = [
        {"key_site": row["site_id"], "key_id": row["id"]} | {f"new_{name}": row[name] for name in names}
        for row in changed
    ]
    connection.execute(statement, values, execution_options=STORE)
