"""Kedatangan with the demo lists and long names, as pictures: `python -m tests.manifest.screens.pictures FOLDER`."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.access import slots
from app.access.office import Office
from app.desktop.window import Window
from app.kernel.paths import resource
from app.manifest import board, recheck, rules, tally, unlisted
from app.manifest.recheck import Found
from app.manifest.screens.arrival import ArrivalScreen
from app.registration.heads import Who
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import ship
from tests.helpers.offices import create_sample
from tests.manifest.lists import do, keep_list
from tests.manifest.screens.quayside import demo_ship, operations_of, window_of

LONG = (
    "No,Nama,L/P,Umur,No SPLP,Kab/Kota,Hubungan\n"
    "1,Andi Muhammad Nur Hasanuddin Daeng Mattola bin Haji Abdullah Rasyid,L,34,XD990001,Bone,\n"
    "2,Maria Goreti Fransiska Nona Lelu Kedang Wuran,P,28,XD990002,Flores Timur,\n"
    "3,Bayi Ny. Maria Goreti Fransiska Nona Lelu,,,,Flores Timur,Anak\n"
)


def prepare(office: Office) -> str:
    """Two ships; the first half checked."""
    batch_id = demo_ship(office)
    other = ship(office, "KM Mid East Express")
    keep_list(office, other, LONG)
    with office.read() as r:
        lines = board.board(r, batch_id).lines
    for line in lines[:46]:
        if line.number in (7, 20):
            do(office, recheck.absent, line.id, rules.ABSENT[line.number % 2])
        elif line.number == 12:
            do(office, recheck.confirm, line.id, Found(line.ask[0] if line.ask else None, differs=True))
        else:
            do(office, recheck.confirm, line.id, Found(line.ask[0] if line.ask else None, f"A{line.number:03d}"))
    do(office, unlisted.add, batch_id, Who(name="Rusli Hamzah", sex="L"), Found("LD"))
    for number, code in ((101, "LD"), (102, "PD"), (103, "AP")):
        do(office, unlisted.hand_card, batch_id, f"A{number}", code)
    for code, times in (("LD", 98), ("PD", 43), ("AL", 10), ("AP", 15)):
        with office.write("manifest.tally") as w:
            tally.click(w, batch_id, code, times)
    return batch_id


class Stage:
    """The window, and waiting for what is under way."""

    def __init__(self, app: QApplication, window: Window, ops: Operations) -> None:
        self.app, self.window, self.ops = app, window, ops

    @property
    def screen(self) -> ArrivalScreen:
        """The arrival screen."""
        shown = self.window.host.current
        assert isinstance(shown, ArrivalScreen)
        return shown

    def settle(self) -> None:
        """Until nothing is under way."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            self.app.processEvents()
            if self.ops.idle:
                self.app.processEvents()
                if self.ops.idle:
                    return

    def keys(self, text: str, target: QWidget | None = None) -> None:
        """Type."""
        QTest.keyClicks(target or self.app.focusWidget() or self.screen.pane.focus(), text)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(self.app.focusWidget() or self.screen.pane.focus(), key)
        self.settle()


def _search(stage: Stage, text: str) -> None:
    stage.window.trigger("arrival.search")
    stage.screen.pane.search.line.setText(text)
    stage.settle()


def _question(stage: Stage) -> None:
    stage.window.trigger("arrival.rollcall")
    stage.keys("W")


def _extra(stage: Stage) -> None:
    stage.key(Qt.Key.Key_Escape)
    _search(stage, "Zulkarnain")
    stage.key(Qt.Key.Key_Return)


def _cards(stage: Stage) -> None:
    stage.key(Qt.Key.Key_Escape)
    stage.window.trigger("arrival.cards")
    stage.screen.pane.cards.show_number("A104")
    stage.settle()


def _import(stage: Stage) -> None:
    stage.screen._turn_to(0)
    stage.window.trigger("arrival.import")
    stage.settle()


def _preview(stage: Stage) -> None:
    stage.screen.incoming.read_file(Path(str(resource("demo", "surat-1-tawau.xlsx"))))
    stage.settle()


def _columns(stage: Stage) -> None:
    stage.screen.incoming.preview._tabs.setCurrentIndex(1)


def _letters(stage: Stage) -> None:
    stage.screen._turn_to(0)
    stage.window.trigger("arrival.letters")
    stage.settle()


def _other_ship(stage: Stage) -> None:
    stage.screen._turn_to(0)
    stage.window.trigger("arrival.rollcall")
    stage.window.trigger("arrival.next_ship")
    stage.settle()


def _dialog(stage: Stage, action: str) -> None:
    stage.window.trigger(action)
    stage.settle()


SCENES: dict[str, Callable[[Stage], object]] = {
    "absen": lambda stage: stage.window.go("arrival"),
    "absen-tanya": _question,
    "cari": lambda stage: _search(stage, "siti"),
    "cari-kapal-lain": lambda stage: _search(stage, "maria goreti"),
    "tambahan": _extra,
    "kartu": _cards,
    "surat": _letters,
    "impor": _import,
    "impor-pratinjau": _preview,
    "impor-kolom": _columns,
    "kapal-lain": _other_ship,
}
DIALOGS = {"sisa": "arrival.remaining", "pesan": "arrival.share", "kapal-baru": "arrival.new"}


def main(folder: Path, modes: Sequence[str]) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    slots.PASSPHRASE_KDF = slots.CODE_KDF
    app = QApplication([])
    theme = Theme(app, "light")
    with tempfile.TemporaryDirectory() as home, create_sample(Path(home) / "x").office as office:
        front = prepare(office)
        ops = operations_of(office)
        window = window_of(office, ops, theme)
        window.resize(1366, 740)
        window.show()
        stage = Stage(app, window, ops)
        for mode in modes:
            theme.apply(mode)
            window.go("arrival")
            stage.settle()
            stage.screen._bring(front)
            for name, act in SCENES.items():
                act(stage)
                stage.settle()
                window.grab().save(str(folder / f"{name}-{mode}.png"))
            stage.screen._bring(front)
            for name, action in DIALOGS.items():
                _dialog(stage, action)
                dialog = app.activeModalWidget()
                if dialog is not None:
                    dialog.grab().save(str(folder / f"{name}-{mode}.png"))
                    dialog.close()
                stage.settle()
        window.close()
        ops.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ("light", "dark"))
