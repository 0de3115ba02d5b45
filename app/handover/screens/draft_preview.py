"""The third step of a paper: the real PDF as it would be printed, marked DRAF, drawn anew whenever it is looked at."""

from functools import partial

from app.handover import freezing
from app.handover.screens.words import kind_name
from app.handover.terms import DraftBast
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.widgets.operations import Operations
from app.widgets.pdf_preview import PdfPreview


class DraftPreview(PdfPreview):
    """A preview that cannot be printed: only a number makes a paper."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self.print_button.hide()

    def draw(self, draft: DraftBast) -> None:
        """Draw a draft, once its receiver is chosen."""
        if draft.kind:
            pending = self._operations.read(lambda r: freezing.preview(r, draft), latest="handover.preview")
            pending.then(partial(self._draw_sheet, draft.kind))

    def _draw_sheet(self, kind: str, sheet: Sheet) -> None:
        name = _("draf {kind}.pdf").format(kind=kind_name(kind).replace("/", "-"))
        self._operations.compute(sheet.pdf, latest="handover.pdf").then(lambda pdf: self.show_pdf(pdf, name))
