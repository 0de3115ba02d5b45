"""Care in the house: visits with treatment, isolation from a day until another, and people who lie in a hospital."""

from dataclasses import dataclass, field
from datetime import date

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health import needs, rules
from app.health.heads import IN_CARE, arrivals, counting, here, known
from app.health.records import Inpatient, Isolation, Visit
from app.health.steps import check_day, check_not_before, is_open, next_step, required, standing, working_day
from app.health.trail import looking, refuse_closed
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import codes
from app.registration.counts import HeadLine, heads_of
from app.registration.wording import clean_text


@dataclass(frozen=True)
class VisitDraft:
    """A visit as entered; `id` as in ScreeningDraft."""

    stay_id: str
    complaint: str
    vitals: dict[str, int] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    treatment: str = ""
    medicines: str = ""
    note: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True)
class IsolationDraft:
    """Who is kept apart, why and where."""

    stay_id: str
    began: date
    findings: tuple[str, ...] = ()
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class AdmissionDraft:
    """Who lies where since when, and the social worker who is with him."""

    stay_id: str
    hospital: str
    companion: str
    admitted: date
    ward: str = ""
    referral_id: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Isolated:
    """One isolation with the head it is about."""

    id: str
    head: HeadLine
    began: date
    ended: date | None
    findings: tuple[str, ...]
    place: str
    days: int


def visit(office: Office, draft: VisitDraft) -> str:
    """Keep a visit; the id of its row."""
    refuse_closed(office)
    require(office.actor, "health.visit")
    head = here(office, draft.stay_id)
    _check(draft.findings, draft.vitals)
    complaint, day = required(draft.complaint, _("Keluhan")), working_day(office)
    with office.write("health.visit", HEALTH) as w:
        row, _new = w.insert_once(
            Visit(
                id=draft.id,
                stay_id=head.stay_id,
                complaint=complaint,
                vitals=dict(draft.vitals) or None,
                findings=list(draft.findings) or None,
                treatment=clean_text(draft.treatment),
                medicines=clean_text(draft.medicines),
                note=clean_text(draft.note),
                at=w.now(),
                day=day,
                officer=w.actor.name,
                desk=w.device_letter,
            )
        )
        return row.id


def isolate(office: Office, draft: IsolationDraft) -> str:
    """Keep somebody apart from a day on; the house hears that he needs a room of his own. Two desks make one row."""
    refuse_closed(office)
    require(office.actor, "health.isolate")
    head, day = here(office, draft.stay_id), working_day(office)
    stays = arrivals(office, head.stay_id)
    _check(draft.findings, {})
    check_day(draft.began, head, day, _("Mulai isolasi"))
    with office.write("health.isolate", HEALTH) as w:
        step = next_step(w, Isolation, head.stay_id)
        if is_open(w, Isolation, stays):
            raise UserError("health.isolated", _("Orang ini sudah diisolasi; tidak dicatat dua kali."))
        row, _new = w.insert_once(
            Isolation(
                id=_isolation_id(head.stay_id, step),
                stay_id=head.stay_id,
                step=step,
                findings=list(draft.findings) or None,
                place=clean_text(draft.place),
                began=draft.began,
                note=clean_text(draft.note),
                at=w.now(),
                officer=w.actor.name,
            )
        )
        kept = row.id
    needs.pass_on(office)
    return kept


def release(office: Office, isolation_id: str, ended: date, note: str = "") -> None:
    """An isolation is over; what it asked of the house is asked no longer."""
    refuse_closed(office)
    require(office.actor, "health.isolate")
    day = working_day(office)
    with office.write("health.release", HEALTH) as w:
        row = standing(w, Isolation, isolation_id)
        check_not_before(ended, row.began, _("Akhir isolasi"), _("mulainya"))
        check_not_before(day, ended, _("Hari ini"), _("akhir isolasi"))
        w.update(row, ended=ended, ended_at=w.now(), end_note=clean_text(note))
    needs.pass_on(office)


def admit(office: Office, draft: AdmissionDraft) -> str:
    """Somebody lies in a hospital from a day on, accompanied by a social worker (R22 Ps. 16)."""
    refuse_closed(office)
    require(office.actor, "health.inpatient")
    head, day = here(office, draft.stay_id), working_day(office)
    check_day(draft.admitted, head, day, _("Masuk rawat inap"))
    hospital = required(draft.hospital, _("Nama rumah sakit"))
    companion = required(draft.companion, _("Pekerja sosial pendamping"))
    stays = arrivals(office, head.stay_id)
    with office.write("health.admit", HEALTH) as w:
        step = next_step(w, Inpatient, head.stay_id)
        if is_open(w, Inpatient, stays):
            raise UserError("health.admitted", _("Orang ini tercatat masih dirawat; tidak dicatat dua kali."))
        row, _new = w.insert_once(
            Inpatient(
                id=_inpatient_id(head.stay_id, step),
                stay_id=head.stay_id,
                step=step,
                referral_id=draft.referral_id,
                hospital=hospital,
                ward=clean_text(draft.ward),
                companion=companion,
                admitted=draft.admitted,
                note=clean_text(draft.note),
                at=w.now(),
                officer=w.actor.name,
            )
        )
        return row.id


def discharge(office: Office, inpatient_id: str, discharged: date, outcome: str, note: str = "") -> None:
    """Somebody came out of the hospital; UserError for a day before he came in, or before he came to Indonesia."""
    refuse_closed(office)
    require(office.actor, "health.inpatient")
    if outcome not in codes("hasil_rawat"):
        raise UserError("health.outcome", _("Hasil perawatan belum dipilih; belum disimpan."))
    day = working_day(office)
    with looking(office, "person") as look:
        stay_id = look.one(Inpatient, inpatient_id).stay_id
    check_day(discharged, known(office, stay_id), day, _("Keluar rawat inap"))
    with office.write("health.discharge", HEALTH) as w:
        row = standing(w, Inpatient, inpatient_id)
        check_not_before(discharged, row.admitted, _("Keluar rawat inap"), _("masuknya"))
        w.update(row, discharged=discharged, outcome=outcome, note=clean_text(note) or row.note)


def isolated(office: Office, only_open: bool = True) -> list[Isolated]:
    """Who is kept apart here, the longest first; with `only_open` False also what is over, and whoever left."""
    day, same = working_day(office), counting(office)
    with looking(office, "isolation") as look:
        rows = [row for row in look.rows(Isolation) if not (only_open and row.ended)]
    with office.read() as general:
        whose = {row.id: same.get(row.stay_id, row.stay_id) for row in rows}
        heads = {head.stay_id: head for head in heads_of(general, sorted(set(whose.values())))}
    if only_open:
        heads = {stay: head for stay, head in heads.items() if head.account in IN_CARE}
    found = [
        Isolated(
            row.id,
            heads[whose[row.id]],
            row.began,
            row.ended,
            tuple(row.findings or ()),
            row.place or "",
            ((row.ended or day) - row.began).days + 1,
        )
        for row in rows
        if whose[row.id] in heads
    ]
    return sorted(found, key=lambda one: (one.ended is not None, one.began, one.head.display))


def _check(findings: tuple[str, ...], vitals: dict[str, int]) -> None:
    if not set(findings) <= codes("penyakit"):
        raise UserError("health.finding", _("Temuan ini tidak ada di daftar; belum disimpan."))
    for name, value in vitals.items():
        rules.check_vital(name, value)


def _isolation_id(stay_id: str, step: int) -> str:
    return derived_id("health.isolation", stay_id, str(step))


def _inpatient_id(stay_id: str, step: int) -> str:
    return derived_id("health.inpatient", stay_id, str(step))
