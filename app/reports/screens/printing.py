"""A report as it prints: made in the vault, drawn in the background, on A4 or F4."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations
from app.widgets.paper_size import paper_field
from app.widgets.pdf_preview import PdfPreview
from app.widgets.theme import dress


class ReportPaper(QDialog):
    """`make(work)` gives the paper; on another size the same figures are drawn anew."""

    def __init__(self, parent: QWidget, ops: Operations, make: Callable[[Any], Sheet], paper: str = "A4") -> None:
        super().__init__(parent)
        title = _("Laporan harian")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._ops = ops
        self._sheet: Sheet | None = None
        self.preview = PdfPreview(ops)
        self.paper = paper_field(paper)
        self.paper.changed.connect(self._draw)
        head = row(label(title, "title"), 1, self.paper, button(_("Tutup"), self.close), gap=10)
        body = column(head, self.preview, gap=10, margins=(24, 18, 24, 18))
        body.setStretch(1, 1)
        self.setLayout(body)
        dress(self)
        room = parent.window()
        self.resize(min(980, room.width() - 60), min(690, room.height() - 30))
        ops.write("reports.print", make).then(self._made)

    def _made(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._draw()

    def _draw(self) -> None:
        if self._sheet is not None:
            sheet = replace(self._sheet, paper=str(self.paper.value() or "A4"))
            self._ops.compute(sheet.pdf, latest="reports.paper").then(self._show)

    def _show(self, pdf: bytes) -> None:
        self.preview.show_pdf(pdf, _("laporan-harian.pdf"))
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
