"""The counts of a ship for a message: plain text and a QR that a phone reads off the screen. No name is in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.i18n import _
from app.manifest.screens.quay import Matrix, Quay
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations
from app.widgets.qr_view import QrView
from app.widgets.theme import dress


class ShareDialog(QDialog):
    """Text to copy, code to photograph."""

    def __init__(self, parent: QWidget, text: str, quay: Quay, ops: Operations) -> None:
        super().__init__(parent)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Jumlah untuk pesan"))
        self._code = QrView(_("QR berisi jumlah, tanpa nama"), 360)
        shown = label(text, "reading")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._copied = label("", "caption", "good")
        hint = label(_("Foto QR dengan telepon, lalu kirim. Hanya jumlah; tidak ada nama."), "muted", wrap=True)
        copy = button(_("Salin teks"), self._copy, "primary", "copy")
        close = button(_("Tutup"), self.close)
        words = column(label(_("Jumlah untuk pesan"), "heading"), shown, 1, hint, gap=12)
        words.addLayout(row(self._copied, 1, close, copy, gap=10))
        body = row(self._code, words, gap=26, margins=(26, 24, 26, 22))
        body.setAlignment(self._code, Qt.AlignmentFlag.AlignTop)
        self.setLayout(body)
        dress(self)
        draw = quay.qr
        ops.compute(lambda: draw(text), latest="arrival.qr").then(self._show)
        copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, modules: Matrix) -> None:
        self._code.show_code(modules)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copied.setText(_("Tersalin."))
