"""Somebody who came before: the two pages side by side, the verdict by one key, and its undo."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.registration.heads import Paper
from app.registration.screens.comparing import DIFFERS, SideBySide
from tests.helpers.background import refuse_next
from tests.registration.people_made import LATER_SHIP, register
from tests.registration.screens.conftest import Desk


def twice(desk: Desk) -> None:
    """A man of an earlier ship comes again under the old spelling of his name."""
    facts: dict[str, Any] = {"father_name": "Tahir", "age": 41, "origin_text": "Bulukumba"}
    register(desk.office, "Moehammad Yoesoef", ship=LATER_SHIP, papers=(Paper("splp", "XD777123"),), **facts)
    again = register(desk.office, "Muhammad Yusuf", papers=(Paper("splp", "XD777123"),), **facts)
    desk.screen.refresh(frozenset())
    desk.screen.show_target(again.stay_id)
    desk.calm()


def press(desk: Desk, text: str) -> None:
    """Press the first button with this text on the page."""
    next(each for each in desk.screen.findChildren(QPushButton) if each.text() == text).click()
    desk.calm()


def opened(desk: Desk) -> SideBySide:
    """The sheet that compares."""
    press(desk, "Bandingkan")
    (sheet,) = desk.screen.findChildren(SideBySide)
    return sheet


@pytest.fixture
def again(desk: Desk) -> Desk:
    """The page of the man who came twice."""
    twice(desk)
    return desk


def test_what_differs_is_marked(again: Desk) -> None:
    lines: dict[str, Any] = {line.name: line for line in opened(again).lines}
    assert (lines["Nama"].one, lines["Nama"].other) == ("Muhammad Yusuf", "Moehammad Yoesoef")
    assert lines["Nama"].state == DIFFERS
    assert lines["Dokumen"].state == lines["bin/binti"].state == "alike"
    assert "Agama" not in lines


def test_enter_decides_nothing_by_chance(again: Desk) -> None:
    sheet = opened(again)
    again.qtbot.keyClick(sheet, Qt.Key.Key_Return)
    again.calm()
    assert (sheet.verdict, again.said) == ("", [])


def test_one_key_joins_and_the_message_undoes_it(again: Desk) -> None:
    again.qtbot.keyClick(opened(again), Qt.Key.Key_S)
    again.qtbot.waitUntil(lambda: again.screen.operations.idle and bool(again.said))
    again.screen.refresh(frozenset())
    again.calm()
    page = again.screen.view.page
    assert page is not None
    assert [joined.name for joined in page.joined] == ["Moehammad Yoesoef bin Tahir"]
    assert page.likely == ()
    message = again.said[-1]
    assert (message.action_text, message.text) == ("Urungkan", "Dicatat sebagai orang yang sama.")
    assert message.action is not None
    message.action()
    again.calm()
    again.screen.refresh(frozenset())
    again.calm()
    page = again.screen.view.page
    assert page is not None
    assert (page.joined, len(page.likely)) == ((), 1)


def test_not_the_same_is_remembered(again: Desk) -> None:
    sheet = opened(again)
    refuse_next(again.screen.operations)
    again.qtbot.keyClick(sheet, Qt.Key.Key_B)
    again.qtbot.waitUntil(lambda: "penuh" in sheet.refusal.words)
    assert sheet.isVisible()
    again.qtbot.keyClick(sheet, Qt.Key.Key_B)
    again.qtbot.waitUntil(lambda: again.screen.operations.idle and bool(again.said))
    again.screen.refresh(frozenset())
    again.calm()
    page = again.screen.view.page
    assert page is not None
    assert (page.joined, page.likely) == ((), ())
    assert again.said[-1].text == "Dicatat sebagai dua orang."


def test_escape_decides_nothing(again: Desk, qapp: QApplication) -> None:
    again.qtbot.keyClick(opened(again), Qt.Key.Key_Escape)
    again.calm()
    assert again.said == []
    assert again.screen.view.page is not None
    assert len(again.screen.view.page.likely) == 1
