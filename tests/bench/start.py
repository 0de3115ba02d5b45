"""How fast the application is there: login window beside a bare QMainWindow, and passphrase to Beranda.

`python -m tests.bench.start` prints one JSON object; times in ms, medians of RUNS fresh processes, warm disk. With
`--many N` the post has N people instead of 170.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 7
PEOPLE = 170
LOGIN_LIMIT, HOME_LIMIT = 2.0, 1000


def bare() -> None:
    """The peer: a bare QMainWindow of the same Qt."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    painted(window, app.quit)
    window.show()
    app.exec()


def login(home: str) -> None:
    """The login window, started as `python -m app` starts it."""
    from PySide6.QtWidgets import QApplication

    from app.desktop import main
    from app.kernel.paths import Home

    app = QApplication([])
    desktop = main.Desktop(app, Home(Path(home)), lambda: main._connect(Home(Path(home))))
    painted(desktop.login, app.quit)
    desktop.show(lambda: main._known_users(Home(Path(home))))
    app.exec()
    os._exit(0)  # what was being loaded behind the window is not measured


def beranda(home: str) -> None:
    """Log in when all is loaded, as a person who types does; tell when the passphrase went in and Beranda is seen."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.desktop import home as home_screen
    from app.desktop import main
    from app.kernel.paths import Home
    from tests.helpers.offices import KEPALA

    app = QApplication([])
    desktop = main.Desktop(app, Home(Path(home)), lambda: main._connect(Home(Path(home))))
    plain = home_screen.HomeScreen.show_view

    def filled(screen: home_screen.HomeScreen, view: home_screen.HomeView) -> None:
        plain(screen, view)
        painted(screen, app.quit)
        screen.update()

    home_screen.HomeScreen.show_view = filled  # type: ignore[method-assign,assignment]

    def enter() -> None:
        if desktop.login._enter.isEnabled() and desktop._background.idle:
            poll.stop()
            told("entered")
            desktop.login._submit()

    poll = QTimer()
    poll.timeout.connect(enter)
    poll.start(5)
    desktop.login.secret.line.setText(KEPALA)
    desktop.show(lambda: main._known_users(Home(Path(home))))
    app.exec()
    os._exit(0)


def painted(widget: object, then: object) -> None:
    """Tell the moment a widget is first drawn, then go on."""
    from PySide6.QtCore import QEvent, QObject

    class Watch(QObject):
        def eventFilter(self, target: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.objectName():
                self.setObjectName("seen")
                told("painted")
                then()  # type: ignore[operator]
            return False

    assert isinstance(widget, QObject)
    widget.installEventFilter(Watch(widget))


def told(what: str) -> None:
    """A moment on the clock that all processes share."""
    sys.stdout.write(json.dumps([what, time.monotonic(), time.process_time()]) + "\n")
    sys.stdout.flush()


def moments(*arguments: str) -> dict[str, float]:
    """Milliseconds from the start of a process to each moment it tells; CPU time as “cpu …”."""
    began = time.monotonic()
    command = [sys.executable, "-m", "tests.bench.start", *arguments]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    found = {what: (moment - began) * 1000 for what, moment, _cpu in lines}
    return found | {f"cpu {what}": cpu * 1000 for what, _moment, cpu in lines}


def prepare(folder: Path, people: int) -> None:
    """A post with so many people, its passphrase at full cost."""
    from tests.helpers.office import landed, ship
    from tests.helpers.offices import create_sample

    with create_sample(folder).office as office:
        batch = ship(office)
        for start in range(0, people, 500):
            landed(office, batch, min(500, people - start), seed=start)


def figures(people: int = PEOPLE) -> dict[str, object]:
    """All figures of this bench."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        prepare(home, people)
        # Alternating, so that whatever else the machine does meets both alike.
        pairs = [(moments("login", str(home)), moments("bare")) for _run in range(RUNS)]
        full = [moments("beranda", str(home)) for _run in range(RUNS)]
    to_login, to_bare = (median(pair[side]["painted"] for pair in pairs) for side in (0, 1))
    return {
        "login_ms": round(to_login),
        "bare_ms": round(to_bare),
        "login_ratio": round(to_login / to_bare, 2),
        "login_goal": LOGIN_LIMIT,
        "passphrase_to_beranda_ms": round(median(run["painted"] - run["entered"] for run in full)),
        "passphrase_to_beranda_cpu_ms": round(median(run["cpu painted"] - run["cpu entered"] for run in full)),
        "passphrase_goal_ms": HOME_LIMIT,
        "process_to_ready_ms": round(median(run["entered"] for run in full)),
        "process_to_ready_cpu_ms": round(median(run["cpu entered"] for run in full)),
        "process_to_beranda_ms": round(median(run["painted"] for run in full)),
        "people": people,
        "runs": RUNS,
    }


def main(arguments: list[str]) -> None:
    """A child's part, or all of it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parts = {"bare": bare, "login": login, "beranda": beranda}
    if arguments[:1] and arguments[0] in parts:
        parts[arguments[0]](*arguments[1:])  # type: ignore[operator]
        return
    people = int(arguments[1]) if arguments[:1] == ["--many"] else PEOPLE
    sys.stdout.write(json.dumps(figures(people)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
