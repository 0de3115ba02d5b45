"""Turns the action table into living actions of one window: keys, menu, palette entries, and what is possible now."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.desktop.actions import EVERYWHERE, ActionSpec, offered
from app.desktop.palette import Entry
from app.desktop.screens import ScreenHost, ScreenSpec
from app.kernel.i18n import _
from app.widgets.icons import put_icon

Handlers = Mapping[str, Callable[[], object]]
MENU = (
    "theme.switch",
    "theme.system",
    "language.switch",
    "",
    "help.open",
    "help.keys",
    "",
    "desk.lock",
    "desk.switch",
    "desk.quit",
)


def places(screens: Sequence[ScreenSpec]) -> list[ActionSpec]:
    """The actions that show a screen; the first nine of the navigation answer to Alt and a digit."""
    digits = {
        spec.id: place for place, spec in enumerate((one for one in screens if one.in_navigation), 1) if place <= 9
    }
    return [
        ActionSpec(f"go.{spec.id}", spec.title, f"Alt+{digits[spec.id]}" if spec.id in digits else "", glyph=spec.glyph)
        for spec in screens
        if spec.in_navigation or spec.group
    ]


class Bindings:
    """The actions of one window; a screen's own are possible only while it is shown and handles them."""

    def __init__(self, window: QWidget, host: ScreenHost, roles: frozenset[str], own: Handlers) -> None:
        self._host, self._own = host, own
        self.specs = [*places(list(host.specs.values())), *offered(roles, frozenset(host.specs))]
        self._actions: dict[str, QAction] = {}
        for spec in self.specs:
            if not spec.told:
                self._actions[spec.id] = self._make(window, spec)

    def discard(self) -> None:
        """Take the actions away from the window."""
        for action in self._actions.values():
            action.setEnabled(False)
            action.deleteLater()
        self._actions = {}

    def enable(self, free: bool) -> None:
        """Offer what is possible now; nothing while the window is locked."""
        for spec in self.specs:
            if spec.id in self._actions:
                self._actions[spec.id].setEnabled(free and self._handler(spec) is not None)

    def trigger(self, action_id: str) -> None:
        """Run an action if it is possible now."""
        action = self._actions.get(action_id)
        if action is not None and action.isEnabled():
            action.trigger()

    def entries(self) -> list[Entry]:
        """What the palette offers: the screen's own actions first."""
        ready = [spec for spec in self.specs if spec.id in self._actions and self._actions[spec.id].isEnabled()]
        return [
            Entry("action", spec.id, _(spec.text), key_words(spec.keys), spec.glyph)
            for spec in sorted(ready, key=lambda spec: spec.screen == EVERYWHERE)
            if spec.id != "palette.open"
        ]

    def fill(self, menu: QMenu) -> None:
        """Put the actions of the user's menu into it."""
        for action_id in MENU:
            if action_id in self._actions:
                menu.addAction(self._actions[action_id])
            elif not action_id:
                menu.addSeparator()
        for spec in self.specs:
            if spec.id in MENU and spec.id in self._actions:
                put_icon(self._actions[spec.id], spec.glyph)

    def _make(self, window: QWidget, spec: ActionSpec) -> QAction:
        action = QAction(_(spec.text), window)
        action.setAutoRepeat(False)  # a key held down must not count a ship's people by itself
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        action.triggered.connect(lambda _checked=False: self._run(spec))
        window.addAction(action)
        return action

    def _run(self, spec: ActionSpec) -> None:
        handler = self._handler(spec)
        if handler is not None:
            handler()

    def _handler(self, spec: ActionSpec) -> Callable[[], object] | None:
        if spec.id.startswith("go."):
            return lambda: self._host.go(spec.id.removeprefix("go."))
        if spec.screen == EVERYWHERE:
            return self._own.get(spec.id)
        screen = self._host.current
        return screen.handlers().get(spec.id) if screen is not None and spec.screen == self._host.current_id else None


def key_words(keys: str) -> str:
    """Keys as they are written on the keyboard of the user."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown.replace("Return", "Enter").replace("Left", "←").replace("Right", "→")
