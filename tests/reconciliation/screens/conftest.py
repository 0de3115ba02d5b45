"""The screen over a real vault: theme, background operations and a ship at the quay."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.reconciliation.screens.screen import ReconciliationContext, ReconciliationScreen
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.background import operations_of


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, applied."""
    made = Theme(qapp, "light")
    yield made
    made.end()


@pytest.fixture
def ops(office: Office, theme: Theme) -> Iterator[Operations]:
    """Operations over the office; a defect is shown as the failure it is."""
    defects: list[Exception] = []
    made = operations_of(office)
    made.crashed.connect(defects.append)
    yield made
    made.close()
    assert defects == []


@pytest.fixture
def screen(ops: Operations, office: Office, qtbot: QtBot) -> ReconciliationScreen:
    """Rekonsiliasi for the kepala, with nothing read yet."""
    context = ReconciliationContext(office.may, lambda: office.actor.name, "WITA")
    made = ReconciliationScreen(ops, context)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    return made
