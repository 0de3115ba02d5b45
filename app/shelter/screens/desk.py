"""The dialogs of the floor plan: which room, which proposal, which rooms to make, what an open room wants."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint

from app.kernel.i18n import _
from app.shelter.emergency import emergency_sheet
from app.shelter.house import BedView, Guest, House, RoomView
from app.shelter.screens.acting import Acts
from app.shelter.screens.choosing import GuestChooser, RoomChooser
from app.shelter.screens.dragging import PeopleDrag
from app.shelter.screens.paper import PaperSheet
from app.shelter.screens.planview import FloorPlan
from app.shelter.screens.proposing import ProposalSheet
from app.shelter.screens.roompane import RoomPane
from app.shelter.screens.roomsheet import RoomSheet
from app.widgets.operations import Begun, Operations
from app.widgets.screen import Screen


class Desk(QObject):
    """Opens the dialogs over a screen; `house` gives the house as it is shown."""

    def __init__(self, screen: Screen, ops: Operations, acts: Acts, house: Callable[[], House]) -> None:
        super().__init__(screen)
        self._screen, self._ops, self._acts, self._house = screen, ops, acts, house

    def choose_room(self, guests: Sequence[Guest]) -> None:
        """Ask to which room people go."""
        if guests and self._house().rooms:
            RoomChooser(self._screen, self._house(), guests, partial(self._acts.place, guests)).open()

    def fill_bed(self, room: RoomView, bed: BedView) -> None:
        """Ask who gets an empty bed: those without a place first."""

        def fill(guest: Guest) -> Begun:
            return self._acts.place([guest], room, bed.id)

        GuestChooser(self._screen, self._house(), (room, bed), fill).open()

    def allocate(self, chosen: Sequence[Guest]) -> None:
        """Propose places: for those selected when they are several, else for everybody without one."""
        stays = [guest.id for guest in chosen if not guest.room_id]
        ProposalSheet(self._screen, self._ops, stays if len(stays) > 1 else None, self._acts.confirm).open()

    def set_up(self) -> None:
        """Ask which rooms there are."""
        RoomSheet(self._screen, self._acts.set_up).open()

    def emergency(self, paper: str) -> None:
        """Show the emergency list as it prints."""
        PaperSheet(self._screen, _("Daftar darurat"), self._ops, emergency_sheet, paper).open()

    def act(self, what: str, room: RoomView, chosen: Sequence[Guest]) -> None:
        """What is wanted of an open room or of the people selected in it."""
        if what == "move":
            self.choose_room(chosen)
        elif what == "out":
            self._acts.take_out(chosen)
        elif what == "swap":
            self._acts.swap(chosen, self._house())
        elif what == "edit":
            RoomSheet(self._screen, partial(self._acts.edit, room), room).open()
        elif what == "close":
            self._acts.close_room(room)
        elif what == "reopen":
            self._acts.reopen(room)


class Carrying(QObject):
    """People dragged over the plan or the open room: let go on a room or an empty bed they are placed there.

    One let go on somebody else changes places with him.
    """

    def __init__(
        self, drag: PeopleDrag, over: tuple[FloorPlan, RoomPane], acts: Acts, house: Callable[[], House]
    ) -> None:
        super().__init__(over[0])
        self._drag, self._acts, self._house = drag, acts, house
        self._plan, self._pane = over
        drag.moved.connect(self._moved)
        drag.dropped.connect(self._dropped)
        drag.ended.connect(self._plan.drag_end)

    def _moved(self, spot: QPoint) -> None:
        guests = self._guests(self._drag.rows)
        self._plan.drag_over(spot, lambda room: not room.wrong_for(guests))

    def _dropped(self, spot: QPoint, rows: Sequence[object]) -> None:
        guests, row, opened = self._guests(rows), self._pane.row_at(spot), self._pane.room
        room = self._house().room(self._plan.room_at(spot))
        if not guests:
            return
        if isinstance(row, BedView) and opened is not None:
            self._acts.at_hand(partial(self._acts.place, guests, opened, row.id))
        elif isinstance(row, Guest) and len(guests) == 1 and guests[0].room_id:
            self._acts.change_places(guests[0], row, self._house())
        elif isinstance(row, Guest) and opened is not None:
            self._acts.at_hand(partial(self._acts.place, guests, opened))
        elif room is not None and {guest.room_id for guest in guests} != {room.id}:
            self._acts.at_hand(partial(self._acts.place, guests, room))

    def _guests(self, rows: Sequence[object]) -> list[Guest]:
        return [row for row in rows if isinstance(row, Guest)]
