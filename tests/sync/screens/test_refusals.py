"""A stick that is full, protected or pulled out, a file that is broken or not for us: one sentence, nothing changed."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.sync.writing import write_bundle
from tests.sync.desks import Site, open_site
from tests.sync.screens.desk import open_screen
from tests.sync.screens.people import content, received
from tests.sync.screens.test_carrying import texts, write


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Tempat penyimpanan penuh; berkas belum tersimpan dan data di laptop tetap aman."),
        (errno.EROFS, "Tempat ini tidak boleh ditulisi; berkas belum tersimpan dan data di laptop tetap aman."),
        (errno.EIO, "Flashdisk tercabut atau tidak terbaca; berkas belum tersimpan dan data di laptop tetap aman."),
    ],
)
def test_failed_write_leaves_nothing(
    site: Site, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    site.second()
    received(site.first, "Siti Rahma")
    before, lying = content(site.first), sorted(site.stick.iterdir())

    def fail(_file: int) -> None:
        raise OSError(number, "")

    monkeypatch.setattr(os, "fsync", fail)
    bench = open_screen(site.first, qtbot)
    write(bench, site)
    outcome = bench.screen.stick.outcome
    assert outcome.title.text() == sentence
    assert outcome.isVisible()
    assert outcome.detail.text()
    assert sorted(site.stick.iterdir()) == lying
    assert content(site.first) == before
    assert bench.screen.stick.write_button.isEnabled()


def test_removed_folder(site: Site, qtbot: QtBot) -> None:
    site.second()
    bench = open_screen(site.first, qtbot)
    gone = site.folder / "dicabut"
    bench.do(lambda: bench.screen.stick.use(gone))
    bench.do(bench.screen.stick.write)
    assert bench.screen.stick.outcome.title.text().startswith("Flashdisk tercabut atau tidak terbaca")
    bench.do(bench.screen.stick.read)
    assert "Flashdisk tercabut atau tidak terbaca; data di laptop tetap aman." in texts(bench.screen.arriving.table)


def test_nobody_to_write_to(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot)
    write(bench, site)
    assert bench.screen.stick.outcome.title.text().startswith("Belum ada pusat atau loket lain yang dikenal")


def truncated(site: Site, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def altered(site: Site, path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-200] ^= 1
    path.write_bytes(bytes(data))


def foreign(site: Site, path: Path) -> None:
    other = open_site(site.folder / "lain", stranger=True)
    other.second()
    path.write_bytes(write_bundle(other.first, other.stick).files[0].path.read_bytes())
    other.close()


def nonsense(site: Site, path: Path) -> None:
    path.write_bytes(b"bukan apa-apa" * 100)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (truncated, "tidak utuh: bagian akhirnya hilang atau rusak; tidak ada yang dimasukkan"),
        (altered, "tidak ada yang dimasukkan"),
        (foreign, "ditujukan kepada penerima lain, jadi tidak dapat dibuka di sini"),
        (nonsense, "bukan berkas kiriman Pulang; tidak ada yang diubah"),
    ],
)
def test_spoilt_file_is_told_and_changes_nothing(
    site: Site, qtbot: QtBot, spoil: Callable[[Site, Path], None], sentence: str
) -> None:
    second = site.second()
    received(site.first, "Siti Rahma")
    path = write_bundle(site.first, site.folder).files[0].path
    spoil(site, path)
    before = content(second)
    there = open_screen(second, qtbot)
    there.do(lambda: there.screen.look_at(path))
    assert sentence in texts(there.screen.arriving.report)
    assert there.screen.arriving.read_all.isHidden()
    there.do(lambda: there.screen.arriving.table.opened.emit(there.screen.arriving.table.current()))
    assert content(second) == before


def test_file_gone_between_looking_and_reading(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    path = write_bundle(site.first, site.stick).files[0].path
    there = open_screen(second, qtbot)
    there.do(lambda: there.screen.look_at(path))
    path.unlink()
    before = content(second)
    there.do(there.screen.arriving.read_all.click)
    assert "tidak dapat dibaca dari tempatnya" in texts(there.screen.arriving.report)
    assert content(second) == before
    assert there.screen.arriving.read_all.isEnabled()


def test_empty_flashdisk_teaches(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot)
    bench.do(lambda: bench.screen.look_at(site.stick))
    assert "Tidak ada berkas kiriman di sini" in texts(bench.screen.arriving.table)
