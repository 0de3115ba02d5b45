"""Who does not travel a leg, or does after all: chosen out of those of the departure, with the reason."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, ngettext
from app.registration.counts import HeadLine
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import NoteField
from app.widgets.labels import label
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, FilteredTable, RowTable

LEAST_WIDTH, LEAST_HEIGHT = 640, 240


class LegSheet(Sheet):
    """Ctrl and Shift choose several; the yes waits for somebody and a reason."""

    def __init__(
        self, parent: QWidget, question: Question, people: Sequence[HeadLine], told: Mapping[str, str]
    ) -> None:
        columns = (
            Column(_("Nama"), lambda head: head.display, 0, "strong"),
            Column(_("Kelas"), lambda head: head.head_class or "?", 60, "muted"),
            Column(_("Tujuan"), lambda head: head.destination_text or "–", 200, "muted"),
            *([Column(_("Alasan"), lambda head: told.get(head.stay_id, ""), 180, "muted")] if told else []),
        )
        self.table = RowTable(columns, key=lambda head: head.stay_id).choose_many()
        self.table.set_empty(Empty(_("Tidak ada orang di sini"), "", "users"))
        self._list = FilteredTable(self.table, lambda head: f"{head.display} {head.destination_text}", _("Cari nama"))
        self._list.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._list.set_rows(list(people))
        self.reason = NoteField("why", _("Alasan"), required=True, lines=2)
        self._count = label("", "muted")
        super().__init__(parent, question, self._list, self._count, self.reason)
        self.table.selectionModel().selectionChanged.connect(self._look)
        self.reason.changed.connect(self._look)
        self.table.clearSelection()
        self.table.setFocus()
        self._look()

    @property
    def stay_ids(self) -> tuple[str, ...]:
        """Who was chosen."""
        return tuple(head.stay_id for head in self.table.chosen())

    def free(self) -> None:
        """Pressed again only with somebody and a reason."""
        super().free()
        self._look()

    def _look(self, *_changed: object) -> None:
        many = len(self.stay_ids)
        self._count.setText(ngettext("{n} orang dipilih", "{n} orang dipilih", many).format(n=many))
        self.yes.setEnabled(not self.waits and bool(many) and not self.reason.is_unfinished())


def ask_people(sheet: LegSheet, act: Callable[[tuple[str, ...], str], Begun]) -> LegSheet:
    """Open it; `act` gets whom, and why."""
    sheet.when_yes(partial(_act, sheet, act))
    sheet.open()
    return sheet


def _act(sheet: LegSheet, act: Callable[[tuple[str, ...], str], Begun]) -> Begun:
    return act(sheet.stay_ids, str(sheet.reason.value() or ""))
