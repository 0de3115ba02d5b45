"""Which closings stand: a ship, a day or a period is closed until somebody opens it again."""

from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.records import Closing
from app.store.work import Reading

BATCH, SITE, PERIOD = "batch", "site", "masa"
"""What a closing closes: a ship at a moment, a day of the site, a period of whole days."""


def key_of(scope: LedgerScope) -> str:
    """A ship, or days, as text: what explanations and numbers of others are kept under."""
    if scope.batch_id:
        return f"{BATCH}/{scope.batch_id}"
    start, end = (day.isoformat() if day else "" for day in (scope.start, scope.end))
    return f"{PERIOD}/{start}/{end}"


def closings_of(r: Reading, key: str, *kinds: str) -> list[Closing]:
    """The closings of a key that stand, of these kinds (none said: any), the earliest first; each desk may make one."""
    stands = (Closing.site_id == r.site_id, col(Closing.reopened_reason).is_(None), col(Closing.void_reason).is_(None))
    found = r.all(select(Closing).where(*stands, _of(key)))
    return sorted((row for row in found if not kinds or row.scope in kinds), key=lambda row: row.id)


def key_of_closing(row: Closing) -> str:
    """The key of what a closing closed."""
    if row.scope == BATCH:
        return key_of(LedgerScope(batch_id=row.batch_id))
    return key_of(LedgerScope(row.day, row.day) if row.scope == SITE else LedgerScope(row.first_day, row.last_day))


def refuse_closed(r: Reading, key: str) -> None:
    """UserError when what a key names is closed: what it was closed with is not taken away under it."""
    if closings_of(r, key):
        raise UserError(
            "closing.stands",
            _("Ini sudah ditutup dengan catatan itu; tidak ada yang dicabut."),
            _("Buka kembali dulu dengan alasan, lalu cabut."),
        )


def _of(key: str) -> ColumnElement[bool]:
    what, *parts = key.split("/")
    if what == BATCH:
        return col(Closing.batch_id) == parts[0]
    first, last = (date.fromisoformat(part) if part else None for part in parts)
    days = (col(Closing.scope) == PERIOD) & (col(Closing.first_day) == first) & (col(Closing.last_day) == last)
    return days if first != last else days | ((col(Closing.scope) == SITE) & (col(Closing.day) == first))
