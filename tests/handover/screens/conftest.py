"""Serah terima over a real vault: theme, background operations, people off a ship, the screen."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.blobs import blobs_of
from app.access.office import Office
from app.handover.screens.context import HandoverContext
from app.handover.screens.screen import HandoverScreen
from app.kernel.errors import UserError
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.background import operations_of
from tests.helpers.office import landed, ship

Settle = Callable[[], None]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, applied."""
    made = Theme(qapp, "light")
    yield made
    made.end()


@pytest.fixture
def refusals() -> list[UserError]:
    """What the message bar would have shown as refused."""
    return []


@pytest.fixture
def ops(office: Office, theme: Theme, refusals: list[UserError]) -> Iterator[Operations]:
    """Operations over the office; a defect fails the test."""
    defects: list[Exception] = []
    made = operations_of(office)
    made.crashed.connect(defects.append)
    made.refused.connect(refusals.append)
    yield made
    made.close()
    assert defects == []


@pytest.fixture
def stays(office: Office) -> list[str]:
    """Twelve people off a ship."""
    return landed(office, ship(office), 12)


@pytest.fixture
def screen(ops: Operations, office: Office, stays: list[str], qtbot: QtBot) -> HandoverScreen:
    """The screen for the kepala, with its list read."""
    context = HandoverContext(office.may, lambda: office.actor.name, office.home, "WITA", blobs_of(office).keep)
    made = HandoverScreen(ops, context)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.refresh(frozenset())
    made.show()
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    return made


@pytest.fixture
def settle(ops: Operations, qtbot: QtBot) -> Settle:
    """Wait until nothing is under way."""
    return lambda: qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
