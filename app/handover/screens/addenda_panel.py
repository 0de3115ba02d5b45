"""The addenda of a paper, beside it: each with its state, one click or Enter from its own page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover.addenda import AddendumLine
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import clear, column, panel, row

MOST_SHOWN = 2


class AddendaPanel(QWidget):
    """Hidden while a paper has none."""

    opened = Signal(str)
    """An addendum, by its id."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=10)
        self.setLayout(column(panel(column(label(_("Adendum"), "eyebrow"), self._lines, gap=8))))
        self.hide()

    def show_all(self, addenda: Sequence[AddendumLine]) -> None:
        """Show the addenda."""
        clear(self._lines)
        for line in addenda:
            self._lines.addWidget(self._line(line))
        self.setVisible(bool(addenda))

    def _line(self, line: AddendumLine) -> QWidget:
        told = label(f"{line.number} · {line.state_words}", "strong", wrap=True)
        more = len(line.changes) - MOST_SHOWN
        shown = [*line.changes[:MOST_SHOWN], *([_("dan {n} keterangan lagi").format(n=more)] if more > 0 else [])]
        detail = label("\n".join(shown), "muted", wrap=True)
        see = button(_("Buka"), lambda: self.opened.emit(line.id), "quiet", "file-text")
        made = QWidget()
        made.setLayout(column(told, detail, row(see, 1), gap=4))
        return made
