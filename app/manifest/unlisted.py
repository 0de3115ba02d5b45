"""Heads on no line: somebody extra, a baby, a body, a card handed out at the gangway before the name is known."""

from dataclasses import dataclass

from app.access.rules import require
from app.kernel.i18n import _
from app.manifest import rules
from app.manifest.recheck import Found, card_in_hand
from app.manifest.ships import need_open_batch
from app.registration import cards, heads
from app.registration.heads import NewHead, Who
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Head:
    """A head that was just made or named: what screens say of it."""

    stay_id: str
    name: str
    card_number: str | None = None
    named_card: bool = False


def add(w: Work, batch_id: str, who: Who, found: Found) -> Head:
    """Somebody on no list: a head of this ship all the same; without a name he is *Tanpa nama 03*.

    A card that was handed out already gets its name instead, and no second head is made.
    """
    require(w.actor, "manifest.recheck")
    need_open_batch(w, batch_id)
    number, held = card_in_hand(w, batch_id, found.card_number)
    if held is not None:
        heads.bind(w, held.stay_id, who)
        return Head(held.stay_id, who.name, number, named_card=True)
    head = NewHead(
        batch_id, found.head_class, number, found.infant, found.body, origin="extra",
        mother_stay_id=found.mother_stay_id,
    )  # fmt: skip
    stay = heads.arrive(w, head, who) if who.name else heads.nameless(w, head, who)
    return Head(stay.id, heads.name_of(w, stay.id), number)


def hand_card(w: Work, batch_id: str, number: str, head_class: str, infant: bool = False) -> Head:
    """A card given at the gangway: a head with a class and no name yet."""
    require(w.actor, "manifest.recheck")
    need_open_batch(w, batch_id)
    stay = heads.hand_card(w, batch_id, cards.number_of(w, number), head_class, infant)
    return Head(stay.id, "", stay.card_number)


def take_back(w: Work, head: Head) -> None:
    """Undo a head on no line: it goes, or only its name where it was a card before."""
    require(w.actor, "manifest.recheck")
    stay = heads.stay_of(w, head.stay_id)
    if stay.batch_id:
        need_open_batch(w, stay.batch_id)
    if head.named_card:
        heads.unbind(w, head.stay_id)
    else:
        heads.withdraw(w, head.stay_id, _("pemeriksaan dibatalkan"))


def next_card(r: Reading, batch_id: str, last: str) -> str:
    """The next free card after the one given last."""
    number = rules.next_card(last)
    while number and cards.holder(r, batch_id, number) is not None:
        number = rules.next_card(number)
    return number


def baby_name(mother: str) -> str:
    """What a baby without a name is called."""
    return _("Bayi Ny. {mother}").format(mother=mother) if mother else ""
