"""Papers whose receipt is late: whom to ask by which telephone, and recording the answer by one key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.handover import lateness, listing, receipt, terms
from app.handover.lateness import LatePaper
from app.handover.listing import HandoverView
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.screens.words import kind_name
from app.handover.terms import Signing
from app.kernel.i18n import _
from app.reference.words import digits_date
from app.widgets.buttons import button, icon_button
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Operations
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


class LatePage(Page):
    """The longest wait first; Enter opens the paper."""

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
        self._record = button(_("Catat tanda terima (T)"), self._ask_current, "primary", "check")
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = Head([back, label(_("Menunggu tanda terima"), "title")], [self._record])
        said = _("Batas harinya diatur di Pengaturan. Telepon kantornya, lalu tekan T untuk mencatat jawabannya.")
        hint = label(said, "caption", wrap=True)
        whole = column(head, hint, listed, gap=12, margins=(24, 18, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        none = _("Semua tanda terima kembali dalam batas harinya.")
        self.table.set_empty(Empty(_("Tidak ada yang terlalu lama"), none, "circle-check"))

    def begin(self) -> None:
        """Read the late papers."""
        self.ops.read(lateness.late, latest="handover.late").then(self._loaded)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def ask(self, paper: LatePaper) -> None:
        """What the receiver answered, head by head."""
        if self.context.may("handover.sign"):
            self.ops.read(lambda r: listing.handover(r, paper.id)).then(self._ask_outcomes)

    def receive(self, paper_id: str, signing: Signing) -> None:
        """Record it."""
        pending = self.ops.write("handover.receive", lambda w: receipt.receive(w, paper_id, signing))
        pending.then(self._received)

    def _ask_current(self) -> None:
        if self.table.current() is not None:
            self.ask(self.table.current())

    def _ask_outcomes(self, view: HandoverView) -> None:
        sheet = OutcomeSheet(self, _("Jawaban penerima"), view.heads)
        sheet.accepted.connect(lambda: self.receive(view.line.id, sheet.signing))
        sheet.open()

    def _received(self, state: str) -> None:
        self.said.emit(Message(_("Dicatat: {state}.").format(state=_(terms.STATES[state])), "", "good"))
        self.begin()

    def _loaded(self, papers: list[LatePaper]) -> None:
        self._list.set_rows(papers)
        self._record.setVisible(bool(papers) and self.context.may("handover.sign"))
        if papers:
            self.table.go_to(0)
            self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Nomor kendali"), lambda paper: paper.number, 176, "strong"),
            Column(_("Penerima"), lambda paper: paper.receiver or "–", detail=lambda paper: paper.contact),
            Column(_("Telepon"), lambda paper: paper.phone or "–", 140, "strong"),
            Column(_("Jenis"), lambda paper: kind_name(paper.kind), 180, "muted", spare=True),
            Column(_("Ditandatangani"), lambda paper: digits_date(paper.since), 116, "muted"),
            Column(_("Hari"), lambda paper: paper.days, 60, "number"),
            Column(_("Orang"), lambda paper: paper.total, 66, "number"),
        )
