"""The real window on a real vault, with a ship of six lines or the demo lists."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import clock, office, ship
from tests.manifest.lists import keep_list
from tests.manifest.screens.hands import Hands
from tests.manifest.screens.quayside import demo_ship, operations_of, window_of

__all__ = ["clock", "office"]


@pytest.fixture
def ops(office: Office) -> Iterator[Operations]:
    """The background of the window; ended before the vault is closed."""
    made = operations_of(office)
    yield made
    made.close()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme."""
    made = Theme(qapp, "light")
    yield made
    made.end()


@pytest.fixture
def batch_id(office: Office) -> str:
    """KM Purnama Ekspres, with six lines."""
    made = ship(office)
    keep_list(office, made)
    return made


@pytest.fixture
def hands(office: Office, batch_id: str, ops: Operations, theme: Theme, qtbot: QtBot) -> Hands:
    """An officer before the window."""
    return Hands.at(window_of(office, ops, theme), qtbot, ops)


@pytest.fixture
def demo(office: Office) -> str:
    """The ship of the demo: two letters, 168 lines."""
    return demo_ship(office)


@pytest.fixture
def demo_hands(office: Office, demo: str, ops: Operations, theme: Theme, qtbot: QtBot) -> Hands:
    """An officer before the demo ship."""
    return Hands.at(window_of(office, ops, theme), qtbot, ops)
