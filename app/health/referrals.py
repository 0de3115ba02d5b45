"""Letters that send somebody on to a Puskesmas, a hospital or port health, and what these wrote back (R22 Ps. 16)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health import needs, rules
from app.health.heads import counting, here
from app.health.records import Referral, Reply
from app.health.steps import check_not_before, required, standing, working_day
from app.health.trail import looking, refuse_closed
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import codes
from app.registration.counts import HeadLine, heads_of
from app.registration.wording import clean_text

INSTITUTIONS = "kesehatan"
"""The group of `lembaga_rujukan` a letter of this slice may go to."""


@dataclass(frozen=True)
class ReferralDraft:
    """A letter as entered; `id` as in ScreeningDraft."""

    stay_id: str
    to_kind: str
    to_name: str
    complaint: str
    vitals: dict[str, int] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    suspicion: str = ""
    treatment: str = ""
    medicines: str = ""
    allergies: str = ""
    weeks: int | None = None
    companion: str = ""
    transport: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True)
class ReplyDraft:
    """What came back on the lower half of the letter; `verdict` of `hasil_kesehatan`."""

    diagnosis: str
    verdict: str
    answered_on: date
    treatment: str = ""
    control_on: date | None = None
    isolation: str = ""
    doctor: str = ""


@dataclass(frozen=True)
class Referred:
    """One letter on the list; `answer` is the diagnosis written back, "" while none came."""

    id: str
    number: str
    head: HeadLine
    to_kind: str
    to_name: str
    day: date
    complaint: str
    answer: str = ""
    verdict: str = ""
    days_open: int = 0


def refer(office: Office, draft: ReferralDraft) -> str:
    """Write a letter with the next number; the id of its row. The house hears that departure waits."""
    refuse_closed(office)
    require(office.actor, "health.refer")
    head, day = here(office, draft.stay_id), working_day(office)
    _check(draft, head)
    with office.write("health.refer", HEALTH) as w:
        row = w.get(Referral, draft.id)
        if row is not None:
            return row.id
        w.insert(
            Referral(
                id=draft.id,
                number=w.next_number("rujukan"),
                stay_id=head.stay_id,
                to_kind=draft.to_kind,
                to_name=required(draft.to_name, _("Nama tujuan rujukan")),
                complaint=required(draft.complaint, _("Keluhan")),
                vitals=dict(draft.vitals) or None,
                findings=list(draft.findings) or None,
                suspicion=clean_text(draft.suspicion),
                treatment=clean_text(draft.treatment),
                medicines=clean_text(draft.medicines),
                allergies=clean_text(draft.allergies),
                weeks=draft.weeks,
                companion=clean_text(draft.companion),
                transport=clean_text(draft.transport),
                at=w.now(),
                day=day,
                officer=w.actor.name,
            )
        )
    needs.pass_on(office)
    return draft.id


def _check(draft: ReferralDraft, head: HeadLine) -> None:
    if draft.to_kind not in codes("lembaga_rujukan", INSTITUTIONS):
        raise UserError("health.institution", _("Tujuan rujukan belum dipilih; belum disimpan."))
    if not set(draft.findings) <= codes("penyakit"):
        raise UserError("health.finding", _("Temuan ini tidak ada di daftar; belum disimpan."))
    for name, value in draft.vitals.items():
        rules.check_vital(name, value)
    rules.check_pregnancy(False, draft.weeks, head.sex)


def answer(office: Office, referral_id: str, draft: ReplyDraft) -> None:
    """Keep what was written back; whoever is fit to travel now need not wait any longer. Two desks make one reply."""
    refuse_closed(office)
    require(office.actor, "health.refer")
    diagnosis, day = required(draft.diagnosis, _("Diagnosis")), working_day(office)
    if draft.verdict not in codes("hasil_kesehatan"):
        raise UserError("health.verdict", _("Hasilnya belum dipilih; belum disimpan."))
    with office.write("health.answer", HEALTH) as w:
        letter = standing(w, Referral, referral_id)
        check_not_before(draft.answered_on, letter.day, _("Tanggal balasan"), _("tanggal rujukan"))
        check_not_before(day, draft.answered_on, _("Hari ini"), _("tanggal balasan"))
        values: dict[str, Any] = {
            "diagnosis": diagnosis,
            "treatment": clean_text(draft.treatment),
            "verdict": draft.verdict,
            "control_on": draft.control_on,
            "isolation": clean_text(draft.isolation),
            "doctor": clean_text(draft.doctor),
            "answered_on": draft.answered_on,
        }
        fresh = Reply(
            id=derived_id("health.reply", referral_id),
            referral_id=referral_id,
            stay_id=letter.stay_id,
            at=w.now(),
            officer=w.actor.name,
            **values,
        )
        row, created = w.insert_once(fresh)
        if not created:
            w.update(row, **values, void_reason=None)
    needs.pass_on(office)


def referrals(office: Office, only_open: bool = False) -> list[Referred]:
    """The letters, those without an answer first, the oldest of them on top."""
    day, same = working_day(office), counting(office)
    with looking(office, "referrals") as look:
        letters = look.rows(Referral)
        replies = {row.referral_id: row for row in look.rows(Reply)}
    with office.read() as general:
        whose = {row.id: same.get(row.stay_id, row.stay_id) for row in letters}
        heads = {head.stay_id: head for head in heads_of(general, sorted(set(whose.values())))}
    found = [
        _referred(row, heads[whose[row.id]], replies.get(row.id), day)
        for row in letters
        if whose[row.id] in heads and not (only_open and row.id in replies)
    ]
    waiting = sorted((one for one in found if not one.answer), key=lambda one: (one.day, one.number))
    done = sorted((one for one in found if one.answer), key=lambda one: (one.day, one.number), reverse=True)
    return [*waiting, *done]


def _referred(row: Referral, head: HeadLine, reply: Reply | None, day: date) -> Referred:
    told = (reply.diagnosis, reply.verdict) if reply else ("", "")
    return Referred(
        row.id, row.number, head, row.to_kind, row.to_name, row.day, row.complaint, *told, (day - row.day).days
    )
