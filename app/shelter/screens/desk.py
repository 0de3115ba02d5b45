"""The dialogs of the floor plan: which room, which proposal, which rooms to make, what an open room wants."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint

from app.kernel.i18n import _
from app.shelter.emergency import emergency_sheet
from app.shelter.house import Guest, House, RoomView
from app.shelter.screens.acting import Acts
from app.shelter.screens.choosing import RoomChooser
from app.shelter.screens.dragging import PeopleDrag
from app.shelter.screens.paper import PaperSheet
from app.shelter.screens.planview import FloorPlan
from app.shelter.screens.proposing import ProposalSheet
from app.shelter.screens.roomsheet import RoomSheet
from app.widgets.operations import Operations
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
    """People dragged from the list over the plan: the room below tells whether they fit, letting go places them."""

    def __init__(self, drag: PeopleDrag, plan: FloorPlan, acts: Acts, house: Callable[[], House]) -> None:
        super().__init__(plan)
        self._drag, self._plan, self._acts, self._house = drag, plan, acts, house
        drag.moved.connect(self._moved)
        drag.dropped.connect(self._dropped)
        drag.ended.connect(plan.drag_end)

    def _moved(self, spot: QPoint) -> None:
        guests = [row for row in self._drag.rows if isinstance(row, Guest)]
        self._plan.drag_over(spot, lambda room: not room.wrong_for(guests))

    def _dropped(self, spot: QPoint, guests: Sequence[Guest]) -> None:
        room = self._house().room(self._plan.room_at(spot))
        if room is not None:
            self._acts.place(guests, room)
