"""What an officer does to lines and heads: shown at once, written in the background, taken back step by step."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.manifest import joining, moving, recheck, rules, tally, unlisted
from app.manifest.board import BoardLine
from app.manifest.joining import FILLED, Joined
from app.manifest.moving import CameWith, Moved
from app.manifest.recheck import Found, Rechecked
from app.manifest.screens.stepping import Stepping
from app.manifest.screens.words import CLASS_WORDS, full_name, status_words
from app.manifest.undoing import Step
from app.manifest.unlisted import Head
from app.registration.counts import HeadLine
from app.registration.heads import Who
from app.widgets.message import Message
from app.widgets.operations import Pending

RECHECK, TALLY = "manifest.recheck", "manifest.tally"


class Handling(Stepping):
    """The acts of the quay; every one is a step that `undo` takes back, the last one first."""

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
        self._move([stay_id], batch_id)

    def _move(self, stays: list[str], batch_id: str) -> None:
        pending = self._write(RECHECK, lambda w: moving.move_together(w, stays, batch_id))
        pending.then(self._moved).otherwise(self._say)

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

    def _decide(self, line: BoardLine, status: str, act: Callable[[Any], Rechecked]) -> None:
        self._show(replace(line, status=status))
        self._write(RECHECK, act).then(partial(self._decided, line)).otherwise(partial(self._refused, line))

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

    def _moved(self, moved: tuple[Moved, ...]) -> None:
        self._mine()
        to, ship = moved[0].to_batch, self.ships.name(moved[0].to_batch)
        for one in moved:
            if not one.card_kept:
                text = _("Kartu {number} sudah dipakai di {ship}; {name} pindah tanpa kartu.")
                self.told.emit(Message(text.format(number=one.card_number, ship=ship, name=one.name)))
        words = _("{name}: pindah ke {ship}").format(name=", ".join(one.name for one in moved), ship=ship)
        self._stepped(Step(moved[0].from_batch, words, moved=moved))
        self.ops.read(lambda r: moving.left_behind(r, moved)).then(partial(self._offer_family, to))

    def _offer_family(self, batch_id: str, kin: list[HeadLine]) -> None:
        """A mother is moved with her infant, and a family together, by one press more."""
        if not kin:
            return
        names = ", ".join(head.display for head in kin)
        text = _("Keluarganya masih di kapal semula: {names}.").format(names=names)
        take = ngettext("Pindahkan juga", "Pindahkan {n} orang itu juga", len(kin)).format(n=len(kin))
        act = partial(self._move, [head.stay_id for head in kin], batch_id)
        self.told.emit(Message(text, tone="warn", action_text=take, action=act))

    def _joined(self, batch_id: str, joined: tuple[Joined, ...]) -> None:
        self._mine()
        words = _("daftar susulan: {n} orang dicocokkan").format(n=len(joined))
        filled = sum(1 for one in joined for fill in one.filled if fill.field in FILLED)
        words += _(", {n} isian dilengkapi").format(n=filled) if filled else ""
        self._stepped(Step(batch_id, words, joined=joined))

    def _clicked(self, step: Step, _count: object) -> None:
        self._mine()
        self._step(step)
        self.recount(step.batch_id)
