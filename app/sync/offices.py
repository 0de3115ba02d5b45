"""Offices that exchange people get to know each other: a card of public keys, a compared code, a kit in return."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.access import partners
from app.access.office import Office
from app.access.partners import OfficeCard, PartnerView
from app.bundle.files import write_safely
from app.bundle.shapes import json_value
from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.qr import base45, unbase45
from app.sync.replica import replica_of

KIT_FORMAT = "pulang-office-kit-1"
CARD_PREFIX = "PLGK1:"
MOST_CARD = 64 << 10
MOST_QR = 2300
"""Signs of one code that a phone still reads off a screen."""
CARD_SUFFIX = ".kartu.json"


@dataclass(frozen=True)
class WrittenCard:
    """A card as written; `code` is read out to whoever opens it."""

    path: Path
    code: str


def own_card(office: Office) -> OfficeCard:
    """This office's card."""
    return partners.card_of(office.site, office.trust)


def write_card(office: Office, folder: Path) -> WrittenCard:
    """Write this office's card: public keys only, it may travel by any way. UserError file.*."""
    office.require("sync.write")
    card, replica = own_card(office), replica_of(office)
    target = folder / f"{card.code}-kantor-{replica.next_number('card'):06d}{CARD_SUFFIX}"
    write_safely(target, canonical_json(card.to_json()))
    return WrittenCard(target, card.fingerprint)


def card_text(card: OfficeCard) -> str:
    """The card as the text of a QR code; "" when there are too many laptops for one code."""
    text = CARD_PREFIX + base45(zlib.compress(canonical_json(card.to_json()), 9))
    return text if len(text) <= MOST_QR else ""


def card_content(text: str) -> object:
    """What a card's QR code holds; None for a code that is none, which is no card."""
    try:
        packed = unbase45(text.strip().removeprefix(CARD_PREFIX))
        unpacked = zlib.decompressobj()
        content = unpacked.decompress(packed, MOST_CARD)
        return json_value(content) if unpacked.eof else None
    except (ValueError, zlib.error):
        return None


def accept_card(office: Office, card: OfficeCard, code: str, vouched_by: str = partners.BY_CODE) -> PartnerView:
    """Exchange people with this office from now on, after its code was compared. UserError access.wrong_fingerprint."""
    check_code(card.fingerprint, code)
    with office.write("access.keep_partner") as w:
        kept = partners.keep(w, card, vouched_by)
    office.refresh()
    return kept


def check_code(shown: str, typed: str) -> None:
    """Refuse a code that is not the one shown."""
    if shown != typed.strip().upper().replace(" ", "-"):
        raise UserError(
            "access.wrong_fingerprint",
            _("Kode kantor itu tidak cocok; tidak ada yang diubah."),
            _("Minta kodenya dibacakan sekali lagi lewat telepon. Jika tetap berbeda, jangan lanjutkan."),
        )


def kit_content(office: Office) -> dict[str, Any]:
    """What a kit for another office holds: this office's card."""
    return {"format": KIT_FORMAT, "card": own_card(office).to_json()}


def from_centre(office: Office, cards: object) -> list[PartnerView]:
    """Keep the cards a trusted centre handed out with its kit; one that is spoilt or contradicted is passed over."""
    kept = []
    for content in cards if isinstance(cards, list) else []:
        try:
            card = partners.card_from(content)
            if card.id != office.site.id:
                kept.append(accept_card(office, card, card.fingerprint, partners.BY_CENTRE))
        except UserError as error:
            office.notices.append(error)
    return kept
