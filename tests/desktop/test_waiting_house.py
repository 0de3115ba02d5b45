"""A full house makes nobody wait: 550 people before the whole application, no turn of the event loop over 100 ms."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.access.people import PersonDraft
from app.access.unlock import enrol
from app.health import care, screening
from app.health.care import IsolationDraft
from app.health.screening import ScreeningDraft
from app.health.screens.screen import HealthScreen
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.registration.counts import heads_at
from app.reports.screens.screen import ReportsScreen
from app.shelter.screens.aid import AidScreen
from app.shelter.screens.duty import DutyScreen
from app.shelter.screens.meals import MealsScreen
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.desktop.visiting import Visitor, watchdog
from tests.helpers.office import MORNING
from tests.helpers.offices import KEPALA, NURSE, create_sample, lower_cost
from tests.helpers.watchdog import Watchdog
from tests.reports.busy import two_days

__all__ = ["sit_down", "watchdog"]
PEOPLE = 550
CTRL = Qt.KeyboardModifier.ControlModifier
Start = Callable[[Path, FixedClock], AtTheDesk]
Visit = Callable[[], Visitor]


@pytest.fixture
def clock() -> FixedClock:
    """From the morning of the ferry on."""
    return FixedClock(MORNING)


@pytest.fixture
def visit(
    sit_down: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock, watchdog: Watchdog
) -> Visit:
    """The login window of a full post after two busy days, and whoever comes in watched."""
    lower_cost(monkeypatch)
    home = tmp_path / "home"
    made = create_sample(home, clock=clock)
    with made.office as office:
        two_days(office, clock, PEOPLE)
    nurse = enrol(Home(home), made.codes["kesehatan"], PersonDraft("rahma", "Rahma Dewi"), NURSE, clock)
    with nurse:
        with nurse.read() as r:
            heads = heads_at(r, "hadir")
        for head in heads[:40]:
            screening.screen(nurse, ScreeningDraft(head.stay_id, "layak_jalan", findings=("ispa",)))
        for head in heads[40:52]:
            care.isolate(nurse, IsolationDraft(head.stay_id, clock.now().date(), ("cacar_mpox",), "kamar 115"))

    def begin() -> Visitor:
        desk = sit_down(home, clock)
        desk.until(lambda: desk.desktop.login.secret.isVisible() and desk.desktop.login._enter.isEnabled())
        return Visitor(desk, watchdog)

    return begin


def come_in(visitor: Visitor, login: str) -> AtTheDesk:
    """Somebody signs in, and waits until the other screens are ready."""
    visitor.desk.desktop.login.user.set_value(login)
    visitor.let_in(NURSE if login == "rahma" else KEPALA)
    return visitor.desk


def closed(visitor: Visitor) -> None:
    """The dialog in front is closed by Escape."""
    visitor.desk.settled()
    front = QApplication.activeModalWidget()
    assert front is not None
    visitor.act("close", lambda: QTest.keyClick(front, Qt.Key.Key_Escape))


def test_the_house_and_its_counters_answer_at_once(visit: Visit, watchdog: Watchdog) -> None:
    visitor = visit()
    desk = come_in(visitor, "siti")
    visitor.everywhere()
    visitor.everywhere()
    visitor.act("gate", lambda: desk.window.go("gate"))
    for letter in "siti nur":
        visitor.act(f"gate: type {letter!r}", partial(desk.type, letter))
    visitor.act("gate: somebody", lambda: desk.press(Qt.Key.Key_Return))
    visitor.act("gate: A-0007", lambda: desk.window.host.current.scan("A-0007"))  # type: ignore[union-attr]
    visitor.act("meals", lambda: desk.window.go("meals"))
    meals = desk.window.host.current
    assert isinstance(meals, MealsScreen)
    for code in ("A-0011", "A-0012", "A-0012"):
        visitor.act(f"meals: {code}", partial(meals.scan, code))
    for action in ("meals.kitchen", "meals.tally", "meals.costs"):
        visitor.act(action, partial(desk.window.trigger, action))
        closed(visitor)
    visitor.act("whole screen", meals.enlarge)
    visitor.act("whole screen: scan", partial(meals.scan, "A-0013"))
    visitor.act("window again", lambda: desk.press(Qt.Key.Key_Escape))
    visitor.act("aid", lambda: desk.window.go("aid"))
    aid = desk.window.host.current
    assert isinstance(aid, AidScreen)
    with desk.wiring.session.office.read() as r:
        stays = [head.stay_id for head in heads_at(r, "hadir")]
    visitor.act("aid: everybody", lambda: aid._add(stays))
    aid.items.table.select("paket_mandi")
    visitor.act("aid: an item", lambda: aid.items.table.opened.emit(aid.items.table.current()))
    visitor.act("aid: whose money", lambda: aid.items.terms.load({"fund": "apbd"}))
    visitor.act("aid: give", lambda: desk.press(Qt.Key.Key_T, CTRL))
    closed(visitor)
    visitor.act("rooms", lambda: desk.window.go("shelter"))
    visitor.act("emergency list", lambda: desk.window.trigger("shelter.emergency"))
    closed(visitor)
    assert not watchdog.late, watchdog.told()


def test_store_duty_and_the_report_answer_at_once(visit: Visit, watchdog: Watchdog) -> None:
    visitor = visit()
    desk = come_in(visitor, "siti")
    visitor.act("stock", lambda: desk.window.go("stock"))
    for action in ("stock.receive", "stock.use", "stock.store"):
        visitor.act(action, partial(desk.window.trigger, action))
        closed(visitor)
    visitor.act("duty", lambda: desk.window.go("duty"))
    duty = desk.window.host.current
    assert isinstance(duty, DutyScreen)
    for place in range(4):
        visitor.act(f"duty {place}", partial(duty.tabs.setCurrentIndex, place))
    visitor.act("duty: incidents", lambda: duty.tabs.setCurrentIndex(0))
    visitor.act("duty: an incident", lambda: duty.act.emit("duty.new"))
    closed(visitor)
    visitor.act("reports", lambda: desk.window.go("reports"))
    reports = desk.window.host.current
    assert isinstance(reports, ReportsScreen)
    desk.until(lambda: reports.figures is not None)
    for part in list(reports.parts.rows):
        visitor.act(f"reports: {part.id}", partial(reports.parts.select, part.id))
    visitor.act("reports: people", lambda: reports.parts.select("people"))
    visitor.act("reports: figures", reports._enter)
    for _step in range(4):
        visitor.act("reports: a figure", lambda: desk.press(Qt.Key.Key_Down))
    visitor.act("reports: on paper", lambda: desk.window.trigger("reports.print"))
    closed(visitor)
    assert not watchdog.late, watchdog.told()


def test_the_nurse_is_answered_at_once(visit: Visit, watchdog: Watchdog) -> None:
    visitor = visit()
    desk = come_in(visitor, "rahma")
    visitor.act("health", lambda: desk.window.go("health"))
    health = desk.window.host.current
    assert isinstance(health, HealthScreen)
    for place in range(6):
        visitor.act(f"health {place}", partial(health._tabs.setCurrentIndex, place))
    visitor.act("health: a card", lambda: health.scan("A-0007"))
    visitor.act("health: another", lambda: health.scan("A-0300"))
    visitor.act("health: queue", lambda: health._leave())
    for letter in "siti n":
        visitor.act(f"health: type {letter!r}", partial(desk.type, letter))
    assert not watchdog.late, watchdog.told()
