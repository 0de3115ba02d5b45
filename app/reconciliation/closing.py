"""Closing a ship or a day: only when everybody is accounted for, or when a named person says why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from app.reconciliation.adjustments import changed, scope_of, stated_have, states
from app.reconciliation.balance_of import LedgerScope, last_of_ship
from app.reconciliation.ledger import BACK, BORN, CAME, INWARD, OPENING, BalanceView, Scope, view
from app.reconciliation.periods import living_equation, living_figures, period
from app.reconciliation.records import Closing
from app.reconciliation.rules import Balance, Ledger, Override, Verdict, balance, may_close
from app.reconciliation.rules.adjusting import packed
from app.reconciliation.rules.wording import equation_words
from app.reconciliation.standing import BATCH, PERIOD, SITE, closings_of, key_of, key_of_closing
from app.reconciliation.stood import standing_now
from app.store.history import writings_of
from app.store.work import Reading, Work

PRESENT = "hadir"
SHORTEST = 3
LOOKED_AT = 14
"""So many closings are compared with what is so now each time somebody looks: two weeks of days."""


@dataclass(frozen=True)
class Closed:
    """A closing as lists show it; `words` is the equation as it stood, `by` who closed, `number` that of its paper.

    `changed` are the heads of which its figures say otherwise now, where somebody asked (with_changes).
    """

    id: str
    scope: str
    batch_id: str | None
    day: date
    at: datetime
    difference: int
    reason: str | None
    vouched_by: str | None
    reopened_reason: str | None
    first_day: date | None = None
    last_day: date | None = None
    number: str | None = None
    words: str = ""
    by: str = ""
    scan_digest: str | None = None
    changed: int = 0

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
    verdict = may_close(replace(seen.balance, findings=()), override, seen.findings)
    kept = _allowed(verdict, override)
    if scope.batch_id:
        letters.close_batch(w, scope.batch_id)
    kept |= {"figures": _figures(seen), "difference": seen.difference, "batch_id": scope.batch_id}
    row = Closing(id=new_id(), scope=BATCH if scope.batch_id else SITE, day=today(w), at=_moment(w, scope), **kept)
    return _keep(w, row)


def close_period(w: Work, scope: LedgerScope, override: Override | None = None) -> Closed:
    """Close a period of whole days; UserError while something in it is open that nobody explained or vouches for."""
    require(w.actor, "reconciliation.close")
    if override is not None:
        require(w.actor, "reconciliation.override")
    seen = period(w, scope)
    if seen.closed:
        raise UserError(
            "closing.twice",
            _("Masa ini sudah ditutup; tidak ditutup dua kali."),
            _("Buka kembali dengan alasan bila ada yang harus diperbaiki."),
        )
    kept = _allowed(may_close(Balance(HeadCount(), HeadCount(), "", ()), override, seen.findings), override)
    kept |= {"first_day": scope.start, "last_day": scope.end, "difference": seen.balances.equation.difference}
    kept["figures"] = living_figures(seen.balances)
    return _keep(w, Closing(id=new_id(), scope=PERIOD, day=today(w), at=w.now(), **kept))


def _moment(w: Work, scope: Scope) -> datetime:
    """Now, or the last thing recorded of a ship where a clock was ahead: a closing is never before what it closes."""
    latest = last_of_ship(w, scope.batch_id) if scope.batch_id else ""
    return max(w.now(), datetime.fromisoformat(latest)) if latest else w.now()


def _allowed(verdict: Verdict, override: Override | None) -> dict[str, Any]:
    """Who vouched and why, when the verdict allows closing."""
    if not verdict.allowed:
        raise UserError("closing.refused", verdict.text, _hint(override))
    vouched = override if verdict.override else None
    return {
        "reason": vouched.reason.strip() if vouched else None,
        "vouched_by": vouched.by.strip() if vouched else None,
    }


def _keep(w: Work, row: Closing) -> Closed:
    """Keep a closing with what was here by then, what it said of every head and what stood beside the figures."""
    row.have, row.states = stated_have(w), packed(states(w, scope_of(row)))
    row.stood = standing_now(w, row)
    return _closed(w.insert(row), w.actor.name)


def reopen_closing(w: Work, closing_id: str, reason: str) -> None:
    """Open a closed period, day or ship again, with a reason; the closing stays on record, another desk's of it too."""
    require(w.actor, "reconciliation.close")
    row = w.need(Closing, closing_id)
    if row.scope == BATCH and row.batch_id:
        reopen(w, row.batch_id, reason)
        return
    if len(reason.strip()) < SHORTEST:
        raise UserError("closing.reason", _("Tulis alasan membuka kembali masa ini."))
    if row.reopened_reason is not None:
        raise UserError("closing.open", _("Penutupan ini sudah dibuka kembali; tidak ada yang diubah."))
    for same in closings_of(w, key_of_closing(row), row.scope):
        w.update(same, reopened_reason=reason.strip())


def reopen(w: Work, batch_id: str, reason: str) -> None:
    """Open a closed ship again, with a reason; the closing stays on record."""
    require(w.actor, "reconciliation.close")
    if len(reason.strip()) < SHORTEST:
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


def with_changes(r: Reading, found: Sequence[Closed], known: Mapping[str, int] | None = None) -> tuple[Closed, ...]:
    """The closings, the latest of those that stand with how many heads they would count otherwise now.

    `known` are told already; a period somebody did not ask about is not counted through.
    """
    told = dict(known or {})
    for one in [each for each in found if each.stands and each.scope != PERIOD][:LOOKED_AT]:
        told.setdefault(one.id, len(changed(r, r.need(Closing, one.id))))
    return tuple(replace(one, changed=told.get(one.id, 0)) for one in found)


def _closed_by(r: Reading, row: Closing, called: dict[str, str]) -> str:
    written = writings_of(r, row)
    return called.get(written[0].actor, "") if written else ""


def _refuse_second(w: Work, scope: Scope) -> None:
    day = today(w)
    if not scope.batch_id and closings_of(w, key_of(LedgerScope(day, day)), SITE):
        raise UserError(
            "closing.twice",
            _("Hari ini sudah ditutup; tidak ditutup dua kali."),
            _("Buka kembali dengan alasan bila ada yang harus diperbaiki."),
        )
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
    values = {name: getattr(row, name) for name in (*same, "first_day", "last_day", "number", "scan_digest")}
    words = equation_words(living_equation(row.figures)) if row.scope == PERIOD else _words(row.figures)
    return Closed(**values, words=words, by=by)


def _words(figures: dict[str, Any]) -> str:
    """The equation as it stood when it was closed."""
    counts = {code: HeadCount(*classes.values()) for code, classes in figures.items()}
    none = HeadCount()
    left = {code: count for code, count in counts.items() if code not in (*INWARD, PRESENT)}
    opening, came, born, back = (counts.get(code, none) for code in (OPENING, CAME, BORN, BACK))
    return balance(Ledger(opening, came, born, returned=back, present=counts.get(PRESENT, none), exits=left)).text
