"""A copy of a desk comes back whole, under a new epoch, and never over anything."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from app.access.backup import SUFFIX, back_up, contents_of, last_backup, restore
from app.access.blobs import unfinished_of
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


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "backup.no_room"),
        (errno.EDQUOT, "backup.no_room"),
        (errno.EACCES, "backup.denied"),
        (errno.EROFS, "backup.denied"),
        (errno.ENODEV, "backup.missing"),
        (errno.EIO, "backup.damaged"),
    ],
)
def test_trouble_of_the_disk_is_told_apart(
    site: SampleSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    archive = copied(site, tmp_path / "stick")

    def fail(*_any: object) -> None:
        raise OSError(number, "trouble")

    monkeypatch.setattr("app.access.backup.shutil.move", fail)
    with pytest.raises(UserError) as caught:
        restore(archive, Home(tmp_path / "back"))
    assert caught.value.code == code


def test_a_copy_that_is_gone_is_not_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"backup\.missing"):
        contents_of(tmp_path / "hilang.pulang")
    with pytest.raises(UserError, match=r"backup\.missing"):
        restore(tmp_path / "hilang.pulang", Home(tmp_path / "back"))


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


def test_a_desk_gives_way_only_to_be_kept_whole_beside(site: SampleSite, tmp_path: Path) -> None:
    archive = copied(site, tmp_path / "stick")
    (site.home.folder / "settings.json").write_text('{"paper": "F4"}')
    with site.kepala() as office:
        picture = unfinished_of(office).keep(b"%PDF-1.4 a list somebody types from")
    before = {path.name: path.read_bytes() for path in (site.home.folder / "vaults").iterdir()}
    kept, moved = tmp_path / "home-lama", list[tuple[int, int]]()
    restore(archive, site.home, kept, lambda done, size: moved.append((done, size)))
    assert {path.name: path.read_bytes() for path in (kept / "vaults").iterdir()} == before
    assert (kept / "keyring.json").exists()
    assert [path.name for path in (kept / "unfinished").iterdir()] == [picture]
    assert not (site.home.folder / "unfinished").exists()
    assert (site.home.folder / "settings.json").read_text() == '{"paper": "F4"}'
    assert moved == sorted(moved)
    assert moved[-1][0] <= moved[-1][1] == archive.stat().st_size
    with unlock(site.home, "siti", KEPALA, site.clock) as office:
        assert (office.vault("general").get_secret("epoch") or "").startswith("2-")


def test_a_damaged_copy_leaves_the_desk_where_it_is(site: SampleSite, tmp_path: Path) -> None:
    archive = copied(site, tmp_path / "stick")
    archive.write_bytes(archive.read_bytes()[:-60_000])
    with pytest.raises(UserError, match=r"backup\.damaged"):
        restore(archive, site.home, tmp_path / "home-lama")
    assert not (tmp_path / "home-lama").exists()
    site.kepala().lock()


def test_a_desk_in_use_is_not_moved(site: SampleSite, tmp_path: Path) -> None:
    archive = copied(site, tmp_path / "stick")
    hold = "import sys, filelock as f; one = f.FileLock(sys.argv[1]); one.acquire(); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(site.home.lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(UserError, match=r"access\.second_process"):
            restore(archive, site.home, tmp_path / "home-lama")
        other.communicate(b"\n")
    assert not (tmp_path / "home-lama").exists()
    site.kepala().lock()


def test_what_goes_wrong_half_way_puts_the_desk_back(
    site: SampleSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = copied(site, tmp_path / "stick")

    def full(*_any: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.access.backup.shutil.move", full)
    with pytest.raises(UserError, match=r"backup\.no_room"):
        restore(archive, site.home, tmp_path / "home-lama")
    monkeypatch.undo()
    lower_cost(monkeypatch)
    assert not (tmp_path / "home-lama").exists()
    with site.kepala() as office, office.read() as reading:
        assert len(reading.rows(Person.__table__.select())) == 1  # type: ignore[attr-defined]
