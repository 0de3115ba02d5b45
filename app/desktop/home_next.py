"""The lower half of Beranda: what to do next, each a step one key away, and where those who are here go home to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.chart import Bar, BarChart
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, panel, row, rule

MOST = 5


@dataclass(frozen=True)
class NextStep:
    """Something to do next: what, why, and the screen (with what it should show) that does it."""

    text: str
    hint: str
    screen: str
    target: str = ""
    glyph: str = "arrow-right"


class NextSteps(QWidget):
    """At most five steps, the most pressing first; its button is the one that stands out."""

    go = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=10)
        body = column(label(_("Berikutnya"), "eyebrow"), self._lines, 1, gap=12)
        self.setLayout(column(panel(body)))

    def show_steps(self, steps: Sequence[NextStep]) -> None:
        """Show these steps; a calm line when there are none."""
        clear(self._lines)
        for place, step in enumerate(steps[:MOST]):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(step, first=place == 0))
        if not steps:
            calm = label(
                _("Tidak ada langkah yang menunggu. Yang baru datang dimulai di Kedatangan."), "muted", wrap=True
            )
            self._lines.addWidget(calm)

    def _line(self, step: NextStep, first: bool) -> QWidget:
        words = column(label(step.text, "strong", wrap=True), label(step.hint, "caption", wrap=True), gap=1)
        start = button(_("Buka"), lambda: self.go.emit(step.screen, step.target), "primary" if first else "")
        start.setAccessibleName(step.text)
        sign = Glyph(step.glyph, "accent")
        line = row(sign, words, start, gap=12)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return holder(line)


class Destinations(QWidget):
    """Those who are here by the province they go home to; a bar opens a new handover for a province."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chart = BarChart(_("Tujuan yang hadir"))
        self._chart.chosen.connect(self.chosen)
        hint = label(_("Tekan Enter pada satu provinsi untuk menyusun serah terimanya."), "caption", wrap=True)
        body = column(label(_("Tujuan yang hadir"), "eyebrow"), self._chart, hint, 1, gap=10)
        self.setLayout(column(panel(body)))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show the provinces; hidden while nobody is here."""
        self._chart.show_bars(bars)
        self.setVisible(bool(bars))
