"""The columns of an incoming list: what each was taken for, to be corrected; what will be sealed is marked."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.kernel.i18n import N_, _
from app.manifest.reading.model import FIELDS, SENSITIVE_FIELDS, Reading
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, row, scrolled
from app.widgets.narrow import ElidedLabel

FIELD_WORDS = {
    "list_no": N_("nomor urut"),
    "name": N_("nama"),
    "father": N_("bin/binti (ayah)"),
    "alias": N_("alias"),
    "sex": N_("jenis kelamin"),
    "sex_male": N_("tanda laki-laki"),
    "sex_female": N_("tanda perempuan"),
    "age_male": N_("umur laki-laki"),
    "age_female": N_("umur perempuan"),
    "class": N_("LD/PD/AL/AP"),
    "birth": N_("tempat dan tanggal lahir"),
    "birth_place": N_("tempat lahir"),
    "birth_date": N_("tanggal lahir"),
    "age": N_("umur"),
    "nik": N_("NIK"),
    "document": N_("dokumen (jenis dan nomor)"),
    "document_kind": N_("jenis dokumen"),
    "document_number": N_("nomor dokumen"),
    "passport": N_("paspor"),
    "splp": N_("SPLP"),
    "nationality": N_("kewarganegaraan"),
    "province": N_("provinsi"),
    "regency": N_("kabupaten/kota"),
    "district": N_("kecamatan"),
    "village": N_("desa/kelurahan"),
    "address": N_("alamat"),
    "case": N_("kasus"),
    "health": N_("kesehatan"),
    "depot": N_("depot"),
    "note": N_("keterangan"),
    "relation": N_("hubungan keluarga"),
}


def field_words(field: str | None) -> str:
    """A meaning in words; a column without one is kept as written."""
    return _(FIELD_WORDS.get(field or "", field or "")) if field else _("disimpan apa adanya")


class ColumnMapping(QWidget):
    """Every column of the main sheet with what it means; a change reads the list again."""

    corrected = Signal(int, str)
    """(column index, field or "")"""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(2, 5)
        hint = _(
            "Betulkan bila salah terbaca. Kolom kesehatan dan kasus disegel: di loket ini tidak dapat dibuka lagi."
        )
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        body = holder(column(label(hint, "muted", wrap=True), self._grid, 1, gap=12, margins=(2, 12, 10, 8)))
        self.setLayout(column(scrolled(body)))

    def show_reading(self, reading: Reading) -> None:
        """The columns of a list."""
        clear(self._grid)
        for place, title in enumerate((_("Kolom di berkas"), _("Dibaca sebagai"), _("Contoh isi"))):
            self._grid.addWidget(label(title, "caption"), 0, place)
        for place, (index, header, field) in enumerate(reading.layout, start=1):
            self._grid.addWidget(label(header or _("kolom {n}").format(n=index + 1), wrap=True), place, 0)
            self._grid.addWidget(self._chooser(index, header, field), place, 1)
            self._grid.addWidget(_sample(reading, header, field), place, 2)

    def _chooser(self, index: int, header: str, field: str | None) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(11)
        box.addItem(field_words(None), "")
        for code in FIELDS:
            box.addItem(field_words(code), code)
        box.setCurrentIndex(max(0, box.findData(field or "")))
        box.setAccessibleName(_("Arti kolom {name}").format(name=header or index + 1))
        box.activated.connect(partial(self._chosen, index, box))
        return box

    def _chosen(self, index: int, box: QComboBox, _place: int) -> None:
        self.corrected.emit(index, str(box.currentData() or ""))


def _sample(reading: Reading, header: str, field: str | None) -> QWidget:
    """The first cells of a column; of a sealed one only that it is sealed."""
    if field in SENSITIVE_FIELDS:
        count = sum(1 for line in reading.lines if field in line.sensitive)
        text = label(_("disegel · {n} sel").format(n=count), "strong", "accent", wrap=True)
        sealed = row(Glyph("lock", "accent", 16), text, gap=6)
        sealed.setStretch(1, 1)
        return holder(sealed)
    cells = [line.original[header] for line in reading.lines[:40] if line.original.get(header)]
    sample = ElidedLabel("muted")
    sample.setText(" | ".join(cells[:3])[:80])
    return sample
