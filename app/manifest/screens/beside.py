"""Beside the list: the person in front, or the form for somebody on no list."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.manifest import board
from app.manifest.board import BoardLine
from app.manifest.recheck import Found
from app.manifest.screens import words
from app.manifest.screens.details import Details
from app.manifest.screens.extra import ExtraForm, Mother
from app.manifest.screens.handling import Handling
from app.manifest.screens.ships import Ships
from app.manifest.unlisted import Head
from app.registration.heads import Who
from app.widgets.operations import Operations

WIDE = 286
"""Pixels."""


class Beside(QStackedWidget):
    """Details while people are called; the form while one is added."""

    left = Signal()
    """The form is done with: the cursor belongs to the list again."""
    kept = Signal()

    def __init__(self, ops: Operations, ships: Ships, handling: Handling) -> None:
        super().__init__()
        self._ops, self._ships, self._handling = ops, ships, handling
        self._batch_id = ""
        self.details, self.extra = Details(ships), ExtraForm()
        self.addWidget(self.details)
        self.addWidget(self.extra)
        self.setMinimumWidth(WIDE)
        self.setMaximumWidth(WIDE)
        self.extra.kept.connect(self._keep)
        self.extra.left.connect(self.leave)

    @property
    def adds(self) -> bool:
        """Whether the form is open."""
        return self.currentWidget() is self.extra

    def show_line(self, line: BoardLine | None) -> None:
        """The person in front: what the board knows at once, what the list says when it is read."""
        self.details.show_line(line)
        if line is not None:
            read = partial(board.detail, line_id=line.id)
            self._ops.read(read, latest="arrival.detail").then(self.details.show_detail)

    def add(self, batch_id: str, name: str, card: str, line: BoardLine | None) -> None:
        """Somebody on no list, with what was typed already and the card he holds."""
        self._batch_id = batch_id
        typed = "" if name.strip().isdecimal() else name.strip()
        self.setCurrentWidget(self.extra)
        self.show()
        self.extra.start(self._ships.name(batch_id), typed, self._mother(line))
        self.extra.card.set_value(card or None)

    def leave(self) -> None:
        """Back to the person in front."""
        if self.adds:
            self.setCurrentWidget(self.details)
            self.left.emit()

    def _keep(self, who: Who, found: Found) -> None:
        self._handling.add(self._batch_id, who, found).then(self._kept)

    def _kept(self, _head: Head) -> None:
        self.kept.emit()
        self.leave()

    def _mother(self, line: BoardLine | None) -> Mother | None:
        """The woman in front if she is here, else the last one who was checked: a baby comes with her."""
        if line is None or line.stay_id is None or line.sex != "P":
            order = reversed([step.line for step in self._handling.steps if step.line is not None])
            lines = (self._ships.lines.get(done.line_id) for done in order)
            line = next((each for each in lines if each and each.stay_id and each.sex == "P"), None)
        return Mother(line.stay_id, words.full_name(line)) if line is not None and line.stay_id else None
