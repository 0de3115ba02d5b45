"""To which office a paper goes by bundle; the one it was sent to before, or its receiver's name tells, is proposed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.access.partners import PartnerView
from app.kernel.i18n import _
from app.widgets.dialogs import Question, Sheet, at_chosen, choose_folder
from app.widgets.fields import CheckField, ChoiceField
from app.widgets.operations import Begun, Pending

Chosen = Callable[[str, bool, Path], Pending[Path]]
"""Called with the office's id, whether photos go along, and the folder."""


class SendingSheet(Sheet):
    """The office and whether photos go along; then the flashdisk is asked for; it stays until the file is written."""

    def __init__(self, parent: QWidget, offices: Sequence[PartnerView], likely: str, chosen: Chosen) -> None:
        options = [(one.id, one.name) for one in offices]
        self.office = ChoiceField("office", _("Kantor penerima"), options, required=True)
        self.photos = CheckField("photos", _("Sertakan foto orangnya"))
        text = _("Isi berkas: identitas, keluarga, dokumen, tujuan, dan kebutuhan. Tanpa kesehatan, tanpa kasus.")
        super().__init__(parent, Question(_("Kirim ke kantor"), text, _("Pilih flashdisk …")), self.office, self.photos)
        self._chosen = chosen
        self.office.changed.connect(self._check)
        self.office.set_value(likely or None)
        self._check()
        self.when_yes(self._choose)
        self.office.setFocus()

    def _check(self) -> None:
        self.yes.setEnabled(not self.office.is_unfinished())

    def _choose(self) -> Begun:
        office, photos = str(self.office.value()), bool(self.photos.value())
        title = _("Pilih flashdisk untuk kantor penerima")
        return at_chosen(partial(choose_folder, self, title), partial(self._chosen, office, photos))
