"""Laporan masa as pictures, with long names and two ships: `python -m tests.reports.period_gallery FOLDER`."""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from sqlmodel import select

from app.access import slots
from app.access.days import open_day
from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.clock import FixedClock
from app.kernel.i18n import N_
from app.kernel.ids import new_id
from app.manifest import letters
from app.printing.preview import pages_as_png
from app.reconciliation.rules import Override
from app.registration import heads
from app.registration.records import Movement, Person, Stay
from app.reports import declaring, drafting, sending
from app.reports.content import Signers
from app.reports.declaring import Typed
from app.reports.periodic import Want, period_of
from app.reports.records import DeclaredFigure, HealthFigures
from app.reports.rules.declared import Given
from app.reports.screens.context import ReportsContext
from app.reports.screens.periodic import PeriodScreen
from app.reports.screens.screen import ReportsScreen
from app.shelter import stock
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme
from tests.helpers.office import MORNING, landed, landed_one, ship
from tests.helpers.offices import create_sample
from tests.manifest.screens.quayside import operations_of
from tests.reports.busy import MONEY, two_days
from tests.shelter.counter import write

HALF, QUARTER = Want("semester", "2026-S1"), Want("triwulan", "2026-T1")
JULY = date(2026, 7, 2)
SIGNERS = Signers("Siti Rahmawati Puspitasari", "198504122010012003", "Kepala Pos", "Drs. Muhammad Yusuf")


def filled(office: Office, clock: FixedClock, count: int = 60) -> None:
    """Two days of January with a second ship, texts and money; then July."""
    two_days(office, clock, count)
    landed(office, ship(office, "KM Purnama Ekspres dari Tawau lewat Sebatik"), 9, seed=8)
    told(office)
    placed(office)
    clock.advance(days=(JULY - clock.now().date()).days)
    write(office, lambda w: open_day(w, JULY))


def placed(office: Office) -> None:
    """Where people go home to, by regency; health in figures; what the house used."""
    codes = ("65.03", "65.71", "65.02", "53.06", "73.08", "73.02", "73")
    with office.write("test.placed") as w:
        for number, person in enumerate(w.all(select(Person))):
            w.update(person, destination_code=codes[number % len(codes)])
        figures = {
            "screened": 60,
            "visits": 12,
            "verdict.layak_jalan": None,
            "verdict.isolasi": None,
            "finding.hiv": None,
        }
        w.insert(HealthFigures(id=new_id(), quarter="2026-T1", figures=figures, officer="Rahma Dewi", at=w.now()))
    write(office, lambda w: stock.use(w, MONEY, 1_350_000, "bayar air tangki", "apbd"))


def told(office: Office) -> None:
    """What people wrote and set aside."""
    with office.write("test.told") as w:
        period = period_of(w, HALF)
        drafting.write(w, period, "pendahuluan", "Laporan ini disusun oleh Satgas di Debarkasi Nunukan.")
        drafting.write(w, period, "hambatan", "Kapal lanjutan terlambat.\nPos meminjam matras dari BPBD.")
        drafting.set_aside(w, period, "apbn", 250_000_000)
        drafting.set_aside(w, period, "apbd", 120_000_000)


def declared(office: Office) -> None:
    """What the office declares in July, from books with long names."""
    book = (
        "Buku register penanganan PMI bermasalah dan korban TPPO, Bidang Rehabilitasi Sosial, Dinas Sosial "
        "Pemberdayaan Perempuan dan Perlindungan Anak Kabupaten Nunukan, jilid 3 tahun 2026, direkap bersama UPTD PPA"
    )
    letter = "Surat UPTD PPA Kabupaten Nunukan 463/27/UPTD-PPA/IV/2026"
    rows = {
        "stages.fasilitasi_akses": "52", "stages.asesmen": "31", "stages.implementasi": "1.250", "stages.monev": "0",
        "services.rehabilitasi_sosial": "28", "welfare.registered": "47",
    }  # fmt: skip
    end = date(2026, 6, 30)
    entries = [Typed("2026-S1", subject, Given(number, book, end)) for subject, number in rows.items()]
    entries += [Typed("2026-T1", "tppo.indicated", Given("17", letter, end))]
    entries += [Typed("2026-T1", "tppo.kerja_paksa", Given("11", letter, end))]
    entries += [Typed("2026-T1", "tppo.pemerasan", Given("3", book, end))]
    write(office, lambda w: declaring.declare(w, entries))


def doubted(office: Office) -> None:
    """An entry another desk made without knowing of this one's."""
    with office.write("test.doubted") as w:
        at, day = w.now(), date(2026, 6, 30)
        made = DeclaredFigure(id=new_id(), period="2026-S1", subject="stages.asesmen", number=36, replaces=[], at=at)
        made.source, made.as_of = "Rekap Dinas Sosial Provinsi Kalimantan Utara", day
        made.officer, made.desk = "Budi Santoso bin Abdul Rahman", "B"
        w.insert(made)


def sent(office: Office, clock: FixedClock) -> str:
    """The half year sent over what is open, and one person written in afterwards."""
    over = Override("Siti Rahmawati", "menunggu jawaban Konsulat")
    made = write(office, lambda w: sending.send(w, HALF, SIGNERS, over))
    clock.advance(hours=1)
    stay = landed_one(office, heads.Who("Ahmad", sex="L", age=30))
    with office.write("test.backdate") as w:
        w.update(w.need(Stay, stay), day=date(2026, 1, 23))
        for move in heads.movements(w, stay):
            w.update(w.need(Movement, move.id), day=date(2026, 1, 23))
    return made.id


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame with both screens of the reports."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    folder, site = Path(office.home.exports), office.site
    user = lambda: office.actor.user_id  # noqa: E731
    context = ReportsContext(office.clock.now, site.code, folder, lambda: "A4", site.zone, user, office.may)
    daily, period = N_("Harian"), N_("Masa dan rombongan")
    specs = [
        ScreenSpec("people", "Orang", "users", Screen),
        ScreenSpec(
            "reports", "Laporan", "chart-column", lambda: ReportsScreen(ops, context), group="reports", tab=daily
        ),
        ScreenSpec(
            "period", "Laporan masa", "chart-column", lambda: PeriodScreen(ops, context), group="reports", tab=period
        ),
    ]
    return Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))


def settle(app: QApplication, ops: Operations) -> None:
    """Until nothing runs in the background."""
    until, quiet = time.monotonic() + 30, 0
    while quiet < 5 and time.monotonic() < until:
        app.processEvents()
        quiet = quiet + 1 if ops.idle else 0


def shoot(app: QApplication, window: Window, ops: Operations, path: Path) -> None:
    """The window, and the dialog over it."""
    settle(app, ops)
    window.grab().save(str(path))
    over = QApplication.activeModalWidget()
    if over is not None:
        over.grab().save(str(path.with_name(f"{path.stem}-sheet.png")))
        over.close()
        settle(app, ops)


def go_about(app: QApplication, window: Window, ops: Operations, folder: Path, mode: str) -> None:
    """Every kind of pane."""
    window.go("period", "semester/2026-S1")
    settle(app, ops)
    shown = window.host.current
    assert isinstance(shown, PeriodScreen)
    for key in (
        "angka/jumlah/people", "angka/jumlah/bulan", "angka/jumlah/provinsi", "angka/jumlah/kabkota",
        "tulisan/hambatan/", "angka/dana/funding", "angka/dana/spent", "angka/keluaran/health",
        "angka/masukan/masukan", "angka//compared", "terkirim//", "angka/proses/stages", "isian/stages/2026-S1",
        "angka/dampak/tppo", "isian/tppo/2026-T1", "isian/welfare/2026-S1",
    ):  # fmt: skip
        shown.items.select(key)
        shoot(app, window, ops, folder / f"period-{key.replace('/', '-')}-{mode}.png")
    shown.show_whom()
    shoot(app, window, ops, folder / f"period-filters-{mode}.png")
    shown.show_whom()
    shown.leaving.names()
    shoot(app, window, ops, folder / f"period-names-{mode}.png")
    window.go("period", "triwulan/2026-T1")
    settle(app, ops)
    shoot(app, window, ops, folder / f"period-quarter-{mode}.png")
    window.go("period", f"rombongan/{ship_of(shown)}")
    settle(app, ops)
    shown.items.select("angka/jumlah/dermaga")
    shoot(app, window, ops, folder / f"period-ship-{mode}.png")
    window.go("period", "triwulan/2026-T1")
    settle(app, ops)
    shown.leaving.send()
    shoot(app, window, ops, folder / f"period-send-{mode}.png")


def first_ship(office: Office) -> str:
    """The ship everything happened to."""
    with office.read() as r:
        return min(letters.batches(r), key=lambda one: one.id).id


def ship_of(shown: PeriodScreen) -> str:
    """The first ship that can be chosen."""
    assert shown.seen is not None
    return shown.seen.choices.ships[-1][0]


def main(folder: Path) -> None:
    """Make the post and take every picture, light and dark, and the pages of the papers."""
    slots.PASSPHRASE_KDF = slots.CODE_KDF
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as room,
        create_sample(Path(room) / "home", clock=FixedClock(MORNING)).office as office,
    ):
        clock = office.clock
        assert isinstance(clock, FixedClock)
        filled(office, clock)
        declared(office)
        made = sent(office, clock)
        doubted(office)
        for size in ("A4", "F4"):
            paper = write(office, lambda w: sending.sheet(w, made)).on(size).pdf()
            for number, page in enumerate(pages_as_png(paper, 80), 1):
                (folder / f"paper-half-{size}-{number}.png").write_bytes(page)
            for name, want in (("quarter", QUARTER), ("ship", Want("rombongan", first_ship(office)))):
                paper = write(office, lambda w, want=want, size=size: sending.draft(w, want, size)).pdf()  # type: ignore[misc]
                for number, page in enumerate(pages_as_png(paper, 80), 1):
                    (folder / f"paper-{name}-{size}-{number}.png").write_bytes(page)
        (folder / "semester.xlsx").write_bytes(write(office, lambda w: sending.file(w, HALF)))
        ops = operations_of(office)
        for mode in ("light", "dark"):
            theme = Theme(app, mode)
            window = window_of(office, ops, theme)
            window.resize(1366, 768)
            window.show()
            go_about(app, window, ops, folder, mode)
            window.close()
            theme.end()
        ops.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
