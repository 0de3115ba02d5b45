"""Somebody on two signed papers: one warning with both numbers, and deciding which of them counts."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.handover import clashing
from app.handover.clashes import Clash
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, NoteField
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, panel, row
from app.widgets.operations import Begun

SHEET_WIDTH = 600
Decide = Callable[[str, str, str], Begun]
"""A head (stay), the paper that counts ("" for none), and why."""


class ClashPanel(QWidget):
    """Shows the first of them until it is settled, then the next; hidden while papers agree."""

    def __init__(self, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self._shown: Clash | None = None
        self.said, self._more = label("", "strong", "warn", wrap=True), label("", "muted", wrap=True)
        self.decide = button(_("Putuskan …"), self.ask, "", "scale")
        words = column(self.said, self._more, gap=2)
        line = row(Glyph("triangle-alert", "warn"), words, self.decide, gap=10)
        line.setStretch(1, 1)
        self.setLayout(column(panel(line)))
        self.hide()

    def show_all(self, clashes: Sequence[Clash], may_decide: bool) -> None:
        """Show the first, and how many more wait."""
        self._shown = clashes[0] if clashes else None
        if self._shown is not None:
            self.said.setText(self._shown.words)
            more = len(clashes) - 1
            self._more.setText(_("{n} orang lain menunggu keputusan yang sama.").format(n=more))
            self._more.setVisible(bool(more))
            self.decide.setVisible(may_decide)
        self.setVisible(self._shown is not None)

    def ask(self) -> None:
        """Which paper counts, and why."""
        if self._shown is not None:
            sheet = ClashSheet(self.window(), self._shown)
            clash = self._shown
            sheet.when_yes(lambda: self._decide(clash.stay_id, sheet.paper, sheet.reason))
            sheet.open()


class ClashSheet(Sheet):
    """The papers to choose from; nothing can be decided without a choice and a reason."""

    def __init__(self, parent: QWidget, clash: Clash) -> None:
        named = [(paper or _NONE, words) for paper, words in clashing.options(clash)]
        self.choice = ChoiceField("paper", _("Surat yang berlaku"), named, required=True)
        self.why = NoteField("reason", _("Dari mana diketahui"), required=True)
        hint = _("Surat lain tetap tercatat; barisnya ditandai dan tidak dihitung. Surat yang kosong menjadi batal.")
        question = Question(_("Surat mana yang berlaku untuk {name}?").format(name=clash.name), hint, _("Tetapkan"))
        super().__init__(parent, question, self.choice, self.why)
        self.setMinimumWidth(SHEET_WIDTH)
        for field in (self.choice, self.why):
            field.changed.connect(self._check)
        self.choice.setFocus()
        self._check()

    @property
    def paper(self) -> str:
        """The chosen paper, "" for none."""
        chosen = str(self.choice.value() or "")
        return "" if chosen == _NONE else chosen

    @property
    def reason(self) -> str:
        """Why."""
        return str(self.why.value() or "")

    def _check(self) -> None:
        self.yes.setEnabled(bool(self.choice.value()) and bool(self.reason.strip()))


_NONE = "none"
