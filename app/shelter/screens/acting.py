"""What is done to people and rooms from the plan: asked for when a rule speaks against it, written, told, undone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.shelter import allocating, floors, placing
from app.shelter.allocating import Plan
from app.shelter.floors import Made, RoomDraft
from app.shelter.house import Guest, House, RoomView
from app.shelter.placing import Done, Target
from app.shelter.rules import rooms
from app.shelter.screens import words
from app.shelter.wording import reasons
from app.widgets.dialogs import Question, Sheet, ask_reason
from app.widgets.labels import label
from app.widgets.message import Message
from app.widgets.operations import Begun, Closing, Operations, Pending
from app.widgets.screen import Screen
from app.widgets.tables import Column, RowTable

MOST_STEPS = 100


class Acts(QObject):
    """The acts of one screen and the steps that may be taken back."""

    written = Signal(object, object)
    """(Done, the room to show or None)"""

    def __init__(self, screen: Screen, ops: Operations) -> None:
        super().__init__(screen)
        self._screen, self._ops = screen, ops
        self._steps: list[Done] = []

    def place(self, guests: Sequence[Guest], room: RoomView, bed_id: str = "") -> Begun:
        """Put people into a room, the first into the bed that was chosen; ask why when a rule speaks against it.

        UserError where that is never done.
        """
        wrong = room.wrong_for(guests)
        stays = [guest.id for guest in guests]

        def write(reason: str = "") -> Pending[Done]:
            target = Target(room.id, bed_id)
            return self._write("shelter.place", lambda w: placing.place(w, stays, target, reason), room)

        return self._decided(wrong, room, write)

    def swap(self, chosen: Sequence[Guest], house: House) -> None:
        """Two of the room change places, or one with somebody of another room."""
        if len(chosen) == 2:
            self.at_hand(partial(self._swap, chosen[0], chosen[1], house))
        elif len(chosen) == 1:
            others = [one for room in house.rooms for one in room.guests if one.id != chosen[0].id]
            SwapSheet(self._over(), chosen[0], others, house, partial(self._swap, chosen[0], house=house)).open()

    def change_places(self, one: Guest, other: Guest, house: House) -> None:
        """One was let go on the other: they change places."""
        if one.id != other.id:
            self.at_hand(partial(self._swap, one, other, house))

    def at_hand(self, act: Callable[[], Begun]) -> None:
        """Do what no sheet asks for; why it cannot be is a message."""
        try:
            act()
        except UserError as error:
            self._screen.said.emit(Message.of(error))

    def take_out(self, chosen: Sequence[Guest]) -> None:
        """People leave their places and stay in the house."""
        stays = [guest.id for guest in chosen]
        question = Question(_("Keluarkan {who} dari kamar?").format(who=words.names(chosen)), "", _("Keluarkan"))

        def write(_code: str, reason: str) -> Pending[Done]:
            return self._write("shelter.place", lambda w: placing.take_out(w, stays, reason))

        ask_reason(self._over(), question, write)

    def confirm(self, plan: Plan) -> Begun:
        """Write a proposal."""
        return self._write("shelter.allocate", lambda w: allocating.confirm(w, plan))

    def undo(self) -> None:
        """Take the last step of this desk back."""
        if not self._steps:
            text, hint = _("Tidak ada langkah untuk diurungkan."), _("Langkah di loket ini saja yang dapat.")
            self._screen.said.emit(Message(text, hint))
            return
        done = self._steps.pop()
        pending = self._ops.write("shelter.place", lambda w: placing.undo(w, done.steps))
        pending.then(lambda number: self._tell(_("{n} penempatan diurungkan.").format(n=number)))

    def set_up(self, draft: RoomDraft) -> Pending[Made]:
        """Make rooms."""
        return self._ops.write("shelter.rooms", lambda w: floors.set_up(w, draft)).then(self._made)

    def edit(self, room: RoomView, draft: RoomDraft) -> Pending[None]:
        """Change a room."""
        pending = self._ops.write("shelter.rooms", lambda w: floors.edit(w, room.id, draft))
        return pending.then(lambda _nothing: self._tell(_("Kamar {name} disimpan.").format(name=draft.names)))

    def close_room(self, room: RoomView) -> None:
        """Nobody is put into it any more."""
        question = Question(_("Tutup kamar {name}?").format(name=room.name), _("Yang sudah di dalam tetap tercatat."))

        def write(_code: str, reason: str) -> Pending[None]:
            return self._ops.write("shelter.rooms", lambda w: floors.close(w, room.id, reason))

        ask_reason(self._over(), question, write)

    def reopen(self, room: RoomView) -> None:
        """It may be used again."""
        self._ops.write("shelter.rooms", lambda w: floors.reopen(w, room.id))

    def _swap(self, one: Guest, other: Guest, house: House) -> Begun:
        wrong: list[str] = []
        last = None
        for comes, goes in ((one, other), (other, one)):
            room = house.room(goes.room_id)
            if room is not None and one.room_id != other.room_id:
                found = room.wrong_for([comes], [goes.id])
                last = room if found and last is None else last
                wrong += [code for code in found if code not in wrong]

        def write(reason: str = "") -> Pending[Done]:
            return self._write("shelter.place", lambda w: placing.swap(w, one.id, other.id, reason))

        return write() if last is None else self._decided(wrong, last, write)

    def _decided(self, wrong: Sequence[str], room: RoomView, write: Callable[..., Pending[Done]]) -> Begun:
        """Go on at once, not at all, or with the reason of whoever decides."""
        never = [code for code in wrong if code in rooms.NEVER]
        if never:
            text = _("Kamar {name}: {why}.").format(name=room.name, why=reasons(never))
            raise UserError("shelter.never", text, _("Tidak ada yang dipindahkan. Pilih kamar lain."))
        if not wrong:
            return write()
        title = _("Tetap ke kamar {name}?").format(name=room.name)
        text = _("Yang tidak sesuai: {why}. Keputusan ini tercatat dengan nama Anda dan alasannya.")
        question = Question(title, text.format(why=reasons(list(wrong))), _("Tempatkan"))
        sheet = ask_reason(self._over(), question, lambda _code, reason: write(reason))
        sheet.rejected.connect(lambda: self._screen.refresh(frozenset()))
        return Closing.AT_ONCE

    def _write(self, action: str, act: Callable[[Any], Done], room: RoomView | None = None) -> Pending[Done]:
        pending: Pending[Done] = self._ops.write(action, act)
        return pending.then(partial(self._written, room)).otherwise(self._refused)

    def _written(self, room: RoomView | None, done: Done) -> None:
        self._steps = [*self._steps, done][-MOST_STEPS:]
        self.written.emit(done, room)

    def _refused(self, error: UserError) -> None:
        self._screen.said.emit(Message.of(error))
        self._screen.refresh(frozenset())

    def _made(self, made: Made) -> None:
        text = _("{n} kamar dibuat.").format(n=len(made.rooms))
        hint = _("Sudah ada sebelumnya: {names}.").format(names=", ".join(made.known)) if made.known else ""
        self._screen.said.emit(Message(text, hint, "good" if made.rooms else ""))

    def _tell(self, text: str) -> None:
        self._screen.said.emit(Message(text, "", "good"))

    def _over(self) -> QWidget:
        return self._screen


class SwapSheet(Sheet):
    """With whom somebody changes places."""

    def __init__(
        self, parent: QWidget, one: Guest, others: Sequence[Guest], house: House, on_other: Callable[[Guest], Begun]
    ) -> None:
        names = {room.id: room.name for room in house.rooms}
        self.table = RowTable(
            (
                Column(_("Nama"), lambda guest: guest.head.display, 0, "strong"),
                Column("", words.age_class, 70, "muted"),
                Column(_("Kamar"), lambda guest: names.get(guest.room_id, ""), 90),
                Column(_("No"), lambda guest: guest.bed, 50),
            ),
            key=lambda guest: guest.id,
        )
        self.table.setMinimumSize(480, 260)
        self.table.setAccessibleName(_("Bertukar dengan"))
        self._told = label("", "muted")
        title = _("{name} bertukar tempat dengan siapa?").format(name=one.head.display)
        super().__init__(parent, Question(title, "", _("Tukar")), self.table, self._told)
        self.table.set_rows(list(others))
        self.table.go_to(0)
        self.yes.setEnabled(bool(others))
        self.table.opened.connect(lambda _guest: self.accept())
        self.when_yes(lambda: on_other(self.table.current()))
        self.table.setFocus()
