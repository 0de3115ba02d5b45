"""Start: the login window first, everything heavy behind it, then the window of whoever was let in."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.crash import CrashHandler
from app.desktop.doorway import Doorway, Opener
from app.desktop.login import LoginUser, LoginWindow
from app.kernel.errors import UserError
from app.kernel.i18n import _, set_language
from app.kernel.paths import Home
from app.kernel.settings import load_settings
from app.widgets.operations import Operations
from app.widgets.qt_words import QtWords
from app.widgets.theme import Theme


class Desktop(QObject):
    """One run of the desktop application, from the login window on."""

    entered = Signal()
    """Somebody was let in."""

    def __init__(self, app: QApplication, home: Home, connect: Callable[[], Opener]) -> None:
        super().__init__()
        settings = load_settings(home)
        set_language(settings.language)
        self._app = app
        self._words = QtWords()
        app.installTranslator(self._words)
        self.theme = Theme(app, settings.theme)
        self.crash = CrashHandler(home.temp)
        self.login = LoginWindow("")
        self.main: QWidget | None = None
        self._opener: Opener | None = None
        self._background = Operations(_no_write, lambda fn: fn(None), self)
        self._background.crashed.connect(self.crash.caught)
        self._connect = connect
        self.login.submitted.connect(self._submitted)
        self.login.other_way.connect(self._other_way)
        app.aboutToQuit.connect(self.close)

    def show(self, users: Callable[[], Sequence[LoginUser]] = tuple) -> None:
        """Show the login window, then those who may log in (cheaply known), then load the rest."""
        self.login.show()
        self._background.compute(users).then(self.login.show_users).otherwise(self._refused)
        self._background.compute(self._load).then(self._loaded).otherwise(self._refused)

    def close(self) -> None:
        """End the background work and close the vaults."""
        self._background.close()
        if self._opener is not None:
            self._opener.close()
        self.crash.remove()

    def enter(self, opened: Any) -> None:
        """Somebody was let in: his window takes the place of what is shown."""
        if self._opener is not None:
            window = self._opener.window(opened, self)
            # Made in one turn of the event loop, shown in the next: both together would hold the login window up.
            QTimer.singleShot(0, self, lambda: self._put_up(window))
            self.entered.emit()

    def back(self) -> None:
        """Return from another way in to the login window."""
        self.login.show()
        self._put_away()
        self._background.compute(self._load).then(self._loaded).otherwise(self._refused)

    def _load(self) -> tuple[Opener, Doorway]:
        opener = self._opener or self._connect()
        return opener, opener.doorway()

    def _loaded(self, loaded: tuple[Opener, Doorway]) -> None:
        first = self._opener is None
        self._opener, doorway = loaded
        if first:
            self._background.compute(self._opener.warm)
        self.login.show_users(doorway.users)
        self.login.show_ways(doorway.ways)
        self.login.set_ready(True)
        if doorway.hindrance is not None:
            self._refused(doorway.hindrance)

    def _submitted(self, user_id: str, secret: str) -> None:
        opener = self._opener
        if opener is None:
            return
        pending = self._background.compute(lambda: opener.unlock(user_id, secret))
        pending.then(self.enter).otherwise(self._refused)

    def _other_way(self, way: str) -> None:
        if self._opener is not None:
            self._put_up(self._opener.entrance(way, self))

    def _put_up(self, window: QWidget) -> None:
        before, self.main = self.main, window
        window.show()
        self.login.hide()
        self.login.set_ready(True)
        if before is not None:
            before.hide()
            before.deleteLater()

    def _put_away(self) -> None:
        if self.main is not None:
            self.main.hide()
            self.main.deleteLater()
            self.main = None

    def _refused(self, error: UserError) -> None:
        self.login.refuse(error.text, error.hint)


def _no_write(action: str, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
    raise UserError("desktop.locked", _("Data masih terkunci."), _("Masuk dahulu."))


def start(home: Home, connect: Callable[[], Opener], users: Callable[[], Sequence[LoginUser]] = tuple) -> int:
    """Run the desktop application; `connect` imports and makes the heavy half. Returns the exit code."""
    QGuiApplication.setApplicationName("Pulang")
    QGuiApplication.setDesktopFileName("pulang")
    app = QApplication(sys.argv[:1])
    desktop = Desktop(app, home, connect)
    desktop.crash.install()
    # What is loaded by then stays: looking through all of it for garbage would hold the window up for 0.1 s each time.
    desktop.entered.connect(gc.freeze)
    desktop.show(users)
    return app.exec()


def main() -> int:
    """The desktop application on the data folder of `--home`, of PULANG_HOME, or the user's own."""
    home = chosen_home(sys.argv[1:])
    return start(home, lambda: _connect(home), lambda: _known_users(home))


def chosen_home(arguments: Sequence[str]) -> Home:
    """The data folder the command line or the environment names; else the user's own."""
    given = os.environ.get("PULANG_HOME", "")
    if arguments and arguments[0].startswith("--home="):
        given = arguments[0].removeprefix("--home=")
    elif list(arguments[:1]) == ["--home"] and len(arguments) > 1:
        given = arguments[1]
    return Home(Path(given)) if given else _own_home()


def _own_home() -> Home:
    import platformdirs  # not needed where a folder is named, and the login window is waiting

    return Home(Path(platformdirs.user_data_dir("pulang", appauthor=False)))


def _known_users(home: Home) -> Sequence[LoginUser]:
    from app.access.keyring import is_set_up, load

    if not is_set_up(home):
        return ()
    return [LoginUser(login, login) for login in sorted(slot.label for slot in load(home).of_kind("user"))]


def _connect(home: Home) -> Opener:
    from app.desktop.wiring import Wiring

    return Wiring(home)
