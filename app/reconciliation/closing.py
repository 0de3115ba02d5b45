"""Closing a ship or a day: only when everybody is accounted for, or when a named person says why not."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.manifest import board, letters
from app.reconciliation.ledger import BalanceView, Scope, view
from app.reconciliation.records import Closing
from app.reconciliation.rules import Override, may_close
from app.store.have import have_of
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Closed:
    """A closing as lists show it."""

    id: str
    scope: str
    batch_id: str | None
    day: date
    at: datetime
    difference: int
    reason: str | None
    vouched_by: str | None
    reopened_reason: str | None


def close(w: Work, scope: Scope, override: Override | None = None) -> Closed:
    """Close a ship or the site's day. UserError while it does not balance, unless a named person gives a reason."""
    require(w.actor, "reconciliation.close")
    seen = view(w, scope)
    if override is not None:
        require(w.actor, "reconciliation.override")
    unchecked = _unchecked(w, scope)
    verdict = may_close(seen.balance, override, seen.findings[len(seen.balance.findings) :])
    if unchecked and override is None:
        raise UserError(
            "closing.unchecked",
            _("Belum boleh ditutup: {n} nama di daftar belum diperiksa.").format(n=unchecked),
            _("Periksa nama yang tersisa di Kedatangan, atau tutup dengan alasan dan nama penanggung jawab."),
        )
    if not verdict.allowed:
        raise UserError(
            "closing.unbalanced",
            verdict.text,
            _("Jelaskan selisihnya, atau tutup dengan alasan dan nama penanggung jawab."),
        )
    if scope.batch_id:
        letters.close_batch(w, scope.batch_id)
    row = w.insert(
        Closing(
            id=new_id(),
            scope="batch" if scope.batch_id else "site",
            batch_id=scope.batch_id,
            day=today(w),
            at=w.now(),
            figures=_figures(seen),
            difference=seen.difference,
            reason=override.reason if override and (verdict.override or unchecked) else None,
            vouched_by=override.by if override and (verdict.override or unchecked) else None,
            have=[asdict(have) for have in have_of(w.connection)],
        )
    )
    return _closed(row)


def reopen(w: Work, batch_id: str, reason: str) -> None:
    """Open a closed ship again, with a reason; the closing stays on record."""
    require(w.actor, "reconciliation.close")
    if len(reason.strip()) < 3:
        raise UserError("closing.reason", _("Tulis alasan membuka kembali rombongan ini."))
    letters.reopen_batch(w, batch_id)
    for row in w.all(select(Closing).where(Closing.batch_id == batch_id, col(Closing.reopened_reason).is_(None))):
        w.update(row, reopened_reason=reason.strip())


def closings(r: Reading) -> list[Closed]:
    """Every closing, latest first."""
    rows = r.all(select(Closing).where(Closing.site_id == r.site_id, col(Closing.void_reason).is_(None)))
    return [_closed(row) for row in sorted(rows, key=lambda row: row.at, reverse=True)]


def _unchecked(w: Work, scope: Scope) -> int:
    seen = [scope.batch_id] if scope.batch_id else [batch.id for batch in letters.batches(w, only_open=True)]
    return sum(len(board.board(w, batch_id).remaining) for batch_id in seen)


def _figures(seen: BalanceView) -> dict[str, Any]:
    return {account.code: {**account.count.by_class(), "?": account.count.unknown} for account in seen.accounts}


def _closed(row: Closing) -> Closed:
    return Closed(
        row.id,
        row.scope,
        row.batch_id,
        row.day,
        row.at,
        row.difference,
        row.reason,
        row.vouched_by,
        row.reopened_reason,
    )
