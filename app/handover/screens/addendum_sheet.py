"""Choosing what an addendum tells: the differences of a paper's people, ticked one by one, why, and who witnesses."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.handover import rules
from app.handover.addenda import Change
from app.handover.parties import KnownParty
from app.handover.screens.party_form import SHORT, WITNESSES, PartyForm
from app.handover.terms import Party
from app.kernel.i18n import _
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import TextField
from app.widgets.labels import label
from app.widgets.layouts import holder, row
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable

Chosen = Callable[[tuple[str, ...], str, tuple[Party, ...]], Begun]
"""Called with the keys of the changes, the reason and the witnesses."""


class TickTable(RowTable):
    """Space or a click switches a row."""

    switched = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space switches and goes on."""
        if event.key() == Qt.Key.Key_Space and self.current() is not None:
            self.switched.emit(self.current())
            self.go_to(self.currentIndex().row() + 1)
        else:
            super().keyPressEvent(event)


class AddendumSheet(Sheet):
    """All differences are ticked at first; nothing ticked or no reason, nothing to print."""

    def __init__(self, parent: QWidget, changes: Sequence[Change], known: Sequence[KnownParty], chosen: Chosen) -> None:
        self.table = TickTable(self._columns(), key=lambda change: change.key)
        self.table.setAccessibleName(_("Perbedaan dengan lampiran"))
        self.table.set_empty(Empty(_("Tidak ada perbedaan yang belum diadendum"), "", "circle-check"))
        listed = FilteredTable(self.table, lambda change: f"{change.name} {change.what}", _("Cari nama, keterangan"))
        self.reason = TextField("reason", _("Sebab adendum"), required=True)
        self.witnesses = [
            PartyForm(_("Saksi {n}").format(n=place + 1), SHORT, lambda: known) for place in range(WITNESSES)
        ]
        said = _("Spasi memilih atau melepas. Berita acaranya tetap; adendum dibaca bersamanya.")
        hint = label(said, "caption", wrap=True)
        text = _("Data orang di daftar ini kini lain daripada yang dibekukan, atau daftar susulan menyebut lain.")
        question = Question(_("Buat adendum"), text, _("Beri nomor dan cetak"))
        super().__init__(parent, question, listed, hint, self.reason, holder(row(*self.witnesses, gap=14)))
        self.keys = {change.key for change in changes}
        self._order = [change.key for change in changes]
        self._chosen = chosen
        self.resize(960, 620)
        self.table.setMinimumHeight(220)
        self.yes.setDefault(False)
        listed.set_rows(list(changes))
        self.table.switched.connect(self.switch)
        self.table.clicked.connect(lambda _index: self.switch(self.table.current()))
        self.reason.changed.connect(self._check)
        self.when_yes(lambda: self._chosen(self.ticked, str(self.reason.value() or ""), self._signing()))
        self.table.go_to(0)
        (self.table if changes else self.reason).setFocus()
        self._check()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The chosen changes, in the order of the list."""
        return tuple(key for key in self._order if key in self.keys)

    def switch(self, change: Change | None) -> None:
        """Tick or untick one."""
        if change is not None:
            self.keys ^= {change.key}
            self.table.viewport().update()
            self._check()

    def _signing(self) -> tuple[Party, ...]:
        return tuple(one for form in self.witnesses if (one := form.party()).name)

    def _check(self) -> None:
        reason = str(self.reason.value() or "").strip()
        self.yes.setEnabled(bool(self.keys) and len(reason) >= rules.SHORTEST_REASON)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("", self._box, 40, "mark"),
            Column(_("Baris"), lambda change: change.line, 58, "number"),
            Column(_("Nama menurut lampiran"), lambda change: change.name),
            Column(_("Keterangan"), lambda change: change.what, 118, "muted"),
            Column(_("Semula"), lambda change: change.before, 150),
            Column(_("Menjadi"), lambda change: change.after, 150, "strong"),
            Column(_("Dari"), _source, 130, "muted", spare=True),
        )

    def _box(self, change: Change) -> Mark:
        inside = change.key in self.keys
        return Mark("", "square-check" if inside else "square", "accent" if inside else "muted")


def _source(change: Change) -> str:
    return _("daftar susulan") if change.late else _("pembetulan data")
