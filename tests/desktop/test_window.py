"""The frame: moving by keyboard, actions, lock, live language and theme, drafts, and no control without a name."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.frame_lines import Status, StatusLine
from app.desktop.help import KeySheet
from app.desktop.home import HomeView
from app.desktop.idle import IdleWatch
from app.desktop.notice import Notice
from app.desktop.screens import ScreenSpec
from app.desktop.window import Window
from app.kernel.errors import UserError
from app.kernel.i18n import language
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.tables import RowTable
from app.widgets.theme import Theme, is_dark
from tests.widgets.gallery import FakeHome, make_window, specs

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(theme: Theme, operations: Operations, qtbot: QtBot) -> Window:
    made = make_window(theme, operations)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_alt_digits_and_back(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert window.host.current_id == "arrival"
    assert window.navigation.buttons["arrival"].isChecked()
    qtbot.keyClick(window, Qt.Key.Key_6, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.host.current_id == "arrival"
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.host.current_id == "sync"


def test_screens_are_made_only_when_shown(theme: Theme, operations: Operations, qtbot: QtBot) -> None:
    made: list[str] = []

    def make(spec: ScreenSpec) -> Screen:
        made.append(spec.id)
        return spec.factory()

    screens = [replace(spec, factory=partial(make, spec)) for spec in specs()]
    window = make_window(theme, operations, screens)
    qtbot.addWidget(window)
    assert made == ["home"]
    window.go("people")
    window.go("home")
    window.go("people")
    assert made == ["home", "people"]


def test_a_change_reaches_the_screen_shown_now_and_others_later(
    theme: Theme, operations: Operations, qtbot: QtBot
) -> None:
    heard: list[tuple[str, frozenset[str]]] = []

    class Listening(Screen):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

        def refresh(self, tables: frozenset[str]) -> None:
            heard.append((self.name, tables))

    screens = [replace(spec, factory=partial(Listening, spec.id)) for spec in specs()[:2]]
    window = make_window(theme, operations, screens)
    qtbot.addWidget(window)
    window.go("arrival")
    heard.clear()
    operations.write("person", lambda _work: None)
    operations.write("stay", lambda _work: None)
    qtbot.waitUntil(lambda: operations.idle)
    assert heard == [("arrival", frozenset({"person"})), ("arrival", frozenset({"stay"}))]
    window.go("home")
    assert heard[2:] == [("home", frozenset({"person", "stay"}))]


def test_roles_decide_what_is_offered(theme: Theme, operations: Operations, qtbot: QtBot) -> None:
    screens = [*specs(), ScreenSpec("health", "Kesehatan", "heart-pulse", FakeHome, frozenset({"kesehatan"}))]
    window = make_window(theme, operations, screens)
    qtbot.addWidget(window)
    assert "health" not in window.navigation.buttons


def test_the_palette_finds_a_person_and_goes_there(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.palette_box.isVisible()
    qtbot.keyClicks(window.palette_box.line, "siti")
    qtbot.keyClick(window.palette_box.line, Qt.Key.Key_Return)
    assert window.palette_box.isHidden()
    assert window.host.current_id == "people"


def test_the_palette_runs_an_action(window: Window, qtbot: QtBot) -> None:
    window.palette_box.open("kunci layar")
    qtbot.keyClick(window.palette_box.line, Qt.Key.Key_Return)
    assert window.lock_overlay.is_locked


def test_a_screen_action_is_offered_only_there(window: Window) -> None:
    assert "arrival.undo" not in {entry.id for entry in window.bindings.entries()}
    window.go("arrival")
    offered = {entry.id for entry in window.bindings.entries()}
    assert "arrival.undo" in offered
    assert "arrival.sick" not in offered


def test_the_lock_keeps_the_form_and_stops_all_keys(window: Window, qtbot: QtBot) -> None:
    window.go("people")
    form = window.host.current.form  # type: ignore[union-attr]
    form.field("alias").set_value("Mina")
    with qtbot.waitSignal(window.locked):
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.lock_overlay.field.line.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.host.current_id == "people"
    assert window.palette_box.isHidden()
    with qtbot.waitSignal(window.unlock_asked) as asked:
        qtbot.keyClicks(window.lock_overlay.field.line, "4321")
        qtbot.keyClick(window.lock_overlay.field.line, Qt.Key.Key_Return)
    assert asked.args == ["4321"]
    window.unlock()
    assert form.field("alias").value() == "Mina"
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert window.host.current_id == "arrival"


def test_locking_over_the_open_palette_takes_the_cursor(window: Window) -> None:
    window.palette_box.open("siti")
    window.lock()
    assert window.lock_overlay.field.line.hasFocus()


def test_the_language_changes_without_a_restart_and_keeps_drafts(window: Window, qtbot: QtBot) -> None:
    window.go("people")
    window.host.current.form.field("alias").set_value("Mina")  # type: ignore[union-attr]
    window.show_mark("arrival", "2")
    with qtbot.waitSignal(window.preferences_changed) as changed:
        window.trigger("language.switch")
    assert changed.args == ["light", "en"]
    assert language() == "en"
    assert window.host.current_id == "people"
    assert window.host.current.form.field("alias").value() == "Mina"  # type: ignore[union-attr]
    assert window.navigation.buttons["arrival"].mark.text() == "2"
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert window.host.current_id == "arrival"


def test_the_theme_changes_without_a_restart(window: Window, theme: Theme) -> None:
    window.trigger("theme.switch")
    assert is_dark()
    window.trigger("theme.switch")
    assert not is_dark()


def test_help_opens_for_the_screen_and_follows_it(window: Window, qtbot: QtBot) -> None:
    window.go("arrival")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert window.help.topic == "kedatangan"
    assert "Langkahnya" in window.help.text.toPlainText()
    window.go("sync")
    assert window.help.topic == "sinkron"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isHidden()


def test_the_key_sheet_lists_the_keys_of_here(window: Window) -> None:
    window.go("arrival")
    window.trigger("help.keys")
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Shift+F5" in shown
    assert "Hadir, lanjut ke berikutnya" in shown
    assert "Tulis ke flashdisk" not in shown
    sheet.reject()


def test_a_refusal_in_the_background_is_shown(window: Window, operations: Operations, qtbot: QtBot) -> None:
    def refuse(_work: object) -> None:
        raise UserError("sync.full", "Flashdisk penuh.")

    operations.write("sync", refuse)
    qtbot.waitUntil(window.messages.isVisible)
    assert window.messages.message is not None
    assert window.messages.message.text == "Flashdisk penuh."


def test_a_narrow_window_has_icons_alone_with_names(window: Window, qtbot: QtBot) -> None:
    window.resize(900, 500)
    button = window.navigation.buttons["arrival"]
    qtbot.waitUntil(lambda: button.text() == "")
    assert button.accessibleName() == "Kedatangan 2"
    window.resize(1366, 740)
    qtbot.waitUntil(lambda: button.text() == "Kedatangan")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status(37, 2, 2), "belum ada tanda terima pusat: 37 catatan, 2 hari; cadangan 2 jam lalu; jam laptop sesuai"),
        (Status(0, 0, 0), "semua catatan sudah ada tanda terima pusat; cadangan baru saja; jam laptop sesuai"),
        (
            Status(1, 0, None, "jam mundur"),
            "belum ada tanda terima pusat: 1 catatan, hari ini; belum ada cadangan; jam mundur",
        ),
        (
            Status(1, 0, 75),
            "belum ada tanda terima pusat: 1 catatan, hari ini; cadangan 3 hari lalu; jam laptop sesuai",
        ),
    ],
)
def test_the_status_line_says_it_in_words(qtbot: QtBot, status: Status, words: str) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_status(status)
    assert line.accessibleDescription() == words


def interactive(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, RowTable)
    return [each for each in root.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()]


@pytest.mark.parametrize("screen", [spec.id for spec in specs()])
def test_tab_reaches_every_control(window: Window, screen: str, qtbot: QtBot) -> None:
    window.go(screen)
    wanted = {each for each in interactive(window) if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    grouped = {each for each in wanted if isinstance(each, QAbstractButton) and each.group() is not None}
    navigation = set(window.navigation.buttons.values())
    seen: set[QWidget | None] = set()
    for _each in range(3 * len(wanted)):
        window.focusNextChild()
        seen.add(QApplication.focusWidget())
    missing = wanted - seen - grouped - navigation
    assert missing == set()
    assert navigation & seen


@pytest.mark.parametrize("screen", [spec.id for spec in specs()])
def test_every_control_has_a_name(window: Window, screen: str) -> None:
    window.go(screen)
    nameless = [
        each
        for each in interactive(window)
        if not (each.accessibleName() or getattr(each, "text", str)() or isinstance(each, RowTable))
    ]
    assert nameless == []


def test_an_empty_home_teaches_the_first_steps(theme: Theme, qtbot: QtBot) -> None:
    home = FakeHome(HomeView("Jumat, 23 Januari 2026", "belum dibuka"))
    qtbot.addWidget(home)
    home.refresh(frozenset())
    home.show()
    start = next(each for each in home.findChildren(QAbstractButton) if each.text() == "Terima daftar nama")
    assert start.isVisible()
    with qtbot.waitSignal(home.act) as acted:
        start.click()
    assert acted.args == ["go.arrival"]


def test_home_opens_what_it_shows(theme: Theme, qtbot: QtBot) -> None:
    home = FakeHome()
    qtbot.addWidget(home)
    home.refresh(frozenset())
    home.show()
    wait = next(each for each in home.findChildren(QAbstractButton) if "beda data" in each.text())
    with qtbot.waitSignal(home.go) as gone:
        wait.click()
    assert gone.args == ["sync", ""]
    go_on = next(each for each in home.findChildren(QAbstractButton) if each.text() == "Lanjutkan")
    with qtbot.waitSignal(home.go) as gone:
        go_on.click()
    assert gone.args == ["arrival", "b1"]


def test_idleness_is_noticed_and_work_delays_it(qapp: QApplication, qtbot: QtBot) -> None:
    watch = IdleWatch(qapp, 5)
    watch._timer.setInterval(300)
    watch._timer.start()
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is line.windowHandle())
    before = watch._timer.remainingTime()
    qtbot.waitUntil(lambda: watch._timer.remainingTime() < before - 50)
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    assert watch._timer.remainingTime() > before - 50
    with qtbot.waitSignal(watch.idle):
        pass
    watch.set_minutes(0)
    assert not watch._timer.isActive()
    watch.stop()


def test_a_colleague_takes_over_and_finds_everything_as_it_was(window: Window, qtbot: QtBot) -> None:
    window.go("arrival")
    line = window.host.current.findChild(QLineEdit)  # type: ignore[union-attr]
    assert line is not None
    line.setFocus()
    qtbot.keyClicks(line, "hasan")
    screen = window.host.current
    window.change_desk(replace(window.desk, user="Rahmat", roles=frozenset({"satgas"})))
    assert window.host.current is screen
    assert line.text() == "hasan"
    assert line.hasFocus()
    assert "Rahmat" in window.top.user.text()
    qtbot.keyClick(window, Qt.Key.Key_1, ALT)
    assert window.host.current_id == "home"


def test_a_colleague_without_the_role_does_not_see_the_screen(
    theme: Theme, operations: Operations, qtbot: QtBot
) -> None:
    screens = [*specs(), ScreenSpec("health", "Kesehatan", "heart-pulse", FakeHome, frozenset({"satgas"}))]
    window = make_window(theme, operations, screens)
    qtbot.addWidget(window)
    window.go("health")
    window.change_desk(replace(window.desk, roles=frozenset({"pendamping"})))
    assert window.host.current_id == "home"
    assert "health" not in window.navigation.buttons


def test_a_notice_stays_until_it_is_settled_and_leads_there(window: Window, qtbot: QtBot) -> None:
    window.show_notices([Notice("Lembar pemulihan belum diperiksa.", "Periksa", "sync")])
    assert window.notices.isVisible()
    window.go("people")
    assert window.notices.isVisible()
    window.notices.findChildren(QAbstractButton)[0].click()
    assert window.host.current_id == "sync"
    window.show_notices([])
    assert window.notices.isHidden()
