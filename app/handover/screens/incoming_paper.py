"""One paper of another post at the office that receives: its people, what became of each, and the answer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.access.office import ACT
from app.handover import answering, terms
from app.handover.answering import HeadAnswer, IncomingView, Reply
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.courier import Courier
from app.handover.screens.incoming_page import state_mark
from app.handover.screens.words import outcome_mark
from app.kernel.i18n import _
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, Sheet, ask_reason, at_chosen, choose_folder
from app.widgets.fields import NoteField, TextField
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations, Pending
from app.widgets.tables import Column, FilteredTable, Mark, RowTable

_TONES = {"faint": "", "accent": "accent", "warn": "warn", "good": "good"}


class HeadTable(RowTable):
    """T: this office does not take the person under the cursor; U: it does after all."""

    refused = Signal(object)
    taken_back = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys."""
        signal = {Qt.Key.Key_T: self.refused, Qt.Key.Key_U: self.taken_back}.get(Qt.Key(event.key()))
        if signal is None or self.current() is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            signal.emit(self.current())


class IncomingPaperPage(Page):
    """The people of one paper with their state; who is here is said in Kedatangan, the rest here."""

    check_wanted = Signal(str)
    """Check the people of this arrival (batch id) at the bus."""

    def __init__(self, ops: Operations, context: HandoverContext, courier: Courier) -> None:
        super().__init__(ops, context)
        self.courier, self.incoming_id = courier, ""
        self.view: IncomingView | None = None
        self._title, self._state = label("", "title"), pill("")
        self._counts, self._notes = label("", "strong", wrap=True), label("", "", "warn", wrap=True)
        self.table = HeadTable(self._columns(), key=lambda head: head.stay, state=self._edge)
        self.table.setAccessibleName(_("Orang di surat ini"))
        self.table.refused.connect(self.ask_to_refuse)
        self.table.taken_back.connect(self.take_after_all)
        self._list = FilteredTable(self.table, lambda head: f"{head.number} {head.name}", _("Cari nama"))
        self.check_button = button(_("Periksa orangnya"), self._check, "primary", "list-checks")
        self.reply_button = button(_("Tulis tanda terima …"), self.ask_reply, "primary", "pencil")
        hint = label(_("T tidak diterima kantor ini · U batalkan"), "caption")
        back = icon_button("arrow-left", _("Kembali ke surat masuk (Esc)"), self.left.emit)
        head = Head([back, self._title, self._state])
        head.set_tools([self.check_button, self.reply_button])
        parts = (head, self._counts, self._notes, self._list, hint)
        whole = column(*parts, gap=10, margins=(24, 18, 24, 16))
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def open(self, incoming_id: str) -> None:
        """Show a paper."""
        self.incoming_id = incoming_id
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        wanted = self.incoming_id
        self.ops.read(lambda r: answering.view(r, wanted), latest="handover.incoming_paper").then(self.show_view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the next step."""
        step = self.first_focus()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and step.isVisible():
            step.click()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QPushButton:
        """The next step."""
        return self.check_button if self.view is None or self.view.waiting else self.reply_button

    def show_view(self, view: IncomingView) -> None:
        """Show where everybody is."""
        fresh, self.view = self.view is None or self.view.id != view.id, view
        self._title.setText(view.number)
        mark = state_mark(view)
        retone(self._state, mark.text, _TONES.get(mark.tone, ""))
        said = _("{name}: {n} orang. Hadir {taken}, tidak hadir {away}, tidak diterima {refused}, belum {waiting}.")
        counts = {"taken": view.count(terms.TAKEN), "away": view.count(terms.NOT_THERE), "waiting": view.waiting}
        refused = view.count(terms.TURNED_AWAY)
        self._counts.setText(said.format(name=view.from_name, n=len(view.heads), refused=refused, **counts))
        notes = _noted(view)
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._list.set_rows(view.heads)
        open_still = not (view.called_off or view.replaced_by)
        self.check_button.setVisible(open_still and bool(view.waiting))
        self.reply_button.setVisible(open_still and not view.waiting and self.context.may("handover.answer"))
        if fresh:
            self.table.go_to(0)
            self.first_focus().setFocus()

    def ask_to_refuse(self, head: HeadAnswer) -> None:
        """Why this office does not take somebody."""
        text = _("{name} tetap menjadi tanggungan pengirim; alasannya tertulis di tanda terima.").format(name=head.name)
        question = Question(_("Tidak diterima kantor ini?"), text, _("Tidak diterima"))
        ask_reason(self, question, lambda _code, reason: self._refuse(head, reason))

    def take_after_all(self, head: HeadAnswer) -> None:
        """He waits to be checked like the others."""
        if head.outcome == terms.TURNED_AWAY:
            paper = self.incoming_id
            pending = self.ops.write("handover.take", lambda w: answering.take_after_all(w, paper, head.stay))
            pending.then(lambda _none: self.refresh())

    def ask_reply(self) -> None:
        """Who signs, and remarks; then where to write."""
        signed_by = TextField("signed_by", _("Yang menandatangani"), required=True)
        signed_by.set_value(self.context.actor())
        position, remarks = TextField("position", _("Jabatan")), NoteField("remarks", _("Catatan untuk pengirim"))
        view = self.view
        text = _("Hadir {taken}, tidak hadir {away}, tidak diterima {refused}. Pengirim membacanya dari flashdisk.")
        counts = {name: view.count(code) if view else 0 for name, code in _COUNTED}
        question = Question(_("Tulis tanda terima"), text.format(**counts), _("Pilih flashdisk …"))
        sheet = Sheet(self, question, signed_by, position, remarks)
        signed_by.changed.connect(lambda: sheet.yes.setEnabled(not signed_by.is_unfinished()))

        def given() -> Begun:
            said = Reply(*(str(field.value() or "") for field in (signed_by, position, remarks)))
            title = _("Pilih flashdisk untuk tanda terima")
            return at_chosen(partial(choose_folder, sheet, title), partial(self.reply, said))

        sheet.when_yes(given)
        sheet.open()
        signed_by.setFocus()

    def reply(self, said: Reply, folder: Path) -> Pending[Path]:
        """Write the receipt into a folder."""
        papers = [self.incoming_id]
        pending = self.ops.write(ACT, lambda office: self.courier.reply(office, papers, said, folder))
        return pending.then(self._replied)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("No"), lambda head: head.number, 52, "number"),
            Column(_("Nama"), lambda head: head.name, detail=lambda head: head.note),
            Column(_("Kelas"), lambda head: head.head_class, 60, "muted"),
            Column(_("Tujuan"), lambda head: head.destination, 260, "muted", spare=True),
            Column(_("Keadaan"), self._mark, 150, "mark"),
        )

    @staticmethod
    def _mark(head: HeadAnswer) -> Mark:
        return outcome_mark(head.outcome) or Mark(_("belum diperiksa"), "clock", "faint")

    @staticmethod
    def _edge(head: HeadAnswer) -> str:
        return {terms.TURNED_AWAY: "bad", terms.NOT_THERE: "warn"}.get(head.outcome, "")

    def _check(self) -> None:
        if self.view is not None:
            self.check_wanted.emit(self.view.batch_id)

    def _refuse(self, head: HeadAnswer, reason: str) -> Begun:
        paper = self.incoming_id
        pending = self.ops.write("handover.turn_away", lambda w: answering.turn_away(w, paper, head.stay, reason))
        return pending.then(lambda _none: self.refresh())

    def _replied(self, path: Path) -> None:
        text = _("Tanda terima tertulis: {name}.").format(name=path.name)
        self.said.emit(Message(text, _("Serahkan flashdisknya kepada pengirim."), "good"))
        self.refresh()


_COUNTED = (("taken", terms.TAKEN), ("away", terms.NOT_THERE), ("refused", terms.TURNED_AWAY))


def _noted(view: IncomingView) -> list[str]:
    """What must not be overlooked about a paper."""
    found = []
    if view.called_off:
        found.append(_("Pengirim membatalkan surat ini: {reason}").format(reason=view.called_off))
    if view.replaced_by:
        found.append(_("Surat ini digantikan surat {number}; pakai surat itu.").format(number=view.replaced_by))
    if view.extras:
        names = ", ".join(f"{name} ({head_class})" for name, head_class in view.extras[:5])
        more = len(view.extras) - 5
        names += _(", dan {n} lagi").format(n=more) if more > 0 else ""
        found.append(_("Datang tanpa tercantum: {names}. Ikut tertulis di tanda terima.").format(names=names))
    if view.changed:
        found.append(_("Ada yang berubah sejak tanda terima ke-{n} ditulis; tulis lagi.").format(n=view.revision))
    return found
