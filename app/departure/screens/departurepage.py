"""One departure: its state on top, and five panes: people, way, seats, gangway, papers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from app.departure import afterwards, boarding, plan, unused, voyages
from app.departure.rules.travel import some_of
from app.departure.screens import words
from app.departure.screens.boardpane import BoardPane
from app.departure.screens.context import Pane, TravelContext
from app.departure.screens.paperpane import PaperPane
from app.departure.screens.peoplepane import PeoplePane
from app.departure.screens.seatpane import SeatPane
from app.departure.screens.tickets import ask_whether, ask_why
from app.departure.screens.waypane import WayPane
from app.departure.unused import Fate
from app.departure.voyages import DepartureView
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.counts import HeadLine
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question
from app.widgets.fields import SegmentField
from app.widgets.icons import Glyph
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import column, panel, row
from app.widgets.message import Message
from app.widgets.narrow import ElidedLabel
from app.widgets.operations import Begun, Operations
from app.widgets.theme import dress

PEOPLE, WAY, SEATS, GANGWAY, PAPERS = "people", "way", "seats", "gangway", "papers"


@dataclass(frozen=True)
class _Seen:
    """A departure as it was read, with how many are listed and aboard and which foreigners are among them."""

    view: DepartureView
    listed: int
    aboard: int
    foreign: Sequence[HeadLine]


class DeparturePage(QWidget):
    """`open(id)`; panes are made when first shown."""

    said = Signal(object)
    left = Signal()
    person_wanted = Signal(str)

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._id = ""
        self.view: DepartureView | None = None
        self._title, self._about, self._state = ElidedLabel("title"), label("", "muted"), pill("")
        names = (_("1 Orang"), _("2 Perjalanan"), _("3 Tempat"), _("4 Naik"), _("5 Berkas"))
        self.tabs = SegmentField("tab", "", tuple(zip((PEOPLE, WAY, SEATS, GANGWAY, PAPERS), names, strict=True)))
        self.tabs.set_value(PEOPLE)
        self.tabs.changed.connect(self._turn)
        self._cancel = button(_("Batalkan keberangkatan"), self._ask_cancel, "quiet", "x")
        self._revive = button(_("Tidak jadi batal"), self._revived, "quiet", "undo-2")
        self._stack = QStackedWidget()
        self._makers: dict[str, Callable[[], Pane]] = {
            PEOPLE: lambda: PeoplePane(ops, context),
            WAY: lambda: WayPane(ops, context),
            SEATS: lambda: SeatPane(ops, context),
            GANGWAY: lambda: BoardPane(ops, context),
            PAPERS: lambda: PaperPane(ops, context),
        }
        self._panes: dict[str, Pane] = {}
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = row(back, self._title, self._state, 1, self._revive, self._cancel, gap=10)
        self.warning = label("", "", "warn", wrap=True)
        self.take_off = button(_("Keluarkan dari manifes"), self._ask_take_off, glyph="user-x")
        self._foreign: Sequence[HeadLine] = ()
        self._band = panel(self._band_row())
        self._band.hide()
        whole = column(head, self._about, self._band, self.tabs, self._stack, gap=10, margins=(24, 18, 24, 16))
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def open(self, departure_id: str, tab: str = PEOPLE) -> None:
        """Show a departure."""
        self._id, self.view = departure_id, None
        self.tabs.set_value(tab)
        self.read()

    def read(self) -> None:
        """Read it again."""
        asked = self._id

        def look(r: Any) -> _Seen:
            listed, aboard = len(voyages.passenger_ids(r, asked)), len(voyages.aboard_ids(r, asked))
            return _Seen(voyages.departure(r, asked), listed, aboard, afterwards.foreigners(r, asked))

        if asked:
            self._ops.read(look, latest="departure.page").then(self._show)

    @property
    def id(self) -> str:
        """The departure shown."""
        return self._id

    @property
    def tab(self) -> str:
        """The pane shown."""
        return str(self.tabs.value() or PEOPLE)

    def pane(self, tab: str = "") -> Pane:
        """A pane, made now if nobody saw it yet."""
        name = tab or self.tab
        if name not in self._panes:
            made = self._panes[name] = self._makers[name]()
            made.said.connect(self.said)
            made.person_wanted.connect(self.person_wanted)
            made.stale.connect(self.read)
            self._stack.addWidget(made)
        return self._panes[name]

    def show_tab(self, tab: str) -> None:
        """Turn to a pane."""
        self.tabs.set_value(tab)
        self._turn()

    def first_focus(self) -> QWidget:
        """Where the pane wants the cursor."""
        return self.pane().first_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _band_row(self) -> QBoxLayout:
        line = row(Glyph("triangle-alert", "warn", 24), self.warning, self.take_off, gap=12)
        line.setStretch(1, 1)
        return line

    def _show(self, seen: "_Seen") -> None:
        view = seen.view
        if view.id != self._id:
            return
        self.view = view
        self._title.setText(view.title)
        retone(self._state, name_of("keadaan_keberangkatan", view.state), words.state_tone(view))
        self._about.setText(words.summary(view, self._context.zone, seen.listed, seen.aboard))
        may = self._context.may(plan.PERMISSION)
        self._cancel.setVisible(may and view.open)
        self._revive.setVisible(may and bool(view.cancelled))
        self._warn(view, seen.foreign)
        fresh = self.pane().view is None
        self._turn(focus=fresh)

    def _warn(self, view: DepartureView, foreign: Sequence[HeadLine]) -> None:
        self._foreign = foreign
        self._band.setVisible(bool(foreign))
        if not foreign:
            return
        who = some_of([head.display for head in foreign])
        text = _("{who} tercatat naik, tetapi warga negara asing.").format(who=who)
        gone = afterwards.gone_with(view)
        place = view.legs[-1].to_place if view.legs else ""
        hint = _("Kapalnya sudah berangkat: kabari Imigrasi di {place}.") if gone else _("Urusannya dengan Imigrasi.")
        self.warning.setText(f"{text} {hint.format(place=place)}")
        self.take_off.setVisible(not gone and self._context.may(boarding.PERMISSION))

    def _ask_take_off(self) -> None:
        departure, stays = self._id, [head.stay_id for head in self._foreign]
        text = _("{who} tidak lagi dihitung naik; manifes berikutnya menyebut bedanya. Antar ke petugas Imigrasi.")
        text = text.format(who=some_of([head.display for head in self._foreign]))

        def go(_why: str, fate: Fate | None) -> Begun:
            pending = self._ops.write("departure.board", lambda w: afterwards.take_off(w, departure, stays, fate))
            return pending.then(lambda _nothing: self._told(_("Dikeluarkan. Cetak manifes yang dibetulkan di Berkas.")))

        question = Question(_("Keluarkan dari manifes?"), text, _("Keluarkan"))
        ask_whether(self, self._ops, question, lambda r: unused.paid(r, departure, stays), go)

    def _turn(self, focus: bool = True) -> None:
        pane = self.pane()
        dress(pane)
        self._stack.setCurrentWidget(pane)
        if self.view is not None:
            pane.show_departure(self.view)
        if focus:
            pane.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_cancel(self) -> None:
        departure = self._id
        text = _("Orangnya kembali menunggu; daftarnya tetap tersimpan.")
        question = Question(_("Batalkan keberangkatan ini?"), text, _("Batalkan keberangkatan"), danger=True)

        def cancel(why: str, fate: Fate | None) -> Begun:
            pending = self._ops.write("departure.cancel", lambda w: plan.cancel(w, departure, why, fate))
            return pending.then(lambda _nothing: self._told(_("Keberangkatan dibatalkan; orangnya menunggu lagi.")))

        ask_why(self, self._ops, question, lambda r: unused.paid(r, departure), cancel)

    def _revived(self) -> None:
        departure = self._id
        pending = self._ops.write("departure.cancel", lambda w: plan.revive(w, departure))
        pending.then(self._told_revived)

    def _told_revived(self, both: tuple[str, ...]) -> None:
        if not both:
            self._told(_("Keberangkatan ini jadi lagi."))
            return
        text = _("Keberangkatan ini jadi lagi; {n} orang kini ada di dua keberangkatan: {who}.")
        names = ", ".join(both[:5]) + (" …" if len(both) > 5 else "")
        hint = _("Keluarkan mereka dari salah satunya; di daftar tertulis “juga ada di”.")
        self.said.emit(Message(text.format(n=len(both), who=names), hint, tone="warn"))
        self.read()

    def _told(self, text: str) -> None:
        self.said.emit(Message(text, tone="good"))
        self.read()
