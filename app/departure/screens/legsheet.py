"""Who does not travel a leg, or does after all: chosen out of those of the departure, with the reason."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.departure import onway
from app.departure.onway import Followed
from app.departure.screens.context import Pane
from app.departure.voyages import LegView
from app.kernel.i18n import _, ngettext
from app.registration.counts import HeadLine
from app.widgets.buttons import button
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


class Parting:
    """The buttons beside a leg by which people get off before it or travel it after all; and who is where on it."""

    def __init__(self, pane: Pane, leg: Callable[[], LegView | None], done: Callable[[], None]) -> None:
        self._pane, self._leg, self._done = pane, leg, done
        self._people: Sequence[HeadLine] = ()
        self._followed = Followed()
        self._behind: Mapping[str, Mapping[str, str]] = {}
        off = button(_("Tidak ikut …"), self.stay_behind, glyph="user-x")
        self._along = button(_("Ikut lagi …"), self.travel_after_all, "quiet", "undo-2")
        self.tools = (off, self._along)

    def show_people(
        self, people: Sequence[HeadLine], followed: Followed, behind: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Those of the departure; `behind` leg → who does not travel it → why."""
        self._people, self._followed, self._behind = sorted(people, key=_by_name), followed, behind

    def allow(self) -> None:
        """Whether whoever is signed in may say so."""
        for tool in self.tools:
            tool.setEnabled(self._may)

    def look(self) -> None:
        """Whether somebody does not travel the leg under the cursor."""
        self._along.setVisible(bool(self._known))

    def where(self, leg: LegView) -> str:
        """How many are on a leg now, wait for it, or do not travel it."""
        behind = len(self._behind.get(leg.id, {}))
        return self._followed.legs.get(leg.id, "") or (_("{n} tidak ikut").format(n=behind) if behind else "")

    def stay_behind(self) -> None:
        """Somebody does not travel the leg under the cursor."""
        leg, known = self._leg(), self._known
        if leg is not None and self._may:
            text = _("Yang turun sebelum perjalanan ini atau tertinggal. Tanggungan orangnya tidak berubah.")
            question = Question(_("Tidak ikut {leg}").format(leg=leg.title), text, _("Tidak ikut"))
            travel = [head for head in self._people if head.stay_id not in known]
            self._ask(LegSheet(self._pane, question, travel, {}), onway.leave_behind, leg.id)

    def travel_after_all(self) -> None:
        """Somebody travels the leg under the cursor after all."""
        leg, known = self._leg(), self._known
        if leg is not None and known and self._may:
            question = Question(_("Ikut lagi {leg}").format(leg=leg.title), "", _("Ikut"))
            people = [head for head in self._people if head.stay_id in known]
            self._ask(LegSheet(self._pane, question, people, known), onway.take_along, leg.id)

    @property
    def _may(self) -> bool:
        view = self._pane.view
        return self._pane.context.may(onway.PERMISSION) and view is not None and not view.cancelled

    @property
    def _known(self) -> Mapping[str, str]:
        leg = self._leg()
        return self._behind.get(leg.id, {}) if leg is not None else {}

    def _ask(self, sheet: LegSheet, act: Callable[..., Any], leg_id: str) -> None:
        def keep() -> Begun:
            stays, why = sheet.stay_ids, str(sheet.reason.value() or "")
            pending = self._pane.ops.write(onway.PERMISSION, lambda w: act(w, leg_id, stays, why))
            return pending.then(lambda _made: self._done())

        sheet.when_yes(keep)
        sheet.open()


def _by_name(head: HeadLine) -> str:
    return head.display.casefold()
