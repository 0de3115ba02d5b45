"""*Surat keterangan layak dipulangkan*, and printing: papers are printed by holders alone, and each copy counts."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health import papers, rules
from app.health.heads import arrivals, here, known
from app.health.records import Certificate, Isolation, Referral
from app.health.steps import check_not_before, required, working_day
from app.health.trail import looking, refuse_closed
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.printing.ready import Sheet
from app.printing.values import State
from app.registration.wording import clean_text
from app.store.work import Work

LONGEST = timedelta(days=30)
USUAL = timedelta(days=7)


@dataclass(frozen=True)
class CertificateDraft:
    """A certificate as entered; `conditions` are for the road (“duduk dekat pendamping”), `id` as in ScreeningDraft."""

    stay_id: str
    verdict: str
    doctor: str
    valid_until: date
    licence: str = ""
    conditions: str = ""
    id: str = field(default_factory=new_id)


def certify(office: Office, draft: CertificateDraft) -> str:
    """Say that somebody may travel; the id of the certificate. Nobody in isolation gets one."""
    refuse_closed(office)
    require(office.actor, "health.certify")
    head = here(office, draft.stay_id)
    _check(office, draft)
    doctor, day = required(draft.doctor, _("Nama dokter atau petugas kesehatan")), working_day(office)
    check_not_before(draft.valid_until, day, _("Masa berlaku"), _("hari ini"))
    with office.write("health.certify", HEALTH) as w:
        if w.get(Certificate, draft.id) is None:
            _insert(w, replace(draft, stay_id=head.stay_id), doctor, day)
    return draft.id


def _insert(w: Work, draft: CertificateDraft, doctor: str, day: date) -> None:
    w.insert(
        Certificate(
            id=draft.id,
            number=w.next_number("layak"),
            stay_id=draft.stay_id,
            verdict=draft.verdict,
            conditions=clean_text(draft.conditions),
            doctor=doctor,
            licence=clean_text(draft.licence),
            valid_until=draft.valid_until,
            at=w.now(),
            day=day,
            officer=w.actor.name,
        )
    )


def _check(office: Office, draft: CertificateDraft) -> None:
    if draft.verdict not in rules.FIT_FOR_TRAVEL:
        raise UserError(
            "health.verdict",
            _("Surat layak hanya untuk yang layak jalan atau layak dengan pendamping; belum disimpan."),
        )
    if draft.valid_until > working_day(office) + LONGEST:
        raise UserError(
            "health.validity",
            _("Masa berlaku surat layak paling lama {n} hari; belum disimpan.").format(n=LONGEST.days),
        )
    with looking(office, "person") as look:
        if any(row.ended is None for row in look.of_stays(Isolation, arrivals(office, draft.stay_id))):
            raise UserError(
                "health.isolated",
                _("Orang ini masih diisolasi; surat layak belum dibuat."),
                _("Akhiri dulu isolasinya kalau memang sudah selesai."),
            )


def referral_sheet(office: Office, referral_id: str, paper: str = "A4") -> Sheet:
    """The letter to print, counted as one more copy."""
    copy = _counted(office, Referral, referral_id)
    with looking(office, "paper") as look:
        row = look.one(Referral, referral_id)
        values = papers.referral_values(office.site, row, known(office, row.stay_id))
    return Sheet(papers.REFERRAL, values, paper, state=State(copy=copy))


def certificate_sheet(office: Office, certificate_id: str, paper: str = "A4") -> Sheet:
    """The certificate to print, counted as one more copy."""
    copy = _counted(office, Certificate, certificate_id)
    with looking(office, "paper") as look:
        row = look.one(Certificate, certificate_id)
        values = papers.certificate_values(office.site, row, known(office, row.stay_id))
    return Sheet(papers.FITNESS, values, paper, state=State(copy=copy))


def keep_copy(office: Office, kind: str, row_id: str) -> None:
    """A copy leaves the vault as a file: one more copy, and noted each time with who and when."""
    model: type[Referral] | type[Certificate] = Referral if kind == "referral" else Certificate
    _counted(office, model, row_id)
    with looking(office, "copy", always=True) as look:
        look.one(model, row_id)


def _counted(office: Office, model: type[Referral] | type[Certificate], row_id: str) -> int:
    refuse_closed(office)
    require(office.actor, "health.print")
    with office.write("health.print", HEALTH) as w:
        row = w.need(model, row_id)
        if row.void_reason is not None:
            raise UserError("health.void", _("Surat ini sudah dibatalkan; tidak dicetak lagi."))
        return w.update(row, prints=row.prints + 1).prints
