"""On a laptop of 1366×768 at 150 % (911×512) everything can be read: no screen, form or dialog cuts anything off."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.clock import FixedClock
from app.kernel.i18n import language
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.desktop.gallery_arrival import QUAY_SCENES, quayside
from tests.desktop.gallery_scenes import SCENES, Stage
from tests.handover.samples import issued
from tests.helpers.fitting import cut_off
from tests.helpers.offices import EVENING, KEPALA, create_sample, lower_cost
from tests.manifest.screens.pictures import prepare
from tests.registration.gallery import fill

__all__ = ["sit_down"]
SMALL = (911, 512)
LEFT_OUT = ("impor-ketik", "kunci", "palet", "orang-potong")
"""Scenes that only pictures need, or that lie over others."""
Start = Callable[[Path, FixedClock], AtTheDesk]


@pytest.fixture
def stage(sit_down: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A small window on three ships and 170 people with long names."""
    lower_cost(monkeypatch)
    home, clock = tmp_path / "home", FixedClock(EVENING)
    with create_sample(home, clock=clock).office as office:
        ship = prepare(office)
        stays = fill(office)
        stays |= quayside(office, stays["father"], [stays["mother"], stays["son"]])
        paper = issued(office, [stays["card"]])
    desk = sit_down(home, clock)
    desk.until(desk.desktop.login.user.isVisible)
    window = desk.log_in(KEPALA)
    window.resize(*SMALL)
    yield Stage(desk.desktop._app, window, desk.running._ops, tmp_path, {**stays, "ship": ship, "paper": paper.id})
    while window.messages.message is not None:
        window.messages.dismiss()


@pytest.mark.parametrize("speech", ["id", "en"])
def test_nothing_is_cut_off_on_a_small_screen(stage: Stage, speech: str) -> None:
    if language() != speech:
        stage.do("language.switch")
    cut: list[str] = []
    for name, act in (SCENES | QUAY_SCENES).items():
        if name in LEFT_OUT:
            continue
        act(stage)
        stage.settle()
        cut += [f"{name}: {each}" for each in cut_off(stage.window)]
        while (sheet := stage.sheet) is not None:
            room = stage.window.size()
            if sheet.width() > room.width() or sheet.height() > room.height():
                cut.append(f"{name}: the dialog is larger than the window")
            cut += [f"{name}: {each}" for each in cut_off(sheet)]
            sheet.close()
            stage.settle()
    assert not cut, "\n".join(cut)


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(100, 40)
    for text, box in (
        ("beyond", (80, 0, 60, 20)),
        ("too narrow for its text", (0, 0, 20, 20)),
        ("over", (2, 2, 30, 10)),
    ):
        part = QLabel(text, room)
        part.setGeometry(*box)
    room.show()
    found = "\n".join(cut_off(room))
    assert "'beyond'" in found
    assert "'too narrow for its text': 20 of" in found
    assert "lies over" in found
