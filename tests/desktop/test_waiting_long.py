"""Nobody waits for long lists, papers, pictures, dialogs or the first run either: no turn over 100 ms."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea

from app.access.office import Office
from app.access.screens.first_run import FirstRun
from app.handover.screens.screen import HandoverScreen
from app.kernel.clock import FixedClock
from app.manifest.screens.arrival import ArrivalScreen
from app.manifest.screens.muster import MusterScreen
from app.registration.screens.photosheet import PhotoSheet
from app.registration.screens.screen import PeopleScreen
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.desktop.visiting import Visitor, watchdog
from tests.handover.samples import GIVER, PROVINCE
from tests.helpers.office import FATHERS, GIVEN, MORNING, landed, ship
from tests.helpers.offices import create_sample, lower_cost
from tests.helpers.watchdog import Watchdog
from tests.manifest.lists import keep_list
from tests.manifest.screens.photographs import person, photograph

__all__ = ["sit_down", "watchdog"]
LINES, PEOPLE, TYPED = 2000, 170, 100
ENTER = Qt.Key.Key_Return
Start = Callable[[Path, FixedClock], AtTheDesk]


def furnish(home: Path, clock: FixedClock, with_ship: Callable[[Office], object]) -> None:
    """A post, and what the test needs in it."""
    with create_sample(home, clock=clock).office as office:
        with_ship(office)


def visit(sit_down: Start, home: Path, clock: FixedClock, watchdog: Watchdog) -> Visitor:
    """Somebody let in."""
    desk = sit_down(home, clock)
    desk.until(lambda: desk.desktop.login.secret.isVisible() and desk.desktop.login._enter.isEnabled())
    visitor = Visitor(desk, watchdog)
    visitor.let_in()
    return visitor


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lower_cost(monkeypatch)
    return tmp_path / "home"


def long_list() -> str:
    """A list of two thousand people with the long names of the field."""
    lines = ["No,Nama,L/P,Umur,No SPLP,Kab/Kota"]
    for number in range(1, LINES + 1):
        name = f"{GIVEN[number % len(GIVEN)]} {FATHERS[number % len(FATHERS)] or 'Lamude'} {number}"
        lines.append(f"{number},{name},{'LP'[number % 2]},{18 + number % 50},XD{700000 + number},Bone")
    return "\n".join(lines)


def dialog() -> QDialog:
    """The one in front."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def test_two_thousand_lines_are_called_at_once(sit_down: Start, home: Path, watchdog: Watchdog) -> None:
    clock = FixedClock(MORNING)
    furnish(home, clock, lambda office: keep_list(office, ship(office), long_list()))
    visitor = visit(sit_down, home, clock, watchdog)
    desk = visitor.desk
    visitor.act("Kedatangan", lambda: desk.window.go("arrival"))
    arrival = desk.window.host.current
    assert isinstance(arrival, ArrivalScreen)
    desk.until(lambda: len(arrival.pane.rollcall.table.rows) == LINES)
    arrival.pane.rollcall.table.setFocus()
    for _time in range(5):
        visitor.act("Enter", lambda: desk.press(ENTER))
    desk.until(lambda: sum(line.done for line in arrival.ships.lines.values()) == 5)
    visitor.act("search", lambda: desk.window.trigger("arrival.search"))
    for letter in "lamude 1777":
        visitor.act(f"search {letter!r}", partial(desk.type, letter))
    visitor.act("Enter in search", lambda: desk.press(ENTER))
    for action in ("arrival.match", "arrival.letters", "arrival.join", "arrival.remaining"):
        visitor.act(action, partial(desk.window.trigger, action))
    names = dialog().findChildren(QScrollArea)[0].verticalScrollBar()
    for _time in range(6):
        visitor.act("further names", lambda: names.setValue(names.maximum()))
    assert len([each for each in dialog().findChildren(QLabel) if each.property("role") == "huge"]) > 200
    visitor.act("close", lambda: dialog().close())
    assert not watchdog.late, watchdog.told()


def test_papers_and_their_pictures_are_there_at_once(sit_down: Start, home: Path, watchdog: Watchdog) -> None:
    clock = FixedClock(MORNING)
    furnish(home, clock, lambda office: landed(office, ship(office), PEOPLE))
    visitor = visit(sit_down, home, clock, watchdog)
    desk = visitor.desk
    visitor.act("Serah terima", lambda: desk.window.go("handover"))
    visitor.act("new", lambda: desk.window.trigger("handover.new"))
    handover = desk.window.host.current
    assert isinstance(handover, HandoverScreen)
    page = handover.draft_page
    visitor.act("receiver", lambda: page.people.choose_kind("provinsi"))
    visitor.act("everybody", lambda: page.people._all(inside=True))
    visitor.act("details", lambda: page.show_step("details"))
    page.details.receiver.show_party(PROVINCE)
    page.details.giver.show_party(GIVER)
    visitor.act("preview", lambda: page.show_step("preview"))
    desk.until(lambda: page.preview.pages > 1)
    for by in (1, 1, -1):
        visitor.act("turn a page", partial(page.preview.turn, by))
    visitor.act("zoom", lambda: page.preview.zoom(1))
    assert not watchdog.late, watchdog.told()


def test_dialogs_about_a_person_open_at_once(sit_down: Start, home: Path, watchdog: Watchdog, tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    furnish(home, clock, lambda office: landed(office, ship(office), PEOPLE))
    path = tmp_path / "wajah.jpg"
    Image.effect_noise((3000, 4000), 60).convert("RGB").save(path, quality=90)
    visitor = visit(sit_down, home, clock, watchdog)
    desk = visitor.desk
    visitor.act("Orang", lambda: desk.window.go("people"))
    people = desk.window.host.current
    assert isinstance(people, PeopleScreen)
    visitor.act("a page", lambda: people.list.table.go_to(3))
    for verb in ("leave", "death", "document", "card", "card.print", "goods", "photo.refuse", "consent", "note"):
        visitor.act(verb, partial(people.view.wanted.emit, verb, None))
        visitor.act(f"close {verb}", lambda: dialog().close())
    visitor.act("photo", lambda: people.view.wanted.emit("photo", None))
    sheet = dialog()
    assert isinstance(sheet, PhotoSheet)
    visitor.act("a picture of a telephone", lambda: sheet.load(path))
    desk.until(lambda: sheet.cropper.picture is not None)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Left):
        visitor.act("crop", partial(desk.press, key))
    visitor.act("close photo", sheet.close)
    for action in ("people.new", "people.family", "people.complete", "people.coding"):
        visitor.act(action, partial(desk.window.trigger, action))
    for _time in range(2):
        visitor.act("theme", partial(desk.window.trigger, "theme.switch"))
    assert not watchdog.late, watchdog.told()


def test_a_hundred_typed_lines_answer_at_once(sit_down: Start, home: Path, watchdog: Watchdog, tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    furnish(home, clock, ship)
    visitor = visit(sit_down, home, clock, watchdog)
    desk = visitor.desk
    visitor.act("Kedatangan", lambda: desk.window.go("arrival"))
    visitor.act("import", lambda: desk.window.trigger("arrival.import"))
    arrival = desk.window.host.current
    assert isinstance(arrival, ArrivalScreen)
    path = photograph(tmp_path / "surat.jpg", 40)
    visitor.act("a photo", lambda: arrival.incoming.read_file(path))
    desk.until(lambda: arrival.incoming.typing.picture.shown)
    grid = arrival.incoming.typing.grid
    visitor.act("a draft", lambda: grid.show_rows([person(number) for number in range(1, TYPED + 1)]))
    visitor.act("to the end", lambda: grid.go_to(TYPED, 1))
    for letter in "Siti Aminah":
        visitor.act(f"type {letter!r}", partial(desk.type, letter))
    for _time in range(4):
        visitor.act("Enter", lambda: desk.press(ENTER))
    visitor.act("on", lambda: desk.press(Qt.Key.Key_F10))
    desk.until(lambda: len(arrival.incoming.preview.people.rows) > TYPED)
    assert not watchdog.late, watchdog.told()


def test_heads_are_counted_at_once(sit_down: Start, home: Path, watchdog: Watchdog) -> None:
    clock = FixedClock(MORNING)
    furnish(home, clock, lambda office: landed(office, ship(office), PEOPLE))
    visitor = visit(sit_down, home, clock, watchdog)
    desk = visitor.desk
    visitor.act("open", lambda: desk.window.trigger("muster.open"))
    muster = desk.window.host.current
    assert isinstance(muster, MusterScreen)
    desk.until(lambda: muster.start.groups.rows)
    visitor.act("begin", lambda: muster.start._begin(muster.start.groups.rows[0]))
    desk.until(lambda: muster.count.view)
    for letter in "siti n":
        visitor.act(f"type {letter!r}", partial(desk.type, letter))
    visitor.act("seen", lambda: desk.press(ENTER))
    visitor.act("undo", muster.undo)
    assert not watchdog.late, watchdog.told()


def test_the_first_run_shows_each_step_at_once(sit_down: Start, home: Path, watchdog: Watchdog) -> None:
    desk = sit_down(home, FixedClock(MORNING))
    desk.until(lambda: desk.desktop.login._ways.count())
    watchdog.start()
    with watchdog.act("begin"):
        desk.desktop.login.other_way.emit("new")
    desk.until(lambda: isinstance(desk.desktop.main, FirstRun))
    run = desk.desktop.main
    assert isinstance(run, FirstRun)
    with watchdog.act("a new post"):
        run._choose("new")
    for step in ("site", "letterhead", "kepala", "sheets", "verify", "codes"):
        with watchdog.act(step):
            run.show_step(step)
        desk.until(lambda: run.ops.idle)
    assert not watchdog.late, watchdog.told()
