"""The recheck: confirming that a listed person came off the ship, or saying why he did not; undo always."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.access.naming import desk_letters, user_names
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.manifest import carried, rules
from app.manifest.records import Manifest, ManifestLine, Recheck
from app.manifest.ships import need_open_batch
from app.matching.documents import document_number
from app.registration import cards, heads, rerouting
from app.registration.cards import CardHolder
from app.registration.heads import NewHead, Paper, Who
from app.store.heads import of_field, parse
from app.store.history import Writing, writings_of
from app.store.rows import difference
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Finding:
    """Who found something before, and when by the clock of his desk."""

    desk: str
    officer: str
    at: datetime

    @property
    def words(self) -> str:
        """“Loket B 21.14 (Rahma)”."""
        where = _("Loket {desk} {time}").format(desk=self.desk, time=f"{self.at:%H.%M}")
        return f"{where} ({self.officer})" if self.officer else where


@dataclass(frozen=True)
class Decision:
    """What stands in the recheck of a line."""

    status: str = rules.UNCHECKED
    stay_id: str | None = None
    reason: str | None = None
    duplicate_of: str | None = None
    later: bool | None = None


@dataclass(frozen=True)
class Rechecked:
    """What became of a line; `already` tells who had found the same before, `was` is what an undo puts back."""

    line_id: str
    status: str
    stay_id: str | None = None
    already: Finding | None = None
    was: Decision = Decision()
    card_number: str | None = None


@dataclass(frozen=True)
class Found:
    """What the officer saw: the class when the list has no sex or age, the card held, whether details differ."""

    head_class: str | None = None
    card_number: str | None = None
    differs: bool = False
    infant: bool = False
    body: bool = False
    mother_stay_id: str | None = None


def confirm(w: Work, line_id: str, found: Found | None = None) -> Rechecked:
    """The listed person is here: he becomes a head with a name. Confirming again changes nothing and says who did."""
    require(w.actor, "manifest.recheck")
    found = found or Found()
    differs = found.differs or found.body
    return _present(w, line_id, rules.PRESENT_DIFFERENT if differs else rules.PRESENT_MATCHED, found)


def foreigner(w: Work, line_id: str, found: Found | None = None, country: str | None = None) -> Rechecked:
    """The listed person is here but is no Indonesian: he counts, and leaves by Imigrasi."""
    require(w.actor, "manifest.recheck")
    return _present(w, line_id, rules.FOREIGNER, found or Found(), country)


def absent(w: Work, line_id: str, status: str, reason: str | None = None) -> Rechecked:
    """The listed person did not come, with the reason the enumeration or the officer gives."""
    require(w.actor, "manifest.recheck")
    if status not in rules.ABSENT:
        raise UserError("recheck.status", _("Pilih alasan tidak hadir dari daftar."))
    return _decide(w, line_id, Decision(status, reason=reason))


def duplicate(w: Work, line_id: str, of_line_id: str) -> Rechecked:
    """The line names somebody who is on the lists already: he is counted once, under the other line."""
    require(w.actor, "manifest.recheck")
    if line_id == of_line_id:
        raise UserError("recheck.same_line", _("Pilih baris lain; baris tidak bisa ganda dengan dirinya sendiri."))
    w.need(ManifestLine, of_line_id)
    other = w.get(Recheck, recheck_id(of_line_id))
    if other is not None and other.duplicate_of == line_id:
        raise UserError(
            "recheck.each_other",
            _("Baris itu sudah dicatat ganda dengan baris ini; tidak ada yang diubah."),
            _("Satu dari keduanya harus hadir atau tidak hadir."),
        )
    return _decide(w, line_id, Decision(rules.DUPLICATE, duplicate_of=of_line_id))


def undo(w: Work, line_id: str) -> Rechecked:
    """Take the decision on a line back; the head made by it is withdrawn."""
    require(w.actor, "manifest.recheck")
    if _standing(w, line_id).status == rules.UNCHECKED:
        raise UserError("recheck.nothing", _("Baris ini belum diperiksa; tidak ada yang dibatalkan."))
    return _decide(w, line_id, Decision())


def put_back(w: Work, made: Rechecked) -> Rechecked:
    """Undo one decision: what stood before it stands again; refused when somebody has decided anew since."""
    require(w.actor, "manifest.recheck")
    now, was = _standing(w, made.line_id), made.was
    if (now.status, now.stay_id) != (made.status, made.stay_id):
        raise UserError(
            "recheck.changed_since",
            _("Baris ini sudah diperiksa lagi sesudah itu; tidak ada yang diurungkan."),
            _("Pilih barisnya dan lihat keadaannya sekarang."),
        )
    if was.status not in rules.PRESENT:
        return _decide(w, made.line_id, was)
    if now.status in rules.PRESENT:
        return _present(w, made.line_id, was.status, Found())
    return _present(w, made.line_id, was.status, Found(card_number=_card_kept(w, was.stay_id)))


def status_of(r: Reading, line_id: str) -> str:
    """The decision on a line now."""
    return _standing(r, line_id).status


def decision_of(r: Reading, line_id: str) -> tuple[Decision, Finding | None]:
    """The decision on a line, and who made it where."""
    row = r.get(Recheck, recheck_id(line_id))
    if row is None:
        return Decision(), None
    return _standing(r, line_id), _first_finding(r, row)


def who_of(line: ManifestLine, day: date) -> Who:
    """The person as the list has him; ages hold on the day of arrival."""
    papers = tuple(Paper(str(kind or "lain"), str(number)) for kind, number in line.documents or ())
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


def recheck_id(line_id: str) -> str:
    """The id every desk derives for the recheck of a line."""
    return derived_id("recheck", line_id)


def _present(w: Work, line_id: str, status: str, found: Found, country: str | None = None) -> Rechecked:
    line = w.need(ManifestLine, line_id)
    batch = need_open_batch(w, ship_of(w, line))
    row = w.get(Recheck, recheck_id(line_id))
    if row is not None and _standing_of(w, [row])[line_id].status in rules.PRESENT:
        return _present_again(w, row, status, found, country)
    who = who_of(line, batch.day)
    if status == rules.FOREIGNER:
        who = replace(who, nationality="wna", nationality_country=country or who.nationality_country)
    if rerouting.moved_away(w, [heads.head_id("line", line_id)]):
        raise UserError(
            "recheck.moved",
            _("Orang ini sudah dicatat tiba dengan kapal lain; tidak dihitung dua kali."),
            _("Bila ternyata turun dari kapal ini, cari namanya lalu pindahkan kembali."),
        )
    stay_id, card = _head(w, batch.id, line, who, found)
    carried.take_over(w, line, stay_id)
    heads.set_nationality(w, stay_id, who.nationality, who.nationality_country)
    return replace(_decide(w, line_id, Decision(status, stay_id)), card_number=card)


def _present_again(w: Work, row: Recheck, status: str, found: Found, country: str | None) -> Rechecked:
    """Somebody had confirmed him: only what is new is kept, and who was first is told."""
    was, stay_id, already = _decision(row), str(row.stay_id), _first_finding(w, row)
    if row.status != status:
        line = w.need(ManifestLine, row.line_id)
        foreign = status == rules.FOREIGNER
        said = country or rules.country(line.nationality) if foreign else rules.country(line.nationality)
        heads.set_nationality(w, stay_id, "wna" if foreign else rules.nationality(line.nationality), said)
        w.update(row, status=status)
    stay = heads.stay_of(w, stay_id)
    if found.card_number and not stay.card_number:
        cards.give(w, stay, cards.number_of(w, found.card_number))
    return Rechecked(row.line_id, status, stay_id, already, was, stay.card_number)


def ship_of(r: Reading, line: ManifestLine) -> str:
    """The ship of a line is its letter's: of one list taken in under two ships at two desks, all lines go together."""
    return r.need(Manifest, line.manifest_id).batch_id


def _head(w: Work, batch_id: str, line: ManifestLine, who: Who, found: Found) -> tuple[str, str | None]:
    """The head of a listed person and its card: the head that holds the card already, or a new one."""
    number, held = card_in_hand(w, batch_id, found.card_number)
    if held is not None:
        stay = heads.bind(w, held.stay_id, who)
        w.update(stay, line_id=line.id)
        return stay.id, number
    earlier = _found_on_replaced(w, line)
    if earlier is not None:
        stay = rerouting.join_line(w, earlier, line.id)
        if number and not stay.card_number:
            cards.give(w, stay, number)
        return stay.id, stay.card_number
    infant = found.infant or rules.is_infant(line.age, line.age_months, line.name)
    declared = found.head_class or carried.class_of(line) or rules.infant_class(line.sex, infant)
    head = NewHead(
        batch_id, declared, number, infant, found.body, origin="line", line_id=line.id,
        key=("line", line.id),
    )  # fmt: skip
    return heads.arrive(w, head, who).id, number


_CONTENT = ("name", "given", "father", "sex", "birth_date", "birth_year", "age", "age_months", "nik", "documents")


def _found_on_replaced(w: Work, line: ManifestLine) -> str | None:
    """The head somebody confirmed on the list this one replaced, at a desk that did not know of it yet.

    Only of the line that says the very same; where it differs, the match of late lists proposes him.
    """
    letter = w.need(Manifest, line.manifest_id)
    while letter.replaces is not None:
        letter = w.need(Manifest, letter.replaces)
        mine = (ManifestLine.site_id == w.site_id) & (ManifestLine.manifest_id == letter.id)
        alike = w.all(select(ManifestLine).where(mine, ManifestLine.name == line.name))
        same = [old for old in alike if all(getattr(old, name) == getattr(line, name) for name in _CONTENT)]
        if len(same) == 1:
            found = _standing(w, same[0].id).stay_id
            return found if found and heads.stay_of(w, found).line_id == same[0].id else None
    return None


def card_in_hand(w: Work, batch_id: str, scanned: str | None) -> tuple[str | None, CardHolder | None]:
    """The number of the card somebody shows, and the unnamed head it was given to; UserError when it has a name."""
    number = cards.number_of(w, scanned) if scanned else None
    held = cards.holder(w, batch_id, number) if number else None
    if held is not None and held.named:
        raise UserError(
            "card.taken",
            _("Kartu {number} dipegang {name}; tidak ada yang diubah.").format(
                number=number, name=heads.name_of(w, held.stay_id)
            ),
            _("Periksa kartu yang dipegang, atau pakai kartu lain."),
        )
    return number, held


def settle(w: Work, line_id: str, decision: Decision) -> Rechecked:
    """Write a decision on a line whose heads are seen to elsewhere: none is made and none withdrawn."""
    return _decide(w, line_id, decision, release=False)


def _decide(w: Work, line_id: str, decision: Decision, release: bool = True) -> Rechecked:
    line = w.need(ManifestLine, line_id)
    batch = need_open_batch(w, ship_of(w, line))
    fresh = Recheck(id=recheck_id(line_id), line_id=line_id, batch_id=batch.id, **decision.__dict__)
    row, created = w.insert_once(fresh)
    was = Decision() if created else _decision(row)
    if not created:
        if release and row.stay_id and row.stay_id != decision.stay_id:
            _release(w, row)
        w.update(row, **decision.__dict__)
    return Rechecked(line_id, decision.status, decision.stay_id, None, was)


def _release(w: Work, row: Recheck) -> None:
    """A head that came from its line goes; one that was here before keeps its card, and a name of its own."""
    stay = heads.stay_of(w, str(row.stay_id))
    if stay.line_id not in (None, row.line_id):
        return  # another desk found him under another line, which stands
    if row.later or stay.origin == rerouting.MOVED:
        if stay.line_id == row.line_id:
            rerouting.join_line(w, stay.id, None)
    elif stay.origin == "card":
        heads.unbind(w, stay.id)
    else:
        heads.withdraw(w, stay.id, _("pemeriksaan dibatalkan"))


def _card_kept(w: Work, stay_id: str | None) -> str | None:
    return heads.stay_of(w, stay_id).card_number if stay_id else None


def _decision(row: Recheck) -> Decision:
    return Decision(row.status, row.stay_id, row.reason, row.duplicate_of, row.later)


def _standing(r: Reading, line_id: str) -> Decision:
    row = r.get(Recheck, recheck_id(line_id))
    return _standing_of(r, [row])[line_id] if row is not None else Decision()


def _standing_of(r: Reading, rows: Sequence[Recheck]) -> dict[str, Decision]:
    """Line → its decision; one whose head was taken back at another desk is nobody's yet, and is called again.

    So is a line whose head another desk found under another line: a head stands under one line only.
    """
    bound = [row for row in rows if row.stay_id]
    gone = heads.withdrawn(r, [str(row.stay_id) for row in bound])
    gone |= rerouting.moved_away(r, [str(row.stay_id) for row in bound if not row.later])
    before = [row for row in bound if row.stay_id != heads.head_id("line", row.line_id)]
    line_of = rerouting.lines_of(r, [str(row.stay_id) for row in before])
    lost = {row.id for row in rows if row.status in rules.PRESENT and (row.stay_id is None or row.stay_id in gone)}
    lost |= {row.id for row in before if line_of.get(str(row.stay_id), row.line_id) != row.line_id}
    return {row.line_id: Decision() if row.id in lost else _decision(row) for row in rows}


def decisions(r: Reading, batch_id: str) -> dict[str, Decision]:
    """Line → its decision, for every line of a ship's lists that somebody has looked at."""
    return _standing_of(r, r.all(_of_ship(batch_id)))


def _of_ship(batch_id: str) -> SelectOfScalar[Recheck]:
    line = (col(ManifestLine.id) == col(Recheck.line_id)) & (ManifestLine.site_id == Recheck.site_id)
    letter = (col(Manifest.id) == col(ManifestLine.manifest_id)) & (Manifest.site_id == ManifestLine.site_id)
    return select(Recheck).join(ManifestLine, line).join(Manifest, letter).where(Manifest.batch_id == batch_id)


def _first_finding(r: Reading, row: Recheck) -> Finding | None:
    """Who first made the decision that stands."""
    standing = _writes_of(row, "status")
    found = [writing for writing in writings_of(r, row) if writing.write in standing]
    return _finding(r, found[0]) if found else None


def _finding(r: Reading, writing: Writing) -> Finding:
    at = datetime.fromisoformat(writing.wall_time) + timedelta(minutes=writing.utc_offset)
    return Finding(desk_letters(r).get(writing.device, "?"), user_names(r).get(writing.actor, ""), at)


@dataclass(frozen=True)
class Overlap:
    """A line that two desks decided apart, counted once all the same; `differs` when they found different things."""

    line_id: str
    findings: tuple[Finding, ...]
    differs: bool


def overlaps(r: Reading, batch_id: str) -> list[Overlap]:
    """The lines of a ship that two desks decided without knowing of each other."""
    query = _of_ship(batch_id).where(col(Recheck.heads).startswith("{"))
    differing = set(r.rows(sql_select(difference.c.row).where(difference.c.tbl == Recheck.__tablename__)))
    found = []
    for row in r.all(query):
        apart = _writes_of(row, "status")
        if len(apart) > 1:
            findings = tuple(_finding(r, writing) for writing in writings_of(r, row) if writing.write in apart)
            found.append(Overlap(row.line_id, findings, (row.id,) in differing))
    return found


def _writes_of(row: Recheck, field: str) -> list[str]:
    """The writes a field of a recheck stands on; several when desks wrote it apart."""
    return of_field(parse(row.heads), field)
