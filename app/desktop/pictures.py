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
_STILL_MS, _RESTS = 150, 2
_PATIENCE_S = 20.0
_PACKED_FAST = 85
"""Of PNG in Qt: quick to write, a little larger; no picture loses anything."""


@dataclass(frozen=True)
class Visit:
    """Whose window is shown, and at what moment."""

    home: Home
    login: str
    passphrase: str
    clock: Clock


@dataclass(frozen=True)
class Shot:
    """One picture: the screen, what it should show there, and the name of the file.

    `scan` is a card held under the scanner there; what a scan does, it does, once for each of its `looks`.
    """

    screen: str
    target: str = ""
    name: str = ""
    scan: str = ""
    looks: tuple[str, ...] = LOOKS


def take(visit: Visit, shots: Sequence[Shot], folder: Path) -> list[Path]:
    """Sign in through the login window and photograph each screen in its looks; one that is not there is left out."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QCoreApplication.instance() or QApplication(["pulang"])
    if not isinstance(app, QApplication):
        raise RuntimeError("no application with windows")
    before = qInstallMessageHandler(_tell)
    wiring = Wiring(visit.home, visit.clock, prepares=False)
    desktop = Desktop(app, visit.home, lambda: wiring)
    try:
        login, window = _let_in(desktop, visit)
        login.save(str(folder / "masuk.png"))
        camera = _Camera(window, lambda: wiring.running is not None and wiring.running.at_rest)
        return [folder / "masuk.png", *_around(desktop, camera, shots, folder)]
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


@dataclass(frozen=True)
class _Camera:
    """A window, and how it is known that its screens have read what they show."""

    window: Window
    at_rest: Callable[[], bool]

    def take(self, shot: Shot) -> QImage:
        """Go to the screen, hold the card under its scanner if there is one, and press the button."""
        self.window.go(shot.screen, shot.target)
        if shot.scan:
            _still(self.window, self.at_rest)
            scan: Callable[[str], object] = getattr(self.window.host.current, "scan", _no_scanner)
            scan(shot.scan)
        return _still(self.window, self.at_rest)


def _around(desktop: Desktop, camera: _Camera, shots: Sequence[Shot], folder: Path) -> list[Path]:
    made = []
    for look in LOOKS:
        wanted = [shot for shot in shots if look in shot.looks and shot.screen in camera.window.host.specs]
        if wanted:
            desktop.theme.apply(look)
        for shot in wanted:
            path = folder / f"{shot.name or shot.screen}-{look}.png"
            camera.take(shot).save(str(path), quality=_PACKED_FAST)
            made.append(path)
    return made


def _no_scanner(code: str) -> None:
    raise RuntimeError(f"no screen to scan {code} at")


def _still(window: QWidget, at_rest: Callable[[], bool] = lambda: True) -> QImage:
    """The picture of a window once nothing is read for it any more and what was read is shown."""
    until, rests = time.monotonic() + _PATIENCE_S, 0
    while rests < _RESTS and time.monotonic() < until:
        _pass(_STILL_MS)
        rests = rests + 1 if at_rest() else 0
    return window.grab().toImage()


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
