"""The scan of a signed paper over the window, with its digest to be compared."""

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row, scrolled
from app.widgets.operations import Operations
from app.widgets.paper_dialog import dress_dialog
from app.widgets.pdf_preview import PdfPreview

SCANS = "PDF, PNG, JPG (*.pdf *.png *.jpg *.jpeg)"
_SHOWN_WIDTH = 900


class ScanDialog(QDialog):
    """`content` is a PDF or a picture; `digest` its SHA-256 (hex)."""

    def __init__(self, over: QWidget, ops: Operations, title: str, scan: tuple[str, bytes]) -> None:
        super().__init__(over)
        digest, content = scan
        dress_dialog(self, title, over, (980, 690))
        self.shown = self._pdf(ops, content) if content.startswith(b"%PDF-") else self._picture(content)
        told = label(_("SHA-256 {digest}").format(digest=digest), "caption", wrap=True)
        head = row(label(title, "title"), 1, button(_("Tutup"), self.close), gap=10)
        body = column(head, self.shown, told, gap=10, margins=(24, 18, 24, 18))
        body.setStretch(1, 1)
        self.setLayout(body)

    @staticmethod
    def _pdf(ops: Operations, content: bytes) -> QWidget:
        preview = PdfPreview(ops)
        preview.show_pdf(content, "pindaian.pdf")
        return preview

    @staticmethod
    def _picture(content: bytes) -> QWidget:
        picture, holder = QPixmap(), QLabel()
        picture.loadFromData(content)
        narrow = picture.scaledToWidth(_SHOWN_WIDTH) if picture.width() > _SHOWN_WIDTH else picture
        holder.setPixmap(narrow)
        holder.setAccessibleName(_("Pindaian surat"))
        return scrolled(holder)
