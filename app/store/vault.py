"""One vault: an encrypted file with its own key, journal and identity, opened for one writer at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, String, Table, Text, delete, select

from app.kernel.clock import Clock, SystemClock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store import derive
from app.store import engine as engines
from app.store.guard import STORE
from app.store.journal import store_metadata
from app.store.migrations import current_version, newest, upgrade
from app.store.work import Act, Actor, Author, Reading, Work

secret = Table(
    "secret",
    store_metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)


@dataclass
class Vault:
    """An open vault; `author` is set once the desk that writes is known.

    `after_commit` callables run after each durable Work, outside its transaction.
    """

    name: str
    engine: Engine
    clock: Clock = field(default_factory=SystemClock)
    author: Author | None = None
    after_commit: list[Callable[[Work], None]] = field(default_factory=list)
    writing: threading.RLock = field(default_factory=threading.RLock)

    @contextmanager
    def write(self, actor: Actor, action: str) -> Iterator[Work]:
        """One user action: committed whole with its journal entry, or not at all."""
        if self.author is None:
            raise RuntimeError("this vault has no author yet")
        with self.writing, engines.refusing_full(), self.connect_writing() as connection:
            work = Work(self.name, connection, self.author, Act(actor, action, self.clock.now()))
            with work:
                yield work
        # Not while holding the pen: what follows takes the pen of the general vault, and a merge takes them the other
        # way round.
        for follow_up in self.after_commit:
            follow_up(work)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """A consistent look at the rows."""
        with self.engine.connect() as connection, connection.begin(), Reading(connection, self.author) as reading:
            yield reading

    @contextmanager
    def connect_writing(self) -> Iterator[Connection]:
        """The store's own writing transaction (merge, rebuild, secrets)."""
        with self.writing, self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            engines.one_writer(connection, self.name)
            yield connection

    def get_secret(self, name: str) -> str | None:
        """A device secret or housekeeping value of this vault; never journalled."""
        with self.engine.connect() as connection:
            return connection.execute(select(secret.c.value).where(secret.c.name == name)).scalar()

    def set_secret(self, name: str, value: str) -> None:
        """Keep a device secret or housekeeping value in this vault."""
        with self.connect_writing() as connection:
            connection.execute(delete(secret).where(secret.c.name == name), execution_options=STORE)
            connection.execute(secret.insert().values(name=name, value=value), execution_options=STORE)

    def close(self) -> None:
        """Give the file back."""
        self.engine.dispose()


def create_vault(path: Path, name: str, key: bytes, clock: Clock | None = None) -> Vault:
    """A new encrypted vault with every table of its kind."""
    if path.exists():
        raise UserError(
            "vault.exists",
            _("Di folder ini sudah ada data Pulang; tidak ada yang ditimpa."),
            _("Pilih folder lain, atau buka data yang sudah ada."),
        )
    vault = Vault(name, engines.open_file(path, key), clock or SystemClock())
    upgrade(vault.engine, name)
    return vault


def open_vault(path: Path, name: str, key: bytes, clock: Clock | None = None) -> Vault:
    """An existing vault, brought to this version's tables; the file is copied before any change of them.

    UserError when the key is wrong, the file is damaged, or a newer version wrote it.
    """
    if not path.exists():
        raise UserError(
            "vault.missing",
            _("Berkas data “{name}” tidak ada di folder ini.").format(name=name),
            _("Periksa foldernya, atau pulihkan dari cadangan."),
        )
    engine = engines.open_file(path, key)
    engines.check_readable(engine, name)
    vault = Vault(name, engine, clock or SystemClock())
    return _upgraded(vault, path)


def open_central_vault(url: str, name: str, clock: Clock | None = None) -> Vault:
    """The same tables in a PostgreSQL schema named like the vault."""
    vault = Vault(name, engines.open_schema(url, name), clock or SystemClock())
    return _upgraded(vault)


def _upgraded(vault: Vault, path: Path | None = None) -> Vault:
    """The vault with this version's tables, those derived ones filled that are new in it."""
    with vault.engine.connect() as connection:
        before = current_version(connection)
    upgrade(vault.engine, vault.name, path)
    if before not in (None, newest()):
        with vault.connect_writing() as connection:
            derive.fill_empty(connection, vault.name)
    return vault
