"""Register and correct people: who somebody is, papers, destination, nationality, neutral needs, notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from app.access.days import latest_date, today
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.kernel.texts import is_blank
from app.matching.documents import document_number, nik_digits
from app.reference.enumerations import codes, is_sensitive, name_of
from app.registration import heads, joins, likely, validation
from app.registration.heads import NewHead, Who
from app.registration.live import live
from app.registration.records import Need, Person, PersonDocument, PersonNote, Stay
from app.registration.rules import Birth
from app.registration.suggesting import HOME
from app.registration.validation import Claim, Facts, Finding, PaperDates
from app.registration.wording import clean_text, required_reason
from app.store.journal import chunks
from app.store.work import Reading, Work

EDITABLE = frozenset(
    "name father_name aliases sex birth_date birth_year birth_precision birth_place age age_months category nik "
    "family_card religion marital education origin_code origin_text origin_address kin_name "
    "kin_relation kin_phone plan".split()
)
"""Fields `update_person` takes; destination and nationality have verbs of their own."""
_CHOICES = {
    "sex": "jenis_kelamin",
    "category": "kategori_orang",
    "plan": "rencana",
    "kin_relation": "status_hubungan",
    "religion": "agama",
    "marital": "status_kawin",
    "education": "pendidikan",
}
_FIELD_OF = {"birth_date": ("birth_date", "birth_year", "age", "age_months")}
"""The fields of a person behind a finding's field, where they are several."""
ASKERS = ("health", "protection")
"""The vaults whose officers ask needs of the house in rows of their own."""


@dataclass(frozen=True)
class Registered:
    """A head just registered, and what should be looked at again."""

    stay_id: str
    person_id: str
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Destination:
    """Where somebody is going: a region code, or free text until it is coded, or why it is not known (B5)."""

    code: str | None = None
    text: str | None = None
    address: str | None = None
    unknown: str | None = None


@dataclass(frozen=True)
class PaperEntry:
    """A paper as entered: kind and state are codes of `dokumen` and `keadaan_dokumen`, `issuer` three letters."""

    kind: str
    number: str | None = None
    state: str | None = None
    note: str | None = None
    issued: date | None = None
    expires: date | None = None
    place: str | None = None
    issuer: str | None = None


def register(w: Work, head: NewHead, who: Who) -> Registered:
    """Somebody on no list: a head with a name, or *Tanpa nama* when none is known."""
    require(w.actor, "registration.arrive")
    facts = facts_of_who(who, head.head_class)
    findings = _refuse_errors(facts, latest_date(w))
    stay = heads.arrive(w, head, _clean(who)) if not is_blank(who.name) else heads.nameless(w, head, _clean(who))
    person_id = stay.person_id or ""
    return Registered(stay.id, person_id, (*findings, *likely.repeated_papers(w, person_id)))


def update_person(w: Work, person_id: str, changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Correct facts of a person; refused when a fact is impossible, else the warnings are given back.

    An age holds on the day it is stated; a birth date or year takes the stated age's place.
    """
    require(w.actor, "registration.edit")
    unknown = set(changes) - EDITABLE
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    person = w.need(Person, person_id)
    values = {field: _clean_value(field, value) for field, value in changes.items()}
    if person.name and is_blank(values.get("name", person.name)):
        raise UserError(
            "person.name.empty",
            _("Namanya kosong; nama yang tercatat tetap."),
            _("Tulis namanya. Kalau belum diketahui, tulis Tanpa nama."),
        )
    if "age" in values:
        values["age_on"] = today(w) if values["age"] is not None else None
    if values.get("birth_date"):
        values |= {"birth_year": None, "birth_precision": values.get("birth_precision") or "day"}
    findings = _refuse_errors(_facts_after(w, person, values), latest_date(w), frozenset(changes))
    w.update(person, **values)
    return (*findings, *likely.repeated_papers(w, person_id))


def set_destination(w: Work, person_id: str, destination: Destination) -> None:
    """Where the person is going; a code makes a stated reason for not knowing it obsolete."""
    require(w.actor, "registration.edit")
    unknown = None if destination.code else clean_text(destination.unknown)
    w.update(
        w.need(Person, person_id),
        destination_code=destination.code,
        destination_text=clean_text(destination.text),
        destination_address=clean_text(destination.address),
        destination_unknown=unknown,
    )


def set_nationality(w: Work, person_id: str, status: str, country: str | None, basis: tuple[str, ...]) -> None:
    """What nationality the officer found and on what ground (`kewarganegaraan`, `dasar_klaim_wni`)."""
    require(w.actor, "registration.edit")
    _known("kewarganegaraan", status)
    for ground in basis:
        _known("dasar_klaim_wni", ground)
    abroad = clean_text(country) if status != "wni" else None
    w.update(
        w.need(Person, person_id),
        nationality=status,
        nationality_country=abroad,
        nationality_basis=list(basis) or None,
    )


def set_need(w: Work, stay_id: str, kind: str, wanted: bool, note: str | None = None) -> None:
    """A neutral need of a head (`kebutuhan`), never its reason; two desks noting the same make one.

    It is taken away from every arrival that was joined to this one, for it is shown from each of them.
    """
    require(w.actor, "registration.needs")
    alike = (stay_id,) if wanted else joins.arrivals(w, stay_id)
    if not wanted and _asked_by_others(w, stay_id, kind):
        raise UserError(
            "need.asked",
            _("Kebutuhan ini diminta petugas kesehatan atau pekerja sosial; tidak ada yang diubah."),
            _("Mereka mencabutnya sendiri kalau sudah tidak perlu."),
        )
    for one in alike:
        _keep_need(w, Need(id=derived_id("need", one, kind), stay_id=one, kind=kind, note=clean_text(note)), wanted)


def ask_need(w: Work, stay_id: str, kind: str, wanted: bool, asker: str) -> None:
    """The same for an officer of another vault (ASKERS): a row of its own, so that neither takes back the other's."""
    require(w.actor, "registration.needs")
    _keep_need(w, Need(id=_asked_id(stay_id, kind, asker), stay_id=stay_id, kind=kind), wanted)


def needs_asked(r: Reading, stay_ids: Iterable[str], asker: str) -> set[tuple[str, str]]:
    """(stay, kind) of the needs of these heads that stand because one of ASKERS asks them."""
    found = set()
    for some in chunks(stay_ids):
        for row in r.all(select(Need).where(live(r, Need), col(Need.stay_id).in_(some))):
            if row.id == _asked_id(row.stay_id, row.kind, asker):
                found.add((row.stay_id, row.kind))
    return found


def _asked_id(stay_id: str, kind: str, asker: str) -> str:
    return derived_id("need", stay_id, kind, asker)


def _asked_by_others(r: Reading, stay_id: str, kind: str) -> bool:
    rows = [r.get(Need, _asked_id(stay_id, kind, asker)) for asker in ASKERS]
    return any(row is not None and row.void_reason is None for row in rows)


def _keep_need(w: Work, fresh: Need, wanted: bool) -> None:
    _known("kebutuhan", fresh.kind)
    w.need(Stay, fresh.stay_id)
    row = w.get(Need, fresh.id)
    if not wanted:
        if row is not None and row.void_reason is None:
            w.void(row, _("tidak perlu lagi"))
    elif row is None:
        w.insert(fresh)
    else:
        w.update(row, void_reason=None, note=fresh.note or row.note)


def add_document(w: Work, person_id: str, paper: PaperEntry) -> tuple[str, tuple[Finding, ...]]:
    """A paper the person holds or lost: (its id, warnings); entering the same one again changes nothing."""
    require(w.actor, "registration.edit")
    findings = _check_paper(w, person_id, paper)
    values = _paper_values(paper)
    row_id = derived_id("paper", person_id, paper.kind, values["number_key"] or "")
    row, created = w.insert_once(PersonDocument(id=row_id, person_id=person_id, **values))
    if not created:
        w.update(row, **values, void_reason=None)
    return row.id, (*findings, *likely.repeated_papers(w, person_id))


def edit_document(w: Work, document_id: str, paper: PaperEntry) -> tuple[Finding, ...]:
    """Correct a paper's kind, number, state or note."""
    require(w.actor, "registration.edit")
    row = w.need(PersonDocument, document_id)
    findings = _check_paper(w, row.person_id, paper)
    w.update(row, **_paper_values(paper))
    return (*findings, *likely.repeated_papers(w, row.person_id))


def void_document(w: Work, document_id: str, reason: str) -> None:
    """Take a paper off a person's page, with the reason."""
    require(w.actor, "registration.edit")
    w.void(w.need(PersonDocument, document_id), required_reason(reason))


def add_note(w: Work, person_id: str, text: str) -> str:
    """A neutral note on a person's page; findings and cases belong in their own vaults."""
    require(w.actor, "registration.edit")
    w.need(Person, person_id)
    said = clean_text(text)
    if not said:
        raise UserError("note.empty", _("Catatan masih kosong."))
    return w.insert(PersonNote(id=new_id(), person_id=person_id, text=said)).id


def void_note(w: Work, note_id: str, reason: str) -> None:
    """Take a note away, with the reason."""
    require(w.actor, "registration.edit")
    w.void(w.need(PersonNote, note_id), required_reason(reason))


def warnings_of(r: Reading, person_id: str, day: date) -> tuple[Finding, ...]:
    """What should be looked at again on a person's page."""
    person = r.need(Person, person_id)
    birth = Birth(person.birth_date, person.birth_year, person.age, person.age_on, person.age_months)
    papers = r.all(select(PersonDocument).where(live(r, PersonDocument), PersonDocument.person_id == person_id))
    came = r.all(select(Stay).where(live(r, Stay), Stay.person_id == person_id))
    # A child born after midnight is younger than the working day it was registered in.
    day = max([day, *(local(stay.arrived_at, "WIT").date() for stay in came)])
    dates = [PaperDates(name_of("dokumen", paper.kind), paper.issued, paper.expires) for paper in papers]
    return (
        *validation.check(_facts_after(r, person, {}), day),
        *(finding for paper in dates for finding in validation.check_dates(paper, birth, day)),
        *validation.check_claim(claim_of(person, papers)),
        *likely.repeated_papers(r, person_id),
    )


def claim_of(person: Person, papers: Iterable[PersonDocument]) -> Claim:
    """What is said of a person's nationality, with the papers of other states."""
    foreign = [
        f"{name_of('dokumen', paper.kind)} {paper.issuer or ''}".strip()
        for paper in papers
        if paper.kind == "identitas_wna" or (paper.issuer or HOME) != HOME
    ]
    basis = tuple(person.nationality_basis or ())
    return Claim(person.nationality, person.nationality_country, basis, tuple(foreign), person.nik)


def facts_of_who(who: Who, declared: str | None = None) -> Facts:
    """The facts of somebody as entered, for checking."""
    return Facts(
        who.name,
        who.sex,
        Birth(who.birth_date, who.birth_year, who.age, who.age_on, who.age_months),
        who.nik,
        papers=tuple((paper.kind, paper.number or "") for paper in who.papers),
        declared=declared,
    )


def _facts_after(r: Reading, person: Person, changes: Mapping[str, Any]) -> Facts:
    def now(field: str) -> Any:
        return changes.get(field, getattr(person, field))

    mine = r.all(select(Stay).where(live(r, Stay), Stay.person_id == person.id))
    stays = sorted(mine, key=lambda stay: stay.arrived_at)
    return Facts(
        now("name"),
        now("sex"),
        Birth(now("birth_date"), now("birth_year"), now("age"), now("age_on"), now("age_months")),
        now("nik"),
        now("family_card"),
        declared=stays[-1].head_class if stays else None,
        region=now("origin_code"),
    )


def _refuse_errors(facts: Facts, day: date, changed: frozenset[str] | None = None) -> tuple[Finding, ...]:
    """The warnings; UserError for what cannot be. What a list brought in wrong does not stop other corrections."""
    findings = validation.check(facts, day)
    wrong = [
        finding
        for finding in validation.errors(findings)
        if changed is None or not changed.isdisjoint(_FIELD_OF.get(finding.field, (finding.field,)))
    ]
    if wrong:
        raise UserError(
            f"person.{wrong[0].code}",
            wrong[0].text,
            _("Belum disimpan, isiannya tetap ada. Perbaiki, lalu simpan lagi."),
        )
    return tuple(findings)


def _clean(who: Who) -> Who:
    nik = nik_digits(who.nik or "") or None
    return Who(**{**who.__dict__, "name": " ".join(who.name.split()), "nik": nik})


def _clean_value(field: str, value: Any) -> Any:
    if field in _CHOICES and value is not None:
        _known(_CHOICES[field], value)
    if field in ("nik", "family_card"):
        return nik_digits(value or "") or clean_text(value)
    if field == "name":
        return " ".join((value or "").split())
    if field == "aliases":
        return [alias for alias in (" ".join(alias.split()) for alias in value or ()) if alias] or None
    return clean_text(value) if isinstance(value, str) else value


def _known(enumeration: str, code: str) -> None:
    if code not in codes(enumeration) or is_sensitive(enumeration, code):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))


def _paper_values(paper: PaperEntry) -> dict[str, Any]:
    _known("dokumen", paper.kind)
    if paper.state:
        _known("keadaan_dokumen", paper.state)
    number = clean_text(paper.number)
    return {
        "kind": paper.kind,
        "number": number,
        "number_key": document_number(number or "") or None,
        "state": paper.state,
        "issued": paper.issued,
        "expires": paper.expires,
        "place": clean_text(paper.place),
        "issuer": (clean_text(paper.issuer) or "").upper() or None,
        "note": clean_text(paper.note),
    }


def _check_paper(w: Work, person_id: str, paper: PaperEntry) -> tuple[Finding, ...]:
    """The warnings about a paper; UserError when its dates cannot be."""
    person = w.need(Person, person_id)
    birth = Birth(person.birth_date, person.birth_year, person.age, person.age_on, person.age_months)
    dates = PaperDates(name_of("dokumen", paper.kind), paper.issued, paper.expires)
    findings = (
        *validation.check(Facts(papers=((paper.kind, paper.number or ""),)), latest_date(w)),
        *validation.check_dates(dates, birth, latest_date(w)),
    )
    wrong = validation.errors(findings)
    if wrong:
        raise UserError(wrong[0].code, wrong[0].text, _("Dokumen ini belum disimpan; perbaiki tanggalnya."))
    return findings
