"""Background work on a real vault and a look, for every test of a screen of the shelter."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.access.office import Office
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import clock, office
from tests.manifest.screens.quayside import operations_of

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
