"""Numbered cards: what a scanned code or a typed number stands for, and whom a card of a ship was given to."""

from dataclasses import dataclass

from sqlmodel import select

from app.kernel.ids import derived_id
from app.registration.live import live
from app.registration.records import Card, Stay
from app.store.work import Reading


@dataclass(frozen=True)
class CardHolder:
    """The head that holds a card; `named` once somebody is bound to it."""

    stay_id: str
    number: str
    named: bool
    origin: str


def number_of(r: Reading, scanned: str) -> str:
    """The number of a card from what was scanned or typed; a code of no card of ours stays as it is."""
    text = scanned.strip().upper()
    found = r.all(select(Card).where(live(r, Card), Card.token == text).limit(1)) if text else []
    return found[0].number if found else text


def holder(r: Reading, batch_id: str | None, number: str) -> CardHolder | None:
    """Whom this card of a ship was given to; None while it is free."""
    card = r.get(Card, derived_id("card", batch_id or "", number.strip().upper()))
    stay = r.get(Stay, card.stay_id) if card is not None and card.stay_id else None
    if card is None or stay is None or stay.void_reason is not None:
        return None
    return CardHolder(stay.id, card.number, bool(stay.person_id), stay.origin)
