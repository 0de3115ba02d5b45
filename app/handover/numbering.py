"""One draft that two desks numbered before they met: one number stays with the paper, the other is not forgotten.

All that was frozen came with one entry, so the paper is whole; choosing one field of it apart from the others is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.handover.records import Handover, PrintLog
from app.store import base, differing
from app.store.history import changes_of_rows
from app.store.work import Reading, Work

FROZEN = (
    "number",
    "values",
    "names_digest",
    "statement",
    "short_code",
    "form_version",
    "printed_at",
    "copies",
    "state",
)
"""What the number of a paper brings with it."""


@dataclass(frozen=True)
class OtherNumber:
    """A number the same paper was printed with elsewhere; `kept` is the one that stays."""

    paper: str
    number: str
    statement: str
    kept: str


def others_of(r: Reading, handover_id: str) -> tuple[OtherNumber, ...]:
    """The numbers a paper was printed with besides its own."""
    row = r.need(Handover, handover_id)
    prints = select(PrintLog).where(PrintLog.site_id == r.site_id, PrintLog.subject_id == handover_id)
    rows = r.all(prints.where(col(PrintLog.number).is_not(None)))
    return tuple(_other(one, row) for one in sorted(rows, key=lambda one: one.number or "") if one.number != row.number)


def other(r: Reading, number: str) -> OtherNumber | None:
    """The paper that was printed with this number and keeps another one."""
    prints = select(PrintLog).where(PrintLog.site_id == r.site_id, PrintLog.number == number)
    for one in r.all(prints):
        row = r.get(Handover, one.subject_id or "")
        if row is not None and row.number != number:
            return _other(one, row)
    return None


def _other(one: PrintLog, row: Handover) -> OtherNumber:
    return OtherNumber(row.id, one.number or "", one.statement or "", row.number or "")


def _together(field: str) -> Callable[[Work, str, Any], None]:
    """Settling one frozen field among the differences of desks takes all of them from the same printing."""

    def settle(w: Work, handover_id: str, value: Any) -> None:
        row, table = w.need(Handover, handover_id), Handover.__table__  # type: ignore[attr-defined]
        for change in reversed(changes_of_rows(w, [row])):
            told = base.decoded(table, {name: change.values[name] for name in FROZEN if name in change.values})  # type: ignore[misc]
            if "number" in told and "statement" in told and told.get(field) == value:
                for name in FROZEN:
                    if name in told and name not in (field, "state", "copies"):
                        w.settle(row, name, told[name])
                return

    return settle


for _field in ("number", "values", "names_digest", "statement", "short_code"):
    differing.settle_along("handover", _field, _together(_field))
