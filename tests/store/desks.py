"""Desks of one site on real encrypted vaults, and what a test asks of them."""

import atexit
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nacl.signing import SigningKey

from app import tables
from app.kernel.clock import Clock, SystemClock
from app.store import journal, rebuild
from app.store.journal import Entry
from app.store.merge import Merged, merge
from app.store.rows import difference
from app.store.vault import Vault, create_vault, open_vault
from app.store.work import Actor, Author

SITE = "5" * 32
ANI = Actor("u" * 32, "Ani", frozenset({"satgas"}))
KNOWN = tables.ALL
VAULT_KEY = secrets.token_bytes(32)


@dataclass
class SampleDesk:
    """One desk: its vault, its key, and the entries it has."""

    vault: Vault
    key: SigningKey

    def entries(self) -> list[Entry]:
        """Everything in the journal, causes first."""
        with self.vault.engine.connect() as connection:
            return list(journal.all_entries(connection, self.vault.name))

    def digest(self) -> str:
        """The digest of all rows and differences."""
        with self.vault.engine.connect() as connection:
            return rebuild.content_digest(connection, self.vault.name)

    def differences(self) -> list[tuple[str, str]]:
        """(table, field) of what differs."""
        with self.vault.engine.connect() as connection:
            return [(row.tbl, row.field) for row in connection.execute(difference.select())]

    def take(self, entries: list[Entry]) -> Merged:
        """Merge entries whose authors are all known here."""
        return merge(self.vault, entries, lambda entry: "good")


def sample_desk(folder: Path, letter: str, clock: Clock | None = None, epoch: str = "1-0a0b0c0d") -> SampleDesk:
    """A desk with a fresh general vault."""
    key = SigningKey.generate()
    path = folder / f"{letter}.db"
    shutil.copyfile(_made_once(), path)
    vault = open_vault(path, "general", VAULT_KEY, clock or SystemClock())
    vault.author = Author(
        SITE, "NNK", letter.lower() * 32, letter, epoch, "WITA", lambda data: key.sign(data).signature.hex()
    )
    return SampleDesk(vault, key)


@cache
def _made_once() -> Path:
    """A fresh vault kept as a pattern: copying it takes a fortieth of the time of making its tables."""
    room = Path(tempfile.mkdtemp(prefix="pulang-vault-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    create_vault(room / "general.db", "general", VAULT_KEY).close()
    return room / "general.db"
