"""What others state: the sheet that writes a number down, and the numbers on record, each to be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reconciliation.stating import CLASSES, KINDS, PARTS, Stated, parts_of, stated_words
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, NumberField, TextField
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, panel, row


class StatedSheet(Sheet):
    """Who states how many, and how he splits it where he says so."""

    def __init__(self, parent: QWidget) -> None:
        hint = _("Misalnya Imigrasi, KJRI, berita")
        self.source = TextField("source", _("Menurut siapa"), required=True, hint=hint)
        self.total = NumberField("total", _("Jumlah orang"), required=True)
        self.kind = ChoiceField("kind", _("Rincian menurut"), _kinds())
        self.parts = {code: NumberField(code, code) for code in PARTS}
        self.others = TextField("others", _("Rincian"), hint=_("Misalnya: Sulawesi Selatan 56; NTT 3"))
        self._classes = holder(row(*self.parts.values(), gap=10))
        text = _("Angka pihak lain disimpan di samping hitungan pos; bedanya disebut dengan kata-kata.")
        question = Question(_("Angka pihak lain"), text, _("Catat angka"))
        super().__init__(parent, question, self.source, self.total, self.kind, self._classes, self.others)
        self.kind.set_value(CLASSES)
        for field in (self.source, self.total, self.kind, self.others):
            field.changed.connect(self._check)
        self._check()
        self.source.setFocus()

    @property
    def stated(self) -> Stated:
        """What was written."""
        kind = str(self.kind.value() or CLASSES)
        classes = {code: int(str(field.value())) for code, field in self.parts.items() if field.value() is not None}
        counts = classes if kind == CLASSES else parts_of(str(self.others.value() or ""))
        total = int(str(self.total.value() or 0))
        return Stated(str(self.source.value() or ""), total, counts, kind=kind)

    def _check(self) -> None:
        by_class = str(self.kind.value() or CLASSES) == CLASSES
        self._classes.setVisible(by_class)
        self.others.setVisible(not by_class)
        self.yes.setEnabled(not (self.source.is_unfinished() or self.total.is_unfinished()) and self._readable())

    def _readable(self) -> bool:
        try:
            parts_of("" if self.others.isHidden() else str(self.others.value() or ""))
        except UserError:
            return False
        return True


def _kinds() -> list[tuple[str, str]]:
    return [(code, _(words)[:1].upper() + _(words)[1:]) for code, words in KINDS.items()]


class StatedPanel(QWidget):
    """The numbers of others on record, one line each; hidden while there is none."""

    withdraw_wanted = Signal(object)
    """Somebody wants to take a number back: the Stated."""

    def __init__(self, writes: bool) -> None:
        super().__init__()
        self._writes = writes
        self._lines = column(gap=6)
        self.setLayout(column(panel(column(label(_("Angka pihak lain"), "eyebrow"), self._lines, gap=10))))
        self.hide()

    def show_stated(self, stated: Sequence[Stated]) -> None:
        """Show them, oldest first."""
        clear(self._lines)
        self.setVisible(bool(stated))
        for one in stated:
            self._lines.addWidget(self._line(one))

    def _line(self, one: Stated) -> QWidget:
        said = label(stated_words(one), wrap=True)
        back = button(_("Cabut"), lambda: self.withdraw_wanted.emit(one), "link")
        back.setAccessibleName(_("Cabut angka {source}").format(source=one.source))
        back.setVisible(self._writes)
        line = row(said, back, gap=10)
        line.setStretch(0, 1)
        return holder(line)
