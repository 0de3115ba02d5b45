"""Supper and breakfast: what the kitchen cooks, a card scanned for every portion, and what was left over."""

from dataclasses import dataclass, field
from typing import Any

from app.access.days import today
from app.console.demo.officers import BUDI, RAHMA, Officer, seat
from app.console.demo.stage import Stage
from app.registration.counts import HeadLine, heads_at
from app.registration.rules import PRESENT
from app.shelter import kitchen, meals, meals_planning, meals_setup
from app.shelter.kitchen import Delivered
from app.shelter.meals import Verdict, body_of
from app.shelter.meals_setup import Rate
from app.shelter.rules.meals import Slot, eats
from app.shelter.rules.whom import EVERYBODY

SUPPER, BREAKFAST = "malam", "pagi"
INDEX = Rate(2026, 45_000, "DPA Satgas Pemulangan 2026 (contoh)", "apbd")
SPARE = 3
"""Portions the kitchen cooks beyond its plan of a meal for everybody."""


@dataclass
class Counter:
    """One meal at the counter: what was planned, the answers, and who is still in the queue."""

    meal: str
    planned: dict[str, int]
    order: str
    given: dict[str, int] = field(default_factory=dict)
    scanned: int = 0


def supper(stage: Stage) -> dict[str, Any]:
    """The logistics officer serves the house; the last of the queue waits for the pictures."""
    stage.later(minutes=25)
    seat(stage, BUDI)
    with stage.office.write("shelter.rate") as w:
        meals_setup.keep_rate(w, INDEX)
    counter, queue = _open(stage, SUPPER)
    first, *_between, last = [head for head in queue if head.card_number and head.age]
    _serve(stage, counter, [head for head in queue if head != last])
    stage.outcomes |= {"supper": counter, "served_card": first.card_number, "last_card": last.card_number}
    stage.later(minutes=5)
    return {"order": counter.order.splitlines(), "second_scan": _again(stage, first, SUPPER)}


def after_supper(stage: Stage) -> dict[str, Any]:
    """The one of the pictures has eaten too; the kitchen's side is written down."""
    stage.later(minutes=10)
    seat(stage, BUDI)
    counter: Counter = stage.outcomes["supper"]
    counter.given[SUPPER] += 1
    counter.scanned += 1
    return _closed(stage, counter, BUDI)


def breakfast(stage: Stage) -> dict[str, Any]:
    """In the morning the satgas officer serves."""
    seat(stage, RAHMA)
    counter, queue = _open(stage, BREAKFAST)
    _serve(stage, counter, queue)
    return {"order": counter.order.splitlines(), **_closed(stage, counter, RAHMA)}


def _open(stage: Stage, meal: str) -> tuple[Counter, list[HeadLine]]:
    with stage.office.read() as r:
        plan = meals_planning.plan(r, stage.clock.now())
        queue = sorted(heads_at(r, PRESENT), key=lambda head: head.card_number or "~")
    planned = {one.slot.code: one.planned for one in plan.slots}
    return Counter(meal, planned, plan.words), queue


def _serve(stage: Stage, counter: Counter, queue: list[HeadLine]) -> None:
    """Everybody once, with a card where he has one; infants get theirs at the same counter."""
    with stage.office.read() as r:
        slots = [slot for slot in meals_setup.slots(r) if slot.active]
    for head in queue:
        for slot in slots:
            if _now(slot, counter.meal) and eats(slot, body_of(head), True):
                stage.clock.advance(seconds=2)
                answer = _give(stage, head, slot.code)
                counter.given[slot.code] = counter.given.get(slot.code, 0) + answer.good
                counter.scanned += bool(head.card_number)


def _now(slot: Slot, meal: str) -> bool:
    return slot.code == meal or slot.whom != EVERYBODY


def _give(stage: Stage, head: HeadLine, slot: str) -> Verdict:
    with stage.office.write("shelter.meal") as w:
        return meals.scan(w, head.card_number, slot) if head.card_number else meals.serve(w, head.stay_id, slot)


def _again(stage: Stage, head: HeadLine, slot: str) -> dict[str, Any]:
    """The same card a second time."""
    answer = _give(stage, head, slot)
    return {"kind": answer.kind, "said": answer.text, "hint": answer.hint}


def _closed(stage: Stage, counter: Counter, who: Officer) -> dict[str, Any]:
    """The kitchen delivered what was planned and a few more; what nobody ate was left over."""
    seat(stage, who)
    closes = []
    for slot, eaten in counter.given.items():
        delivered = counter.planned[slot] + (SPARE if slot == counter.meal else 0)
        with stage.office.write("shelter.tally") as w:
            done = kitchen.tally(w, slot, Delivered(delivered, leftover=delivered - eaten))
        closes.append(done.closes)
    with stage.office.read() as r:
        names = {slot.code: slot.name for slot in meals_setup.slots(r)}
        day = today(r)
    lines = [
        {"slot": slot, "name": names[slot], "planned": counter.planned[slot], "eaten": eaten}
        for slot, eaten in counter.given.items()
    ]
    return {"day": day.isoformat(), "meals": lines, "scanned": counter.scanned, "closed": all(closes)}
