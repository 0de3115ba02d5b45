"""A paper looked at, kept or printed from a dialog: recovery sheets and one-time codes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.widgets.operations import Operations, Pending
from app.widgets.paper_dialog import PaperWindow


class PaperView(PaperWindow):
    """One PDF over the window, drawn by whoever opens it; Escape closes it."""

    def __init__(self, parent: QWidget, operations: Operations, title: str) -> None:
        super().__init__(parent, title, operations)
        self._make: Callable[[str], Pending[bytes]] | None = None
        self._name = ""
        self.paper.changed.connect(self.redraw)

    def draw(self, make: Callable[[str], Pending[bytes]], name: str, paper: str) -> None:
        """Show what `make` draws for a paper size, beginning with `paper`; anew whenever another is chosen."""
        self._make = None
        self.paper.set_value(paper)
        self._make, self._name = make, name
        self.redraw()

    def redraw(self) -> None:
        """Ask for the PDF on the size chosen now."""
        if self._make is not None:
            self._make(self.size_of_paper).then(lambda pdf: self.show_pdf(pdf, self._name))
