"""Who is in the house now: in, out and seen at the gate, by card or by choice; and who should be asked after.

Presence never moves a place or a count: somebody who goes out for an hour keeps bed and account. What a *hitung kepala*
saw counts as seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.clock import local, zone_info
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.manifest import muster
from app.printing.codes import check_token
from app.reference.enumerations import name_of
from app.registration import cards, exits, joins, rules
from app.registration.counts import HeadLine, heads_of
from app.registration.heads import movements, stay_of
from app.registration.heads import name_of as head_name
from app.registration.live import live
from app.shelter.records import Meal, MealPortion, Presence
from app.shelter.rules.presence import (
    KINDS,
    NOT_BACK,
    OUT,
    SEEN,
    Event,
    Whereabouts,
    is_missed,
    is_repeat,
    overdue,
    whereabouts,
)
from app.store.base import Instant
from app.store.journal import chunks
from app.store.work import Reading, Work

PERMISSION = "shelter.presence"
LOOK_BACK = timedelta(days=21)
"""Older sightings change nothing any more: whoever was not seen since is asked after anyhow."""
SKEW = timedelta(minutes=10)


@dataclass(frozen=True)
class Passed:
    """What came of an event: the head, a sentence, whether it is new, and the row for taking it back."""

    head: HeadLine
    text: str
    fresh: bool
    event_id: str = ""
    warn: bool = False


@dataclass(frozen=True)
class Overdue:
    """Somebody to be asked after: `why` (NOT_BACK, NOT_SEEN), since when, and where he was seen last."""

    head: HeadLine
    why: str
    since: datetime
    place: str = ""


def scan(w: Work, code: str, kind: str, place: str = "") -> Passed:
    """A card was scanned or its number typed at the gate."""
    require(w.actor, PERMISSION)
    return record(w, holder(w, code), kind, place)


def record(w: Work, stay_id: str, kind: str, place: str = "", at: datetime | None = None) -> Passed:
    """Somebody came in, went out or was seen, now or at the moment declared afterwards.

    Coming in from the hospital or the police is a movement as well, for those who may record one.
    """
    require(w.actor, PERMISSION)
    if kind not in KINDS:
        raise UserError("presence.kind", _("Pilih Masuk, Keluar, atau Terlihat; tidak ada yang dicatat."))
    moment, stay_id = at or w.now(), joins.arrivals(w, stay_id)[0]
    head = _here(w, stay_id, kind)
    _check_time(w, stay_id, moment)
    state = states(w, [head], moment + SKEW)[stay_id]
    if is_repeat(state.last, kind, moment):
        return Passed(head, _("{name}: sudah dicatat {at}.").format(name=head.display, at=_hour(w, state.last)), False)
    fresh = Presence(
        id=new_id(), stay_id=stay_id, kind=kind, at=moment, day=today(w), place=" ".join(place.split())[:80],
        desk=w.device_letter, officer=w.actor.name,
    )  # fmt: skip
    w.insert(fresh)
    text, doubt = _told(head, kind, is_missed(state, kind))
    return Passed(head, text, True, fresh.id, doubt)


def _told(head: HeadLine, kind: str, missed: str) -> tuple[str, bool]:
    """What the guard is told of an event, and whether something about it should be looked at."""
    said = {"name": head.display, "kind": name_of("kehadiran", kind).lower()}
    if head.account == rules.OUTSIDE:
        return _("{name}: {kind}. Catatan kedatangannya dibatalkan: perlu diperbaiki.").format(**said), True
    if missed:
        text = _("{name}: {kind}. {missed} sebelumnya tidak tercatat.")
        return text.format(missed=name_of("kehadiran", missed), **said), True
    return _("{name}: {kind}.").format(**said), False


def take_back(w: Work, event_id: str) -> None:
    """An event was recorded by mistake."""
    require(w.actor, PERMISSION)
    w.void(w.need(Presence, event_id), _("salah catat"))


def holder(r: Reading, code: str) -> str:
    """The stay a card stands for; UserError with one sentence for every card that stands for nobody."""
    card = cards.look_up(r, code)
    if card is None:
        text = code.strip().upper()
        if check_token(text):
            raise UserError(
                "card.foreign",
                _("Kartu ini bukan kartu pos ini; tidak ada yang dicatat."),
                _("Tanyakan namanya, lalu cari di sini. Mungkin ia terdaftar di pos lain."),
            )
        raise UserError(
            "card.unknown", _("Kode {code} bukan kartu; tidak ada yang dicatat.").format(code=text[:20] or "…")
        )
    if card.ended:
        raise UserError(
            "card.ended",
            _("Ini {card}; tidak ada yang dicatat.").format(card=card.told(r.author.zone if r.author else "WIB")),
            _("Ambil kartunya, dan pakai kartu yang berlaku atau cari namanya."),
        )
    if card.stay_id is None:
        text = _("Kartu {number} belum diberikan kepada siapa pun; tidak ada yang dicatat.").format(number=card.number)
        raise UserError("card.free", text, _("Cari orangnya menurut nama, lalu beri kartu itu di halaman Orang."))
    return joins.arrivals(r, card.stay_id)[0]


def states(r: Reading, heads: Sequence[HeadLine], now: datetime) -> dict[str, Whereabouts]:
    """Stay → whether he is in the house, from events at the gate and from counts of heads."""
    since, same = now - LOOK_BACK, joins.counted(r)
    found: dict[str, list[Event]] = {head.stay_id: [] for head in heads}
    columns = (col(Presence.stay_id), col(Presence.kind), col(Presence.at), col(Presence.place))
    stays = [*found, *(stay for stay, kept in same.items() if kept in found)]
    for some in chunks(stays):
        mine = live(r, Presence) & col(Presence.stay_id).in_(some) & (col(Presence.at) >= since)
        for row in r.rows(sql_select(*columns).where(mine)):
            found[same.get(row.stay_id, row.stay_id)].append(Event(row.kind, row.at, row.place))
    sightings = (muster.last_seen(r, since, list(found)), _last_meals(r, since, stays))
    for stay, (at, place) in (one for some in sightings for one in some.items()):
        if (kept := same.get(stay, stay)) in found:
            found[kept].append(Event(SEEN, at, place))
    return {stay: whereabouts(event for event in events if event.at <= now) for stay, events in found.items()}


def ask_after(r: Reading, heads: Iterable[HeadLine], now: datetime, zone: str) -> list[Overdue]:
    """Who should be asked after among those present, those out longest first."""
    here = [head for head in heads if head.account == rules.PRESENT]
    found = []
    for head, state in zip(here, states(r, here, now).values(), strict=True):
        arrived = datetime.combine(head.arrived + timedelta(days=1), time(), zone_info(zone))
        why = overdue(state, arrived, now)
        if why:
            last = state.last.at if state.last else arrived
            found.append(Overdue(head, why, state.out_since or last, state.last.place if state.last else ""))
    return sorted(found, key=lambda one: (one.why != NOT_BACK, one.since))


def _last_meals(r: Reading, since: datetime, stays: Sequence[str]) -> dict[str, tuple[datetime, str]]:
    """Stay → when and at which counter he had his last meal; one written down late was eaten when it says."""
    last = func.max(func.coalesce(col(Meal.declared_at), col(MealPortion.at)), type_=Instant())
    both = (col(Meal.site_id) == col(MealPortion.site_id)) & (col(Meal.id) == col(MealPortion.meal_id))
    query = sql_select(col(MealPortion.stay_id), last, func.max(col(MealPortion.desk))).outerjoin(Meal, both)
    recent = live(r, MealPortion) & (col(MealPortion.day) >= since.date())
    found: dict[str, tuple[datetime, str]] = {}
    for some in chunks(stays):
        mine = query.where(recent, col(MealPortion.stay_id).in_(some)).group_by(col(MealPortion.stay_id))
        for stay, at, desk in r.rows(mine):
            found[stay] = at, _("makan, Loket {desk}").format(desk=desk)
    return found


def events_of(r: Reading, stays: Sequence[str]) -> list[Presence]:
    """Everything recorded of these stays, taken back or not."""
    return r.all(select(Presence).where(Presence.site_id == r.site_id, col(Presence.stay_id).in_(stays)))


def _here(w: Work, stay_id: str, kind: str) -> HeadLine:
    """The head, refused with a sentence when it cannot pass the gate.

    Whose arrival alone was taken back is not refused: he is in front of the guard, and the record needs repair.
    """
    if stay_of(w, stay_id).void_reason is not None:
        raise UserError("head.void", _("Kedatangan orang ini sudah dibatalkan; tidak ada yang dicatat."))
    found = heads_of(w, [stay_id])
    if not found:
        raise UserError("head.void", _("Orang ini digabung dengan kedatangan lain; cari namanya."))
    head = found[0]
    if head.account in rules.TEMPORARY and kind != OUT:
        exits.come_back(w, stay_id, _("masuk di gerbang"))
        return heads_of(w, [stay_id])[0]
    if head.account not in (rules.PRESENT, rules.OUTSIDE):
        left = movements(w, stay_id)[-1].day
        text = _("{name} sudah tidak di sini: {account} sejak {day}. Tidak ada yang dicatat.")
        raise UserError(
            "presence.gone",
            text.format(name=head_name(w, stay_id) or head.display, account=name_of("akun_orang", head.account),
                        day=f"{left:%d-%m-%Y}"),
            _("Kalau orangnya memang di depan Anda, catat kembalinya di halaman Orang."),
        )  # fmt: skip
    return head


def _check_time(w: Work, stay_id: str, moment: datetime) -> None:
    if moment > w.now() + SKEW:
        raise UserError("presence.future", _("Waktunya di kemudian hari; tidak ada yang dicatat."))
    if moment < stay_of(w, stay_id).arrived_at - SKEW:
        raise UserError(
            "head.before_arrival",
            _("Waktu ini sebelum kedatangannya; tidak ada yang dicatat."),
            _("Periksa jam yang ditulis, dan jam laptop ini."),
        )


def _hour(w: Work, event: Event | None) -> str:
    return f"{local(event.at, w.zone):%H.%M}" if event else ""
