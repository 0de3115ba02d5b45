"""Before a list is kept: its people as read, its columns, the rows left out, what is doubtful, and its letter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from app.kernel.i18n import _, ngettext
from app.manifest.letters import Letter, LetterView
from app.manifest.opening import Opened
from app.manifest.reading.model import Problem, ReadLine, SetAside
from app.manifest.screens.letterform import letter_form, letter_in, show_letter
from app.manifest.screens.mapping import ColumnMapping, field_words
from app.reference.enumerations import name_of
from app.registration.rules import display_name
from app.widgets.buttons import button
from app.widgets.fields import ChoiceField
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label
from app.widgets.layouts import column, holder, row, scrolled
from app.widgets.tables import Column, Empty, Mark, RowTable

LETTER_WIDTH, LEAST_LETTER = 372, 280


class Preview(QWidget):
    """Everything about one list on one page; nothing is kept before “Simpan”."""

    kept = Signal(object, str)
    """(the letter as corrected, id of the letter it replaces or "")"""
    left = Signal()
    corrected = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._title, self._said = label("", "title", wrap=True), label("", "muted", wrap=True)
        self._save = button(_("Simpan"), self._keep, "primary", "check")
        back = button(_("Batal"), self.left.emit)
        self.form = letter_form()
        self.replaces = ChoiceField("replaces", _("Menggantikan surat"), ())
        sealed = _("Kolom kesehatan dan kasus, dan berkas aslinya, disegel untuk petugas yang berhak.")
        self._sealed = holder(row(Glyph("lock", "accent", 16), label(sealed, "caption", wrap=True), gap=8))
        self._sealed.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just made
        self.people = RowTable(_people_columns(), key=lambda line: (line.sheet, line.row), state=_state)
        self.mapping = ColumnMapping()
        self.mapping.corrected.connect(self.corrected)
        self.aside = RowTable(_aside_columns(), key=lambda item: (item.sheet, item.row, item.text))
        self.problems = RowTable(_problem_columns(), key=lambda item: (item.row, item.field, item.text))
        self._tabs = QTabWidget()
        for table in (self.people, self.mapping, self.aside, self.problems):
            self._tabs.addTab(holder(column(table, margins=(0, 12, 0, 0))), "")
        letter = column(label(_("Isi surat"), "heading"), self._hint(), self.replaces, self.form, 1, gap=10)
        letter.setContentsMargins(0, 0, 14, 0)
        self._side = scrolled(holder(letter))
        head = row(column(self._title, self._said, gap=2), back, self._save, gap=10)
        head.setStretch(0, 1)
        body = row(self._side, self._tabs, gap=18)
        body.setStretch(1, 1)
        self.setLayout(column(head, body, self._sealed, gap=12))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list has the larger part of a narrow window."""
        super().resizeEvent(event)
        width = min(LETTER_WIDTH, max(LEAST_LETTER, round(self.width() * 0.36)))
        self._side.setFixedWidth(width)
        self.form.set_columns(2 if width == LETTER_WIDTH else 1)

    def show_opened(self, opened: Opened, known: Sequence[LetterView], fresh: bool = True) -> None:
        """Show a list as read; the letter's fields are left alone when only columns were corrected."""
        reading = opened.reading
        sealed = sum(len(line.sensitive) for line in reading.lines)
        self._title.setText(opened.source.name)
        said = [
            ngettext("{n} orang", "{n} orang", len(reading.lines)).format(n=counted(len(reading.lines))),
            _("{n} baris disisihkan").format(n=len(reading.set_aside)),
            ngettext("{n} hal perlu dilihat", "{n} hal perlu dilihat", len(reading.problems)).format(
                n=len(reading.problems)
            ),
            *([_("{n} sel disegel").format(n=counted(sealed))] if sealed else []),
            *([_("lembar {names}").format(names=", ".join(reading.sheets))] if len(reading.sheets) > 1 else []),
        ]
        self._said.setText(" · ".join(said))
        self._sealed.setVisible(bool(reading.lines))
        self.people.set_rows(reading.lines)
        self.mapping.show_reading(reading)
        self.aside.set_rows(reading.set_aside)
        self.problems.set_rows(reading.problems)
        counts = (len(reading.lines), len(reading.layout), len(reading.set_aside), len(reading.problems))
        titles = (_("Orang"), _("Kolom"), _("Disisihkan"), _("Perlu dilihat"))
        for place, (title, count) in enumerate(zip(titles, counts, strict=True)):
            self._tabs.setTabText(place, f"{title} {counted(count)}")
        self._teach()
        self._name_button(len(reading.lines))
        if fresh:
            show_letter(self.form, opened.letter)
            self._offer(opened.letter, known)
        self.people.go_to(0)

    def letter(self) -> Letter:
        """The letter as it stands in the form."""
        return letter_in(self.form)

    def _keep(self) -> None:
        if self.form.check():
            self.kept.emit(self.letter(), str(self.replaces.value() or ""))

    def _offer(self, letter: Letter, known: Sequence[LetterView]) -> None:
        """Letters of this ship that the new one may stand in for; the same number, or a bare number, is proposed."""
        self.replaces.set_options(tuple((view.id, _known_letter(view)) for view in known))
        self.replaces.setVisible(bool(known))
        same = [view for view in known if letter.letter_number and view.letter.letter_number == letter.letter_number]
        likely = same or [view for view in known if view.count_only and view.letter.sender == letter.sender]
        self.replaces.set_value(likely[0].id if likely else None)

    def _name_button(self, people: int) -> None:
        many = _("Simpan {n} orang").format(n=counted(people))
        self._save.setText(many if people else _("Simpan jumlahnya saja"))

    def _teach(self) -> None:
        text = _("Tidak ada nama di berkas ini")
        hint = _("Suratnya dapat disimpan sebagai jumlah; daftarnya menyusul.")
        self.people.set_empty(Empty(text, hint, "file-text"))
        self.aside.set_empty(Empty(_("Tidak ada baris yang disisihkan"), "", "circle-check"))
        self.problems.set_empty(Empty(_("Tidak ada yang meragukan"), "", "circle-check"))

    def _hint(self) -> QWidget:
        return label(_("Diusulkan dari berkasnya; betulkan bila perlu."), "muted", wrap=True)


def _known_letter(view: LetterView) -> str:
    what = _("jumlah saja") if view.count_only else _("{n} baris").format(n=view.line_count)
    return f"{view.title} ({what})"


def _people_columns() -> tuple[Column, ...]:
    return (
        Column(_("Baris"), lambda line: line.row, 56, "number"),
        Column(_("No"), lambda line: line.list_no or "", 50, "number", spare=True),
        Column(_("Nama"), _name, 0, "text"),
        Column(_("L/P"), lambda line: line.sex or "?", 46, "muted"),
        Column(_("Lahir/umur"), _birth, 104, "muted"),
        Column(_("Dokumen"), _papers, 150, "muted", spare=True),
        Column(_("Asal"), _origin, 130, "muted", spare=True),
        Column("", _doubt, 96, "mark"),
    )


def _name(line: ReadLine) -> str:
    shown = display_name(line.given or line.name, line.father, line.sex)
    return f"{shown} @ {', '.join(line.alias)}" if line.alias else shown


def _birth(line: ReadLine) -> str:
    if line.birth_date:
        return f"{line.birth_date:%d-%m-%Y}"
    if line.birth_year:
        return str(line.birth_year)
    if line.age_months is not None and not line.age:
        return _("{n} bln").format(n=line.age_months)
    return _("{n} th").format(n=line.age) if line.age is not None else "?"


def _papers(line: ReadLine) -> str:
    return ", ".join(f"{name_of('dokumen', kind) or kind} {number}".strip() for kind, number in line.documents)


def _origin(line: ReadLine) -> str:
    return line.regency or line.province or line.village or line.address or ""


def _doubt(line: ReadLine) -> Mark | None:
    if line.problems:
        return Mark(
            ngettext("{n} hal", "{n} hal", len(line.problems)).format(n=len(line.problems)), "triangle-alert", "warn"
        )
    return Mark(_("disegel"), "lock", "accent") if line.sensitive else None


def _state(line: ReadLine) -> str:
    return "warn" if line.problems else ""


def _aside_columns() -> tuple[Column, ...]:
    return (
        Column(_("Baris"), lambda item: item.row or "", 64, "number"),
        Column(_("Mengapa"), _why, 240, "strong"),
        Column(_("Isi"), lambda item: item.text, 0, "muted"),
    )


def _why(item: SetAside) -> str:
    return item.why


def _problem_columns() -> tuple[Column, ...]:
    return (
        Column(_("Baris"), lambda item: item.row or "", 64, "number"),
        Column(_("Kolom"), _about, 170, "muted"),
        Column(_("Apa yang meragukan"), lambda item: item.text, 0, "text"),
    )


def _about(item: Problem) -> str:
    return _("dokumen") if item.field == "documents" else field_words(item.field)
