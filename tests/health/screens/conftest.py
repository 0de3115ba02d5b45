"""The screen Kesehatan over a real health vault, with the nurse at the desk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.health.screens.context import HealthContext
from app.health.screens.screen import HealthScreen
from app.reports.telling import REPORTS
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.health.conftest import Post


@dataclass
class Sickroom:
    """The screen on show; `keys` counts what was pressed."""

    screen: HealthScreen
    post: Post
    qtbot: QtBot
    said: list[Message]
    ops: Operations
    keys: int = 0

    def calm(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.ops.idle)

    def type(self, text: str) -> None:
        """Type wherever the cursor is."""
        self.keys += len(text)
        self.qtbot.keyClicks(self._cursor(), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, or a chord, wherever the cursor is."""
        self.keys += 1
        self.qtbot.keyClick(self._cursor(), key, modifier)
        self.calm()

    def _cursor(self) -> QWidget:
        self.screen.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found


def operations_over(post: Post) -> Operations:
    """Writes and reads over the post's open office, as the wiring makes them."""

    def write(_action: str, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
        return fn(post.office), frozenset({"health"})

    def read(fn: Callable[[Any], Any]) -> Any:
        with post.office.read() as r:
            return fn(r)

    return Operations(write, read)


def context_over(post: Post) -> HealthContext:
    """What the wiring hands over."""
    return HealthContext(lambda fn: fn(post.office), lambda: post.office.actor.name, lambda: "A4", "WITA", REPORTS)


@pytest.fixture
def room(post: Post, qtbot: QtBot, qapp: QApplication) -> Iterator[Sickroom]:
    """The screen with nine heads, none of them looked at yet."""
    theme = Theme(qapp, "light")
    ops = operations_over(post)
    screen = HealthScreen(ops, context_over(post))
    qtbot.addWidget(screen)
    said: list[Message] = []
    screen.said.connect(said.append)
    ops.refused.connect(lambda error: said.append(Message.of(error)))
    ops.changed.connect(screen.refresh)
    made = Sickroom(screen, post, qtbot, said, ops)
    screen.resize(1170, 690)
    screen.show()
    screen.refresh(frozenset())
    screen.first_focus().setFocus()
    made.calm()
    yield made
    screen.form.keep()
    made.calm()
    ops.close()
    theme.end()
