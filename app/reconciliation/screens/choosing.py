"""Which days, and by ship, province or month: the choices above the screen of those who reached home."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation.rules.spans import OTHER, THIS_HALF, Span
from app.reconciliation.screens.homestate import Chosen
from app.reconciliation.screens.homewords import GROUPS, SPANS
from app.widgets.date_field import DateField
from app.widgets.fields import ChoiceField
from app.widgets.layouts import row


class ChoiceRow(QWidget):
    """Own days are asked for only where none of the usual periods is meant."""

    changed = Signal(object)
    """Another choice: the Chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.spans = _choice("span", _("Masa"), SPANS, 150)
        self.groups = _choice("group", _("Dirinci menurut"), GROUPS, 120)
        self.first, self.last = _day("first", _("Hari pertama")), _day("last", _("Hari terakhir"))
        self.setLayout(row(self.first, self.last, self.spans, self.groups, gap=8))
        self._shown = Chosen()
        self.show_chosen(self._shown)
        for field in (self.spans, self.groups, self.first, self.last):
            field.changed.connect(self._tell)

    @property
    def name(self) -> str:
        """The period as people call it."""
        return self.spans.box.currentText()

    def show_chosen(self, chosen: Chosen) -> None:
        """Show a choice without telling anybody."""
        self._shown = chosen
        own = [day.isoformat() if day else None for day in (chosen.own.start, chosen.own.end)]
        values = ((self.spans, chosen.code), (self.groups, chosen.group), (self.first, own[0]), (self.last, own[1]))
        for field, value in values:
            field.blockSignals(True)
            field.set_value(value)
            field.blockSignals(False)
        self._show_days()

    def _show_days(self) -> None:
        for field in (self.first, self.last):
            field.setVisible(self._shown.code == OTHER)

    def _tell(self) -> None:
        code = str(self.spans.box.currentData() or THIS_HALF)
        group = str(self.groups.box.currentData() or GROUPS[0][0])
        own = Span(self.first.date(), self.last.date()) if code == OTHER else Span()
        chosen = Chosen(code, group, own)
        if chosen != self._shown:
            self._shown = chosen
            self._show_days()
            self.changed.emit(chosen)


def _choice(name: str, text: str, options: tuple[tuple[str, str], ...], width: int) -> ChoiceField:
    field = ChoiceField(name, "", [(code, _(shown)) for code, shown in options])
    field.box.removeItem(0)
    field.box.setAccessibleName(text)
    field.setFixedWidth(width)
    return field


def _day(name: str, text: str) -> DateField:
    field = DateField(name, "")
    field.line.setAccessibleName(text)
    field.placeholder(text)
    field.setFixedWidth(120)
    return field
