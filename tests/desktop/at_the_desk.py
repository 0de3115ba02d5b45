"""The whole application on a real home, driven by the keyboard alone, with every key counted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.main import Desktop
from app.desktop.running import Running
from app.desktop.window import Window
from app.desktop.wiring import Wiring
from app.kernel.clock import Clock
from app.kernel.paths import Home
from tests.helpers.offices import lower_cost

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class AtTheDesk:
    """One run of the application; `keys` counts what was pressed."""

    def __init__(self, desktop: Desktop, wiring: Wiring, bot: QtBot) -> None:
        self.desktop, self.wiring, self.bot = desktop, wiring, bot
        self.keys = 0

    @property
    def here(self) -> QWidget:
        """The window shown."""
        return self.desktop.main or self.desktop.login

    @property
    def window(self) -> Window:
        """The main window."""
        assert isinstance(self.desktop.main, Window)
        return self.desktop.main

    @property
    def running(self) -> Running:
        """What holds the main window."""
        assert self.wiring.running is not None
        return self.wiring.running

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key, wherever the cursor is."""
        self.keys += 1
        self.bot.keyClick(self._cursor(), key, modifier)

    def type(self, text: str) -> None:
        """A text, wherever the cursor is."""
        self.keys += len(text)
        self.bot.keyClicks(self._cursor(), text)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition."""
        self.bot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def settled(self) -> None:
        """Wait until nothing runs in the background."""
        self.until(lambda: self.running._ops.idle)

    def log_in(self, passphrase: str) -> Window:
        """Type the passphrase of the only user."""
        self.until(self.desktop.login.secret.isVisible)
        self.desktop.login.secret.line.setFocus()
        self.bot.keyClicks(self.desktop.login.secret.line, passphrase)
        self.bot.keyClick(self.desktop.login.secret.line, Qt.Key.Key_Return)
        self.until(lambda: isinstance(self.desktop.main, Window))
        self.settled()
        self.window.activateWindow()
        return self.window

    def _has_cursor(self) -> bool:
        """A dialog that has just closed leaves no active window here; a desktop's window manager would choose ours."""
        if QApplication.focusWindow() is None:
            self.here.activateWindow()
        at = QApplication.focusWidget()
        return at is not None and at.isVisible()

    def _cursor(self) -> QWidget:
        self.here.activateWindow()
        self.until(self._has_cursor)
        found = QApplication.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def sit_down(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path, Clock], AtTheDesk]]:
    """`sit_down(folder, clock)` starts the application there."""
    lower_cost(monkeypatch)
    made: list[Desktop] = []

    def begin(folder: Path, clock: Clock) -> AtTheDesk:
        folder.mkdir(exist_ok=True)
        home = Home(folder)
        wiring = Wiring(home, clock)
        desktop = Desktop(qapp, home, lambda: wiring)
        made.append(desktop)
        qtbot.addWidget(desktop.login)
        desktop.show()
        return AtTheDesk(desktop, wiring, qtbot)

    yield begin
    for desktop in made:
        if desktop.main is not None:
            desktop.main.close()
            desktop.main.deleteLater()
        desktop.close()
        desktop.theme.end()
        qapp.removeTranslator(desktop._words)
        qapp.aboutToQuit.disconnect(desktop.close)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
