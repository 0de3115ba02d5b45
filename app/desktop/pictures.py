"""Pictures of the real screens, taken with no screen at all: for the demo, the help and whoever reviews the looks."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.login import LoginWindow
from app.desktop.main import Desktop
from app.desktop.window import Window
from app.desktop.wiring import Wiring
from app.kernel.clock import Clock
from app.kernel.paths import Home

SIZE = (1366, 768)
LOOKS = ("light", "dark")
_STILL_MS = 150
_PATIENCE_S = 20.0


@dataclass(frozen=True)
class Visit:
    """Whose window is shown, and at what moment."""

    home: Home
    login: str
    passphrase: str
    clock: Clock


@dataclass(frozen=True)
class Shot:
    """One picture: the screen, what it should show there, and the name of the file."""

    screen: str
    target: str = ""
    name: str = ""


def take(visit: Visit, shots: Sequence[Shot], folder: Path, looks: Sequence[str] = LOOKS) -> list[Path]:
    """Sign in through the login window and photograph each screen in each look; one that is not there is left out."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QCoreApplication.instance() or QApplication(["pulang"])
    if not isinstance(app, QApplication):
        raise RuntimeError("no application with windows")
    before = qInstallMessageHandler(_tell)
    wiring = Wiring(visit.home, visit.clock)
    desktop = Desktop(app, visit.home, lambda: wiring)
    try:
        login, window = _let_in(desktop, visit)
        login.save(str(folder / "masuk.png"))
        return [folder / "masuk.png", *_around(desktop, window, shots, folder, looks)]
    finally:
        _end(desktop)
        qInstallMessageHandler(before)


def _tell(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but that a picture has no window manager to give hints to."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def _let_in(desktop: Desktop, visit: Visit) -> tuple[QImage, Window]:
    entrance: LoginWindow = desktop.login
    desktop.theme.apply("light")
    desktop.show()
    _wait(lambda: entrance.user.box.count() > 1, "login")
    picture = _still(entrance)
    entrance.submitted.emit(visit.login, visit.passphrase)
    _wait(lambda: isinstance(desktop.main, Window), "window")
    window = desktop.main
    if not isinstance(window, Window):
        raise RuntimeError("no window")
    window.resize(*SIZE)
    return picture, window


def _around(desktop: Desktop, window: Window, shots: Sequence[Shot], folder: Path, looks: Sequence[str]) -> list[Path]:
    made = []
    for look in looks:
        desktop.theme.apply(look)
        for shot in shots:
            if shot.screen not in window.host.specs:
                continue
            window.go(shot.screen, shot.target)
            path = folder / f"{shot.name or shot.screen}-{look}.png"
            _still(window).save(str(path))
            made.append(path)
    return made


def _still(window: QWidget) -> QImage:
    """The picture of a window once nothing in it changes any more."""
    before = window.grab().toImage()
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        _pass(_STILL_MS)
        now = window.grab().toImage()
        if now == before:
            return now
        before = now
    return before


def _wait(ready: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not ready():
        if time.monotonic() > until:
            raise RuntimeError(f"{what} did not come up")
        _pass(10)


def _pass(milliseconds: int) -> None:
    """Let the application work for a while."""
    until = time.monotonic() + milliseconds / 1000
    while (left := until - time.monotonic()) > 0:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, max(1, int(left * 1000)))
        time.sleep(0.002)  # else it would be a busy wait, and the threads that read would starve


def _end(desktop: Desktop) -> None:
    """Close every window and give the vaults back."""
    if desktop.main is not None:
        desktop.main.close()
    desktop.login.close()
    desktop.close()
    desktop.theme.end()
    for window in (desktop.main, desktop.login):
        if window is not None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
