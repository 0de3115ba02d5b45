"""Start and crash: login first, the heavy half behind it, refusals in words, reports without anybody's data."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.crash import CrashHandler, report_of
from app.desktop.doorway import Doorway, Entry
from app.desktop.login import LoginUser
from app.desktop.main import Desktop
from app.kernel.errors import UserError
from app.kernel.paths import Home


class FakeOpener:
    """Lets in whoever says "buka"."""

    def __init__(self, users: Sequence[LoginUser]) -> None:
        self._users = users
        self.hindrance: UserError | None = None
        self.threads: list[threading.Thread] = []
        self.closed = self.warmed = False
        self.loading = threading.Event()
        self.loading.set()

    def doorway(self) -> Doorway:
        self.loading.wait(5)
        ways = () if self._users else (("new", "Siapkan pos baru"),)
        return Doorway(self._users, ways, self.hindrance)

    def users(self) -> Sequence[LoginUser]:
        return self._users

    def unlock(self, user_id: str, secret: str) -> Any:
        self.threads.append(threading.current_thread())
        if secret != "buka":
            raise UserError("access.secret", "Kata sandi salah.", "Periksa Caps Lock.")
        return user_id

    def window(self, opened: Any, desktop: Entry) -> QWidget:
        return QLabel(f"halo {opened}")

    def warm(self) -> None:
        self.warmed = True

    def close(self) -> None:
        self.closed = True

    def entrance(self, way: str, desktop: Entry) -> QWidget:
        return QLabel(way)


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[FakeOpener], Desktop]]:
    made: list[Desktop] = []

    def begin(opener: FakeOpener) -> Desktop:
        desktop = Desktop(qapp, Home(tmp_path).create(), lambda: opener)
        made.append(desktop)
        qtbot.addWidget(desktop.login)
        desktop.show(opener.users)
        return desktop

    yield begin
    for desktop in made:
        desktop.close()
        desktop.theme.end()
        qapp.removeTranslator(desktop._words)
        qapp.aboutToQuit.disconnect(desktop.close)
        if desktop.main is not None:
            desktop.main.deleteLater()


def test_the_only_user_just_types_the_passphrase(start: Callable[[FakeOpener], Desktop], qtbot: QtBot) -> None:
    opener = FakeOpener([LoginUser("u1", "Rahmat · satgas")])
    desktop = start(opener)
    login = desktop.login
    assert login.isVisible()
    qtbot.waitUntil(login._enter.isEnabled)
    qtbot.keyClicks(login.secret.line, "salah")
    qtbot.keyClick(login.secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: login.secret.line.accessibleDescription() == "Kata sandi salah.")
    assert login.secret.value() is None
    qtbot.keyClicks(login.secret.line, "buka")
    qtbot.keyClick(login.secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.main is not None)
    assert isinstance(desktop.main, QLabel)
    assert desktop.main.text() == "halo u1"
    assert login.isHidden()
    assert threading.main_thread() not in opener.threads


def test_a_new_laptop_is_offered_a_new_site(start: Callable[[FakeOpener], Desktop], qtbot: QtBot) -> None:
    desktop = start(FakeOpener([]))
    qtbot.waitUntil(lambda: bool(ways(desktop)))
    assert not desktop.login.secret.isVisible()
    ways(desktop)[0].click()
    assert isinstance(desktop.main, QLabel)
    assert desktop.main.text() == "new"
    desktop.back()
    qtbot.waitUntil(desktop.login.isVisible)
    assert desktop.main is None


def ways(desktop: Desktop) -> list[QPushButton]:
    return [made for made in desktop.login.findChildren(QPushButton) if made.text() == "Siapkan pos baru"]


def test_what_keeps_everybody_out_is_said_at_once(start: Callable[[FakeOpener], Desktop], qtbot: QtBot) -> None:
    opener = FakeOpener([LoginUser("u1", "A")])
    opener.hindrance = UserError("access.second_process", "Sudah terbuka.", "Pakai jendela itu.")
    desktop = start(opener)
    qtbot.waitUntil(lambda: desktop.login.secret.line.accessibleDescription() == "Sudah terbuka.")


def test_a_hurried_passphrase_goes_in_when_the_rest_is_loaded(
    start: Callable[[FakeOpener], Desktop], qtbot: QtBot
) -> None:
    opener = FakeOpener([LoginUser("u1", "Rahmat")])
    opener.loading = threading.Event()
    desktop = start(opener)
    qtbot.waitUntil(desktop.login.secret.isVisible)
    qtbot.keyClicks(desktop.login.secret.line, "buka")
    qtbot.keyClick(desktop.login.secret.line, Qt.Key.Key_Return)
    assert desktop.main is None
    opener.loading.set()
    qtbot.waitUntil(lambda: desktop.main is not None)


def test_nobody_chosen_is_told(start: Callable[[FakeOpener], Desktop], qtbot: QtBot) -> None:
    desktop = start(FakeOpener([LoginUser("u1", "A"), LoginUser("u2", "B")]))
    qtbot.waitUntil(desktop.login._enter.isEnabled)
    desktop.login._enter.click()
    assert desktop.login.user.box.accessibleDescription() == "Pilih nama Anda."


def broken() -> None:
    name = "Siti Aminah binti Rahasia"
    try:
        raise KeyError(name)
    except KeyError as cause:
        raise ValueError(f"tidak dapat menyimpan {name}") from cause


def caught() -> BaseException:
    try:
        broken()
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_never_who() -> None:
    report = report_of(caught())
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "test_start.py:" in report
    assert "Siti" not in report
    assert str(Path.home()) not in report


@pytest.fixture
def crash(qapp: QApplication, tmp_path: Path) -> Iterator[CrashHandler]:
    made = CrashHandler(tmp_path / "reports")
    yield made
    made.remove()


def test_a_crash_keeps_drafts_writes_a_report_and_shows_one_dialog(crash: CrashHandler, qtbot: QtBot) -> None:
    kept: list[bool] = []
    crash.keep_with(lambda: kept.append(True))
    crash.caught.emit(caught())
    crash.caught.emit(caught())
    assert kept == [True]
    assert crash.last_report is not None
    assert "Siti" not in crash.last_report.read_text(encoding="utf-8")
    sheet = crash._sheet
    assert sheet is not None
    assert not any("Siti" in label.text() for label in sheet.findChildren(QLabel))
    sheet.yes.click()
    assert crash._sheet is None


def test_a_second_failure_while_keeping_drafts_is_survived(crash: CrashHandler) -> None:
    crash.keep_with(lambda: broken())
    crash.caught.emit(caught())
    assert crash._sheet is not None
    crash._sheet.yes.click()


def test_an_exception_in_a_thread_is_caught_too(
    crash: CrashHandler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    crash.install()
    with qtbot.waitSignal(crash.caught):
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: crash._sheet is not None)
    crash._sheet.yes.click()  # type: ignore[union-attr]
