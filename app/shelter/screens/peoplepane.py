"""At the left of the plan: who has no place yet, or whoever is sought; several are selected and placed together."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.i18n import _
from app.shelter.house import Guest, House
from app.shelter.screens import words
from app.shelter.screens.dragging import PeopleDrag
from app.widgets.buttons import button
from app.widgets.icons import lead_with
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.tables import Column, Empty, RowTable

WIDTH = 300


class PeoplePane(QWidget):
    """Empty line: those without a place. Something typed: everybody of the house who is meant, with his room."""

    wanted = Signal(object)
    """Place these people (Guest): Enter or the button."""
    sought = Signal(object)
    """The rooms of those found (frozenset of ids)."""
    opened = Signal(str)
    """Show the room of somebody who has one."""

    def __init__(self, may: bool) -> None:
        super().__init__()
        self._house = House((), ())
        self._may = may
        self.line = QLineEdit()
        lead_with(self.line, "search", _("Cari"))
        self.line.setPlaceholderText(_("Cari nama atau kartu …"))
        self.line.setAccessibleName(_("Cari orang di penampungan"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._show)
        self.line.installEventFilter(self)
        self.title = label("", "heading")
        self.table = RowTable(_columns(self._where), key=lambda guest: guest.id).choose_many()
        self.table.setAccessibleName(_("Orang yang belum punya tempat"))
        self.table.opened.connect(lambda _guest: self._enter())
        self.table.typed.connect(self._typed)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._count())
        self.drag = PeopleDrag(self.table) if may else None
        self.place = button(_("Tempatkan …"), self._enter, "primary", "bed-double")
        self.place.setVisible(may)
        body = column(self.line, self.title, self.table, row(self.place, 1), gap=8)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._count()

    def show_house(self, house: House) -> None:
        """Show the people of the house as it stands now."""
        self._house = house
        self._show()

    def chosen(self) -> list[Guest]:
        """Who is selected."""
        return list(self.table.chosen())

    def seek(self, text: str) -> None:
        """Look for somebody."""
        self.line.setText(text)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """From the line, Down and Enter go on to the list; Escape empties it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.table.chosen():
                self.table.go_to(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return True
        return False

    def _show(self) -> None:
        text = self.line.text().strip()
        shown: Sequence[Guest] = self._house.waiting
        if text:
            shown = [guest for guest in self._house.guests if words.matches(guest, text)]
        self.title.setText(
            _("{n} ditemukan").format(n=len(shown)) if text else _("Belum punya tempat: {n}").format(n=len(shown))
        )
        self.table.set_empty(self._empty(text))
        self.table.set_rows(list(shown))
        self.sought.emit(frozenset(guest.room_id for guest in shown if guest.room_id) if text else frozenset())
        self._count()

    def _empty(self, text: str) -> Empty:
        if text:
            return Empty(_("Tidak ada yang cocok"), _("Yang sudah berangkat dicari di halaman Orang."), "search")
        if not any(True for _guest in self._house.guests):
            return Empty(_("Belum ada orang yang hadir"), _("Daftar terisi sesudah orang diperiksa."), "users")
        return Empty(_("Semua sudah punya tempat"), "", "circle-check")

    def _where(self, guest: Guest) -> str:
        room = self._house.room(guest.room_id) if guest.room_id else None
        return _("k. {name}").format(name=room.name) if room else ""

    def _count(self) -> None:
        number = len(self.table.chosen())
        self.place.setEnabled(number > 0)
        text = _("Tempatkan {n} orang …") if number > 1 else _("Tempatkan …")
        self.place.setText(text.format(n=number))

    def _enter(self) -> None:
        current = self.table.current()
        chosen = self.chosen() or ([current] if current is not None else [])
        if len(chosen) == 1 and chosen[0].room_id and self.line.text().strip():
            self.opened.emit(chosen[0].room_id)
        elif chosen and self._may:
            self.wanted.emit(chosen)

    def _typed(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setText(text)


def _columns(where: Callable[[Guest], str]) -> tuple[Column, ...]:
    return (
        Column(_("Nama"), lambda guest: guest.head.display, 0, "strong"),
        Column("", lambda guest: where(guest) or words.age_class(guest), 66, "muted"),
        Column("", words.guest_mark, 36, "mark"),
    )
