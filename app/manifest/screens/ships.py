"""The open ships as the screen holds them: boards read once, then kept up line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.manifest.board import Board, BoardLine, Figures
from app.manifest.letters import BatchView
from app.registration.counts import HeadLine


class Ships:
    """Boards by ship; `lines` holds every line as it stands now, of all ships."""

    def __init__(self) -> None:
        self.open: list[BatchView] = []
        self.boards: dict[str, Board] = {}
        self.lines: dict[str, BoardLine] = {}
        self._order: dict[str, list[str]] = {}

    def name(self, batch_id: str) -> str:
        """How the ship is called."""
        return next((view.name for view in self.open if view.id == batch_id), "")

    def view(self, batch_id: str) -> BatchView | None:
        """A ship that is open."""
        return next((view for view in self.open if view.id == batch_id), None)

    def order(self, batch_id: str) -> Sequence[str]:
        """The line ids of a ship in calling order."""
        return self._order.get(batch_id, ())

    def take(self, board: Board) -> bool:
        """Keep a board that was read; True when its lines are not the ones known before."""
        batch_id = board.batch.id
        order = [line.id for line in board.lines]
        changed = order != self._order.get(batch_id)
        for line_id in self._order.get(batch_id, ()):
            self.lines.pop(line_id, None)
        self.boards[batch_id], self._order[batch_id] = board, order
        self.lines.update((line.id, line) for line in board.lines)
        return changed

    def drop(self, batch_id: str) -> None:
        """A ship is open no longer."""
        self.boards.pop(batch_id, None)
        for line_id in self._order.pop(batch_id, ()):
            self.lines.pop(line_id, None)

    def put(self, line: BoardLine) -> None:
        """A line as it stands now."""
        if line.id in self.lines:
            self.lines[line.id] = line

    def count(self, batch_id: str, figures: Figures) -> None:
        """The counts of a ship as they stand now."""
        if batch_id in self.boards:
            self.boards[batch_id] = replace(self.boards[batch_id], figures=figures)

    def number(self, line: BoardLine) -> str:
        """The number on its letter; where a ship has several letters, which one comes first."""
        known = self.boards.get(line.batch_id)
        return f"{line.letter} · {line.list_no}" if known is not None and len(known.letters) > 1 else line.list_no

    def board(self, batch_id: str) -> Board | None:
        """A ship's board with every line as it stands now."""
        known = self.boards.get(batch_id)
        if known is None:
            return None
        return replace(known, lines=tuple(self.lines[line_id] for line_id in self._order[batch_id]))

    def unchecked(self, batch_id: str) -> list[BoardLine]:
        """The lines of a ship nobody has decided about, in calling order."""
        return [line for line_id in self.order(batch_id) if not (line := self.lines[line_id]).done]

    def heads(self) -> Iterator[HeadLine]:
        """Every head on no list, of every ship: extras, cards without a name, bodies, heads adrift."""
        for board in self.boards.values():
            figures = board.figures
            yield from (*figures.unnamed, *figures.extras, *figures.adrift, *figures.bodies)

    def holders(self, card: str) -> list[BoardLine | HeadLine]:
        """Everybody with a name who holds a card: one, unless two desks gave it away."""
        lines = [line for line in self.lines.values() if line.card_number == card]
        return [*lines, *(head for head in self.heads() if head.card_number == card and head.name)]

    def delivered(self, code: str) -> BoardLine | None:
        """The line of somebody whose card is of the site that handed him over."""
        return next((line for line in self.lines.values() if code in line.codes), None)

    def holder(self, card: str) -> BoardLine | None:
        """The line of the person who holds a card."""
        return next((line for line in self.lines.values() if line.card_number == card), None)

    def cards(self) -> set[str]:
        """The cards of heads on no line, those without a name among them."""
        return {head.card_number for head in self.heads() if head.card_number}

    def infants_of(self, line_id: str) -> list[BoardLine]:
        """The infants that are called with this woman."""
        line = self.lines[line_id]
        around = (self.lines[other] for other in self.order(line.batch_id))
        return [other for other in around if other.mother == line_id]
