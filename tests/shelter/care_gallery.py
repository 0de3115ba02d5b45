"""Permakanan, Bantuan and Persediaan with a full house, as pictures: `python -m tests.shelter.care_gallery FOLDER`."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from app.access import slots
from app.access.days import open_day
from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import heads
from app.shelter import aid, meals, meals_setup, stock
from app.shelter.aid import Grant, Terms
from app.shelter.meals_setup import Rate
from app.shelter.rules.stock import Place
from app.shelter.screens.aid import AidScreen
from app.shelter.screens.carecontext import CareContext
from app.shelter.screens.meals import MealsScreen
from app.shelter.screens.stock import StockScreen
from app.shelter.stock import Source
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import MORNING, landed, ship
from tests.helpers.offices import create_sample
from tests.manifest.screens.quayside import operations_of
from tests.shelter.counter import guest, kin, write

GOODS, CASH = stock.first_store("barang"), stock.first_store("kas")
SPECS = (("meals", "Permakanan", "utensils"), ("aid", "Bantuan", "gift"), ("stock", "Persediaan", "package"))


def no_photo(name: str) -> bytes:
    """No photo ever arrived here."""
    raise UserError("blob.missing", name)


def context_of(office: Office) -> CareContext:
    """The desk as the wiring describes it."""
    return CareContext(office.may, office.clock.now, office.site.zone, no_photo)


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame with the three screens in it."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    context = context_of(office)
    makers = {
        "meals": lambda: MealsScreen(ops, context),
        "aid": lambda: AidScreen(ops, context),
        "stock": lambda: StockScreen(ops, context),
    }
    specs = [ScreenSpec(code, title, glyph, makers[code], group="meals") for code, title, glyph in SPECS]
    return Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))


def full_house(office: Office, count: int = 166) -> dict[str, str]:
    """A ship of people, a family, goods, cash, meals eaten and aid given; the stays worth a picture."""
    write(office, lambda w: open_day(w, MORNING.date()))
    stays = landed(office, ship(office), count)
    mother = guest(office, "Siti Nurhaliza binti Haji Abdul Karim Abdullah Sani", "B-0001", "P", 34)
    children = [
        guest(office, name, None, "L", age) for name, age in (("Muhammad Syarifuddin", 9), ("Bayi Ny. Siti", 0))
    ]
    kin(office, mother, *children)
    write(office, lambda w: meals_setup.keep_rate(w, Rate(2026, 45_000, "SK Kepala Dinas Sosial 12/2026")))
    write(office, lambda w: meals_setup.keep_diet(w, mother, "lunak"))
    for stay in stays[: count // 2]:
        write(office, lambda w, stay=stay: meals.serve(w, stay, "pagi"))  # type: ignore[misc]
    for item, size, number in (("paket_mandi", "", 120), ("selimut", "", 40), ("pakaian_laki", "L", 12),
                               ("pakaian_perempuan", "M", 8), ("popok", "S", 3)):  # fmt: skip
        place = Place(GOODS, item, size)
        write(office, lambda w, p=place, n=number: stock.receive(w, p, n, Source("BAST Dinsos 12/2026", "apbd")))  # type: ignore[misc]
    write(office, lambda w: stock.receive(w, Place(CASH, "uang"), 25_000_000, Source("SP2D 4/2026", "apbn")))
    write(office, lambda w: stock.keep_least(w, Place(GOODS, "popok", "S"), 10))
    write(office, lambda w: stock.adjust(w, Place(GOODS, "paket_mandi"), -2, "basah kena hujan"))
    grants = [Grant(stay, "paket_mandi") for stay in stays[:20]] + [Grant(stays[0], "selimut")]
    write(office, lambda w: aid.issue(w, grants, Terms("apbd")))
    write(office, lambda w: aid.issue(w, [Grant(stays[1], "veltbed")], Terms("apbd", short="dari lapangan")))
    write(office, lambda w: stock.count(w, Place(GOODS, "selimut"), 37))
    write(office, lambda w: heads.move(w, stays[5], "pulang_mandiri", reason="dijemput"))
    last = guest(office, "Muhammad Syarifuddin Abdul Karim Daeng Matteru", "B-0002", "L", 41)
    write(office, lambda w: meals_setup.keep_diet(w, last, "lunak"))
    return {"mother": mother, "given": stays[0], "gone": stays[5], "other": stays[30], "last": last}


class Camera:
    """Waits until everything is at rest, then keeps the picture."""

    def __init__(self, app: QApplication, window: Window, ops: Operations, folder: Path) -> None:
        self.app, self.window, self.ops, self.folder = app, window, ops, folder

    def rest(self) -> None:
        """Let everything under way arrive."""
        until = time.monotonic() + 15
        self.app.processEvents()
        while not self.ops.idle and time.monotonic() < until:
            self.app.processEvents()
        for _turn in range(5):
            self.app.processEvents()

    def take(self, name: str, act: Callable[[], object] | None = None) -> None:
        """Do something, wait, keep what is seen."""
        if act is not None:
            act()
        self.rest()
        shown: Any = QApplication.activeModalWidget() or self.window
        picture = self.window.grab()
        if shown is not self.window:
            shown.grab().save(str(self.folder / f"{name}-dialog.png"))
        picture.save(str(self.folder / f"{name}.png"))


def session(camera: Camera, stays: dict[str, str], theme: str) -> None:
    """The pictures of one theme."""
    window = camera.window
    window.go("meals")
    camera.rest()
    screen: Any = window.host.current
    screen.side.slot.set_value("siang")
    camera.take(f"meals-{theme}-waiting")
    camera.take(f"meals-{theme}-green", lambda: screen._serve(stays["mother"]))
    camera.take(f"meals-{theme}-family", screen.counter.feed_family)
    camera.take(f"meals-{theme}-red", lambda: screen._serve(stays["mother"]))
    camera.take(f"meals-{theme}-gone", lambda: screen._serve(stays["gone"]))
    _large(camera, screen, stays, theme)
    camera.take(f"meals-{theme}-typed", lambda: screen.counter.line.setText("sulai"))
    screen.counter.line.clear()
    for verb in ("kitchen", "costs", "setup", "late"):
        screen._serve(stays["other"])
        camera.rest()
        camera.take(f"meals-{theme}-{verb}", screen.handlers()[f"meals.{verb}"])
        close_dialogs(camera)
    window.go("aid")
    camera.rest()
    screen = window.host.current
    camera.take(f"aid-{theme}-empty")
    screen._add([stays["mother"], stays["given"], stays["other"]])
    camera.rest()
    for code in ("paket_mandi", "pakaian_perempuan", "bekal"):
        screen.items.table.select(code)
        screen.items._tick(screen.items.table.current())
    screen.items.terms.load({"fund": "apbd", "money": 250_000})
    camera.rest()
    camera.take(f"aid-{theme}-chosen")
    camera.take(f"aid-{theme}-give", screen._give)
    close_dialogs(camera)
    for verb in ("receipts", "loans"):
        camera.take(f"aid-{theme}-{verb}", screen.handlers()[f"aid.{verb}"])
        close_dialogs(camera)
    window.go("stock")
    camera.rest()
    screen = window.host.current
    screen.book.go_to(1)
    camera.take(f"stock-{theme}")
    camera.take(f"stock-{theme}-receive", screen.handlers()["stock.receive"])
    close_dialogs(camera)


def _large(camera: Camera, screen: Any, stays: dict[str, str], theme: str) -> None:
    """The counter on the whole screen, with a face and without."""
    screen.enlarge()
    camera.window.showNormal()  # the screen of the pictures is smaller than a laptop's
    camera.window.resize(1366, 768)
    face = QPixmap(300, 400)
    face.fill(QColor("#8a9bb0"))
    screen.forget()
    camera.take(f"large-{theme}-waiting")
    for name, stay in (("green", stays["last"]), ("red", stays["mother"])):
        camera.take(f"large-{theme}-{name}", lambda stay=stay: screen._serve(stay))  # type: ignore[misc]
        screen.counter.panel.show_photo(face)
        camera.take(f"large-{theme}-{name}-photo")
    screen.large.leave()
    camera.window.resize(1366, 740)


def close_dialogs(camera: Camera) -> None:
    """Nothing lies over the window."""
    while (over := QApplication.activeModalWidget()) is not None:
        over.close()
        camera.rest()


def main(folder: Path) -> None:
    """All pictures, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    slots.PASSPHRASE_KDF = slots.CODE_KDF
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as home:
        office = create_sample(Path(home) / "nunukan", clock=FixedClock(MORNING + timedelta(hours=2))).office
        with office:
            stays = full_house(office)
            for name in ("light", "dark"):
                ops, theme = operations_of(office), Theme(app, name)
                window = window_of(office, ops, theme)
                window.resize(1366, 740)
                window.show()
                session(Camera(app, window, ops, folder), stays, name)
                window.close()
                ops.close()
                theme.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
