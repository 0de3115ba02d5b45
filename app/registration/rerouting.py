"""An arrival recorded under the wrong ship: the head, and its card if it is free there, go to the right one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.ids import derived_id
from app.registration import cards, closed
from app.registration.live import live, need_arrived
from app.registration.records import Card, Stay
from app.store.journal import chunks
from app.store.work import Reading, Work

MOVED = "moved"
"""The origin of a head that came with another ship than the list said."""


@dataclass(frozen=True)
class Place:
    """Where a head stands: its ship, how it came there, its line, and the card it is to have if nobody there has it."""

    batch_id: str
    origin: str
    line_id: str | None = None
    card: str | None = None


def change_ship(w: Work, stay_id: str, place: Place) -> Stay:
    """Count a head at another place from now on."""
    require(w.actor, "registration.bind")
    stay = need_arrived(w, stay_id)
    closed.refuse_closed_head(w, stay)
    closed.refuse_closed(w, place.batch_id, place.origin)
    held = w.get(Card, derived_id("card", stay.batch_id or "", stay.card_number or ""))
    if held is not None and held.stay_id == stay_id:
        w.update(held, stay_id=None)
    w.update(stay, batch_id=place.batch_id, origin=place.origin, line_id=place.line_id, card_number=None)
    if place.card and cards.is_free(w, place.batch_id, place.card):
        cards.give(w, stay, place.card)
    return stay


def join_line(w: Work, stay_id: str, line_id: str | None) -> Stay:
    """Say under which line of a list a head that was here already stands; None for no line."""
    require(w.actor, "registration.bind")
    return w.update(w.need(Stay, stay_id), line_id=line_id)


def moved_away(r: Reading, stay_ids: Sequence[str]) -> set[str]:
    """Those of these arrivals that count under another ship than the one they were recorded under first."""
    found: set[str] = set()
    for some in chunks(stay_ids):
        gone = select(Stay.id).where(live(r, Stay), Stay.origin == MOVED, col(Stay.id).in_(some))
        found.update(row.id for row in r.rows(gone))
    return found


def lines_of(r: Reading, stay_ids: Sequence[str]) -> dict[str, str]:
    """The line each of these arrivals stands under; those under none are left out."""
    found: dict[str, str] = {}
    for some in chunks(stay_ids):
        listed = select(Stay.id, Stay.line_id).where(live(r, Stay), col(Stay.line_id).is_not(None))
        found |= {row.id: row.line_id for row in r.rows(listed.where(col(Stay.id).in_(some)))}
    return found
