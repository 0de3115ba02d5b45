"""One numbered paper: the PDF as it was frozen, its short code for the telephone, and what may happen to it now."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover import addenda, clashes, clashing, freezing, listing, receipts_back, rules, sending, service, terms
from app.handover.clashes import Clash
from app.handover.listing import HandoverView
from app.handover.receipts_back import ReceiptView
from app.handover.screens.clash_panel import ClashPanel
from app.handover.screens.context import HandoverContext
from app.handover.screens.paper_amending import Amending
from app.handover.screens.paper_base import OnePaper
from app.handover.screens.paper_carrying import Carrying
from app.handover.screens.paper_facts import PaperFacts
from app.handover.screens.paper_signing import SigningSteps
from app.handover.screens.words import state_tone, void_words
from app.handover.sending import Sent
from app.kernel.i18n import _, pgettext
from app.printing.ready import Sheet as Printable
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, ask_reason, confirm
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import Beside, column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations
from app.widgets.pdf_preview import PdfPreview

SIDE_WIDTH = 360
_TO_OFFICES = ("pos_lain", "provinsi", "kabkota", "kementerian", "lembaga")
"""The kinds of receivers that may have a laptop of their own."""


def _carried(paper_id: str, r: Any) -> tuple[list[Sent], list[ReceiptView]]:
    """Where a paper was sent, and what came back."""
    return sending.sent(r, [paper_id]), receipts_back.receipts(r, paper_id)


class PaperPage(OnePaper):
    """One paper; its PDF is drawn in the background, and printed only after a copy was noted."""

    addendum_wanted = Signal(str)
    """Open an addendum by its id."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.carrying, self.signing, self.amending = Carrying(self), SigningSteps(self), Amending(self)
        self._title, self._state = label("", "title"), pill("")
        self.preview = PdfPreview(ops)
        self.preview.print_button.hide()
        self.preview.printed.connect(self._printed)
        self.preview.opened.connect(self._opened)
        self.facts = PaperFacts(context.zone, self.carrying.settle)
        self.facts.addenda.opened.connect(lambda addendum: self.addendum_wanted.emit(addendum))
        self.facts.office_number_typed.connect(self._note_number)
        self.facts.heads.opened.connect(lambda head: self.person_wanted.emit(head.stay_id))
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = self._head = Head([back, self._title, self._state])
        self.clashes = ClashPanel(self._settle)
        body = Beside(self.preview, self.facts, SIDE_WIDTH)
        whole = column(head, self.clashes, body, gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def open(self, paper_id: str, to_print: bool = False) -> None:
        """Show a paper; `to_print` after a number or a copy was just given."""
        self.paper_id = paper_id
        self.preview.print_button.setVisible(to_print)
        self.refresh()
        self.ops.read(lambda r: freezing.paper_of(r, paper_id), latest="handover.paper").then(self._draw)

    def refresh(self) -> None:
        """Read the state again; what was frozen does not change."""
        paper_id = self.paper_id
        self.ops.read(lambda r: listing.handover(r, paper_id), latest="handover.view").then(self.show_view)
        self.ops.read(partial(_carried, paper_id), latest="handover.carried").then(self._show_carried)
        self.ops.read(lambda r: clashes.of_paper(r, paper_id), latest="handover.clashes").then(self._show_clashes)
        self.ops.read(lambda r: addenda.addenda(r, paper_id), latest="handover.addenda").then(
            self.facts.addenda.show_all
        )

    def first_focus(self) -> QWidget:
        """Printing, while it waits to be printed; else the pages."""
        return self.preview if self.preview.print_button.isHidden() else self.preview.print_button

    def show_view(self, view: HandoverView) -> None:
        """Show the state of the paper, and the steps it allows."""
        self.view = view
        self._title.setText(view.line.number or "")
        retone(self._state, view.line.state_words, state_tone(view.line.state))
        self.facts.show_view(view, "office_number" in view.actions and self.context.may("handover.draft"))
        self._head.set_tools(self._buttons(view))

    def print_again(self) -> None:
        """Ask for a further copy; a failed print is made again under the same number of copy."""
        view = self.view
        if view is None or "reprint" not in view.actions:
            return
        failed = view.line.state == terms.PRINT_FAILED
        copy = view.line.copies + (not failed)
        question = Question(
            _("Cetak salinan ke-{n}?").format(n=copy),
            _("Nomor dan isinya tetap; salinannya tercatat dan tertulis di kertas."),
            _("Cetak"),
        )
        confirm(self, question, self._reprint)

    def _buttons(self, view: HandoverView) -> list[QWidget]:
        wanted = (
            ("void", pgettext("paper", "Batalkan"), self._ask_to_void, "quiet", "x", "handover.void"),
            ("correct", _("Lembar tanda terima"), self.carrying.print_slip, "quiet", "scan-line", "handover.issue"),
            ("correct", _("Kirim ke kantor"), self.carrying.ask_to_send, "", "usb", "handover.send"),
            ("attach", _("Lihat pindaian"), self.amending.show_scan, "", "eye", "handover.read"),
            ("attach", _("Lampirkan pindaian"), self.amending.ask_scan, "quiet", "upload", "handover.sign"),
            ("amend", _("Adendum"), self.amending.ask, "quiet", "plus", "handover.issue"),
            ("print_failed", _("Gagal cetak"), self._failed, "quiet", "triangle-alert", "handover.issue"),
            ("reprint", _("Cetak ulang"), self.print_again, "", "printer", "handover.issue"),
            ("reissue", _("Buat pengganti"), self._reissue, "primary", "copy", "handover.draft"),
            ("sign", _("Catat tanda tangan"), self.signing.ask_to_sign, "primary", "pencil", "handover.sign"),
            ("receive", _("Catat tanda terima"), self.signing.ask_outcomes, "primary", "check", "handover.sign"),
        )
        return [
            button(text, step, kind, glyph)
            for action, text, step, kind, glyph, permission in wanted
            if action in view.actions and self.context.may(permission) and self._fits(step, view)
        ]

    def _fits(self, step: object, view: HandoverView) -> bool:
        """Whether a step makes sense: no slip once answered, no bundle without somebody to carry it."""
        if step == self.carrying.print_slip:
            return view.line.state in (*rules.LIVE, terms.SIGNED)
        if step == self.amending.show_scan:
            return bool(view.scan_digest) and self.context.read_scan is not None
        return step != self.carrying.ask_to_send or (self.context.courier is not None and view.line.kind in _TO_OFFICES)

    def _show_carried(self, found: tuple[list[Sent], list[ReceiptView]]) -> None:
        self.facts.receipts.show_all(*found, self.context.may("handover.sign"))

    def _show_clashes(self, found: list[Clash]) -> None:
        self.clashes.show_all(found, self.context.may("handover.settle"))

    def _settle(self, stay: str, paper: str, reason: str) -> Begun:
        pending = self.ops.write("handover.settle", lambda w: clashing.settle(w, stay, paper, reason))
        return pending.then(lambda _none: self.open(self.paper_id))

    def _draw(self, sheet: Printable) -> None:
        name = f"{self._title.text() or 'BAST'}.pdf"
        self.ops.compute(sheet.pdf, latest="handover.pdf").then(lambda pdf: self.preview.show_pdf(pdf, name))

    def _opened(self) -> None:
        if self.isVisible() and not self.preview.print_button.isHidden():
            self.preview.print_button.setFocus()

    def _reprint(self) -> Begun:
        paper_id = self.paper_id
        pending = self.ops.write("handover.reprint", lambda w: service.reprint(w, paper_id))
        return pending.then(lambda _copy: self.open(paper_id, to_print=True))

    def _printed(self) -> None:
        self.preview.print_button.hide()
        self.said.emit(Message(_("Dikirim ke printer."), _("Bila kertasnya rusak, pilih Gagal cetak."), "good"))

    def _failed(self) -> None:
        paper_id = self.paper_id
        pending = self.ops.write("handover.print_failed", lambda w: service.print_failed(w, paper_id))
        pending.then(lambda _none: self.refresh())

    def _note_number(self, number: str) -> None:
        paper_id = self.paper_id
        pending = self.ops.write("handover.office_number", lambda w: service.note_office_number(w, paper_id, number))
        pending.then(lambda _none: self.said.emit(Message(_("Nomor surat dicatat."), "", "good")))

    def _ask_to_void(self) -> None:
        view = self.view
        if view is None:
            return
        if view.line.state in rules.ANSWERED and not self.context.may("handover.void.received"):
            text = _("Surat yang sudah dijawab penerimanya hanya dibatalkan kepala pos; tidak ada yang diubah.")
            hint = _("Minta kepala pos. Bila hanya keterangannya yang keliru, buat adendum.")
            self.said.emit(Message(text, hint, "warn"))
            return
        question = Question(_("Batalkan surat ini?"), void_words(view), _("Batalkan surat"), danger=True)
        ask_reason(self, question, lambda _code, reason: self._void(reason))

    def _void(self, reason: str) -> Begun:
        paper_id = self.paper_id
        pending = self.ops.write("handover.void", lambda w: service.void(w, paper_id, reason))
        return pending.then(lambda _none: self.open(paper_id))

    def _reissue(self) -> None:
        paper_id = self.paper_id
        pending = self.ops.write("handover.reissue", lambda w: service.reissue(w, paper_id))
        pending.then(self.draft_wanted.emit)
