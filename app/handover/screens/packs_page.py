"""Paper first: pre-numbered blank papers printed ahead for power cuts, and the packs that were printed so far."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.handover import blanks
from app.handover.blanks import Pack
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.words import kind_options
from app.kernel.i18n import N_, _
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, confirm
from app.widgets.fields import ChoiceField, NumberField, SegmentField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.operations import Begun, Operations
from app.widgets.paper_size import paper_field
from app.widgets.pdf_preview import PdfPreview
from app.widgets.tables import Column, Empty, RowTable

_FORMS = {
    "bast": N_("Berita acara (BAST)"),
    "manifest-checklist": N_("Daftar periksa kedatangan"),
    "registration": N_("Formulir pendataan"),
    "meal-list": N_("Daftar makan"),
}
USUAL = 5
LEAST_TABLE = 150


class PacksPage(Page):
    """What to print at the left with the packs so far, the papers at the right."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.form = Form(self._fields(), columns=1)
        self.form.field("form").changed.connect(self._form_chosen)
        self.table = RowTable(self._columns(), key=lambda pack: pack[1])
        nothing = Empty(_("Belum ada kertas kosong"), _("Cetak sebelum malam, selagi ada listrik."), "file-text")
        self.table.set_empty(nothing)
        self.preview = PdfPreview(ops)
        self.preview.print_button.hide()
        self.preview.opened.connect(self._opened)
        take = button(_("Ambil nomor dan siapkan"), self._ask, "primary", "printer")
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = row(back, label(_("Kertas kosong bernomor"), "title"), 1, gap=10)
        self.table.setMinimumHeight(LEAST_TABLE)
        side = column(panel(column(self.form, row(take, 1), gap=14)), self.table, gap=14, margins=(0, 0, 6, 0))
        body = row(scrolled(holder(side)), self.preview, gap=18)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        self.setLayout(column(head, body, gap=14, margins=(24, 18, 24, 16)))

    def begin(self) -> None:
        """Start with the paper this laptop usually prints on, and read the packs."""
        self.form.field("paper").set_value(self.context.paper())
        self.refresh()

    def refresh(self) -> None:
        """Read the packs again."""
        self.ops.read(blanks.packs, latest="handover.packs").then(self.table.set_rows)

    def first_focus(self) -> QWidget:
        """How many."""
        return self.form.field("count")

    def take(self) -> Begun:
        """Take the numbers and draw the papers."""
        values = self.form.collect()
        form, count = str(values["form"] or "bast"), values["count"]
        kind, paper = str(values["kind"] or "provinsi"), str(values["paper"] or "A4")
        number = count if isinstance(count, int) else 0

        def order(w: Any) -> Pack:
            return blanks.print_blank_pack(w, form, number, kind, paper)

        return self.ops.write("handover.blank_pack", order).then(self._draw)

    def _fields(self) -> tuple[ChoiceField, ChoiceField, NumberField, SegmentField]:
        form = ChoiceField("form", _("Formulir"), [(code, _(_FORMS[code])) for code in blanks.PACK_FORMS])
        form.set_value("bast")
        kind = ChoiceField("kind", _("Untuk pihak penerima"), kind_options())
        kind.set_value("provinsi")
        count = NumberField("count", _("Berapa lembar"), required=True, limits=(1, blanks.MOST_PAPERS))
        count.set_value(USUAL)
        return form, kind, count, paper_field("A4")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Formulir"), lambda pack: _(_FORMS.get(pack[0], pack[0]))),
            Column(_("Nomor"), lambda pack: f"{pack[1]} – {pack[2][-6:]}", 226, "strong"),
            Column(_("Tercatat"), lambda pack: pack[3], 80, "number", spare=True),
        )

    def _form_chosen(self) -> None:
        self.form.field("kind").setVisible(self.form.field("form").value() == "bast")

    def _ask(self) -> None:
        if not self.form.check():
            return
        text = _("{n} nomor diambil dari deret yang sama dengan surat biasa dan tidak dipakai lagi.")
        question = Question(_("Siapkan kertas kosong?"), text.format(n=self.form.collect()["count"]), _("Siapkan"))
        confirm(self, question, self.take)

    def _draw(self, pack: Pack) -> None:
        self.refresh()
        name = f"{pack.numbers[0]}.pdf"
        self.ops.compute(pack.pdf, latest="handover.pdf").then(lambda pdf: self._show(pdf, name))

    def _show(self, pdf: bytes, name: str) -> None:
        self.preview.show_pdf(pdf, name)
        self.preview.print_button.show()

    def _opened(self) -> None:
        self.preview.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
