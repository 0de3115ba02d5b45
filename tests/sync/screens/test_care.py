"""A copy now and a check-up, from the screen of a real desk."""

from pytestqt.qtbot import QtBot

from app.access.backup import SUFFIX, last_backup
from app.sync.doctor import Checkup, Finding
from tests.sync.desks import Site
from tests.sync.screens.desk import open_screen
from tests.sync.screens.people import content, received
from tests.sync.screens.test_carrying import texts


def test_copy_is_verified_and_told(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot)
    bench.screen.show_target("care")
    assert "Belum pernah dibuat cadangan." in texts(bench.screen.care)
    bench.do(lambda: bench.screen.care.back_up(site.stick))
    assert bench.screen.care.outcome.title.text() == "Cadangan berhasil – boleh dicabut"
    assert bench.screen.care.outcome.name.text() == next(site.stick.glob(f"*{SUFFIX}")).name
    assert "Cadangan terakhir 23-01-2026 21.10 (baru saja)." in texts(bench.screen.care)


def test_copy_to_a_removed_stick_is_refused(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot)
    bench.screen.show_target("care")
    bench.do(lambda: bench.screen.care.back_up(site.folder / "dicabut"))
    assert bench.screen.care.outcome.title.text().startswith("Flashdisk tercabut atau tidak terbaca")
    assert last_backup(site.first) is None
    assert bench.screen.care.backup_button.isEnabled()


def test_checkup_says_every_finding(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot)
    bench.do(bench.screen.handlers()["sync.checkup"])
    shown = texts(bench.screen.care)
    assert "1 hal perlu perhatian." in shown
    assert "rantai dan tanda tangan utuh" in shown
    assert "Jam laptop sesuai dengan catatan terakhir." in shown


def test_findings_that_are_wrong_come_first(site: Site, qtbot: QtBot) -> None:
    bench = open_screen(site.first, qtbot)
    bench.screen.show_target("care")
    bench.screen.care.show_checkup(Checkup((Finding("a", True, "Baik."), Finding("b", False, "Rusak."))))
    shown = texts(bench.screen.care)
    assert shown.index("Rusak.") < shown.index("Baik.")


def test_rebuilding_ends_equal(site: Site, qtbot: QtBot) -> None:
    received(site.first, "Siti")
    before = content(site.first)
    bench = open_screen(site.first, qtbot)
    bench.do(bench.screen.care._rebuild)
    assert bench.last.text == "Disusun ulang: hasilnya sama dengan sebelumnya."
    assert content(site.first) == before
