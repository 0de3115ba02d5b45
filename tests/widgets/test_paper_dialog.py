"""A paper over the window: made once, drawn anew for another size, named after its title."""

from dataclasses import dataclass, field, replace
from typing import Self

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.widgets.operations import Operations
from app.widgets.paper_dialog import PaperDialog
from app.widgets.theme import Theme


@dataclass(frozen=True)
class Page:
    """A page that remembers on what it was drawn."""

    paper: str = "A4"
    drawn: list[str] = field(default_factory=list)

    def on(self, paper: str) -> Self:
        """The same on another size."""
        return replace(self, paper=paper)

    def pdf(self) -> bytes:
        """One empty page."""
        self.drawn.append(self.paper)
        canvas = Canvas("")
        canvas.showPage()
        content: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]
        return content


def test_it_is_made_once_and_drawn_for_each_size(qtbot: QtBot, operations: Operations, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1200, 800)
    parent.show()
    made: list[object] = []
    page = Page()

    def make(work: object) -> Page:
        made.append(work)
        return page

    dialog = PaperDialog(parent, "Daftar Sisa", operations, make, "F4")
    dialog.open()
    qtbot.waitUntil(lambda: page.drawn == ["F4"])
    dialog.paper.set_value("A4")
    qtbot.waitUntil(lambda: page.drawn == ["F4", "A4"])
    assert made == ["work"]
    assert dialog.windowTitle() == dialog.accessibleName() == "Daftar Sisa"
    assert dialog.width() <= parent.width()
    qtbot.waitUntil(lambda: operations.idle)
    dialog.close()
