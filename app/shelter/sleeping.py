"""Where people sleep now: the last placement of each stay, as long as the post still has him."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from app.registration import joins
from app.registration.counts import heads_of
from app.registration.live import live
from app.registration.rules import PRESENT, TEMPORARY
from app.shelter.records import Placement
from app.store.journal import chunks
from app.store.work import Reading

HOUSED = (PRESENT, *TEMPORARY)
"""Accounts whose people have a place here; all others leave their beds free by having gone."""


def current(r: Reading, stays: Iterable[str]) -> dict[str, Placement]:
    """Stay → the placement that counts; those who were never placed, or left their place, are not in it."""
    last = last_steps(r, stays)
    return {stay: row for stay, row in last.items() if row.place is not None}


def last_steps(r: Reading, stays: Iterable[str]) -> dict[str, Placement]:
    """Stay → the last placement that was not taken back, places left included.

    Who was placed under an arrival that was joined to his keeps that place until he gets one under the one that counts.
    """
    wanted = set(stays)
    same = {stay: kept for stay, kept in joins.counted(r).items() if kept in wanted}
    own: dict[str, Placement] = {}
    found: dict[str, Placement] = {}
    for some in chunks([*wanted, *same]):
        rows = r.all(select(Placement).where(live(r, Placement), col(Placement.stay_id).in_(some)))
        for row in sorted(rows, key=lambda row: row.step):
            (found if row.stay_id in same else own)[same.get(row.stay_id, row.stay_id)] = row
    return found | own


def in_places(r: Reading, places: Sequence[str]) -> list[str]:
    """The stays that have one of these places (ids of beds or rooms) now."""
    asked = set(places)
    were: set[str] = set()
    for some in chunks(places):
        rows = r.all(select(Placement).where(live(r, Placement), col(Placement.place).in_(some)))
        were.update(row.stay_id for row in rows)
    were |= {kept for stay, kept in joins.counted(r).items() if stay in were}
    here = [head.stay_id for head in heads_of(r, sorted(were)) if head.account in HOUSED and not head.body]
    return [stay for stay, row in current(r, here).items() if row.place in asked]
