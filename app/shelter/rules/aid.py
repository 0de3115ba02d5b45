"""Aid: what there is, for whom, how often; and which place of a right is the next (R22 Ps. 13–20)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.shelter.rules.whom import EVERYBODY

PER_DAY, PER_STAY, PER_PERSON = "day", "stay", "person"
_YEARS = re.compile(r"(\d+)[–-](\d+) th")
PERIODS = (PER_DAY, PER_STAY, PER_PERSON)


@dataclass(frozen=True)
class Item:
    """Something people are given; `detail` is a code of `rincian_bansos`, `kind` of `bansos`, `value` rupiah of one.

    `most` in each period `per`; `loan` is to be given back, `cash` counted in rupiah, `stocked` lies in a storeroom.
    """

    code: str
    name: str
    detail: str
    kind: str
    unit: str
    sizes: tuple[str, ...] = ()
    whom: str = EVERYBODY
    per: str = PER_STAY
    most: int = 1
    value: int | None = None
    cash: bool = False
    stocked: bool = True
    loan: bool = False
    active: bool = True


@dataclass(frozen=True)
class Used:
    """A claim that was made: its place in the period, its attempt, and whether it still stands."""

    place: int
    attempt: int
    standing: bool


@dataclass(frozen=True)
class Right:
    """The next use of a right: within the rule, or beyond it."""

    place: int
    attempt: int
    beyond: bool


def size_for(sizes: Sequence[str], age: int | None) -> str:
    """The size of children's clothing that names an age (“4–6 th”); "" where none does or the age is not known."""
    for size in sizes if age is not None else ():
        years = _YEARS.fullmatch(size)
        if years and age is not None and int(years[1]) <= age <= int(years[2]):
            return size
    return ""


def period(item: Item, day: date) -> str:
    """What the claims of one period have in common."""
    return day.isoformat() if item.per == PER_DAY else ""


def next_right(item: Item, used: Iterable[Used]) -> Right:
    """The first place that no standing claim holds; its attempt follows those taken back."""
    claims = list(used)
    taken = {claim.place for claim in claims if claim.standing}
    place = next(number for number in range(1, len(claims) + 2) if number not in taken)
    attempts = [claim.attempt for claim in claims if claim.place == place]
    return Right(place, max(attempts, default=0) + 1, place > item.most or len(taken) >= item.most)
