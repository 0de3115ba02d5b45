"""The settings on a real office, as the wiring makes them, with a frame that remembers what it was asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.screens.reach import Reach
from app.access.screens.settings import SettingsScreen
from app.access.setup import Created
from app.desktop.session import Session
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.kernel.settings import Settings
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.offices import EVENING, create_sample, lower_cost


class FakeFrame:
    """Remembers what the settings asked of the window."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.asked: list[str] = []

    def prefer(self, wanted: Settings) -> None:
        self.settings = wanted

    def ask_pin(self) -> None:
        self.asked.append("pin")

    def show_help(self, topic: str) -> None:
        self.asked.append(topic)

    def look_again(self) -> None:
        self.asked.append("look")


class SettingsAtWork:
    """The screen, its session and what it said."""

    def __init__(self, created: Created, session: Session, ops: Operations, bot: QtBot) -> None:
        self.created, self.session, self.ops, self.bot = created, session, ops, bot
        self.frame, self.said = FakeFrame(), list[Message]()
        self.screen = SettingsScreen(Reach(ops, session, self.frame))
        self.screen.said.connect(self.said.append)

    def open(self, part: str) -> object:
        """Show a part and wait until it is read."""
        self.screen.open(part)
        self.settled()
        return self.screen.section

    def settled(self) -> None:
        """Wait until nothing runs."""
        self.bot.waitUntil(lambda: self.ops.idle, timeout=20_000)


@pytest.fixture
def at_work(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SettingsAtWork]:
    """Siti, kepala of Nunukan, in the settings."""
    lower_cost(monkeypatch)
    theme = Theme(qapp, "light")
    clock = FixedClock(EVENING)
    created = create_sample(tmp_path / "home", clock=clock)
    session = Session(Home(tmp_path / "home"), clock)
    session.adopt(created.office)
    ops = Operations(session.write, session.read)
    made = SettingsAtWork(created, session, ops, qtbot)
    qtbot.addWidget(made.screen)
    made.screen.resize(1100, 700)
    made.screen.show()
    yield made
    ops.close()
    session.close()
    theme.end()
