"""Nobody waits: 550 people before five panes, and none is cut off on a small screen, in both languages."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.departure import boarding, fleet, outgoing, plan
from app.departure.plan import VehicleDraft
from app.departure.screens.boardpane import BoardPane
from app.departure.screens.departurepage import GANGWAY, PAPERS, PEOPLE, SEATS, WAY
from app.departure.screens.peoplepane import PeoplePane
from app.departure.screens.waypane import WayPane
from app.departure.voyages import DepartureView
from app.kernel.i18n import set_language
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.departure.quay import assigned, come, do, planned
from tests.departure.screens.purser import Purser, window_of
from tests.helpers.fitting import cut_off
from tests.helpers.office import landed, ship
from tests.helpers.watchdog import Watchdog

SMALL = (911, 482)
TABS = (PEOPLE, WAY, SEATS, GANGWAY, PAPERS)


def crowded(office: Office, count: int) -> DepartureView:
    """So many people, nearly all on one departure with seats, half of them aboard."""
    stays = landed(office, ship(office), count)
    view = planned(office)
    do(office, plan.put_vehicle, view.legs[0].id, 1, VehicleDraft("Bus 1", 900, 4))
    come(office, "Haji Abdul Karim Abdullah Sani bin Haji Muhammad Syarifuddin Daeng Mattola Karaeng", age=71)
    assigned(office, view.id, stays[5:])
    do(office, fleet.arrange, view.legs[0].id)
    do(office, boarding.board_all, view.id, stays[5 : 5 + count // 2])
    do(office, outgoing.print_manifest, view.id)
    return view


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    """Watches the event loop; what was loaded before is left out of garbage collections, as in the application."""
    gc.collect()
    gc.freeze()
    dog = Watchdog()
    yield dog
    dog.stop()
    gc.unfreeze()


def test_five_hundred_and_fifty_people_answer_at_once(
    office: Office, ops: Operations, theme: Theme, qtbot: QtBot, watchdog: Watchdog
) -> None:
    view = crowded(office, 550)
    purser = Purser.at(window_of(office, ops, theme), qtbot, ops)
    for _step in purser.screen.later():
        QApplication.processEvents()
    acts = watchdog.act
    watchdog.start()
    with acts("read the list again"):
        purser.screen.refresh(frozenset())
    purser.settled()
    with acts("open"):
        purser.screen.open(view.id)
    purser.settled()
    people = purser.pane(PeoplePane)
    with acts("choose all"):
        people.choose_all()
    for letter in "nur":
        with acts(f"filter {letter!r}"):
            qtbot.keyClicks(people._list.line, letter)
    with acts("empty the filter"):
        people._list.line.clear()
    for tab in TABS[1:]:
        with acts(tab):
            purser.screen.page.show_tab(tab)
        purser.settled()
    with acts("back to the gangway"):
        purser.screen.page.show_tab(GANGWAY)
    purser.settled()
    with acts("scan"):
        purser.pane(BoardPane).scan("A-0550")
    purser.settled()
    with acts("walk"):
        qtbot.keyClick(purser.pane(BoardPane).missing, Qt.Key.Key_Down)
    assert not watchdog.late, watchdog.told()


@pytest.fixture(params=["id", "en"])
def speech(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both languages."""
    set_language(request.param)
    yield request.param
    set_language("id")


def test_nothing_is_cut_off(office: Office, ops: Operations, theme: Theme, qtbot: QtBot, speech: str) -> None:
    view = crowded(office, 40)
    purser = Purser.at(window_of(office, ops, theme), qtbot, ops)
    purser.window.resize(*SMALL)
    purser.settled()
    cut = [f"list: {each}" for each in cut_off(purser.screen)]
    purser.screen.open(view.id)
    purser.settled()
    for tab in TABS:
        purser.screen.page.show_tab(tab)
        purser.settled()
        cut += [f"{tab}: {each}" for each in cut_off(purser.screen)]
    purser.screen.page.show_tab(WAY)
    purser.settled()
    way = purser.pane(WayPane)
    way.legs.go_to(0)
    for name, act in (
        ("new", purser.screen.new), ("add", way.add), ("change", way.change), ("delay", way.delay),
        ("times", way.times), ("name", way._name), ("vehicles", way.put_vehicles), ("escort", way.ask_escort),
    ):  # fmt: skip
        act()
        purser.settled()
        sheet = purser.sheet()
        if sheet.width() > SMALL[0] or sheet.height() > SMALL[1]:
            cut.append(f"{name}: larger than the window")
        cut += [f"{name}: {each}" for each in cut_off(sheet)]
        sheet.reject()
        purser.settled()
    assert cut == [], "\n".join(cut)
