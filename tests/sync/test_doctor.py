"""The check-up finds what is wrong and says it; a sound desk is called sound; rebuilding ends equal."""

import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from app.access.backup import back_up
from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration.records import Person
from app.store.guard import STORE
from app.store.journal import journal
from app.sync import doctor
from app.sync.doctor import Finding, check_up, rebuild_vault
from tests.helpers.offices import EVENING
from tests.sync.desks import Site, send
from tests.sync.test_clones import copy_of
from tests.sync.test_exchange import arrive, content

Usage = namedtuple("Usage", "total used free")


def finding(office: Office, about: str) -> Finding:
    return next(one for one in check_up(office).findings if one.about == about)


def test_desk_in_order_is_sound(site: Site) -> None:
    arrive(site.first, "Siti")
    back_up(site.first, site.stick)
    checkup = check_up(site.first)
    assert checkup.sound
    assert [one.about for one in checkup.findings] == ["vault.general", "witness", "clock", "disk", "backup", "fonts"]
    assert finding(site.first, "vault.general").text.startswith("Data umum: ")
    assert finding(site.first, "backup").text == "Cadangan terakhir kurang dari satu jam lalu."


def test_entry_changed_behind_our_back_is_found(site: Site) -> None:
    arrive(site.first, "Siti")
    last = journal.c.action == "registration.arrive"
    with site.first.vault("general").engine.connect() as connection, connection.begin():
        changed = update(journal).where(last).values(actor="f" * 32)
        assert connection.execute(changed, execution_options=STORE).rowcount == 1
    found = finding(site.first, "vault.general")
    assert not found.good
    assert "1 catatan tidak cocok dengan rantainya" in found.text
    assert not check_up(site.first).sound


def test_entry_taken_out_breaks_the_chain(site: Site) -> None:
    arrive(site.first, "Siti")
    arrive(site.first, "Udin")
    with site.first.vault("general").engine.connect() as connection, connection.begin():
        first = journal.c.seq == 2
        assert connection.execute(delete(journal).where(first), execution_options=STORE).rowcount == 1
    assert not finding(site.first, "vault.general").good


def test_clock_gone_back_is_told_with_the_last_date(site: Site) -> None:
    arrive(site.first, "Siti")
    site.first.clock = FixedClock(EVENING - timedelta(days=3 * 365))
    found = finding(site.first, "clock")
    assert not found.good
    assert "23-01-2026 13.10 UTC" in found.text


@pytest.mark.parametrize(("free", "good"), [(499 << 20, False), (501 << 20, True), (80 << 30, True)])
def test_little_room_is_told(site: Site, monkeypatch: pytest.MonkeyPatch, free: int, good: bool) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(1 << 40, 0, free))
    found = finding(site.first, "disk")
    assert found.good is good
    assert ("tinggal 499 MB" in found.text) is not good


@pytest.mark.parametrize(
    ("hours", "good", "words"),
    [(5, True, "5 jam lalu"), (47, True, "47 jam lalu"), (49, False, "2 hari lalu. Buat cadangan sekarang.")],
)
def test_old_copy_is_told(site: Site, hours: int, good: bool, words: str) -> None:
    back_up(site.first, site.stick)
    site.clock.advance(hours=hours)
    found = finding(site.first, "backup")
    assert found.good is good
    assert words in found.text


def test_no_copy_yet_is_told(site: Site) -> None:
    found = finding(site.first, "backup")
    assert (found.good, found.text) == (False, "Belum pernah dibuat cadangan.")


def test_missing_fonts_are_named(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "resource", lambda *parts: tmp_path.joinpath(*parts))
    found = finding(site.first, "fonts")
    assert not found.good
    assert "LiberationSans-Bold.ttf" in found.text


def test_cloned_laptop_is_flagged_though_every_entry_is_whole(site: Site) -> None:
    second = site.second()
    copy = copy_of(site)
    arrive(site.first, "Di laptop asli")
    arrive(copy, "Di laptop salinan")
    send(site.first, second, site.stick)
    send(copy, second, site.folder)
    found = finding(second, "vault.general")
    assert not found.good
    assert "berkas laptop ini pernah disalin" in found.text
    assert "utuh" in found.text


def test_rebuilding_mends_rows_and_says_whether_they_were_equal(site: Site) -> None:
    arrive(site.first, "Siti")
    whole = content(site.first)
    assert rebuild_vault(site.first, "general")
    assert content(site.first) == whole
    people = Person.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
    with site.first.vault("general").engine.connect() as connection, connection.begin():
        connection.execute(update(people).values(name="Diganti"), execution_options=STORE)
    assert content(site.first) != whole
    assert not rebuild_vault(site.first, "general")
    assert content(site.first) == whole


def test_only_the_kepala_rebuilds(site: Site) -> None:
    second = site.second()
    with pytest.raises(UserError) as caught:
        rebuild_vault(second, "general")
    assert caught.value.code == "access.denied"
