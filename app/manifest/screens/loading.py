"""Reads the open ships and their boards in the background, the one in front first."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.manifest import board, letters
from app.manifest.board import Board
from app.manifest.letters import BatchView
from app.manifest.screens.ships import Ships
from app.widgets.operations import Operations


class Loading(QObject):
    """Everything the quay shows comes in here."""

    ships_read = Signal()
    board_read = Signal(str, bool)
    """(ship, whether its lines are other ones than before)"""

    def __init__(self, ops: Operations, ships: Ships) -> None:
        super().__init__()
        self._ops, self._ships = ops, ships
        self.first = ""

    def start(self) -> None:
        """Read what is open now."""
        self._ops.read(partial(letters.batches, only_open=True), latest="arrival.ships").then(self._listed)

    def _listed(self, found: list[BatchView]) -> None:
        self._ships.open = list(reversed(found))
        for gone in set(self._ships.boards) - {view.id for view in found}:
            self._ships.drop(gone)
        self.ships_read.emit()
        for view in sorted(self._ships.open, key=lambda view: view.id != self.first):
            read = partial(board.board, batch_id=view.id)
            self._ops.read(read, latest=f"arrival.board.{view.id}").then(self._read)

    def _read(self, found: Board) -> None:
        self.board_read.emit(found.batch.id, self._ships.take(found))
