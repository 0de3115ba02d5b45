"""A new surat pernyataan in three steps: people, what it says, the real PDF; then its number."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.handover import statements
from app.handover.declaring import Declaration
from app.handover.requirements import FAMILY
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.people_step import PeopleStep
from app.handover.screens.statement_form import StatementForm
from app.handover.service import Issued
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, at_once, confirm
from app.widgets.fields import SegmentField
from app.widgets.icons import put_icon
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations
from app.widgets.pdf_preview import PdfPreview

PEOPLE, SAID, PREVIEW = "people", "said", "preview"
STEPS = (PEOPLE, SAID, PREVIEW)


class StatementDraftPage(Page):
    """Nothing is kept before it has its number."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.people, self.form, self.preview = PeopleStep(ops), StatementForm(ops), PdfPreview(ops)
        self.people.kind.hide()
        self.preview.print_button.hide()
        names = [(PEOPLE, _("1 Orang")), (SAID, _("2 Isi")), (PREVIEW, _("3 Pratinjau"))]
        self._steps = SegmentField("step", "", names)
        self._steps.changed.connect(lambda: self.show_step(str(self._steps.value())))
        self._next = button("", self.go_on, "primary", "arrow-right")
        self._stack = QStackedWidget()
        for step in (self.people, self.form, self.preview):
            self._stack.addWidget(step)
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.leave)
        self._title = label(_("Surat pernyataan baru"), "title")
        head = Head([back, self._title, self._steps], [self._next], gap=10)
        whole = column(head, self._stack, gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def begin_late(self) -> None:
        """An empty one for people who left already."""
        self._begin(gone=True)

    def begin(self) -> None:
        """An empty one."""
        self._begin(gone=False)

    def _begin(self, gone: bool) -> None:
        self._offer(gone)
        self.people.selection.clear()
        self.people.parting.set_value(None)
        self.people.choose_kind(FAMILY)
        self.people.load()
        self.form.begin(self.context.paper())
        self.show_step(PEOPLE)

    def show_step(self, step: str) -> None:
        """Go to a step; the preview is drawn anew each time."""
        if step != PEOPLE:
            self.form.offer(self.people.selection.people)
        self._stack.setCurrentIndex(STEPS.index(step))
        self._steps.blockSignals(True)
        self._steps.set_value(step)
        self._steps.blockSignals(False)
        last = step == PREVIEW
        self._next.setText(_("Cetak dan beri nomor") if last else _("Lanjut"))
        put_icon(self._next, "printer" if last else "arrow-right", "on-accent")
        if last:
            given = self.declaration()
            self.ops.read(lambda r: statements.preview(r, given), latest="handover.preview").then(self._draw)
        self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        """The first thing to fill in at this step."""
        return (self.people.table, self.form.first_focus(), self._next)[self._stack.currentIndex()]

    def go_on(self) -> None:
        """The next step, or the number."""
        place = self._stack.currentIndex()
        if not self.people.selection.chosen:
            self.said.emit(Message(_("Belum ada orang yang dipilih."), "", "warn"))
        elif place == 0 and (wrong := self.people.parted_in_silence()):
            self.said.emit(Message(wrong, "", "warn"))
        elif place + 1 < len(STEPS):
            self.show_step(STEPS[place + 1])
        else:
            self._ask()

    def declaration(self) -> Declaration:
        """The statement as filled in; why a family is parted belongs to its reason."""
        given = self.form.declaration(self.people.selection.stay_ids)
        reasons = [part for part in (given.reason, self.people.parting_reason) if part]
        return replace(given, reason="; ".join(reasons))

    def leave(self) -> None:
        """Ask first: a statement without a number is not kept."""
        if not self.people.selection.chosen:
            self.left.emit()
            return
        question = Question(
            _("Tinggalkan isian ini?"), _("Surat pernyataan ini belum bernomor dan isinya akan hilang."),
            _("Tinggalkan"), danger=True,
        )  # fmt: skip
        confirm(self, question, at_once(self.left.emit))

    def typed(self) -> dict[str, object]:
        """Everything typed, for a lock."""
        return {"statement": self.form.typed(), "stays": list(self.people.selection.chosen),
                "parting": self.people.parting.value(), "gone": self.people.gone}  # fmt: skip

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put it back."""
        self._offer(bool(typed.get("gone")))
        self.people.selection.chosen = set(typed.get("stays", ()))
        self.people.parting.set_value(str(typed.get("parting") or "") or None)
        self.people.choose_kind(FAMILY)
        self.people.load()
        self.form.retype(typed.get("statement", {}))
        self.show_step(PEOPLE)

    def _offer(self, gone: bool) -> None:
        self.people.gone = gone
        self._title.setText(_("Surat pernyataan susulan") if gone else _("Surat pernyataan baru"))

    def _draw(self, sheet: Sheet) -> None:
        name = _("draf surat pernyataan.pdf")
        self.ops.compute(sheet.pdf, latest="handover.pdf").then(lambda pdf: self.preview.show_pdf(pdf, name))

    def _ask(self) -> None:
        moved = _("{n} orang. Surat mendapat nomor dan isinya dibekukan; orangnya belum pindah sebelum ditandatangani.")
        stayed = _("{n} orang yang sudah keluar. Surat mendapat nomor dan isinya dibekukan.")
        text = stayed if self.people.gone else moved
        question = Question(
            _("Beri nomor dan bekukan surat ini?"), text.format(n=len(self.people.selection.chosen)), _("Cetak")
        )
        confirm(self, question, self._issue)

    def _issue(self) -> Begun:
        given = self.declaration()
        return self.ops.write("handover.statement", lambda w: statements.issue(w, given)).then(self._issued)

    def _issued(self, issued: Issued) -> None:
        text = _("Nomor {number} sudah diberikan dan isinya dibekukan.").format(number=issued.number)
        self.said.emit(Message(text, _("Tekan Enter untuk mencetak lembarnya."), "good"))
        self.people.selection.clear()
        self.small_wanted.emit("statement", issued.id)
