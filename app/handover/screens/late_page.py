"""Papers whose receipt is late, and the people on them: whom to ask by which telephone, the answer by one key."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.handover import lateness, listing, receipt, terms
from app.handover.lateness import LatePaper
from app.handover.listing import HandoverView, Unreceived
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.screens.words import kind_name
from app.handover.terms import Signing
from app.kernel.i18n import _
from app.reference.words import digits_date
from app.widgets.buttons import button, icon_button
from app.widgets.fields import SegmentField
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations
from app.widgets.tables import Column, Empty, FilteredTable, RowTable


class LateTable(RowTable):
    """T records the receipt of the paper under the cursor."""

    answered = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T; everything else as in every table."""
        if event.key() == Qt.Key.Key_T and not event.modifiers() and self.current() is not None:
            self.answered.emit(self.current())
        else:
            super().keyPressEvent(event)


PAPERS, PEOPLE = "papers", "people"
_OnTheWay = tuple[LatePaper, Unreceived]


def _late(r: Any) -> tuple[list[LatePaper], list[_OnTheWay]]:
    """The late papers, and everybody on them whom nobody has answered for."""
    papers = lateness.late(r)
    known = {paper.id: paper for paper in papers}
    people = [(known[one.handover_id], one) for one in listing.unreceived(r) if one.handover_id in known]
    return papers, sorted(people, key=lambda one: (-one[0].days, one[0].number, one[1].name))


class LatePage(Page):
    """The longest wait first; Enter opens the paper, or the person where people are listed."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.table = LateTable(self._columns(), key=lambda paper: paper.id)
        self.table.setAccessibleName(_("Menunggu tanda terima"))
        self.table.opened.connect(lambda paper: self.paper_wanted.emit(paper.id))
        self.table.answered.connect(self.ask)
        listed = FilteredTable(
            self.table, lambda paper: f"{paper.number} {paper.receiver} {paper.contact}", _("Cari nomor atau kantor")
        )
        self._list = listed
        self.people = RowTable(_people_columns(), key=lambda one: one[1].stay_id)
        self.people.setAccessibleName(_("Orang yang belum ada tanda terimanya"))
        self.people.opened.connect(lambda one: self.person_wanted.emit(one[1].stay_id))
        self._named = FilteredTable(self.people, _searched, _("Cari nama, nomor atau kantor"))
        self.choose = SegmentField("late", "", ((PAPERS, _("Surat")), (PEOPLE, _("Orang"))))
        self.choose.set_value(PAPERS)
        self.choose.changed.connect(self._turn)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(self._named)
        self._record = button(_("Catat tanda terima (T)"), self._ask_current, "primary", "check")
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = Head([back, label(_("Menunggu tanda terima"), "title")], [self.choose, self._record])
        said = _("Batas harinya diatur di Pengaturan. Telepon kantornya, lalu tekan T untuk mencatat jawabannya.")
        hint = label(said, "caption", wrap=True)
        whole = column(head, hint, self._stack, gap=12, margins=(24, 18, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        none = _("Semua tanda terima kembali dalam batas harinya.")
        for table in (self.table, self.people):
            table.set_empty(Empty(_("Tidak ada yang terlalu lama"), none, "circle-check"))

    def begin(self) -> None:
        """Read the late papers and their people."""
        self.ops.read(_late, latest="handover.late").then(self._loaded)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.people if self.choose.value() == PEOPLE else self.table

    def ask(self, paper: LatePaper) -> None:
        """What the receiver answered, head by head."""
        if self.context.may("handover.sign"):
            self.ops.read(lambda r: listing.handover(r, paper.id)).then(self._ask_outcomes)

    def receive(self, paper_id: str, signing: Signing) -> Begun:
        """Record it."""
        pending = self.ops.write("handover.receive", lambda w: receipt.receive(w, paper_id, signing))
        return pending.then(self._received)

    def _ask_current(self) -> None:
        if self.table.current() is not None:
            self.ask(self.table.current())

    def _ask_outcomes(self, view: HandoverView) -> None:
        sheet = OutcomeSheet(self, _("Jawaban penerima"), view.heads)
        sheet.when_yes(lambda: self.receive(view.line.id, sheet.signing))
        sheet.open()

    def _received(self, state: str) -> None:
        self.said.emit(Message(_("Dicatat: {state}.").format(state=_(terms.STATES[state])), "", "good"))
        self.begin()

    def _loaded(self, found: tuple[list[LatePaper], list[_OnTheWay]]) -> None:
        papers, people = found
        self._list.set_rows(papers)
        self._named.set_rows(people)
        for table in (self.table, self.people):
            if table.rows and table.currentIndex().row() < 0:
                table.go_to(0)
        self._turn()

    def _turn(self) -> None:
        papers = self.choose.value() != PEOPLE
        self._stack.setCurrentWidget(self._list if papers else self._named)
        self._record.setVisible(papers and bool(self.table.rows) and self.context.may("handover.sign"))
        self.first_focus().setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Nomor kendali"), lambda paper: paper.number, 176, "strong"),
            Column(_("Penerima"), lambda paper: paper.receiver or "–", detail=_contact_and_place),
            Column(_("Telepon"), lambda paper: paper.phone or "–", 140, "strong"),
            Column(_("Jenis"), lambda paper: kind_name(paper.kind), 180, "muted", spare=True),
            Column(_("Ditandatangani"), lambda paper: digits_date(paper.since), 116, "muted"),
            Column(_("Hari"), lambda paper: paper.days, 60, "number"),
            Column(_("Orang"), lambda paper: paper.total, 66, "number"),
        )


def _contact_and_place(paper: LatePaper) -> str:
    return " · ".join(part for part in (paper.contact, paper.where) if part)


def _searched(one: _OnTheWay) -> str:
    paper, person = one
    return f"{person.name} {paper.number} {paper.receiver}"


def _people_columns() -> tuple[Column, ...]:
    return (
        Column(_("Nama"), lambda one: one[1].name, 0, "strong"),
        Column(_("Nomor kendali"), lambda one: one[0].number, 176, "muted"),
        Column(_("Penerima"), lambda one: one[0].receiver or "–", 280, "muted"),
        Column(_("Ditandatangani"), lambda one: digits_date(one[0].since), 116, "muted", spare=True),
        Column(_("Hari"), lambda one: one[0].days, 60, "number"),
    )
