"""Permakanan: the counter with its answer, and beside it the slot, the portions and what else is done with meals."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QHideEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.search import search
from app.shelter import meals, meals_setup
from app.shelter.meals import Verdict
from app.shelter.rules.meals import slot_at
from app.shelter.screens.carecontext import CareContext
from app.shelter.screens.mealacts import Counter, MealActs, State, state_of
from app.shelter.screens.mealcounter import MealCounter
from app.shelter.screens.meallarge import LargeCounter
from app.shelter.screens.mealside import MealSide
from app.shelter.screens.sounds import Sounds
from app.widgets.labels import counted
from app.widgets.layouts import Beside
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending
from app.widgets.screen import Draft, page

SHOWN = frozenset(
    ("meal", "meal_portion", "meal_slot", "meal_rate", "diet", "stay", "movement", "person", "gangway_tally",
     "operational_day", "batch", "presence", "meal_tally")
)  # fmt: skip
MOST_HITS = 6
AGAIN_MS = 2000
"""A scanner that fires twice, or a card held under it: within this time the same code is one scan."""


class MealsScreen(Counter):
    """Every scan is one write; the answer is what the service said."""

    def __init__(self, ops: Operations, context: CareContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._may = context.may(meals.PERMISSION)
        self.counter, self.side = MealCounter(), MealSide(context.may(meals_setup.SETUP))
        self._sounds, self._since = Sounds(self), QElapsedTimer()
        self._code = ""
        self.large: LargeCounter | None = None
        self._acts = MealActs(self, ops, context)
        self.body = Beside(self.counter, self.side, 360)
        self.setLayout(page(_("Permakanan"), self.body))
        self.counter.asked.connect(self._search)
        self.counter.chosen.connect(self._serve)
        self.counter.scanned.connect(self.scan)
        self.counter.together.connect(self._serve_together)
        self.counter.setEnabled(self._may)
        self.side.slot_chosen.connect(self._slot_changed)
        self.side.wanted.connect(lambda action: self.act.emit(action))

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the day again; another desk may serve too."""
        if not tables or tables & SHOWN:
            now, zone = self._context.now(), self._context.zone
            wanted = self._ops.read(lambda r: state_of(r, now, zone), latest="meals.state")
            wanted.then(self._show).otherwise(lambda error: self.said.emit(Message.of(error)))

    def draft(self) -> Draft:
        """What is half typed, and the slot."""
        kept: Draft = {"typed": self.counter.line.text(), "slot": self.side.slot.value() or ""}
        return kept if kept["typed"] else {}

    def restore(self, draft: Draft) -> None:
        """Go on where it was."""
        self.side.slot.set_value(str(draft.get("slot") or "") or None)
        self.counter.line.setText(str(draft.get("typed") or ""))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        mine = self._acts.handlers()
        own: dict[str, Callable[[], object]] = {
            "meals.family": self.counter.feed_family,
            "meals.slot": self._next_slot,
            "meals.large": self.enlarge,
        }
        return {**mine, **own} if self._may else mine

    def first_focus(self) -> QWidget | None:
        """The line: scanners type into it, and so do people."""
        return self.counter.line

    def scan(self, code: str) -> None:
        """A card under the scanner; held there, it is one scan."""
        again = code == self._code and self._since.isValid() and self._since.elapsed() < AGAIN_MS
        if again or not self._may or not self.slot():
            return
        self._code = code
        self._since.start()
        slot = self.slot()
        self.ask(lambda w: meals.scan(w, code, slot))

    # --- the counter --------------------------------------------------------------------------------------------------

    def slot(self) -> str:
        """The slot that is served."""
        return str(self.side.slot.value() or "")

    def _search(self, text: str) -> None:
        wanted = self._ops.read(lambda r: search(r, text, MOST_HITS), latest="meals.search")
        wanted.then(partial(self.counter.show_hits, text))

    def _serve(self, stay_id: str) -> None:
        slot = self.slot()
        if self._may and slot:
            self.ask(lambda w: meals.serve(w, stay_id, slot))

    def ask(self, act: Callable[[Any], Verdict]) -> Pending[Verdict]:
        """Let the service decide, and show what it says."""
        return self._ops.write("shelter.meal", act).then(self._answer).otherwise(self.refused)

    def _answer(self, verdict: Verdict) -> None:
        self.counter.show_verdict(verdict)
        self._sounds.play(verdict.good)
        if verdict.photo:
            digest, read = verdict.photo, self._context.read_blob
            self._ops.compute(lambda: _photo_of(read, digest), latest="meals.photo").then(partial(self._photo, verdict))

    def _photo(self, verdict: Verdict, content: bytes | None) -> None:
        picture = QPixmap()
        if content is not None and self.counter.panel.verdict is verdict and picture.loadFromData(content):
            self.counter.panel.show_photo(picture)

    def _serve_together(self, stay_ids: list[str]) -> None:
        slot = self.slot()
        wanted = self._ops.write("shelter.meal", lambda w: meals.serve_together(w, stay_ids, slot))
        wanted.then(self._answer_together).otherwise(self.refused)

    def _answer_together(self, verdicts: list[Verdict]) -> None:
        self.counter.show_together(verdicts)
        self._sounds.play(any(verdict.good for verdict in verdicts))

    def refused(self, error: UserError) -> None:
        """Nothing was decided: say why; on the whole screen in its letters."""
        self._sounds.play(False)
        if self.large is None:
            self.said.emit(Message.of(error))
        else:
            self.counter.panel.show_refusal(error.text, error.hint)

    # --- the whole screen ---------------------------------------------------------------------------------------------

    def enlarge(self) -> None:
        """The answer alone on the screen, or back again."""
        if self.large is not None:
            self.large.leave()
            return
        self.large = LargeCounter(self.window(), self.counter)
        self.large.left.connect(self._made_small)
        self._tell_large()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen: the counter is not left lying over it."""
        super().hideEvent(event)
        if self.large is not None:
            self.large.leave()

    def _made_small(self) -> None:
        self.large = None
        self.body.give(self.counter)
        self.counter.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_large(self) -> None:
        one, text = self.side.current(), _("{n} sudah makan, {left} belum")
        if self.large is not None:
            said = text.format(n=counted(one.served), left=counted(one.left)) if one else ""
            self.large.tell(self.slot_name(), said)

    # --- beside it ----------------------------------------------------------------------------------------------------

    def _show(self, state: State) -> None:
        self._acts.state = state
        here = local(self._context.now(), self._context.zone)
        self.side.offer(state.slots, slot_at(state.slots, here.hour * 60 + here.minute))
        self.side.show_plan(state.plan, state.warning)
        self._tell_large()
        if self.counter.panel.verdict is None:
            self.counter.wait(self.slot_name())

    def _slot_changed(self, _code: str) -> None:
        self.side.show_slot()
        self._tell_large()
        self.forget()
        self.counter.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def slot_name(self) -> str:
        """Its name."""
        one = self.side.current()
        return one.slot.name if one else ""

    def forget(self) -> None:
        """The next scan is a new one, also of the same card."""
        self._code = ""
        self.counter.wait(self.slot_name())

    def _next_slot(self) -> None:
        box = self.side.slot.box
        if box.count() > 1:
            box.setCurrentIndex(box.currentIndex() % (box.count() - 1) + 1)


def _photo_of(read: Callable[[str], bytes], digest: str) -> bytes | None:
    """The picture, None while it has not arrived at this desk."""
    try:
        return read(digest)
    except UserError:
        return None
