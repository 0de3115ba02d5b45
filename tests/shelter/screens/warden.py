"""An officer before the real window with the floor plan and the gate in it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.i18n import N_
from app.shelter.screens.context import HouseContext
from app.shelter.screens.gate import GateScreen
from app.shelter.screens.screen import HouseScreen
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme

NONE = Qt.KeyboardModifier.NoModifier


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame with Penampungan and Gerbang."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    context = HouseContext(office.may, office.clock.now, office.site.zone)
    specs = [
        ScreenSpec("people", N_("Orang"), "users", Screen),
        ScreenSpec(
            "shelter",
            N_("Penampungan"),
            "bed-double",
            lambda: HouseScreen(ops, context),
            help="penampungan",
            group="shelter",
            tab=N_("Kamar"),
        ),
        ScreenSpec("gate", N_("Gerbang"), "log-out", lambda: GateScreen(ops, context), group="shelter"),
    ]
    return Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))


@dataclass
class Warden:
    """Types, and waits for what must become true."""

    window: Window
    bot: QtBot
    ops: Operations

    @classmethod
    def at(cls, window: Window, bot: QtBot, ops: Operations) -> "Warden":
        """Sit down before the floor plan."""
        made = cls(window, bot, ops)
        bot.addWidget(window, before_close_func=lambda _window: made.leave())
        window.resize(1366, 740)
        window.show()
        bot.waitExposed(window)
        window.activateWindow()
        made.go("shelter")
        return made

    def go(self, screen: str) -> None:
        """Another screen."""
        self.window.go(screen)
        self.settled()

    @property
    def house(self) -> HouseScreen:
        """The floor plan."""
        shown = self.window.host.current
        assert isinstance(shown, HouseScreen)
        return shown

    @property
    def gate(self) -> GateScreen:
        """The gate."""
        shown = self.window.host.current
        assert isinstance(shown, GateScreen)
        return shown

    def sheet(self, kind: type[Sheet] = Sheet) -> Sheet:
        """The dialog that is open."""
        self.until(lambda: any(each.isVisible() for each in self.window.findChildren(kind)))
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def leave(self) -> None:
        """Let nothing run on when the window is closed."""
        self.settled()
        while self.window.messages.message is not None:
            self.window.messages.dismiss()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition."""
        self.bot.waitUntil(lambda: bool(condition()), timeout=10_000)

    def settled(self) -> None:
        """Wait until nothing runs in the background."""
        self.until(lambda: self.ops.idle)
        QApplication.processEvents()
        self.until(lambda: self.ops.idle)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key, wherever the cursor is."""
        self.bot.keyClick(self._cursor(), key, modifier)

    def type(self, text: str) -> None:
        """A text, wherever the cursor is."""
        self.bot.keyClicks(self._cursor(), text)

    def _cursor(self) -> QWidget:
        front = QApplication.activeModalWidget() or self.window
        front.activateWindow()
        self.until(front.isActiveWindow)
        self.until(lambda: (at := QApplication.focusWidget()) is not None and at.isVisible())
        found = QApplication.focusWidget()
        assert found is not None
        return found
