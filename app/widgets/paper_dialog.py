"""One paper over the window: made by a write, drawn in the background, shown as it prints, on A4 or F4."""

from collections.abc import Callable
from typing import Any, ClassVar, Protocol, Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.i18n import _
from app.kernel.texts import straight
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations, Pending
from app.widgets.paper_size import paper_field
from app.widgets.pdf_preview import PdfPreview
from app.widgets.theme import dress


class Printable(Protocol):
    """What a form with its values can do."""

    def on(self, paper: str) -> Self:
        """The same on another size of paper."""

    def pdf(self) -> bytes:
        """The PDF."""


class PaperWindow(QDialog):
    """A title, a size of paper, and the PDF as it prints; `note` is a word of warning beside the title."""

    def __init__(self, over: QWidget, title: str, ops: Operations, paper: str = "A4", note: str = "") -> None:
        super().__init__(over)
        dress_dialog(self, title, over, (980, 690))
        self._ops, self._title = ops, title
        self.preview = PdfPreview(ops)
        self.paper = paper_field(paper)
        said = label(note, "caption", "warn")
        said.setVisible(bool(note))
        head = row(label(title, "title"), said, 1, self.paper, button(_("Tutup"), self.close), gap=10)
        body = column(head, self.preview, gap=10, margins=(24, 18, 24, 18))
        body.setStretch(1, 1)
        self.setLayout(body)

    @property
    def size_of_paper(self) -> str:
        """The size chosen."""
        return str(self.paper.value() or "A4")

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show what was drawn; `name` is proposed for a copy."""
        self.preview.show_pdf(pdf, name)
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)


class PaperDialog(PaperWindow):
    """`make` runs once, inside a write under ACTION; another size of paper draws the same anew, with its number."""

    ACTION: ClassVar[str] = "print"
    NOTE: ClassVar[str] = ""

    def __init__(
        self, over: QWidget, title: str, ops: Operations, make: Callable[[Any], Printable] | None, paper: str = "A4"
    ) -> None:
        super().__init__(over, title, ops, paper, _(self.NOTE) if self.NOTE else "")
        self._sheet: Printable | None = None
        self.paper.changed.connect(self.redraw)
        if make is not None:
            ops.write(self.ACTION, make).then(self.show_sheet)

    @classmethod
    def once_made(
        cls, over: QWidget, title: str, ops: Operations, make: Callable[[Any], Printable], paper: str = "A4"
    ) -> Pending[Printable]:
        """Make the paper first, then open: a sheet that asked for it stays until it was accepted."""

        def show(sheet: Printable) -> None:
            dialog = cls(over, title, ops, None, paper)
            dialog.show_sheet(sheet)
            dialog.open()

        return ops.write(cls.ACTION, make).then(show)

    def file_name(self) -> str:
        """What a copy is called unless somebody says otherwise."""
        return f"{self._title.lower().replace(' ', '-')}.pdf"

    def redraw(self) -> None:
        """Draw the sheet on the size chosen now."""
        if self._sheet is not None:
            sheet = self._sheet.on(self.size_of_paper)
            self._ops.compute(sheet.pdf, latest=self.ACTION).then(lambda pdf: self.show_pdf(pdf, self.file_name()))

    def show_sheet(self, sheet: Printable) -> None:
        """Show what was made."""
        self._sheet = sheet
        self.redraw()


def dress_dialog(dialog: QDialog, title: str, over: QWidget, size: tuple[int, int]) -> None:
    """The manner of a dialog that is not a question: its title, and never larger than the window."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.setWindowTitle(straight(title))
    dialog.setAccessibleName(straight(title))
    dress(dialog)
    room = over.window()
    dialog.resize(min(size[0], room.width() - 60), min(size[1], room.height() - 30))
