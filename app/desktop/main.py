"""Start: the login window first, everything heavy behind it, then the window of whoever was let in."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.crash import CrashHandler
from app.desktop.login import LoginUser, LoginWindow
from app.kernel.errors import UserError
from app.kernel.i18n import _, set_language
from app.kernel.paths import Home
from app.kernel.settings import load_settings
from app.widgets.operations import Operations
from app.widgets.qt_words import QtWords
from app.widgets.theme import Theme


class Opener(Protocol):
    """The heavy half of the application, made by the wiring while the login window is already up."""

    def users(self) -> Sequence[LoginUser]:
        """Who may log in; called off the GUI thread."""

    def unlock(self, user_id: str, secret: str) -> Any:
        """Open the vaults or raise UserError; called off the GUI thread."""

    def window(self, opened: Any, theme: Theme) -> QWidget:
        """The main window of what `unlock` returned; called on the GUI thread, not yet shown."""

    def first_run(self, theme: Theme) -> QWidget:
        """The window that sets up a new site; called on the GUI thread, not yet shown."""


class Desktop(QObject):
    """One run of the desktop application, from the login window on."""

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
        self.login.first_run.connect(self._first_run)
        app.aboutToQuit.connect(self.close)

    def show(self) -> None:
        """Show the login window, then load the rest."""
        self.login.show()
        self._background.compute(self._load).then(self._loaded).otherwise(self._refused)

    def close(self) -> None:
        """End the background work."""
        self._background.close()
        self.crash.remove()

    def _load(self) -> tuple[Opener, Sequence[LoginUser]]:
        opener = self._connect()
        return opener, opener.users()

    def _loaded(self, loaded: tuple[Opener, Sequence[LoginUser]]) -> None:
        self._opener, users = loaded
        self.login.show_users(users)
        self.login.set_ready(True)

    def _submitted(self, user_id: str, secret: str) -> None:
        opener = self._opener
        if opener is None:
            return
        pending = self._background.compute(lambda: opener.unlock(user_id, secret))
        pending.then(self._opened).otherwise(self._refused)

    def _opened(self, opened: Any) -> None:
        if self._opener is not None:
            self._replace_login(self._opener.window(opened, self.theme))

    def _first_run(self) -> None:
        if self._opener is not None:
            self._replace_login(self._opener.first_run(self.theme))

    def _replace_login(self, window: QWidget) -> None:
        self.main = window
        window.show()
        self.login.hide()
        self.login.set_ready(True)

    def _refused(self, error: UserError) -> None:
        self.login.refuse(error.text, error.hint)


def _no_write(action: str, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
    raise UserError("desktop.locked", _("Data masih terkunci."), _("Masuk dahulu."))


def start(home: Home, connect: Callable[[], Opener]) -> int:
    """Run the desktop application; `connect` imports and makes the heavy half. Returns the exit code."""
    QGuiApplication.setApplicationName("Pulang")
    QGuiApplication.setDesktopFileName("pulang")
    app = QApplication(sys.argv[:1])
    desktop = Desktop(app, home, connect)
    desktop.crash.install()
    desktop.show()
    return app.exec()
