"""Nobody waits for the window: every screen, with 170 people, without one turn of the event loop over 100 ms."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.kernel.clock import FixedClock
from app.registration.screens.screen import PeopleScreen
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.desktop.visiting import Visitor, watchdog
from tests.helpers.office import MORNING, landed, ship
from tests.helpers.offices import create_sample, lower_cost
from tests.helpers.watchdog import Watchdog, pace

__all__ = ["sit_down", "watchdog"]
PEOPLE = 170
PLANTED = 0.15
Start = Callable[[Path, FixedClock], AtTheDesk]


@pytest.fixture
def desk(sit_down: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AtTheDesk:
    """The login window of a post with 170 people off a ship that is still at the quay."""
    lower_cost(monkeypatch)
    home, clock = tmp_path / "home", FixedClock(MORNING)
    with create_sample(home, clock=clock).office as office:
        landed(office, ship(office), PEOPLE)
    made = sit_down(home, clock)
    made.until(lambda: made.desktop.login.secret.isVisible() and made.desktop.login._enter.isEnabled())
    return made


def test_every_screen_shows_at_once(desk: AtTheDesk, watchdog: Watchdog) -> None:
    visitor = Visitor(desk, watchdog)
    visitor.let_in()
    visitor.everywhere()
    visitor.everywhere()
    assert not watchdog.late, watchdog.told()


def test_theme_and_language_are_switched_at_once(desk: AtTheDesk, watchdog: Watchdog) -> None:
    visitor = Visitor(desk, watchdog)
    visitor.let_in()
    visitor.everywhere()
    for action in ("theme.switch", "theme.switch", "language.switch", "language.switch"):
        visitor.act(action, partial(desk.window.trigger, action))
        desk.until(lambda: not desk.window.is_readying)
    assert not watchdog.late, watchdog.told()


def test_typing_and_dialogs_answer_at_once(desk: AtTheDesk, watchdog: Watchdog, qtbot: QtBot) -> None:
    visitor = Visitor(desk, watchdog)
    visitor.let_in()
    visitor.act("Orang", lambda: desk.window.go("people"))
    people = desk.window.host.current
    assert isinstance(people, PeopleScreen)
    for letter in "siti nur":
        visitor.act(f"search {letter!r}", partial(qtbot.keyClicks, people.list.line, letter))
    for place in range(4):
        visitor.act("a person's page", partial(people.list.table.go_to, place))
    visitor.act("a new person", lambda: desk.window.trigger("people.new"))
    visitor.act("back", lambda: desk.press(Qt.Key.Key_Escape))
    for action in ("palette.open", "help.open", "help.open", "handover.new"):
        visitor.act(action, partial(desk.window.trigger, action))
    visitor.act("lock", desk.window.lock)
    visitor.act("unlock", desk.window.unlock)
    visitor.act("papers", lambda: desk.window.go("handover"))
    visitor.act("a new paper", lambda: desk.window.trigger("handover.new"))
    visitor.act("the check of a paper", lambda: desk.window.go("handover", "verify"))
    visitor.act("keys", lambda: desk.window.trigger("help.keys"))
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    visitor.act("close", lambda: QTest.keyClick(sheet, Qt.Key.Key_Escape))
    assert not watchdog.late, watchdog.told()


def test_a_window_that_makes_one_wait_is_found(desk: AtTheDesk, watchdog: Watchdog) -> None:
    visitor = Visitor(desk, watchdog)
    visitor.let_in()
    watchdog.turns.clear()
    visitor.act("planted", lambda: QTimer.singleShot(0, _block))
    desk.until(lambda: watchdog.late)
    assert [turn.during for turn in watchdog.late] == ["planted"]


def _block() -> None:
    until = time.thread_time() + PLANTED * pace()
    while time.thread_time() < until:
        pass
