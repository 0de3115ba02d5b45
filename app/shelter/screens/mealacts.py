"""What is done with meals beside scanning: late ones, taking back, menus, the kitchen's order, costs, slots, index."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.access import days
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.shelter import kitchen, meals, meals_planning, meals_setup
from app.shelter.kitchen import Delivered, SlotTally
from app.shelter.meals import Late, Verdict
from app.shelter.meals_planning import DayCost, Plan
from app.shelter.meals_setup import Rate
from app.shelter.rules.meals import Slot
from app.shelter.screens import mealsheets
from app.shelter.screens.carecontext import CareContext
from app.shelter.screens.mealcounter import MealCounter
from app.widgets.dialogs import Question, ask_reason
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending
from app.widgets.screen import Screen

COST_DAYS = 30


@dataclass(frozen=True)
class State:
    """What the screen shows of the day: its plan, slots, the index of the year, and what is wrong with the day."""

    plan: Plan
    slots: tuple[Slot, ...]
    rate: Rate | None
    warning: str


class Counter(Screen):
    """The screen as these verbs need it."""

    counter: MealCounter

    def slot(self) -> str:
        """The slot that is served."""
        raise AssertionError

    def slot_name(self) -> str:
        """Its name."""
        raise AssertionError

    def ask(self, act: Callable[[Any], Verdict]) -> Pending[Verdict]:
        """Let the service decide, and show what it says."""
        raise AssertionError

    def refused(self, error: UserError) -> None:
        """Nothing was decided: say why."""
        raise AssertionError

    def forget(self) -> None:
        """The next scan is a new one."""
        raise AssertionError


class MealActs:
    """Every verb needs the person in front or the day as it was read last."""

    def __init__(self, screen: Counter, ops: Operations, context: CareContext) -> None:
        self._screen, self._ops, self._context = screen, ops, context
        self.state: State | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The entries of the action table."""
        found: dict[str, Callable[[], object]] = {"meals.kitchen": self._kitchen, "meals.costs": self._costs}
        if self._context.may(meals.PERMISSION):
            found |= {"meals.late": self._late, "meals.undo": self._undo, "meals.menu": self._menu}
            found["meals.tally"] = self._tally
        if self._context.may(meals_setup.SETUP):
            found["meals.setup"] = self._setup
        return found

    def _whose(self) -> tuple[str, str]:
        """The stay and the name in front; empty while nobody is."""
        verdict = self._screen.counter.panel.verdict
        if verdict is None or verdict.head is None:
            hint = _("Pindai kartunya atau cari namanya dulu, lalu ulangi.")
            self._screen.said.emit(Message(_("Belum ada orang di depan."), hint, "warn"))
            return "", ""
        return verdict.head.stay_id, verdict.head.display

    def _late(self) -> None:
        stay, name = self._whose()
        slot = self._screen.slot()
        if stay:

            def act(at: datetime, reason: str) -> Pending[Verdict]:
                return self._screen.ask(lambda w: meals.serve(w, stay, slot, Late(at, reason)))

            mealsheets.ask_late(self._screen, name, self._context.now(), self._context.zone, act)

    def _undo(self) -> None:
        stay, name = self._whose()
        slot, state = self._screen.slot(), self.state
        if stay and state is not None:
            day = state.plan.day

            def act(_code: str, reason: str) -> Pending[None]:
                done = self._ops.write("shelter.meal", lambda w: meals.take_back(w, stay, slot, day, reason))
                return done.then(lambda _nothing: self._taken_back(name))

            text = _("{name} dapat menerima {slot} lagi.").format(name=name, slot=self._screen.slot_name())
            ask_reason(self._screen, Question(_("Batalkan makan ini?"), text, _("Batalkan makan")), act)

    def _taken_back(self, name: str) -> None:
        self._screen.forget()
        self._screen.said.emit(Message(_("Makan {name} dibatalkan.").format(name=name), tone="good"))

    def _menu(self) -> None:
        stay, name = self._whose()
        if stay:

            def act(kind: str, note: str) -> Pending[None]:
                return self._ops.write("shelter.diet", lambda w: meals_setup.keep_diet(w, stay, kind, note))

            mealsheets.ask_menu(self._screen, name, act)

    def _kitchen(self) -> None:
        if self.state is not None:
            mealsheets.KitchenSheet(self._screen, self.state.plan).open()

    def _tally(self) -> None:
        slot, state = self._screen.slot(), self.state
        if not slot or state is None:
            return

        def ask(one: SlotTally) -> None:
            mealsheets.ask_tally(self._screen, one, lambda said: self._keep_tally(one, said))

        def show(found: list[SlotTally]) -> None:
            mealsheets.TallySheet(self._screen, found, f"{state.plan.day} {slot}", ask).open()

        self._ops.read(lambda r: kitchen.tallied_days(r, state.plan.day), latest="meals.tally").then(show)

    def _keep_tally(self, one: SlotTally, said: Delivered) -> Pending[SlotTally]:
        done = self._ops.write("shelter.meal", lambda w: kitchen.tally(w, one.slot.code, said, one.day))
        return done.then(self._tallied)

    def _tallied(self, one: SlotTally) -> None:
        text = (
            _("{slot}: porsi dapur cocok.") if not one.difference else _("{slot}: porsi dapur dicatat dengan sebabnya.")
        )
        self._screen.said.emit(Message(text.format(slot=one.slot.name), tone="good"))

    def _costs(self) -> None:
        if self.state is None:
            return
        until, rate = self.state.plan.day, self.state.rate
        since = until - timedelta(days=COST_DAYS)

        def show(found: list[DayCost]) -> None:
            mealsheets.CostSheet(self._screen, found, rate).open()

        self._ops.read(lambda r: meals_planning.costs(r, since, until), latest="meals.costs").then(show)

    def _setup(self) -> None:
        state = self.state
        if state is None:
            return

        def slot(chosen: Slot | None) -> None:
            mealsheets.ask_slot(self._screen, chosen, self._keep_slot)

        def rate() -> None:
            mealsheets.ask_rate(self._screen, state.plan.day.year, state.rate, self._keep_rate)

        mealsheets.SetupSheet(self._screen, state.slots, mealsheets.rate_words(state.rate), slot, rate).open()

    def _keep_slot(self, slot: Slot) -> Pending[object]:
        return self._write(lambda w: meals_setup.keep_slot(w, slot))

    def _keep_rate(self, rate: Rate) -> Pending[object]:
        return self._write(lambda w: meals_setup.keep_rate(w, rate))

    def _write(self, act: Callable[[Any], object]) -> Pending[object]:
        return self._ops.write("shelter.setup", act)


def state_of(r: Any, now: datetime, zone: str) -> State:
    """The day as the counter needs it."""
    day = days.day_state(r, now)
    plan = meals_planning.plan(r, now)
    warning = ""
    if day.backwards:
        warning = _("Jam laptop menunjukkan {clock}, hari operasional {day}. Makan dicatat pada hari operasional.")
    elif day.due:
        warning = _(
            "Masih hari operasional {day}; jam menunjukkan {clock}. Buka hari baru di Beranda sebelum makan pagi."
        )
    said = warning.format(clock=f"{day.clock_day:%d-%m-%Y}", day=f"{plan.day:%d-%m-%Y}") if warning else ""
    return State(plan, tuple(meals_setup.slots(r)), meals_setup.rate(r, plan.day.year), said)
