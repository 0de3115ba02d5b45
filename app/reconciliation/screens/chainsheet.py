"""The documents behind one head, from the letter's line to the receipt, over the screen."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation.documents import Step
from app.reference.words import date_time
from app.registration.counts import HeadLine
from app.widgets.dialogs import Question, Sheet
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row


class ChainSheet(Sheet):
    """Each step with its moment and its paper; the person's page is one key away."""

    def __init__(
        self, parent: QWidget, head: HeadLine, steps: Sequence[Step], zone: str, on_person: Callable[[], object]
    ) -> None:
        said = " · ".join(part for part in (head.head_class or "?", head.destination_text or "") if part)
        question = Question(head.display, said, _("Buka halaman orang"))
        super().__init__(parent, question, *(_line(step, zone) for step in steps))
        self.steps = tuple(steps)
        self.no.setText(_("Tutup"))
        self.setMinimumWidth(620)
        self.accepted.connect(on_person)


def _line(step: Step, zone: str) -> QWidget:
    when = label(date_time(step.at, zone), "caption", wrap=True)
    text = label(step.text, "strong", wrap=True)
    detail = label(step.detail, "muted", wrap=True)
    detail.setVisible(bool(step.detail))
    line = row(Glyph(step.glyph, "accent"), column(text, detail, when, gap=1), gap=10)
    line.setStretch(1, 1)
    made = holder(line)
    made.setAccessibleName(". ".join(part for part in (step.text, step.detail) if part))
    return made
