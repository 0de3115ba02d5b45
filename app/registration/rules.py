"""Decisions about heads that a field officer could check: which class, which account, who counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.headcount import head_class
from app.kernel.texts import straight

ADULT_AGE = 18
ADULTS = ("LD", "PD")
CHILDREN = ("AL", "AP")

OUTSIDE = "luar"
PRESENT = "hadir"
BODY = "jenazah"
BORN = "lahir"
HOSPITAL = "rumah_sakit"
POLICE = "polisi"
ON_THEIR_OWN = "pulang_mandiri"
STAYS_LOCALLY = "menetap_lokal"
WITHOUT_LEAVE = "pergi_tanpa_izin"
DIED = "meninggal"

TEMPORARY = (HOSPITAL, POLICE)
"""Accounts of people who are elsewhere for a while and still this post's to account for."""
UNSIGNED_EXITS = (ON_THEIR_OWN, STAYS_LOCALLY, WITHOUT_LEAVE, *TEMPORARY, DIED)
"""Ways out that need no handover paper; every other exit is a signed BAST."""
RETURNABLE = (*TEMPORARY, WITHOUT_LEAVE, ON_THEIR_OWN, STAYS_LOCALLY)
"""Accounts somebody may come back from."""
BODIES_HERE = (BODY, DIED)
"""Accounts of the dead whom the post still has to hand over to somebody: they arrived dead, or died here."""
NEEDS_COMPANION = (ON_THEIR_OWN, STAYS_LOCALLY)
"""Ways out a child may not take alone (field-facts B10)."""


@dataclass(frozen=True)
class Birth:
    """What is known of somebody's age: a date, a year, or an age stated on a day."""

    exact: date | None = None
    year: int | None = None
    age: int | None = None
    age_on: date | None = None
    months: int | None = None


UNKNOWN_BIRTH = Birth()


def age_on(birth: Birth, day: date) -> int | None:
    """Completed years on a day, as exactly as is known; None when nothing is known."""
    if birth.exact:
        return max(0, _years(birth.exact, day))
    if birth.year:
        return max(0, day.year - birth.year)
    stated = birth.age if birth.age is not None or birth.months is None else birth.months // 12
    if stated is None:
        return None
    return stated + (max(0, _years(birth.age_on, day)) if birth.age_on else 0)


def _years(since: date, day: date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def infant_on(declared: bool, birth: Birth, day: date) -> bool:
    """Whether somebody is under one year old: by the exact date of birth, else as declared or by the age."""
    age = age_on(birth, day)
    return age == 0 if birth.exact else declared or age == 0


def counted_class(sex: str | None, birth: Birth, declared: str | None, day: date) -> str | None:
    """The class a head counts in: by sex and age on arrival, else as declared at the gangway.

    Somebody whose age is unknown counts as declared; a child (under 18) stays a child for the whole stay. Where only
    the year is known, somebody who turns 18 in the year of arrival counts as declared, and else as a child.
    """
    age = age_on(birth, day)
    child = declared in CHILDREN if age is None else age < ADULT_AGE
    if age == ADULT_AGE and birth.year and not birth.exact:
        child = declared not in ADULTS
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
    """Where custody of a stay stands: the account, the last step that counts, and steps in suspense.

    In suspense are all steps off the chain: the later of two that follow the same one, what follows it, and what
    follows a step that was taken back elsewhere.
    """

    account: str
    last: str | None
    suspense: tuple[str, ...]


def standing(steps: Iterable[Step]) -> Standing:
    """Follow the chain of movements; of two that follow the same one the earlier counts, the other waits."""
    every = sorted(steps, key=_earlier_first)
    chain = counted_chain(every)
    counts = {step.id for step in chain}
    waiting = tuple(step.id for step in every if step.id not in counts)
    at = chain[-1] if chain else None
    return Standing(at.to_account if at else OUTSIDE, at.id if at else None, waiting)


def counted_chain(steps: Iterable[Step]) -> list[Step]:
    """The movements that count, in order: from the arrival on, each time the earliest that follows."""
    following: dict[str | None, list[Step]] = {}
    for step in sorted(steps, key=_earlier_first):
        following.setdefault(step.after, []).append(step)
    chain: list[Step] = []
    seen: set[str] = set()
    while ways := following.get(chain[-1].id if chain else None):
        if ways[0].id in seen:
            break
        chain.append(ways[0])
        seen.add(ways[0].id)
    return chain


def _earlier_first(step: Step) -> tuple[str, str]:
    return step.at, step.id


def display_name(name: str, father: str | None = None, sex: str | None = None) -> str:
    """The name as screens and papers show it, in one direction, with the father's where the list gave it apart."""
    name, father = straight(name), straight(father or "")
    if father and father.casefold() not in name.casefold():
        child_of = {"L": "bin", "P": "binti"}.get(sex or "", "bin/binti")
        return f"{name} {child_of} {father}"
    return name


def next_nameless(existing: Sequence[str]) -> str:
    """The next *Tanpa nama 03* of a batch."""
    taken = {name.casefold() for name in existing}
    number = 1
    while f"tanpa nama {number:02d}" in taken:
        number += 1
    return f"Tanpa nama {number:02d}"


def counted_once(stays: Iterable[str], joins: Iterable[tuple[str, str]]) -> str | None:
    """Of stays joined as one arrival, the one that counts; `joins` are (stay that counts, the other).

    Joins made at two desks may contradict each other; then the stay with the smallest id counts, on every desk alike.
    """
    others = {other for _kept, other in joins}
    live = sorted(stays)
    return next((stay for stay in live if stay not in others), live[0] if live else None)


def first_day(year: int) -> date:
    """A year as a date, for comparing where only the year is known."""
    return date(year, 1, 1)
