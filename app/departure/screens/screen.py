"""Keberangkatan: sorting and departures first, one departure behind it; the actions of both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.departure import plan
from app.departure.plan import LegDraft
from app.departure.screens import asking
from app.departure.screens.boardpane import BoardPane
from app.departure.screens.context import TravelContext
from app.departure.screens.departurepage import GANGWAY, PAPERS, PEOPLE, SEATS, WAY, DeparturePage
from app.departure.screens.listpage import ListPage
from app.departure.screens.paperpane import PaperPane
from app.departure.screens.peoplepane import PeoplePane
from app.departure.screens.seatpane import SeatPane
from app.departure.screens.waypane import WayPane
from app.kernel.i18n import _
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations
from app.widgets.screen import Draft, Screen
from app.widgets.theme import dress

SHOWN = frozenset(
    (
        "departure", "departure_leg", "departure_carrier", "departure_delay", "departure_vehicle",
        "departure_passenger", "departure_ride", "departure_escort", "departure_office", "departure_aboard",
        "departure_boarding_end", "departure_ticket_end", "departure_left_behind", "outgoing_manifest",
        "departure_document", "departure_document_kind", "stay", "movement", "person", "need", "family_member",
        "handover",
    )
)  # fmt: skip
CODING = "coding"
"""The queue of destinations without a code on the screen Orang."""


class DepartureScreen(Screen):
    """`DepartureScreen(ops, context)`."""

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._stack = QStackedWidget()
        self.list = ListPage(ops, context)
        self.list.opened.connect(self.open)
        self.list.new_wanted.connect(self.new)
        self.list.coding_wanted.connect(lambda: self.go.emit("people", CODING))
        self.list.person_wanted.connect(lambda stay: self.go.emit("people", stay))
        self.page = DeparturePage(ops, context)
        self.page.left.connect(self.show_list)
        self.page.said.connect(self.said)
        self.page.person_wanted.connect(lambda stay: self.go.emit("people", stay))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.page)
        self.setLayout(column(self._stack))

    def pieces(self) -> Sequence[QWidget]:
        """The list and the page wear the look one at a time."""
        return (self.list, self.page) if self.shows_page else (self.list,)

    @property
    def shows_page(self) -> bool:
        """Whether one departure is shown."""
        return self._stack.currentWidget() is self.page

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown."""
        if not tables or tables & SHOWN:
            self.page.read() if self.shows_page else self.list.load()

    def show_target(self, target: str) -> None:
        """One departure, or the list for ""."""
        self.open(target) if target else self.show_list()

    def open(self, departure_id: str, tab: str = PEOPLE) -> None:
        """Show a departure."""
        dress(self.page)
        self._stack.setCurrentWidget(self.page)
        self.page.open(departure_id, tab)

    def show_list(self) -> None:
        """Back to sorting and departures."""
        self._stack.setCurrentWidget(self.list)
        self.list.load()
        self.list.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def new(self) -> None:
        """Make a departure."""
        if self._context.may(plan.PERMISSION):
            asking.ask_departure(self, self._context.zone, (), self._make)

    def scan(self, code: str) -> None:
        """A card was scanned: at the gangway it goes aboard, elsewhere its owner is shown."""
        pane = self.page.pane() if self.shows_page else None
        if isinstance(pane, BoardPane):
            pane.scan(code)
        else:
            self.go.emit("people", f"card:{code}")

    def draft(self) -> Draft:
        """Where one was, and who is chosen and not kept."""
        if not self.shows_page:
            return {}
        pane = self.page.pane()
        kept: Draft = {"departure": self.page.id, "tab": self.page.tab}
        return {**kept, "people": pane.draft()} if isinstance(pane, PeoplePane) and pane.draft() else kept

    def restore(self, draft: Draft) -> None:
        """Go on where it was."""
        if draft.get("departure"):
            self.open(str(draft["departure"]), str(draft.get("tab") or PEOPLE))
            chosen, pane = draft.get("people"), self.page.pane()
            if isinstance(chosen, dict) and isinstance(pane, PeoplePane):
                pane.restore(chosen)

    def later(self) -> Iterator[None]:
        """The panes of a departure are ready before they are wanted."""
        for tab in (PEOPLE, WAY, SEATS, GANGWAY, PAPERS):
            dress(self.page.pane(tab))
            yield

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        tabs = {PEOPLE: "people", WAY: "way", SEATS: "seats", GANGWAY: "gangway", PAPERS: "papers"}
        found: dict[str, Callable[[], object]] = {f"departure.{name}": self._turner(tab) for tab, name in tabs.items()}
        found["departure.share"] = self._runner(PAPERS, PaperPane.share)
        if self._context.may(plan.PERMISSION):
            found["departure.new"] = self.new
            found |= {name: self._runner(tab, act) for name, (tab, act) in _ACTS.items()}
        return found

    def first_focus(self) -> QWidget:
        """Where the page wants the cursor."""
        return self.page.first_focus() if self.shows_page else self.list.first_focus()

    def _make(self, title: str, leg: LegDraft, _vehicles: int) -> Begun:
        return self._ops.write("departure.plan", lambda w: plan.plan(w, title, (leg,))).then(self._made)

    def _made(self, departure_id: str) -> None:
        self.said.emit(Message(_("Keberangkatan dibuat."), _("Pilih orangnya, lalu simpan daftarnya."), "good"))
        self.open(departure_id)

    def _turner(self, tab: str) -> Callable[[], object]:
        return lambda: self.page.show_tab(tab) if self.shows_page else None

    def _runner(self, tab: str, act: Callable[[Any], object]) -> Callable[[], object]:
        """Turns to a pane and does something there; nothing while no departure is shown."""

        def run() -> None:
            if self.shows_page:
                if self.page.tab != tab:
                    self.page.show_tab(tab)
                act(self.page.pane())

        return run


_ACTS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "departure.all": (PEOPLE, PeoplePane.choose_all),
    "departure.save": (PEOPLE, PeoplePane.save),
    "departure.leg": (WAY, WayPane.add),
    "departure.unleg": (WAY, WayPane.drop),
    "departure.vehicles": (WAY, WayPane.put_vehicles),
    "departure.escort": (WAY, WayPane.ask_escort),
    "departure.arrange": (SEATS, SeatPane.arrange),
    "departure.close": (GANGWAY, BoardPane.close_check),
    "departure.undo": (GANGWAY, BoardPane.undo),
    "departure.print": (PAPERS, PaperPane.print_manifest),
    "departure.export": (PAPERS, PaperPane.export),
}
"""What can be done by key, and on which pane."""
