"""What people write in a part of a report, and the money set aside beside what was spent; both saved by a key."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.i18n import _
from app.reference.enumerations import choices
from app.reports.drafting import MOST_LETTERS, MOST_RUPIAH, NOTHING, Other, Written
from app.reports.kinds import Part
from app.widgets.buttons import button
from app.widgets.fields import NoteField, NumberField
from app.widgets.labels import counted, label
from app.widgets.layouts import clear, column, holder, panel, row, scrolled


class WritingPane(QWidget):
    """One part of the report to write in; `saved` tells the part and its text."""

    saved = Signal(str, str)

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone, self.part, self._kept = zone, "", NOTHING
        self._hint, self._who = label("", "muted", wrap=True), label("", "muted", wrap=True)
        self._size = label("", "muted")
        self.text = NoteField("text", "", lines=13)
        self.text.changed.connect(self._count)
        self._others = column(gap=8)
        self.save_button = button(_("Simpan tulisan"), self.save, "primary", "save")
        tools = row(self._size, 1, self.save_button, gap=10)
        body = column(self._hint, self.text, tools, self._who, self._others, 1, gap=8)
        self.setLayout(column(scrolled(holder(body))))

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.typed() != self._kept.text

    def typed(self) -> str:
        """What stands in the field."""
        return str(self.text.value() or "")

    def show_part(self, part: Part, written: Written, typed: str | None = None) -> None:
        """Show a part; `typed` is what was being written there and is not saved yet."""
        self.part, self._kept = part.code, written
        self._hint.setText(part.hint)
        self.text.editor.setAccessibleName(part.title)
        self.text.set_value(written.text if typed is None else typed)
        when = f"{local(written.at, self._zone):%d-%m-%Y %H.%M}" if written.at else ""
        said = _("Ditulis {who}, loket {desk}, {when}.").format(who=written.officer, desk=written.desk, when=when)
        self._who.setText(said if written.at else _("Belum ada yang menulis di sini."))
        clear(self._others)
        for other in written.others:
            self._others.addWidget(self._other(other))
        self._count()

    def save(self) -> None:
        """Keep what is typed."""
        if self.part:
            self.saved.emit(self.part, self.typed())

    def accept(self, part: str, text: str) -> None:
        """What was typed in a part is saved."""
        if part == self.part:
            self._kept = replace(self._kept, text=text, others=())
            self._count()

    def _other(self, other: Other) -> QWidget:
        """What another desk wrote here meanwhile."""
        said = _("Loket lain menulis ini di bagian yang sama ({who}, {desk}):")
        said = said.format(who=other.officer, desk=other.desk)
        take = button(_("Pakai tulisan ini"), lambda: self._take(other), "quiet", "check")
        return panel(column(label(said, "", "warn", wrap=True), label(other.text, wrap=True), row(take, 1), gap=6))

    def _take(self, other: Other) -> None:
        """The other text is the one that stands: one act settles the difference."""
        self.text.set_value(other.text)
        self.save()

    def _count(self) -> None:
        size = len(self.typed())
        over = size > MOST_LETTERS
        self._size.setText(_("{n} dari {most} huruf").format(n=counted(size), most=counted(MOST_LETTERS)))
        self.save_button.setText(_("Simpan tulisan ini saja") if self._kept.others else _("Simpan tulisan"))
        self.save_button.setEnabled((self.changed or bool(self._kept.others)) and not over)


class BudgetPane(QWidget):
    """The money each fund set aside for the period; `saved` tells the funds that changed."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept: Mapping[str, int] = {}
        self.fields = {
            one.code: NumberField(one.code, _("Pagu {fund} (rupiah)").format(fund=one.name), limits=(0, MOST_RUPIAH))
            for one in choices("sumber_dana")
        }
        for field in self.fields.values():
            field.setMaximumWidth(230)
        save = button(_("Simpan pagu"), self.save, "", "save")
        self.setLayout(row(*self.fields.values(), save, 1, gap=10))

    def show_budgets(self, kept: Mapping[str, int]) -> None:
        """Show what is kept, unless somebody is typing."""
        if any(field.line.hasFocus() for field in self.fields.values()) and kept == self._kept:
            return
        self._kept = dict(kept)
        for fund, field in self.fields.items():
            field.set_value(str(kept[fund]) if fund in kept else None)

    def save(self) -> None:
        """Tell what changed."""
        if all(field.check() for field in self.fields.values()):
            given = {fund: field.number() for fund, field in self.fields.items()}
            self.saved.emit({fund: number for fund, number in given.items() if number != self._kept.get(fund)})
