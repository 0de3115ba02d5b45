"""The real PDF inside the application: look, zoom, turn pages, print on A4 or F4, keep a copy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.kernel.files import replace_atomically
from app.kernel.i18n import _
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import save_file
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations, Pending
from app.widgets.pdf_pages import POINTS_PER_INCH, draw_page, page_sizes

PAPERS = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}
ZOOMS = (0.5, 0.75, 0.85, 1.0, 1.25, 1.5, 2.0, 3.0)
SCREEN_DPI = 96
PRINT_DPI = 300
MARGIN = 12


class PdfPreview(QWidget):
    """Shows one PDF; pages are drawn in the background. `before_keeping` is a write that goes before each copy."""

    printed = Signal()
    """The pages were handed to the printer."""
    opened = Signal()
    """A PDF is here: its pages are counted, it can be printed."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._ops, self._pdf, self._name = operations, b"", "dokumen.pdf"
        self.before_keeping: Callable[[], Pending[Any]] | None = None
        self._sizes: list[tuple[float, float]] = []
        self._page, self._zoom = 0, ZOOMS.index(1.0)
        self._fits = True
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sheet.setAccessibleName(_("Halaman"))
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setProperty("kind", "paper")
        self._sheet.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(_("Pratinjau"))
        self._where = label("", "muted")
        self._back = icon_button("chevron-left", _("Halaman sebelumnya (PgUp)"), lambda: self.turn(-1))
        self._on = icon_button("chevron-right", _("Halaman berikutnya (PgDn)"), lambda: self.turn(1))
        self._smaller = icon_button("zoom-out", _("Perkecil (Ctrl+−)"), lambda: self.zoom(-1))
        self._larger = icon_button("zoom-in", _("Perbesar (Ctrl++)"), lambda: self.zoom(1))
        self._save = button(_("Simpan salinan"), self._ask_where, glyph="save")
        self.print_button = button(_("Cetak"), self._ask_printer, "primary", "printer")
        tools = row(self._back, self._where, self._on, self._smaller, self._larger, 1, self._save, self.print_button)
        self.setLayout(column(tools, self._area, gap=10))
        self.setFocusProxy(self._area)
        self._show_tools()

    @property
    def pages(self) -> int:
        """How many pages the PDF has."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page shown; 0 is the first."""
        return self._page

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show a PDF; `name` is proposed when a copy is kept."""
        self._pdf, self._name, self._page = pdf, name, 0
        self._ops.compute(lambda: page_sizes(pdf), latest="pdf.sizes").then(self._sized)

    def turn(self, by: int) -> None:
        """Go to another page."""
        target = max(0, min(self.pages - 1, self._page + by))
        if target != self._page:
            self._page = target
            self._draw()

    def zoom(self, by: int) -> None:
        """Larger or smaller by a step; from then on as chosen."""
        self._fits = False
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + by))
        self._draw()

    def print_on(self, printer: QPrinter) -> None:
        """Draw all pages and hand them to a prepared printer."""
        pdf, count = self._pdf, self.pages

        def drawn() -> list[QImage]:
            return [draw_page(pdf, number, PRINT_DPI) for number in range(count)]

        self._ops.compute(drawn).then(lambda images: self._send(printer, images))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page and zoom keys."""
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
        }
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            larger: Callable[[], None] = lambda: self.zoom(1)  # noqa: E731
            moves = {Qt.Key.Key_Plus: larger, Qt.Key.Key_Equal: larger, Qt.Key.Key_Minus: lambda: self.zoom(-1)}
        if (move := moves.get(event.key())) is not None:
            move()
        else:
            super().keyPressEvent(event)

    def _sized(self, sizes: list[tuple[float, float]]) -> None:
        self._sizes = sizes
        if self._fits:
            self._zoom = self._fitting()
        self._draw()
        self.opened.emit()

    def _fitting(self) -> int:
        """The largest zoom up to the real size at which the whole width is seen."""
        width = max((size[0] for size in self._sizes), default=0) * SCREEN_DPI / POINTS_PER_INCH
        room = self._area.viewport().width() - 2 * MARGIN
        return max((place for place, zoom in enumerate(ZOOMS) if zoom <= 1 and width * zoom <= room), default=0)

    def _draw(self) -> None:
        self._show_tools()
        if not self._sizes:
            return
        pdf, number, ratio = self._pdf, self._page, self.devicePixelRatioF()
        dots = SCREEN_DPI * ZOOMS[self._zoom] * ratio
        self._ops.compute(lambda: draw_page(pdf, number, dots), latest="pdf.page").then(self._show_page)

    def _show_page(self, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.setPixmap(QPixmap.fromImage(image))
        self._area.verticalScrollBar().setValue(0)

    def _show_tools(self) -> None:
        self._where.setText(_("{page} dari {pages}").format(page=self._page + 1 if self.pages else 0, pages=self.pages))
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < self.pages)
        for tool in (self._save, self.print_button, self._smaller, self._larger):
            tool.setEnabled(self.pages > 0)

    def keep(self, path: Path) -> None:
        """Write a copy; what must be noted of it first is noted first, and nothing is written where that fails."""
        pdf = self._pdf

        def write(_noted: object = None) -> None:
            self._ops.compute(lambda: replace_atomically(path, pdf))

        if self.before_keeping is None:
            write()
        else:
            self.before_keeping().then(write)

    def _ask_where(self) -> None:
        save_file(self, _("Simpan salinan"), Path.home() / self._name, self.keep)

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, self._sizes[0])
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def _send(self, printer: QPrinter, images: list[QImage]) -> None:
        painter = QPainter(printer)
        for number, image in enumerate(images):
            if number:
                printer.newPage()
            painter.drawImage(printer.paperRect(QPrinter.Unit.DevicePixel), image)
        painter.end()
        self.printed.emit()


def prepare(printer: QPrinter, size: tuple[float, float]) -> None:
    """Set paper and direction of a printer for pages of `size` in points."""
    short, long = sorted(side / POINTS_PER_INCH * 25.4 for side in size)
    name, (width, height) = min(PAPERS.items(), key=lambda paper: abs(paper[1][0] - short) + abs(paper[1][1] - long))
    sheet = (
        QPageSize(QPageSize.PageSizeId.A4)
        if name == "A4"
        else QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, name)
    )
    upright = size[0] <= size[1]
    direction = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    printer.setPageLayout(QPageLayout(sheet, direction, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
