"""What other offices and papers state about a ship or a period, kept beside our own count and compared in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.kernel.ids import new_id
from app.manifest.wording import grouped
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.records import StatedCount
from app.reconciliation.rules import Breakdown, Statement
from app.reconciliation.standing import key_of, refuse_closed
from app.store.work import Reading, Work

PARTS = ("LD", "PD", "AL", "AP")
CLASSES, PROVINCES, CASES, OTHER = "kelompok", "provinsi", "kasus", "bagian"
KINDS = {CLASSES: N_("kelompok"), PROVINCES: N_("provinsi"), CASES: N_("kasus"), OTHER: N_("bagian")}
"""What somebody else may split his number by; only our own classes are compared with his."""
SHORTEST = 3
_PART = re.compile(r"(.*\S)\s*[\s:=]\s*(\d{1,3}(?:\.\d{3})+|\d+)")


@dataclass(frozen=True)
class Stated:
    """Somebody's number: who states it, the total, and parts of it by their names, split by one of KINDS."""

    source: str
    total: int
    counts: Mapping[str, int]
    id: str = ""
    kind: str = CLASSES


def parts_of(text: str) -> dict[str, int]:
    """Parts as somebody types them, “Sulawesi Selatan 56; NTT 3”; UserError where one of them has no number."""
    found: dict[str, int] = {}
    for part in re.split(r"[;,\n]", text):
        if part.strip():
            read = _PART.fullmatch(part.strip())
            if read is None:
                raise UserError(
                    "stated.parts",
                    _("“{part}” tidak terbaca sebagai nama dan jumlah; belum dicatat.").format(part=part.strip()),
                    _("Tulis seperti: Sulawesi Selatan 56; NTT 3."),
                )
            found[read[1].strip()] = found.get(read[1].strip(), 0) + int(read[2].replace(".", ""))
    return found


def stated_words(one: Stated) -> str:
    """“KJRI: 302 orang (LD 221, PD 67)”."""
    parts = ", ".join(f"{name} {grouped(number)}" for name, number in one.counts.items())
    text = _("{source}: {n} orang ({parts})") if parts else _("{source}: {n} orang")
    return text.format(source=one.source, n=grouped(one.total), parts=parts)


def state(w: Work, scope: LedgerScope, stated: Stated) -> str:
    """Keep a number somebody else states; whether it agrees is told, never forced."""
    require(w.actor, "reconciliation.explain")
    source = " ".join(stated.source.split())
    if len(source) < SHORTEST:
        raise UserError("stated.source", _("Tulis siapa yang menyebut angka ini; belum dicatat."))
    if stated.total < 0 or any(number < 0 for number in stated.counts.values()):
        raise UserError("stated.number", _("Jumlah orang tidak mungkin di bawah nol; belum dicatat."))
    if stated.kind not in KINDS:
        raise UserError("stated.kind", _("Pilih rincian itu menurut apa; belum dicatat."))
    who: dict[str, Any] = {"officer": w.actor.name, "day": today(w), "counts": dict(stated.counts) or None}
    said: dict[str, Any] = {"source": source, "total": stated.total, "kind": stated.kind}
    return w.insert(StatedCount(id=new_id(), key=key_of(scope), **said, **who)).id


def withdraw(w: Work, stated_id: str, reason: str) -> None:
    """A number was written down wrongly; it stays on record and counts no more. Refused after the closing."""
    require(w.actor, "reconciliation.explain")
    if len(reason.strip()) < SHORTEST:
        raise UserError("stated.withdraw", _("Tulis mengapa angka ini dicabut; tidak ada yang diubah."))
    row = w.need(StatedCount, stated_id)
    if row.void_reason is not None:
        raise UserError("stated.withdrawn", _("Angka ini sudah dicabut; tidak ada yang diubah."))
    refuse_closed(w, row.key)
    w.void(row, reason.strip())


def stated(r: Reading, scope: LedgerScope) -> tuple[Stated, ...]:
    """What others state of a scope, oldest first."""
    mine = (StatedCount.site_id == r.site_id, StatedCount.key == key_of(scope), col(StatedCount.void_reason).is_(None))
    rows = sorted(r.all(select(StatedCount).where(*mine)), key=lambda row: row.id)
    return tuple(Stated(row.source, row.total, _parts(row), row.id, row.kind or CLASSES) for row in rows)


def _parts(row: StatedCount) -> dict[str, int]:
    """The parts, classes in the order everybody prints them: what is kept as JSON has none of its own."""
    kept = {str(name): int(number) for name, number in (row.counts or {}).items()}
    return {name: kept[name] for name in sorted(kept, key=lambda name: PARTS.index(name) if name in PARTS else 9)}


def statements(ours: int | None, others: Sequence[Stated]) -> list[Statement]:
    """The totals to compare, our own first."""
    own = [Statement(_("orang"), _("pos ini"), ours, own=True)] if ours is not None else []
    return [*own, *(Statement(_("orang"), one.source, one.total) for one in others)] if others else []


def breakdowns(ours: Mapping[str, int] | None, others: Sequence[Stated]) -> Iterator[Breakdown]:
    """The classes to compare, our own first; a part of somebody else's total that does not add up is told by it."""
    split = [one for one in others if one.counts]
    if ours is not None and any(one.kind == CLASSES for one in split):
        yield Breakdown(_("kelompok"), ours, _("pos ini"), key=CLASSES)
    for one in split:
        kind = _(KINDS.get(one.kind, one.kind))
        yield Breakdown(kind, one.counts, one.source, whole=one.total, key=f"{one.kind}/{one.source}")
