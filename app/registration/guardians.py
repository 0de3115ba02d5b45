"""Who answers for a child that came with nobody: a grown person or an institution, until somebody is recorded as it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.access.naming import user_names
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import codes, name_of
from app.registration import rules
from app.registration.counts import heads_of
from app.registration.heads import stay_of
from app.registration.live import live
from app.registration.records import Guardian
from app.registration.timeline import Entry, Subject
from app.registration.wording import required_reason
from app.store.history import changes_of_rows
from app.store.journal import chunks
from app.store.work import Reading, Work

COURT = "putusan_pengadilan"


@dataclass(frozen=True)
class GuardianEntry:
    """A guardian as he was recorded; `kind` of `wali_anak`, `basis` the paper or ruling it rests on."""

    kind: str
    name: str
    relation: str | None = None
    phone: str | None = None
    basis: str | None = None


def entrust(w: Work, stay_id: str, guardian: GuardianEntry) -> None:
    """Somebody answers for this child from now on; recording another one replaces him."""
    require(w.actor, "registration.edit")
    if guardian.kind not in codes("wali_anak"):
        raise UserError("guardian.kind", _("Pilih jenis wali dari daftar; tidak ada yang disimpan."))
    if not guardian.name.strip():
        raise UserError("guardian.name", _("Tulis nama wali atau lembaganya; tidak ada yang disimpan."))
    if guardian.kind == COURT and not (guardian.basis or "").strip():
        raise UserError("guardian.basis", _("Tulis nomor putusan pengadilannya; tidak ada yang disimpan."))
    values = {
        "kind": guardian.kind,
        "name": " ".join(guardian.name.split()),
        "relation": (guardian.relation or "").strip() or None,
        "phone": (guardian.phone or "").strip() or None,
        "basis": (guardian.basis or "").strip() or None,
    }
    _need_child(w, stay_id)
    fresh = Guardian(id=derived_id("guardian", stay_id), stay_id=stay_id, **values)  # type: ignore[arg-type]
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, void_reason=None, **values)


def release(w: Work, stay_id: str, reason: str) -> None:
    """Nobody answers for this child any more."""
    require(w.actor, "registration.edit")
    row = _row(w, stay_id)
    if row is None:
        raise UserError("guardian.none", _("Anak ini belum punya wali tercatat; tidak ada yang diubah."))
    w.void(row, required_reason(reason))


def guardian_of(r: Reading, stay_id: str) -> GuardianEntry | None:
    """Who answers for this head; None when nobody does."""
    row = _row(r, stay_id)
    return _entry(row) if row else None


def guarded(r: Reading, stays: Iterable[str]) -> dict[str, GuardianEntry]:
    """Of these heads those somebody answers for, and who."""
    found: dict[str, GuardianEntry] = {}
    for some in chunks([derived_id("guardian", stay) for stay in stays]):
        mine = r.all(select(Guardian).where(live(r, Guardian), col(Guardian.id).in_(some)))
        found |= {row.stay_id: _entry(row) for row in mine}
    return found


def happened(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline: each guardian who was recorded, and when he was released and why."""
    rows = r.all(select(Guardian).where(Guardian.site_id == r.site_id, col(Guardian.stay_id).in_(subject.stay_ids)))
    changes = changes_of_rows(r, rows) if rows else []
    names = user_names(r) if rows else {}
    kept: dict[str, dict[str, object]] = {}
    for change in changes:
        at, by, write = datetime.fromisoformat(change.writing.wall_time), change.writing.actor, change.writing.write
        known = kept.setdefault(change.row_id, {})
        known.update(change.values)
        text, tone = _("Wali dicatat: {name}"), ""
        detail = name_of("wali_anak", str(known.get("kind")))
        if known.get("void_reason"):
            text, tone, detail = _("Wali dilepas: {name}"), "warn", str(known["void_reason"])
        text = text.format(name=known.get("name"))
        yield Entry(at, text, detail, names.get(by, ""), "shield", tone, change.row_id, write)


def _entry(row: Guardian) -> GuardianEntry:
    return GuardianEntry(row.kind, row.name, row.relation, row.phone, row.basis)


def _row(r: Reading, stay_id: str) -> Guardian | None:
    row = r.get(Guardian, derived_id("guardian", stay_id))
    return row if row is not None and row.void_reason is None else None


def _need_child(w: Work, stay_id: str) -> None:
    if any(head.head_class not in rules.CHILDREN for head in heads_of(w, [stay_of(w, stay_id).id])):
        raise UserError("guardian.grown", _("Orang ini dihitung dewasa; wali hanya untuk anak."))
