"""Tables that can be rebuilt from rows: kept by Work and merge alike, so nobody can forget them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Connection, MetaData, Table, select

from app.store.journal import chunks
from app.store.rows import Key

derived_metadata = MetaData()
"""Derived tables; the general vault has them."""


class Touched(dict[str, Mapping[Key, Mapping[str, Any]]]):
    """Table name → the rows that changed, as they are now; `read` is what a table read of them, for those after it."""

    read: dict[type, Any]

    def only(self, sources: frozenset[str]) -> Self:
        """The rows of these tables; what is read of them is told to all."""
        mine = type(self)({table: rows for table, rows in self.items() if table in sources and rows})
        mine.read = self.read
        return mine


@dataclass(frozen=True)
class Derivation:
    """One derived table of a vault: which record tables feed it, and how it follows them.

    `update` must give the same content as `rebuild` would, for the rows touched. `table` is made anew when a newer
    version opens a vault that had none of it.
    """

    name: str
    vault: str
    sources: frozenset[str]
    update: Callable[[Connection, Touched], None]
    rebuild: Callable[[Connection], None]
    table: Table | None = None


_known: dict[str, Derivation] = {}


def register(derivation: Derivation) -> None:
    """Declare a derivation, once, beside the tables it follows."""
    _known[derivation.name] = derivation


def follow(connection: Connection, vault: str, changed: Mapping[str, Mapping[Key, Mapping[str, Any]]]) -> None:
    """Bring every derived table up to date with the rows that changed: table name → the rows, as they are now."""
    touched = Touched(changed)
    touched.read = {}
    for derivation in _known.values():
        if derivation.vault == vault:
            mine = touched.only(derivation.sources)
            if mine:
                derivation.update(connection, mine)


def rebuild_all(connection: Connection, vault: str) -> None:
    """Make every derived table anew from the rows."""
    for derivation in _known.values():
        if derivation.vault == vault:
            derivation.rebuild(connection)


def fill_empty(connection: Connection, vault: str) -> None:
    """Make the derived tables that have no row yet: a step of the tables cannot, it never reads what it made."""
    for derivation in _known.values():
        if derivation.vault != vault or derivation.table is None:
            continue
        if connection.execute(select(derivation.table).limit(1)).first() is None:
            derivation.rebuild(connection)


def by_site(keys: Iterable[Key]) -> Iterator[tuple[str, list[str]]]:
    """(site, ids) in lists short enough for one query."""
    sites: dict[str, list[str]] = {}
    for site, row in keys:
        sites.setdefault(site, []).append(row)
    for site, ids in sites.items():
        for some in chunks(ids):
            yield site, some
