"""What a test may not leave behind: threads, running timers, windows."""

import gc
import threading
import time
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer, isValid

PATIENCE = 5.0  # seconds for what is already ending to end


class Leftovers:
    """Remembers what was there before a test, and what the test starts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._threads = set(threading.enumerate())
        self._windows = {address(window) for window in windows()}
        self._timers: weakref.WeakSet[QTimer] = weakref.WeakSet()
        self._workers: weakref.WeakSet[QThread] = weakref.WeakSet()
        self._watch(monkeypatch, QTimer, self._timers)
        self._watch(monkeypatch, QThread, self._workers)

    def _watch(self, monkeypatch: pytest.MonkeyPatch, kind: type, started: "weakref.WeakSet[Any]") -> None:
        """Note every object of a Qt class that is started from Python."""
        start = kind.start  # type: ignore[attr-defined]

        def noted(self: object, *arguments: object) -> None:
            started.add(self)
            start(self, *arguments)

        monkeypatch.setattr(kind, "start", noted)

    def found(self) -> list[str]:
        """What is still there, in words; waits for what is ending and clears away what is only waiting for a sweep."""
        found = [f"thread {thread.name}" for thread in self._new_threads() if self._outlives(thread)]
        if QCoreApplication.instance() is None:
            return found
        if not QThreadPool.globalInstance().waitForDone(int(PATIENCE * 1000)):
            found.append("a task in the global thread pool")
        found += [
            f"QThread {worker.objectName()}" for worker in set(self._workers) if isValid(worker) and worker.isRunning()
        ]
        found += [f"timer {timer.objectName()} of {timer.parent()}" for timer in set(self._timers) if running(timer)]
        return found + [f"window {window}" for window in self._new_windows()]

    def _new_threads(self) -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread not in self._threads]

    def _outlives(self, thread: threading.Thread) -> bool:
        """Whether a thread goes on although it was given time to end."""
        if isinstance(
            thread, threading._DummyThread
        ):  # Qt's own thread passing through Python: it has no end to wait for
            return False
        until = time.monotonic() + PATIENCE
        while thread.is_alive() and time.monotonic() < until:
            thread.join(0.02)
            if QCoreApplication.instance() is not None:
                QCoreApplication.processEvents()
        return thread.is_alive()

    def _new_windows(self) -> list[QWidget]:
        """Windows the test made and neither closed for good nor let go.

        What Qt holds of Python (what a signal calls) the collector does not see: rings through it fall apart only after
        the window that sent the signal is gone, so it sweeps once more then.
        """
        for sweep in (lambda: None, gc.collect, gc.collect):
            sweep()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            left = [window for window in windows() if address(window) not in self._windows]
            if not left:
                break
        return left


def running(timer: QTimer) -> bool:
    """Whether a timer still exists and will fire."""
    return isValid(timer) and timer.isActive()


def windows() -> list[QWidget]:
    """Every top-level widget there is."""
    return QApplication.topLevelWidgets() if isinstance(QCoreApplication.instance(), QApplication) else []


def address(window: QWidget) -> int:
    """Which widget it is, whatever Python object stands for it at the moment."""
    return int(getCppPointer(window)[0])
