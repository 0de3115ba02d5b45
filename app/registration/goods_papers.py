"""The receipt for goods in keeping as it is printed: the same for every copy, whatever happened since."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import col, select

from app.access.office import site_of
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.printing.values import Record, State, Value
from app.reference.enumerations import choice
from app.registration import heads
from app.registration.deposits import IN
from app.registration.live import live
from app.registration.papers import letterhead
from app.registration.records import Deposit, DepositReturn, GoodsReceipt, Stay
from app.store.work import Reading, Work

FORM = "deposit-receipt"


def receipt_sheet(w: Work, receipt_id: str, ships: Mapping[str, str], paper: str = "A4") -> Sheet:
    """The receipt to print, counted as one more copy; `ships` names batches."""
    require(w.actor, "registration.goods")
    receipt = w.need(GoodsReceipt, receipt_id)
    if receipt.void_reason is not None:
        raise UserError("goods.receipt", _("Tanda terima ini sudah dibatalkan; tidak dicetak lagi."))
    w.update(receipt, prints=receipt.prints + 1)
    stay, site = w.need(Stay, receipt.stay_id), site_of(w)
    lines = _lines(w, receipt)
    values: dict[str, Value] = {
        "letterhead": letterhead(site),
        "control_number": receipt.number,
        "variant": receipt.kind,
        "name": heads.name_of(w, stay.id) or receipt.party,
        "card": stay.card_number or "-",
        "arrived": ships.get(stay.batch_id or "", f"{stay.day:%d-%m-%Y}"),
        "party": {"name": receipt.party},
        "relation": receipt.relation or "",
        "items": [_item(number, deposit, pieces) for number, (deposit, pieces) in enumerate(lines, 1)],
        "total": sum(pieces for _deposit, pieces in lines),
        "left": [] if receipt.kind == IN else _left(w, receipt),
        "officer": {"name": receipt.officer},
        "place": site.city or site.name,
        "date": receipt.day,
    }
    return Sheet(FORM, values, paper, state=State(copy=receipt.prints))


def _lines(r: Reading, receipt: GoodsReceipt) -> list[tuple[Deposit, int]]:
    """The goods on a receipt, with how many pieces came or went."""
    if receipt.kind == IN:
        mine = select(Deposit).where(live(r, Deposit), Deposit.receipt_id == receipt.id)
        return [(row, row.quantity) for row in sorted(r.all(mine), key=lambda row: row.id)]
    gone = select(DepositReturn).where(live(r, DepositReturn), DepositReturn.receipt_id == receipt.id)
    rows = sorted(r.all(gone), key=lambda row: row.deposit_id)
    return [(r.need(Deposit, row.deposit_id), row.quantity) for row in rows]


def _left(r: Reading, receipt: GoodsReceipt) -> list[str]:
    """What was still in keeping when this receipt was given."""
    mine = select(Deposit).where(live(r, Deposit), Deposit.stay_id == receipt.stay_id)
    deposits = sorted(r.all(mine), key=lambda row: row.id)
    gone = select(DepositReturn).where(live(r, DepositReturn), col(DepositReturn.stay_id) == receipt.stay_id)
    returns = [row for row in r.all(gone) if row.at <= receipt.at]
    began = _began(r, deposits)
    left = []
    for row in deposits:
        pieces = row.quantity - sum(one.quantity for one in returns if one.deposit_id == row.id)
        if pieces > 0 and began.get(row.receipt_id, receipt.at) <= receipt.at:
            left.append(f"{pieces} × {row.what};")
    return left


def _began(r: Reading, deposits: Sequence[Deposit]) -> dict[str, datetime]:
    mine = select(GoodsReceipt).where(
        live(r, GoodsReceipt), col(GoodsReceipt.id).in_([row.receipt_id for row in deposits])
    )
    return {row.id: row.at for row in r.all(mine)}


def _item(number: int, deposit: Deposit, pieces: int) -> Record:
    condition = choice("keadaan_barang", deposit.condition or "")
    what = f"{deposit.what} ({deposit.note})" if deposit.note else deposit.what
    return {
        "number": str(number),
        "what": what,
        "quantity": str(pieces),
        "condition": condition.indonesian if condition else "",
        "value": f"{deposit.value:,}".replace(",", ".") if deposit.value is not None else "",
        "place": deposit.kept_at or "",
    }
