"""“Ke kamar mana?”: the rooms that fit first, by number or name, Enter takes the first; a bed may be chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.i18n import _
from app.shelter.house import Guest, House, RoomView
from app.shelter.rules import rooms
from app.shelter.screens import words
from app.shelter.wording import reasons
from app.widgets.dialogs import Question, Sheet
from app.widgets.tables import Column, Empty, Mark, RowTable


class RoomChooser(Sheet):
    """Calls with the room that was chosen."""

    def __init__(
        self, parent: QWidget, house: House, guests: Sequence[Guest], on_room: Callable[[RoomView], object]
    ) -> None:
        self._wrong = {room.id: room.wrong_for(guests) for room in house.rooms}
        here = {guest.room_id for guest in guests}
        self._rooms = sorted(
            (room for room in house.rooms if {room.id} != here),
            key=lambda room: (self._never(room), len(self._wrong[room.id]), room.use == rooms.ISOLATION),
        )
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Ketik nomor atau nama kamar …"))
        self.line.setAccessibleName(_("Kamar"))
        self.table = RowTable(
            (
                Column(_("Kamar"), lambda room: room.name, 0, "strong", detail=lambda room: room.floor),
                Column(_("Guna"), words.room_use, 128),
                Column(_("Isi"), words.room_count, 56, "number"),
                Column(_("Sesuai"), self._mark, 176, "mark"),
            ),
            key=lambda room: room.id,
        )
        self.table.setAccessibleName(_("Kamar yang sesuai lebih dahulu"))
        self.table.set_empty(Empty(_("Tidak ada kamar dengan nama itu"), "", "search"))
        self.table.setMinimumSize(520, 240)
        title = _("{who}: ke kamar mana?").format(who=words.names(guests, 2))
        super().__init__(parent, Question(title, "", _("Tempatkan")), self.line, self.table)
        self.table.opened.connect(lambda _room: self.accept())
        self.line.textChanged.connect(self._show)
        self.line.installEventFilter(self)
        self.accepted.connect(lambda: self._done(on_room))
        self._show()
        self.line.setFocus()

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self.table.go_to(max(0, min(len(self.table.rows) - 1, self.table.currentIndex().row() + step)))
                return True
        return False

    def _show(self) -> None:
        typed = self.line.text().strip().casefold()
        exact = [room for room in self._rooms if room.name.casefold() == typed]
        begins = [room for room in self._rooms if room.name.casefold().startswith(typed) and room not in exact]
        self.table.set_rows([*exact, *begins])
        self.table.go_to(0)
        self.yes.setEnabled(bool(self.table.rows))

    def _done(self, on_room: Callable[[RoomView], object]) -> None:
        if self.table.current() is not None:
            on_room(self.table.current())

    def _never(self, room: RoomView) -> bool:
        return any(code in rooms.NEVER for code in self._wrong[room.id])

    def _mark(self, room: RoomView) -> Mark:
        wrong = self._wrong[room.id]
        if not wrong and room.use == rooms.ISOLATION:
            return Mark(_("isolasi: atas permintaan kesehatan"), "shield", "warn")
        if not wrong:
            return Mark(_("sesuai"), "circle-check", "good")
        never = self._never(room)
        return Mark(reasons(wrong[:1]), "circle-alert" if never else "triangle-alert", "bad" if never else "warn")
