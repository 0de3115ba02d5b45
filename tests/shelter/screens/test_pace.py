"""Nobody waits for the floor plan: 550 people in 400 beds, without one turn of the event loop over 100 ms."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.shelter.screens.choosing import RoomChooser
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.watchdog import Watchdog
from tests.shelter.crowd import settled
from tests.shelter.lodging import seen
from tests.shelter.screens.warden import Warden, window_of


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    """Watches the event loop; what was loaded before is left out of garbage collections, as in the application."""
    gc.collect()
    gc.freeze()
    dog = Watchdog()
    yield dog
    dog.stop()
    gc.unfreeze()


def test_a_full_house_answers_at_once(
    office: Office, ops: Operations, theme: Theme, qtbot: QtBot, watchdog: Watchdog
) -> None:
    ids = settled(office)
    warden = Warden.at(window_of(office, ops, theme), qtbot, ops)
    house, acts = warden.house, watchdog.act
    assert len(list(seen(office).guests)) == 553
    watchdog.start()
    with acts("read the house again"):
        house.refresh(frozenset())
    warden.settled()
    for letter in "siti nur":
        with acts(f"search {letter!r}"):
            qtbot.keyClicks(house.people.line, letter)
    with acts("empty the line"):
        house.people.line.clear()
    with acts("open a room"):
        house.show_target(ids["room"])
    house.plan.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        with acts("walk"):
            qtbot.keyClick(house.plan, key)
    with acts("choose a room"):
        house.people.table.select(ids["waiting"])
        house._desk.choose_room(house.people.chosen())
    sheet = warden.sheet(RoomChooser)
    with acts("type a room"):
        warden.type("301")
    with acts("close"):
        sheet.reject()
    with acts("scroll"):
        house.plan.verticalScrollBar().setValue(400)
    with acts("place by rule"):
        house._desk.allocate(house.people.chosen())
    warden.settled()
    with acts("close"):
        warden.sheet().reject()
    warden.settled()
    assert not watchdog.late, watchdog.told()
