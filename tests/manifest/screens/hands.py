"""The hands of an officer: keys go where the cursor is, every one is counted."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.window import Window
from app.manifest.board import Board, BoardLine
from app.manifest.screens.arrival import ArrivalScreen
from app.widgets.operations import Operations

NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Hands:
    """Types, counts, and waits for what must become true."""

    window: Window
    qtbot: QtBot
    ops: Operations
    pressed: int = 0

    @classmethod
    def at(cls, window: Window, qtbot: QtBot, ops: Operations) -> "Hands":
        """Sit down before a window and open Kedatangan."""
        hands = cls(window, qtbot, ops)
        qtbot.addWidget(window, before_close_func=lambda _window: hands.leave())
        window.resize(1366, 740)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.go("arrival")
        hands.until(lambda: bool(hands.screen.pane.front) and ops.idle)
        return hands

    @property
    def screen(self) -> ArrivalScreen:
        """The arrival screen."""
        shown = self.window.host.current
        assert isinstance(shown, ArrivalScreen)
        return shown

    @property
    def board(self) -> Board:
        """The ship in front as the screen has it."""
        found = self.screen.ships.board(self.screen.pane.front)
        assert found is not None
        return found

    @property
    def line(self) -> BoardLine:
        """The line the keys are about."""
        found = self.screen.pane.line
        assert found is not None
        return found

    def leave(self) -> None:
        """Stand up: nothing is under way and no message waits."""
        self.rest()
        while self.window.messages.message is not None:
            self.window.messages.dismiss()

    def until(self, true: Callable[[], object]) -> None:
        """Wait for a condition."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=20_000)

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.until(lambda: self.ops.idle)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        self.pressed += 1
        self.qtbot.keyClick(self.cursor, key, modifier)

    def enter(self) -> None:
        """The Enter key."""
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Letters and digits."""
        for letter in text:
            self.pressed += 1
            self.qtbot.keyClicks(self.cursor, letter)

    def named(self, name: str) -> BoardLine:
        """The line of somebody."""
        return next(line for line in self.screen.ships.lines.values() if line.name == name)

    def status(self, name: str) -> str:
        """How somebody's line stands on the screen."""
        return self.named(name).status

    @property
    def cursor(self) -> QWidget:
        """Where keys go."""
        found: QWidget | None = QApplication.focusWidget()
        found = found if found is not None else self.window.focusWidget()
        return found if found is not None else self.screen.pane.focus()
