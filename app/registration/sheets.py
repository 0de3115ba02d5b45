"""Printing for the quay: sheets of numbered cards made ahead, and the registration form of one person."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.office import site_of
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.printing.values import Value
from app.reference.regions import Regions
from app.registration import cards
from app.registration.counts import needs_of
from app.registration.interview import told
from app.registration.live import live
from app.registration.papers import CARDS, REGISTRATION, Registered, card_values, registration_values
from app.registration.records import Card, Person, PersonDocument, Stay
from app.store.work import Reading, Work

MOST_CARDS = 1000


@dataclass(frozen=True)
class CardRange:
    """Cards first…last of this desk, and the sheets to print them on."""

    first: str
    last: str
    sheet: Sheet


def print_cards(w: Work, count: int, paper: str = "A4") -> CardRange:
    """Make the next cards of this desk: numbers that never repeat at the site, and a random token in each QR."""
    require(w.actor, "registration.cards")
    if not 1 <= count <= MOST_CARDS:
        raise UserError("card.count", _("Jumlah kartu 1 sampai {n}.").format(n=MOST_CARDS))
    made = cards.mint(w, count)
    return CardRange(made[0][0], made[-1][0], Sheet(CARDS, card_values(site_of(w), made), paper))


def card_ranges(r: Reading) -> dict[str, tuple[int, int]]:
    """Mark of a desk → lowest and highest card number printed for it."""
    printed = r.all(select(Card).where(Card.site_id == r.site_id, col(Card.token).is_not(None)))
    ranges: dict[str, tuple[int, int]] = {}
    for card in printed:
        mark, _dash, count = card.number.rpartition("-")
        low, high = ranges.get(mark, (int(count), int(count)))
        ranges[mark] = (min(low, int(count)), max(high, int(count)))
    return ranges


def registration_form(w: Work, stay_id: str, also: Mapping[str, Value] | None = None, paper: str = "A4") -> Sheet:
    """The form of somebody who is here, filled as far as is known; `also` as registration_values takes it."""
    require(w.actor, "registration.print")
    stay = w.need(Stay, stay_id)
    if stay.person_id is None:
        raise UserError(
            "head.nameless",
            _("Kartu ini belum bernama; formulirnya belum dapat diisi."),
            _("Pakai formulir kosong dari paket kertas."),
        )
    one = _registered(w, stay, w.need(Person, stay.person_id))
    number = w.next_number(REGISTRATION)
    return Sheet(REGISTRATION, registration_values(site_of(w), one, number, also or {}), paper)


def _registered(r: Reading, stay: Stay, person: Person) -> Registered:
    papers = select(PersonDocument).where(live(r, PersonDocument), PersonDocument.person_id == person.id)
    places = (_place(person.origin_code, person.origin_text), _place(person.destination_code, person.destination_text))
    kinds = needs_of(r, [stay.id]).get(stay.id, [])
    return Registered(person, stay, r.all(papers), kinds, places, told(r, stay.id))


def _place(code: str | None, written: str | None) -> str:
    return (str(Regions.load().path(code)) if code else "") or written or ""
