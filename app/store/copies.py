"""Copies of a vault's file: consistent while it is in use, and proof that a copy or a vault is whole."""

from dataclasses import dataclass
from pathlib import Path

from app.store import engine as engines
from app.store import journal
from app.store.journal import Entry
from app.store.merge import Judge
from app.store.rebuild import content_digest
from app.store.streams import branches
from app.store.vault import Vault


@dataclass(frozen=True)
class Health:
    """What was found in a vault; `broken` are entries whose chain, digest or signature does not hold."""

    entries: int
    broken: tuple[str, ...]
    branches: int
    pages_whole: bool
    content: str

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.pages_whole and not self.broken


def copy_to(vault: Vault, target: Path) -> None:
    """Write a consistent encrypted copy of an open vault, under the same key, to a file that is not there yet."""
    # VACUUM runs outside a transaction, and SQLAlchemy opens one for every statement: so on the bare connection.
    connection = vault.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()


def check_copy(path: Path, key: bytes) -> int:
    """Open a copy and count its entries; UserError when the key or the file is not right."""
    engine = engines.open_file(path, key)
    try:
        engines.check_readable(engine, path.stem)
        with engine.connect() as connection:
            return sum(
                1 for _seq in connection.execute(journal.journal.select().with_only_columns(journal.journal.c.seq))
            )
    finally:
        engine.dispose()


def examine(vault: Vault, judge: Judge) -> Health:
    """Read every page of a vault and, where all are whole, every entry: chain, digests, signatures, content."""
    if not _pages_whole(vault):
        return Health(0, (), 0, False, "")
    with vault.engine.connect() as connection:
        before: dict[str, Entry] = {}
        broken = []
        count = 0
        for entry in journal.all_entries(connection, vault.name):
            count += 1
            before[entry.digest] = entry
            if not _holds(entry, before, judge):
                broken.append(f"{entry.device[:8]}/{entry.epoch}/{entry.seq}")
        found = len(branches(connection))
        return Health(count, tuple(broken), found, True, content_digest(connection, vault.name))


def _holds(entry: Entry, before: dict[str, Entry], judge: Judge) -> bool:
    if entry.computed_digest() != entry.digest or judge(entry) != "good":
        return False
    if not entry.prev:
        return entry.seq == 1
    parent = before.get(entry.prev)
    return parent is not None and (parent.device, parent.epoch, parent.seq + 1) == (
        entry.device,
        entry.epoch,
        entry.seq,
    )


def _pages_whole(vault: Vault) -> bool:
    with vault.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return True
        damaged = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        return not damaged and connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
