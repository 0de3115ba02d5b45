"""Somebody on no list becomes a counted head within ten seconds: every key of the real window, and the machine."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.kernel.clock import FixedClock
from app.registration import counts
from app.registration.screens.screen import PeopleScreen
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.office import landed, ship
from tests.helpers.offices import EVENING, KEPALA, create_sample, lower_cost

__all__ = ["sit_down"]

SECONDS_A_KEY = 0.28
"""An average non-secretary typist (Card, Moran & Newell 1980)."""
SECONDS_TO_LOOK = 2.7
"""Two of their mental acts: who stands there, is it right."""
NAME = "La Tuo Bahri"


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sit_down: Callable[[Path, FixedClock], AtTheDesk]
) -> AtTheDesk:
    """Siti at the main window, three people off one ship."""
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "home", clock=FixedClock(EVENING)).office as office:
        landed(office, ship(office, "KM Purnama"), 3)
    made = sit_down(tmp_path / "home", FixedClock(EVENING))
    made.until(made.desktop.login.user.isVisible)
    made.desktop.login.user.set_value("siti")
    made.log_in(KEPALA)
    return made


def present(desk: AtTheDesk) -> int:
    found: list[int] = []
    desk.running._ops.read(lambda r: counts.present_count(r).total).then(found.append)
    desk.until(lambda: found)
    return found[0]


def test_an_emergency_head_within_ten_seconds(desk: AtTheDesk) -> None:
    desk.window.go("people")
    desk.settled()
    people = desk.window.host.current
    assert isinstance(people, PeopleScreen)
    before, began = present(desk), time.process_time()
    desk.keys = 0
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.until(people.quick.isVisible)
    desk.type(NAME)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Tab)
    desk.type("35")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: people.view.page is not None and people.view.header.name.text() == NAME)
    machine = time.process_time() - began
    desk.settled()
    assert present(desk) == before + 1
    page = people.view.page
    assert page is not None
    assert page.head is not None
    assert (page.head.head_class, page.head.age) == ("LD", 35)
    assert desk.keys <= len(NAME) + 8
    assert desk.keys * SECONDS_A_KEY + SECONDS_TO_LOOK + machine <= 10
