"""Everybody here is compared with everybody ever registered, a few at a time, so that nobody waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.matching.score import reasons
from app.registration import rules
from app.registration.position import position
from app.registration.records import Person, SamePerson
from app.registration.resembling import Register, resembling, whos
from app.store.work import Reading

SLICE = 2
"""So many people are looked at in one read; a search that comes meanwhile waits no longer than that."""
_PERSON = Person.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_SAME = SamePerson.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Watched:
    """Somebody here, by the writes his facts stand on: he is looked at again when they change."""

    person_id: str
    version: str


@dataclass(frozen=True)
class Suspect:
    """Somebody who may be the same person, why in words, how likely, and whether rules make it sure."""

    person_id: str
    why: tuple[str, ...]
    score: float
    sure: bool


def watched(r: Reading) -> list[Watched]:
    """Everybody here who has a name, the latest first."""
    accounts = (rules.PRESENT, *rules.BODIES_HERE, *rules.TEMPORARY)
    mine = (_PERSON.c.site_id == position.c.site) & (_PERSON.c.id == position.c.person)
    query = select(_PERSON.c.id, _PERSON.c.heads).select_from(position.join(_PERSON, mine))
    here = query.where(position.c.site == r.site_id, position.c.account.in_(accounts)).distinct()
    return [Watched(row.id, row.heads) for row in r.rows(here.order_by(_PERSON.c.id.desc()))]


def settled(r: Reading) -> frozenset[tuple[str, str]]:
    """The pairs somebody decided about, either way; the lesser id first."""
    mine = select(_SAME.c.person_id, _SAME.c.other_id)
    rows = r.rows(mine.where(_SAME.c.site_id == r.site_id, _SAME.c.void_reason.is_(None)))
    return frozenset((min(row), max(row)) for row in map(tuple, rows))


def look(r: Reading, some: Sequence[Watched], register: Register | None = None) -> dict[str, list[Suspect]]:
    """Person → who may be the same, the surest first; those with nobody are in it too."""
    known = register or Register()
    asked = whos(r, [one.person_id for one in some])
    return {
        person: [
            Suspect(found.person_id, tuple(reasons(found.evidence)), found.score, found.sure)
            for found in resembling(r, person, who, known)
        ]
        for person, who in asked.items()
    }
