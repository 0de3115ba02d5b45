"""One paper over the window: made by a write, drawn in the background, shown as it prints, on A4 or F4."""

from collections.abc import Callable
from typing import Any, ClassVar, Protocol, Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations
from app.widgets.paper_size import paper_field
from app.widgets.pdf_preview import PdfPreview
from app.widgets.theme import dress


class Printable(Protocol):
    """What a form with its values can do."""

    def on(self, paper: str) -> Self:
        """The same on another size of paper."""

    def pdf(self) -> bytes:
        """The PDF."""


class PaperDialog(QDialog):
    """`make` runs once, inside a write under ACTION; another size of paper draws the same anew, with its number."""

    ACTION: ClassVar[str] = "print"

    def __init__(
        self, over: QWidget, title: str, ops: Operations, make: Callable[[Any], Printable], paper: str = "A4"
    ) -> None:
        super().__init__(over)
        dress_dialog(self, title, over, (980, 690))
        self._ops, self._title = ops, title
        self.preview = PdfPreview(ops)
        self._sheet: Printable | None = None
        self.paper = paper_field(paper)
        self.paper.changed.connect(self._draw)
        head = row(label(title, "title"), 1, self.paper, button(_("Tutup"), self.close), gap=10)
        body = column(head, self.preview, gap=10, margins=(24, 18, 24, 18))
        body.setStretch(1, 1)
        self.setLayout(body)
        ops.write(self.ACTION, make).then(self._made)

    def _made(self, sheet: Printable) -> None:
        self._sheet = sheet
        self._draw()

    def _draw(self) -> None:
        if self._sheet is not None:
            sheet = self._sheet.on(str(self.paper.value() or "A4"))
            self._ops.compute(sheet.pdf, latest=self.ACTION).then(self._show)

    def _show(self, pdf: bytes) -> None:
        self.preview.show_pdf(pdf, f"{self._title.lower().replace(' ', '-')}.pdf")
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)


def dress_dialog(dialog: QDialog, title: str, over: QWidget, size: tuple[int, int]) -> None:
    """The manner of a dialog that is not a question: its title, and never larger than the window."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    dress(dialog)
    room = over.window()
    dialog.resize(min(size[0], room.width() - 60), min(size[1], room.height() - 30))
