"""Beginning a hitung kepala: whom, where; and the list of earlier counts with what they came to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.clock import local
from app.kernel.i18n import _
from app.manifest.muster import Group, MusterLine
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.tables import Column, Empty, Mark, RowTable


class MusterStart(QWidget):
    """Enter on a group begins; Enter on an earlier count opens it."""

    begun = Signal(object, str)
    """(group, place)"""
    opened = Signal(str)

    def __init__(self, zone: str, may: bool) -> None:
        super().__init__()
        self._zone, self._may = zone, may
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("Di mana? Apel pagi, gerbang, bus 2, dermaga …"))
        self.place.setAccessibleName(_("Tempat penghitungan"))
        self.place.setMaxLength(80)
        self.place.installEventFilter(self)
        self.groups = RowTable(_group_columns(), key=lambda group: group.title)
        self.groups.setAccessibleName(_("Siapa yang dihitung"))
        self.groups.opened.connect(self._begin)
        self.groups.set_empty(
            Empty(_("Belum ada orang yang hadir"), _("Daftar terisi sesudah orang tiba diperiksa."), "users")
        )
        self.earlier = RowTable(self._earlier_columns(), key=lambda line: line.id, state=_state)
        self.earlier.setAccessibleName(_("Hitungan sebelumnya"))
        self.earlier.opened.connect(lambda line: self.opened.emit(line.id))
        self.earlier.set_empty(Empty(_("Belum pernah ada hitungan"), _("Hasil setiap hitungan tersimpan di sini.")))
        start = button(_("Mulai menghitung"), lambda: self._begin(self.groups.current()), "primary", "users")
        start.setEnabled(may)
        left = column(label(_("Siapa yang dihitung"), "heading"), self.place, self.groups, row(1, start), gap=10)
        left.setStretch(2, 1)
        right = column(label(_("Hitungan sebelumnya"), "heading"), self.earlier, gap=10)
        body = row(holder(left), holder(right), gap=24)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        self.setLayout(body)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Who may be counted now."""
        self.groups.set_rows(list(groups))
        if self.groups.current() is None:
            self.groups.go_to(0)

    def show_earlier(self, lines: Sequence[MusterLine]) -> None:
        """Earlier counts, open ones first."""
        self.earlier.set_rows(list(lines))

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """From the place, Enter and Down go on to the groups."""
        onward = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in onward:
            self.groups.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _begin(self, group: Group | None) -> None:
        if group is not None and self._may:
            self.begun.emit(group, self.place.text())

    def _earlier_columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Kapan"), self._when, 152, "muted"),
            Column(_("Di mana"), lambda line: line.place, 140),
            Column(_("Siapa"), lambda line: line.title, 0, "strong"),
            Column(_("Hasil"), _result, 190, "mark"),
            Column(_("Petugas"), lambda line: line.officer, 120, "muted", spare=True),
        )

    def _when(self, line: MusterLine) -> str:
        return f"{local(line.started_at, self._zone):%d-%m-%Y %H.%M}"


def _group_columns() -> tuple[Column, ...]:
    return (
        Column(_("Kelompok"), lambda group: group.title, 0, "strong"),
        Column(_("Orang"), lambda group: len(group.stay_ids), 80, "number"),
    )


def _state(line: MusterLine) -> str:
    return "warn" if line.ended_at is None or line.missing else "good"


def _result(line: MusterLine) -> Mark:
    if line.ended_at is None:
        return Mark(_("berjalan, kurang {n}").format(n=line.missing), "clock", "accent")
    return Mark(line.words, "triangle-alert" if line.missing else "circle-check", "warn" if line.missing else "good")
