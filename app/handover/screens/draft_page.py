"""A new paper in three steps: receiver and people, details, the real PDF; then print, which numbers and freezes it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.handover import drafts, service
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.details_step import DetailsStep
from app.handover.screens.draft_preview import DraftPreview
from app.handover.screens.from_departure import FromDeparture
from app.handover.screens.people_step import PeopleStep
from app.handover.service import Issued
from app.handover.terms import DraftBast, Party
from app.kernel.i18n import _
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, confirm
from app.widgets.fields import SegmentField
from app.widgets.icons import put_icon
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations, Pending

PEOPLE, DETAILS, PREVIEW = "people", "details", "preview"
STEPS = (PEOPLE, DETAILS, PREVIEW)


class DraftPage(Page):
    """One draft; nothing moves and no number is taken before it is printed."""

    issued = Signal(object)
    """The paper was numbered and frozen (Issued)."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.draft_id = ""
        self.people, self.details = PeopleStep(ops), DetailsStep(ops)
        self.preview = DraftPreview(ops)
        self.people.changed.connect(self._people_changed)
        self.people.kind_changed.connect(self._kind_changed)
        self.from_departure = FromDeparture(self, self.people, self.details)
        self._title = label("", "title")
        self._steps = SegmentField("step", "", self._step_names())
        self._steps.changed.connect(self._step_chosen)
        self._next = button("", self.go_on, "primary", "arrow-right")
        self._keep = button(_("Simpan draf"), self.keep, "quiet", "save")
        self._throw = button(_("Buang draf"), self._ask_to_discard, "quiet", "trash-2")
        self._stack = QStackedWidget()
        for step in (self.people, self.details, self.preview):
            self._stack.addWidget(step)
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.leave)
        tools = Head([back, self._title, self._steps], [self._throw, self._keep, self._next], gap=10)
        whole = column(tools, self._stack, gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def begin(self, draft_id: str = "", kind: str = "") -> None:
        """A new draft (for a kind of receiver), or one kept before."""
        self.draft_id = draft_id
        self._title.setText(self.heading())
        self._throw.setVisible(bool(draft_id))
        if draft_id:
            self.ops.read(lambda r: drafts.read_draft(r, draft_id)).then(self.show_draft)
        else:
            self.show_draft(DraftBast(kind, Party(), Party(), (), paper=self.context.paper()))
        self.show_step(PEOPLE)

    def heading(self) -> str:
        """The title of the page."""
        return _("Draf serah terima") if self.draft_id else _("Serah terima baru")

    def show_draft(self, draft: DraftBast) -> None:
        """Show a draft in all steps."""
        self.people.selection.chosen = set(draft.stay_ids)
        self.people.parting.set_value(draft.parting_reason or None)
        self.people.choose_kind(draft.kind)
        self.people.load()
        self.details.load(draft.kind)
        self.details.show_draft(draft)

    def show_step(self, step: str) -> None:
        """Go to a step; the preview is drawn anew each time."""
        place = STEPS.index(step)
        self._stack.setCurrentIndex(place)
        self._steps.blockSignals(True)
        self._steps.set_value(step)
        self._steps.blockSignals(False)
        last = step == PREVIEW
        self._next.setText(self.finish_words() if last else _("Lanjut"))
        put_icon(self._next, "printer" if last else "arrow-right", "on-accent")
        if last:
            self.preview.draw(self.draft())
        self.first_focus().setFocus()

    def _step_chosen(self) -> None:
        """A step was chosen by name; nobody leaves the first one with families parted in silence."""
        wrong = self.people.parted_in_silence() if STEPS[self._stack.currentIndex()] == PEOPLE else ""
        if wrong:
            self._steps.blockSignals(True)
            self._steps.set_value(PEOPLE)
            self._steps.blockSignals(False)
            self.said.emit(Message(wrong, "", "warn"))
        else:
            self.show_step(str(self._steps.value()))

    def finish_words(self) -> str:
        """What the last button says."""
        return _("Cetak dan beri nomor")

    def first_focus(self) -> QWidget:
        """The first thing to fill in at this step."""
        step = STEPS[self._stack.currentIndex()]
        if step == PEOPLE:
            return self.people.table if self.people.kind.value() else self.people.kind
        return self.details.first_focus(str(self.people.kind.value() or "")) if step == DETAILS else self._next

    def go_on(self) -> None:
        """The next step, or the end."""
        place = self._stack.currentIndex()
        wrong = self._problem(STEPS[place])
        if wrong:
            self.said.emit(Message(wrong, "", "warn"))
        elif place + 1 < len(STEPS):
            self.show_step(STEPS[place + 1])
        else:
            self.finish()

    def print_now(self) -> None:
        """Straight to printing, from whatever step; stops at what is missing."""
        wrong = self._problem(PEOPLE) or self._problem(DETAILS)
        if wrong:
            self.said.emit(Message(wrong, "", "warn"))
            return
        if STEPS[self._stack.currentIndex()] != PREVIEW:
            self.show_step(PREVIEW)
        self.finish()

    def finish(self) -> None:
        """Warn, then number and freeze."""
        draft = self.draft()
        text = _(
            "{n} orang untuk {who}. Saat dicetak surat mendapat nomor dan isinya dibekukan: "
            "yang keliru hanya dapat dibatalkan dengan alasan lalu diganti."
        ).format(n=len(draft.stay_ids), who=draft.receiver.institution or draft.receiver.name)
        question = Question(_("Beri nomor dan bekukan surat ini?"), text, _("Cetak"))
        confirm(self, question, partial(self._issue, draft))

    def draft(self) -> DraftBast:
        """The draft as filled in."""
        made = self.details.draft(str(self.people.kind.value() or ""), self.people.selection.stay_ids)
        return replace(made, parting_reason=self.people.parting_reason)

    def leave(self) -> None:
        """Keep what was filled in as a draft, then go back."""
        draft = self.draft()
        if draft.kind and (draft.stay_ids or draft.receiver != Party()):
            self._save(draft).then(lambda _id: self.left.emit())
        else:
            self.left.emit()

    def keep(self) -> None:
        """Keep the draft in the vault, for later or for another desk."""
        draft = self.draft()
        if draft.kind:
            self._save(draft)
        else:
            self.said.emit(Message(self._problem(PEOPLE), "", "warn"))

    def _save(self, draft: DraftBast) -> Pending[str]:
        draft_id = self.draft_id
        return self.ops.write("handover.draft", lambda w: _kept(w, draft_id, draft)).then(self._kept)

    def typed(self) -> dict[str, object]:
        """Everything typed, for a lock."""
        chosen = list(self.people.selection.chosen)
        kind, step = self.people.kind.value(), STEPS[self._stack.currentIndex()]
        typed = {"id": self.draft_id, "kind": kind, "stays": chosen, "step": step, "details": self.details.typed()}
        return {**typed, "parting": self.people.parting.value()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put it back."""
        self.draft_id = str(typed.get("id") or "")
        self._title.setText(self.heading())
        self.people.selection.chosen = set(typed.get("stays", ()))
        self.people.parting.set_value(str(typed.get("parting") or "") or None)
        self.people.choose_kind(str(typed.get("kind") or ""))
        self.people.load()
        self.details.load(str(typed.get("kind") or ""))
        self.details.retype(typed.get("details", {}))
        step = str(typed.get("step") or PEOPLE)
        self.show_step(step if step != PREVIEW else DETAILS)

    def _step_names(self) -> list[tuple[str, str]]:
        return [(PEOPLE, _("1 Orang")), (DETAILS, _("2 Rincian")), (PREVIEW, _("3 Pratinjau"))]

    def _problem(self, step: str) -> str:
        kind = str(self.people.kind.value() or "")
        if step == PEOPLE and not kind:
            return _("Pilih pihak penerima dulu.")
        if step == PEOPLE and not self.people.selection.chosen:
            return _("Belum ada orang yang dipilih.")
        if step == PEOPLE:
            return self.people.parted_in_silence()
        return self.details.missing(kind) if step == DETAILS else ""

    def _people_changed(self) -> None:
        self.details.ask_unknown(self.people.selection.count.unknown)

    def _kind_changed(self, kind: str) -> None:
        self.details.load(kind)

    def _issue(self, draft: DraftBast) -> Begun:
        draft_id = self.draft_id

        def issue(w: Any) -> Issued:
            return service.issue(w, _kept(w, draft_id, draft))

        return self.ops.write("handover.issue", issue).then(self.issued.emit)

    def _kept(self, draft_id: str) -> None:
        self.draft_id = draft_id
        self._throw.show()
        self._title.setText(self.heading())
        self.said.emit(Message(_("Draf disimpan."), _("Belum bernomor; dapat dilanjutkan kapan saja."), "good"))

    def _ask_to_discard(self) -> None:
        question = Question(
            _("Buang draf ini?"), _("Draf belum bernomor; orangnya tetap hadir."), _("Buang"), danger=True
        )
        confirm(self, question, self._discard)

    def _discard(self) -> Begun:
        draft_id = self.draft_id
        thrown = self.ops.write("handover.discard", lambda w: drafts.discard(w, draft_id))
        return thrown.then(lambda _none: self.left.emit())


def _kept(w: Any, draft_id: str, draft: DraftBast) -> str:
    if draft_id:
        drafts.change_draft(w, draft_id, draft)
        return draft_id
    return drafts.draft(w, draft)
