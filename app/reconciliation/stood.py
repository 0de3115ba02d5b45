"""What stood beside the figures when a ship, a day or a period was closed: explanations, and papers not answered yet.

Its paper is often printed later, perhaps at another desk: it says what was so at the closing, and what became of it
since apart from that. Everything here is printed, therefore Indonesian.
"""

from collections.abc import Iterator
from typing import Any

from app.access.office import site_of
from app.reconciliation.adjustments import scope_of
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.explaining import Explained, explanations
from app.reconciliation.homecoming import late
from app.reconciliation.papers import Waiting, waiting_words
from app.reconciliation.records import Closing, Explanation
from app.reconciliation.rules import REASONS
from app.reconciliation.standing import BATCH
from app.store.work import Reading


def standing_now(r: Reading, row: Closing) -> dict[str, Any]:
    """What stands beside the figures of a closing now, as it is kept with one: [id, sentence] each."""
    scope = LedgerScope(batch_id=row.batch_id) if row.batch_id else scope_of(row)
    return {
        "findings": [[one.id, _explained(one)] for one in explanations(r, scope)],
        "waiting": list(_waiting(r)) if row.scope != BATCH else [],
    }


def at_closing(r: Reading, row: Closing, name: str) -> list[str]:
    """The sentences of one list (findings, waiting) at the closing; where none were kept, those of now."""
    kept = row.stood if row.stood is not None else standing_now(r, row)
    return [text for _id, text in kept[name]]


def since(r: Reading, row: Closing) -> Iterator[str]:
    """What became of it after the closing: explanations taken back or added, papers that are waited for no more."""
    if row.stood is None:
        return
    now = standing_now(r, row)
    said, known = dict(row.stood["findings"]), dict(now["findings"])
    for row_id, text in said.items():
        if row_id not in known:
            gone = r.get(Explanation, row_id)
            why = ((gone.void_reason if gone else "") or "alasan tidak tercatat").rstrip(".")
            yield f"Penjelasan dicabut sesudah penutupan ({why}): {text}"
    for row_id, text in known.items():
        if row_id not in said:
            yield f"Penjelasan yang belum ada di sini saat penutupan: {text}"
    waited = dict(now["waiting"])
    for row_id, text in row.stood["waiting"]:
        if row_id not in waited:
            yield f"Sesudah penutupan tidak ditunggu lagi: {text}"


def _explained(one: Explained) -> str:
    reason = REASONS.get(one.reason, one.reason)
    said = f"{reason[:1].upper()}{reason[1:]}: {one.note.rstrip('.')}"
    return f"{one.finding} {said} – {one.by} (dicatat {one.officer}, loket {one.desk})."


def _waiting(r: Reading) -> Iterator[list[str]]:
    for one in late(r, site_of(r).receipt_days):
        told = Waiting(one.number, one.receiver, one.phone, one.since, one.days, len(one.stays))
        yield [one.paper, f"{waiting_words(told)} Keadaan: {one.where_printed}."]
