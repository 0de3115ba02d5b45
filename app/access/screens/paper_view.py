"""A paper looked at, kept or printed from a dialog: recovery sheets and one-time codes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations
from app.widgets.pdf_preview import PdfPreview


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
        close = button(_("Selesai"), self.accept, "primary")
        head = row(label(title, "heading"), 1, close)
        self.setLayout(column(head, self.preview, gap=12, margins=(20, 16, 20, 16)))
        self.resize(min(820, parent.window().width() - 60), parent.window().height() - 50)

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show a paper."""
        self.preview.show_pdf(pdf, name)
