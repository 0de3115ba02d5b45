"""What is asked beside who somebody is: the way abroad, vulnerability, consent and refusal, what is confided."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.roles import HEALTH
from app.access.rules import require
from app.kernel.canonical import canonical_json, digest
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import choices, codes, is_sensitive
from app.registration import rules, validation
from app.registration.live import live
from app.registration.records import Confided, Consent, Journey, Person, Stay, Vulnerability
from app.registration.rules import Birth
from app.registration.told import JOURNEY, Answer, Told
from app.registration.validation import Finding
from app.registration.wording import clean_text, required_reason
from app.store.journal import chunks
from app.store.work import Reading, Work

DATA, PHOTO = "data", "foto"
CASES_GO_TO = "protection"
_TOLD_BY_AGE_OR_FAMILY = frozenset(
    {"anak", "anak_tanpa_pendamping", "bayi_balita", "lansia", "tanpa_keluarga", "tanpa_kewarganegaraan"}
)
Seal = Callable[[str, bytes], str | None]
"""(vault, content) → the content sealed to that vault's holders; None when nobody holds it yet."""


def askable() -> list[str]:
    """The grounds of vulnerability an officer may note here: neutral ones that age and family do not tell already."""
    return [one.code for one in choices("rentan") if not one.sensitive and one.code not in _TOLD_BY_AGE_OR_FAMILY]


def told(r: Reading, stay_id: str) -> Told:
    """What one head told."""
    journey = _journey(r, stay_id)
    said = {name: getattr(journey, name) for name in JOURNEY if getattr(journey, name) is not None} if journey else {}
    answers = [Answer(row.kind, row.given, row.reason, row.guardian) for row in _rows(r, Consent, stay_id)]
    order = [one.code for one in choices("persetujuan")]
    sealed = [row.for_vault for row in _rows(r, Confided, stay_id)]
    return Told(
        said,
        tuple(sorted(row.kind for row in _rows(r, Vulnerability, stay_id))),
        tuple(sorted(answers, key=lambda answer: order.index(answer.kind) if answer.kind in order else len(order))),
        sealed.count(CASES_GO_TO),
        sealed.count(HEALTH),
    )


def refused(r: Reading, stay_ids: Iterable[str], kind: str = DATA) -> set[str]:
    """Those of these heads who refused something: to be registered in full, to be photographed."""
    found: set[str] = set()
    for some in chunks(list(stay_ids)):
        said_no = select(Consent).where(live(r, Consent), Consent.kind == kind, col(Consent.stay_id).in_(some))
        found |= {row.stay_id for row in r.all(said_no) if not row.given}
    return found


def keep_journey(w: Work, stay_id: str, changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    """How and when somebody went abroad and what he did there; refused when the year is impossible."""
    require(w.actor, "registration.edit")
    stay = w.need(Stay, stay_id)
    values = {name: _value(name, said) for name, said in changes.items()}
    findings = tuple(validation.check_left(values.get("left_year"), _birth(w, stay), stay.day))
    wrong = validation.errors(findings)
    if wrong:
        raise UserError(
            f"person.{wrong[0].code}",
            wrong[0].text,
            _("Belum disimpan, isiannya tetap ada. Perbaiki, lalu simpan lagi."),
        )
    row = w.insert_once(Journey(id=derived_id("journey", stay_id), stay_id=stay_id))[0]
    w.update(row, **values)
    return findings


def set_vulnerable(w: Work, stay_id: str, kinds: Iterable[str]) -> None:
    """The grounds on which a head is vulnerable, as a whole: what is not named any more is taken away."""
    require(w.actor, "registration.edit")
    w.need(Stay, stay_id)
    wanted = set(kinds)
    if not wanted <= set(askable()):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))
    for kind in askable():
        row_id = derived_id("vulnerability", stay_id, kind)
        row = w.get(Vulnerability, row_id)
        if kind in wanted and row is None:
            w.insert(Vulnerability(id=row_id, stay_id=stay_id, kind=kind))
        elif kind in wanted and row is not None and row.void_reason is not None:
            w.update(row, void_reason=None)
        elif kind not in wanted and row is not None and row.void_reason is None:
            w.void(row, _("tidak berlaku lagi"))


def answer(w: Work, stay_id: str, said: Answer) -> tuple[Finding, ...]:
    """Consent given or refused; a refusal has a reason, and takes no entitlement away (P2 Lamp. II.B).

    A child's answer is given by a guardian or institution (B13): without one it is kept and warned about.
    """
    require(w.actor, "registration.edit")
    stay = w.need(Stay, stay_id)
    if said.kind not in codes("persetujuan"):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))
    reason = clean_text(said.reason) if said.given else required_reason(said.reason or "")
    values: dict[str, Any] = {"given": said.given, "reason": reason, "guardian": clean_text(said.guardian)}
    row_id = derived_id("consent", stay_id, said.kind)
    row, fresh = w.insert_once(Consent(id=row_id, stay_id=stay_id, kind=said.kind, **values))
    if not fresh:
        w.update(row, **values, void_reason=None)
    if values["guardian"] or not _is_child(w, stay):
        return ()
    text = _("Jawaban anak diberikan oleh wali atau lembaga; namanya belum ditulis.")
    return (Finding("guardian", "consent.guardian", text),)


def may_confide(seal: Seal, to: str = CASES_GO_TO) -> None:
    """UserError while nobody holds the vault `to`: better told before somebody types what he may not keep."""
    if seal(to, b"{}") is None:
        raise _nobody_opens(to)


def confide(w: Work, stay_id: str, content: Mapping[str, Any], seal: Seal, to: str = CASES_GO_TO) -> str:
    """What is said in confidence, sealed to the vault `to` (the social workers'); its id. Nobody here can read it."""
    require(w.actor, "registration.edit")
    w.need(Stay, stay_id)
    said = {name: value for name, value in content.items() if value not in (None, "", [])}
    if not said:
        raise UserError("confided.empty", _("Keterangannya masih kosong."))
    plain = canonical_json({"stay": stay_id, "at": w.now().isoformat(), "by": w.actor.user_id, **said})
    sealed = seal(to, plain)
    if sealed is None:
        raise _nobody_opens(to)
    row = Confided(id=new_id(), stay_id=stay_id, for_vault=to, content_digest=digest(sealed.encode()), sealed=sealed)
    return w.insert(row).id


@dataclass(frozen=True)
class Sealed:
    """Something said in confidence about a head, as it lies here: only the vault it is for opens `sealed`."""

    id: str
    stay_id: str
    sealed: str


def confidences(r: Reading, stay_ids: Iterable[str], to: str) -> list[Sealed]:
    """What was confided about these heads to the vault `to`, in the order it was written; unreadable here."""
    found: list[Sealed] = []
    for some in chunks(list(stay_ids)):
        mine = select(Confided).where(live(r, Confided), Confided.for_vault == to, col(Confided.stay_id).in_(some))
        found += [Sealed(row.id, row.stay_id, row.sealed) for row in r.all(mine)]
    return sorted(found, key=lambda one: one.id)


def _nobody_opens(vault: str) -> UserError:
    if vault != CASES_GO_TO:
        return UserError(
            "seal.nobody",
            _("Belum ada petugas kesehatan yang dapat membukanya; keterangan tertutup belum dapat dicatat."),
            _("Minta kepala pos mendaftarkan petugas kesehatan, atau sampaikan langsung kepadanya."),
        )
    return UserError(
        "seal.nobody",
        _("Belum ada peksos yang dapat membukanya; keterangan tertutup belum dapat dicatat."),
        _("Minta kepala pos mendaftarkan peksos, atau tulis di formulir kertas dan serahkan kepadanya."),
    )


def _value(name: str, said: Any) -> Any:
    if name not in JOURNEY:
        raise KeyError(name)
    if (
        name == "left_way"
        and said is not None
        and (said not in codes("cara_keluar") or is_sensitive("cara_keluar", said))
    ):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))
    if name == "left_year" and said is not None and not isinstance(said, int):
        raise UserError("person.left.year", _("Tulis tahun berangkat dengan empat angka; tidak ada yang disimpan."))
    return clean_text(said) if isinstance(said, str) else said


def _journey(r: Reading, stay_id: str) -> Journey | None:
    row = r.get(Journey, derived_id("journey", stay_id))
    return row if row is not None and row.void_reason is None else None


def _birth(r: Reading, stay: Stay) -> Birth:
    person = r.get(Person, stay.person_id) if stay.person_id else None
    if person is None:
        return rules.UNKNOWN_BIRTH
    return Birth(person.birth_date, person.birth_year, person.age, person.age_on, person.age_months)


def _is_child(w: Work, stay: Stay) -> bool:
    age = rules.age_on(_birth(w, stay), today(w))
    return stay.head_class in rules.CHILDREN if age is None else age < rules.ADULT_AGE


def _rows(r: Reading, model: Any, stay_id: str) -> list[Any]:
    return r.all(select(model).where(live(r, model), model.stay_id == stay_id))
