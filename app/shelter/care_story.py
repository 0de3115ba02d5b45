"""Meals and aid on the timeline of a person's page: one entry for each day's meals, one for each receipt."""

from collections.abc import Iterator

from sqlmodel import col, select

from app.kernel.clock import local
from app.kernel.i18n import _
from app.registration.live import live
from app.registration.timeline import Entry, Subject
from app.shelter.aid_given import Given, given_to
from app.shelter.meals_setup import slots
from app.shelter.records import AidReceipt, MealPortion
from app.store.work import Reading


def meals_eaten(r: Reading, subject: Subject) -> Iterator[Entry]:
    """“Makan 23-01: Pagi 07.12 (Loket A), Siang 12.05 (Loket B)”, by operational day."""
    if r.author is None or not subject.stay_ids:
        return
    names = {slot.code: slot.name for slot in slots(r)}
    mine = select(MealPortion).where(live(r, MealPortion), col(MealPortion.stay_id).in_(subject.stay_ids))
    days: dict[str, list[MealPortion]] = {}
    for row in r.all(mine.order_by(col(MealPortion.at))):
        days.setdefault(row.day.isoformat(), []).append(row)
    for rows in days.values():
        said = [
            _("{slot} {time} (Loket {desk})").format(
                slot=names.get(row.slot, row.slot), time=f"{local(row.at, r.author.zone):%H.%M}", desk=row.desk
            )
            for row in rows
        ]
        text = _("Makan {day}").format(day=f"{rows[0].day:%d-%m-%Y}")
        yield Entry(rows[-1].at, text, ", ".join(said), glyph="utensils", row_id=rows[-1].id)


def aid_given(r: Reading, subject: Subject) -> Iterator[Entry]:
    """What was handed out, by receipt; what is still on loan says so."""
    papers: dict[str, list[Given]] = {}
    for one in given_to(r, subject.stay_ids):
        papers.setdefault(one.receipt_id, []).append(one)
    for receipt_id, given in papers.items():
        receipt = r.get(AidReceipt, receipt_id)
        number = receipt.number if receipt else ""
        money = sum(one.quantity for one in given if one.cash)
        lent = _("ada pinjaman yang belum kembali") if any(one.out for one in given) else ""
        parts = (", ".join(one.text for one in given), rupiah(money) if money else "", lent)
        yield Entry(
            given[0].at,
            _("Bantuan diterima ({number})").format(number=number),
            " · ".join(part for part in parts if part),
            receipt.officer if receipt else "",
            glyph="package",
            tone="warn" if lent else "",
            row_id=receipt_id,
            order=number,
        )


def rupiah(amount: int) -> str:
    """“Rp600.000”."""
    return f"Rp{amount:,}".replace(",", ".")
