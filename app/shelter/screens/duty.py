"""Giliran jaga: incidents, guards, the log of the shifts, and one shift handing over to the next."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.kernel.i18n import _
from app.shelter.screens.dutycontext import Bench, DutyContext
from app.shelter.screens.guards import GuardsPane
from app.shelter.screens.incidents import IncidentsPane
from app.shelter.screens.shiftlog import LogPane
from app.shelter.screens.turnovers import TurnoversPane
from app.widgets.buttons import button
from app.widgets.layouts import column
from app.widgets.operations import Operations
from app.widgets.screen import Draft, Screen, page

INCIDENTS, GUARDS, LOG, TURNOVERS = range(4)
_TABLES = (
    frozenset(("incident", "stay", "person")),
    frozenset(("guard_post", "guard_duty", "operational_day")),
    frozenset(("shift_note", "shift_span", "operational_day")),
    frozenset(("turnover", "shift_span")),
)
_Pane = IncidentsPane | GuardsPane | LogPane | TurnoversPane


class DutyScreen(Screen):
    """`DutyScreen(ops, context)`; a target is the id of an incident or of a handover."""

    def __init__(self, ops: Operations, context: DutyContext) -> None:
        super().__init__()
        bench = Bench(ops, context, self.said.emit, self.act.emit)
        self.incidents, self.guards = IncidentsPane(bench), GuardsPane(bench)
        self.log, self.turnovers = LogPane(bench), TurnoversPane(bench)
        self._panes: tuple[_Pane, ...] = (self.incidents, self.guards, self.log, self.turnovers)
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        for title in (_("Kejadian"), _("Penjaga"), _("Buku giliran"), _("Serah terima giliran")):
            self.tabs.addTab(title)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("Bagian layar Giliran jaga"))
        for pane in self._panes:
            self._stack.addWidget(pane)
        self.tabs.currentChanged.connect(self._turn)
        self.incidents.person.connect(lambda stay: self.go.emit("people", stay))
        body = column(self.tabs, self._stack, gap=12)
        body.setStretch(1, 1)
        self._new = button(_("Kejadian baru"), lambda: self.act.emit("duty.new"), "primary", "plus")
        whole = page(_("Giliran jaga"), body, tools=(self._new,))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._turn(INCIDENTS)

    @property
    def pane(self) -> _Pane:
        """The part in front."""
        return self._panes[self.tabs.currentIndex()]

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the part in front again; the others are read when they come to the front."""
        if not tables or tables & _TABLES[self.tabs.currentIndex()]:
            self.pane.read()

    def show_target(self, target: str) -> None:
        """An incident or a handover, wherever it is."""
        for place, pane in ((INCIDENTS, self.incidents), (TURNOVERS, self.turnovers)):
            if pane.select(target):
                self.tabs.setCurrentIndex(place)
        self.pane.read()

    def draft(self) -> Draft:
        """The part in front, and the line being typed into the log."""
        said: Draft = {"tab": self.tabs.currentIndex(), "note": self.log.line.text()}
        return {name: value for name, value in said.items() if value}

    def restore(self, draft: Draft) -> None:
        """Look at the same part again, with the same line in the log."""
        tab = draft.get("tab")
        self.log.line.setText(str(draft.get("note") or ""))
        self.tabs.setCurrentIndex(tab if isinstance(tab, int) and 0 <= tab < len(self._panes) else INCIDENTS)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The acts of the part in front, and the way to the others."""
        return {
            "duty.incidents": lambda: self._go_to(INCIDENTS),
            "duty.guards": lambda: self._go_to(GUARDS),
            "duty.log": lambda: self._go_to(LOG),
            "duty.turnovers": lambda: self._go_to(TURNOVERS),
            **self.pane.handlers(),
        }

    def first_focus(self) -> QWidget:
        """The list in front, or the line of the log."""
        return self.log.line if self.pane is self.log else self.pane.table

    def _go_to(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.first_focus().setFocus()

    def _turn(self, place: int) -> None:
        titles = (_("Kejadian baru"), _("Catat jaga"), _("Tulis catatan"), _("Serahkan giliran"))
        self._stack.setCurrentIndex(place)
        self._new.setText(titles[place])
        self.pane.read()
