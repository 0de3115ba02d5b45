"""From the passphrase to a Beranda that shows the day: `… beranda DIR LOGIN PASSPHRASE` prints the seconds."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.desktop import screen_list
from app.desktop.home import HomeScreen, HomeView
from app.desktop.main import Desktop
from app.desktop.wiring import Wiring
from app.kernel.paths import Home

_began: list[float] = []


class Shown(HomeScreen):
    """Beranda, telling when it has something to show and was painted with it."""

    def show_view(self, view: HomeView) -> None:
        """Show the day, tell, and end."""
        super().show_view(view)
        self.repaint()
        sys.stdout.write(f"{time.perf_counter() - _began[0]}\n")
        QTimer.singleShot(0, QApplication.closeAllWindows)


def main(folder: str, name: str, passphrase: str) -> int:
    """Sign in as soon as the login window offers somebody."""
    app = QApplication(["pulang"])
    home = Home(Path(folder))
    desktop = Desktop(app, home, lambda: Wiring(home))
    asking = QTimer()

    def enter() -> None:
        if desktop.login.user.box.count() > 1:
            asking.stop()
            _began.append(time.perf_counter())
            desktop.login.submitted.emit(name, passphrase)

    asking.timeout.connect(enter)
    asking.start(2)
    desktop.show()
    return app.exec()


if __name__ == "__main__":
    vars(screen_list)["HomeScreen"] = Shown
    sys.exit(main(*sys.argv[1:]))
