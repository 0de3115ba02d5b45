"""One paper of health: made in the vault and counted as a copy, drawn in memory, shown as it prints."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.access.office import Office
from app.health.screens.context import Desk
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.paper_size import paper_field
from app.widgets.pdf_preview import PdfPreview
from app.widgets.theme import dress


class PrintView(QDialog):
    """`make(office)` runs once; on another size of paper the same sheet is drawn anew."""

    def __init__(self, over: QWidget, title: str, desk: Desk, make: Callable[[Office], Sheet]) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        dress(self)
        room = over.window()
        self.resize(min(980, room.width() - 60), min(690, room.height() - 30))
        self._ops = desk.ops
        self.preview = PdfPreview(desk.ops)
        self._sheet: Sheet | None = None
        self.paper = paper_field(desk.context.paper())
        self.paper.changed.connect(self._draw)
        warning = label(_("Terbatas: serahkan dalam amplop tertutup."), "caption", "warn")
        head = row(label(title, "title"), warning, 1, self.paper, button(_("Tutup"), self.close), gap=10)
        body = column(head, self.preview, gap=10, margins=(24, 18, 24, 18))
        body.setStretch(1, 1)
        self.setLayout(body)
        desk.write(make).then(self._made)

    def _made(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._draw()

    def _draw(self) -> None:
        if self._sheet is not None:
            sheet = replace(self._sheet, paper=str(self.paper.value() or "A4"))
            self._ops.compute(sheet.pdf, latest="health.paper").then(self._show)

    def _show(self, pdf: bytes) -> None:
        self.preview.show_pdf(pdf, "terbatas.pdf")
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
