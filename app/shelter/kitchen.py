"""What the kitchen delivered for a meal and what became of it: it comes out even, or somebody says why not."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.days import today, was_opened
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration.live import live
from app.registration.wording import clean_text
from app.shelter.meals import PERMISSION
from app.shelter.meals_setup import slot_named, slots
from app.shelter.records import MealPortion, MealTally
from app.shelter.rules.meals import Slot
from app.store.work import Reading, Work

MOST = 20_000
LISTED_DAYS = 14


@dataclass(frozen=True)
class Delivered:
    """What somebody counted of a meal: portions that came, were left over, were spoilt; why it does not close."""

    delivered: int
    leftover: int = 0
    spoilt: int = 0
    reason: str = ""


@dataclass(frozen=True)
class SlotTally:
    """One meal of a day: portions that left the counters, and what the kitchen's side says (None: not written)."""

    day: date
    slot: Slot
    handed: int
    kitchen: Delivered | None = None

    @property
    def difference(self) -> int | None:
        """Portions nobody can account for; below zero more were handed out than came."""
        if self.kitchen is None:
            return None
        return self.kitchen.delivered - self.kitchen.leftover - self.kitchen.spoilt - self.handed

    @property
    def closes(self) -> bool:
        """Whether it comes out even, or somebody said why not."""
        return self.kitchen is not None and (self.difference == 0 or bool(self.kitchen.reason))


def tallies(r: Reading, day: date) -> list[SlotTally]:
    """Every meal of a day that is in use, was handed out or was tallied, in the order of the day."""
    handed = _handed(r, day)
    rows = {row.slot: row for row in r.all(select(MealTally).where(live(r, MealTally), MealTally.day == day))}
    shown = [slot for slot in slots(r) if slot.active or slot.code in handed or slot.code in rows]
    return [SlotTally(day, slot, handed.get(slot.code, 0), _kitchen(rows.get(slot.code))) for slot in shown]


def tallied_days(r: Reading, until: date, days: int = LISTED_DAYS) -> list[SlotTally]:
    """The meals of a day and of opened days before it, the latest day first; of earlier ones those that were given."""
    found = tallies(r, until)
    for back in range(1, days):
        day = until - timedelta(days=back)
        if was_opened(r, day):
            found += [one for one in tallies(r, day) if one.handed or one.kitchen]
    return found


def tally(w: Work, slot_code: str, said: Delivered, day: date | None = None) -> SlotTally:
    """Write down what the kitchen delivered for a meal of the day in use, or of an earlier one; again corrects it."""
    require(w.actor, PERMISSION)
    slot, when = slot_named(w, slot_code), day or today(w)
    if when > today(w) or not was_opened(w, when):
        raise UserError("meals.no_day", _("Hari {day} tidak pernah dibuka di sini.").format(day=f"{when:%d-%m-%Y}"))
    numbers = (said.delivered, said.leftover, said.spoilt)
    if not all(0 <= number <= MOST for number in numbers):
        raise UserError("meals.tally_number", _("Jumlah porsi ditulis nol atau lebih; tidak ada yang disimpan."))
    reason = clean_text(said.reason)
    found = SlotTally(when, slot, _handed(w, when).get(slot.code, 0), said)
    if found.difference and reason is None:
        raise UserError("meals.tally", _told(found), _("Periksa hitungannya, atau tulis sebabnya."))
    values = {"delivered": said.delivered, "leftover": said.leftover, "spoilt": said.spoilt, "reason": reason}
    own = derived_id("meal_tally", when.isoformat(), slot.code)
    row, fresh = w.insert_once(MealTally(id=own, day=when, slot=slot.code, **values))  # type: ignore[arg-type]
    if not fresh:
        w.update(row, void_reason=None, **values)
    return found


def _told(found: SlotTally) -> str:
    missing = found.difference or 0
    said = {"n": abs(missing), "handed": found.handed, "slot": found.slot.name}
    if missing > 0:
        return _("{slot}: {n} porsi belum jelas ({handed} dibagikan); belum disimpan.").format(**said)
    return _("{slot}: dibagikan {n} porsi lebih banyak daripada yang datang ({handed}); belum disimpan.").format(**said)


def _kitchen(row: MealTally | None) -> Delivered | None:
    return Delivered(row.delivered, row.leftover, row.spoilt, row.reason or "") if row is not None else None


def _handed(r: Reading, day: date) -> dict[str, int]:
    query = sql_select(col(MealPortion.slot), func.count()).where(live(r, MealPortion), col(MealPortion.day) == day)
    return {row[0]: int(row[1]) for row in r.rows(query.group_by(col(MealPortion.slot)))}
