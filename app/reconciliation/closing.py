"""Closing a ship or a day: only when everybody is accounted for, or when a named person says why not."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.naming import user_names
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.manifest import letters
from app.reconciliation.ledger import BORN, CAME, INWARD, OPENING, BalanceView, Scope, view
from app.reconciliation.records import Closing
from app.reconciliation.rules import Ledger, Override, balance, may_close
from app.store.have import have_of
from app.store.history import writings_of
from app.store.work import Reading, Work

PRESENT = "hadir"
BATCH, SITE = "batch", "site"


@dataclass(frozen=True)
class Closed:
    """A closing as lists show it; `words` is the equation as it stood, `by` who closed."""

    id: str
    scope: str
    batch_id: str | None
    day: date
    at: datetime
    difference: int
    reason: str | None
    vouched_by: str | None
    reopened_reason: str | None
    words: str = ""
    by: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not opened again."""
        return self.reopened_reason is None


def close(w: Work, scope: Scope, override: Override | None = None) -> Closed:
    """Close a ship or the site's day. UserError while it does not balance, unless a named person gives a reason."""
    require(w.actor, "reconciliation.close")
    if override is not None:
        require(w.actor, "reconciliation.override")
    _refuse_second(w, scope)
    seen = view(w, scope)
    verdict = may_close(seen.balance, override, seen.findings[len(seen.balance.findings) :])
    if not verdict.allowed:
        raise UserError("closing.refused", verdict.text, _hint(override))
    if scope.batch_id:
        letters.close_batch(w, scope.batch_id)
    vouched = override if verdict.override else None
    row = w.insert(
        Closing(
            id=new_id(),
            scope=BATCH if scope.batch_id else SITE,
            batch_id=scope.batch_id,
            day=today(w),
            at=w.now(),
            figures=_figures(seen),
            difference=seen.difference,
            reason=vouched.reason.strip() if vouched else None,
            vouched_by=vouched.by.strip() if vouched else None,
            have=[asdict(have) for have in have_of(w.connection)],
        )
    )
    return _closed(row, w.actor.name)


def reopen(w: Work, batch_id: str, reason: str) -> None:
    """Open a closed ship again, with a reason; the closing stays on record."""
    require(w.actor, "reconciliation.close")
    if len(reason.strip()) < 3:
        raise UserError("closing.reason", _("Tulis alasan membuka kembali rombongan ini."))
    letters.reopen_batch(w, batch_id)
    for row in w.all(select(Closing).where(Closing.batch_id == batch_id, col(Closing.reopened_reason).is_(None))):
        w.update(row, reopened_reason=reason.strip())


def closings(r: Reading, batch_id: str | None = None) -> list[Closed]:
    """The closings of a ship, or all of them; latest first."""
    query = select(Closing).where(Closing.site_id == r.site_id, col(Closing.void_reason).is_(None))
    if batch_id:
        query = query.where(Closing.batch_id == batch_id)
    called = user_names(r)
    rows = sorted(r.all(query), key=lambda row: (row.at, row.id), reverse=True)
    return [_closed(row, _closed_by(r, row, called)) for row in rows]


def _closed_by(r: Reading, row: Closing, called: dict[str, str]) -> str:
    written = writings_of(r, row)
    return called.get(written[0].actor, "") if written else ""


def _refuse_second(w: Work, scope: Scope) -> None:
    if scope.batch_id and not letters.batch(w, scope.batch_id).open:
        raise UserError(
            "closing.twice",
            _("Rombongan ini sudah ditutup; tidak ditutup dua kali."),
            _("Buka kembali dengan alasan bila ada yang harus diperbaiki."),
        )


def _hint(override: Override | None) -> str:
    if override is not None:
        return _("Tulis nama penanggung jawab dan alasan yang jelas.")
    return _("Selesaikan yang disebut itu, atau tutup dengan alasan dan nama penanggung jawab.")


def _figures(seen: BalanceView) -> dict[str, Any]:
    return {account.code: {**account.count.by_class(), "?": account.count.unknown} for account in seen.accounts}


def _closed(row: Closing, by: str) -> Closed:
    same = ("id", "scope", "batch_id", "day", "at", "difference", "reason", "vouched_by", "reopened_reason")
    values = {name: getattr(row, name) for name in same}
    return Closed(**values, words=_words(row.figures), by=by)


def _words(figures: dict[str, Any]) -> str:
    """The equation as it stood when it was closed."""
    counts = {code: HeadCount(*classes.values()) for code, classes in figures.items()}
    none = HeadCount()
    left = {code: count for code, count in counts.items() if code not in (*INWARD, PRESENT)}
    opening, came, born = (counts.get(code, none) for code in (OPENING, CAME, BORN))
    return balance(Ledger(opening, came, born, present=counts.get(PRESENT, none), exits=left)).text
