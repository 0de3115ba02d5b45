"""A letter that stands in for an earlier one: the list that follows a bare number, or a corrected list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest.finding import LineFinder, matching_who
from app.manifest.joining import Difference, differences
from app.manifest.recheck import recheck_id
from app.manifest.records import Manifest, ManifestLine, Recheck
from app.manifest.rules import UNCHECKED
from app.manifest.ships import need_open_batch
from app.matching.score import Who, decide
from app.registration import heads
from app.registration.rules import display_name
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Replaced:
    """What became of the decisions made on the earlier list: `left` lines found no certain place on the new one."""

    carried: int
    left: int


@dataclass(frozen=True)
class Changed:
    """One person on both lists, and what the new one says otherwise (`listed` is the new one)."""

    number: str
    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Gone:
    """Somebody of the old list only, and what had been decided about him."""

    number: str
    name: str
    status: str


@dataclass(frozen=True)
class Compared:
    """A list beside the one it stands in for; `count_only` when that was a number without names."""

    title: str
    earlier: str
    count_only: bool
    same: int
    changed: tuple[Changed, ...]
    added: tuple[tuple[str, str], ...]
    gone: tuple[Gone, ...]


def compared(r: Reading, manifest_id: str) -> Compared:
    """What a list says otherwise than the one it replaced; UserError when it replaced none."""
    letter = r.need(Manifest, manifest_id)
    if letter.replaces is None:
        raise UserError("letter.replaces_none", _("Surat ini tidak menggantikan surat lain."))
    earlier = r.need(Manifest, letter.replaces)
    old, new = _lines(r, earlier.id), {line.id: line for line in _lines(r, manifest_id)}
    places, day = _places(old, list(new.values())), letter.letter_date
    decided = {row.line_id: row.status for row in _decisions(r, earlier.id)}
    pairs = [(line, new[places[line.id]]) for line in old if line.id in places]
    changed = [
        Changed(_number(after), _called(after), apart)
        for before, after in pairs
        if (apart := differences(matching_who(after, day), matching_who(before, day)))
    ]
    taken = set(places.values())
    return Compared(
        _title(letter), _title(earlier), earlier.count_only,
        len(pairs) - len(changed), tuple(changed),
        tuple((_number(line), _called(line)) for line in new.values() if line.id not in taken),
        tuple(Gone(_number(line), _called(line), decided.get(line.id, UNCHECKED))
              for line in old if line.id not in places),
    )  # fmt: skip


def _title(letter: Manifest) -> str:
    return letter.letter_number or letter.sender or letter.file_name or _("Surat tanpa nomor")


def _number(line: ManifestLine) -> str:
    return (line.list_no or "").strip(" .)") or str(line.row)


def _called(line: ManifestLine) -> str:
    return display_name(line.given or line.name, line.father, line.sex)


def replace_letter(w: Work, manifest_id: str, earlier_id: str, known: Mapping[str, str] | None = None) -> Replaced:
    """Let a letter stand in for an earlier one; decisions on its lines go over where the new line is certainly his.

    A head whose line is not found keeps counting and waits among those to be looked at. `known` names, old line → new
    line, those whose place is known without comparing.
    """
    require(w.actor, "manifest.import")
    letter, earlier = w.need(Manifest, manifest_id), w.need(Manifest, earlier_id)
    _check(w, letter, earlier)
    need_open_batch(w, letter.batch_id)
    w.update(letter, replaces=earlier_id)
    if not letter.record_number and earlier.record_number:
        names = ("record_number", "record_date", "record_place", "escorts", "signatories")
        w.update(letter, **{name: getattr(earlier, name) for name in names})
    return _carry(w, manifest_id, earlier_id, known or {})


def _check(w: Work, letter: Manifest, earlier: Manifest) -> None:
    if letter.batch_id != earlier.batch_id:
        raise UserError("letter.other_ship", _("Kedua surat tidak dari rombongan yang sama; tidak ada yang diubah."))
    step: Manifest | None = earlier
    while step is not None:
        if step.id == letter.id:
            raise UserError("letter.circle", _("Surat itu sudah menggantikan surat ini; tidak ada yang diubah."))
        step = w.get(Manifest, step.replaces) if step.replaces else None


def _carry(w: Work, manifest_id: str, earlier_id: str, known: Mapping[str, str]) -> Replaced:
    old, new = _lines(w, earlier_id), _lines(w, manifest_id)
    decided = {row.line_id: row for row in _decisions(w, earlier_id) if row.status != UNCHECKED}
    places = {line: target for line, target in known.items() if line in decided}
    taken = set(places.values())
    asked = [line for line in old if line.id in decided and line.id not in places]
    places |= _places(asked, [line for line in new if line.id not in taken])
    for line_id, target in places.items():
        _take_over(w, decided[line_id], target, places)
    return Replaced(len(places), len(decided) - len(places))


def _take_over(w: Work, row: Recheck, target: str, places: dict[str, str]) -> None:
    of = places.get(row.duplicate_of or "", row.duplicate_of)
    fresh = Recheck(
        id=recheck_id(target), line_id=target, batch_id=row.batch_id, status=row.status, stay_id=row.stay_id,
        reason=row.reason, duplicate_of=of, later=row.later,
    )  # fmt: skip
    created = w.insert_once(fresh)[1]
    if created and row.stay_id:
        w.update(heads.stay_of(w, row.stay_id), line_id=target)


def _places(old: Sequence[ManifestLine], new: Sequence[ManifestLine]) -> dict[str, str]:
    """Old line id → the new line that is certainly the same person; none is given twice."""
    places = _unchanged(old, new)
    taken = set(places.values())
    old = [line for line in old if line.id not in places]
    new = [line for line in new if line.id not in taken]
    if not old or not new:
        return places
    finder = LineFinder([(line.id, line.batch_id, matching_who(line, None)) for line in new])
    for line in old:
        candidates = finder.like(matching_who(line, None))
        decision = decide([candidate.evidence for _line, _batch, candidate in candidates])
        if decision.kind == "match" and decision.index is not None:
            target = candidates[decision.index][0]
            if target not in places.values():
                places[line.id] = target
    return places


def _unchanged(old: Sequence[ManifestLine], new: Sequence[ManifestLine]) -> dict[str, str]:
    """Lines that say the very same on both lists, and of whom each list has one: a baby without papers, too."""
    before, after = _by_content(old), _by_content(new)
    return {ids[0]: after[who][0] for who, ids in before.items() if len(ids) == 1 == len(after.get(who, ()))}


def _by_content(lines: Sequence[ManifestLine]) -> dict[Who, list[str]]:
    found: dict[Who, list[str]] = {}
    for line in lines:
        found.setdefault(replace(matching_who(line, None), list_no=""), []).append(line.id)
    return found


def _lines(r: Reading, manifest_id: str) -> list[ManifestLine]:
    query = select(ManifestLine).where(ManifestLine.manifest_id == manifest_id, col(ManifestLine.void_reason).is_(None))
    return sorted(r.all(query), key=lambda line: (line.sheet or "", line.row))


def _decisions(r: Reading, manifest_id: str) -> list[Recheck]:
    query = select(Recheck).join(ManifestLine, col(ManifestLine.id) == col(Recheck.line_id))
    return r.all(query.where(ManifestLine.manifest_id == manifest_id, ManifestLine.site_id == Recheck.site_id))
