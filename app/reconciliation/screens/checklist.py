"""Findings as a checklist: what stands in the way, what should be known, and the step that settles each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import N_, _
from app.reconciliation.checks import ARRIVAL, HANDOVER, PEOPLE, Check
from app.widgets.buttons import button
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, panel, row, rule

_STEPS = {
    ARRIVAL: N_("Buka Kedatangan"),
    PEOPLE: N_("Buka Orang"),
    HANDOVER: N_("Buka Serah terima"),
    "gate": N_("Buka Gerbang"),
}


class Checklist(QWidget):
    """One line per finding; those that stand in the way first."""

    names_wanted = Signal(object)
    """The names behind a finding were asked for: the Check."""
    step_wanted = Signal(str, str)
    """The screen that settles a finding, and what to show there."""
    explain_wanted = Signal(object)
    """Somebody wants to answer for a finding: the Check."""
    withdraw_wanted = Signal(object)
    """Somebody wants to take an explanation back: the Check."""

    def __init__(self, explainable: bool = False) -> None:
        super().__init__()
        self._explainable = explainable
        self._title = label(_("Yang perlu diselesaikan"), "eyebrow")
        self._lines = column(gap=10)
        self.setLayout(column(panel(column(self._title, self._lines, gap=12))))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show the findings; a calm line when nothing stands in the way."""
        clear(self._lines)
        ordered = sorted(checks, key=lambda check: not check.finding.blocks)
        if not any(check.finding.blocks for check in ordered):
            self._lines.addWidget(_calm())
        for place, check in enumerate(ordered):
            if place or not ordered[0].finding.blocks:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(check))

    def _line(self, check: Check) -> QWidget:
        blocks = check.finding.blocks
        sign = Glyph("circle-alert" if blocks else "info", "bad" if blocks else "accent")
        text = label(check.finding.text, "strong" if blocks else "", wrap=True)
        steps = row(*self._buttons(check), 1, gap=4)
        why = label(check.explained or check.outdated, "muted", wrap=True)
        why.setVisible(bool(why.text()))
        line = row(sign, column(text, why, steps, gap=4), gap=10)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        made = holder(line)
        made.setAccessibleName(check.finding.text)
        return made

    def _buttons(self, check: Check) -> list[QWidget]:
        made: list[QWidget] = []
        if check.heads:
            made.append(button(_("Lihat namanya"), self._asker(check), "link"))
        if check.screen in _STEPS:
            step = button(_(_STEPS[check.screen]), self._goer(check), "link")
            step.setAccessibleName(f"{step.text()}: {check.finding.text}")
            made.append(step)
        if self._explainable and check.explanation:
            back = button(_("Cabut penjelasan"), lambda: self.withdraw_wanted.emit(check), "link")
            back.setAccessibleName(f"{back.text()}: {check.finding.text}")
            made.append(back)
        if self._explainable and check.explainable:
            explain = button(_("Jelaskan"), self._explainer(check), "link")
            explain.setAccessibleName(f"{explain.text()}: {check.finding.text}")
            made.append(explain)
        return made

    def _explainer(self, check: Check) -> Callable[[], None]:
        return lambda: self.explain_wanted.emit(check)

    def _asker(self, check: Check) -> Callable[[], None]:
        return lambda: self.names_wanted.emit(check)

    def _goer(self, check: Check) -> Callable[[], None]:
        return lambda: self.step_wanted.emit(check.screen, check.target)


def _calm() -> QWidget:
    text = label(_("Tidak ada yang menghalangi penutupan."), "strong", wrap=True)
    line = row(Glyph("circle-check", "good"), text, gap=10)
    line.setStretch(1, 1)
    return holder(line)
