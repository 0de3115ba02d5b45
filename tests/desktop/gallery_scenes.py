"""Every screen and the main dialogs, as steps of one visit; each leaves something to look at in front."""

import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from app.desktop.window import Window
from app.handover import terms
from app.handover.screens.screen import HandoverScreen
from app.kernel.paths import resource
from app.manifest.screens.arrival import ArrivalScreen
from app.manifest.screens.muster import MusterScreen
from app.registration.screens.photosheet import PhotoSheet
from app.registration.screens.screen import PeopleScreen
from app.widgets.operations import Operations
from tests.handover.samples import GIVER, PROVINCE
from tests.manifest.screens.photographs import photograph

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
PATIENCE_S = 20.0


class Stage:
    """The window at the desk, and waiting for what is under way."""

    def __init__(self, app: QApplication, window: Window, ops: Operations, folder: Path, stays: dict[str, str]) -> None:
        self.app, self.window, self.ops, self.folder, self.stays = app, window, ops, folder, stays

    def settle(self) -> None:
        """Until nothing is under way."""
        wait(self.app, lambda: self.ops.idle)
        wait(self.app, lambda: self.ops.idle)

    def go(self, screen: str, target: str = "") -> None:
        """Another screen."""
        self.window.go(screen, target)
        self.settle()

    def do(self, action: str) -> None:
        """An action of the table."""
        self.window.trigger(action)
        self.settle()

    def key(self, key: Qt.Key, target: QWidget | None = None) -> None:
        """Press one key."""
        QTest.keyClick(target or self.app.focusWidget() or self.window, key)
        self.settle()

    @property
    def arrival(self) -> ArrivalScreen:
        """Kedatangan."""
        shown = self.window.host.current
        assert isinstance(shown, ArrivalScreen)
        return shown

    @property
    def people(self) -> PeopleScreen:
        """Orang."""
        shown = self.window.host.current
        assert isinstance(shown, PeopleScreen)
        return shown

    @property
    def handover(self) -> HandoverScreen:
        """Serah terima."""
        shown = self.window.host.current
        assert isinstance(shown, HandoverScreen)
        return shown

    @property
    def muster(self) -> MusterScreen:
        """Hitung kepala."""
        shown = self.window.host.current
        assert isinstance(shown, MusterScreen)
        return shown

    @property
    def sheet(self) -> QDialog | None:
        """The dialog in front."""
        found = self.app.activeModalWidget()
        return found if isinstance(found, QDialog) else None


def wait(app: QApplication, ready: Callable[[], bool]) -> None:
    """Let the application work until it is ready."""
    until = time.monotonic() + PATIENCE_S
    app.processEvents()
    while not ready() and time.monotonic() < until:
        app.processEvents()
    app.processEvents()


# --- Kedatangan -------------------------------------------------------------------------------------------------------


def _rollcall(stage: Stage) -> None:
    stage.go("arrival", stage.stays["ship"])
    stage.do("arrival.rollcall")


def _question(stage: Stage) -> None:
    _rollcall(stage)
    stage.do("arrival.foreigner")


def _seek(text: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.do("arrival.search")
        stage.arrival.pane.search.line.setText(text)
        stage.settle()

    return act


def _extra(stage: Stage) -> None:
    _seek("Zulkarnain")(stage)
    stage.do("arrival.extra")


def _cards(stage: Stage) -> None:
    stage.key(ESCAPE)
    stage.do("arrival.cards")


def _incoming(stage: Stage) -> None:
    stage.go("arrival", stage.stays["ship"])
    _on_page("arrival.import")(stage)


def _preview(stage: Stage) -> None:
    stage.do("arrival.import")
    stage.arrival.incoming.read_file(Path(str(resource("demo", "surat-1-tawau.xlsx"))))
    stage.settle()


def _columns(stage: Stage) -> None:
    stage.arrival.incoming.preview._tabs.setCurrentIndex(1)


def _typing(stage: Stage) -> None:
    stage.arrival.incoming._back()
    path = photograph(stage.folder / "surat.jpg", 12)
    stage.arrival.incoming.read_file(path)
    stage.settle()
    wait(stage.app, lambda: bool(stage.arrival.incoming.typing.picture.shown))
    wait(stage.app, lambda: stage.ops.idle)
    stage.arrival.incoming.typing.grid.setFocus()
    for text in ("Andi Muhammad Nur Hasanuddin Daeng Mattola", "bin Haji Abdullah Rasyid"):
        for letter in text:  # the first one opens the editor, which has the others
            QTest.keyClicks(stage.window.focusWidget(), letter)
        stage.key(ENTER, stage.window.focusWidget())


def _count_only(stage: Stage) -> None:
    stage.arrival.incoming._show(2)


def _on_page(action: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.arrival._turn_to(0)
        stage.do(action)

    return act


# --- Orang ------------------------------------------------------------------------------------------------------------


def _person(verb: str = "", subject: object = None) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go("people", stage.stays["father"])
        if verb:
            stage.people.view.wanted.emit(verb, subject)
            stage.settle()

    return act


def _compare(stage: Stage) -> None:
    _person()(stage)
    shown = stage.people.view.page
    stage.people.view.wanted.emit("compare", shown.likely[0] if shown and shown.likely else None)


def _cropping(stage: Stage) -> None:
    _person("photo")(stage)
    sheet = stage.sheet
    if isinstance(sheet, PhotoSheet):
        path = stage.folder / "wajah.jpg"
        Image.new("RGB", (900, 1200), (140, 120, 110)).save(path)
        sheet.load(path)
        wait(stage.app, lambda: not sheet._hint.isHidden())


def _family(stage: Stage) -> None:
    stage.do("people.family")
    said = [
        {"name": "Muhammad Syarifuddin Daeng Mattola", "sex": "L", "birth": "1988-07-06", "card": "171"},
        {"name": "Siti Nurhaliza Daeng Tasammi", "sex": "P", "birth": "34", "relation": "istri", "card": "172"},
        {"name": "Bayi Siti Nurhaliza", "sex": "L", "birth": "0", "relation": "anak"},
    ]  # fmt: skip
    stage.people.family.restore({"lines": said})
    stage.settle()


def _new_person(stage: Stage) -> None:
    stage.go("people")
    stage.do("people.new")
    stage.people.quick.form.field("name").set_value("Muhammad Syarifuddin Daeng Mattola bin La Ode Ndika Wuran")
    stage.settle()


# --- Serah terima -----------------------------------------------------------------------------------------------------


def _receiver(stage: Stage) -> None:
    stage.do("handover.new")
    page = stage.handover.draft_page
    page.people.choose_kind("provinsi")
    stage.settle()
    page.people.table.go_to(0)
    stage.key(Qt.Key.Key_Space, page.people.table)


def _details(stage: Stage) -> None:
    page = stage.handover.draft_page
    page.show_step("details")
    page.details.receiver.show_party(PROVINCE)
    page.details.giver.show_party(GIVER)


def _paper_preview(stage: Stage) -> None:
    stage.handover.draft_page.show_step("preview")


def _blank(what: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.handover.show_list()
        if what == "packs":
            stage.handover._begin(stage.handover.packs)
        else:
            stage.handover._begin(stage.handover.back_entry)

    return act


def _papers(stage: Stage) -> None:
    stage.go("handover")
    stage.handover.show_list()


def _setting(part: str) -> Callable[[Stage], None]:
    return lambda stage: stage.go("settings", part)


# --- the rest ---------------------------------------------------------------------------------------------------------


def _counting(stage: Stage) -> None:
    stage.go("muster")
    if stage.muster._pages.currentIndex() == 0:
        stage.key(ENTER, stage.muster.start.groups)
    stage.muster.count.line.setText("muhammad")


def _bodies(code: str) -> Callable[[Stage], None]:
    return lambda stage: stage.go("reconciliation", code)


def _help(stage: Stage) -> None:
    stage.go("arrival", stage.stays["ship"])
    stage.do("help.open")


def _no_help(stage: Stage) -> None:
    stage.do("help.open")
    stage.do("palette.open")


def _locked(stage: Stage) -> None:
    stage.key(ESCAPE, stage.window.palette_box.line)
    stage.window.lock()


def _warned(stage: Stage) -> None:
    stage.window.unlock()
    stage.go("handover")
    stage.do("handover.new")
    stage.handover.draft_page.go_on()


def _tab(place: int) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go("sync")
        stage.window.host.current.findChildren(QTabWidget)[0].setCurrentIndex(place)  # type: ignore[union-attr]

    return act


SETTINGS = ("day", "site", "signatories", "users", "own", "recovery", "desks", "look", "safety")

SCENES: dict[str, Callable[[Stage], object]] = {
    "beranda": lambda stage: stage.go("home"),
    "absen": _rollcall,
    "absen-tanya": _question,
    "absen-kapal-baru": _on_page("arrival.new"),
    "absen-data-kapal": _on_page("arrival.ship"),
    "absen-sisa": _on_page("arrival.remaining"),
    "absen-pesan": _on_page("arrival.share"),
    "absen-cetak": _on_page("arrival.paper"),
    "cari": _seek("siti"),
    "cari-kapal-lain": _seek("maria goreti"),
    "tambahan": _extra,
    "kartu": _cards,
    "impor": _incoming,
    "impor-pratinjau": _preview,
    "impor-kolom": _columns,
    "impor-ketik": _typing,
    "impor-jumlah": _count_only,
    "surat": _on_page("arrival.letters"),
    "cocok": _on_page("arrival.match"),
    "susulan": _on_page("arrival.join"),
    "orang": lambda stage: stage.go("people"),
    "orang-halaman": _person(),
    "orang-sunting": _person("edit"),
    "orang-keluar": _person("leave"),
    "orang-meninggal": _person("death"),
    "orang-dokumen": _person("document"),
    "orang-foto": _person("photo"),
    "orang-potong": _cropping,
    "orang-cetak": _person("card.print"),
    "orang-titip": _person("goods"),
    "orang-wali": _person("guardian"),
    "orang-banding": _compare,
    "orang-baru": _new_person,
    "orang-keluarga": _family,
    "orang-lengkapi": lambda stage: stage.go("people", "complete"),
    "orang-kode": lambda stage: stage.go("people", "coding"),
    "orang-wna": lambda stage: stage.go("people", "foreign"),
    "orang-sendiri": lambda stage: stage.go("people", "alone"),
    "serah": _papers,
    "serah-orang": _receiver,
    "serah-rincian": _details,
    "serah-pratinjau": _paper_preview,
    "serah-surat": lambda stage: stage.go("handover", stage.stays["paper"]),
    "serah-periksa": lambda stage: stage.go("handover", "verify"),
    "serah-kosong": _blank("packs"),
    "serah-dari-kertas": _blank("back"),
    "rekonsiliasi": lambda stage: stage.go("reconciliation"),
    "rekonsiliasi-akun": _bodies("rumah_sakit"),
    "rekonsiliasi-kapal": lambda stage: stage.go("reconciliation", stage.stays["ship"]),
    **{f"sinkron-{place}": _tab(place) for place in range(5)},
    **{f"atur-{part}": _setting(part) for part in SETTINGS},
    "hitung": lambda stage: stage.go("muster"),
    "hitung-kepala": _counting,
    "bantuan": _help,
    "palet": _no_help,
    "kunci": _locked,
    "pesan": _warned,
}
assert "provinsi" in terms.KINDS
