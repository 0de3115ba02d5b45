"""Meals: which slot it is by the clock, who is given one, and what the kitchen should cook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.shelter.rules.whom import EVERYBODY, Body, is_for

DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Slot:
    """A time of eating: minutes after midnight by the site's clock, and for whom (`untuk_siapa`)."""

    code: str
    name: str
    starts: int
    ends: int
    whom: str = EVERYBODY
    active: bool = True

    def at(self, minute: int) -> bool:
        """Whether the clock stands in it; one that ends before it starts goes past midnight."""
        if self.starts <= self.ends:
            return self.starts <= minute < self.ends
        return minute >= self.starts or minute < self.ends

    @property
    def hours(self) -> str:
        """“06.00–10.00”."""
        return f"{clock_text(self.starts)}–{clock_text(self.ends)}"


def clock_text(minute: int) -> str:
    """“06.00”."""
    return f"{minute // 60:02d}.{minute % 60:02d}"


def minutes_of(text: str) -> int | None:
    """Minutes after midnight of “06.00”, “6:00” or “0600”; None when it is no time of day."""
    plain = text.strip().replace(":", ".")
    hours, dot, minutes = plain.partition(".")
    if not dot and len(plain) in (3, 4):
        hours, minutes = plain[:-2], plain[-2:]
    if not (hours.isdecimal() and (minutes.isdecimal() or not minutes) and hours.isascii()):
        return None
    found = int(hours) * 60 + int(minutes or 0)
    return found if found <= DAY_MINUTES and int(minutes or 0) < 60 else None


def slot_at(slots: Sequence[Slot], minute: int) -> Slot | None:
    """The slot for everybody the clock stands in, else the one that comes next; None when there is none at all."""
    common = [slot for slot in slots if slot.active and slot.whom == EVERYBODY]
    now = next((slot for slot in common if slot.at(minute)), None)
    return now or min(common, key=lambda slot: (slot.starts - minute) % DAY_MINUTES, default=None)


def eats(slot: Slot, body: Body, baby_slots: bool) -> bool:
    """Whether the kitchen cooks for somebody in this slot; infants have slots of their own where the site has them."""
    if slot.whom == EVERYBODY and baby_slots and (body.infant or body.age == 0):
        return False
    return is_for(slot.whom, body)


def planned(slots: Iterable[Slot], bodies: Sequence[Body]) -> dict[str, int]:
    """Portions of each active slot."""
    active = [slot for slot in slots if slot.active]
    baby = any(slot.whom != EVERYBODY for slot in active)
    return {slot.code: sum(eats(slot, body, baby) for body in bodies) for slot in active}
