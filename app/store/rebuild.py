"""Making a vault's rows anew from its journal, to prove or repair them."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from sqlalchemy import Connection, delete, select

from app.kernel.canonical import canonical_json
from app.store import derive, journal
from app.store.base import encode, fields_of, record_tables
from app.store.folding import Batch
from app.store.guard import STORE
from app.store.journal import Entry
from app.store.rows import difference
from app.store.vault import Vault


def rebuild(vault: Vault) -> None:
    """Empty the rows and everything derived, and replay the journal; in one transaction."""
    with vault.connect_writing() as connection:
        for table in [*record_tables(vault.name), difference]:
            connection.execute(delete(table), execution_options=STORE)
        for some in _batches(journal.all_entries(connection, vault.name)):
            batch = Batch(connection, vault.name, some)
            for entry in some:
                if reason := batch.apply(entry):
                    raise RuntimeError(f"an entry of the journal does not apply again: {reason}")
            batch.write()
        derive.rebuild_all(connection, vault.name)


def _batches(entries: Iterable[Entry], size: int = 2000) -> Iterator[list[Entry]]:
    some: list[Entry] = []
    for entry in entries:
        some.append(entry)
        if len(some) == size:
            yield some
            some = []
    yield some


def content_digest(connection: Connection, vault: str) -> str:
    """A digest of all rows and differences; equal on every replica that has the same entries."""
    whole = blake2b(digest_size=32)
    bytewise = "C" if connection.dialect.name == "postgresql" else "BINARY"
    for table in sorted(record_tables(vault), key=lambda table: table.name):
        for row in connection.execute(
            select(table).order_by(table.c.site_id.collate(bytewise), table.c.id.collate(bytewise))
        ).mappings():
            values = {name: encode(table, name, row[name]) for name in fields_of(table)}
            whole.update(canonical_json([table.name, row["site_id"], row["id"], row["heads"], values]))
    order = (difference.c.tbl, difference.c.site, difference.c.row, difference.c.field)
    for found in connection.execute(select(*order).order_by(*(column.collate(bytewise) for column in order))):
        whole.update(canonical_json(list(found)))
    return whole.hexdigest()
