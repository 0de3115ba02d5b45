"""The pages behind the recheck: each is made when it is first wanted, so that the recheck itself is there at once."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.manifest.screens.handling import Handling
from app.manifest.screens.incoming import IncomingPane
from app.manifest.screens.joinpane import JoinPane
from app.manifest.screens.letterspane import LettersPane
from app.manifest.screens.matchpane import MatchPane
from app.manifest.screens.quay import Quay
from app.manifest.screens.ships import Ships
from app.widgets.operations import Operations
from app.widgets.screen import Screen

RECHECK, INCOMING, LETTERS, MATCH, JOIN, NO_SHIP = range(6)
_NAMES = {INCOMING: "incoming", LETTERS: "letters", MATCH: "match", JOIN: "join"}
P = TypeVar("P", IncomingPane, LettersPane, MatchPane, JoinPane)


class Behind(Screen):
    """What the screen Kedatangan has behind its recheck; the screen says what each page is connected to."""

    resized = Signal(int)

    def __init__(self, ops: Operations, quay: Quay) -> None:
        super().__init__()
        self._ops, self._quay = ops, quay
        self.ships = Ships()
        self.handling = Handling(ops, self.ships)
        self._pages = QStackedWidget()
        for _place in range(NO_SHIP + 1):
            self._pages.addWidget(QWidget())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside the ships gives way to their names."""
        super().resizeEvent(event)
        self.resized.emit(self.width())

    @cached_property
    def incoming(self) -> IncomingPane:
        """A list comes in."""
        return self._add(INCOMING, IncomingPane(self._ops, self._quay))

    @cached_property
    def letters(self) -> LettersPane:
        """The letters of the ship in front."""
        return self._add(LETTERS, LettersPane(self._ops))

    @cached_property
    def match(self) -> MatchPane:
        """Letter, list, quay and recheck side by side."""
        return self._add(MATCH, MatchPane(self._ops, self._quay.may))

    @cached_property
    def join(self) -> JoinPane:
        """A list that came late and the people counted without it."""
        return self._add(JOIN, JoinPane(self._ops, self.handling, self._quay.may("manifest.recheck")))

    def is_made(self, place: int) -> bool:
        """Whether a page was ever wanted."""
        return _NAMES[place] in vars(self)

    def connect_page(self, page: IncomingPane | LettersPane | MatchPane | JoinPane) -> None:
        """Connect a page that was just made."""

    def put(self, place: int, page: QWidget) -> None:
        """Put a page in its place."""
        shown, empty = self._pages.currentIndex(), self._pages.widget(place)
        self._pages.insertWidget(place, page)
        if empty is not None:
            self._pages.removeWidget(empty)
            empty.deleteLater()
        self._pages.setCurrentIndex(shown)

    def show_page(self, place: int) -> None:
        """Bring a page to the front, made if it was not."""
        if place in _NAMES:
            getattr(self, _NAMES[place])
        self._pages.setCurrentIndex(place)

    def _add(self, place: int, page: P) -> P:
        self.put(place, page)
        self.connect_page(page)
        return page
