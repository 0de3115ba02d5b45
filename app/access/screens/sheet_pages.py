"""Wizard pages of the recovery sheets and codes: print or keep them, show that two were kept, hand the codes out."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.access.roles import role_label
from app.access.screens.entrance import Page
from app.access.views import NEEDED, Sheet
from app.access.wizard import SheetTyped, sheet_typed, sheets_complete
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.fields import NoteField
from app.widgets.icons import Glyph
from app.widgets.labels import label, retone
from app.widgets.layouts import clear, column, holder, panel, row


class SheetsPage(Page):
    """Three papers, any two of which open the desk again."""

    paper_asked = Signal(object)

    def __init__(self) -> None:
        lead = _(
            "Bila semua kata sandi hilang, dua dari tiga lembar ini membuka data pos. Satu lembar saja tidak membuka "
            "apa pun. Cetak ketiganya dan simpan di tempat yang berbeda, jangan di laptop ini."
        )
        super().__init__(_("Tiga lembar pemulihan"), lead)
        self._lines = column(gap=10)
        self._states: dict[int, QLabel] = {}
        self.setLayout(column(self._lines, 1, gap=14))

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Offer these sheets."""
        clear(self._lines)
        for sheet in sheets:
            title = _("Lembar {n} dari {all}").format(n=sheet.number, all=len(sheets))
            look = button(_("Lihat dan cetak"), partial(self.paper_asked.emit, sheet), "", "printer")
            look.setAccessibleName(_("Lihat dan cetak lembar {n}").format(n=sheet.number))
            state = self._states[sheet.number] = label("", "caption", "good")
            mark = label(_("tanda {mark}-{n}").format(mark=sheet.mark, n=sheet.number), "caption")
            words = column(label(title, "heading"), mark, gap=2)
            self._lines.addWidget(panel(row(Glyph("shield", "accent", 22), words, 1, state, look, gap=14)))

    def show_taken(self, sheet: Sheet) -> None:
        """A sheet was printed or looked at."""
        self._states[sheet.number].setText(_("sudah dibuka"))


class VerifyPage(Page):
    """Two sheets typed or scanned; or put off by a day at most."""

    deferred = Signal()

    def __init__(self) -> None:
        lead = _(
            "Ketik kata-kata dua lembar dari kertasnya (empat huruf pertama tiap kata cukup), atau pindai kodenya. "
            "Begitu kita tahu lembarnya benar-benar ada di tangan."
        )
        super().__init__(_("Periksa dua lembar"), lead, _("Periksa"))
        self._fields = [
            NoteField("first", _("Lembar pertama"), lines=3),
            NoteField("second", _("Lembar kedua"), lines=3),
        ]
        self._notes = [label("", "caption") for _field in self._fields]
        later = button(_("Tunda, paling lama sehari"), self.deferred.emit, "quiet", "clock")
        self._later = later
        parts: list[QWidget] = []
        for place, (field, note) in enumerate(zip(self._fields, self._notes, strict=True)):
            field.changed.connect(partial(self._typed, place))
            parts += [field, note]
        warning = self._warning = label(_("Sampai diperiksa, pengingatnya terlihat di setiap layar."), "caption")
        self.setLayout(column(*parts, row(later, warning, 1, gap=10), 1, gap=8))

    def texts(self) -> list[str]:
        """What was typed."""
        return [field.editor.toPlainText() for field in self._fields]

    def first_focus(self) -> QWidget | None:
        """The first sheet."""
        return self._fields[0]

    def may_go_on(self) -> bool:
        """Two different sheets that are right."""
        missing = sheets_complete([sheet_typed(text) for text in self.texts()])
        self._fields[1].show_problem(missing)
        return not missing

    def clear(self) -> None:
        """Empty both fields."""
        for field in self._fields:
            field.set_value(None)

    def may_defer(self, allowed: bool) -> None:
        """Offer to put it off, or not."""
        self._later.setVisible(allowed)
        self._warning.setVisible(allowed)

    def _typed(self, place: int) -> None:
        found: SheetTyped = sheet_typed(self._fields[place].editor.toPlainText())
        tone = "good" if found.sheet else "bad" if found.wrong else ""
        retone(self._notes[place], found.text, tone)
        if found.sheet and place + 1 < NEEDED and not self.texts()[place + 1].strip():
            self._fields[place + 1].setFocus()


class CodesPage(Page):
    """The one-time codes of health and social work."""

    paper_asked = Signal(str, str)

    def __init__(self) -> None:
        lead = _(
            "Data kesehatan dan perlindungan hanya dibuka petugasnya; kepala pos pun tidak. Serahkan satu kode kepada "
            "petugas kesehatan dan satu kepada pekerja sosial: masing-masing membuat akunnya sendiri dengan kode itu."
        )
        super().__init__(_("Kode untuk kesehatan dan peksos"), lead, _("Selesai, buka Pulang"))
        self._lines = column(gap=10)
        note = _("Belum ada orangnya? Kode tetap dapat dilihat lagi di Pengaturan › Pengguna.")
        self.setLayout(column(self._lines, label(note, "caption", wrap=True), 1, gap=14))

    def show_codes(self, codes: Mapping[str, str]) -> None:
        """Show these codes by role."""
        clear(self._lines)
        for role, code in codes.items():
            self._lines.addWidget(code_panel(role, code, partial(self.paper_asked.emit, role, code)))


def code_panel(role: str, code: str, on_print: object) -> QWidget:
    """A code large enough to be read out, with its sheet to print."""
    shown = label(code, "code")
    shown.setTextInteractionFlags(shown.textInteractionFlags() | shown.textInteractionFlags().TextSelectableByMouse)
    shown.setAccessibleName(_("Kode {role}: {code}").format(role=role_label(role), code=code))
    made = button(_("Cetak lembar kode"), on_print, "", "printer")  # type: ignore[arg-type]
    return holder(column(panel(row(column(label(role_label(role), "heading"), shown, gap=6), 1, made, gap=14))))
