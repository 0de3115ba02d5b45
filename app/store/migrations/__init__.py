"""Bringing a vault's tables to this version, copy first; a newer vault is refused politely."""

from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import SQLModel

from app.store import textindex
from app.store.base import record_tables
from app.store.derive import derived_metadata
from app.store.journal import store_metadata


def upgrade(engine: Engine, vault: str, path: Path | None = None) -> None:
    """Make or upgrade the tables of one vault."""
    with engine.connect().execution_options(writing=True, store=True) as connection, connection.begin():
        store_metadata.create_all(connection)
        SQLModel.metadata.create_all(connection, tables=record_tables(vault))
        if vault == "general":
            derived_metadata.create_all(connection)
            textindex.create(connection)
