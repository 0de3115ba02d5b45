"""Penampungan: the floor plan with live occupancy, people without a place at the left, one room at the right."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.shelter import floors, placing, presence
from app.shelter.house import House, RoomView, house
from app.shelter.placing import Done
from app.shelter.screens import words
from app.shelter.screens.acting import Acts
from app.shelter.screens.context import HouseContext
from app.shelter.screens.desk import Carrying, Desk
from app.shelter.screens.peoplepane import WIDTH as LEFT
from app.shelter.screens.peoplepane import PeoplePane
from app.shelter.screens.planview import FloorPlan
from app.shelter.screens.roompane import WIDTH as RIGHT
from app.shelter.screens.roompane import RoomPane
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Draft, Screen, page

SHOWN = frozenset(
    ("room", "bed", "placement", "stay", "movement", "person", "need", "family_member", "same_arrival", "guardian")
)
NARROW_BELOW = 940
"""Less wide than this, the people at the left give way to an open room."""
LOW_BELOW = 480
GATE = "gate"


class HouseScreen(Screen):
    """`HouseScreen(ops, context)`; a target is the id of a room, or of a stay whose room is shown."""

    def __init__(self, ops: Operations, context: HouseContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self.house = House((), ())
        self._wanted = ""
        self._may_place, self._may_build = context.may(placing.PERMISSION), context.may(floors.PERMISSION)
        self._acts = Acts(self, ops)
        self._desk = Desk(self, ops, self._acts, lambda: self.house)
        self.people, self.plan = PeoplePane(self._may_place), FloorPlan()
        self.room = RoomPane(self._may_place, self._may_build)
        self.told = label("", "muted")
        self._nothing = _Teaching(self._desk.set_up if self._may_build else None)
        self._arrange()
        self._connect()
        self.room.hide()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the house again; another desk may place people too."""
        if not tables or tables & SHOWN:
            self._ops.read(house, latest="shelter.house").then(self.show_house)

    def show_target(self, target: str) -> None:
        """A room, or the room of somebody."""
        self._wanted = target
        self._go_to_wanted()

    def draft(self) -> Draft:
        """What is sought and which room is open."""
        said: Draft = {"sought": self.people.line.text(), "room": self._open_id()}
        return {name: value for name, value in said.items() if value}

    def restore(self, draft: Draft) -> None:
        """Look at the same again."""
        self.people.seek(str(draft.get("sought") or ""))
        self._wanted = str(draft.get("room") or "")
        self._go_to_wanted()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        mine: dict[str, Callable[[], object]] = {
            "shelter.find": self._find,
            "shelter.emergency": self._emergency,
            "shelter.gate": partial(self.go.emit, GATE, ""),
        }
        if self._may_place:
            mine |= {
                "shelter.allocate": self._allocate,
                "shelter.undo": self._acts.undo,
            }
        return mine | ({"shelter.rooms": self._desk.set_up} if self._may_build else {})

    def first_focus(self) -> QWidget:
        """The people who wait, else the plan."""
        return self.people.table if self.house.waiting else self.plan

    def scan(self, code: str) -> None:
        """A wristband was scanned: show where its holder sleeps."""
        self._ops.read(lambda r: presence.holder(r, code), latest="shelter.scan").then(self._found).otherwise(self._no)

    def show_house(self, found: House) -> None:
        """Show the house as it stands."""
        self.house = found
        self._nothing.setVisible(not found.rooms)
        self.plan.setVisible(bool(found.rooms))
        self.told.setText(words.house_words(found) if found.rooms else "")
        self.plan.show_rooms(found.rooms)
        self.people.show_house(found)
        opened = found.room(self._open_id())
        if opened is not None:
            self.room.show_room(opened)
        else:
            self._close_room()
        self._go_to_wanted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the room that is open."""
        if event.key() == Qt.Key.Key_Escape and self.room.isVisible():
            self._close_room()
            self.plan.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the plan room."""
        super().resizeEvent(event)
        self.told.setVisible(self.height() >= LOW_BELOW)
        self._make_room()

    def _arrange(self) -> None:
        self.people.setFixedWidth(LEFT)
        self.room.setFixedWidth(RIGHT)
        middle = column(self._nothing, self.plan)
        middle.setStretch(1, 1)
        body = row(self.people, holder(middle), self.room, gap=16)
        body.setStretch(1, 1)
        tools = [button(_("Daftar darurat"), self._emergency, "quiet", "triangle-alert")]
        if self._may_build:
            tools.append(button(_("Siapkan kamar"), self._desk.set_up, "quiet", "plus"))
        if self._may_place:
            tools.append(
                button(
                    _("Tempatkan menurut aturan"),
                    self._allocate,
                    "primary",
                    "bed-double",
                )
            )
        self.setLayout(page(_("Penampungan"), self.told, body, tools=tuple(tools)))

    def _connect(self) -> None:
        self.people.wanted.connect(self._desk.choose_room)
        self.people.sought.connect(self.plan.mark)
        self.people.opened.connect(self._open_room)
        self.plan.opened.connect(self._open_room)
        self.room.left.connect(self._close_room)
        self.room.person.connect(lambda stay: self.go.emit("people", stay))
        self.room.acted.connect(
            lambda what: self._desk.act(what, self.room.room, self.room.chosen()) if self.room.room else None
        )
        self._acts.written.connect(self._written)
        self.room.bed.connect(lambda bed: self._desk.fill_bed(self.room.room, bed) if self.room.room else None)
        for drag in (self.people.drag, self.room.drag):
            if drag is not None:
                Carrying(drag, (self.plan, self.room), self._acts, lambda: self.house)

    def _open_id(self) -> str:
        return self.room.room.id if self.room.room is not None and not self.room.isHidden() else ""

    def _open_room(self, room_id: str) -> None:
        found = self.house.room(room_id)
        if found is not None:
            self.room.show_room(found)
            self.room.show()
            self._make_room()
            self.plan.go_to(room_id)

    def _close_room(self) -> None:
        self.room.hide()
        self._make_room()

    def _make_room(self) -> None:
        self.people.setVisible(self.width() >= NARROW_BELOW or self.room.isHidden())

    def _go_to_wanted(self) -> None:
        guest = self.house.guest(self._wanted)
        room_id = guest.room_id if guest else self._wanted
        if self.house.room(room_id) is not None:
            self._wanted = ""
            self._open_room(room_id)
            if guest is not None:
                self.room.table.select(guest.id)

    def _find(self) -> None:
        self._close_room()
        self.people.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.people.line.selectAll()

    def _found(self, stay_id: str) -> None:
        guest = self.house.guest(stay_id)
        if guest is not None and not guest.room_id:
            self.people.seek("")
            self.people.table.select(stay_id)
            self.said.emit(Message(_("{name} belum punya tempat tidur.").format(name=guest.head.display)))
        elif guest is not None:
            self.show_target(stay_id)
        else:
            self.go.emit("people", stay_id)

    def _no(self, error: UserError) -> None:
        self.said.emit(Message.of(error))

    def _allocate(self) -> None:
        self._desk.allocate(self.people.chosen())

    def _emergency(self) -> None:
        self._desk.emergency(self._context.paper())

    def _written(self, done: Done, room: RoomView | None) -> None:
        self.said.emit(Message(done.text, "", "good", _("Urungkan"), self._acts.undo))
        if room is not None:
            self.plan.go_to(room.id)


class _Teaching(QWidget):
    """What an empty house teaches."""

    def __init__(self, set_up: Callable[[], object] | None) -> None:
        super().__init__()
        title = label(_("Kamar belum disiapkan"), "heading")
        text = _("Sebutkan lantai, nomor kamar, dan jumlah tempat tidurnya sekali jalan: lantai 1, kamar 101–110.")
        hint = label(text, "muted", wrap=True)
        parts = [title, hint]
        if set_up is not None:
            start = button(_("Siapkan kamar"), set_up, "primary", "plus")
            self.setLayout(column(1, *parts, row(start, 1), 2, gap=10))
        else:
            self.setLayout(column(1, *parts, 2, gap=10))
