"""Incidents in and around the house: what happened to whom, what was done, who was told, and how it ended (R22 6(1)).

What belongs to health or protection is sealed to the holders of that vault, head by head; here stays that it happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from app.access.days import today, was_opened
from app.access.office import site_of
from app.access.roles import vault_label
from app.access.rules import require
from app.kernel.clock import local, operational_date
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.kernel.ids import new_id
from app.reference.enumerations import codes, indonesian_of, name_of
from app.registration import interview
from app.registration.counts import HeadLine, heads_of
from app.registration.interview import Seal
from app.registration.live import need_arrived
from app.registration.wording import clean_text, required_reason
from app.shelter.duty.records import Incident
from app.shelter.rules.duty import CLOSED, OPEN, SEALED
from app.store.work import Reading, Work

PERMISSION = "shelter.incident"
SERIES = "kejadian"
SKEW = timedelta(minutes=10)
MOST_HEADS = 60
MOST_LISTED = 500
_CLOSED_TEXTS = {
    "health": N_("Rincian disegel untuk petugas kesehatan."),
    "protection": N_("Rincian disegel untuk peksos."),
}


@dataclass(frozen=True)
class IncidentDraft:
    """An incident as entered. `secret` is what only the holders of a vault may read; `told` is for everybody."""

    kind: str
    at: datetime
    place: str = ""
    told: str = ""
    stays: tuple[str, ...] = ()
    outsiders: str = ""
    done: str = ""
    reported_to: str = ""
    reported_at: datetime | None = None
    secret: str = ""
    secret_for: str = ""


@dataclass(frozen=True)
class IncidentView:
    """An incident as lists and pages show it; `void` says why it counts no more."""

    id: str
    number: str
    kind: str
    place: str
    at: datetime
    day: date
    told: str
    done: str
    heads: tuple[HeadLine, ...]
    outsiders: str
    reported_to: str
    reported_at: datetime | None
    sealed_for: tuple[str, ...]
    state: str
    outcome: str
    officer: str
    desk: str
    void: str

    @property
    def open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.state == OPEN and not self.void

    @property
    def sealed_kind(self) -> bool:
        """Whether only the holders of a vault may know what it was about."""
        return self.kind in SEALED

    @property
    def name(self) -> str:
        """The kind in words."""
        return name_of("jenis_kejadian", self.kind)

    @property
    def paper_name(self) -> str:
        """The kind as papers name it: Indonesian, whatever language the screen speaks."""
        return indonesian_of("jenis_kejadian", self.kind)

    @property
    def people(self) -> str:
        """Whoever was involved, in one line."""
        return "; ".join([*(head.display for head in self.heads), *([self.outsiders] if self.outsiders else [])])


def record(w: Work, draft: IncidentDraft, seal: Seal) -> str:
    """Write an incident down; its id. What is secret goes sealed to each head involved and is unreadable here."""
    require(w.actor, PERMISSION)
    day = _check(w, draft)
    number, at = w.next_number(SERIES), draft.at
    vault = draft.secret_for if clean_text(draft.secret) else ""
    row = Incident(
        id=new_id(), number=number, at=at, day=day, state=OPEN, desk=w.device_letter, officer=w.actor.name,
        sealed_for=[vault] if vault else None, **_said(draft),
    )  # fmt: skip
    w.insert(row)
    _seal(w, row, draft, seal)
    return row.id


def change(w: Work, incident_id: str, draft: IncidentDraft, seal: Seal) -> None:
    """Correct or complete an incident that is open; what was sealed before stays sealed beside what comes now."""
    require(w.actor, PERMISSION)
    row = _standing(w, incident_id)
    before = set(row.sealed_for or ())
    day = _check(w, draft, bool(before))
    vault = {draft.secret_for} if clean_text(draft.secret) else set()
    w.update(row, at=draft.at, day=day, sealed_for=sorted(before | vault) or None, **_said(draft))
    _seal(w, row, draft, seal)


def close(w: Work, incident_id: str, outcome: str) -> None:
    """It is dealt with; how it ended, in words."""
    require(w.actor, PERMISSION)
    row = _standing(w, incident_id)
    said = clean_text(outcome)
    if not said:
        raise UserError("incident.outcome", _("Tulis bagaimana kejadian ini diselesaikan; belum ditutup."))
    w.update(row, state=CLOSED, outcome=said)


def reopen(w: Work, incident_id: str, reason: str) -> None:
    """It is not over after all; the reason joins what is known of how it ended."""
    require(w.actor, PERMISSION)
    said, row = required_reason(reason), w.need(Incident, incident_id)
    if row.state != CLOSED or row.void_reason is not None:
        raise UserError("incident.open", _("Kejadian ini masih terbuka; tidak ada yang diubah."))
    told = _("{outcome} · dibuka lagi: {reason}").format(outcome=row.outcome or "-", reason=said)
    w.update(row, state=OPEN, outcome=clean_text(told))


def void(w: Work, incident_id: str, reason: str) -> None:
    """It was written down by mistake: it stays readable with the reason and counts no more."""
    require(w.actor, f"{PERMISSION}.void")
    said = required_reason(reason)
    row = w.need(Incident, incident_id)
    if row.void_reason is not None:
        raise UserError("incident.void", _("Kejadian ini sudah dibatalkan."))
    w.void(row, said)


def incident(r: Reading, incident_id: str) -> IncidentView:
    """One incident."""
    return _views(r, [r.need(Incident, incident_id)])[0]


def numbered(r: Reading, numbers: Sequence[str]) -> dict[str, IncidentView]:
    """Incidents by their number, those called off too; for whoever opens what was sealed beside them."""
    mine = select(Incident).where(col(Incident.site_id) == r.site_id, col(Incident.number).in_(numbers))
    return {one.number: one for one in _views(r, r.all(mine))} if numbers else {}


def incidents(r: Reading, day: date | None = None, only_open: bool = False) -> list[IncidentView]:
    """Incidents of a day, or all: the open ones first, then the latest; those called off come last and say why."""
    query = select(Incident).where(col(Incident.site_id) == r.site_id)
    if day is not None:
        query = query.where(Incident.day == day)
    if only_open:
        query = query.where(Incident.state == OPEN, col(Incident.void_reason).is_(None))
    rows = r.all(query.order_by(col(Incident.at).desc()).limit(MOST_LISTED))
    return sorted(_views(r, rows), key=lambda one: (bool(one.void), not one.open, -one.at.timestamp()))


def open_on(r: Reading, day: date) -> list[IncidentView]:
    """What is still open of a day and of the days before, the oldest first; for reports and whoever takes over."""
    return sorted((one for one in incidents(r, only_open=True) if one.day <= day), key=lambda one: one.at)


def neutral(kind: str) -> str:
    """What everybody may read of an incident whose details are sealed; empty for other kinds."""
    return _(_CLOSED_TEXTS[SEALED[kind]]) if kind in SEALED else ""


def _check(w: Work, draft: IncidentDraft, sealed_before: bool = False) -> date:
    """The operational day it belongs to; UserError says what is missing or cannot be."""
    if draft.kind not in codes("jenis_kejadian"):
        raise UserError("incident.kind", _("Pilih jenis kejadiannya; belum disimpan."))
    if len(draft.stays) > MOST_HEADS:
        raise UserError("incident.many", _("Paling banyak {n} orang dalam satu kejadian.").format(n=MOST_HEADS))
    for stay_id in draft.stays:
        need_arrived(w, stay_id)
    secret = clean_text(draft.secret)
    _check_secret(draft, secret, sealed_before)
    if draft.reported_at is not None and draft.reported_at < draft.at - SKEW:
        raise UserError("incident.reported", _("Dilaporkan sebelum terjadi; periksa kedua jamnya."))
    for moment in (draft.at, *([draft.reported_at] if draft.reported_at else [])):
        _refuse_future(w, moment)
    return _day_of(w, draft.at)


def _check_secret(draft: IncidentDraft, secret: str | None, sealed_before: bool) -> None:
    if secret and draft.secret_for not in SEALED.values():
        raise UserError("incident.secret_for", _("Pilih untuk siapa rincian tertutup ini; belum disimpan."))
    if secret and not draft.stays:
        raise UserError(
            "incident.secret_who",
            _("Rincian tertutup disimpan pada orangnya, dan belum ada orang yang dipilih; belum disimpan."),
            _("Tambahkan penghuni yang terlibat."),
        )
    if draft.kind in SEALED and not secret and not sealed_before:
        raise UserError(
            "incident.secret_empty",
            _("Kejadian jenis ini ditulis sebagai rincian tertutup; belum disimpan."),
            _("Isi rincian tertutup dan orangnya, atau pilih jenis lain kalau tidak menyangkut seseorang."),
        )
    if draft.kind not in SEALED and not clean_text(draft.told):
        raise UserError("incident.told", _("Tulis apa yang terjadi; belum disimpan."))


def _refuse_future(w: Work, moment: datetime) -> None:
    if moment > w.now() + SKEW:
        raise UserError(
            "incident.future",
            _("Waktu {at} belum terjadi; belum disimpan.").format(at=f"{local(moment, w.zone):%d-%m-%Y %H.%M}"),
            _("Periksa tanggal dan jamnya, dan jam laptop ini."),
        )


def _day_of(w: Work, moment: datetime) -> date:
    """The operational day of a declared time, which must have been opened; never one later than the day in use."""
    site, now = site_of(w), today(w)
    day = min(operational_date(moment, site.zone, site.day_start_minutes), now)
    if day != now and not was_opened(w, day):
        raise UserError(
            "incident.no_day", _("Hari {day} tidak pernah dibuka di sini.").format(day=f"{day:%d-%m-%Y}"),
            _("Periksa tanggalnya; kejadian lama dapat ditulis di buku giliran."),
        )  # fmt: skip
    return day


def _said(draft: IncidentDraft) -> dict[str, Any]:
    """The fields everybody may read; of a kind that is sealed nothing that was typed freely about it."""
    sealed = draft.kind in SEALED
    return {
        "kind": draft.kind,
        "place": clean_text(draft.place) or "",
        "told": "" if sealed else clean_text(draft.told),
        "stays": list(dict.fromkeys(draft.stays)) or None,
        "outsiders": None if sealed else clean_text(draft.outsiders),
        "done": None if sealed else clean_text(draft.done),
        "reported_to": clean_text(draft.reported_to),
        "reported_at": draft.reported_at,
    }


def _seal(w: Work, row: Incident, draft: IncidentDraft, seal: Seal) -> None:
    secret = clean_text(draft.secret)
    if not secret:
        return
    hidden = draft if draft.kind in SEALED else replace(draft, outsiders="", done="")
    said = {"incident": row.number, "note": secret, "outsiders": hidden.outsiders.strip(), "done": hidden.done.strip()}
    for stay_id in dict.fromkeys(draft.stays):
        interview.confide(w, stay_id, said, seal, draft.secret_for)


def _standing(w: Work, incident_id: str) -> Incident:
    row = w.need(Incident, incident_id)
    if row.void_reason is not None or row.state != OPEN:
        raise UserError(
            "incident.closed", _("Kejadian ini sudah ditutup atau dibatalkan; tidak ada yang diubah."),
            _("Buka lagi kejadiannya dengan alasan, lalu ubah."),
        )  # fmt: skip
    return row


def _views(r: Reading, rows: Sequence[Incident]) -> list[IncidentView]:
    wanted = [stay for row in rows for stay in row.stays or ()]
    heads = {head.stay_id: head for head in heads_of(r, list(dict.fromkeys(wanted)))} if wanted else {}
    return [
        IncidentView(
            row.id, row.number, row.kind, row.place, row.at, row.day, row.told or neutral(row.kind), row.done or "",
            tuple(heads[stay] for stay in row.stays or () if stay in heads), row.outsiders or "",
            row.reported_to or "", row.reported_at, tuple(row.sealed_for or ()), row.state, row.outcome or "",
            row.officer, row.desk, row.void_reason or "",
        )
        for row in rows
    ]  # fmt: skip


def sealed_words(one: IncidentView) -> str:
    """“Rincian lain tersegel: kesehatan”, for whoever reads what stands here; empty when nothing is sealed."""
    vaults = ", ".join(vault_label(vault) for vault in one.sealed_for)
    return _("Rincian lain tersegel di {vaults}.").format(vaults=vaults) if vaults else ""
