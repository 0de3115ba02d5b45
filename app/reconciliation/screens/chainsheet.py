"""The documents behind one head, from the letter's line to the receipt, over the screen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation.accountlines import EXPECTED
from app.reconciliation.balance_of import names_of
from app.reconciliation.documents import Step, chain
from app.registration.counts import HeadLine
from app.widgets.dialogs import Question, Sheet
from app.widgets.icons import Glyph
from app.widgets.labels import label, moment_words
from app.widgets.layouts import column, holder, row
from app.widgets.operations import Operations
from app.widgets.screen import Screen


class ChainSheet(Sheet):
    """Each step with its moment and its paper; the person's page is one key away."""

    def __init__(
        self, parent: QWidget, head: HeadLine, steps: Sequence[Step], zone: str, on_person: Callable[[], None]
    ) -> None:
        said = " · ".join(part for part in (head.head_class or "?", head.destination_text or "") if part)
        question = Question(head.display, said, _("Buka halaman orang"))
        super().__init__(parent, question, *(_line(step, zone) for step in steps))
        self.steps = tuple(steps)
        self.no.setText(_("Tutup"))
        self.setMinimumWidth(620)
        self.when_closed(on_person)


class Chains:
    """Opens the documents of a head over a screen; who is only expected has none, his letter is opened instead."""

    def __init__(self, over: Screen, ops: Operations, zone: str) -> None:
        self._over, self._ops, self.zone = over, ops, zone

    def open(self, head: HeadLine) -> None:
        """The documents behind this head."""
        if head.account == EXPECTED:
            self._over.go.emit("arrival", head.batch_id or "")
            return

        def show(steps: Sequence[Step]) -> None:
            on_person = partial(self._over.go.emit, "people", head.person_id or head.stay_id)
            ChainSheet(self._over, head, steps, self.zone, on_person).open()

        self._ops.read(lambda r: chain(r, head.stay_id), latest="reconciliation.chain").then(show)

    def open_stay(self, stay_id: str) -> None:
        """The documents of a head by its id; one that counts no more has its page."""

        def show(heads: Sequence[HeadLine]) -> None:
            for head in heads:
                self.open(head)
            if not heads:
                self._over.go.emit("people", stay_id)

        self._ops.read(lambda r: names_of(r, [stay_id]), latest="reconciliation.head").then(show)


def _line(step: Step, zone: str) -> QWidget:
    when = label(moment_words(step.at, zone), "caption", wrap=True)
    text = label(step.text, "strong", wrap=True)
    detail = label(step.detail, "muted", wrap=True)
    detail.setVisible(bool(step.detail))
    line = row(Glyph(step.glyph, "accent"), column(text, detail, when, gap=1), gap=10)
    line.setStretch(1, 1)
    made = holder(line)
    made.setAccessibleName(". ".join(part for part in (step.text, step.detail) if part))
    return made
