"""One surat pernyataan or addendum: its pages as frozen, its short code, and what may happen to it now."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover import terms
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.scan_steps import ScanSteps
from app.handover.screens.words import state_tone
from app.handover.small_papers import STATEMENT, SmallPaper, Steps
from app.kernel.i18n import _, pgettext
from app.printing.ready import Sheet
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, ask_reason, confirm
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import Beside, column, holder, panel, scrolled
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations
from app.widgets.pdf_preview import PdfPreview

SIDE_WIDTH = 340


class SmallPaperPage(Page):
    """Its PDF is drawn in the background; printing is offered right after its number, and for every noted copy."""

    lead_wanted = Signal(str)
    """Open the BAST it belongs to, or led to, by its id."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.paper_id, self.steps = "", STATEMENT
        self.shown: SmallPaper | None = None
        self._title, self._state = label("", "title"), pill("")
        self.preview = PdfPreview(ops)
        self.preview.print_button.hide()
        self.preview.printed.connect(self._printed)
        self._kind, self._code = label("", "eyebrow", wrap=True), label("", "figure-mid")
        self._told, self._void = label("", "", wrap=True), label("", "strong", "bad", wrap=True)
        hint = label(
            _("Bacakan lewat telepon; harus sama dengan yang tertulis di samping kode QR."), "caption", wrap=True
        )
        code = panel(column(label(_("Kode pendek"), "eyebrow"), self._code, hint, gap=4))
        about = panel(column(self._kind, self._void, self._told, gap=10))
        side = scrolled(holder(column(code, about, 1, gap=12)))
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        self._head = Head([back, self._title, self._state])
        whole = column(self._head, Beside(self.preview, side, SIDE_WIDTH), gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def open(self, steps: Steps, paper_id: str, to_print: bool = False) -> None:
        """Show a paper; `to_print` after a number or a copy was just given."""
        self.steps, self.paper_id = steps, paper_id
        self.preview.print_button.setVisible(to_print)
        self.refresh()
        self.ops.read(lambda r: steps.sheet(r, paper_id), latest="handover.small").then(self._draw)

    def refresh(self) -> None:
        """Read the state again; what was frozen does not change."""
        steps, paper_id = self.steps, self.paper_id
        if paper_id:
            self.ops.read(lambda r: steps.view(r, paper_id), latest="handover.small_view").then(self._show)

    def first_focus(self) -> QWidget:
        """Printing, while it waits to be printed; else the pages."""
        return self.preview if self.preview.print_button.isHidden() else self.preview.print_button

    def _show(self, paper: SmallPaper) -> None:
        self.shown = paper
        self._title.setText(paper.number)
        retone(self._state, paper.state_words, state_tone(paper.state))
        self._kind.setText(paper.title)
        self._code.setText(paper.short_code)
        self._told.setText("\n".join(paper.told))
        self._void.setText(_("Dibatalkan: {reason}").format(reason=paper.void_reason))
        self._void.setVisible(bool(paper.void_reason))
        self._head.set_tools(self._buttons(paper))

    def _buttons(self, paper: SmallPaper) -> list[QWidget]:
        scanning, void = ScanSteps(self, self.steps.scan, self.refresh), paper.state == terms.VOID
        look = partial(scanning.show, paper.number, paper.scan_digest)
        wanted = (
            (not void, pgettext("paper", "Batalkan"), self._ask_to_void, "quiet", "x", "handover.void"),
            (paper.leads_to, paper.leads_words, partial(self.lead_wanted.emit, paper.leads_to), "", "handshake", ""),
            (paper.scan_digest, _("Lihat pindaian"), look, "", "eye", ""),
            (not paper.open_still, _("Lampirkan pindaian"), partial(scanning.ask, paper.id), "quiet", "upload",
             "handover.sign"),
            (True, _("Cetak ulang"), self.print_again, "", "printer", "handover.issue"),
            (paper.open_still, _("Catat tanda tangan"), self._ask_to_sign, "primary", "pencil", "handover.sign"),
        )  # fmt: skip
        return [
            button(text, step, kind, glyph)
            for holds, text, step, kind, glyph, permission in wanted
            if holds and (not permission or self.context.may(permission))
        ]

    def print_again(self) -> None:
        """Ask for a further copy."""
        if self.shown is None:
            return
        question = Question(
            _("Cetak salinan ke-{n}?").format(n=self.shown.copies + 1),
            _("Nomor dan isinya tetap; salinannya tercatat dan tertulis di kertas."),
            _("Cetak"),
        )
        confirm(self, question, self._reprint)

    def _draw(self, sheet: Sheet) -> None:
        name = f"{self._title.text() or 'surat'}.pdf"
        self.ops.compute(sheet.pdf, latest="handover.pdf").then(lambda pdf: self.preview.show_pdf(pdf, name))

    def _printed(self) -> None:
        self.preview.print_button.hide()
        self.said.emit(Message(_("Dikirim ke printer."), "", "good"))

    def _reprint(self) -> Begun:
        steps, paper_id = self.steps, self.paper_id
        pending = self.ops.write("handover.reprint", lambda w: steps.reprint(w, paper_id))
        return pending.then(lambda _copy: self.open(steps, paper_id, to_print=True))

    def _ask_to_sign(self) -> None:
        question = Question(
            _("Sudah ditandatangani?"),
            _("Tanda tangan dicatat sekarang. Yang pulang mandiri keluar dari hitungan hadir saat ini juga."),
            _("Sudah"),
        )
        confirm(self, question, self._sign)

    def _sign(self) -> Begun:
        steps, paper_id = self.steps, self.paper_id
        return self.ops.write("handover.small_sign", lambda w: steps.sign(w, paper_id)).then(self._signed)

    def _signed(self, leads_to: str) -> None:
        hint = _("Lanjutkan dengan BAST kepada keluarga; orangnya pindah sesudah BAST itu ditandatangani.")
        self.said.emit(Message(_("Tanda tangan dicatat."), hint if leads_to else "", "good"))
        if leads_to:
            self.draft_wanted.emit(leads_to)
        else:
            self.refresh()

    def _ask_to_void(self) -> None:
        question = Question(
            _("Batalkan surat ini?"),
            _("Nomornya tetap terpakai dan tercatat batal, dengan alasannya."),
            _("Batalkan surat"),
            danger=True,
        )
        ask_reason(self, question, lambda _code, reason: self.void(reason))

    def void(self, reason: str) -> Begun:
        """Call it off."""
        steps, paper_id = self.steps, self.paper_id
        pending = self.ops.write("handover.void", lambda w: steps.void(w, paper_id, reason))
        return pending.then(lambda _none: self.open(steps, paper_id))
