"""A paper looked at, kept or printed from a dialog: recovery sheets and one-time codes."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations, Pending
from app.widgets.paper_size import paper_field
from app.widgets.pdf_preview import PdfPreview
from app.widgets.theme import dress


class PaperView(QDialog):
    """One PDF over the window; Escape closes it."""

    taken = Signal()
    """It was printed or a copy was kept."""

    def __init__(self, parent: QWidget, operations: Operations, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.preview = PdfPreview(operations)
        self.preview.printed.connect(self.taken)
        self.paper = paper_field("A4")
        self.paper.changed.connect(self._redraw)
        self._make: Callable[[str], Pending[bytes]] | None = None
        self._name = ""
        close = button(_("Selesai"), self.accept, "primary")
        head = row(label(title, "heading"), 1, self.paper, close)
        self.setLayout(column(head, self.preview, gap=12, margins=(20, 16, 20, 16)))
        self.resize(min(820, parent.window().width() - 60), parent.window().height() - 50)
        dress(self)

    def draw(self, make: Callable[[str], Pending[bytes]], name: str, paper: str) -> None:
        """Show what `make` draws for a paper size, beginning with `paper`; anew whenever another is chosen."""
        self._make = None
        self.paper.set_value(paper)
        self._make, self._name = make, name
        self._redraw()

    def _redraw(self) -> None:
        if self._make is not None:
            self._make(str(self.paper.value() or "A4")).then(lambda pdf: self.preview.show_pdf(pdf, self._name))
