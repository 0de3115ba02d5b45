"""An officer before the real window with Keberangkatan in it; counts the keys that are pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.departure.screens.context import TravelContext
from app.departure.screens.screen import DepartureScreen
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.i18n import N_
from app.printing.qr import matrix
from app.reconciliation.legs import followed
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
P = TypeVar("P")


def window_of(
    office: Office, ops: Operations, theme: Theme, left_by: Callable[[Any, str], str] = lambda _r, _stay: ""
) -> Window:
    """The frame with Orang and Keberangkatan."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    context = TravelContext(office.may, office.clock.now, office.site.zone, matrix, left_by=left_by, follow=followed)
    specs = [
        ScreenSpec("people", N_("Orang"), "users", Screen),
        ScreenSpec("departure", N_("Keberangkatan"), "bus", lambda: DepartureScreen(ops, context)),
    ]
    return Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))


@dataclass
class Purser:
    """Types, and waits for what must become true."""

    window: Window
    bot: QtBot
    ops: Operations
    keys: int = 0

    @classmethod
    def at(cls, window: Window, bot: QtBot, ops: Operations) -> "Purser":
        """Sit down before the list of departures."""
        made = cls(window, bot, ops)
        bot.addWidget(window, before_close_func=lambda _window: made.leave())
        window.resize(1366, 740)
        window.show()
        bot.waitExposed(window)
        window.activateWindow()
        window.go("departure")
        made.settled()
        return made

    @property
    def screen(self) -> DepartureScreen:
        """Keberangkatan."""
        shown = self.window.host.current
        assert isinstance(shown, DepartureScreen)
        return shown

    def pane(self, kind: type[P]) -> P:
        """The pane in front."""
        shown = self.screen.page.pane()
        assert isinstance(shown, kind)
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
        self.keys += 1
        self.bot.keyClick(self._cursor(), key, modifier)
        self.settled()

    def act(self, action: str) -> None:
        """One key of the action table."""
        self.keys += 1
        self.window.trigger(action)
        self.settled()

    def type(self, text: str) -> None:
        """A text, wherever the cursor is; a scanner's does not count as keys."""
        self.bot.keyClicks(self._cursor(), text)

    def fill(self, **values: Any) -> None:
        """What a form in front holds, typed field by field."""
        form = self.sheet().form  # type: ignore[attr-defined]
        for name, value in values.items():
            form.field(name).set_value(value)
        self.keys += sum(len(str(value)) + 1 for value in values.values())

    def _cursor(self) -> QWidget:
        front = QApplication.activeModalWidget() or self.window
        front.activateWindow()
        self.until(front.isActiveWindow)
        self.until(lambda: (at := QApplication.focusWidget()) is not None and at.isVisible())
        found = QApplication.focusWidget()
        assert found is not None
        return found
