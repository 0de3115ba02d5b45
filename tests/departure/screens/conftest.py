"""Background work on a real vault and a look, for every test of the screens of departures."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.access.office import Office
from app.kernel.errors import UserError
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.background import operations_of
from tests.helpers.office import clock, office

__all__ = ["clock", "office"]


@pytest.fixture
def refusals() -> list[UserError]:
    """What the message bar would have shown as refused."""
    return []


@pytest.fixture
def ops(office: Office, refusals: list[UserError]) -> Iterator[Operations]:
    """The background of the window; a defect fails the test."""
    defects: list[Exception] = []
    made = operations_of(office)
    made.crashed.connect(defects.append)
    made.refused.connect(refusals.append)
    yield made
    made.close()
    assert defects == []


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme."""
    made = Theme(qapp, "light")
    yield made
    made.end()
