"""How a site eats: its slots and their hours, the index of a year with its source, and diets for the kitchen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _, language
from app.kernel.ids import derived_id
from app.reference.enumerations import codes
from app.reference.tables import table
from app.registration import heads
from app.registration.live import live
from app.registration.wording import clean_text
from app.shelter.records import Diet, MealRate, MealSlot
from app.shelter.rules.meals import DAY_MINUTES, Slot, minutes_of
from app.store.journal import chunks
from app.store.work import Reading, Work

SETUP = "shelter.setup"
MOST_SLOTS = 12
MOST_RUPIAH = 1_000_000
"""Rupiah a person and day; ten times what any public list pays."""


@dataclass(frozen=True)
class Rate:
    """The index of meals of a year: rupiah a person and day, the paper it stands on, who pays (`sumber_dana`)."""

    year: int
    rupiah: int
    source: str
    fund: str = ""


def slots(r: Reading) -> list[Slot]:
    """Every slot of this site, those that are off too, in the order of the day; slots of babies last."""
    own = {row.code: row for row in r.all(select(MealSlot).where(live(r, MealSlot)))}
    shipped = {slot.code: slot for slot in _shipped()}
    found = [_slot(own[code]) if code in own else slot for code, slot in shipped.items()]
    found += [_slot(row) for code, row in own.items() if code not in shipped]
    return sorted(found, key=lambda slot: (slot.whom != "semua", slot.starts, slot.code))


def slot_named(r: Reading, code: str) -> Slot:
    """One slot; UserError for one that is not there or switched off."""
    found = next((slot for slot in slots(r) if slot.code == code and slot.active), None)
    if found is None:
        raise UserError(
            "meals.slot", _("Waktu makan ini tidak ada atau tidak dipakai di sini; tidak ada yang dicatat.")
        )
    return found


def keep_slot(w: Work, slot: Slot) -> None:
    """Change a slot or add one; meals already given keep theirs."""
    require(w.actor, SETUP)
    name = clean_text(slot.name)
    if not name or slot.whom not in codes("untuk_siapa") or slot.starts == slot.ends:
        raise UserError("meals.slot_draft", _("Isi nama, jam mulai dan selesai yang berbeda, dan untuk siapa."))
    if not (0 <= slot.starts <= DAY_MINUTES and 0 <= slot.ends <= DAY_MINUTES):
        raise UserError("meals.hours", _("Jam makan ditulis seperti 06.00; tidak ada yang diubah."))
    known = {one.code for one in slots(w)}
    if slot.code not in known and len(known) >= MOST_SLOTS:
        raise UserError("meals.many_slots", _("Paling banyak {n} waktu makan.").format(n=MOST_SLOTS))
    values: dict[str, Any] = {
        "name": name,
        "starts": slot.starts,
        "ends": slot.ends,
        "whom": slot.whom,
        "active": slot.active,
    }
    row, fresh = w.insert_once(MealSlot(id=derived_id("meal_slot", slot.code), code=slot.code, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)


def rate(r: Reading, year: int) -> Rate | None:
    """The index of a year; None until somebody set it. There is no official one for these shelters."""
    row = r.get(MealRate, _rate_id(year))
    return (
        Rate(row.year, row.rupiah, row.source, row.fund or "") if row is not None and row.void_reason is None else None
    )


def keep_rate(w: Work, wanted: Rate) -> None:
    """Set the index of a year; its source in words is part of it."""
    require(w.actor, SETUP)
    source = clean_text(wanted.source)
    if not 0 < wanted.rupiah <= MOST_RUPIAH or not 2000 <= wanted.year < 2200:
        raise UserError("meals.rate", _("Indeks per orang per hari ditulis dalam rupiah, misalnya 45000."))
    if source is None:
        raise UserError("meals.rate_source", _("Tulis dasar indeksnya, misalnya nomor SK atau DPA."))
    if wanted.fund and wanted.fund not in codes("sumber_dana"):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))
    values: dict[str, Any] = {"rupiah": wanted.rupiah, "source": source, "fund": wanted.fund or None}
    row, fresh = w.insert_once(MealRate(id=_rate_id(wanted.year), year=wanted.year, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)


def keep_diet(w: Work, stay_id: str, kind: str, note: str = "") -> None:
    """The kitchen cooks otherwise for this head; an empty kind takes it back. Never the reason: that is health's."""
    require(w.actor, "shelter.meals")
    heads.stay_of(w, stay_id)
    row = w.get(Diet, _diet_id(stay_id))
    if not kind:
        if row is not None and row.void_reason is None:
            w.void(row, _("menu biasa"))
        return
    said = clean_text(note)
    if kind not in codes("menu") or (kind == "lain" and said is None):
        raise UserError("meals.diet", _("Pilih menunya dari daftar; untuk “lain” tulis apa yang boleh dimakan."))
    row, fresh = w.insert_once(Diet(id=_diet_id(stay_id), stay_id=stay_id, kind=kind, note=said))
    if not fresh:
        w.update(row, void_reason=None, kind=kind, note=said)


def diets(r: Reading, stay_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Stay → (menu, words) of those the kitchen cooks otherwise for."""
    found: dict[str, tuple[str, str]] = {}
    for some in chunks(list(stay_ids)):
        for row in r.all(select(Diet).where(live(r, Diet), col(Diet.stay_id).in_(some))):
            found[row.stay_id] = row.kind, row.note or ""
    return found


def _shipped() -> Iterable[Slot]:
    name = "en" if language() == "en" else "id"
    for row in table("meals")["slot"]:
        starts, ends = (minutes_of(row[edge]) or 0 for edge in ("starts", "ends"))
        yield Slot(row["code"], row[name], starts, ends, row["whom"], row.get("active", True))


def _slot(row: MealSlot) -> Slot:
    return Slot(row.code, row.name, row.starts, row.ends, row.whom, row.active)


def _rate_id(year: int) -> str:
    return derived_id("meal_rate", str(year))


def _diet_id(stay_id: str) -> str:
    return derived_id("diet", stay_id)
