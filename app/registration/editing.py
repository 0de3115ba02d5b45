"""Keep what a form about a person says in one act: facts, destination and nationality together, only what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.headcount import head_class
from app.kernel.i18n import _
from app.registration import heads, people
from app.registration.heads import NewHead, Paper, Who
from app.registration.people import Destination, Registered
from app.registration.records import Person
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


def save_form(w: Work, person_id: str, entered: Mapping[str, Any]) -> tuple[Finding, ...]:
    """As `save`, for fields as a form has them: `birth` is a date, a year or an age, `aliases` one text."""
    changes = dict(entered)
    if "birth" in changes:
        changes |= birth_changes(changes.pop("birth"))
    if "aliases" in changes:
        changes["aliases"] = [alias.strip() for alias in (changes["aliases"] or "").split(";")]
    return save(w, person_id, changes)


@dataclass(frozen=True)
class Quick:
    """A head as the quick form has it; `birth` is a date, a year or an age, `grown` D or A."""

    name: str = ""
    sex: str | None = None
    birth: str | None = None
    grown: str | None = None
    card: str | None = None
    paper_kind: str | None = None
    paper: str | None = None
    ship: str | None = None
    body: bool = False


def register(w: Work, quick: Quick) -> Registered:
    """Register a head from the quick form."""
    require(w.actor, "registration.arrive")
    birth = birth_changes(quick.birth)
    facts = {name: value for name, value in birth.items() if value is not None}
    if "age" in facts:
        facts["age_on"] = today(w)
    papers = (Paper(quick.paper_kind or "lain", quick.paper),) if quick.paper else ()
    declared = head_class(quick.sex, quick.grown == "A") if quick.grown else None
    head = NewHead(quick.ship, declared, quick.card or None, body=quick.body)
    return people.register(w, head, Who(name=quick.name, sex=quick.sex, papers=papers, **facts))


def name_card(w: Work, stay_id: str, quick: Quick) -> None:
    """Give a card its name from the quick form."""
    birth = {name: value for name, value in birth_changes(quick.birth).items() if value is not None}
    heads.bind(w, stay_id, Who(name=quick.name, sex=quick.sex, **birth))


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
