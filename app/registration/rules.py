"""Decisions about heads that a field officer could check: which class, which account, who counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.headcount import head_class

ADULT_AGE = 18

OUTSIDE = "luar"
PRESENT = "hadir"
BODY = "jenazah"
BORN = "lahir"


@dataclass(frozen=True)
class Birth:
    """What is known of somebody's age: a date, a year, or an age stated on a day."""

    exact: date | None = None
    year: int | None = None
    age: int | None = None
    age_on: date | None = None


def age_on(birth: Birth, day: date) -> int | None:
    """Completed years on a day, as exactly as is known; None when nothing is known."""
    if birth.exact:
        before_birthday = (day.month, day.day) < (birth.exact.month, birth.exact.day)
        return max(0, day.year - birth.exact.year - before_birthday)
    if birth.year:
        return max(0, day.year - birth.year)
    if birth.age is not None:
        return birth.age + (day.year - birth.age_on.year if birth.age_on else 0)
    return None


def counted_class(sex: str | None, birth: Birth, declared: str | None, day: date) -> str | None:
    """The class a head counts in: by sex and age on arrival, else as declared at the gangway.

    Somebody whose age is unknown counts as declared; a child (under 18) stays a child for the whole stay.
    """
    age = age_on(birth, day)
    child = declared in ("AL", "AP") if age is None else age < ADULT_AGE
    if sex is None or (age is None and declared is None):
        return declared or head_class(sex, child)
    return head_class(sex, child)


@dataclass(frozen=True)
class Step:
    """A movement as the ledger reads it; `after` is the step it follows."""

    id: str
    to_account: str
    after: str | None
    at: str


@dataclass(frozen=True)
class Standing:
    """Where custody of a stay stands: the account, the last step that counts, and steps in suspense."""

    account: str
    last: str | None
    suspense: tuple[str, ...]


def standing(steps: Iterable[Step]) -> Standing:
    """Follow the chain of movements; of two that follow the same one the earlier counts, the other waits."""
    following: dict[str | None, list[Step]] = {}
    for step in steps:
        following.setdefault(step.after, []).append(step)
    at: Step | None = None
    waiting: list[str] = []
    while following.get(at.id if at else None):
        ordered = sorted(following.pop(at.id if at else None), key=lambda step: (step.at, step.id))
        waiting.extend(step.id for step in ordered[1:])
        at = ordered[0]
    return Standing(at.to_account if at else OUTSIDE, at.id if at else None, tuple(waiting))


NAMELESS = ("bayi", "tanpa nama")


def display_name(name: str, father: str | None = None) -> str:
    """The name as screens and papers show it, with the father's where the list gave it apart."""
    if father and father.casefold() not in name.casefold():
        return f"{name} bin/binti {father}"
    return name


def next_nameless(existing: Sequence[str]) -> str:
    """The next *Tanpa nama 03* of a batch."""
    taken = {name.casefold() for name in existing}
    number = 1
    while f"tanpa nama {number:02d}" in taken:
        number += 1
    return f"Tanpa nama {number:02d}"
