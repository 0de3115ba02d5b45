"""The open centre: its keys, its PostgreSQL schemas, whom it trusts, and the epoch it speaks in."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select

from app import tables as all_tables
from app.access.blobs import Blobs
from app.access.trust import Trust, trust_of
from app.bundle.certificates import Certificate, certificate_of
from app.central import keys as own_keys
from app.central import tables
from app.central.keys import CentreKeys, Mark
from app.central.server import Stop, start_embedded
from app.kernel.clock import Clock, SystemClock
from app.kernel.files import replace_atomically
from app.kernel.paths import VAULTS
from app.store import engine as engines
from app.store.counters import last_count
from app.store.vault import Vault, open_central_vault
from app.sync.replica import Replica

KNOWN_TABLES = all_tables.ALL
"""Every slice's tables are known before a schema is made."""
ZONE = "WIB"


class Centre:
    """The centre's folder and database, open; close it, or use it in a with statement."""

    def __init__(self, folder: Path, keys: CentreKeys, clock: Clock) -> None:
        self.folder = folder
        self.keys = keys
        self.clock = clock
        self.vaults: dict[str, Vault] = {}
        self.books: Engine
        self._stop: Stop = lambda: None

    def open(self) -> Self:
        """Start the embedded server if it is ours, and bring every schema to this version."""
        url = self.keys.database
        if not url:
            url, self._stop = start_embedded(self.folder / "postgres")
        try:
            self.books = engines.open_schema(url, "central")
            with self.books.connect().execution_options(store=True) as connection, connection.begin():
                engines.one_writer(connection, "central")
                tables.central_metadata.create_all(connection)
            for name in VAULTS:
                self.vaults[name] = open_central_vault(url, name, self.clock)
        except BaseException:
            self.close()
            raise
        for sub in (self.bundles, self.receipts):
            sub.mkdir(exist_ok=True)
        return self

    @property
    def bundles(self) -> Path:
        """Every bundle taken in, by its digest, sealed as it came."""
        return self.folder / "bundles"

    @property
    def receipts(self) -> Path:
        """Receipts and kits the centre wrote."""
        return self.folder / "receipts"

    @property
    def general(self) -> Vault:
        """The general schema."""
        return self.vaults["general"]

    def replica(self) -> Replica:
        """The centre as sync sees it."""
        own, epoch = self.keys.certificate, self._epoch()
        ordinal, _dash, rest = epoch.partition("-")
        return Replica(
            id=own.id,
            epoch=epoch,
            site=own.id,
            prefix=own.site_code if ordinal == "1" else f"{own.site_code}-{ordinal}{rest[:1].upper()}",
            zone=ZONE,
            general=self.general,
            restricted={},
            key=self.keys.key,
            identity=self.keys.identity,
            certificates=(own,),
            trust=self.trust(),
            clock=self.clock,
            blobs=Blobs(self.folder / "blobs", self.keys.identity),
        )

    def trust(self) -> Trust:
        """This centre and the authorities of enrolled sites, with every certificate they vouch for."""
        with self.books.connect() as connection:
            rows = connection.execute(select(tables.certificate.c.anchor, tables.certificate.c.body)).all()
        anchors = [self.keys.certificate]
        enrolled: list[Certificate] = []
        for row in rows:
            with suppress(ValueError):
                (anchors if row.anchor else enrolled).append(certificate_of(json.loads(row.body)))
        with self.general.read() as reading:
            trust = trust_of(reading, tuple(anchors))
        unknown = [cert for cert in enrolled if trust.find(cert.id) is None]
        return trust.with_certificates(unknown)

    def note_number(self) -> None:
        """Remember beside the database how far its numbers had come, to notice when an older copy is put back."""
        with self._pen():
            epoch = self._epoch_in_use()
            own_keys.keep_mark(self.folder, Mark(epoch, self._last_number(epoch)))

    def _epoch(self) -> str:
        with self._pen():
            return self._epoch_in_use()

    def _epoch_in_use(self) -> str:
        """The epoch in use; a new one when the database is older than what was written before."""
        mark = own_keys.load_mark(self.folder)
        if mark is not None and self._last_number(mark.epoch) >= mark.number:
            return mark.epoch
        ordinal = int(mark.epoch.partition("-")[0]) + 1 if mark else 1
        fresh = f"{ordinal}-{secrets.token_hex(4)}"
        own_keys.keep_mark(self.folder, Mark(fresh, 0))
        return fresh

    @contextmanager
    def _pen(self) -> Iterator[None]:
        """One worker at a time touches the mark."""
        with self.books.begin() as connection:
            engines.one_writer(connection, "central.mark")
            yield

    def _last_number(self, epoch: str) -> int:
        with self.general.engine.connect() as connection:
            return last_count(connection, f"bundle/{epoch}")

    def store_bundle(self, digest: str, data: bytes) -> Path:
        """Keep a bundle by its digest."""
        path = self.bundles / f"{digest}.pulang"
        if not path.exists():
            replace_atomically(path, data)
        return path

    def close(self) -> None:
        """Give back connections and the embedded server; safe to call twice."""
        for vault in self.vaults.values():
            vault.close()
        self.vaults = {}
        if hasattr(self, "books"):
            self.books.dispose()
        stop, self._stop = self._stop, lambda: None
        stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


def init(folder: Path, name: str = "Pusat", db_url: str | None = None, clock: Clock | None = None) -> Centre:
    """Make a centre: identity, database, schemas. UserError central.exists."""
    clock = clock or SystemClock()
    keys = own_keys.make_keys(folder, name, db_url or "", clock.now())
    return Centre(folder, keys, clock).open()


def open_centre(folder: Path, clock: Clock | None = None) -> Centre:
    """Open the centre in a folder. UserError central.missing."""
    return Centre(folder, own_keys.load_keys(folder), clock or SystemClock()).open()
