"""The lists behind the tabs of the screen Kesehatan: each is read when its tab is shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.health import care, outbreak, referrals, remarks, trail
from app.health.care import Isolated
from app.health.referrals import Referred
from app.health.screens.context import Desk
from app.health.screens.lists import (
    isolation_pane,
    isolation_summary,
    referral_pane,
    referral_summary,
    remark_pane,
    trail_pane,
)
from app.health.screens.outbreakpane import OutbreakPane
from app.health.trail import Noted
from app.kernel.i18n import _

QUEUE, ISOLATION, REFERRALS, OUTBREAK, REMARKS, TRAIL = range(6)


class Lists(QObject):
    """The panes in the order of their tabs, the queue apart; it goes with its screen, and so do its answers."""

    def __init__(self, screen: QObject, desk: Desk, zone: str) -> None:
        super().__init__(screen)
        self._desk = desk
        self.isolation, self.letters, self.outbreak = isolation_pane(), referral_pane(), OutbreakPane()
        self.remarks, self.trail = remark_pane(), trail_pane(zone)
        self.panes = (self.isolation, self.letters, self.outbreak, self.remarks, self.trail)
        self.outbreak.asked.connect(self._read_outbreak)

    def read(self, tab: int) -> None:
        """Read what one tab shows."""
        show_remarks = partial(self.remarks.show_rows, summary="")
        readers: dict[int, Callable[[], object]] = {
            ISOLATION: lambda: self._desk.read(care.isolated, "isolation").then(self._show_isolation),
            REFERRALS: lambda: self._desk.read(referrals.referrals, "referrals").then(self._show_letters),
            OUTBREAK: lambda: self._desk.read(outbreak.seen, "seen").then(self.outbreak.show_seen),
            REMARKS: lambda: self._desk.read(remarks.remarks, "remarks").then(show_remarks),
            TRAIL: lambda: self._desk.read(trail.noted, "trail").then(self._show_trail),
        }
        readers[tab]()

    def _show_isolation(self, rows: list[Isolated]) -> None:
        self.isolation.show_rows(rows, isolation_summary(rows))

    def _show_letters(self, rows: list[Referred]) -> None:
        self.letters.show_rows(rows, referral_summary(rows))

    def _show_trail(self, rows: list[Noted]) -> None:
        self.trail.show_rows(rows, _("Setiap orang yang membuka catatan kesehatan seseorang tertulis di sini."))

    def _read_outbreak(self, finding: str) -> None:
        if finding:
            found = self._desk.read(lambda office: outbreak.outbreak(office, finding), "outbreak")
            found.then(self.outbreak.show_outbreak)
