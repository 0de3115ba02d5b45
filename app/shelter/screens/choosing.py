"""“Ke kamar mana?”: the rooms that fit first, by number or name, Enter takes the first; a bed may be chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.i18n import _
from app.shelter.house import BedView, Guest, House, RoomView
from app.shelter.rules import rooms
from app.shelter.screens import words
from app.shelter.wording import reasons
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField
from app.widgets.operations import Begun, Closing
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable


class RoomChooser(Sheet):
    """Calls with the room and the bed that were chosen, "" for the next empty one; “101 3” is bed 3 of room 101."""

    def __init__(
        self, parent: QWidget, house: House, guests: Sequence[Guest], on_room: Callable[[RoomView, str], Begun]
    ) -> None:
        self._wrong = {room.id: room.wrong_for(guests) for room in house.rooms}
        here, self._typed_bed = {guest.room_id for guest in guests}, ""
        self._rooms = sorted(
            house.rooms,
            key=lambda room: (
                {room.id} == here,
                self._never(room),
                room.use == rooms.ISOLATION,
                len(self._wrong[room.id]),
            ),
        )
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Ketik kamar, atau kamar dan tempat tidur: 101 3"))
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
        self.table.setMinimumSize(520, max(110, min(240, parent.window().height() - 350)))
        several = len(guests) > 1
        caption = _("Tempat tidur untuk {name}").format(name=guests[0].head.display) if several else _("Tempat tidur")
        self.bed = ChoiceField("bed", caption, ())
        title = _("{who}: ke kamar mana?").format(who=words.names(guests, 2))
        super().__init__(parent, Question(title, "", _("Tempatkan")), self.line, self.table, self.bed)
        self.table.opened.connect(lambda _room: self.accept())
        self.table.marked.connect(lambda _room: self._offer_beds())
        self.line.textChanged.connect(self._show)
        self.line.installEventFilter(self)
        self.when_yes(lambda: self._done(on_room))
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
        typed, self._typed_bed = self._said()
        exact = [room for room in self._rooms if room.name.casefold() == typed]
        begins = [room for room in self._rooms if room.name.casefold().startswith(typed) and room not in exact]
        self.table.set_rows([*exact, *begins])
        self.table.go_to(0)
        self.yes.setEnabled(bool(self.table.rows))
        self._offer_beds()

    def _said(self) -> tuple[str, str]:
        """The room and the bed that are typed; the bed only where the whole is no room's name."""
        typed = " ".join(self.line.text().replace("/", " ").split()).casefold()
        room, _gap, bed = typed.rpartition(" ")
        names = {one.name.casefold() for one in self._rooms}
        whole = typed in names or not any(name == room for name in names)
        return (typed, "") if whole else (room, bed)

    def _offer_beds(self) -> None:
        """The empty beds of the room that is marked."""
        room: RoomView | None = self.table.current()
        beds = room.empty_beds if room is not None else []
        self.bed.set_options([(bed.id, _("Nomor {label}").format(label=bed.label)) for bed in beds])
        named = next((bed.id for bed in beds if bed.label.casefold() == self._typed_bed), None)
        self.bed.set_value(named if self._typed_bed else None)
        self.bed.setEnabled(bool(beds))
        taken = bool(self._typed_bed) and named is None and room is not None
        self.bed.show_problem(_("Tempat tidur ini tidak ada atau sudah dipakai.") if taken else "")
        self.yes.setEnabled(room is not None and not taken)

    def _done(self, on_room: Callable[[RoomView, str], Begun]) -> Begun:
        room: RoomView | None = self.table.current()
        return Closing.AT_ONCE if room is None else on_room(room, str(self.bed.value() or ""))

    def _never(self, room: RoomView) -> bool:
        return any(code in rooms.NEVER for code in self._wrong[room.id])

    def _mark(self, room: RoomView) -> Mark:
        wrong = self._wrong[room.id]
        if not wrong and room.use == rooms.ISOLATION:
            return Mark(_("isolasi: atas permintaan kesehatan"), "shield", "warn")
        return _fit(wrong)


class GuestChooser(Sheet):
    """Who gets an empty bed: those without a place first, then everybody else of the house."""

    def __init__(
        self, parent: QWidget, house: House, bed: tuple[RoomView, BedView], on_guest: Callable[[Guest], Begun]
    ) -> None:
        names = {room.id: room.name for room in house.rooms}
        self.table = RowTable(
            (
                Column(_("Nama"), lambda guest: guest.head.display, 0, "strong"),
                Column("", words.age_class, 70, "muted"),
                Column(_("Kamar"), lambda guest: names.get(guest.room_id, ""), 90, "muted"),
                Column(_("Sesuai"), lambda guest: _fit(bed[0].wrong_for([guest])), 176, "mark"),
            ),
            key=lambda guest: guest.id,
        )
        self.table.setAccessibleName(_("Orang yang dapat ditempatkan"))
        self.table.set_empty(Empty(_("Tidak ada yang cocok"), "", "search"))
        self.table.setMinimumSize(560, max(120, min(280, parent.window().height() - 300)))
        text = lambda guest: f"{guest.head.display} {guest.head.card_number or ''}"  # noqa: E731
        self.people = FilteredTable(self.table, text, _("Cari nama atau kartu …"))
        title = _("Kamar {room}, tempat tidur {bed}: untuk siapa?").format(room=bed[0].name, bed=bed[1].label)
        super().__init__(parent, Question(title, "", _("Tempatkan")), self.people)
        self.people.set_rows(sorted(house.guests, key=lambda guest: bool(guest.room_id)))
        self.table.opened.connect(lambda _guest: self.accept())
        self.table.marked.connect(lambda guest: self.yes.setEnabled(guest is not None))
        self.when_yes(lambda: on_guest(self.table.current()) if self.table.current() else Closing.AT_ONCE)
        self.table.go_to(0)
        self.yes.setEnabled(bool(self.table.rows))


def _fit(wrong: list[str]) -> Mark:
    if not wrong:
        return Mark(_("sesuai"), "circle-check", "good")
    never = any(code in rooms.NEVER for code in wrong)
    return Mark(reasons(wrong[:1]), "circle-alert" if never else "triangle-alert", "bad" if never else "warn")
