"""Hitung kepala before the real window: from anywhere by one key, keyboard only, nothing lost by a crash."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.manifest import muster
from app.manifest.screens.muster import START, MusterScreen
from app.manifest.screens.remaining import QuayPaper
from app.registration import exits, heads, rules
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import landed
from tests.manifest.screens.hands import Hands
from tests.manifest.screens.paradeground import muster_in, window_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stays(office: Office, batch_id: str) -> list[str]:
    """Eleven people off the ship."""
    return landed(office, batch_id, 11)


@pytest.fixture
def ground(office: Office, batch_id: str, stays: list[str], ops: Operations, theme: Theme, qtbot: QtBot) -> Hands:
    """An officer before the window, Kedatangan in front."""
    return Hands.at(window_of(office, ops, theme), qtbot, ops)


def begin(hands: Hands, place: str = "bus 2") -> MusterScreen:
    """Open the screen by its key and begin a count of everybody, with the keyboard alone."""
    hands.window.activateWindow()
    hands.until(hands.window.isActiveWindow)
    hands.press(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.until(lambda: hands.window.host.current_id == "muster")
    screen = muster_in(hands)
    hands.until(lambda: screen.start.groups.rows)
    hands.type(place)
    hands.enter()
    hands.enter()
    hands.until(lambda: screen.count.view is not None and hands.ops.idle)
    return screen


def left(screen: MusterScreen) -> int:
    assert screen.count.view is not None
    return len(screen.count.view.missing)


def kept(office: Office) -> list[muster.MusterLine]:
    with office.read() as r:
        return muster.musters(r)


def see(hands: Hands, screen: MusterScreen, text: str) -> None:
    """Type somebody and say he is there."""
    before = left(screen)
    hands.type(text)
    hands.until(lambda: screen.count._answered == screen.count._text() and hands.ops.idle)
    hands.enter()
    hands.until(lambda: left(screen) < before)


def test_from_another_screen_by_keys_alone(office: Office, ground: Hands) -> None:
    screen = begin(ground)
    assert (left(screen), screen.count.view.place if screen.count.view else "") == (11, "bus 2")
    see(ground, screen, "a-0003")
    ground.pressed = 0
    see(ground, screen, "suparman")
    assert ground.pressed <= 9
    ground.press(Qt.Key.Key_Down)
    assert screen.count.missing.hasFocus()
    ground.enter()
    ground.until(lambda: left(screen) == 8)
    ground.press(Qt.Key.Key_Z, CTRL)
    ground.until(lambda: left(screen) == 9)
    assert kept(office)[0].words == "2 dari 11, kurang 9"


def test_a_scan_sees_and_a_second_one_counts_nothing(office: Office, ground: Hands) -> None:
    screen = begin(ground)
    for _twice in range(2):
        screen.scan("A-0005")
        ground.until(lambda: left(screen) == 10 and ground.ops.idle)
    assert "tidak dihitung dua kali" in screen.count._last.text()
    screen.scan("ZZ-TIDAKADA")
    ground.until(lambda: ground.window.messages.message is not None)
    assert left(screen) == 10


def test_a_card_that_two_have_sees_nobody_until_one_is_chosen(office: Office, ground: Hands, stays: list[str]) -> None:
    with office.write("test") as w:
        w.update(heads.stay_of(w, stays[6]), card_number="A-0005")  # as after two desks met
    screen = begin(ground)
    screen.scan("A-0005")
    ground.until(lambda: len(screen.count.hits.rows) == 2 and ground.ops.idle)
    assert left(screen) == 11
    message = ground.window.messages.message
    assert message is not None
    assert "pilih orangnya" in message.text
    ground.enter()
    ground.until(lambda: left(screen) == 10)


def test_who_leaves_meanwhile_stands_apart(office: Office, ground: Hands, stays: list[str]) -> None:
    screen = begin(ground)
    assert not screen.count.gone.isVisible()
    with office.write("registration.leave") as w:
        exits.leave(w, stays[0], rules.HOSPITAL, "demam tinggi")
    screen.refresh(frozenset({"movement"}))
    ground.until(lambda: left(screen) == 10)
    assert screen.count.gone.isVisible()
    assert screen.count.gone.text().endswith("(Di rumah sakit)")


def test_a_power_cut_loses_nobody(office: Office, ground: Hands, ops: Operations, theme: Theme, qtbot: QtBot) -> None:
    screen = begin(ground)
    see(ground, screen, "a-0001")
    ground.type("sul")
    drafts = ground.window.host.drafts()
    again = window_of(office, ops, theme)
    qtbot.addWidget(again)
    again.host.restore(drafts)
    again.go("muster")
    other = again.host.current
    assert isinstance(other, MusterScreen)
    ground.until(lambda: other.count.view is not None and ops.idle)
    assert (left(other), other.count.line.text()) == (10, "sul")


def test_finished_it_stands_in_the_list_and_is_resumed(office: Office, ground: Hands) -> None:
    screen = begin(ground)
    see(ground, screen, "a-0001")
    ground.press(Qt.Key.Key_T, CTRL)
    [sheet] = [child for child in screen.children() if child.isWidgetType() and child.inherits("QDialog")]
    sheet.accept()  # type: ignore[attr-defined]
    ground.until(lambda: kept(office)[0].ended_at is not None and ground.ops.idle)
    assert not screen.count.line.isEnabled()
    ground.window.trigger("muster.new")
    ground.until(lambda: screen.start.earlier.rows)
    assert (screen._pages.currentIndex(), screen.start.earlier.rows[0].words) == (START, "1 dari 11, kurang 10")
    screen.start.earlier.opened.emit(screen.start.earlier.rows[0])
    ground.until(lambda: screen.count.view is not None and not screen.count.view.open and ground.ops.idle)
    ground.window.trigger("muster.resume")
    ground.until(lambda: screen.count.line.isEnabled())
    assert kept(office)[0].ended_at is None


def test_who_is_missing_is_printed(ground: Hands) -> None:
    screen = begin(ground)
    ground.press(Qt.Key.Key_P, CTRL)
    dialog = screen.findChild(QuayPaper)
    assert dialog is not None
    ground.until(lambda: dialog.preview._sizes and ground.ops.idle)
    dialog.close()


def test_the_screen_is_in_no_navigation_but_in_the_palette(ground: Hands) -> None:
    assert "muster" not in ground.window.navigation.buttons
    assert "muster.open" in [entry.id for entry in ground.window.bindings.entries()]
