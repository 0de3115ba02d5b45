"""Nobody waits for the window: every screen, with 170 people, without one turn of the event loop over 100 ms."""

import gc
import time
from collections.abc import Callable, Iterator
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
from tests.helpers.office import MORNING, landed, ship
from tests.helpers.offices import KEPALA, create_sample, lower_cost
from tests.helpers.watchdog import Watchdog, pace

__all__ = ["sit_down"]
PEOPLE = 170
PLANTED = 0.15
Start = Callable[[Path, FixedClock], AtTheDesk]


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    """Watches the event loop; what was loaded before is left out of garbage collections, as in the application."""
    gc.collect()
    gc.freeze()
    dog = Watchdog()
    yield dog
    dog.stop()
    gc.unfreeze()


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


class Visitor:
    """Goes around at a desk; each step is named, so that a turn that took too long can be found."""

    def __init__(self, desk: AtTheDesk, watchdog: Watchdog) -> None:
        self.desk, self._dog = desk, watchdog
        watchdog.start()

    def act(self, what: str, act: Callable[[], object]) -> None:
        """One thing a user does, and all that follows from it."""
        with self._dog.act(what):
            act()
        self.desk.settled()

    def let_in(self) -> None:
        """The passphrase, and everything until the other screens are ready."""
        with self._dog.act("let in"):
            self.desk.log_in(KEPALA)
        self.desk.until(lambda: not self.desk.window.is_readying)

    def everywhere(self) -> None:
        """Every screen once, in the order of the journey."""
        for screen_id in self.desk.window.host.specs:
            self.act(f"show {screen_id}", partial(self.desk.window.go, screen_id))


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
