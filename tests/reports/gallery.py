"""Giliran jaga and Laporan after two busy days, as pictures: `python -m tests.reports.gallery FOLDER`."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.access import slots, users
from app.access.holders import sealer
from app.access.office import Office
from app.access.people import PersonDraft
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.clock import FixedClock
from app.printing.preview import pages_as_png
from app.reports import daily
from app.reports.screens.context import ReportsContext
from app.reports.screens.screen import ReportsScreen
from app.shelter.duty import turnover
from app.shelter.duty.turnover import TurnoverDraft
from app.shelter.screens.duty import GUARDS, LOG, TURNOVERS, DutyScreen
from app.shelter.screens.dutycontext import DutyContext
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme
from tests.helpers.office import MORNING
from tests.helpers.offices import create_sample
from tests.manifest.screens.quayside import operations_of
from tests.reports.busy import FRIDAY, two_days
from tests.shelter.counter import write


def duty_context(office: Office) -> DutyContext:
    """The desk as the wiring describes it."""
    who = lambda: (office.actor.user_id, office.actor.name)  # noqa: E731
    return DutyContext(office.may, who, office.clock.now, office.site.zone, sealer)


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame with both screens in it."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    context = ReportsContext(office.clock.now, office.site.code, Path(office.home.exports))
    specs = [
        ScreenSpec("people", "Orang", "users", Screen),
        ScreenSpec("duty", "Giliran jaga", "shield", lambda: DutyScreen(ops, duty_context(office))),
        ScreenSpec("reports", "Laporan", "chart-column", lambda: ReportsScreen(ops, context)),
    ]
    return Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))


class Studio:
    """Goes about in the window and takes pictures."""

    def __init__(self, app: QApplication, window: Window, ops: Operations, folder: Path, mode: str) -> None:
        self.app, self.window, self.ops, self.folder, self.mode = app, window, ops, folder, mode

    def settle(self) -> None:
        """Until nothing runs in the background."""
        until = time.monotonic() + 20
        quiet = 0
        while quiet < 5 and time.monotonic() < until:
            self.app.processEvents()
            quiet = quiet + 1 if self.ops.idle else 0

    def shoot(self, name: str) -> None:
        """One picture of the window with what lies over it."""
        self.settle()
        over = QApplication.activeModalWidget()
        picture = self.window.grab()
        picture.save(str(self.folder / f"{name}-{self.mode}.png"))
        if over is not None:
            over.grab().save(str(self.folder / f"{name}-{self.mode}-sheet.png"))
            over.close()
            self.settle()

    def duty(self) -> None:
        """Every part of Giliran jaga."""
        self.window.go("duty")
        self.settle()
        shown = self.window.host.current
        assert isinstance(shown, DutyScreen)
        self.shoot("incidents")
        shown.incidents.write_down()
        self.shoot("incident")
        shown.tabs.setCurrentIndex(GUARDS)
        self.shoot("guards")
        shown.tabs.setCurrentIndex(LOG)
        self.shoot("log")
        shown.tabs.setCurrentIndex(TURNOVERS)
        self.shoot("turnovers")
        shown.turnovers.hand_over()
        self.settle()
        self.shoot("turnover")

    def reports(self) -> None:
        """Several parts of Laporan."""
        self.window.go("reports", FRIDAY.isoformat())
        self.settle()
        shown = self.window.host.current
        assert isinstance(shown, ReportsScreen)
        for part in ("people", "meals", "rooms", "aid", "incidents", "guards"):
            shown.parts.select(part)
            self.shoot(f"report-{part}")


def main(folder: Path) -> None:
    """Make the house and take every picture, light and dark."""
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
        two_days(office, clock, 150)
        users.add_user(
            office, PersonDraft("rahma", "Rahmawati Daeng Ngugi", roles=frozenset({"satgas"})), "hujan turun pelan"
        )
        draft = TurnoverDraft("malam", "pagi", "Burhanuddin bin Haji Abdul Karim", keys=("Kunci gudang dan brankas",))
        made = write(office, lambda w: turnover.issue(w, draft))
        papers(office, made.id, folder)
        ops = operations_of(office)
        for mode in ("light", "dark"):
            theme = Theme(app, mode)
            window = window_of(office, ops, theme)
            window.resize(1366, 768)
            window.show()
            studio = Studio(app, window, ops, folder, mode)
            studio.duty()
            studio.reports()
            window.close()
            theme.end()
        ops.close()


def papers(office: Office, turnover_id: str, folder: Path) -> None:
    """The pages of both papers."""
    makers: dict[str, Callable[[], bytes]] = {
        "paper-turnover": lambda: write(office, lambda r: turnover.paper(r, turnover_id)).pdf(),
        "paper-daily-a4": lambda: write(office, lambda w: daily.paper(w, FRIDAY)).pdf(),
        "paper-daily-f4": lambda: write(office, lambda w: daily.paper(w, None, "F4")).pdf(),
    }
    for name, make in makers.items():
        for number, page in enumerate(pages_as_png(make(), 80), 1):
            (folder / f"{name}-{number}.png").write_bytes(page)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
