"""The whole application with 170 long-named people, as pictures, in every look, language and scale.

`python -m tests.desktop.gallery FOLDER [light,dark] [id,en] [100,150] [beginnings of names] [people]` writes
`name-look-language-scale.png` and `cut.txt`, which names what cannot be seen whole. A laptop of 1366×768 at 150 %
shows 911×512.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app.access import slots
from app.access.backup import back_up
from app.access.days import open_day
from app.access.office import Office
from app.access.screens.entrance import Entrance, Place
from app.access.screens.entrances import CodeEntrance, SheetsEntrance
from app.access.screens.first_run import FirstRun
from app.access.screens.restoring import RestoreEntrance
from app.access.wizard import STEPS
from app.desktop.joining import FileJoining
from app.desktop.main import Desktop
from app.desktop.session import Session
from app.desktop.window import Window
from app.desktop.wiring import Wiring
from app.kernel.clock import FixedClock
from app.kernel.i18n import language, set_language
from app.kernel.paths import Home
from tests.desktop import gallery_arrival, gallery_care
from tests.desktop.gallery_scenes import SCENES, Stage, wait
from tests.handover.samples import issued
from tests.helpers.fitting import cut_off
from tests.helpers.offices import EVENING, KEPALA, NURSE, create_sample
from tests.manifest.screens.pictures import prepare
from tests.registration.gallery import fill

SCREEN = (1366, 768)
TITLE, TITLE_AND_TASKBAR = 30, 62
"""Pixels the title of a window takes away, and the taskbar of Windows with it."""


class Camera:
    """Takes the pictures and notes what is cut."""

    def __init__(self, folder: Path, scale: int) -> None:
        self.folder, self.scale = folder, scale
        self.size = (SCREEN[0] * 100 // scale, SCREEN[1] * 100 // scale)
        self.look = "light"
        self.cut: list[str] = []

    def take(self, name: str, shown: QWidget) -> None:
        """One picture."""
        title = f"{name}-{self.look}-{language()}-{self.scale}"
        shown.grab().save(str(self.folder / f"{title}.png"))
        room = self.size[1] - TITLE
        if not isinstance(shown, Window) and (shown.height() > room or shown.width() > self.size[0]):
            self.cut.append(f"{title}: {shown.width()}×{shown.height()} is larger than the screen")
        self.cut += [f"{title}: {each}" for each in cut_off(shown)]


def furnish(home: Path, people: int) -> dict[str, str]:
    """Two ships, so many people, papers; what the scenes look for."""
    made = create_sample(home, clock=FixedClock(EVENING))
    with made.office as office:
        with office.write("day.open") as w:
            open_day(w, EVENING.date())
        ship = prepare(office)
        stays = fill(office, people)
        paper = issued(office, [stays["father"], stays["card"]], parting_reason="keluarganya menyusul besok")
        quay = gallery_arrival.quayside(office, stays["father"], [stays["mother"], stays["son"]])
        gallery_care.house(office)
        patient = gallery_care.sickroom(office, made.codes["kesehatan"])
    return {**stays, **quay, "ship": ship, "paper": paper.id, "patient": patient}


def main(folder: Path, looks: list[str], languages: list[str], scale: int, *wanted: str) -> None:
    """Write the pictures of one scale; `wanted` are beginnings of names (none for all), and how many people."""
    only, people = [one for one in wanted[0].split(",") if one], int(wanted[1])
    folder.mkdir(parents=True, exist_ok=True)
    slots.PASSPHRASE_KDF = slots.CODE_KDF
    app = QApplication([])
    camera = Camera(folder, scale)
    with tempfile.TemporaryDirectory() as room:
        home = Path(room) / "home"
        stays = furnish(home, people)
        for visitor in VISITORS:
            desktop = _visit(app, Path(room), stays, visitor, Tour(camera, looks, languages, only))
        for speech in languages:
            set_language(speech)
            for look in looks:
                camera.look = look
                desktop.theme.apply(look)
                _entrances(app, desktop, camera, Path(room))
    with (folder / f"cut-{scale}.txt").open("w", encoding="utf-8") as file:
        file.write("\n".join(camera.cut) + "\n")


@dataclass(frozen=True)
class Visitor:
    """Who comes in, and what he looks at."""

    login: str
    passphrase: str
    scenes: Mapping[str, Callable[[Stage], object]]


VISITORS = (
    Visitor("siti", KEPALA, SCENES | gallery_arrival.QUAY_SCENES | gallery_care.HOUSE_SCENES),
    Visitor("rahma", NURSE, gallery_care.HEALTH_SCENES),
)


@dataclass(frozen=True)
class Tour:
    """What is taken of each scene; `only` are beginnings of names, none for all."""

    camera: Camera
    looks: list[str]
    languages: list[str]
    only: list[str]


def _visit(app: QApplication, room: Path, stays: dict[str, str], visitor: Visitor, tour: Tour) -> Desktop:
    """One run of the application."""
    wiring = Wiring(Home(room / "home"), FixedClock(EVENING))
    desktop = Desktop(app, Home(room / "home"), lambda: wiring)
    _login(app, desktop, tour.camera, visitor)
    window = desktop.main
    assert isinstance(window, Window)
    assert wiring.running is not None
    window.resize(*tour.camera.size)
    stage = Stage(app, window, wiring.running._ops, room, stays)
    for speech in tour.languages:
        if language() != speech:
            window.trigger("language.switch")
        for look in tour.looks:
            tour.camera.look = look
            desktop.theme.apply(look)
            _around(stage, visitor.scenes, tour)
    window.unlock()
    window.close()
    desktop.close()
    return desktop


def _login(app: QApplication, desktop: Desktop, camera: Camera, visitor: Visitor) -> None:
    desktop.theme.apply("light")
    desktop.show()
    wait(app, lambda: desktop.login.user.box.count() > 1 and desktop.login._enter.isEnabled())
    desktop.login.resize(min(920, camera.size[0]), min(560, camera.size[1] - TITLE_AND_TASKBAR))
    camera.take("masuk", desktop.login)
    desktop.login.submitted.emit(visitor.login, visitor.passphrase)
    wait(app, lambda: isinstance(desktop.main, Window) and desktop.main.isVisible())


def _around(stage: Stage, scenes: Mapping[str, Callable[[Stage], object]], tour: Tour) -> None:
    wait(stage.app, lambda: not stage.window.is_readying)
    camera, only = tour.camera, tour.only
    for name, act in scenes.items():
        if only and not any(name.startswith(each) for each in only):
            continue
        began = time.monotonic()
        try:
            act(stage)
            stage.settle()
            stage.settle()
            camera.take(name, stage.window)
            while (sheet := stage.sheet) is not None:
                camera.take(f"{name}-lembar", sheet)
                sheet.close()
                stage.settle()
        except Exception as error:  # noqa: BLE001 - one scene that fails must not cost the others
            sys.stderr.write(f"{name}: {error!r}\n")
        if time.monotonic() - began > 10:
            sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
        while stage.window.messages.message is not None:
            stage.window.messages.dismiss()


def _entrances(app: QApplication, desktop: Desktop, camera: Camera, room: Path) -> None:
    for kind in (FirstRun, CodeEntrance, SheetsEntrance, RestoreEntrance):
        folder = room / ("fresh" if kind is FirstRun else "home")
        session = Session(Home(folder), FixedClock(EVENING))
        current = partial(_open_office, session)
        place = Place(Home(folder), FixedClock(EVENING), session.adopt, current, lambda _office: None, FileJoining())
        window: Entrance = kind(place, desktop.theme)
        window.resize(min(1100, camera.size[0]), min(720, camera.size[1] - TITLE_AND_TASKBAR))
        window.show()
        wait(app, lambda: True)
        camera.take(f"pintu-{kind.__name__}", window)
        if isinstance(window, FirstRun):
            for way, steps in STEPS.items():
                window._way = way
                for step in steps[1:]:
                    if step.id in ("site", "letterhead", "kepala", "emergency", "sheets", "verify", "codes"):
                        window.show_step(step.id)
                        wait(app, lambda: True)
                        camera.take(f"pintu-{way}-{step.id}", window)
        elif isinstance(window, RestoreEntrance) and not list(room.glob("*.pulang-cadangan")):
            session.enter("siti", KEPALA)
            archive = back_up(session.office, room).path
            window._backup.chosen(archive)
            wait(app, lambda entrance=window: entrance.ops.idle)  # type: ignore[misc]
            camera.take("pintu-cadangan", window)
        window.ops.close()
        session.close()
        window.close()
        window.deleteLater()


def _open_office(session: Session) -> Office:
    return session.office


def launch(arguments: list[str]) -> None:
    """One process a scale: Qt takes it when it starts."""
    usual = ["light,dark", "id,en", "100,150", "", "170"]
    folder, looks, languages, scales, *wanted = [*arguments, *usual[len(arguments) - 1 :]]
    for scale in scales.split(","):
        environment = {**os.environ, "QT_SCALE_FACTOR": f"{int(scale) / 100}", "GALLERY_SCALE": scale}
        command = [sys.executable, "-m", "tests.desktop.gallery", folder, looks, languages, scale, *wanted]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    if "GALLERY_SCALE" in os.environ:
        at, *rest = sys.argv[1:]
        main(Path(at), rest[0].split(","), rest[1].split(","), int(rest[2]), *rest[3:])
    else:
        launch(sys.argv[1:])
