"""At the right of the plan: one room with its people by bed, what is wrong there, and what can be done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.shelter.house import BedView, Guest, RoomView
from app.shelter.screens import words
from app.shelter.screens.dragging import PeopleDrag
from app.shelter.wording import trouble
from app.widgets.buttons import button, icon_button
from app.widgets.figures import Meter
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, row
from app.widgets.tables import Column, Empty, RowTable

WIDTH = 330
Row = Guest | BedView
"""Somebody in the room, or a bed nobody has."""


class RoomPane(QWidget):
    """Signals ask the screen; nothing is written here."""

    left = Signal()
    person = Signal(str)
    """Open a person's page (stay)."""
    acted = Signal(str)
    """What is wanted of the room or the selected people: move, swap, out, edit, close, reopen."""
    bed = Signal(object)
    """Somebody is wanted for an empty bed (BedView)."""

    def __init__(self, may_place: bool, may_build: bool) -> None:
        super().__init__()
        self.room: RoomView | None = None
        self.title, self._about = label("", "title"), label("", "muted", wrap=True)
        self._meter, self._troubles = Meter(), column(gap=4)
        self.table = RowTable(_columns(), key=lambda row: row.id, state=_state).choose_many()
        self.table.setAccessibleName(_("Tempat tidur dan orang di kamar ini"))
        self.table.set_empty(Empty(_("Kamar ini tidak punya tempat tidur"), "", "bed-double"))
        self.table.opened.connect(self._open)
        self._may_place = may_place
        self.drag = PeopleDrag(self.table, 1) if may_place else None
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._enable())
        self._move = self._button(_("Pindahkan …"), "move", "arrow-right", may_place)
        self._swap = self._button(_("Tukar"), "swap", "refresh-cw", may_place)
        self._out = self._button(_("Keluarkan"), "out", "log-out", may_place)
        self._edit = icon_button("pencil", _("Ubah kamar"), self._asker("edit"))
        self._close = icon_button("lock", _("Tutup kamar"), self._asker("close"))
        self._reopen = icon_button("check", _("Buka kamar"), self._asker("reopen"))
        self._edit.setVisible(may_build)
        self._may_build = may_build
        away = icon_button("x", _("Tutup rincian kamar (Esc)"), self.left.emit)
        head = row(self.title, 1, self._edit, self._close, self._reopen, away, gap=2)
        head.setAlignment(self.title, Qt.AlignmentFlag.AlignVCenter)
        for_people = row(self._move, self._swap, self._out, 1, gap=4)
        told = holder(self._troubles)
        body = column(head, self._about, self._meter, told, self.table, for_people, gap=8)
        body.setStretch(4, 1)
        self.setLayout(body)

    def show_room(self, room: RoomView) -> None:
        """Show a room; who was selected stays selected while he is in it."""
        self.room = room
        self.title.setText(_("Kamar {name}").format(name=room.name))
        near = _("dekat petugas") if room.near_staff else ""
        kinds = ", ".join(dict.fromkeys(name_of("alas_tidur", bed.kind).lower() for bed in room.beds))
        about = [room.floor, name_of("guna_kamar", room.use), kinds, near]
        self._about.setText(" · ".join(part for part in about if part))
        self._meter.show_measure(_("Terisi"), room.taken, room.places)
        self._show_troubles(room)
        self.table.set_rows(rows_of(room))
        self._close.setVisible(self._may_build and not room.closed)
        self._reopen.setVisible(self._may_build and bool(room.closed))
        self._enable()

    def chosen(self) -> list[Guest]:
        """Who is selected in the room."""
        return [row for row in self.table.chosen() if isinstance(row, Guest)]

    def row_at(self, spot: QPoint) -> Row | None:
        """The bed or the person under a spot of the screen."""
        inside = self.table.viewport().mapFromGlobal(spot)
        index = self.table.indexAt(inside)
        if self.isHidden() or not self.table.viewport().rect().contains(inside) or not index.isValid():
            return None
        found: Row = self.table.rows[index.row()]
        return found

    def _open(self, row: Row) -> None:
        if isinstance(row, Guest):
            self.person.emit(row.id)
        elif self._may_place:
            self.bed.emit(row)

    def _show_troubles(self, room: RoomView) -> None:
        clear(self._troubles)
        said = [(trouble(code), "triangle-alert", "bad") for code in room.troubles]
        said += [(_("{what} (diputuskan)").format(what=trouble(code)), "pencil", "warn") for code in room.decided]
        if room.closed:
            said.append((_("Ditutup: {why}").format(why=room.closed), "lock", "muted"))
        blocked = ", ".join(bed.label for bed in room.beds if bed.blocked)
        if blocked:
            said.append((_("Tempat tidur tidak dipakai: {labels}").format(labels=blocked), "lock", "muted"))
        reasons = dict.fromkeys(guest.why for guest in room.guests if guest.decided and guest.why)
        said += [(_("Alasan: {why}").format(why=why), "info", "muted") for why in reasons]
        for text, glyph, tone in said:
            line = row(Glyph(glyph, tone, 16), label(text, "", "" if tone == "muted" else tone, wrap=True), gap=6)
            line.setStretch(1, 1)
            self._troubles.addLayout(line)
        holding = self._troubles.parentWidget()
        if holding is not None:
            holding.setVisible(bool(said))

    def _enable(self) -> None:
        number = len(self.chosen())
        self._move.setEnabled(number > 0)
        self._out.setEnabled(number > 0)
        self._swap.setEnabled(number in (1, 2))

    def _button(self, text: str, act: str, glyph: str, may: bool) -> QWidget:
        made = button(text, self._asker(act), "quiet", glyph)
        made.setVisible(may)
        return made

    def _asker(self, act: str) -> Callable[[], None]:
        return lambda: self.acted.emit(act)


def rows_of(room: RoomView) -> list[Row]:
    """The beds in order with who sleeps in them, empty ones between; at the end those without one of their own."""
    empty = {bed.id for bed in room.empty_beds} if not room.closed else set()
    found: list[Row] = []
    for bed in room.beds:
        found += [guest for guest in room.guests if guest.bed_id == bed.id] or ([bed] if bed.id in empty else [])
    known = {bed.id for bed in room.beds}
    return [*found, *(guest for guest in room.guests if guest.bed_id not in known)]


def _columns() -> tuple[Column, ...]:
    def of_guest(look: Callable[[Guest], Any]) -> Callable[[Row], Any]:
        return lambda row: look(row) if isinstance(row, Guest) else None

    return (
        Column(_("No"), lambda row: (row.bed or "–") if isinstance(row, Guest) else row.label, 38, "muted"),
        Column(_("Nama"), lambda row: row.head.display if isinstance(row, Guest) else _("kosong"), 0, "strong"),
        Column("", lambda row: words.age_class(row) if isinstance(row, Guest) else "", 62, "muted"),
        Column("", of_guest(words.guest_mark), 34, "mark"),
    )


def _state(row: Row) -> str:
    return "" if isinstance(row, Guest) else "absent"
