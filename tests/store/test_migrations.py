"""Steps between versions: complete, reversible, never half done, and never backwards by accident."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect, text

from app.kernel.errors import UserError
from app.kernel.ids import new_id
from app.kernel.paths import VAULTS
from app.registration.records import Person
from app.store import migrations
from app.store.base import record_tables
from app.store.derive import derived_metadata
from app.store.engine import open_file
from app.store.journal import store_metadata
from app.store.migrations import current_version, migrate_to, newest, upgrade
from app.store.vault import create_vault, open_vault
from tests.store.desks import ANI, KNOWN, sample_desk

KEY = secrets.token_bytes(32)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_file(tmp_path / "vault.db", KEY)
    yield made
    made.dispose()


def declared(vault: str) -> MetaData:
    whole = MetaData()
    derived = derived_metadata.sorted_tables if vault == "general" else []
    for table in [*store_metadata.sorted_tables, *record_tables(vault), *derived]:
        table.to_metadata(whole)
    return whole


def ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith(("text_index", "text_", "alembic_"))


@pytest.mark.parametrize("vault", VAULTS)
def test_the_steps_make_exactly_what_the_code_declares(engine: Engine, vault: str) -> None:
    assert KNOWN
    upgrade(engine, vault)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, declared(vault)) == []
        assert current_version(connection) == newest()


@pytest.mark.parametrize("vault", VAULTS)
def test_every_step_goes_down_and_up_again(engine: Engine, vault: str) -> None:
    upgrade(engine, vault)
    names = set(inspect(engine).get_table_names())
    steps = sorted(
        path.stem.partition("_")[0] for path in (Path(migrations.__file__).parent / "versions").glob("0*.py")
    )
    for target in [*reversed(steps[:-1]), "base", *steps]:
        migrate_to(engine, vault, target)
    assert set(inspect(engine).get_table_names()) == names


def test_rows_stay_when_a_later_step_goes_down_and_up(tmp_path: Path) -> None:
    desk = sample_desk(tmp_path, "A")
    person = new_id()
    with desk.vault.write(ANI, "x") as w:
        w.insert(Person(id=person, name="Siti"))
    migrate_to(desk.vault.engine, "general", "0003")
    migrate_to(desk.vault.engine, "general", newest())
    with desk.vault.read() as reading:
        assert reading.need(Person, person).name == "Siti"
    desk.vault.close()


def test_a_vault_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "general.db"
    vault = create_vault(path, "general", KEY)
    with vault.connect_writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"), execution_options={"store": True})
    vault.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match=r"vault\.newer") as refused:
        open_vault(path, "general", KEY)
    assert "versi lebih baru" in refused.value.text
    assert path.read_bytes() == before


def test_a_step_that_fails_gives_the_vault_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "general.db"
    vault = create_vault(path, "general", KEY)
    migrate_to(vault.engine, "general", "0005")
    vault.close()

    monkeypatch.setattr(MigrationContext, "run_migrations", lambda self, **names: _half(self))
    with pytest.raises(RuntimeError, match="cut"):
        open_vault(path, "general", KEY)
    monkeypatch.undo()
    engine = open_file(path, KEY)
    with engine.connect() as connection:
        assert current_version(connection) == "0005"
        assert "half" not in inspect(connection).get_table_names()
    engine.dispose()
    assert [found.name for found in tmp_path.iterdir() if "before" in found.name] == []
    open_vault(path, "general", KEY).close()


def _half(context: MigrationContext) -> None:
    assert context.connection is not None
    context.connection.execute(text("CREATE TABLE half (x)"), execution_options={"store": True})
    raise RuntimeError("cut")
