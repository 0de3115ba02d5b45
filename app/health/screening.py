"""Screening by card at the quay and in transit (R22 Ps. 6(2)): who is still to be looked at, and what was found."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.access.days import today
from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health import needs, rules
from app.health.heads import IN_CARE, counting, died, here, present
from app.health.records import Screening
from app.health.trail import looking, refuse_closed
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.reference.enumerations import codes
from app.registration.counts import HeadLine
from app.registration.wording import clean_text

STAGES = ("masuk", "transit", "berangkat")


@dataclass(frozen=True)
class ScreeningDraft:
    """What was entered for one person; `id` is made with the form, so that sending it twice makes one row."""

    stay_id: str
    verdict: str
    stage: str = "masuk"
    vitals: dict[str, int] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    complaint: str = ""
    pregnant: bool = False
    weeks: int | None = None
    medicines: str = ""
    allergies: str = ""
    note: str = ""
    needs: frozenset[str] = frozenset()
    id: str = field(default_factory=new_id)


@dataclass(frozen=True)
class Screened:
    """A screening as lists and pages show it."""

    id: str
    stay_id: str
    at: datetime
    day: date
    stage: str
    verdict: str
    vitals: dict[str, int]
    findings: tuple[str, ...]
    complaint: str
    pregnant: bool
    weeks: int | None
    medicines: str
    allergies: str
    note: str
    officer: str


@dataclass(frozen=True)
class Waiting:
    """One line of the queue: a head here and its latest screening, None while nobody looked at it."""

    head: HeadLine
    screened: Screened | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody here was not looked at yet."""
        return self.screened is None and self.head.account in IN_CARE


@dataclass(frozen=True)
class Queue:
    """Everybody here, those not screened yet first."""

    lines: tuple[Waiting, ...]

    @property
    def open(self) -> int:
        """How many are still to be screened."""
        return sum(line.waits for line in self.lines)


def queue(office: Office) -> Queue:
    """Everybody here by card, those still to be looked at first; those who died here last, for their papers."""
    heads, same = [*present(office), *died(office)], counting(office)
    counted = {head.stay_id for head in heads}
    with looking(office, "queue") as look:
        rows = look.of_stays(Screening, [*counted, *(stay for stay, kept in same.items() if kept in counted)])
    latest: dict[str, Screening] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        latest[same.get(row.stay_id, row.stay_id)] = row
    lines = [Waiting(head, view(latest[head.stay_id]) if head.stay_id in latest else None) for head in heads]
    return Queue(tuple(sorted(lines, key=lambda line: (not line.waits, _card_order(line.head)))))


def screen(office: Office, draft: ScreeningDraft) -> Screened:
    """Keep a screening of somebody who is here, and tell the house what he needs."""
    refuse_closed(office)
    require(office.actor, "health.screen")
    head = here(office, draft.stay_id)
    _check(draft, head)
    with office.read() as general:
        day = today(general)
    with office.write("health.screen", HEALTH) as w:
        row, _new = w.insert_once(
            Screening(
                id=draft.id,
                stay_id=head.stay_id,
                card=head.card_number,
                stage=draft.stage,
                vitals=dict(draft.vitals) or None,
                findings=list(draft.findings) or None,
                complaint=clean_text(draft.complaint),
                pregnant=draft.pregnant,
                weeks=draft.weeks,
                medicines=clean_text(draft.medicines),
                allergies=clean_text(draft.allergies),
                verdict=draft.verdict,
                needs=sorted(draft.needs) or None,
                note=clean_text(draft.note),
                at=w.now(),
                day=day,
                officer=w.actor.name,
                desk=w.device_letter,
            )
        )
        kept = view(row)
    needs.pass_on(office)
    return kept


def _check(draft: ScreeningDraft, head: HeadLine) -> None:
    if draft.verdict not in codes("hasil_kesehatan"):
        raise UserError("health.verdict", _("Hasil skrining belum dipilih; belum disimpan."))
    if draft.stage not in STAGES or not set(draft.findings) <= codes("penyakit"):
        raise UserError("health.finding", _("Temuan ini tidak ada di daftar; belum disimpan."))
    for name, value in draft.vitals.items():
        rules.check_vital(name, value)
    needs.check(draft.needs)
    rules.check_pregnancy(draft.pregnant, draft.weeks, head.sex)


def view(row: Screening) -> Screened:
    """A screening as a plain value."""
    return Screened(
        row.id,
        row.stay_id,
        row.at,
        row.day,
        row.stage,
        row.verdict,
        dict(row.vitals or {}),
        tuple(row.findings or ()),
        row.complaint or "",
        row.pregnant,
        row.weeks,
        row.medicines or "",
        row.allergies or "",
        row.note or "",
        row.officer,
    )


def _card_order(head: HeadLine) -> tuple[bool, int, str, str]:
    card = head.card_number or ""
    return not card, len(card), card, head.name
