"""The steps of an officer: written in the background one after the other, and taken back the last one first."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import board, undoing
from app.manifest.board import BoardLine, Figures
from app.manifest.screens.ships import Ships
from app.manifest.undoing import Step
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending


class Stepping(QObject):
    """What every act of the quay does besides: it is written, counted, told, and can be undone."""

    line_changed = Signal(str)
    counted = Signal(str)
    told = Signal(object)
    stepped = Signal(str)
    """What was done last, in words."""
    returned = Signal(str)
    """The line an undo was about."""
    made = Signal(object)
    """A head on no line was made (unlisted.Head)."""

    def __init__(self, ops: Operations, ships: Ships) -> None:
        super().__init__()
        self.ops, self.ships = ops, ships
        self.steps: list[Step] = []
        self._under_way = 0
        self._undo_waits = False
        self._own = False

    @property
    def is_own_change(self) -> bool:
        """Whether the change being told was made here and is shown already."""
        return self._own

    def undo(self) -> None:
        """Take the last step back; waits for what is being written."""
        if self._under_way:
            self._undo_waits = True
        elif not self.steps:
            self.told.emit(
                Message(_("Tidak ada langkah untuk diurungkan."), _("Langkah di loket ini saja yang dapat."))
            )
        else:
            step = self.steps.pop()
            pending = self._write("manifest.undo", lambda w: undoing.take_back(w, step))
            pending.then(partial(self._undone, step)).otherwise(self._say)

    def recount(self, batch_id: str) -> None:
        """Read the counts of a ship again; several wishes at once are one."""
        pending = self.ops.read(lambda r: board.figures(r, batch_id), latest=f"arrival.figures.{batch_id}")
        pending.then(partial(self._figured, batch_id))

    def _write(self, action: str, act: Callable[[Any], Any]) -> Pending[Any]:
        self._under_way += 1
        return self.ops.write(action, act).finally_(self._settled)

    def _settled(self) -> None:
        self._under_way -= 1
        if self._undo_waits and not self._under_way:
            self._undo_waits = False
            QTimer.singleShot(0, self.undo)

    def _mine(self) -> None:
        """The change told next is ours: it is shown already, nothing has to be read again."""
        self._own = True
        QTimer.singleShot(0, lambda: setattr(self, "_own", False))

    def _say(self, error: UserError) -> None:
        self.told.emit(Message.of(error))

    def _stepped(self, step: Step) -> None:
        """A step about lines and ships that are read again as they stand now."""
        self._step(step)
        self._reread(step)

    def _undone(self, step: Step, _nothing: object) -> None:
        self._mine()
        self.stepped.emit(_("Diurungkan: {what}").format(what=step.text))
        self._reread(step)

    def _reread(self, step: Step) -> None:
        """Bring the lines and counts a step was about up to date, in every ship it touched."""
        lines = list(step.lines)
        if lines:
            self.ops.read(lambda r: board.line_states(r, lines)).then(self._restated)
        around = {line.batch_id for line_id in lines if (line := self.ships.lines.get(line_id))}
        for batch_id in {*step.ships, *around} - {""}:
            self.recount(batch_id)

    def _restated(self, states: dict[str, board.LineState]) -> None:
        for line_id, state in states.items():
            line = self.ships.lines.get(line_id)
            if line is not None:
                decision = state.decision
                card, now = state.card_number, replace(line, status=decision.status, stay_id=decision.stay_id)
                self._show(replace(now, reason=decision.reason, card_number=card))
                self.returned.emit(line_id)

    def _step(self, step: Step) -> None:
        self.steps = [*self.steps, step][-200:]
        self.stepped.emit(step.text)

    def _show(self, line: BoardLine) -> None:
        self.ships.put(line)
        self.line_changed.emit(line.id)

    def _figured(self, batch_id: str, figures: Figures) -> None:
        self.ships.count(batch_id, figures)
        self.counted.emit(batch_id)
