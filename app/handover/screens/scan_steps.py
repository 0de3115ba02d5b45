"""The scan of a signed paper on screen: attaching one from a file, and looking at the one that is attached."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.handover import scans
from app.handover.scans import Scanned
from app.handover.screens.context import Page
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import open_file
from app.widgets.labels import label
from app.widgets.layouts import column, row, scrolled
from app.widgets.message import Message
from app.widgets.paper_dialog import dress_dialog
from app.widgets.pdf_preview import PdfPreview

SCANS = "PDF, PNG, JPG (*.pdf *.png *.jpg *.jpeg)"
_SHOWN_WIDTH = 900


class ScanDialog(QDialog):
    """A scan over the window, with its digest to be compared."""

    def __init__(self, over: Page, title: str, digest: str, content: bytes) -> None:
        super().__init__(over)
        dress_dialog(self, title, over, (980, 690))
        self.shown = self._pdf(over, content) if content.startswith(b"%PDF-") else self._picture(content)
        told = label(_("SHA-256 {digest}").format(digest=digest), "caption", wrap=True)
        head = row(label(title, "title"), 1, button(_("Tutup"), self.close), gap=10)
        body = column(head, self.shown, told, gap=10, margins=(24, 18, 24, 18))
        body.setStretch(1, 1)
        self.setLayout(body)

    @staticmethod
    def _pdf(over: Page, content: bytes) -> QWidget:
        preview = PdfPreview(over.ops)
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


class ScanSteps:
    """Attaching and showing, for whatever paper the page is about."""

    def __init__(self, page: Page, kind: Scanned, changed: Callable[[], object]) -> None:
        self._page, self._kind, self._changed = page, kind, changed

    def ask(self, paper_id: str) -> None:
        """Choose the file."""
        open_file(self._page, _("Pilih pindaian atau foto surat yang ditandatangani"), SCANS,
                  lambda path: self.attach(paper_id, path))  # fmt: skip

    def attach(self, paper_id: str, path: Path) -> None:
        """Attach it."""
        kind, keep = self._kind, self._page.context.keep
        pending = self._page.ops.write(
            "handover.scan", lambda w: scans.attach(w, kind, paper_id, path.read_bytes(), keep)
        )
        pending.then(self._attached)

    def show(self, number: str, digest: str) -> None:
        """Open the scan that is attached."""
        read = self._page.context.read_scan
        if read is not None:
            title = _("Pindaian {number}").format(number=number)
            pending = self._page.ops.compute(lambda: read(digest), latest="handover.scan")
            pending.then(lambda content: ScanDialog(self._page, title, digest, content).open())

    def _attached(self, digest: str) -> None:
        text = _("Pindaian dilampirkan. Sidik isinya {digest}…").format(digest=digest[:12])
        self._page.said.emit(Message(text, "", "good"))
        self._changed()
