"""What happened to a person, in order: registration's own entries and those that other slices hand in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.naming import user_names
from app.kernel.i18n import _, pgettext
from app.reference.enumerations import name_of
from app.registration import corrections, rules
from app.registration.records import (
    Confided,
    Consent,
    FamilyMember,
    Journey,
    Movement,
    Need,
    Person,
    PersonDocument,
    PersonNote,
    SameArrival,
    Stay,
    Vulnerability,
)
from app.store.base import Record
from app.store.history import first_writings
from app.store.work import Reading


@dataclass(frozen=True)
class Subject:
    """Whose page it is: the person (None while only a card stands for the head) and the stays on it."""

    person_id: str | None
    stay_ids: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One thing that happened; `glyph` and `tone` as the widgets know them, `by` the user's name."""

    at: datetime
    text: str
    detail: str = ""
    by: str = ""
    glyph: str = "history"
    tone: str = ""
    row_id: str = ""
    """The row it is about; a wiring may open it."""
    order: str = ""
    """Puts entries of one moment in order: the write id where there is one."""


Provider = Callable[[Reading, Subject], Iterable[Entry]]


def timeline(r: Reading, subject: Subject, providers: Sequence[Provider] = ()) -> list[Entry]:
    """Everything, the latest first; entries of upper slices come from `providers`."""
    own = [*_own(r, subject), *_edits(r, subject)]
    given = [entry for provider in providers for entry in provider(r, subject)]
    return sorted([*own, *given], key=lambda entry: (entry.at, entry.order), reverse=True)


def _own(r: Reading, subject: Subject) -> Iterator[Entry]:
    rows = [*_rows(r, subject)]
    writings = first_writings(r, rows)
    names = user_names(r)
    for row in rows:
        said = _say(row)
        writing = writings.get(row.id)
        if said is not None and writing is not None:
            moment = row.at if isinstance(row, Movement) else datetime.fromisoformat(writing.wall_time)
            text, detail, glyph, tone = said
            yield Entry(moment, text, detail, names.get(writing.actor, ""), glyph, tone, row.id, writing.write)


def _rows(r: Reading, subject: Subject) -> Iterator[Record]:
    stays = list(subject.stay_ids)
    yield from _where(r, Stay, col(Stay.id).in_(stays))
    for model in (Movement, Need, Vulnerability, Consent, Journey, Confided):
        yield from _where(r, model, model.stay_id.in_(stays))  # type: ignore[attr-defined]
    yield from _where(r, SameArrival, col(SameArrival.stay_id).in_(stays) | col(SameArrival.other_id).in_(stays))
    if subject.person_id:
        for kind in (PersonDocument, PersonNote, FamilyMember):
            yield from _where(r, kind, kind.person_id == subject.person_id)


def _where(r: Reading, model: Any, condition: Any) -> list[Record]:
    return r.all(select(model).where(model.site_id == r.site_id, condition))


def _say(row: Record) -> tuple[str, str, str, str] | None:
    """(text, detail, icon, tone) of a row; None for what another row already says."""
    void = _("dibatalkan: {reason}").format(reason=row.void_reason) if row.void_reason else ""
    tone = "" if not void else "warn"
    said: tuple[str, str, str]
    if isinstance(row, Stay):
        said = _arrival(row)
    elif isinstance(row, Movement):
        if row.after is None:
            return None
        said = name_of("akun_orang", row.to_account), _happened(row), _glyph(row.to_account)
    elif isinstance(row, Need):
        said = _("Kebutuhan: {need}").format(need=name_of("kebutuhan", row.kind)), row.note or "", "circle-alert"
    elif isinstance(row, Vulnerability | Consent | Journey | Confided):
        said = _told(row)
    elif isinstance(row, PersonDocument):
        said = _("Dokumen: {kind}").format(kind=name_of("dokumen", row.kind)), row.number or "", "file-text"
    elif isinstance(row, PersonNote):
        said = pgettext("one", "Catatan"), row.text, "pencil"
    elif isinstance(row, FamilyMember):
        said = _("Keluarga: {relation}").format(relation=name_of("status_hubungan", row.relation)), "", "users"
    elif isinstance(row, SameArrival):
        said = _("Dua kedatangan digabung menjadi satu"), row.reason or "", "copy"
    else:
        return None
    text, detail, glyph = said
    return text, " · ".join(part for part in (detail, void) if part), glyph, tone


def _told(row: Vulnerability | Consent | Journey | Confided) -> tuple[str, str, str]:
    """What was told in the interview; of what is sealed only that it was told."""
    if isinstance(row, Vulnerability):
        return _("Kerentanan: {ground}").format(ground=name_of("rentan", row.kind)), "", "circle-alert"
    if isinstance(row, Consent):
        text = _("Setuju: {what}") if row.given else _("Menolak: {what}")
        return text.format(what=name_of("persetujuan", row.kind)), row.reason or "", "check" if row.given else "x"
    if isinstance(row, Journey):
        return _("Keberangkatan dan pekerjaan dicatat"), "", "bus"
    if row.for_vault == "health":
        return _("Keterangan tertutup untuk petugas kesehatan dicatat"), "", "lock"
    return _("Keterangan tertutup untuk peksos dicatat"), "", "lock"


def _arrival(stay: Stay) -> tuple[str, str, str]:
    card = _("kartu {number}").format(number=stay.card_number) if stay.card_number else ""
    desk = _("loket {letter}").format(letter=stay.desk) if stay.desk else ""
    detail = " · ".join(part for part in (stay.head_class or "", card, desk) if part)
    if stay.body:
        return _("Jenazah tiba"), detail, "ship"
    if stay.origin == "born":
        return _("Lahir di sini"), detail, "baby"
    return _("Tiba"), detail, "ship"


def _happened(row: Movement) -> str:
    """“23-01-2026 pukul 04.20 · RSUD Nunukan · …” of a death; of every other movement the reason."""
    day = f"{row.happened_on:%d-%m-%Y}" if row.happened_on else ""
    if day and row.happened_time:
        day = _("{day} pukul {time}").format(day=day, time=row.happened_time)
    return " · ".join(part for part in (day, row.place, row.reason) if part)


def _glyph(account: str) -> str:
    return {
        rules.PRESENT: "undo-2",
        rules.HOSPITAL: "heart-pulse",
        rules.POLICE: "shield",
        rules.WITHOUT_LEAVE: "user-x",
    }.get(account, "log-out")


def _edits(r: Reading, subject: Subject) -> Iterator[Entry]:
    person = r.get(Person, subject.person_id) if subject.person_id else None
    if person is None:
        return
    names = user_names(r)
    for writing, said in corrections.of_person(r, person):
        at = datetime.fromisoformat(writing.wall_time)
        by = names.get(writing.actor, "")
        yield Entry(at, _("Data diubah"), "; ".join(said), by, "pencil", order=writing.write)
