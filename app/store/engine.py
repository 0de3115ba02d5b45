"""Opening the two engines alike: SQLCipher files on desks, PostgreSQL schemas at the centre."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, Integer, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.compiler import compiles

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.direct import run
from app.store.guard import guard

CIPHER_PRAGMAS = (
    "cipher_default_page_size=2048",
    "cipher_page_size=2048",
    "cipher_hmac_algorithm=HMAC_SHA512",
    "cipher_kdf_algorithm=PBKDF2_HMAC_SHA512",
    "journal_mode=wal",
    "synchronous=full",
    "cache_size=-65536",
    "temp_store=memory",
    "secure_delete=on",
    "busy_timeout=5000",
)
"""Pinned, so that a change of defaults in the library never makes a vault unreadable.

A page is what a commit encrypts, seals and writes for every small row it touches, so pages are small; the
default counts for the copies that VACUUM makes.
"""


_POOL: dict[str, Any] = {"pool_use_lifo": True, "hide_parameters": True}
"""The connection used last is used next: another one would have to read and decrypt every page anew after a write."""


@compiles(Integer, "postgresql")
def _whole_number(_kind: Integer, _compiler: Any, **_options: Any) -> str:
    """Whole numbers have 64 bits in a file; PostgreSQL's own INTEGER would refuse what desks can keep."""
    return "BIGINT"


def open_file(path: Path, key: bytes) -> Engine:
    """An engine on one encrypted file; the file is made on first use."""
    engine = create_engine(f"sqlite:///{path}", module=sqlcipher, pool_size=4, max_overflow=8, **_POOL)

    @event.listens_for(engine, "connect", insert=True)
    def unlock(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("pragma cipher_log_level=NONE")
        connection.execute(f"pragma key=\"x'{key.hex()}'\"")
        for pragma in CIPHER_PRAGMAS:
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        run(connection, "BEGIN IMMEDIATE" if writing else "BEGIN")

    guard(engine)
    return engine


def open_schema(url: str, schema: str) -> Engine:
    """An engine on one schema of a PostgreSQL database; the schema is made when missing."""
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    options = {"options": f"-csearch_path={schema}"}
    engine = create_engine(address, pool_size=4, connect_args=options, hide_parameters=True)
    with engine.begin() as connection:
        connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    guard(engine)
    return engine


def one_writer(connection: Connection, name: str) -> None:
    """Let one merge into a vault at a time, whichever process it runs in, until its transaction ends.

    A file has BEGIN IMMEDIATE for that; PostgreSQL would let two merges of the same entries run into each other.
    """
    if connection.dialect.name == "postgresql":
        key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


@contextmanager
def refusing_full() -> Iterator[None]:
    """A disk with no room left is told in one sentence; the transaction around it is taken back whole."""
    try:
        yield
    except (OperationalError, sqlcipher.OperationalError) as error:
        if "disk is full" not in str(error):
            raise
        raise UserError(
            "vault.full",
            _("Penyimpanan laptop penuh; tidak ada yang disimpan, dan yang sudah tersimpan tetap aman."),
            _("Kosongkan tempat di laptop, misalnya pindahkan cadangan ke flashdisk, lalu ulangi."),
        ) from error


def check_readable(engine: Engine, name: str) -> None:
    """UserError when the key does not open the file or the file is damaged."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except Exception as error:
        engine.dispose()
        if "not a database" not in str(error) and "disk image is malformed" not in str(error):
            raise
        raise UserError(
            "vault.unreadable",
            _("Berkas data “{name}” tidak dapat dibuka dengan kunci ini; isinya tidak diubah.").format(name=name),
            _("Hubungi kepala pos: pulihkan dari cadangan atau dengan lembar pemulihan."),
        ) from error
