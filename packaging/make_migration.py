"""Write the next migration step: what the tables declare now against what the steps so far make.

Usage: python packaging/make_migration.py "what it is for". One file for each slice whose tables changed; a step
that changes tables (not only adds some) is to be read and completed by hand.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from alembic.operations.ops import (
    AddColumnOp,
    CreateIndexOp,
    CreateTableOp,
    MigrateOperation,
    ModifyTableOps,
    UpgradeOps,
)
from sqlalchemy import Engine, MetaData, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from app import tables
from app.kernel.paths import VAULTS
from app.store import counters, held, peers, sealed
from app.store import vault as vaults
from app.store.base import class_of, record_tables
from app.store.derive import derived_metadata
from app.store.engine import open_file
from app.store.journal import store_metadata
from app.store.migrations import upgrade

STORE_PARTS = (counters, held, peers, sealed, vaults)
"""Imported for the tables they declare."""
VERSIONS = Path(__file__).parents[1] / "app" / "store" / "migrations" / "versions"
_HEADER = '''"""{purpose}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {previous}


def upgrade(vault: str) -> None:
'''
_DOWN = """

def downgrade(vault: str) -> None:
"""
Steps = dict[str, list[MigrateOperation]]
"""Vault → what its tables need."""


def declared(vault: str) -> MetaData:
    """The tables of one vault as the code declares them."""
    whole = MetaData()
    found = [*store_metadata.sorted_tables, *record_tables(vault)]
    if vault == "general":
        found += derived_metadata.sorted_tables
    for table in found:
        table.to_metadata(whole)
    return whole


def missing(engine: Engine, name: str) -> list[MigrateOperation]:
    """The operations that bring the steps so far to what is declared."""
    with engine.connect() as connection:
        options = {"include_name": _ours, "compare_type": True, "render_item": _plain_type}
        context = MigrationContext.configure(connection, opts=options)
        found = produce_migrations(context, declared(name)).upgrade_ops
    return list(found.ops) if found else []


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and (name.startswith("text_index") or name == "alembic_version"))


def _plain_type(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """A type of ours is written as the plain type under it, so that old steps never import the application."""
    if kind != "type" or not isinstance(value, TypeDecorator):
        return False
    under = value.impl_instance
    return "sa.Text()" if isinstance(under, Text) else f"sa.String(length={getattr(under, 'length', None)})"


def slice_of(table: str) -> str:
    """The slice that declares a table; `store` for the store's own, `derived` for what can be rebuilt."""
    if table in store_metadata.tables:
        return "store"
    if table in derived_metadata.tables:
        return "derived"
    return class_of(SQLModel.metadata.tables[table]).__module__.split(".")[1]


def grouped(operations: Steps) -> Iterator[tuple[str, Steps]]:
    """(slice, vault → operations), lowest slice first."""
    order = dict.fromkeys(["store", *(module.__name__.split(".")[1] for module in tables.ALL), "derived"])
    for part in order:
        mine = {
            vault: [found for found in every if slice_of(_table_of(found)) == part]
            for vault, every in operations.items()
        }
        if any(mine.values()):
            yield part, mine


def _table_of(operation: MigrateOperation) -> str:
    if isinstance(operation, CreateTableOp | CreateIndexOp):
        return operation.table_name
    return str(getattr(operation, "table_name", ""))


def render(operations: list[MigrateOperation]) -> str:
    """The code of some operations, indented for the body of `upgrade`."""
    code = render_python_code(UpgradeOps(ops=operations), render_item=_plain_type)
    return str(code).replace("sa.String(length=None)", "sa.String()")


def write_step(part: str, operations: Steps, purpose: str) -> Path:
    """Write one step file and name it after its number and slice."""
    steps = sorted(path.stem.split("_")[0] for path in VERSIONS.glob("[0-9]*.py"))
    number = f"{int(steps[-1]) + 1 if steps else 1:04d}"
    previous = f'"{steps[-1]}"' if steps else "None"
    header = _HEADER.format(purpose=f"{part}: {purpose}", revision=number, previous=previous)
    up = {vault: _indented(render(every)) for vault, every in operations.items() if every}
    down = {vault: _drops(every) for vault, every in operations.items() if every}
    path = VERSIONS / f"{number}_{part}.py"
    path.write_text(header + _body(up) + _DOWN + _body(down), encoding="utf-8")
    return path


def _drops(operations: list[MigrateOperation]) -> str:
    gone = []
    for found in _each(operations):
        if isinstance(found, CreateTableOp):
            gone.append(f'    op.drop_table("{found.table_name}")\n')
        elif isinstance(found, AddColumnOp):
            gone.append(f'    op.drop_column("{found.table_name}", "{found.column.name}")\n')
    return "".join(reversed(gone))


def _each(operations: list[MigrateOperation]) -> Iterator[MigrateOperation]:
    for found in operations:
        yield from found.ops if isinstance(found, ModifyTableOps) else [found]


def _body(code: dict[str, str]) -> str:
    """The same for every vault when they agree, else vault by vault."""
    if set(code) == set(VAULTS) and len(set(code.values())) == 1:
        return next(iter(code.values()))
    parts = []
    for vault, lines in code.items():
        deeper = "".join(f"    {line}" if line.strip() else line for line in lines.splitlines(keepends=True))
        parts.append(f'    if vault == "{vault}":\n{deeper}')
    return "".join(parts)


def _indented(code: str) -> str:
    kept = [line for line in code.splitlines() if line.strip() and not line.strip().startswith("#")]
    return "\n".join(kept) + "\n"


def main(purpose: str) -> None:
    """Write the steps for everything declared and not yet made."""
    operations: Steps = {}
    with tempfile.TemporaryDirectory() as folder:
        for vault in VAULTS:
            engine = open_file(Path(folder) / f"{vault}.db", bytes(32))
            upgrade(engine, vault)
            operations[vault] = missing(engine, vault)
            engine.dispose()
    for part, mine in grouped(operations):
        print(write_step(part, mine, purpose))


if __name__ == "__main__":
    main(sys.argv[1])
