"""What the receiver answered for every head: taken, refused, not there; by one key each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.handover import terms
from app.handover.listing import HeadOnPaper
from app.handover.screens.words import outcome_mark
from app.handover.terms import Signing
from app.kernel.i18n import _
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import TextField
from app.widgets.labels import label
from app.widgets.tables import Column, FilteredTable, RowTable

_KEYS = {Qt.Key.Key_D: terms.TAKEN, Qt.Key.Key_T: terms.TURNED_AWAY, Qt.Key.Key_H: terms.NOT_THERE}


class OutcomeTable(RowTable):
    """D, T and H answer for the head under the cursor and go on; Space goes through the three."""

    answered = Signal(object, str)
    """A head and its answer ("" for the next of the three)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the answers."""
        answer = "" if event.key() == Qt.Key.Key_Space else _KEYS.get(Qt.Key(event.key()))
        if answer is None or self.current() is None or event.modifiers():
            super().keyPressEvent(event)
            return
        self.answered.emit(self.current(), answer)
        if answer:
            self.go_to(self.currentIndex().row() + 1)


class OutcomeSheet(Sheet):
    """The list of a paper with an answer for each head, and the receiver's remarks."""

    def __init__(self, parent: QWidget, title: str, heads: Sequence[HeadOnPaper]) -> None:
        table = OutcomeTable(self._columns(), key=lambda head: head.stay_id, state=self._state)
        listed = FilteredTable(table, lambda head: head.name, _("Cari nama"))
        remarks = TextField("remarks", _("Catatan penerima"))
        refusal = TextField("refusal", _("Alasan penolakan"), required=True)
        witnesses = TextField("witnesses", _("Saksi penolakan"), hint=_("Nama dan jabatan; pisahkan dengan titik koma"))
        counts = label("", "strong", wrap=True)
        hint = label(_("D diterima · T ditolak · H tidak hadir · Spasi berganti"), "caption")
        question = Question(
            title, _("Semua dianggap diterima. Tandai yang tidak; mereka tetap tanggungan pos ini."), _("Catat")
        )
        super().__init__(parent, question, listed, hint, counts, refusal, witnesses, remarks)
        self.table, self.remarks, self._counts = table, remarks, counts
        self.why_refused, self.saw_refusal = refusal, witnesses
        refusal.changed.connect(self._look)
        asked = [head for head in heads if head.outcome != terms.WITHDRAWN]
        self._answers = {head.stay_id: head.outcome or terms.TAKEN for head in asked}
        self.setMinimumSize(780, 660)
        table.setMinimumHeight(240)
        self.yes.setDefault(False)
        table.answered.connect(self.answer)
        listed.set_rows(asked)
        table.go_to(0)
        table.setFocus()
        self._show_counts()

    def recall(self, told: Signing) -> None:
        """What was written before, beside the answers."""
        self.remarks.set_value(told.remarks or None)
        self.why_refused.set_value(told.refusal or None)
        self.saw_refusal.set_value(told.witnesses or None)
        self._look()

    def answer(self, head: HeadOnPaper, outcome: str) -> None:
        """Answer for one head; "" takes the next of the three."""
        now = terms.OUTCOMES.index(self._answers[head.stay_id])
        self._answers[head.stay_id] = outcome or terms.OUTCOMES[(now + 1) % len(terms.OUTCOMES)]
        self.table.viewport().update()
        self._show_counts()

    @property
    def signing(self) -> Signing:
        """The answers; those that were taken need not be named."""
        told = {stay: outcome for stay, outcome in self._answers.items() if outcome != terms.TAKEN}
        why, remarks = str(self.why_refused.value() or "").strip(), str(self.remarks.value() or "")
        refused = [stay for stay, outcome in told.items() if outcome == terms.TURNED_AWAY]
        if not refused:
            return Signing(told, remarks=remarks)
        return Signing(told, dict.fromkeys(refused, why), remarks, why, str(self.saw_refusal.value() or ""))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("No"), lambda head: head.number, 52, "number"),
            Column(_("Nama"), lambda head: head.name),
            Column(_("Kelas"), lambda head: head.head_class, 60, "muted"),
            Column(_("Tujuan"), lambda head: head.destination, 190, "muted", spare=True),
            Column(_("Jawaban"), lambda head: outcome_mark(self._answers[head.stay_id]), 130, "mark"),
        )

    def _state(self, head: HeadOnPaper) -> str:
        return {terms.TURNED_AWAY: "bad", terms.NOT_THERE: "warn"}.get(self._answers[head.stay_id], "")

    def _show_counts(self) -> None:
        given = list(self._answers.values())
        said = _("Diterima {taken}, ditolak {refused}, tidak hadir {away}.")
        taken, refused, away = (given.count(outcome) for outcome in terms.OUTCOMES)
        self._counts.setText(said.format(taken=taken, refused=refused, away=away))
        for field in (self.why_refused, self.saw_refusal):
            field.setVisible(bool(refused))
        self._look()

    def _look(self) -> None:
        """Who refuses says why; the yes waits for it."""
        refused = terms.TURNED_AWAY in self._answers.values()
        self.yes.setEnabled(not (refused and self.why_refused.is_unfinished()))
