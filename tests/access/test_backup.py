"""A copy of a desk comes back whole, under a new epoch, and never over anything."""

from pathlib import Path

import pytest

from app.access.backup import SUFFIX, back_up, last_backup, restore
from app.access.unlock import unlock
from app.kernel.errors import UserError
from app.kernel.ids import new_id
from app.kernel.paths import Home
from app.registration.records import Person
from tests.helpers.offices import KEPALA, SampleSite, lower_cost, sample_site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SampleSite:
    lower_cost(monkeypatch)
    return sample_site(tmp_path / "home")


def copied(site: SampleSite, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    with site.kepala() as office:
        with office.write("registration.add") as w:
            w.insert(Person(id=new_id(), name="Siti Rahmawati"))
        assert last_backup(office) is None
        written = back_up(office, folder)
        assert last_backup(office) == site.clock.now()
    return written.path


def test_a_copy_comes_back_with_everything_and_goes_on_under_a_new_epoch(site: SampleSite, tmp_path: Path) -> None:
    archive = copied(site, tmp_path / "stick")
    assert archive.name.endswith(SUFFIX)
    back = Home(tmp_path / "back")
    contents = restore(archive, back)
    assert {"vaults/general.db", "vaults/health.db", "vaults/protection.db", "keyring.json"} <= contents.members.keys()
    with site.kepala() as office:
        before = office.vault("general").get_secret("epoch")
    with unlock(back, "siti", KEPALA, site.clock) as office:
        with office.read() as reading:
            assert [row.name for row in reading.rows(Person.__table__.select())] == ["Siti Rahmawati"]  # type: ignore[attr-defined]
        again = office.vault("general").get_secret("epoch")
        assert before is not None
        assert again is not None
        assert (before[:2], again[:2]) == ("1-", "2-")
        with office.write("x") as w:
            assert w.next_number("bast").startswith("NNK-A2")
    with unlock(back, "siti", KEPALA, site.clock) as office:
        assert office.vault("general").get_secret("epoch") == again


def test_nothing_readable_leaves_with_a_copy(site: SampleSite, tmp_path: Path) -> None:
    archive = copied(site, tmp_path / "stick")
    assert b"Rahmawati" not in archive.read_bytes()
    assert list(site.home.temp.iterdir()) == []


def test_a_home_in_use_is_never_overwritten(site: SampleSite, tmp_path: Path) -> None:
    archive = copied(site, tmp_path / "stick")
    with pytest.raises(UserError, match=r"backup\.occupied"):
        restore(archive, site.home)


@pytest.mark.parametrize("spoil", ["truncated", "flipped", "other", "empty"])
def test_a_damaged_copy_restores_nothing(site: SampleSite, tmp_path: Path, spoil: str) -> None:
    archive = copied(site, tmp_path / "stick")
    data = bytearray(archive.read_bytes())
    if spoil == "truncated":
        del data[len(data) // 2 :]
    elif spoil == "flipped":
        data[len(data) // 2] ^= 1
    else:
        data = bytearray(b"" if spoil == "empty" else b"PK\x03\x04 something else")
    archive.write_bytes(data)
    back = Home(tmp_path / "back")
    with pytest.raises(UserError, match=r"backup\.damaged"):
        restore(archive, back)
    assert not back.exists
    assert list(back.temp.iterdir()) == []
