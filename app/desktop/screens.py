"""The screens behind the navigation: made when first shown, told of changes, kept with their drafts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from app.widgets.screen import Draft, Screen
from app.widgets.theme import dress, freshen

PORTION = 80


@dataclass(frozen=True)
class ScreenSpec:
    """A screen as the frame knows it: id, title (marked for translation), icon, how to make it, who may see it."""

    id: str
    title: str
    glyph: str
    factory: Callable[[], Screen]
    roles: frozenset[str] = frozenset()
    help: str = ""
    """Topic in resources/help; the id when empty."""
    aside: bool = False
    """Not in the navigation: reached by an action from everywhere."""
    group: str = ""
    """The screen in the navigation it is a tab of; that screen names itself."""
    tab: str = ""
    """Its title among the tabs, where the group's name would be said twice."""

    @property
    def in_navigation(self) -> bool:
        """Whether it has a place of its own at the left."""
        return not self.aside and self.group in ("", self.id)


class ScreenHost(QStackedWidget):
    """Shows one screen at a time and remembers the way back."""

    shown = Signal(str)
    made = Signal(object)

    def __init__(self, specs: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self.specs = {spec.id: spec for spec in specs}
        self._screens: dict[str, Screen] = {}
        self._ready: dict[str, Screen] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._anew: set[str] = set()
        self._drafts: dict[str, Draft] = {}
        self._past: list[tuple[str, str]] = []
        self._future: list[tuple[str, str]] = []
        self._here: tuple[str, str] = ("", "")

    @property
    def current_id(self) -> str:
        """The screen shown."""
        return self._here[0]

    @property
    def current(self) -> Screen | None:
        """The widget of the screen shown."""
        return self._screens.get(self._here[0])

    @property
    def can_go_back(self) -> bool:
        """Whether a screen was shown before."""
        return bool(self._past)

    def go(self, screen_id: str, target: str = "") -> None:
        """Show a screen, and on it the thing with the id `target`; an unknown screen is ignored."""
        if screen_id not in self.specs:
            return
        if self._here[0] and (screen_id, target) != self._here:
            self._past.append(self._here)
            self._future = []
        self._show(screen_id, target)

    def back(self) -> None:
        """Return to where one came from."""
        if self._past:
            self._future.append(self._here)
            self._show(*self._past.pop())

    def forward(self) -> None:
        """Undo a return."""
        if self._future:
            self._past.append(self._here)
            self._show(*self._future.pop())

    def offer(self, specs: Sequence[ScreenSpec]) -> None:
        """Have these screens from now on; those that stay keep what is on them, the others go with their drafts."""
        self.specs = {spec.id: spec for spec in specs}
        for screen_id in [one for one in self._screens if one not in self.specs]:
            gone = self._screens.pop(screen_id)
            self.removeWidget(gone)
            gone.setParent(None)
            gone.deleteLater()
        for ready in self._ready.values():
            ready.deleteLater()
        self._ready = {}
        self._past = [place for place in self._past if place[0] in self.specs]
        self._future = [place for place in self._future if place[0] in self.specs]
        if self._here[0] not in self.specs:
            self._show(specs[0].id, "")

    def refresh_all(self) -> None:
        """Let every screen load everything anew: the one shown now, the others when they are shown."""
        for screen_id, screen in self._screens.items():
            if screen_id == self.current_id:
                screen.refresh(frozenset())
            else:
                self._anew.add(screen_id)

    def refresh(self, tables: frozenset[str]) -> None:
        """Tell the screen shown at once, the others when they are shown next."""
        for screen_id in self._screens:
            self._stale[screen_id] = self._stale.get(screen_id, frozenset()) | tables
        self._freshen()

    def drafts(self) -> dict[str, Draft]:
        """What is typed but not saved, by screen."""
        drafts = dict(self._drafts)
        for screen_id, screen in self._screens.items():
            drafts[screen_id] = screen.draft()
        return {screen_id: draft for screen_id, draft in drafts.items() if draft}

    def restore(self, drafts: Mapping[str, Draft]) -> None:
        """Put drafts back, now or when their screen is made."""
        self._drafts.update(drafts)
        for screen_id in list(self._drafts):
            if screen_id in self._screens:
                self._screens[screen_id].restore(self._drafts.pop(screen_id))

    def focus_current(self) -> None:
        """Put the cursor where the screen wants it."""
        screen = self.current
        if screen is not None:
            (screen.first_focus() or screen).setFocus(Qt.FocusReason.OtherFocusReason)

    def prepare(self) -> Iterator[None]:
        """Make the screens nobody asked for yet, a step at a time; nothing is read for them before they are shown."""
        for screen_id, spec in list(self.specs.items()):
            if screen_id in self._screens or self.specs.get(screen_id) is not spec:
                continue
            screen = self._ready[screen_id] = spec.factory()
            screen.setParent(self)
            yield
            start = 0
            while self._ready.get(screen_id) is screen and isValid(screen) and start >= 0:
                _dress(screen)
                yield
                start = _polish(screen, start) if isValid(screen) else -1
        for screen in (*self._screens.values(), *self._ready.values()):
            steps = screen.later()
            while isValid(screen) and next(steps, self) is not self:
                yield

    def dissolve(self) -> Iterator[None]:
        """Give the screens back one at a time: all at once would hold the window up."""
        for screen in (*self._screens.values(), *self._ready.values()):
            if isValid(screen):
                screen.deleteLater()
            yield
        self.deleteLater()

    def _show(self, screen_id: str, target: str) -> None:
        self._here = (screen_id, target)
        screen = self._screens.get(screen_id) or self._make(screen_id)
        for piece in screen.pieces():
            freshen(piece)
        self.setCurrentWidget(screen)
        self._freshen()
        if target:
            screen.show_target(target)
        self.shown.emit(screen_id)
        self.focus_current()

    def _make(self, screen_id: str) -> Screen:
        screen = self._ready.pop(screen_id, None) or self.specs[screen_id].factory()
        self._screens[screen_id] = screen
        self.addWidget(screen)
        _dress(screen)
        screen.go.connect(self.go)
        self.made.emit(screen)
        screen.refresh(frozenset())
        if screen_id in self._drafts:
            screen.restore(self._drafts.pop(screen_id))
        return screen

    def _freshen(self) -> None:
        screen = self.current
        tables = self._stale.pop(self.current_id, frozenset())
        anew = self.current_id in self._anew
        self._anew.discard(self.current_id)
        if screen is not None and (tables or anew):
            screen.refresh(frozenset() if anew else tables)


def _dress(screen: Screen) -> None:
    for piece in screen.pieces():
        dress(piece)


def _polish(screen: Screen, start: int) -> int:
    """Style so many parts of a screen as one turn of the event loop may; where to go on, or -1 at the end."""
    parts = screen.findChildren(QWidget)[start : start + PORTION]
    for part in parts:
        part.ensurePolished()
    return start + PORTION if parts else -1
