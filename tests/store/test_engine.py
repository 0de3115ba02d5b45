"""The encrypted file: its key, its damage, its epoch, its search index."""

import secrets
from pathlib import Path

import pytest

from app.kernel.errors import UserError
from app.kernel.ids import new_id
from app.registration.records import Person
from app.store import textindex
from app.store.copies import check_copy, copy_to, examine
from app.store.epochs import current_epoch, mark_restored
from app.store.rekey import rekey_file
from app.store.vault import create_vault, open_vault
from tests.store.desks import ANI, KNOWN, SampleDesk, sample_desk

DEVICE = "d" * 32


@pytest.fixture
def desk(tmp_path: Path) -> SampleDesk:
    return sample_desk(tmp_path, "A")


def test_without_the_key_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert KNOWN
    path, key = tmp_path / "general.db", secrets.token_bytes(32)
    create_vault(path, "general", key).close()
    assert b"SQLite format" not in path.read_bytes()[:4096]
    with pytest.raises(UserError, match=r"vault\.unreadable"):
        open_vault(path, "general", secrets.token_bytes(32))
    open_vault(path, "general", key).close()


def test_a_damaged_page_is_told_in_words(tmp_path: Path) -> None:
    path, key = tmp_path / "general.db", secrets.token_bytes(32)
    create_vault(path, "general", key).close()
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"vault\.unreadable"):
        open_vault(path, "general", key)


def test_a_vault_is_never_made_over_another(tmp_path: Path) -> None:
    path = tmp_path / "general.db"
    create_vault(path, "general", bytes(32)).close()
    with pytest.raises(UserError, match=r"vault\.exists"):
        create_vault(path, "general", bytes(32))


def test_a_missing_vault_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"vault\.missing"):
        open_vault(tmp_path / "general.db", "general", bytes(32))


def test_a_new_key_opens_and_the_old_one_no_more(tmp_path: Path) -> None:
    path, old, new = tmp_path / "general.db", secrets.token_bytes(32), secrets.token_bytes(32)
    create_vault(path, "general", old).close()
    rekey_file(path, old, new)
    open_vault(path, "general", new).close()
    with pytest.raises(UserError, match=r"vault\.unreadable"):
        open_vault(path, "general", old)


def test_an_epoch_lasts_on_one_computer_and_ends_on_another(desk: SampleDesk) -> None:
    first = current_epoch(desk.vault, DEVICE, "here")
    assert first.startswith("1-")
    assert current_epoch(desk.vault, DEVICE, "here") == first
    second = current_epoch(desk.vault, DEVICE, "elsewhere")
    assert second.startswith("2-")
    mark_restored(desk.vault)
    third = current_epoch(desk.vault, DEVICE, "elsewhere")
    assert third.startswith("3-")
    assert current_epoch(desk.vault, DEVICE, "elsewhere") == third
    desk.vault.close()


def test_a_copy_is_whole_while_the_vault_is_in_use(desk: SampleDesk, tmp_path: Path) -> None:
    path, key = tmp_path / "used.db", secrets.token_bytes(32)
    vault = create_vault(path, "general", key)
    vault.author = desk.vault.author
    with vault.write(ANI, "x") as w:
        w.insert(Person(id=new_id(), name="Siti"))
    with vault.read():
        copy_to(vault, tmp_path / "copy.db")
    assert check_copy(tmp_path / "copy.db", key) == 1
    with pytest.raises(UserError, match=r"vault\.unreadable"):
        check_copy(tmp_path / "copy.db", bytes(32))
    vault.close()
    desk.vault.close()


def test_an_examination_finds_every_entry_and_what_was_rewritten(desk: SampleDesk) -> None:
    for name in "ABC":
        with desk.vault.write(ANI, "x") as w:
            w.insert(Person(id=new_id(), name=name))
    assert examine(desk.vault, lambda entry: "good").sound
    with desk.vault.engine.connect().execution_options(store=True, writing=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE journal SET actor = 'somebody else' WHERE seq = 2")
    found = examine(desk.vault, lambda entry: "good")
    assert not found.sound
    assert [name.rsplit("/", 1)[1] for name in found.broken] == ["2"]
    desk.vault.close()


def test_the_index_follows_its_rows(desk: SampleDesk) -> None:
    with desk.vault.connect_writing() as connection:
        textindex.replace(connection, "thing", {("s", "1"): "Muhammad Idris", ("s", "2"): "Siti Idris"})
        assert set(textindex.search(connection, "thing", ["idr"], 10)) == {("s", "1"), ("s", "2")}
        assert textindex.search(connection, "thing", ["muh", "idr"], 10) == [("s", "1")]
        textindex.replace(connection, "thing", {("s", "1"): None, ("s", "2"): "Aminah"})
        assert textindex.search(connection, "thing", ["idris"], 10) == []
        assert textindex.search(connection, "thing", ["amin"], 10) == [("s", "2")]
        assert textindex.search(connection, "thing", ['"', "-"], 10) == []
        textindex.clear(connection, "thing")
        assert textindex.search(connection, "thing", ["amin"], 10) == []
    desk.vault.close()
