"""What an officer does to lines and heads: shown at once, written in the background, taken back step by step."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import board, joining, moving, recheck, rules, tally, undoing, unlisted
from app.manifest.board import BoardLine, Figures
from app.manifest.joining import Joined
from app.manifest.moving import CameWith, Moved
from app.manifest.recheck import Found, Rechecked
from app.manifest.screens.ships import Ships
from app.manifest.screens.words import CLASS_WORDS, full_name, status_words
from app.manifest.undoing import Step
from app.manifest.unlisted import Head
from app.registration.heads import Who
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending

RECHECK, TALLY = "manifest.recheck", "manifest.tally"


class Handling(QObject):
    """The acts of the quay; every one is a step that `undo` takes back, the last one first."""

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

    def confirm(self, line: BoardLine, found: Found) -> None:
        """The person is here."""
        status = rules.PRESENT_DIFFERENT if found.differs or found.body else rules.PRESENT_MATCHED
        self._decide(line, status, lambda w: recheck.confirm(w, line.id, found))

    def foreigner(self, line: BoardLine, found: Found, country: str | None) -> None:
        """The person is here and no Indonesian."""
        self._decide(line, rules.FOREIGNER, lambda w: recheck.foreigner(w, line.id, found, country))

    def absent(self, line: BoardLine, status: str) -> None:
        """The person did not come."""
        self._decide(line, status, lambda w: recheck.absent(w, line.id, status))

    def duplicate(self, line: BoardLine, of: str) -> None:
        """The line names somebody of another line."""
        self._decide(line, rules.DUPLICATE, lambda w: recheck.duplicate(w, line.id, of))

    def add(self, batch_id: str, who: Who, found: Found) -> Pending[Head]:
        """Somebody on no list."""
        pending = self._write(RECHECK, lambda w: unlisted.add(w, batch_id, who, found))
        return pending.then(partial(self._headed, batch_id, _("tambahan")))

    def hand_card(self, batch_id: str, number: str, head_class: str) -> Pending[Head]:
        """A card at the gangway."""
        pending = self._write(RECHECK, lambda w: unlisted.hand_card(w, batch_id, number, head_class))
        return pending.then(partial(self._headed, batch_id, _(CLASS_WORDS[head_class])))

    def came_with(self, line: BoardLine, batch_id: str, found: Found) -> None:
        """Somebody of another ship's list came with this one."""
        pending = self._write(RECHECK, lambda w: moving.came_with(w, line.id, batch_id, found))
        pending.then(partial(self._came, batch_id)).otherwise(self._say)

    def move(self, stay_id: str, batch_id: str) -> None:
        """An arrival counts under another ship from now on."""
        self._write(RECHECK, lambda w: moving.move(w, stay_id, batch_id)).then(self._moved).otherwise(self._say)

    def join(self, batch_id: str, pairs: list[tuple[str, str]]) -> Pending[tuple[Joined, ...]]:
        """Lines of a late list are these heads."""
        pending = self._write(RECHECK, lambda w: joining.join(w, pairs))
        return pending.then(partial(self._joined, batch_id))

    def click(self, batch_id: str, head_class: str, by: int) -> None:
        """One head more or fewer at the gangway."""
        words = _("hitung dermaga: {what} {by}").format(what=_(CLASS_WORDS[head_class]), by="+1" if by > 0 else "−1")
        step = Step(batch_id, words, click=head_class, by=by)
        pending = self._write(TALLY, lambda w: tally.click(w, batch_id, head_class, by))
        pending.then(partial(self._clicked, step)).otherwise(self._say)

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

    def _decide(self, line: BoardLine, status: str, act: Callable[[Any], Rechecked]) -> None:
        self._show(replace(line, status=status))
        self._write(RECHECK, act).then(partial(self._decided, line)).otherwise(partial(self._refused, line))

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

    def _decided(self, line: BoardLine, done: Rechecked) -> None:
        self._mine()
        present = done.status in rules.PRESENT
        card = (done.card_number or line.card_number) if present else None
        self._show(replace(line, status=done.status, stay_id=done.stay_id, card_number=card, reason=None))
        if done.already is not None:
            text = _("{name} sudah diperiksa di {where}. Tidak dihitung dua kali.")
            self.told.emit(Message(text.format(name=full_name(line), where=done.already.words)))
        if (done.status, done.stay_id) != (done.was.status, done.was.stay_id):
            words = _("no. {number} {name}: {what}")
            text = words.format(number=line.list_no, name=full_name(line), what=status_words(done.status))
            self._step(Step(line.batch_id, text, line=done))
        self.recount(line.batch_id)

    def _refused(self, line: BoardLine, error: UserError) -> None:
        self._show(line)
        self._say(error)

    def _say(self, error: UserError) -> None:
        self.told.emit(Message.of(error))

    def _headed(self, batch_id: str, what: str, head: Head) -> None:
        self._mine()
        name = head.name or _("Kartu {number}").format(number=head.card_number)
        self._step(Step(batch_id, f"{name}: {what}", head=head))
        self.made.emit(head)
        self.recount(batch_id)

    def _came(self, batch_id: str, came: CameWith) -> None:
        self._mine()
        words = _("{name}: turun dari {ship}").format(name=came.head.name, ship=self.ships.name(batch_id))
        self._stepped(Step(batch_id, words, line=came.line, head=came.head))
        self.made.emit(came.head)

    def _moved(self, moved: Moved) -> None:
        self._mine()
        ship = self.ships.name(moved.to_batch)
        if not moved.card_kept:
            text = _("Kartu {number} sudah dipakai di {ship}; {name} pindah tanpa kartu.")
            self.told.emit(Message(text.format(number=moved.card_number, ship=ship, name=moved.name)))
        words = _("{name}: pindah ke {ship}").format(name=moved.name, ship=ship)
        self._stepped(Step(moved.from_batch, words, moved=moved))

    def _joined(self, batch_id: str, joined: tuple[Joined, ...]) -> None:
        self._mine()
        words = _("daftar susulan: {n} orang dicocokkan").format(n=len(joined))
        self._stepped(Step(batch_id, words, joined=joined))

    def _stepped(self, step: Step) -> None:
        """A step about lines and ships that are read again as they stand now."""
        self._step(step)
        self._reread(step)

    def _clicked(self, step: Step, _count: object) -> None:
        self._mine()
        self._step(step)
        self.recount(step.batch_id)

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
