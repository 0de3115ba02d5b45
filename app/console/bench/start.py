"""How soon the login window is there, beside a bare main window of the same Qt; and Beranda after the passphrase."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from app.console.bench.measuring import Figure
from app.console.bench.office import LOGIN, PASSPHRASE, measured_office

MOST_TIMES, MOST_BERANDA = 2.0, 1000.0


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    """Both figures, each run in a process of its own, the two windows in turn."""
    with measured_office(folder) as office:
        home = office.home.folder
    bare, login, beranda = [], [], []
    for _run in range(runs + 1):
        bare.append(_window("bare"))
        login.append(_window("login", "--home", str(home)))
        beranda.append(1000 * float(_told("beranda", str(home), LOGIN, PASSPHRASE)))
    # The first of each only warms the disk.
    warm = [statistics.median(times[1:]) for times in (login, bare, beranda)]
    yield Figure("process start to login window", warm[0], "ms", None, "bare QMainWindow", warm[1], MOST_TIMES)
    yield Figure("passphrase to Beranda", warm[2], "ms", MOST_BERANDA)


def _window(*words: str) -> float:
    """Milliseconds from the start of a process to its window's first paint."""
    began = time.time()
    return 1000 * (float(_told(*words)) - began)


def _told(*words: str) -> str:
    quiet = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    command = [sys.executable, "-m", f"app.desktop.timing.{words[0]}", *words[1:]]
    made = subprocess.run(command, env=quiet, capture_output=True, check=True, text=True)
    return made.stdout.strip().splitlines()[-1]
