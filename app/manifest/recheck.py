"""The recheck: confirming that a listed person came off the ship, or saying why he did not; undo always."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.manifest import rules
from app.manifest.records import Batch, ManifestLine, Recheck
from app.matching.documents import document_number
from app.registration import heads
from app.registration.heads import NewHead, Paper, Who
from app.store.history import Writing, writings_of
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Rechecked:
    """What became of a line; `already` tells who had found the same before, here or at another desk."""

    line_id: str
    status: str
    stay_id: str | None = None
    already: Writing | None = None


@dataclass(frozen=True)
class Found:
    """What the officer saw: the class when the list has no sex or age, the card given, whether details differ."""

    head_class: str | None = None
    card_number: str | None = None
    differs: bool = False
    infant: bool = False
    card_stay_id: str | None = None


@dataclass(frozen=True)
class _Decision:
    status: str
    stay_id: str | None = None
    reason: str | None = None
    duplicate_of: str | None = None


def confirm(w: Work, line_id: str, found: Found | None = None) -> Rechecked:
    """The listed person is here: he becomes a head with a name. Confirming again changes nothing and says who did."""
    require(w.actor, "manifest.recheck")
    found = found or Found()
    status = rules.PRESENT_DIFFERENT if found.differs else rules.PRESENT_MATCHED
    return _present(w, line_id, status, found)


def foreigner(w: Work, line_id: str, found: Found | None = None, country: str | None = None) -> Rechecked:
    """The listed person is here but is no Indonesian: he counts, and leaves by Imigrasi."""
    require(w.actor, "manifest.recheck")
    return _present(w, line_id, rules.FOREIGNER, found or Found(), country)


def absent(w: Work, line_id: str, status: str, reason: str | None = None) -> Rechecked:
    """The listed person did not come, with the reason the enumeration or the officer gives."""
    require(w.actor, "manifest.recheck")
    if status not in rules.ABSENT:
        raise UserError("recheck.status", _("Pilih alasan tidak hadir dari daftar."))
    return _decide(w, line_id, _Decision(status, reason=reason))


def duplicate(w: Work, line_id: str, of_line_id: str) -> Rechecked:
    """The line names somebody who is on the lists already: he is counted once, under the other line."""
    require(w.actor, "manifest.recheck")
    if line_id == of_line_id:
        raise UserError("recheck.same_line", _("Pilih baris lain; baris tidak bisa ganda dengan dirinya sendiri."))
    return _decide(w, line_id, _Decision(rules.DUPLICATE, duplicate_of=of_line_id))


def undo(w: Work, line_id: str) -> Rechecked:
    """Take the last decision on a line back; the head made by it is withdrawn."""
    require(w.actor, "manifest.recheck")
    row = w.get(Recheck, _id(line_id))
    if row is None or row.status == rules.UNCHECKED:
        raise UserError("recheck.nothing", _("Baris ini belum diperiksa; tidak ada yang dibatalkan."))
    _open_batch(w, row.batch_id)
    if row.stay_id:
        _release(w, row.stay_id, line_id)
    w.update(row, status=rules.UNCHECKED, stay_id=None, reason=None, duplicate_of=None)
    return Rechecked(line_id, rules.UNCHECKED)


def extra(w: Work, batch_id: str, who: Who, found: Found) -> str:
    """Somebody on no list: a head of this ship all the same; the id of the stay."""
    require(w.actor, "manifest.recheck")
    _open_batch(w, batch_id)
    head = NewHead(batch_id, found.head_class, found.card_number, found.infant, origin="extra")
    return (heads.arrive(w, head, who) if who.name else heads.nameless(w, head, who)).id


def status_of(r: Reading, line_id: str) -> str:
    """The decision on a line now."""
    row = r.get(Recheck, _id(line_id))
    return row.status if row else rules.UNCHECKED


def who_of(line: ManifestLine, day: date) -> Who:
    """The person as the list has him; ages hold on the day of arrival."""
    papers = tuple(Paper(str(kind or "lainnya"), str(number)) for kind, number in line.documents or ())
    regions = [part for part in (line.village, line.district, line.regency, line.province) if part]
    return Who(
        name=line.given or line.name, father_name=line.father, aliases=tuple(line.aliases or ()), sex=line.sex,
        birth_date=line.birth_date, birth_year=line.birth_year, birth_precision=line.birth_precision,
        birth_place=line.birth_place, age=line.age, age_months=line.age_months,
        age_on=day if line.age is not None else None, category=rules.category(line.relation),
        nationality=rules.nationality(line.nationality), nationality_country=rules.country(line.nationality),
        nik=line.nik, origin_text=", ".join(regions) or None, destination_code=line.region_code,
        destination_text=", ".join(regions) or None,
        papers=tuple(paper for paper in papers if document_number(paper.number or "")),
    )  # fmt: skip


def _present(w: Work, line_id: str, status: str, found: Found, country: str | None = None) -> Rechecked:
    line = w.need(ManifestLine, line_id)
    batch = _open_batch(w, line.batch_id)
    row = w.get(Recheck, _id(line_id))
    if row is not None and row.status in rules.PRESENT and row.stay_id:
        if row.status != status:
            w.update(row, status=status)
        return Rechecked(line_id, status, row.stay_id, _first_writing(w, row))
    who = who_of(line, batch.day)
    if status == rules.FOREIGNER:
        who = Who(**{**who.__dict__, "nationality": "wna", "nationality_country": country or who.nationality_country})
    stay_id = (
        _head_of_card(w, found.card_stay_id, who, line) if found.card_stay_id else _head_of_line(w, line, who, found)
    )
    _decide(w, line_id, _Decision(status, stay_id))
    return Rechecked(line_id, status, stay_id)


def _head_of_line(w: Work, line: ManifestLine, who: Who, found: Found) -> str:
    infant = found.infant or rules.is_infant(line.age, line.age_months)
    head = NewHead(
        line.batch_id,
        found.head_class,
        found.card_number,
        infant,
        origin="line",
        line_id=line.id,
        key=("line", line.id),
    )
    return heads.arrive(w, head, who).id


def _head_of_card(w: Work, stay_id: str, who: Who, line: ManifestLine) -> str:
    stay = heads.bind(w, stay_id, who)
    w.update(stay, line_id=line.id)
    return stay.id


def _release(w: Work, stay_id: str, line_id: str) -> None:
    """A head that came from this line goes; one that had its card before keeps the card and loses the name."""
    stay = heads.stay_of(w, stay_id)
    if stay.origin == "card":
        heads.unbind(w, stay_id)
    else:
        heads.withdraw(w, stay_id, _("pemeriksaan dibatalkan"))


def _decide(w: Work, line_id: str, decision: _Decision) -> Rechecked:
    line = w.need(ManifestLine, line_id)
    _open_batch(w, line.batch_id)
    fresh = Recheck(id=_id(line_id), line_id=line_id, batch_id=line.batch_id, **asdict(decision))
    row, created = w.insert_once(fresh)
    if not created:
        if row.stay_id and row.stay_id != decision.stay_id:
            _release(w, row.stay_id, line_id)
        w.update(row, **asdict(decision))
    return Rechecked(line_id, decision.status, decision.stay_id)


def _open_batch(w: Work, batch_id: str) -> Batch:
    batch = w.need(Batch, batch_id)
    if batch.state != "open":
        raise UserError(
            "batch.closed",
            _("Rombongan {name} sudah ditutup; tidak ada yang diubah.").format(name=batch.name),
            _("Buka kembali rombongan di Rekonsiliasi dengan alasan, lalu ulangi."),
        )
    return batch


def _first_writing(w: Work, row: Recheck) -> Writing | None:
    found = writings_of(w, row)
    return found[0] if found else None


def overlaps(r: Reading, batch_id: str) -> list[tuple[str, list[Writing]]]:
    """Lines that two desks decided apart: (line id, who wrote when); counted once all the same."""
    query = select(Recheck).where(Recheck.batch_id == batch_id, col(Recheck.heads).startswith("{"))
    found = [(row.line_id, writings_of(r, row)) for row in r.all(query)]
    return [(line, writings) for line, writings in found if len({writing.device for writing in writings}) > 1]


def when(writing: Writing) -> datetime:
    """The moment of a decision as the deciding desk's clock said it."""
    return datetime.fromisoformat(writing.wall_time)


def _id(line_id: str) -> str:
    return derived_id("recheck", line_id)
