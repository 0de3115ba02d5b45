"""Every widget and the frame with 170 invented people, as pictures: `python -m tests.widgets.gallery FOLDER`."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from app.desktop.frame_lines import Desk, Status
from app.desktop.home import HomeScreen, HomeView, OpenBatch, Review
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_
from app.widgets.buttons import button
from app.widgets.candidates import Candidate, Deliver
from app.widgets.chart import Bar, BarChart
from app.widgets.date_field import DateField
from app.widgets.fields import (
    CheckField,
    ChipsField,
    ChoiceField,
    NoteField,
    NumberField,
    SegmentField,
    TextField,
)
from app.widgets.figures import BigNumber, ClassStrip, Comparison, Counted
from app.widgets.form import Form
from app.widgets.labels import label, pill
from app.widgets.layouts import Beside, column, holder, panel, row, scrolled
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.region_picker import RegionPicker
from app.widgets.screen import Screen, page
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable
from app.widgets.theme import Theme

FIRST = "Siti Muhammad Nur Abdul Sri Andi Daeng Maria Yohanes Ni Hasanuddin Rahmawati Baharuddin Fransiskus".split()
MIDDLE = "Aminah Ridwan Halimah Rahman Wahyuni Baso Mangopo Goreti Boli Ketut Aisyah Syarifuddin".split()
LAST = "binti Haji Abdullah Rasyid|bin Laode Muhammad Syukur||bin Daeng Mattola|Kedang Wuran|binti La Ode Ndika|".split(
    "|"
)
HOMES = (
    "Bone, Sulawesi Selatan",
    "Flores Timur, Nusa Tenggara Timur",
    "Nunukan, Kalimantan Utara",
    "Buton, Sulawesi Tenggara",
)


@dataclass(frozen=True)
class Person:
    """An invented person of the gallery."""

    number: int
    name: str
    group: str
    age: int
    document: str
    home: str
    state: str


def people(count: int = 170) -> list[Person]:
    """Invented people with long and short names."""
    groups, states = (
        ("LD", "LD", "PD", "LD", "AL", "PD", "AP"),
        ("present", "present", "present", "", "", "absent", "differs"),
    )
    return [
        Person(
            place + 1,
            " ".join(
                part for part in (FIRST[place % 14], MIDDLE[place % 12] if place % 9 else "", LAST[place % 7]) if part
            ),
            groups[place % 7],
            3 + place * 7 % 61 if groups[place % 7][0] != "A" else place % 17,
            f"SPLP XD{481000 + place * 37}" if place % 3 else "",
            HOMES[place % 4],
            states[place % 7] if place < 110 else "",
        )
        for place in range(count)
    ]


MARKS = {
    "present": Mark("hadir", "circle-check", "good"),
    "differs": Mark("data berbeda", "triangle-alert", "warn"),
    "absent": Mark("batal berangkat", "user-x", "muted"),
    "": Mark("belum", "", "faint"),
}
PRESENT = HeadCount(91, 39, 17, 19)
VIEW = HomeView(
    "Jumat, 23 Januari 2026",
    "hari operasional dibuka 06.10",
    PRESENT,
    400,
    (
        Bar("opening", "Awal hari", 0),
        Bar("arrived", "Tiba", 170, "good", total=False),
        Bar("home", "Diserahkan ke daerah", -1, "warn", total=False),
        Bar("immigration", "Diserahkan ke Imigrasi", -2, "warn", total=False),
        Bar("hospital", "Dirujuk rumah sakit", -1, "warn", total=False),
        Bar("present", "Hadir", 166),
    ),
    "Seimbang: 0 + 170 − 4 = 166 orang.",
    True,
    (
        Review(2, "beda data antar loket", "sync", glyph="copy"),
        Review(1, "mirip orang lama", "people", glyph="history"),
        Review(1, "anak tanpa pendamping", "people", glyph="baby"),
    ),
    (
        OpenBatch(
            "b1", "KM Purnama Express", "Tawau → Tunon Taka · tiba 16.40 · surat 00062/PK/01/2026/10104", 113, 170
        ),
        OpenBatch("b2", "KM Mid East Express", "Tawau → Tunon Taka · tiba 18.05 · 2 surat", 0, 92),
    ),
)


class FakeHome(HomeScreen):
    """Beranda with a fixed day."""

    def __init__(self, view: HomeView = VIEW) -> None:
        super().__init__(lambda deliver: deliver(view))


class FakeArrival(Screen):
    """The look of Kedatangan: list on the left, counts on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.table = RowTable(COLUMNS, key=lambda person: person.number, state=lambda person: STATES[person.state])
        self.list = FilteredTable(
            self.table, lambda person: f"{person.name} {person.document}", "Ketik nama atau nomor"
        )
        self.list.set_rows(people())
        self.table.set_empty(Empty("Belum ada daftar", "Impor manifes, atau mulai dari hitungan dermaga saja."))
        self.table.go_to(3)
        comparison = Comparison()
        counts = (HeadCount(94, 40, 17, 19), HeadCount(93, 40, 17, 19), HeadCount(64, 27, 11, 11))
        titles = ("Surat", "Dermaga", "Diperiksa")
        comparison.show_counts(
            [Counted(title, count, title == "Diperiksa") for title, count in zip(titles, counts, strict=True)],
            "Dermaga kurang 1 lelaki dewasa dari surat. Masih 57 orang belum diperiksa.",
            "warn",
        )
        left_over = BigNumber("Sisa")
        left_over.show_number(57, "dari 170 di daftar")
        side = column(panel(column(left_over)), panel(column(comparison)), 1, gap=14)
        body = Beside(self.list, holder(side))
        tools = (
            button("Sisa: siapa?", kind="quiet", glyph="users"),
            button("Impor manifes", kind="primary", glyph="upload"),
        )
        self.setLayout(page("KM Purnama Express", body, tools=(pill("terbuka", "accent"), *tools)))

    def handlers(self) -> dict[str, Callable[[], object]]:
        """A few actions, so that the palette has some."""
        return {"arrival.import": lambda: None, "arrival.remaining": lambda: None, "arrival.undo": lambda: None}

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table


STATES = {"present": "good", "differs": "warn", "absent": "absent", "": ""}
COLUMNS = (
    Column("No", lambda person: person.number, 52, "number"),
    Column("Nama", lambda person: person.name, look="text"),
    Column("Kelas", lambda person: person.group, 62, "muted", spare=True),
    Column("Umur", lambda person: person.age, 60, "number", spare=True),
    Column("Dokumen", lambda person: person.document, 130, "muted", spare=True),
    Column("Keadaan", lambda person: MARKS[person.state], 160, "mark"),
)


def person_form() -> Form:
    """A form with every kind of field."""
    form = Form(
        (
            TextField("name", "Nama sesuai dokumen", required=True),
            TextField("alias", "Alias"),
            SegmentField("sex", "Jenis kelamin", (("L", "Laki-laki"), ("P", "Perempuan")), required=True),
            DateField("born", "Tanggal lahir", required=True, year_alone=True),
            TextField("nik", "NIK").placeholder("16 angka"),
            ChoiceField("document", "Dokumen", (("splp", "SPLP"), ("passport", "Paspor"), ("none", "Tidak ada"))),
            RegionPicker("village", "Tujuan", villages, required=True),
            NumberField("children", "Anak ikut", limits=(0, 15)),
            ChipsField("needs", "Kebutuhan", tuple((each, each) for each in NEEDS)),
            NoteField("note", "Catatan", lines=2),
            CheckField("photo", "Setuju difoto"),
        ),
        wide=("needs", "note", "village"),
    )
    form.load({"name": "Siti Aminah binti Haji Abdullah Rasyid", "sex": "P", "born": "1990-05-12", "needs": [NEEDS[0]]})
    return form


NEEDS = ("kursi roda", "dekat petugas kesehatan", "kamar sendiri", "dampingi", "ibu menyusui", "penerjemah")


def villages(typed: str, deliver: Deliver) -> None:
    """Two invented places."""
    deliver(
        [Candidate("1", "Awang Bangkal", "Karang Intan, Banjar"), Candidate("2", "Awangpone", "Bone, Sulawesi Selatan")]
    )


class FakePeople(Screen):
    """The look of Orang: list, form, and every other part in tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.form = person_form()
        self.form.field("village").show_problem("Perlu diisi.")
        tabs = QTabWidget()
        tabs.addTab(scrolled(holder(column(self.form, 1, margins=(2, 14, 14, 8)))), "Isian")
        tabs.addTab(holder(column(self._chart(), 1, margins=(0, 14, 0, 0))), "Asal")
        table = RowTable((COLUMNS[1], COLUMNS[2]), key=lambda person: person.number)
        listed = FilteredTable(table, lambda person: person.name, "Cari nama")
        listed.set_rows(people())
        listed.setFixedWidth(380)
        table.go_to(0)
        strip = ClassStrip()
        strip.show_count(PRESENT)
        body = row(listed, holder(column(strip, tabs, gap=10)), gap=24)
        body.setStretch(1, 1)
        save = button("Simpan", kind="primary", glyph="save")
        self.setLayout(page("Siti Aminah binti Haji Abdullah Rasyid", body, tools=(pill("hadir", "good"), save)))

    def draft(self) -> dict[str, object]:
        """What is typed."""
        return self.form.draft()

    def restore(self, draft: dict[str, object]) -> None:
        """Put it back."""
        self.form.restore(draft)

    @staticmethod
    def _chart() -> QWidget:
        chart = BarChart("Asal")
        values = (61, 44, 38, 27)
        chart.show_bars([Bar(place, place, value) for place, value in zip(HOMES, values, strict=True)])
        return panel(column(label("Asal menurut kabupaten", "eyebrow"), chart))


class FakeEmpty(Screen):
    """An empty screen that teaches."""

    def __init__(self) -> None:
        super().__init__()
        table = RowTable(COLUMNS, key=lambda person: person.number)
        table.set_rows([])
        table.set_empty(
            Empty(
                "Belum ada serah terima",
                "Pilih orang yang berangkat, lalu pihak penerimanya.",
                "handshake",
                "Serah terima baru",
            )
        )
        self.setLayout(page("Serah terima", table))


def specs() -> list[ScreenSpec]:
    """The seven screens of the frame, some of them invented."""
    return [
        ScreenSpec("home", N_("Beranda"), "house", FakeHome, help="umum"),
        ScreenSpec("arrival", N_("Kedatangan"), "ship", FakeArrival, help="kedatangan"),
        ScreenSpec("people", N_("Orang"), "users", FakePeople, help="orang"),
        ScreenSpec("handover", N_("Serah terima"), "handshake", FakeEmpty, help="serah-terima"),
        ScreenSpec("reconciliation", N_("Rekonsiliasi"), "scale", FakeEmpty, help="rekonsiliasi"),
        ScreenSpec("sync", N_("Sinkron"), "refresh-cw", FakeEmpty, help="sinkron"),
        ScreenSpec("settings", N_("Pengaturan"), "settings", FakeEmpty, help="pengaturan"),
    ]


def find_people(typed: str, deliver: Deliver) -> None:
    """People whose name holds what was typed."""
    found = [person for person in people() if typed.casefold() in person.name.casefold()]
    deliver([Candidate(str(person.number), person.name, person.home) for person in found[:4]])


def make_window(theme: Theme, operations: Operations, screens: Sequence[ScreenSpec] | None = None) -> Window:
    """The frame around the invented screens."""
    desk = Desk("Debarkasi Nunukan", "WITA", "Rahmat Hidayatullah", "satgas", frozenset({"satgas"}))
    window = Window(desk, screens or specs(), FrameServices(operations, theme, find_people))
    window.show_status(Status(37, 2, 2))
    window.show_mark("arrival", "2")
    return window


def _show_message(window: Window) -> None:
    refused = UserError("sync.full", "Flashdisk penuh.", "Data di laptop aman. Kosongkan flashdisk lalu tulis lagi.")
    window.go("arrival")
    window.say(Message.of(refused))


def _show_palette(window: Window) -> None:
    window.messages.dismiss()
    window.palette_box.open("siti")


def _show_help(window: Window) -> None:
    window.palette_box.hide()
    window.trigger("help.open")


def _show_lock(window: Window) -> None:
    window.trigger("help.open")
    window.lock()


def _pictures(window: Window) -> dict[str, Callable[[], None]]:
    return {
        "home": lambda: window.go("home"),
        "arrival": lambda: window.go("arrival"),
        "people": lambda: window.go("people"),
        "empty": lambda: window.go("handover"),
        "message": lambda: _show_message(window),
        "palette": lambda: _show_palette(window),
        "help": lambda: _show_help(window),
        "lock": lambda: _show_lock(window),
    }


def main(folder: Path, modes: Sequence[str]) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme = Theme(app, "light")
    operations = Operations(lambda action, fn: (fn(None), frozenset()), lambda fn: fn(None))
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    window = make_window(theme, operations)
    window.resize(round(1366 / float(scale)), round(740 / float(scale)))
    window.show()
    for mode in modes:
        theme.apply(mode)
        for name, act in _pictures(window).items():
            act()
            app.processEvents()
            window.grab().save(str(folder / f"{name}-{mode}-{scale}.png"))
        window.unlock()
    operations.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ("light", "dark"))
