"""What is known of a paper beside its pages: the short code for the telephone, dates, numbers, and each head."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from app.handover.listing import HandoverView
from app.handover.screens.addenda_panel import AddendaPanel
from app.handover.screens.receipts_panel import Decide, ReceiptsPanel
from app.handover.screens.words import kind_name, outcome_mark
from app.kernel.i18n import _
from app.reference.words import digits_date
from app.widgets.buttons import button
from app.widgets.fields import TextField
from app.widgets.figures import BigNumber, ClassStrip
from app.widgets.labels import label, moment_words
from app.widgets.layouts import column, panel, row
from app.widgets.tables import Column, RowTable


class PaperFacts(QWidget):
    """The side of a paper's page."""

    office_number_typed = Signal(str)

    def __init__(self, zone: str, decide: Decide) -> None:
        super().__init__()
        self._zone = zone
        self._code = label("", "figure-mid")
        spaced = QFont(self._code.font())
        spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        self._code.setFont(spaced)
        self._about, self._void = label("", "", wrap=True), label("", "strong", "bad", wrap=True)
        self._total, self._classes = BigNumber(_("Orang di daftar"), "figure-mid"), ClassStrip()
        self._number = TextField("office_number", _("Nomor surat kantor"))
        self._number.placeholder(_("boleh menyusul"))
        self._keep = button(_("Simpan"), self._typed)
        self._number.line.returnPressed.connect(self._typed)
        self.receipts, self.addenda = ReceiptsPanel(zone, decide), AddendaPanel()
        self.heads = RowTable(self._columns(), key=lambda head: head.stay_id)
        self.heads.setMinimumHeight(230)
        self._arrange()

    def show_view(self, view: HandoverView, may_number: bool) -> None:
        """Show a paper's facts."""
        self._code.setText(view.short_code or "–")
        self._about.setText("\n".join(self._told(view)))
        line = view.line
        reason = _("Dibatalkan: {reason}").format(reason=line.void_reason) if line.void_reason else ""
        reason = f"{reason}. {line.state_words[:1].upper()}{line.state_words[1:]}." if line.answered else reason
        self._void.setText(reason)
        self._void.setVisible(bool(reason))
        self._total.show_number(line.total)
        self._classes.show_count(line.counts)
        self._number.set_value(line.office_number)
        for part in (self._number, self._keep):
            part.setEnabled(may_number)
        self.heads.set_rows(view.heads)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("No"), lambda head: head.number, 44, "number"),
            Column(_("Nama"), lambda head: head.name),
            Column(_("Jawaban"), lambda head: outcome_mark(head.outcome), 112, "mark"),
        )

    def _arrange(self) -> None:
        hint = label(
            _("Bacakan lewat telepon; harus sama dengan yang tertulis di samping kode QR."), "caption", wrap=True
        )
        code = panel(column(label(_("Kode pendek"), "eyebrow"), self._code, hint, gap=4))
        about = panel(column(self._void, self._about, row(self._total, 1), self._classes, gap=10))
        line = row(self._number, self._keep, gap=8)
        line.setStretch(0, 1)
        line.setAlignment(self._keep, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(code, about, self.receipts, self.addenda, panel(column(line)), self.heads, gap=12))

    def _told(self, view: HandoverView) -> list[str]:
        line = view.line
        said = [f"{kind_name(line.kind)}: {line.receiver}"]
        if line.day:
            said.append(_("Tanggal surat {day}, kertas {paper}").format(day=digits_date(line.day), paper=view.paper))
        if line.printed_at and not line.from_paper:
            when = moment_words(line.printed_at, self._zone)
            said.append(_("Dicetak {when}, salinan ke-{n}").format(when=when, n=line.copies))
        if view.paper_number and view.declared_at:
            when = moment_words(view.declared_at, self._zone)
            said.append(_("Dari kertas, ditulis {who}, {when}").format(who=view.written_by, when=when))
        if line.signed_at:
            said.append(_("Ditandatangani {when}").format(when=moment_words(line.signed_at, self._zone)))
        if view.also_printed:
            text = _(
                "Daftar ini juga dicetak di loket lain dengan nomor {numbers}; kertas itu tidak berlaku, tariklah."
            )
            said.append(text.format(numbers=", ".join(view.also_printed)))
        if view.parting:
            said.append(view.parting)
        if view.scan_digest:
            said.append(_("Pindaian terlampir, sidik isi {digest}…").format(digest=view.scan_digest[:12]))
        if view.refusal:
            said.append(_("Alasan penolakan: {text}").format(text=view.refusal))
        if view.refusal_witnesses:
            said.append(_("Saksi penolakan: {text}").format(text=view.refusal_witnesses))
        if view.receipt_remarks:
            said.append(_("Catatan penerima: {text}").format(text=view.receipt_remarks))
        for note in view.addenda:
            said.append(_("Daftar susulan menyebut lain: {text}").format(text=note))
        return said

    def _typed(self) -> None:
        self.office_number_typed.emit(str(self._number.value() or ""))
