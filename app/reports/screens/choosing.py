"""Which report: its kind, period and level, and of whom; the choices above the report."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reports.kinds import BATCH, HALF
from app.reports.overview import UNKNOWN, Choices, Options, kinds
from app.reports.periodic import Want
from app.reports.span import Filters
from app.widgets.fields import ChoiceField
from app.widgets.layouts import column, holder, row

EVERYBODY = "*"


class ChoiceRow(QWidget):
    """`changed` tells another Want; the code of its period is empty when another kind was chosen."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.want = Want(HALF, "")
        self._quiet = False
        self.kind = _choice("kind", _("Jenis laporan"), 176)
        self.period = _choice("period", _("Masa"), 400)
        self.level = _choice("level", _("Tingkat"), 170)
        self.ship, self.province = _choice("ship", _("Kapal"), 176), _choice("province", _("Provinsi"), 176)
        self.group, self.nation = _choice("class", _("Kelompok"), 140), _choice("nation", _("Kewarganegaraan"), 150)
        self._whom = holder(row(self.ship, self.province, self.group, self.nation, 1, gap=8))
        self.setLayout(column(row(self.kind, self.period, self.level, 1, gap=8), self._whom, gap=6))
        _offer(self.kind, kinds(), HALF)
        for field in self._fields():
            field.changed.connect(self._tell)

    def show_choices(self, offered: Choices, want: Want, level: str) -> None:
        """Offer these choices and show what is chosen, without telling anybody."""
        self.want, self._quiet = want, True
        _offer(self.kind, kinds(), want.kind)
        _offer(self.period, offered.periods, want.code)
        _offer(self.level, offered.levels, level)
        chosen = want.filters
        _offer(self.ship, _all(_("Semua kapal"), offered.ships), _code(chosen.batch))
        _offer(self.province, _all(_("Semua provinsi"), offered.provinces), _code(chosen.province))
        _offer(self.group, _all(_("LD, PD, AL, AP"), offered.classes), _code(chosen.head_class))
        _offer(self.nation, _all(_("Semua warga"), offered.nations), _code(chosen.nationality))
        self.ship.setVisible(want.kind != BATCH)
        self._quiet = False

    def show_whom(self, on: bool) -> None:
        """Show or hide the filters."""
        self._whom.setVisible(on)

    def _fields(self) -> Iterator[ChoiceField]:
        yield from (self.kind, self.period, self.level, self.ship, self.province, self.group, self.nation)

    def _tell(self) -> None:
        if self._quiet:
            return
        kind, whom = _said(self.kind), (self.ship, self.province, self.group, self.nation)
        code = _said(self.period) if kind == self.want.kind else ""
        batch, province, group, nation = (_value(field) for field in whom)
        filters = Filters(batch if kind != BATCH else None, province, group, nation)
        wanted = replace(self.want, kind=kind, code=code, level=_said(self.level), filters=filters)
        if wanted != self.want:
            self.want = wanted
            self.changed.emit(wanted)


def _choice(name: str, text: str, width: int) -> ChoiceField:
    field = ChoiceField(name, "", ())
    field.box.setAccessibleName(text)
    field.setFixedWidth(width)
    return field


def _offer(field: ChoiceField, options: Options, chosen: str) -> None:
    field.set_options(options)
    field.box.removeItem(0)
    field.set_value(chosen)


def _all(text: str, options: Options) -> Options:
    return ((EVERYBODY, text), *options)


def _code(value: str | None) -> str:
    return EVERYBODY if value is None else value or UNKNOWN


def _said(field: ChoiceField) -> str:
    return str(field.box.currentData() or "")


def _value(field: ChoiceField) -> str | None:
    said = _said(field)
    return None if said in ("", EVERYBODY) else "" if said == UNKNOWN else said
