"""A Sinkron screen over a real desk, the way the wiring makes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.desktop.session import Session
from app.sync.screens.bench import SyncDesk
from app.sync.screens.sync_screen import SyncScreen
from app.widgets.message import Message
from app.widgets.operations import Operations


@dataclass
class Bench:
    """One desk with its screen, what the screen said, and what broke."""

    office: Office
    ops: Operations
    screen: SyncScreen
    qtbot: QtBot
    said: list[Message] = field(default_factory=list)
    crashed: list[Exception] = field(default_factory=list)

    def settled(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.ops.idle, timeout=20_000)
        assert self.crashed == []

    def do(self, act: Callable[[], Any]) -> None:
        """Act and wait for what follows from it."""
        act()
        self.settled()

    @property
    def last(self) -> Message:
        """What the screen said last."""
        return self.said[-1]


def open_screen(office: Office, qtbot: QtBot, volumes: Callable[[], list[Path]] = list) -> Bench:
    """The screen of a desk, shown at the size of a low-end laptop."""
    session = Session(office.home, office.clock)
    session.adopt(office)
    ops = Operations(session.write, session.read)
    may = lambda permission: session.office.may(permission)  # noqa: E731 - as the wiring does
    screen = SyncScreen(ops, SyncDesk(session.look, may, office.clock.now, office.site.zone, volumes))
    bench = Bench(office, ops, screen, qtbot)
    screen.said.connect(bench.said.append)
    ops.refused.connect(lambda error: bench.said.append(Message.of(error)))
    ops.crashed.connect(bench.crashed.append)
    ops.changed.connect(screen.refresh)
    screen.resize(1160, 640)
    qtbot.addWidget(screen, before_close_func=lambda _widget: ops.close())
    screen.show()
    bench.do(lambda: screen.refresh(frozenset()))
    return bench
