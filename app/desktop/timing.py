"""How soon a window is there: `python -m app.desktop.timing bare | login --home DIR | home DIR LOGIN PASSPHRASE`.

Each prints the moment of its first paint (seconds since the epoch), `home` the seconds from the passphrase to a Beranda
that shows the day. Nothing of the application is loaded for a bare window.
"""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class FirstPaint(QObject):
    """Calls once when a window has been painted for the first time."""

    def __init__(self, painted: Callable[[], object]) -> None:
        super().__init__()
        self._painted = painted
        self._seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every event, stop none."""
        if not self._seen and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self._seen = True
            self._painted()
        return False


def told_and_done() -> None:
    """Print the moment and end."""
    sys.stdout.write(f"{time.time()}\n")
    QCoreApplication.quit()


def bare() -> int:
    """An empty main window of the same Qt."""
    app = QApplication([])
    watch = FirstPaint(told_and_done)
    app.installEventFilter(watch)
    window = QMainWindow()
    window.resize(920, 560)
    window.show()
    return app.exec()


def login() -> int:
    """The real application, from its own door on, until the login window is there."""
    start: Any = import_module("app.desktop.main")
    kind: Any = start.Desktop
    watch: list[FirstPaint] = []

    class Watched(kind):  # type: ignore[misc]
        def show(self, *given: Any) -> None:
            watch.append(FirstPaint(told_and_done))
            self.login.installEventFilter(watch[0])
            super().show(*given)

    start.Desktop = Watched
    sys.argv = ["pulang", *sys.argv[2:]]
    return int(start.main())


def home(folder: str, name: str, passphrase: str) -> int:
    """From the passphrase to Beranda."""
    start: Any = import_module("app.desktop.main")
    place = import_module("app.kernel.paths").Home(Path(folder))
    wiring: Any = import_module("app.desktop.wiring")
    app = QApplication(["pulang"])
    desktop = start.Desktop(app, place, lambda: wiring.Wiring(place))
    began: list[float] = []

    def told() -> None:
        sys.stdout.write(f"{time.perf_counter() - began[0]}\n")
        desktop.main.close()
        desktop.login.close()
        app.quit()

    _watch_beranda(told)
    asking = QTimer()

    def enter() -> None:
        if desktop.login.user.box.count() > 1:
            asking.stop()
            began.append(time.perf_counter())
            desktop.login.submitted.emit(name, passphrase)

    asking.timeout.connect(enter)
    asking.start(2)
    desktop.show()
    code = app.exec()
    desktop.close()
    return int(code)


def _watch_beranda(told: Callable[[], object]) -> None:
    """Call when Beranda has something to show and has been painted with it."""
    screens: Any = import_module("app.desktop.screen_list")
    kind: Any = screens.HomeScreen

    class Shown(kind):  # type: ignore[misc]
        def show_view(self, view: Any) -> None:
            super().show_view(view)
            self.repaint()
            QTimer.singleShot(0, told)

    screens.HomeScreen = Shown


if __name__ == "__main__":
    kinds: dict[str, Callable[..., int]] = {"bare": bare, "login": lambda *_rest: login(), "home": home}
    sys.exit(kinds[sys.argv[1]](*sys.argv[2:]))
