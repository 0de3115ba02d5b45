"""Kedatangan before the first ship: what needs a ship says so."""

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.manifest.screens.hands import Hands
from tests.manifest.screens.quayside import window_of


@pytest.mark.parametrize("action", ["arrival.import", "arrival.remaining", "arrival.undo", "arrival.tally_ld"])
def test_what_needs_a_ship_says_so(action: str, office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> None:
    window = window_of(office, ops, theme)
    hands = Hands(window, qtbot, ops)
    qtbot.addWidget(window, before_close_func=lambda _window: hands.leave())
    window.show()
    window.go("arrival")
    qtbot.waitUntil(lambda: ops.idle)
    screen = window.host.current
    assert screen is not None
    with qtbot.waitSignal(screen.said) as told:
        screen.handlers()[action]()
    assert told.args is not None
    assert told.args[0].text == "Tidak ada kapal yang terbuka"
