"""Matching a list that came late (*pencocokan susulan*): its lines with people who are here, or have left already.

Nothing that was printed changes: where the list says otherwise, the difference is kept as an addendum to the head.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.kernel.ids import derived_id
from app.manifest import board, recheck, rules
from app.manifest.board import BoardLine
from app.manifest.finding import LineFinder, matching_who
from app.manifest.recheck import Decision
from app.manifest.records import Addendum, ManifestLine
from app.manifest.ships import need_open_batch
from app.matching.documents import document_number
from app.matching.score import Who, decide, reasons
from app.registration import completing, heads, rerouting, resembling
from app.registration.completing import Fill
from app.registration.counts import HeadLine, heads_of
from app.store.journal import chunks
from app.store.work import Reading, Work

FIELDS = {
    "name": N_("nama"),
    "father": N_("nama ayah"),
    "sex": N_("L/P"),
    "birth": N_("lahir"),
    "age": N_("umur"),
    "document": N_("nomor dokumen"),
    "nik": N_("NIK"),
}
FILLED = {
    "father_name": N_("nama ayah"),
    "sex": N_("L/P"),
    "birth_place": N_("tempat lahir"),
    "birth_date": N_("tanggal lahir"),
    "origin_text": N_("asal"),
    "destination_text": N_("tujuan"),
    "nik": N_("NIK"),
    "document": N_("nomor dokumen"),
}
"""What a list may fill, as it is told; the code of a destination goes without saying beside its text."""
MATCH, REVIEW = "match", "review"


@dataclass(frozen=True)
class Difference:
    """One field where the list and the record of a head differ."""

    field: str
    listed: str
    recorded: str

    @property
    def words(self) -> str:
        """“nomor dokumen: daftar XD481002, tercatat XD481020”."""
        field = _(FIELDS.get(self.field, self.field))
        return _("{field}: daftar {listed}, tercatat {recorded}").format(
            field=field, listed=self.listed, recorded=self.recorded
        )


@dataclass(frozen=True)
class Pairing:
    """A line nobody has checked and a head on no line that may be the same person; `kind` is match or review."""

    line: BoardLine
    head: HeadLine
    kind: str
    why: tuple[str, ...]
    differences: tuple[Difference, ...]
    fills: tuple[Fill, ...] = ()
    """Facts of the head that are empty and that the list knows."""

    @property
    def sure(self) -> bool:
        """Whether the rules of agreement say it is him."""
        return self.kind == MATCH


@dataclass(frozen=True)
class Joined:
    """A line that has a head now which was here before it; `line_before` is what an undo puts back."""

    line_id: str
    stay_id: str
    status: str
    line_before: str | None = None
    filled: tuple[Fill, ...] = ()


@dataclass(frozen=True)
class Note:
    """What a late list says otherwise than a head: an addendum to whatever was printed about him."""

    stay_id: str
    line_id: str
    name: str
    list_no: str
    differences: tuple[Difference, ...]

    @property
    def words(self) -> str:
        """“no. 12 Siti Aminah – nomor dokumen: daftar …, tercatat …”."""
        who = _("no. {number} {name}").format(number=self.list_no, name=self.name)
        return f"{who} – {'; '.join(one.words for one in self.differences)}"


def pairings(r: Reading, batch_id: str) -> list[Pairing]:
    """Who of those on no line may be on the list after all, the surest first; no line and no head is named twice."""
    shown = board.board(r, batch_id)
    loose = {head.person_id: head for head in (*shown.figures.extras, *shown.figures.adrift) if head.person_id}
    lines = {line.id: line for line in shown.remaining}
    listed = {row.id: matching_who(row, shown.batch.day) for row in board.lines_of(r, batch_id) if row.id in lines}
    if not loose or not listed:
        return []
    finder = LineFinder([(line_id, batch_id, who) for line_id, who in listed.items()])
    people = resembling.whos(r, list(loose))
    found = [one for person, who in people.items() for one in _pairing(finder, (loose[person], who), lines, listed)]
    return _one_each(_with_fills(r, found, shown.batch.day))


def told(filled: Iterable[Fill]) -> str:
    """“tanggal lahir 12-05-1990; tujuan Bone”."""
    said = [(FILLED[one.field], _shown(one)) for one in filled if one.field in FILLED]
    return "; ".join(f"{_(field)} {value}" for field, value in said)


def _shown(one: Fill) -> str:
    return f"{date.fromisoformat(one.value):%d-%m-%Y}" if one.field == "birth_date" else one.value


def _with_fills(r: Reading, found: Sequence[Pairing], day: date) -> list[Pairing]:
    rows = {row.id: row for one in found for row in [r.need(ManifestLine, one.line.id)]}
    listed = {one.head.person_id or "": recheck.who_of(rows[one.line.id], day) for one in found}
    known = completing.fills(r, listed)
    return [replace(one, fills=known.get(one.head.person_id or "", ())) for one in found]


def _pairing(
    finder: LineFinder, one: tuple[HeadLine, Who], lines: dict[str, BoardLine], listed: dict[str, Who]
) -> Iterator[Pairing]:
    head, who = one
    candidates = finder.like(who)
    verdict = decide([candidate.evidence for _line, _batch, candidate in candidates])
    if verdict.index is not None:
        line_id, _batch, candidate = candidates[verdict.index]
        why = tuple(reasons(candidate.evidence))
        yield Pairing(lines[line_id], head, verdict.kind, why, differences(listed[line_id], who))


def _one_each(found: Sequence[Pairing]) -> list[Pairing]:
    """Where two heads may be the same line, a person decides."""
    claimed = Counter(one.line.id for one in found)
    settled = [one if claimed[one.line.id] == 1 else replace(one, kind=REVIEW) for one in found]
    return sorted(settled, key=lambda one: (not one.sure, one.line.number))


def join(w: Work, pairs: Iterable[tuple[str, str]]) -> tuple[Joined, ...]:
    """These (line, head) are the same person: no head is made, what differs is kept as addendum.

    What nobody had asked him yet the list fills; papers printed about him stay as they are.
    """
    require(w.actor, "manifest.recheck")
    return tuple(_join(w, line_id, stay_id) for line_id, stay_id in pairs)


def take_back(w: Work, joined: Sequence[Joined]) -> None:
    """Undo matches: the lines are unchecked again, the heads stay, without what the list had filled."""
    require(w.actor, "manifest.recheck")
    for one in joined:
        line = w.need(ManifestLine, one.line_id)
        need_open_batch(w, recheck.ship_of(w, line))
        now = recheck.decision_of(w, one.line_id)[0]
        if (now.stay_id, now.later) != (one.stay_id, True):
            raise UserError(
                "recheck.changed_since",
                _("Baris ini sudah diperiksa lagi sesudah itu; tidak ada yang diurungkan."),
                _("Pilih barisnya dan lihat keadaannya sekarang."),
            )
        recheck.settle(w, one.line_id, Decision())
        rerouting.join_line(w, one.stay_id, one.line_before)
        person_id = heads.stay_of(w, one.stay_id).person_id
        if person_id and one.filled:
            completing.unfill(w, person_id, one.filled)
        note = w.get(Addendum, _note_id(one.line_id, one.stay_id))
        if note is not None:
            w.void(note, _("pencocokan diurungkan"))


def _join(w: Work, line_id: str, stay_id: str) -> Joined:
    line, stay = w.need(ManifestLine, line_id), heads.stay_of(w, stay_id)
    ship = need_open_batch(w, recheck.ship_of(w, line))
    if stay.batch_id != ship.id or stay.void_reason is not None or stay.person_id is None:
        raise UserError("join.other_ship", _("Orang ini tidak tercatat di kapal daftar itu; tidak ada yang diubah."))
    if recheck.status_of(w, line_id) != rules.UNCHECKED:
        raise UserError("join.checked", _("Baris ini sudah diperiksa; tidak ada yang diubah."))
    other = recheck.decision_of(w, stay.line_id)[0] if stay.line_id and stay.line_id != line_id else Decision()
    if other.stay_id == stay_id and other.status in rules.PRESENT and _listed(w, stay.line_id):
        raise UserError("join.elsewhere", _("Orang ini sudah dicocokkan dengan baris lain; tidak ada yang diubah."))
    person = resembling.whos(w, [stay.person_id])[stay.person_id]
    apart = differences(matching_who(line, ship.day), person)
    status = _status(w, stay_id, apart)
    recheck.settle(w, line_id, Decision(status, stay_id, later=True))
    before = stay.line_id
    rerouting.join_line(w, stay_id, line_id)
    if apart:
        _keep_note(w, line, stay_id, apart)
    filled = completing.fill(w, stay.person_id, recheck.who_of(line, ship.day))
    return Joined(line_id, stay_id, status, before, filled)


def _status(w: Work, stay_id: str, apart: Sequence[Difference]) -> str:
    head = next(iter(heads_of(w, [stay_id])), None)
    if head is not None and head.nationality == "wna":
        return rules.FOREIGNER
    return rules.PRESENT_DIFFERENT if apart else rules.PRESENT_MATCHED


def _listed(r: Reading, line_id: str | None) -> bool:
    """Whether a line still stands on a list that counts."""
    row = r.get(ManifestLine, line_id) if line_id else None
    return row is not None and any(line.id == line_id for line in board.lines_of(r, recheck.ship_of(r, row)))


def _keep_note(w: Work, line: ManifestLine, stay_id: str, apart: Sequence[Difference]) -> None:
    said = [[one.field, one.listed, one.recorded] for one in apart]
    fresh = Addendum(
        id=_note_id(line.id, stay_id), batch_id=recheck.ship_of(w, line), manifest_id=line.manifest_id,
        line_id=line.id, stay_id=stay_id, differences=said,
    )  # fmt: skip
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, differences=said, void_reason=None)


def _note_id(line_id: str, stay_id: str) -> str:
    return derived_id("manifest_addendum", line_id, stay_id)


def notes(r: Reading, batch_id: str) -> list[Note]:
    """The addenda of a ship."""
    return _notes(r, r.all(_LIVE.where(Addendum.site_id == r.site_id, Addendum.batch_id == batch_id)))


def notes_of(r: Reading, stay_ids: Sequence[str]) -> list[Note]:
    """The addenda to these heads, for whoever printed something about them."""
    found: list[Addendum] = []
    for some in chunks(stay_ids):
        found += r.all(_LIVE.where(Addendum.site_id == r.site_id, col(Addendum.stay_id).in_(some)))
    return _notes(r, found)


def noted(r: Reading) -> list[str]:
    """The heads of this site that have an addendum."""
    return [row.stay_id for row in r.all(_LIVE.where(Addendum.site_id == r.site_id))]


_LIVE = select(Addendum).where(col(Addendum.void_reason).is_(None))


def _notes(r: Reading, rows: Sequence[Addendum]) -> list[Note]:
    found = []
    for row in rows:
        line = r.need(ManifestLine, row.line_id)
        apart = tuple(Difference(*map(str, one)) for one in row.differences or ())
        number = (line.list_no or "").strip(" .)") or str(line.row)
        found.append(Note(row.stay_id, row.line_id, line.given or line.name, number, apart))
    return sorted(found, key=lambda note: (note.list_no.zfill(6), note.name, note.line_id, note.stay_id))


def differences(listed: Who, recorded: Who) -> tuple[Difference, ...]:
    """The fields both sides fill and fill differently."""
    return tuple(_differences(listed, recorded))


def _differences(listed: Who, recorded: Who) -> Iterator[Difference]:
    plain: tuple[tuple[str, str, str], ...] = (
        ("name", listed.name, recorded.name),
        ("father", listed.father, recorded.father),
        ("sex", listed.sex, recorded.sex),
        ("birth", *_births(listed, recorded)),
        ("nik", listed.nik, recorded.nik),
    )
    for field, one, other in plain:
        if one and other and _folded(one) != _folded(other):
            yield Difference(field, one, other)
    ages = (listed.age, recorded.age)
    if None not in ages and ages[0] != ages[1] and not (listed.birth and recorded.birth):
        yield Difference("age", str(ages[0]), str(ages[1]))
    yield from _papers(listed, recorded)


def _births(listed: Who, recorded: Who) -> tuple[str, str]:
    """Both births as exactly as the less exact side knows his."""
    exact = (listed.precision, recorded.precision) == ("day", "day")
    one, other = (
        f"{who.birth:%d-%m-%Y}" if who.birth and exact else str(who.birth.year) if who.birth else ""
        for who in (listed, recorded)
    )
    return one, other


def _papers(listed: Who, recorded: Who) -> Iterator[Difference]:
    """A number of the list that the head's paper of the same kind does not have."""
    held: dict[str, list[str]] = {}
    for paper in recorded.documents:
        held.setdefault(paper.kind, []).append(paper.number)
    for paper in listed.documents:
        others = held.get(paper.kind, [])
        number = document_number(paper.number)
        if number and others and number not in map(document_number, others):
            yield Difference("document", paper.number, ", ".join(others))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
