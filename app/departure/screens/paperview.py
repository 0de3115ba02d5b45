"""A paper of a departure as it prints, made in the vault and drawn in the background; and the counts as a message."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.departure.outgoing import Bundle
from app.departure.screens.context import Matrix, TravelContext
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations
from app.widgets.paper_size import paper_field
from app.widgets.pdf_preview import PdfPreview
from app.widgets.qr_view import QrView
from app.widgets.theme import dress


class PaperView(QDialog):
    """`make(work)` gives the sheets; on another size of paper the same ones are drawn anew, under the same numbers."""

    def __init__(
        self, parent: QWidget, title: str, ops: Operations, make: Callable[[Any], Bundle], paper: str = "A4"
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._ops, self._title = ops, title
        self.preview = PdfPreview(ops)
        self._sheets: Bundle | None = None
        self.paper = paper_field(paper)
        self.paper.changed.connect(self._draw)
        head = row(label(title, "title"), 1, self.paper, button(_("Tutup"), self.close), gap=10)
        body = column(head, self.preview, gap=10, margins=(24, 18, 24, 18))
        body.setStretch(1, 1)
        self.setLayout(body)
        dress(self)
        room = parent.window()
        self.resize(min(1100, room.width() - 60), min(690, room.height() - 30))
        ops.write("departure.print", make).then(self._made).otherwise(self._refused)

    def _made(self, sheets: Bundle) -> None:
        self._sheets = sheets
        self._draw()

    def _refused(self, error: Any) -> None:
        self._ops.refused.emit(error)
        self.close()

    def _draw(self) -> None:
        if self._sheets is not None:
            sheets = self._sheets.on(str(self.paper.value() or "A4"))
            self._ops.compute(sheets.pdf, latest="departure.paper").then(self._show)

    def _show(self, pdf: bytes) -> None:
        self.preview.show_pdf(pdf, f"{self._title.lower().replace(' ', '-')}.pdf")
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)


class MessageView(QDialog):
    """The counts of a departure: text to copy, code to photograph; no name is in it."""

    def __init__(self, parent: QWidget, text: str, ops: Operations, context: TravelContext) -> None:
        super().__init__(parent)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Jumlah untuk pesan"))
        self._code = QrView(_("QR berisi jumlah, tanpa nama"), 340)
        shown = label(text, "reading")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._copied = label("", "caption", "good")
        hint = label(_("Foto QR dengan telepon, lalu kirim. Hanya jumlah; tidak ada nama."), "muted", wrap=True)
        copy = button(_("Salin teks"), self._copy, "primary", "copy")
        words = column(label(_("Jumlah untuk pesan"), "heading"), shown, 1, hint, gap=12)
        words.addLayout(row(self._copied, 1, button(_("Tutup"), self.close), copy, gap=10))
        body = row(self._code, words, gap=26, margins=(26, 24, 26, 22))
        body.setAlignment(self._code, Qt.AlignmentFlag.AlignTop)
        self.setLayout(body)
        dress(self)
        draw = context.qr
        ops.compute(lambda: draw(text), latest="departure.qr").then(self._show)
        copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, modules: Matrix) -> None:
        self._code.show_code(modules)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copied.setText(_("Tersalin."))
