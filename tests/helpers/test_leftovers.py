"""The watch over leftovers sees each kind, and lets clean tests pass."""

import threading

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import leftovers
from tests.helpers.leftovers import Leftovers


def test_thread_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE", 0.05)
    watch = Leftovers(monkeypatch)
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name="pencetak")
    thread.start()
    assert watch.found() == ["thread pencetak"]
    done.set()
    thread.join()
    assert watch.found() == []


def test_timer_is_seen(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    watch = Leftovers(monkeypatch)
    owner = QObject()
    timer = QTimer(owner)
    timer.setObjectName("jam")
    timer.start(60_000)
    assert [text.split(" of ")[0] for text in watch.found()] == ["timer jam"]
    timer.stop()
    assert watch.found() == []


def test_window_is_seen(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    watch = Leftovers(monkeypatch)
    window = QWidget()
    assert len(watch.found()) == 1
    window.deleteLater()
    assert watch.found() == []


def test_window_given_to_qtbot_is_no_leftover(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert window.isVisible()
