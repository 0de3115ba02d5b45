"""Tabs over a group of screens: one place at the left, the others beside it, and keys from one to the next."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.screens import ScreenSpec
from app.desktop.tabs import grouped
from app.desktop.window import Window
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.widgets.gallery import make_window, specs


@pytest.fixture
def window(theme: Theme, operations: Operations, qtbot: QtBot) -> Window:
    """Kedatangan, Orang and Sinkron are one group, led by Orang."""
    three = {"arrival", "people", "sync"}
    made = make_window(theme, operations, [replace(one, group="people" if one.id in three else "") for one in specs()])
    qtbot.addWidget(made)
    made.show()
    return made


def shown(window: Window) -> list[str]:
    return [code for code, made in window.tabs.buttons.items() if made.isVisible()]


def test_a_group_has_one_place_in_the_navigation(window: Window) -> None:
    assert {"arrival", "sync"}.isdisjoint(window.navigation.buttons)
    window.go("sync")
    assert window.navigation.buttons["people"].isChecked()
    assert shown(window)[0] == "people"
    assert set(shown(window)) == {"people", "arrival", "sync"}
    assert [code for code, made in window.tabs.buttons.items() if made.isChecked()] == ["sync"]
    window.go("home")
    assert not window.tabs.isVisible()


def test_a_tab_shows_its_screen_and_keys_go_round(window: Window) -> None:
    window.go("people")
    window.tabs.buttons["arrival"].click()
    assert window.host.current_id == "arrival"
    for expected in ("sync", "people"):
        window.trigger("screen.next_tab")
        assert window.host.current_id == expected
    window.trigger("screen.last_tab")
    assert window.host.current_id == "sync"
    window.go("home")
    window.trigger("screen.next_tab")
    assert window.host.current_id == "home"


def test_the_leader_comes_first_wherever_it_stands() -> None:
    some: list[ScreenSpec] = [replace(one, group="sync") for one in specs() if one.id in ("arrival", "sync")]
    assert [one.id for one in grouped(some)["sync"]] == ["sync", "arrival"]
