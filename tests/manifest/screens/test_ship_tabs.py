"""Many ships in a narrow window: every tab can be read, and those without room are in the list beside them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.manifest.letters import BatchView
from app.manifest.screens.shiptabs import LEAST, ShipTabs
from app.widgets.theme import Theme

NAMES = ("KM Purnama Ekspres", "KM Mid East Express", "KM Francis Ekspres Tawau–Nunukan", "KM Labuan & Anak")


def view(place: int) -> BatchView:
    return BatchView(str(place), NAMES[place], None, None, "biru", "open", date(2026, 1, 23), None, "kapal")


@pytest.fixture
def tabs(theme: Theme, qtbot: QtBot) -> Iterator[ShipTabs]:
    window = QWidget()
    qtbot.addWidget(window)
    made = ShipTabs("WITA")
    made.setParent(window)
    made.show_ships([view(place) for place in range(4)], "0")
    window.show()
    yield made
    window.close()


def read(tabs: ShipTabs) -> tuple[list[str], list[str]]:
    """(the ships shown as tabs, those in the list)"""
    shown = [tab.called for tab in tabs._tabs.values() if not tab.isHidden()]
    return shown, [action.text().replace("&&", "&") for action in tabs.menu.actions()]


def test_where_there_is_room_every_ship_has_its_whole_name(tabs: ShipTabs) -> None:
    tabs.resize(1400, 60)
    assert read(tabs) == (list(NAMES), [])
    assert tabs.more.isHidden()
    assert [tab._name.text() for tab in tabs._tabs.values()] == list(NAMES)


@pytest.mark.parametrize("width", [300, 420, 560])
def test_in_a_narrow_window_no_tab_becomes_unreadable(tabs: ShipTabs, width: int) -> None:
    tabs.resize(width, 60)
    shown, listed = read(tabs)
    assert sorted((*shown, *listed)) == sorted(NAMES)
    assert shown[0] == NAMES[0]
    assert (bool(listed), tabs.more.isHidden()) == (True, False)
    assert tabs.more.text() == f"+{len(listed)}"
    widths = [tab.width() for tab in tabs._tabs.values() if not tab.isHidden()]
    assert min(widths) >= LEAST
    assert sum(widths) + 10 * len(widths) + tabs.more.sizeHint().width() <= width
    assert tabs._tabs["0"]._name.text() == NAMES[0] or width < 488


def test_a_name_too_long_loses_its_middle_and_is_told_by_the_tip(tabs: ShipTabs) -> None:
    tabs.resize(646, 60)
    long = tabs._tabs["1"]
    assert long._name.text().startswith("Mid")
    assert long._name.text().endswith("ss")
    assert long.toolTip() == NAMES[1]


def test_a_ship_of_the_list_comes_to_the_front(tabs: ShipTabs, qtbot: QtBot) -> None:
    tabs.resize(488, 60)
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.menu.actions()[-1].trigger()
    assert chosen.args == ["3"]
    tabs.show_ships([view(place) for place in range(4)], "3")
    assert NAMES[3] in read(tabs)[0]


def test_how_far_a_ship_is_stands_before_what_may_be_cut_off(tabs: ShipTabs) -> None:
    far = replace(view(0), port_from="Pelabuhan Ferry Antarabangsa Tawau")
    tabs.show_ships([far, *(view(place) for place in range(1, 4))], "0")
    tabs.show_count("0", 46, 168)
    tabs.resize(420, 60)
    front = tabs._tabs["0"]._about.text()
    assert front.startswith("46 dari 168 diperiksa")
    assert front.endswith("…")
