"""A real scanner's burst at the meal counter of the whole application, also while the screen is locked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.kernel.clock import FixedClock
from app.registration import idcards
from app.shelter import meals_planning
from app.shelter.screens.meals import MealsScreen
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.office import landed, ship
from tests.helpers.offices import EVENING, KEPALA, create_sample, lower_cost
from tests.shelter.counter import opened, read

__all__ = ["sit_down"]


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code on the card of one who sleeps here; the day is open."""
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "home", clock=FixedClock(EVENING)).office as office:
        opened(office)
        stay = landed(office, ship(office, "KM Purnama"), 3)[0]
        with office.write("test") as w:
            return idcards.issue(w, [stay]).cards[0].token


@pytest.fixture
def desk(token: str, sit_down: Callable[[Path, FixedClock], AtTheDesk], tmp_path: Path) -> AtTheDesk:
    """Siti at the meal counter."""
    made = sit_down(tmp_path / "home", FixedClock(EVENING))
    made.until(made.desktop.login.user.isVisible)
    made.desktop.login.user.set_value("siti")
    made.log_in(KEPALA)
    made.window.go("meals")
    made.until(lambda: counter(made).side.current() is not None)
    made.settled()
    return made


def counter(desk: AtTheDesk) -> MealsScreen:
    found = desk.window.host.current
    assert isinstance(found, MealsScreen)
    return found


def eaten(desk: AtTheDesk) -> int:
    return read(desk.wiring.session.office, meals_planning.counted_meals)


def scan(desk: AtTheDesk, code: str) -> None:
    """As a keyboard scanner does: a burst of keys and Enter."""
    desk.type(code)
    desk.press(Qt.Key.Key_Return)
    desk.settled()


def test_a_burst_of_the_scanner_feeds_one(desk: AtTheDesk, token: str) -> None:
    scan(desk, token)
    desk.until(lambda: counter(desk).counter.panel.word.text() == "BERI")
    desk.settled()
    assert counter(desk).counter.line.text() == ""
    scan(desk, token)
    assert eaten(desk) == 1


def test_a_card_while_the_screen_is_locked_feeds_nobody(desk: AtTheDesk, token: str) -> None:
    desk.window.lock()
    desk.until(lambda: desk.window.lock_overlay.is_locked)
    scan(desk, token)
    assert counter(desk).counter.panel.verdict is None
    assert desk.window.lock_overlay.is_locked
    assert eaten(desk) == 0
