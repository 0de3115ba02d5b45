"""The receipts for aid as they are printed: for a person, a family or heirs, and for a group with a box for each."""

from collections.abc import Mapping, Sequence

from app.access.office import site_of
from app.access.rules import require
from app.access.views import SiteView
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.printing.values import Record, State, Value
from app.reference.enumerations import choice, indonesian_of
from app.registration.counts import HeadLine, heads_of
from app.shelter.aid import GROUP, PERMISSION
from app.shelter.aid_given import Given, on_receipt
from app.shelter.aid_items import item_named
from app.shelter.records import AidReceipt
from app.shelter.rules.whom import THE_DEAD
from app.store.work import Reading, Work

SINGLE_FORM, GROUP_FORM = "aid-receipt", "aid-receipt-group"


def receipt_sheet(w: Work, receipt_id: str, paper: str = "A4") -> Sheet:
    """The receipt to print, counted as one more copy."""
    require(w.actor, PERMISSION)
    receipt = w.need(AidReceipt, receipt_id)
    if receipt.void_reason is not None:
        raise UserError("aid.void", _("Tanda terima ini sudah dibatalkan; tidak dicetak lagi."))
    w.update(receipt, prints=receipt.prints + 1)
    given = on_receipt(w, receipt_id)
    heads = {head.stay_id: head for head in heads_of(w, list(dict.fromkeys(one.stay_id for one in given)))}
    make = _group if receipt.kind == GROUP else _single
    form = GROUP_FORM if receipt.kind == GROUP else SINGLE_FORM
    values = _common(w, receipt, given) | make(w, receipt, given, heads)
    return Sheet(form, values, paper, state=State(copy=receipt.prints))


def _common(r: Reading, receipt: AidReceipt, given: Sequence[Given]) -> dict[str, Value]:
    site = site_of(r)
    return {
        "letterhead": _letterhead(site),
        "control_number": receipt.number,
        "fund": indonesian_of("sumber_dana", receipt.fund),
        "total": sum(one.quantity for one in given if not one.cash),
        "money": sum(one.quantity for one in given if one.cash),
        "officer": {"name": receipt.officer},
        "witness": {"name": receipt.witness or ""},
        "place": site.city or site.name,
        "date": receipt.day,
    }


def _single(r: Reading, receipt: AidReceipt, given: Sequence[Given], heads: Mapping[str, HeadLine]) -> dict[str, Value]:
    for_heirs = any(item_named(r, one.item).whom == THE_DEAD for one in given)
    lines = [_line(number, one, pieces) for number, (one, pieces) in enumerate(_summed(given), 1)]
    return {
        "variant": "ahli_waris" if for_heirs else "bantuan",
        "people": [_whose(head) for head in heads.values()],
        "party": {"name": receipt.party},
        "relation": receipt.relation or "",
        "paper": receipt.party_paper or "",
        "address": receipt.party_address or "",
        "items": lines,
    }


def _group(r: Reading, _receipt: AidReceipt, given: Sequence[Given], heads: Mapping[str, HeadLine]) -> dict[str, Value]:
    mine: dict[str, list[Given]] = {}
    for one in given:
        mine.setdefault(one.stay_id, []).append(one)
    people = sorted(heads.values(), key=lambda head: (head.display.casefold(), head.stay_id))
    return {
        "what": _handed_out(r, given),
        "people": [_person(number, head, mine[head.stay_id]) for number, head in enumerate(people, 1)],
        "count": len(people),
    }


def _handed_out(r: Reading, given: Sequence[Given]) -> list[str]:
    """“Paket alat mandi: 5 paket;” of each item; of money how many people got it."""
    sums: dict[str, int] = {}
    for one in given:
        sums[one.item] = sums.get(one.item, 0) + (1 if one.cash else one.quantity)
    items = {code: item_named(r, code) for code in sums}
    return [f"{item.name}: {sums[code]} {'orang' if item.cash else item.unit};" for code, item in items.items()]


def _person(number: int, head: HeadLine, given: Sequence[Given]) -> Record:
    goods = [f"{pieces} × {one.full}" if pieces > 1 else one.full for one, pieces in _summed(given) if not one.cash]
    money = sum(one.quantity for one in given if one.cash)
    return {
        "number": str(number),
        "name": head.display,
        "card": head.card_number or "",
        "class": head.head_class or "",
        "what": "; ".join(goods),
        "money": dotted(money) if money else "",
    }


def _summed(given: Sequence[Given]) -> list[tuple[Given, int]]:
    """Pieces alike on one line."""
    sums: dict[tuple[str, str], tuple[Given, int]] = {}
    for one in given:
        first, pieces = sums.get((one.item, one.size), (one, 0))
        sums[one.item, one.size] = first, pieces + one.quantity
    return list(sums.values())


def _line(number: int, one: Given, pieces: int) -> Record:
    kind = choice("bansos", one.kind)
    name = f"{one.name} (pinjaman)" if one.loan else one.name
    value = pieces if one.cash else (one.value or 0) * pieces
    return {
        "number": str(number),
        "what": f"{kind.indonesian}: {name}" if kind else name,
        "size": one.size,
        "quantity": "" if one.cash else f"{pieces} {one.unit}",
        "value": dotted(value) if value else "",
    }


def _whose(head: HeadLine) -> str:
    card = f"kartu {head.card_number}, " if head.card_number else ""
    return f"{head.display} ({card}tiba {head.arrived:%d-%m-%Y});"


def dotted(rupiah: int) -> str:
    """“1.250.000”, as papers write money."""
    return f"{rupiah:,}".replace(",", ".")


def _letterhead(site: SiteView) -> Record:
    lines = [*site.letterhead] or [site.office_name or site.name]
    return {"lines": lines, "address": site.address, "contact": site.phone}
