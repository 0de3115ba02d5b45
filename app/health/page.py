"""The health page of one person: what was found, done and decided about this stay, in the order it happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.access.office import Office
from app.health import rules
from app.health.confided import TABLE, Confidence, confided_to_health
from app.health.heads import arrivals, known
from app.health.records import Birth, Certificate, Inpatient, Isolation, Referral, Reply, Screening, Visit
from app.health.remarks import Said, remarks_of
from app.health.screening import Screened, view
from app.health.trail import Look, looking
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.counts import HeadLine


@dataclass(frozen=True)
class Event:
    """One entry; `kind` and `id` as app.health.voiding takes them, `open` while something still waits for its end.

    What is `foreign` was written elsewhere and is taken back there.
    """

    kind: str
    id: str
    at: datetime
    title: str
    lines: tuple[str, ...]
    officer: str
    open: bool = False
    tone: str = ""
    foreign: bool = False


@dataclass(frozen=True)
class HealthPage:
    """Everything of one stay, the latest first."""

    head: HeadLine
    events: tuple[Event, ...]
    latest: Screened | None
    remarks: tuple[Said, ...]

    def open(self, kind: str) -> Event | None:
        """What of a kind still waits for its end."""
        return next((event for event in self.events if event.kind == kind and event.open), None)


def page(office: Office, stay_id: str) -> HealthPage:
    """The page of one stay, also of somebody who left, with what was written under arrivals joined to it."""
    head, stays = known(office, stay_id), arrivals(office, stay_id)
    with looking(office, "person") as look:
        screenings = sorted(look.of_stays(Screening, stays), key=lambda row: (row.at, row.id))
        events = [*map(_screening, screenings), *_others(look, stays)]
    events += map(_confided, confided_to_health(office, stays))
    latest = view(screenings[-1]) if screenings else None
    ordered = tuple(sorted(events, key=lambda event: (event.at, event.id), reverse=True))
    return HealthPage(head, ordered, latest, tuple(remarks_of(office, stays)))


def findings_words(codes: Sequence[str] | None) -> str:
    """Findings by name: “ISPA, Hipertensi”."""
    return ", ".join(name_of("penyakit", code) for code in codes or ())


def _screening(row: Screening) -> Event:
    pregnant = _("hamil {n} minggu").format(n=row.weeks) if row.weeks else _("hamil") if row.pregnant else ""
    measured = " · ".join(part for part in (rules.vitals_words(row.vitals), pregnant) if part)
    lines = (measured, findings_words(row.findings), row.complaint, _medicines(row.medicines, row.allergies), row.note)
    title = f"{name_of('tahap_skrining', row.stage)}: {name_of('hasil_kesehatan', row.verdict)}"
    tone = "" if row.verdict == rules.FIT else "bad" if row.verdict == rules.ISOLATE else "warn"
    return Event("screening", row.id, row.at, title, _said(*lines), row.officer, tone=tone)


def _others(look: Look, stays: Sequence[str]) -> Iterator[Event]:
    yield from map(_visit, look.of_stays(Visit, stays))
    yield from map(_isolation, look.of_stays(Isolation, stays))
    yield from map(_inpatient, look.of_stays(Inpatient, stays))
    replies = {row.referral_id: row for row in look.of_stays(Reply, stays)}
    for row in look.of_stays(Referral, stays):
        yield _referral(row, row.id not in replies)
    yield from map(_reply, replies.values())
    yield from map(_certificate, look.of_stays(Certificate, stays))
    yield from map(_birth, look.of_stays(Birth, stays))


def _visit(row: Visit) -> Event:
    lines = (row.complaint, rules.vitals_words(row.vitals), findings_words(row.findings), row.treatment, row.medicines)
    return Event("visit", row.id, row.at, _("Kunjungan"), _said(*lines, row.note), row.officer)


def _isolation(row: Isolation) -> Event:
    until = _("{day} sampai {end}").format(day=_day(row.began), end=_day(row.ended))
    span = until if row.ended else _("sejak {day}").format(day=_day(row.began))
    lines = _said(span, findings_words(row.findings), row.place, row.note, row.end_note)
    ongoing = row.ended is None
    return Event("isolation", row.id, row.at, _("Isolasi"), lines, row.officer, ongoing, tone="bad" if ongoing else "")


def _inpatient(row: Inpatient) -> Event:
    span = _("masuk {day}").format(day=_day(row.admitted))
    out = _("keluar {day}: {outcome}").format(day=_day(row.discharged), outcome=name_of("hasil_rawat", row.outcome))
    companion = _("didampingi {name}").format(name=row.companion)
    lines = _said(row.hospital, row.ward, span, out if row.discharged else "", companion, row.note)
    return Event("inpatient", row.id, row.at, _("Rawat inap"), lines, row.officer, row.discharged is None)


def _referral(row: Referral, waits: bool) -> Event:
    to = f"{name_of('lembaga_rujukan', row.to_kind)} · {row.to_name}"
    lines = _said(to, row.complaint, findings_words(row.findings), row.suspicion)
    title = _("Rujukan {number}").format(number=row.number)
    return Event("referral", row.id, row.at, title, lines, row.officer, waits, "warn" if waits else "")


def _reply(row: Reply) -> Event:
    control = _("kontrol {day}").format(day=_day(row.control_on)) if row.control_on else ""
    lines = _said(row.diagnosis, row.treatment, name_of("hasil_kesehatan", row.verdict), control, row.isolation)
    return Event("reply", row.id, row.at, _("Balasan rujukan"), _said(*lines, row.doctor), row.officer)


def _certificate(row: Certificate) -> Event:
    until = _("berlaku sampai {day}").format(day=_day(row.valid_until))
    lines = _said(name_of("hasil_kesehatan", row.verdict), row.conditions, until, row.doctor)
    title = _("Surat layak dipulangkan {number}").format(number=row.number)
    return Event("certificate", row.id, row.at, title, lines, row.officer)


def _birth(row: Birth) -> Event:
    size = " · ".join(
        part
        for part in (
            name_of("jenis_kelamin", row.sex),
            f"{row.weight} gram" if row.weight else "",
            f"{row.length} mm" if row.length else "",
        )
        if part
    )
    when = " ".join(part for part in (_day(row.born_on), row.born_time or "") if part)
    lines = _said(when, size, row.helper, row.place, row.mother_state, row.baby_state)
    return Event("birth", row.id, row.at, _("Kelahiran"), lines, row.officer)


def _confided(one: Confidence) -> Event:
    """What was sealed for health outside of it, beside what everybody reads of the incident it belongs to."""
    about, title = one.incident, _("Keterangan tertutup untuk petugas kesehatan")
    lines = one.told or (_("Disegel sebelum laptop ini memegang kunci kesehatan; buka di laptop kesehatan lain."),)
    officer = ""
    if about is not None:
        title = _("Kejadian {number}: {kind}").format(number=about.number, kind=about.name)
        void = _("dibatalkan: {reason}").format(reason=about.void) if about.void else ""
        lines, officer = _said(*lines, about.place, about.outcome, void), about.officer
    return Event(TABLE, one.id, one.at, title, lines, officer, tone="warn", foreign=True)


def _medicines(medicines: str | None, allergies: str | None) -> str:
    parts = [_("obat: {what}").format(what=medicines)] if medicines else []
    parts += [_("alergi: {what}").format(what=allergies)] if allergies else []
    return " · ".join(parts)


def _said(*lines: str | None) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
