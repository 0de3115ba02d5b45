"""Differences explained: why, by whom, recorded by which user at which desk; and taken back with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.records import Explanation
from app.reconciliation.rules import REASONS, Finding
from app.reconciliation.standing import key_of, refuse_closed
from app.store.work import Reading, Work

SHORTEST = 5
RUNNING = "period.running"
"""The finding that a period is not over: time settles it, no explanation does."""


@dataclass(frozen=True)
class Explained:
    """An explanation as lists show it; it stands for one finding of that size, not for a larger one or another."""

    id: str
    code: str
    about: str | None
    amount: int
    finding: str
    reason: str
    note: str
    by: str
    officer: str
    desk: str
    at: datetime

    @property
    def words(self) -> str:
        """Why, and who says so."""
        reason = _(REASONS.get(self.reason, self.reason))
        text = _("{reason}: {note} – {by} (dicatat {officer}, loket {desk})")
        said = text.format(reason=reason, note=self.note, by=self.by, officer=self.officer, desk=self.desk)
        return said[:1].upper() + said[1:]

    def covers(self, finding: Finding) -> bool:
        """Whether it explains this finding."""
        return self.amount == finding.amount and self.is_about(finding)

    def is_about(self, finding: Finding) -> bool:
        """Whether it was said of this finding, whatever its size then."""
        return self.code == finding.code and self.about in (None, finding.about)


@dataclass(frozen=True)
class Answer:
    """What somebody says about a finding: a reason of `alasan_selisih`, in his own words, and his name."""

    reason: str
    note: str
    by: str


def explain(w: Work, scope: LedgerScope, finding: Finding, answer: Answer) -> str:
    """Keep why a difference is there; the entry carries the user and is signed by the desk."""
    require(w.actor, "reconciliation.explain")
    note, by = " ".join(answer.note.split()), " ".join(answer.by.split())
    if answer.reason not in REASONS:
        raise UserError("explain.reason", _("Pilih alasan selisih dari daftar; penjelasan belum dicatat."))
    if finding.code == RUNNING:
        raise UserError("explain.running", _("Masa yang belum lewat tidak dijelaskan; tunggu sampai lewat."))
    if len(note) < SHORTEST or not by:
        raise UserError(
            "explain.note",
            _("Penjelasan belum dicatat."),
            _("Tulis apa yang terjadi dengan kata-kata sendiri, dan nama orang yang menjelaskannya."),
        )
    said: dict[str, Any] = {"code": finding.code, "about": finding.about, "amount": finding.amount}
    said["finding"] = finding.text
    who: dict[str, Any] = {"by": by, "officer": w.actor.name, "desk": w.device_letter, "day": today(w), "at": w.now()}
    row = Explanation(id=new_id(), key=key_of(scope), reason=answer.reason, note=note, **said, **who)
    return w.insert(row).id


def withdraw(w: Work, explanation_id: str, reason: str) -> None:
    """An explanation was wrong; it stays on record, and the difference is open again. Refused after the closing."""
    require(w.actor, "reconciliation.explain")
    if len(reason.strip()) < SHORTEST:
        raise UserError("explain.withdraw", _("Tulis mengapa penjelasan ini dicabut; tidak ada yang diubah."))
    row = w.need(Explanation, explanation_id)
    if row.void_reason is not None:
        raise UserError("explain.withdrawn", _("Penjelasan ini sudah dicabut; tidak ada yang diubah."))
    refuse_closed(w, row.key)
    w.void(row, reason.strip())


def explanations(r: Reading, scope: LedgerScope) -> tuple[Explained, ...]:
    """What was explained of a scope and not taken back, oldest first."""
    mine = (Explanation.site_id == r.site_id, Explanation.key == key_of(scope), col(Explanation.void_reason).is_(None))
    names = tuple(Explained.__dataclass_fields__)
    rows = sorted(r.all(select(Explanation).where(*mine)), key=lambda row: (row.at, row.id))
    return tuple(Explained(**{name: getattr(row, name) for name in names}) for row in rows)


def explanation_of(finding: Finding, given: Iterable[Explained]) -> Explained | None:
    """The latest explanation that covers a finding."""
    return next((one for one in reversed(list(given)) if one.covers(finding)), None)
