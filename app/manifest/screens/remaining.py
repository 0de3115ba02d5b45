"""“Sisa 12: siapa?” in letters that are read across a quay, and the papers of the quay in their preview."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from app.kernel.i18n import _
from app.manifest import sheets
from app.manifest.board import Board, BoardLine
from app.manifest.screens import words
from app.manifest.screens.quay import Quay
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row, rule, scrolled
from app.widgets.operations import Operations
from app.widgets.paper_dialog import PaperDialog, dress_dialog

PORTION = 50


class RemainingDialog(QDialog):
    """The names nobody has checked, huge."""

    def __init__(self, parent: QWidget, board: Board, quay: Quay, ops: Operations) -> None:
        super().__init__(parent)
        title = _("Sisa {n}: siapa?").format(n=len(board.remaining))
        dress_dialog(self, title, parent, (1060, 660))
        self._over, self._batch_id, self._ops, self._paper = parent, board.batch.id, ops, quay.paper()
        several = len(board.letters) > 1
        self._waiting = [(line, several) for line in board.remaining]
        self._lines = column(1, gap=2)
        names = scrolled(holder(self._lines))
        names.verticalScrollBar().valueChanged.connect(partial(self._follow, names))
        self._add()
        names.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        names.setAccessibleName(title)
        paper = button(_("Cetak"), self._print, "primary", "printer")
        paper.setEnabled(bool(board.remaining))
        head = row(label(title, "huge"), 1, button(_("Tutup"), self.close), paper, gap=10)
        about = label(f"{board.batch.name} · {quay.clock()}", "muted", wrap=True)
        body = column(head, about, rule(), names, gap=10, margins=(28, 22, 20, 18))
        body.setStretch(3, 1)
        self.setLayout(body)
        names.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, names: QScrollArea, value: int) -> None:
        """The next names, before the eye gets there."""
        if value >= names.verticalScrollBar().maximum() - names.height():
            self._add()

    def _add(self) -> None:
        """Some more names: two thousand at once would hold the window up for a second."""
        portion, self._waiting = self._waiting[:PORTION], self._waiting[PORTION:]
        if portion:
            made = holder(column(*[_person(line, several) for line, several in portion], gap=2))
            self._lines.insertWidget(self._lines.count() - 1, made)

    def _print(self) -> None:
        make = partial(sheets.remaining_list, batch_id=self._batch_id)
        QuayPaper(self._over, _("Daftar sisa"), self._ops, make, self._paper).open()
        self.close()


class QuayPaper(PaperDialog):
    """A paper of the quay."""

    ACTION = "manifest.print"


def _person(line: BoardLine, several: bool) -> QWidget:
    number = label(f"{line.letter} · {line.list_no}" if several else line.list_no, "huge", "muted")
    number.setFixedWidth(110)
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    parts = (line.expected_class, words.age_words(line), words.paper_words(line), line.origin)
    detail = label(" · ".join(part for part in parts if part), "muted", wrap=True)
    made = row(number, column(label(words.full_name(line), "huge", wrap=True), detail, gap=0), gap=18)
    made.setContentsMargins(0, 5, 12, 5)
    made.setStretch(1, 1)
    return holder(made)
