"""Keep what a form about a person says in one act: facts, destination and nationality together, only what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.headcount import head_class
from app.kernel.i18n import _
from app.matching.documents import document_number
from app.registration import heads, interview, people, suggesting
from app.registration.heads import NewHead, Paper, Who
from app.registration.people import Destination, PaperEntry, Registered
from app.registration.records import Person
from app.registration.told import JOURNEY, Answer
from app.registration.validation import Finding
from app.store.work import Work

_DESTINATION = ("destination_code", "destination_text", "destination_address", "destination_unknown")
_NATIONALITY = ("nationality", "nationality_country", "nationality_basis")


def save(w: Work, person_id: str, changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Keep the changed fields of a form; what should be looked at again. Nothing is kept when one is impossible."""
    require(w.actor, "registration.edit")
    person = w.need(Person, person_id)
    facts = {field: value for field, value in changes.items() if field not in (*_DESTINATION, *_NATIONALITY)}
    findings = people.update_person(w, person_id, facts)

    def now(field: str) -> Any:
        return changes.get(field, getattr(person, field))

    if any(field in changes for field in _DESTINATION):
        people.set_destination(w, person_id, Destination(*(now(field) for field in _DESTINATION)))
    if any(field in changes for field in _NATIONALITY):
        status, country, basis = (now(field) for field in _NATIONALITY)
        people.set_nationality(w, person_id, status or "wni", country, tuple(basis or ()))
    return findings


def save_form(
    w: Work, of: tuple[str, str], entered: Mapping[str, Any], paper: PaperEntry | None = None
) -> tuple[Finding, ...]:
    """As `save`, for fields as a form has them, of (person, stay), with a paper that was scanned into it, if any.

    `birth` is a date, a year or an age, `aliases` one text; the way abroad and `vulnerable` belong to the stay.
    """
    person_id, stay_id = of
    changes = dict(entered)
    if "birth" in changes:
        changes |= birth_changes(changes.pop("birth"))
    if "aliases" in changes:
        changes["aliases"] = [alias.strip() for alias in (changes["aliases"] or "").split(";")]
    journey = {name: changes.pop(name) for name in JOURNEY if name in changes}
    vulnerable = changes.pop("vulnerable", None)
    findings = save(w, person_id, changes) if changes else ()
    if journey:
        findings += interview.keep_journey(w, stay_id, journey)
    if vulnerable is not None:
        interview.set_vulnerable(w, stay_id, vulnerable)
    if paper is not None:
        findings += people.add_document(w, person_id, paper)[1]
    return findings


@dataclass(frozen=True)
class Quick:
    """A head as the quick form has it; `birth` is a date, a year or an age, `grown` D or A.

    `scan` is the machine readable zone of a paper, as scanned; `refusal` why somebody will not be registered.
    """

    name: str = ""
    sex: str | None = None
    birth: str | None = None
    grown: str | None = None
    card: str | None = None
    paper_kind: str | None = None
    paper: str | None = None
    ship: str | None = None
    body: bool = False
    scan: str | None = None
    refusal: str | None = None


def register(w: Work, quick: Quick, mother_stay_id: str | None = None) -> Registered:
    """Register a head from the quick form, a child perhaps with the mother it came with."""
    require(w.actor, "registration.arrive")
    if quick.refusal:
        return _minimal(w, quick, mother_stay_id)
    birth = birth_changes(quick.birth)
    facts = {name: value for name, value in birth.items() if value is not None}
    if "age" in facts:
        facts["age_on"] = today(w)
    scanned = suggesting.from_mrz(quick.scan, today(w)) if quick.scan else suggesting.Said()
    paper = _scanned(scanned, quick.paper_kind, quick.paper)
    papers = (Paper(quick.paper_kind or "lain", quick.paper),) if quick.paper and paper is None else ()
    head = NewHead(quick.ship, _declared(quick), quick.card or None, body=quick.body, mother_stay_id=mother_stay_id)
    who = Who(name=quick.name, sex=quick.sex, papers=papers, **facts, **_foreign(scanned))
    made = people.register(w, head, who)
    if paper is None:
        return made
    return replace(made, warnings=(*made.warnings, *people.add_document(w, made.person_id, paper)[1]))


def _declared(quick: Quick) -> str | None:
    return head_class(quick.sex, quick.grown == "A") if quick.grown else None


def _foreign(scanned: suggesting.Said) -> dict[str, Any]:
    """A paper of another state makes its holder somebody to be checked, not yet a foreigner."""
    country = scanned.value("nationality_country")
    return {"nationality": "diragukan", "nationality_country": country} if country else {}


def scanned_paper(scanned: suggesting.Said, kind: str | None = None) -> PaperEntry | None:
    """The paper a zone was on, as it is kept; `kind` where the officer chose another."""
    read = scanned.paper
    if read is None:
        return None
    return PaperEntry(kind or read.kind, read.number, "dibawa", expires=read.expires, issuer=read.issuer)


def _scanned(scanned: suggesting.Said, kind: str | None, number: str | None) -> PaperEntry | None:
    paper = scanned_paper(scanned, kind)
    same = paper is not None and number is not None and document_number(number) == paper.number
    return paper if same else None


def _minimal(w: Work, quick: Quick, mother: str | None) -> Registered:
    """Somebody who refuses to be registered: card, class and reason, counted and cared for like everybody else."""
    declared = _declared(quick)
    if declared is None:
        raise UserError(
            "refusal.class",
            _("Yang menolak didata tetap dihitung; kelamin dan dewasa/anak belum dipilih."),
            _("Pilih menurut yang terlihat; namanya boleh kosong."),
        )
    head = NewHead(quick.ship, declared, quick.card or None, body=quick.body, mother_stay_id=mother)
    who = Who(name=quick.name, sex=quick.sex)
    if quick.name:
        stay = heads.arrive(w, head, who)
    else:
        stay = heads.arrive(w, head) if quick.card else heads.nameless(w, head, who)
    interview.answer(w, stay.id, Answer(interview.DATA, False, quick.refusal))
    return Registered(stay.id, stay.person_id or "")


def name_card(w: Work, stay_id: str, quick: Quick) -> None:
    """Give a card its name and papers from the quick form, or keep why its holder will not be registered."""
    if quick.refusal:
        interview.answer(w, stay_id, Answer(interview.DATA, False, quick.refusal))
        if not quick.name:
            return
    birth = {name: value for name, value in birth_changes(quick.birth).items() if value is not None}
    if "age" in birth:
        birth["age_on"] = today(w)
    scanned = suggesting.from_mrz(quick.scan, today(w)) if quick.scan else suggesting.Said()
    named = heads.bind(w, stay_id, Who(name=quick.name, sex=quick.sex, **birth, **_foreign(scanned)))
    if quick.paper:
        typed = PaperEntry(quick.paper_kind or "lain", quick.paper)
        people.add_document(w, named.person_id or "", _scanned(scanned, quick.paper_kind, quick.paper) or typed)


def birth_changes(written: str | None) -> dict[str, Any]:
    """A birth as a form has it, an ISO date, a year or an age, as the fields of a person."""
    text = (written or "").strip()
    unknown = {"birth_date": None, "birth_year": None, "birth_precision": None, "age": None}
    if not text:
        return unknown
    if text.isdecimal() and len(text) <= 3:
        return {**unknown, "age": int(text)}
    if text.isdecimal() and len(text) == 4:
        return {**unknown, "birth_year": int(text), "birth_precision": "year"}
    try:
        return {**unknown, "birth_date": date.fromisoformat(text), "birth_precision": "day"}
    except ValueError:
        raise UserError("person.birth.form", _("Tanggal lahir ini tidak terbaca; tidak ada yang disimpan.")) from None
