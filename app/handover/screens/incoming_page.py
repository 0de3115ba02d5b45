"""Surat masuk: papers of other posts loaded from a bundle, and how far their people are checked and answered for."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.access.office import MERGE
from app.handover import answering, terms
from app.handover.answering import IncomingView
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.courier import Courier
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.words import digits_date
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, at_once, confirm, open_file
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Operations
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable

EXPIRED = "handing.expired"


def state_mark(view: IncomingView) -> Mark:
    """Where a paper stands, in word, icon and tone."""
    if view.called_off:
        return Mark(_("dibatalkan pengirim"), "x", "faint")
    if view.replaced_by:
        return Mark(_("digantikan {number}").format(number=view.replaced_by), "copy", "faint")
    if view.changed:
        return Mark(_("berubah sejak dijawab"), "triangle-alert", "warn")
    if view.revision:
        return Mark(_("sudah dijawab"), "circle-check", "good")
    if view.waiting:
        return Mark(_("{n} belum diperiksa").format(n=view.waiting), "list-checks", "accent")
    return Mark(_("siap dijawab"), "pencil", "accent")


class IncomingPage(Page):
    """The list of papers; opening one shows its people."""

    opened = Signal(str)
    """An incoming paper, by its id."""

    def __init__(self, ops: Operations, context: HandoverContext, courier: Courier) -> None:
        super().__init__(ops, context)
        self.courier = courier
        self.table = RowTable(self._columns(), key=lambda view: view.id, state=lambda view: state_mark(view).tone)
        self.table.setAccessibleName(_("Surat dari pos lain"))
        self.table.opened.connect(lambda view: self.opened.emit(view.id))
        listed = FilteredTable(
            self.table, lambda view: f"{view.number} {view.from_name}", _("Cari nomor atau pengirim")
        )
        self._list = listed
        self.load_button = button(_("Muat berkas …"), self._ask, "primary", "download")
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = Head([back, label(_("Surat masuk"), "title")])
        head.set_tools([self.load_button])
        self._teach()
        whole = column(head, listed, gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def begin(self) -> None:
        """Read the papers again."""
        self.ops.read(answering.incoming_papers, latest="handover.incoming").then(self._loaded)

    def first_focus(self) -> QWidget:
        """The list, or loading while it is empty."""
        return self.table if self.table.rows else self.load_button

    def load(self, path: Path, accept_expired: bool = False) -> None:
        """Load a bundle that another office wrote: papers, or a receipt."""
        pending = self.ops.write(MERGE, lambda office: self.courier.take(office, path, accept_expired))
        pending.then(self._taken).otherwise(partial(self._refused, path))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Nomor surat"), lambda view: view.number, 176, "strong"),
            Column(_("Dari"), lambda view: view.from_name),
            Column(_("Tanggal"), lambda view: digits_date(view.day) if view.day else "", 104, "muted"),
            Column(_("Orang"), lambda view: len(view.heads), 66, "number"),
            Column(_("Hadir"), lambda view: view.count(terms.TAKEN), 66, "number"),
            Column(_("Tidak"), lambda view: view.count(terms.NOT_THERE) + view.count(terms.TURNED_AWAY), 66, "number"),
            Column(_("Keadaan"), state_mark, 210, "mark"),
        )

    def _teach(self) -> None:
        text = _("Muat berkas .pulang dari flashdisk pengirim. Orangnya lalu diperiksa di Kedatangan, satu per satu.")
        self.table.set_empty(Empty(_("Belum ada surat dari pos lain"), text, "inbox", _("Muat berkas …"), self._ask))

    def _loaded(self, views: list[IncomingView]) -> None:
        fresh = bool(views) and not self.table.rows
        self._list.set_rows(views)
        if fresh:
            self.table.go_to(0)
            self.table.setFocus()

    def _ask(self) -> None:
        open_file(self, _("Muat berkas serah terima"), _("Berkas kiriman (*.pulang)"), self.load)

    def _refused(self, path: Path, error: UserError) -> None:
        """A kepala who has looked at the clock may load what seems expired; everything else is told as it is."""
        if error.code != EXPIRED or not self.context.may("sync.enrol"):
            self.said.emit(Message.of(error))
            return
        text = _("Jam laptop ini sudah benar, dan pengirimnya sudah ditelepon? Kalau ya, berkas ini boleh dimuat.")
        question = Question(_("Surat pengenal pengirim kedaluwarsa"), f"{error.text} {text}", _("Muat juga"))
        confirm(self, question, at_once(lambda: self.load(path, accept_expired=True)))

    def _taken(self, result: tuple[str, tuple[str, ...]]) -> None:
        kind, lines = result
        hint = _("Buka suratnya, lalu Periksa orangnya.") if kind == "handover" else ""
        self.said.emit(Message(" ".join(lines), hint, "good"))
        self.begin()
