"""Days when something is wrong with stick, bundle, clock or laptop: one sentence, nothing half done, work goes on."""

import shutil
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.access.days import day_state, today
from app.access.office import Office
from app.access.unlock import unlock
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest import recheck
from app.store.have import have_of
from app.store.migrations import newest
from app.store.vault import open_vault
from app.sync import kits
from app.sync.doctor import check_up
from app.sync.outstanding import outstanding
from app.sync.reading import ReadReport, read_bundle
from app.sync.replica import replica_of
from app.sync.writing import write_bundle
from tests.bundle.test_files import largest_file, stick
from tests.helpers.offices import KEPALA, first_run, sample_site
from tests.journeys.quay import confirm, heads, import_letters, ship
from tests.sync.desks import Site

THREE_YEARS = timedelta(days=3 * 365)
LEFT = 64 << 10


def refused(office: Office, path: Path) -> UserError:
    """How a bundle is refused; nothing of it is in the vault afterwards."""
    before = entries(office)
    with pytest.raises(UserError) as caught:
        read_bundle(office, path)
    assert entries(office) == before
    assert caught.value.text
    assert caught.value.hint
    return caught.value


def entries(office: Office) -> int:
    """Journal entries here, of every desk."""
    with office.read() as r:
        return sum(have.up_to for have in have_of(r.connection))


def written(office: Office, folder: Path) -> Path:
    """One bundle."""
    return write_bundle(office, folder).files[0].path


def read(office: Office, path: Path) -> ReadReport:
    return read_bundle(office, path)


def test_a_full_stick_keeps_nothing_half(site: Site, tmp_path: Path) -> None:
    second = site.second()
    import_letters(site.first, ship(site.first))
    waiting = outstanding(site.first)
    folder = tmp_path / "stik"
    with stick(folder) as mounted, nullcontext() if mounted else largest_file(LEFT):
        if mounted:
            (folder / "foto.jpg").write_bytes(bytes((2 << 20) - LEFT))
        with pytest.raises(UserError) as caught:
            write_bundle(site.first, folder)
        assert not [path for path in folder.iterdir() if path.name != "foto.jpg"]
    assert caught.value.code == ("file.full" if mounted else "file.too-large")
    assert outstanding(site.first).peers == waiting.peers
    assert read(second, written(site.first, site.stick)).taken.applied > 0


def test_a_bundle_that_is_cut_short_altered_or_not_for_us(site: Site, tmp_path: Path) -> None:
    second = site.second()
    confirm(site.first, import_letters(site.first, ship(site.first)).lines[0])
    whole = written(site.first, site.stick)
    spoilt = tmp_path / whole.name
    data = whole.read_bytes()
    spoilt.write_bytes(data[:-700])
    assert refused(second, spoilt).code == "bundle.truncated"
    spoilt.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :])
    assert refused(second, spoilt).code in ("bundle.truncated", "bundle.tampered")
    stranger = sample_site(tmp_path / "tarakan", "TRK").kepala()
    with stranger:
        assert refused(stranger, whole).code == "bundle.other-recipient"
    assert read(second, whole).taken.applied > 0
    assert read(second, whole).state == "already"


def test_a_bundle_of_an_unknown_desk(site: Site, tmp_path: Path) -> None:
    """A stranger may know our public keys and seal to us; nobody here vouches for him."""
    (own,) = [cert for cert in site.first.trust.certificates if cert.id == site.first.device.id]
    with first_run(tmp_path / "palsu").office as pretender:
        forged = kits.write_kit(replica_of(pretender), site.stick, [own], {"format": "palsu"})
    assert refused(site.first, forged.path).code == "bundle.unknown-device"


def test_bundles_read_out_of_order(site: Site) -> None:
    second = site.second()
    quay = import_letters(site.first, ship(site.first))
    files = []
    for line in quay.lines[:3]:
        confirm(site.first, line)
        files.append(written(site.first, site.stick))
    read(second, files[2])
    for late in (files[0], files[1]):
        assert read(second, late).taken.applied == 0
    assert heads(second, quay.batch_id) == heads(site.first, quay.batch_id)
    assert outstanding(second).held == 0


def test_a_stick_pulled_out_while_reading_and_writing(site: Site, tmp_path: Path) -> None:
    site.second()
    gone = tmp_path / "tercabut"
    with pytest.raises(UserError) as caught:
        write_bundle(site.first, gone)
    assert caught.value.code == "file.removed"
    assert refused(site.first, gone / "x.pulang").code == "bundle.unreadable"


def test_the_clock_three_years_back(site: Site) -> None:
    """Counting goes on under the day that was opened; the jump is told; nothing written before is lost or reordered."""
    second = site.second()
    quay = import_letters(site.first, ship(site.first))
    confirm(site.first, quay.lines[0])
    with site.first.read() as r:
        day = today(r)
    home, late = site.first.home, FixedClock(site.clock.now() - THREE_YEARS)
    site.first.lock()
    site.first = unlock(home, "siti", KEPALA, late)
    confirm(site.first, quay.lines[1])
    with site.first.write("manifest.recheck") as w:
        recheck.undo(w, quay.lines[0])
    with site.first.read() as r:
        assert today(r) == day
        assert day_state(r, late.now()).backwards
    clock = next(one for one in check_up(site.first).findings if one.about == "clock")
    assert not clock.good
    assert "mundur" in clock.text
    assert read(second, written(site.first, site.stick)).taken.applied > 0
    assert heads(second, quay.batch_id) == heads(site.first, quay.batch_id)
    assert len(heads(site.first, quay.batch_id)) == 1


def test_a_desk_with_a_wrong_clock_holds_a_bundle_for_the_kepala(site: Site) -> None:
    second = site.second()
    confirm(second, import_letters(second, ship(second)).lines[0])
    bundle = written(second, site.stick)
    home = site.first.home
    site.first.lock()
    site.first = unlock(home, "siti", KEPALA, FixedClock(site.clock.now() - THREE_YEARS))
    report = read(site.first, bundle)
    assert report.state == "expired"
    assert "kedaluwarsa" in report.text
    assert read_bundle(site.first, bundle, accept_expired=True).taken.applied > 0


def test_read_only_places(site: Site, tmp_path: Path) -> None:
    site.second()
    target = tmp_path / "berkas"
    target.write_text("bukan folder")
    with pytest.raises(UserError):
        write_bundle(site.first, target)
    assert target.read_text() == "bukan folder"


def test_a_copied_laptop_is_noticed_and_loses_nobody(site: Site, tmp_path: Path) -> None:
    second = site.second()
    quay = import_letters(site.first, ship(site.first))
    read(second, written(site.first, site.stick))
    home = site.first.home
    site.first.lock()
    copy = shutil.copytree(home.folder, tmp_path / "salinan")
    site.first = unlock(home, "siti", KEPALA, site.clock)
    confirm(site.first, quay.lines[0])
    (tmp_path / "stik2").mkdir()
    with unlock(type(home)(copy), "siti", KEPALA, site.clock) as clone:
        confirm(clone, quay.lines[1])
        other = written(clone, tmp_path / "stik2")
    read(second, written(site.first, site.stick))
    assert read(second, other).taken.forks == 1
    assert len(heads(second, quay.batch_id)) == 2


def test_a_vault_of_a_newer_version_is_left_alone(site: Site) -> None:
    path = site.first.home.vault("general")
    key = site.first.keys["general"].key
    site.first.lock()
    newer = open_vault(path, "general", key)
    with newer.engine.connect().execution_options(writing=True, store=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer.close()
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        unlock(site.first.home, "siti", KEPALA, site.clock)
    assert caught.value.code == "vault.newer"
    assert caught.value.hint
    assert path.read_bytes() == before
    assert newest() != "9999"
