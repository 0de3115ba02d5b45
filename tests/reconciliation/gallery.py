"""Tiba dan pulang with two ships of long names, as pictures: `python -m tests.reconciliation.gallery FOLDER`."""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog, QScrollArea

from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.handover import receipt
from app.handover.terms import Party, Signing
from app.kernel.clock import FixedClock
from app.reconciliation import closing, explaining, recording, scans, stating
from app.reconciliation.balance_of import CLOSING
from app.reconciliation.explaining import Answer
from app.reconciliation.homecoming import PROVINCE
from app.reconciliation.ledger import Scope
from app.reconciliation.periods import period
from app.reconciliation.recording import Signers
from app.reconciliation.rules import Override
from app.reconciliation.rules.spans import OTHER, Span
from app.reconciliation.screens.homecoming import HomecomingContext, HomecomingScreen
from app.reconciliation.screens.homestate import Chosen
from app.reconciliation.screens.screen import ReconciliationContext, ReconciliationScreen
from app.reconciliation.stating import Stated
from app.registration import heads, people
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme
from tests.handover.samples import issued
from tests.helpers.office import MORNING, landed
from tests.helpers.office import ship as tied_up
from tests.helpers.offices import create_sample
from tests.manifest.screens.quayside import operations_of
from tests.reconciliation.quay import Quay
from tests.reconciliation.screens.driving import PDF, shelf_of
from tests.reconciliation.test_periods import WEEK
from tests.reconciliation.test_postings import gate, next_day

BONE = Party(
    "Andi Tenri Ampa, S.Sos., M.M.", institution="Dinas Sosial Kabupaten Bone, Provinsi Sulawesi Selatan",
    position="Kepala Bidang Rehabilitasi Sosial", phone="0481-2910021",
)  # fmt: skip
FLORES = Party("Drs. Yohanes Lewar", institution="Dinas Sosial Kabupaten Flores Timur", position="Sekretaris")


LONG = "KM Purnama Ekspres Tawau–Nunukan"


def fortnight(office: Office, clock: FixedClock) -> str:
    """170 people of two ships: home, on the way, in hospital, gone; a week closed, and changed afterwards."""
    ship = tied_up(office, LONG)
    other = tied_up(office, "KM Francis Ekspres")
    stays, more = landed(office, ship, 120), landed(office, other, 50, seed=3)
    for stay in stays[:20]:
        gate(office, stay)
    quay = Quay(office, ship)
    quay.leaves(stays[0], "rumah_sakit")
    quay.leaves(stays[1], "meninggal")
    for stay in (*stays[2:6], more[0]):
        quay.leaves(stay, "pergi_tanpa_izin")
    quay.received(issued_signed(office, quay, stays[10:80], BONE), Signing())
    late = issued_signed(office, quay, stays[80:110], BONE)
    issued_signed(office, quay, more[10:40], FLORES)
    for each in (ship, other):
        with office.write("reconciliation.close") as w:
            closing.close(w, Scope(each), Override("Siti Aminah", "daftar konsulat menyusul lewat surel"))
    for _day in range(9):
        next_day(office, clock)
    explain(office)
    with office.write("reconciliation.explain") as w:
        source = "Kantor Imigrasi Kelas II TPI Nunukan, surat W18.IMI.IMI.4-0213"
        stating.state(w, WEEK, Stated(source, 171, {"LD": 120, "PD": 41, "AL": 5, "AP": 5}))
    with office.write("reconciliation.close") as w:
        closed = closing.close_period(w, WEEK, Override("Siti Aminah", "dua orang belum dapat ditanya")).id
    quay.received(late, Signing(outcomes={stays[80]: "tidak_hadir"}))
    with office.read() as r:
        person = heads.stay_of(r, stays[11]).person_id or ""
    with office.write("registration.edit") as w:
        people.update_person(w, person, {"sex": "P"})
    with office.read() as r:
        of_ship = next(one.id for one in closing.closings(r, ship))
    with office.write("reconciliation.record") as w:
        recording.record(w, of_ship, Signers("Rahma Wati Daeng Ngugi", "Drs. Amiruddin Rahman, M.Si."))
        scans.attach(w, of_ship, PDF, shelf_of(office).keep)
    return closed


def issued_signed(office: Office, quay: Quay, stays: list[str], receiver: Party) -> str:
    """A BAST to this office, signed; its id."""
    paper = issued(office, stays, receiver=receiver, parting_reason="keluarga menyusul")
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    return paper.id


def explain(office: Office) -> None:
    """Everything that is open in the week is explained."""
    with office.read() as r:
        checks = [check for check in period(r, WEEK).checks if check.finding.code == "period.transit"]
    for check in checks:
        with office.write("reconciliation.explain") as w:
            note = "kapal KM Bukit Siguntang tertunda di Parepare karena cuaca"
            explaining.explain(w, WEEK, check.finding, Answer("tanda_terima", note, "Rahma Wati Daeng Ngugi"))


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame with both screens of the balance."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    actor = lambda: office.actor.name  # noqa: E731
    zone = office.site.zone
    user = lambda: office.actor.user_id  # noqa: E731
    home = HomecomingContext(office.may, actor, user, office.clock.now, zone, shelf_of(office))
    balance = ReconciliationContext(office.may, actor, zone, user, shelf_of(office))
    group = "reconciliation"
    specs = [
        ScreenSpec("people", "Orang", "users", Screen),
        ScreenSpec(
            "reconciliation",
            "Rekonsiliasi",
            "scale",
            lambda: ReconciliationScreen(ops, balance),
            tab="Rekap orang",
            group=group,
        ),
        ScreenSpec("homecoming", "Tiba dan pulang", "house", lambda: HomecomingScreen(ops, home), group=group),
    ]
    return Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))


class Studio:
    """Goes about in the window and takes pictures."""

    def __init__(self, folder: Path, office: Office, theme: str) -> None:
        self._folder, self._name, self._app = folder, theme, QApplication.instance() or QApplication([])
        self.ops = operations_of(office)
        self.theme = Theme(self._app, theme)  # type: ignore[arg-type]
        self.window = window_of(office, self.ops, self.theme)
        self.window.resize(1366, 768)
        self.window.show()

    def settle(self) -> None:
        """Until nothing is under way."""
        for _each in range(6):
            until = time.monotonic() + 0.08
            while not self.ops.idle or time.monotonic() < until:
                self._app.processEvents()

    def shoot(self, name: str) -> None:
        self.settle()
        self.window.grab().save(str(self._folder / f"{name}-{self._name}.png"))

    def sheet(self, name: str) -> None:
        self.settle()
        dialog = [each for each in self.window.findChildren(QDialog) if each.isVisible()][-1]
        dialog.grab().save(str(self._folder / f"{name}-{self._name}.png"))
        dialog.reject()
        self.settle()


def tour(studio: Studio) -> None:
    """Every state of the screen."""
    studio.window.host.go("homecoming")
    studio.shoot("1-semester")
    screen = studio.window.host.current
    assert isinstance(screen, HomecomingScreen)
    screen._choose(Chosen(OTHER, PROVINCE, Span(WEEK.start, WEEK.end)))
    screen._choices.show_chosen(screen._chosen)
    studio.shoot("2-minggu-provinsi")
    scrolled_to(screen, 0.45)
    studio.shoot("3-tengah")
    scrolled_to(screen, 0.75)
    way = next(line for line in screen._accounts.table.rows if line.code == "perjalanan")
    screen._show_account(way, CLOSING)
    studio.shoot("3b-akun")
    scrolled_to(screen, 1)
    studio.shoot("3c-bawah")
    screen._show_number("rumah")
    studio.settle()
    screen._chains.open(screen._names.table.rows[0])
    studio.sheet("4-rantai")
    screen._answering.explain(screen._state.view.checks[0])  # type: ignore[union-attr]
    studio.sheet("5-jelaskan")
    screen._answering.state()
    studio.sheet("5b-pihak-lain")
    screen._answering.withdraw_stated(screen._state.stated[0])  # type: ignore[union-attr]
    studio.sheet("5c-cabut")
    screen._record.print_latest()
    studio.sheet("6-penanda-tangan")
    studio.window.host.go("reconciliation")
    studio.shoot("7-rekap")
    balance = studio.window.host.current
    assert isinstance(balance, ReconciliationScreen)
    assert balance._loaded is not None
    balance._choose(next(ship.id for ship in balance._loaded.ships if ship.name == LONG))
    studio.shoot("8-kapal-ditutup")
    scrolled_to(balance, 0.5)
    studio.shoot("8b-penyesuaian")
    scrolled_to(balance, 1)
    studio.shoot("8c-catatan")
    balance._acts.show_adjustments(balance._loaded.closings[0], balance._chains)
    studio.sheet("9-penyesuaian")


def scrolled_to(screen: Screen, share: float) -> None:
    """The left side of a screen, so far down."""
    for area in screen.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(int(bar.maximum() * share))


def main(folder: Path) -> None:
    """Both themes, and the paper."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as place:
        clock = FixedClock(MORNING)
        with create_sample(Path(place) / "nunukan", clock=clock).office as office:
            closed = fortnight(office, clock)
            for theme in ("light", "dark"):
                studio = Studio(folder, office, theme)
                tour(studio)
                studio.window.close()
                studio.ops.close()
                studio.theme.end()
            with office.write("reconciliation.record") as w:
                sheet = recording.record(w, closed, Signers("Rahma Wati Daeng Ngugi", "Drs. Amiruddin Rahman, M.Si."))
            for paper in ("A4", "F4"):
                (folder / f"berita-acara-{paper}.pdf").write_bytes(sheet.on(paper).pdf())
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
