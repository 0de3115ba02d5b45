"""Somebody who goes around at a desk while a watchdog looks at every turn of the event loop."""

import gc
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.at_the_desk import AtTheDesk
from tests.helpers.offices import KEPALA
from tests.helpers.watchdog import Watchdog


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    """Watches the event loop; what was loaded before is left out of garbage collections, as in the application."""
    gc.collect()
    gc.freeze()
    dog = Watchdog()
    yield dog
    dog.stop()
    gc.unfreeze()


class Visitor:
    """Goes around at a desk; each step is named, so that a turn that took too long can be found."""

    def __init__(self, desk: AtTheDesk, watchdog: Watchdog) -> None:
        self.desk, self._dog = desk, watchdog
        watchdog.start()

    def act(self, what: str, act: Callable[[], object]) -> None:
        """One thing a user does, and all that follows from it."""
        with self._dog.act(what):
            act()
        self.desk.settled()

    def let_in(self, passphrase: str = KEPALA) -> None:
        """The passphrase, and everything until the other screens are ready."""
        with self._dog.act("let in"):
            self.desk.log_in(passphrase)
        self.desk.until(lambda: not self.desk.window.is_readying)

    def everywhere(self) -> None:
        """Every screen once, in the order of the journey."""
        for screen_id in self.desk.window.host.specs:
            self.act(f"show {screen_id}", partial(self.desk.window.go, screen_id))
