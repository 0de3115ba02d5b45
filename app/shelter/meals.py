"""The meal counter: a card or a person, one sentence, green or red; never two meals for one right (R22 Ps. 15)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.access.days import today, was_opened
from app.access.office import site_of
from app.access.rules import require
from app.kernel.clock import local, operational_date
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import name_of
from app.registration import cards, joins, photos, rules
from app.registration.counts import HeadLine, heads_of
from app.registration.live import live
from app.registration.together import belonging
from app.registration.wording import required_reason
from app.shelter.meals_setup import diets, slot_named, slots
from app.shelter.records import Meal, MealPortion
from app.shelter.rules.meals import Slot, eats
from app.shelter.rules.whom import EVERYBODY, Body, is_for
from app.shelter.wording import not_here
from app.store.direct import Direct
from app.store.work import Reading, Work

PERMISSION = "shelter.meals"
GIVEN, ALREADY, NOT_FOR, GONE, DEAD = "given", "already", "not_for", "gone", "dead"
OLD_CARD, FREE_CARD, UNKNOWN = "old_card", "free_card", "unknown"
MOST_TOGETHER = 60


@dataclass(frozen=True)
class First:
    """Where and when the meal was given: a desk's letter and the site's clock."""

    at: datetime
    desk: str
    officer: str
    declared_at: datetime | None = None


@dataclass(frozen=True)
class Verdict:
    """What the counter says of one head: `kind` (GIVEN is green, all else red), one sentence, what to do now."""

    kind: str
    text: str
    hint: str = ""
    head: HeadLine | None = None
    first: First | None = None
    photo: str | None = None
    menu: str = ""
    mates: tuple[HeadLine, ...] = ()
    """Those who came with him and have not eaten yet."""

    @property
    def good(self) -> bool:
        """Whether a portion is handed out."""
        return self.kind == GIVEN


@dataclass(frozen=True)
class Late:
    """A meal written down afterwards: when it was eaten, and why only now."""

    eaten_at: datetime
    reason: str


def scan(w: Work, code: str, slot_code: str) -> Verdict:
    """A card was scanned or its number typed: give the meal, or say why not."""
    require(w.actor, PERMISSION)
    slot = slot_named(w, slot_code)
    try:
        card = cards.look_up(w, code)
    except UserError as several:
        return Verdict(UNKNOWN, several.text, several.hint)
    if card is None:
        return Verdict(
            UNKNOWN,
            _("Kartu {code} tidak dikenal di laptop ini.").format(code=code.strip()[:20]),
            _("Mungkin dari pos lain, atau berkas kiriman loket pendaftaran belum dibaca. Cari namanya."),
        )
    if card.stay_id is None:
        text = _("Kartu {number} belum dibagikan kepada siapa pun.").format(number=card.number)
        return Verdict(FREE_CARD, text, _("Antar pemegangnya ke loket pendaftaran."))
    if card.ended is not None:
        head = next(iter(heads_of(w, [card.stay_id])), None)
        said = card.told(w.zone)
        hint = _("Ambil kartu lama itu. Cari orangnya dengan nama kalau memang dia.")
        return Verdict(OLD_CARD, f"{said[:1].upper()}{said[1:]}.", hint, head)
    return _with_mates(w, _serve(w, card.stay_id, slot, None), slot)


def serve(w: Work, stay_id: str, slot_code: str, late: Late | None = None) -> Verdict:
    """Give one head his meal of the day in use, or of an earlier one written down afterwards."""
    require(w.actor, PERMISSION)
    slot = slot_named(w, slot_code)
    verdict = _serve(w, stay_id, slot, late)
    return verdict if late else _with_mates(w, verdict, slot)


def serve_together(w: Work, stay_ids: Sequence[str], slot_code: str) -> list[Verdict]:
    """A family at once: each member gets a whole meal or none, and nobody's refusal takes another's away."""
    require(w.actor, PERMISSION)
    if len(stay_ids) > MOST_TOGETHER:
        raise UserError("meals.together", _("Paling banyak {n} orang sekaligus.").format(n=MOST_TOGETHER))
    slot = slot_named(w, slot_code)
    return [_serve(w, stay_id, slot, None) for stay_id in dict.fromkeys(stay_ids)]


def take_back(w: Work, stay_id: str, slot_code: str, day: date, reason: str) -> None:
    """The meal was not eaten after all: it may be given again, as the next attempt."""
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    portions = w.all(_portions(w, joins.arrivals(w, stay_id), day, slot_code))
    if not portions:
        raise UserError("meals.none", _("Makan ini tidak tercatat; tidak ada yang dibatalkan."))
    for portion in portions:
        w.void(portion, said)
    for meal_id in {portion.meal_id for portion in portions}:
        meal = w.get(Meal, meal_id)
        if meal is not None and meal.void_reason is None:
            w.void(meal, said)


def _serve(w: Work, stay_id: str, slot: Slot, late: Late | None) -> Verdict:
    stays = joins.arrivals(w, stay_id)
    head = next(iter(heads_of(w, stays[:1])), None)
    if head is None:
        text = _("Kedatangan orang ini sudah dibatalkan.")
        return Verdict(UNKNOWN, text, _("Cari orangnya dengan nama."))
    day = _day_of(w, late)
    pictures = photos.photos_of(w, [head.person_id]) if head.person_id else {}
    photo = pictures.get(head.person_id or "")
    refused = _refused(head, slot, late, day) or _had(w, (head, stays), slot, day)
    if refused is not None:
        return replace(refused, photo=photo)
    _give(w, head.stay_id, day, slot.code, late)
    menu = next(iter(diets(w, stays).values()), ("", ""))
    text = _("{slot}: satu porsi.").format(slot=slot.name)
    shown = name_of("menu", menu[0]) if menu[0] not in ("", "lain") else menu[1]
    return Verdict(GIVEN, text, head=head, photo=photo, menu=shown)


def _day_of(w: Work, late: Late | None) -> date:
    """The operational day of a meal: the one in use, or that of a declared time, which must have been opened."""
    now = today(w)
    if late is None:
        return now
    site = site_of(w)
    day = operational_date(late.eaten_at, site.zone, site.day_start_minutes)
    if day > now:
        raise UserError(
            "meals.future",
            _("Jam {time} belum terjadi menurut hari operasional; tidak ada yang dicatat.").format(
                time=f"{local(late.eaten_at, site.zone):%d-%m-%Y %H.%M}"
            ),
            _("Periksa tanggal dan jamnya."),
        )
    if day != now and not was_opened(w, day):
        raise UserError("meals.no_day", _("Hari {day} tidak pernah dibuka di sini.").format(day=f"{day:%d-%m-%Y}"))
    required_reason(late.reason)
    return day


def _refused(head: HeadLine, slot: Slot, late: Late | None, day: date) -> Verdict | None:
    if head.body or head.account in (rules.BODY, rules.DIED):
        return Verdict(DEAD, _("Tercatat meninggal; tidak ada porsi yang dicatat."), head=head)
    if head.account != rules.PRESENT and late is None:
        hint = (
            _("Kalau sudah kembali, catat dulu kembalinya di layar Orang.")
            if head.account in (*rules.RETURNABLE, rules.OUTSIDE)
            else _("Periksa siapa yang memegang kartunya.")
        )
        return Verdict(GONE, not_here(head.account), hint, head)
    if late is not None and day < head.arrived:
        text = _("Pada hari itu orang ini belum tiba ({day}).").format(day=f"{head.arrived:%d-%m-%Y}")
        return Verdict(GONE, text, head=head)
    if not is_for(slot.whom, body_of(head)):
        whom = name_of("untuk_siapa", slot.whom).lower()
        return Verdict(NOT_FOR, _("{slot} hanya untuk {whom}.").format(slot=slot.name, whom=whom), head=head)
    return None


def _had(w: Work, who: tuple[HeadLine, Sequence[str]], slot: Slot, day: date) -> Verdict | None:
    """That this right was used already, by any arrival that was joined to this one: when, and at which desk first."""
    head, stays = who
    given = {"site": w.site_id, "day": day, "slot": slot.code}
    found = [row for stay in stays for row in _PORTIONS.all(w.connection, {**given, "stay": stay})]
    if not found:
        return None
    earliest = min(found, key=lambda row: (row.at, row.desk))
    meal = w.get(Meal, earliest.meal_id)
    first = First(earliest.at, earliest.desk, earliest.officer, meal.declared_at if meal else None)
    return Verdict(ALREADY, told(first, slot.name, w.zone), _("Jangan beri porsi kedua."), head, first)


def told(first: First, slot_name: str, zone: str) -> str:
    """“Sudah menerima Siang pukul 12.05 di Loket B (Rahma).”"""
    said = {"slot": slot_name, "desk": first.desk, "officer": first.officer}
    if first.declared_at is not None:
        text = _("Sudah menerima {slot} pukul {time}, dicatat susulan di Loket {desk} ({officer}).")
        return text.format(time=f"{local(first.declared_at, zone):%H.%M}", **said)
    text = _("Sudah menerima {slot} pukul {time} di Loket {desk} ({officer}).")
    return text.format(time=f"{local(first.at, zone):%H.%M}", **said)


def _give(w: Work, stay_id: str, day: date, slot: str, late: Late | None) -> None:
    """One right, one portion of this desk; a right that was taken back is followed by the next attempt."""
    attempt = 1
    while (before := w.get(Meal, meal_id(stay_id, day, slot, attempt))) is not None and before.void_reason is not None:
        attempt += 1
    own = meal_id(stay_id, day, slot, attempt)
    common: dict[str, Any] = {"stay_id": stay_id, "day": day, "slot": slot, "at": w.now()}
    signed: dict[str, Any] = {"desk": w.device_letter, "officer": w.actor.name}
    eaten: dict[str, Any] = {"declared_at": late.eaten_at, "reason": late.reason.strip()} if late else {}
    w.insert_once(Meal(id=own, attempt=attempt, **common, **signed, **eaten))
    portion = derived_id("meal_portion", own, w.device_id)
    row, fresh = w.insert_once(MealPortion(id=portion, meal_id=own, **common, **signed))
    if not fresh and row.void_reason is not None:
        w.update(row, void_reason=None, at=w.now(), **signed)


def meal_id(stay_id: str, day: date, slot: str, attempt: int) -> str:
    """The id every desk derives for one right to a meal."""
    return derived_id("meal", stay_id, day.isoformat(), slot, str(attempt))


def _with_mates(w: Work, verdict: Verdict, slot: Slot) -> Verdict:
    """The verdict with those who came with him, are here and have not had this meal."""
    if verdict.head is None or verdict.kind not in (GIVEN, ALREADY):
        return verdict
    day = today(w)
    here = [head for head in belonging(w, verdict.head.stay_id) if head.account == rules.PRESENT]
    baby = any(one.active and one.whom != EVERYBODY for one in slots(w))
    eaters = [head for head in here if eats(slot, body_of(head), baby)]
    hungry = [head for head in eaters if not _had(w, (head, joins.arrivals(w, head.stay_id)), slot, day)]
    return replace(verdict, mates=tuple(hungry))


def body_of(head: HeadLine) -> Body:
    """What decides about a head's portions and aid."""
    dead = head.body or head.account in (rules.BODY, rules.DIED)
    return Body(head.head_class, head.age, head.infant, dead)


def _portions(r: Reading, stays: Sequence[str], day: date, slot: str) -> SelectOfScalar[MealPortion]:
    mine = (col(MealPortion.stay_id).in_(stays), col(MealPortion.day) == day, col(MealPortion.slot) == slot)
    return select(MealPortion).where(live(r, MealPortion), *mine)


_PORTIONS = Direct(
    select(col(MealPortion.meal_id), col(MealPortion.at), col(MealPortion.desk), col(MealPortion.officer)).where(
        col(MealPortion.site_id) == bindparam("site"),
        col(MealPortion.stay_id) == bindparam("stay"),
        col(MealPortion.day) == bindparam("day"),
        col(MealPortion.slot) == bindparam("slot"),
        col(MealPortion.void_reason).is_(None),
    )
)
"""Asked for everybody at the counter, so it is built once."""
