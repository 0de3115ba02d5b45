"""Cards two desks gave away before they met: one card for several heads, several cards for one; and whose it is."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, true

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration import cards
from app.registration.counts import HeadLine, heads_of
from app.registration.position import position
from app.registration.records import Card, Stay
from app.store import differing
from app.store.base import Record
from app.store.work import Reading, Work

_CARD = Card.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_STAY = Stay.__table__  # type: ignore[attr-defined]
Claim = tuple[str, str, str | None]
"""(number, stay, ship)"""


@dataclass(frozen=True)
class Contest:
    """One card that several of those here hold by the records, or several cards of one of them.

    `settles` is False where only the number is alike: written by hand on cards of two ships, both count.
    """

    numbers: tuple[str, ...]
    heads: tuple[HeadLine, ...]
    settles: bool = True


def contests(r: Reading) -> list[Contest]:
    """Every contest among those here that somebody has to settle, by number."""
    found = _claims(r)
    printed = _printed(r, {number for number, _stay, _ship in found})
    return [one for one in _contests(r, found, printed) if one.settles]


def contest_of(r: Reading, number: str) -> Contest | None:
    """What is to be asked when this card is shown; None while it is clear whose it is."""
    stays = cards.claims(r, number)
    several = _contests(r, _claims(r, stays), _printed(r, {number})) if stays else ()
    return next((one for one in several if number in one.numbers), None)


def settle(w: Work, number: str, stay_id: str) -> None:
    """This card is this head's, and his only one; whoever else had it by the records has none for now."""
    require(w.actor, "registration.cards")
    _settle(w, number, stay_id)


def _answer_alike(w: Work, card_id: str, stay_id: str | None) -> None:
    """Whose this card is was settled among the differences of desks: the question about it is answered alike."""
    number = w.need(Card, card_id).number
    several = contest_of(w, number)
    if several is not None and several.settles and stay_id in {head.stay_id for head in several.heads}:
        _settle(w, number, stay_id)


differing.settle_along("card", "stay_id", _answer_alike)


def _settle(w: Work, number: str, stay_id: str) -> None:
    claimed = set(cards.claims(w, number))
    if stay_id not in claimed:
        raise UserError("card.no_contest", _("Kartu ini tidak lagi tercatat pada orang itu; tidak ada yang diubah."))
    owner = w.need(Stay, stay_id)
    everywhere = cards.token_of(w, number) is not None
    for other in claimed - {stay_id}:
        stay = w.need(Stay, other)
        if everywhere or stay.batch_id == owner.batch_id:
            _give_up(w, stay, number)
    for card in _cards(w, _CARD.c.stay_id == stay_id):
        if card.number != number:
            _say(w, card, "stay_id", None)
    card = w.insert_once(_card(owner, number))[0]
    _say(w, card, "stay_id", stay_id)
    _say(w, owner, "card_number", number)


def _give_up(w: Work, stay: Stay, number: str) -> None:
    for card in _cards(w, (_CARD.c.stay_id == stay.id) & (_CARD.c.number == number)):
        _say(w, card, "stay_id", None)
    if stay.card_number == number:
        left = [card.number for card in _cards(w, _CARD.c.stay_id == stay.id)]
        _say(w, stay, "card_number", min(left, default=None))


def _say(w: Work, row: Record, field: str, value: str | None) -> None:
    """Write a field anew where another value, or another desk's, may stand beside it."""
    if row.void_reason is not None:
        w.update(row, void_reason=None)
    w.settle(row, field, value)


def _card(stay: Stay, number: str) -> Card:
    return Card(id=derived_id("card", stay.batch_id or "", number), number=number, batch_id=stay.batch_id)


def _cards(w: Work, which: Any) -> list[Card]:
    mine = select(_CARD.c.id).where(_CARD.c.site_id == w.site_id, _CARD.c.void_reason.is_(None), which)
    return [w.need(Card, row.id) for row in w.rows(mine)]


def _claims(r: Reading, stays: Collection[str] | None = None) -> list[Claim]:
    """What cards those here hold, or these of them: by their own record, and by the cards'."""
    asked = true() if stays is None else position.c.stay.in_(stays)
    here = (position.c.site == r.site_id) & position.c.account.in_(cards.HERE) & asked
    held = position.join(_STAY, (_STAY.c.site_id == position.c.site) & (_STAY.c.id == position.c.stay))
    given = held.join(_CARD, (_CARD.c.site_id == position.c.site) & (_CARD.c.stay_id == position.c.stay))
    own = select(_STAY.c.card_number, _STAY.c.id, _STAY.c.batch_id).select_from(held)
    theirs = select(_CARD.c.number, _STAY.c.id, _STAY.c.batch_id).select_from(given)
    rows = [
        *r.rows(own.where(here, _STAY.c.card_number.is_not(None))),
        *r.rows(theirs.where(here, _CARD.c.void_reason.is_(None))),
    ]
    return sorted({(row[0], row[1], row[2]) for row in rows}, key=lambda claim: claim[:2])


def _printed(r: Reading, numbers: set[str]) -> set[str]:
    """Those of these numbers that stand on printed cards: each is one card, whatever the ship."""
    mine = select(_CARD.c.number).where(_CARD.c.site_id == r.site_id, _CARD.c.token.is_not(None))
    return {row.number for row in r.rows(mine.where(_CARD.c.number.in_(numbers)))}


def _contests(r: Reading, found: Sequence[Claim], printed: set[str]) -> Iterator[Contest]:
    holders: dict[str, list[Claim]] = {}
    held: dict[str, list[str]] = {}
    for claim in found:
        holders.setdefault(claim[0], []).append(claim)
        held.setdefault(claim[1], []).append(claim[0])
    for number, mine in holders.items():
        if len(mine) > 1:
            ships = [ship for _number, _stay, ship in mine]
            one_card = number in printed or len(set(ships)) < len(ships)
            yield Contest((number,), tuple(heads_of(r, [stay for _number, stay, _ship in mine])), one_card)
    for stay, numbers in held.items():
        if len(numbers) > 1 and all(len(holders[number]) == 1 for number in numbers):
            yield Contest(tuple(numbers), tuple(heads_of(r, [stay])))
