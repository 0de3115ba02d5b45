"""A letter that stands in for an earlier one: the list that follows a bare number, or a corrected list."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest.finding import LineFinder, matching_who
from app.manifest.recheck import need_open_batch, recheck_id
from app.manifest.records import Manifest, ManifestLine, Recheck
from app.manifest.rules import UNCHECKED
from app.matching.score import decide
from app.registration import heads
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Replaced:
    """What became of the decisions made on the earlier list: `left` lines found no certain place on the new one."""

    carried: int
    left: int


def replace_letter(w: Work, manifest_id: str, earlier_id: str) -> Replaced:
    """Let a letter stand in for an earlier one; decisions on its lines go over where the new line is certainly his.

    A head whose line is not found keeps counting and waits among those to be looked at.
    """
    require(w.actor, "manifest.import")
    letter, earlier = w.need(Manifest, manifest_id), w.need(Manifest, earlier_id)
    _check(w, letter, earlier)
    need_open_batch(w, letter.batch_id)
    w.update(letter, replaces=earlier_id)
    if not letter.record_number and earlier.record_number:
        names = ("record_number", "record_date", "record_place", "escorts", "signatories")
        w.update(letter, **{name: getattr(earlier, name) for name in names})
    return _carry(w, manifest_id, earlier_id)


def _check(w: Work, letter: Manifest, earlier: Manifest) -> None:
    if letter.batch_id != earlier.batch_id:
        raise UserError("letter.other_ship", _("Kedua surat tidak dari rombongan yang sama; tidak ada yang diubah."))
    step: Manifest | None = earlier
    while step is not None:
        if step.id == letter.id:
            raise UserError("letter.circle", _("Surat itu sudah menggantikan surat ini; tidak ada yang diubah."))
        step = w.get(Manifest, step.replaces) if step.replaces else None


def _carry(w: Work, manifest_id: str, earlier_id: str) -> Replaced:
    old, new = _lines(w, earlier_id), _lines(w, manifest_id)
    decided = {row.line_id: row for row in _decisions(w, earlier_id) if row.status != UNCHECKED}
    places = _places([line for line in old if line.id in decided], new)
    for line_id, target in places.items():
        _take_over(w, decided[line_id], target, places)
    return Replaced(len(places), len(decided) - len(places))


def _take_over(w: Work, row: Recheck, target: str, places: dict[str, str]) -> None:
    of = places.get(row.duplicate_of or "", row.duplicate_of)
    fresh = Recheck(
        id=recheck_id(target), line_id=target, batch_id=row.batch_id, status=row.status, stay_id=row.stay_id,
        reason=row.reason, duplicate_of=of,
    )  # fmt: skip
    created = w.insert_once(fresh)[1]
    if created and row.stay_id:
        w.update(heads.stay_of(w, row.stay_id), line_id=target)


def _places(old: Sequence[ManifestLine], new: Sequence[ManifestLine]) -> dict[str, str]:
    """Old line id → the new line that is certainly the same person; none is given twice."""
    if not old or not new:
        return {}
    finder = LineFinder([(line.id, line.batch_id, matching_who(line, None)) for line in new])
    places: dict[str, str] = {}
    for line in old:
        candidates = finder.like(matching_who(line, None))
        decision = decide([candidate.evidence for _line, _batch, candidate in candidates])
        if decision.kind == "match" and decision.index is not None:
            target = candidates[decision.index][0]
            if target not in places.values():
                places[line.id] = target
    return places


def _lines(r: Reading, manifest_id: str) -> list[ManifestLine]:
    query = select(ManifestLine).where(ManifestLine.manifest_id == manifest_id, col(ManifestLine.void_reason).is_(None))
    return sorted(r.all(query), key=lambda line: (line.sheet or "", line.row))


def _decisions(r: Reading, manifest_id: str) -> list[Recheck]:
    query = select(Recheck).join(ManifestLine, col(ManifestLine.id) == col(Recheck.line_id))
    return r.all(query.where(ManifestLine.manifest_id == manifest_id, ManifestLine.site_id == Recheck.site_id))
