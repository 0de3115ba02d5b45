"""What the widget tests share: the theme, and background operations that end with the test."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.widgets.operations import Operations
from app.widgets.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, applied."""
    made = Theme(qapp, "light")
    yield made
    made.end()


@pytest.fixture
def operations(qapp: QApplication) -> Iterator[Operations]:
    """Operations whose writes touch a table named after their action."""
    made = Operations(lambda action, fn: (fn("work"), frozenset({action})), lambda fn: fn("view"))
    yield made
    made.close()
