"""What a period cost, by fund: meals by the index of the year, tickets, aid, what the house used. Loans cost nothing.

Each reader gives single sums with whom or what they were spent on, so that a total is always the sums behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col
from sqlmodel import select as select_rows

from app.departure import unused
from app.departure.days import days_of_legs
from app.kernel.i18n import _
from app.registration import joins
from app.registration.live import live
from app.registration.records import Stay
from app.reports.span import Span
from app.shelter import aid_items, meals_planning, meals_setup
from app.shelter.records import AidIssue, MealPortion, StockMove
from app.shelter.rules.stock import USED
from app.store.work import Reading

MEALS, TICKETS, GOODS, CASH, HOUSE = "permakanan", "tiket", "barang", "uang", "rumah"
KINDS = (MEALS, TICKETS, GOODS, CASH, HOUSE)


@dataclass(frozen=True)
class Spent:
    """One sum: how it was spent, out of which fund ("" where nobody said), on whom, when, for how many, what for."""

    kind: str
    fund: str
    rupiah: int
    day: date
    stay: str = ""
    item: str = ""
    people: int = 1
    said: str = ""


def spent(r: Reading, span: Span) -> list[Spent]:
    """Every sum of a period, or of the people of one ship."""
    return span.once("spent", lambda: [*_meals(r, span), *_tickets(r, span), *_aid(r, span), *_house(r, span)])


def _meals(r: Reading, span: Span) -> Iterator[Spent]:
    for day, people in _eaters(r, span):
        rate = meals_setup.rate(r, day.year)
        if rate is not None and people:
            yield Spent(MEALS, rate.fund, rate.rupiah * people, day, people=people)


def _eaters(r: Reading, span: Span) -> list[tuple[date, int]]:
    """The days somebody ate on, with how many people did."""
    if span.period.first is not None and span.period.last is not None:
        return [(cost.day, cost.people) for cost in meals_planning.costs(r, span.period.first, span.period.last)]
    same = (col(Stay.site_id) == col(MealPortion.site_id)) & (col(Stay.id) == col(MealPortion.stay_id))
    mine = select(col(MealPortion.day), col(MealPortion.stay_id)).join(Stay, same).distinct()
    kept = joins.counted(r)
    found: dict[date, set[str]] = {}
    for day, stay in r.rows(mine.where(live(r, MealPortion), col(Stay.batch_id) == span.batch)):
        found.setdefault(day, set()).add(kept.get(stay, stay))
    return [(day, len(found[day])) for day in sorted(found)]


def _tickets(r: Reading, span: Span) -> Iterator[Spent]:
    """Tickets of legs that leave in the period; of those nobody travels with, what did not come back.

    Two tickets of arrivals joined since are two payments for one human: both count until one is settled.
    """
    kept = joins.counted(r)
    ship = None if span.batch is None else {row.id for row in r.rows(_of_ship(r, span.batch))}
    legs = _leaving(r, span)
    for one in unused.whole(r, legs):
        who = kept.get(one.rider_id, one.rider_id)
        if ship is None or who in ship:
            yield Spent(TICKETS, one.fund, one.fare, legs[one.leg_id], who, one.ticket)
    for gone in unused.unused(r, legs):
        who = kept.get(gone.rider_id, gone.rider_id)
        if gone.lost and (ship is None or who in ship):
            said = _("{ticket} tidak dipakai: {reason}").format(ticket=gone.ticket, reason=gone.reason).strip()
            yield Spent(TICKETS, gone.fund, gone.lost, legs[gone.leg_id], who, said)


def _aid(r: Reading, span: Span) -> Iterator[Spent]:
    columns = (col(AidIssue.fund), col(AidIssue.value), col(AidIssue.day), col(AidIssue.stay_id), col(AidIssue.item))
    query = select(*columns).where(live(r, AidIssue), col(AidIssue.loan).is_(False), col(AidIssue.value) > 0)
    if span.batch is not None:
        query = query.where(col(AidIssue.stay_id).in_(_of_ship(r, span.batch)))
    if span.period.first is not None:
        query = query.where(col(AidIssue.day).between(span.period.first, span.period.last))
    cash = {item.code for item in aid_items.items(r, everything=True) if item.cash}
    for fund, value, day, stay, item in r.rows(query):
        yield Spent(CASH if item in cash else GOODS, fund or "", value, day, stay, item)


def used(r: Reading, span: Span) -> list[StockMove]:
    """What the house itself used up in a period, as the book of the storerooms says; nothing for one ship."""
    if span.period.first is None or span.period.last is None:
        return []
    mine = select_rows(StockMove).where(live(r, StockMove), StockMove.kind == USED)
    mine = mine.where(col(StockMove.day).between(span.period.first, span.period.last))
    return r.all(mine.order_by(col(StockMove.at), col(StockMove.id)))


def unvalued(r: Reading, span: Span) -> list[str]:
    """The names of what the house used and nobody put a value on: it counts for nothing."""
    items = {item.code: item for item in aid_items.items(r, everything=True)}
    codes = dict.fromkeys(row.item for row in used(r, span) if row.item != aid_items.CASH_ITEM)
    return [items[code].name if code in items else code for code in codes if code not in items or not items[code].value]


def _house(r: Reading, span: Span) -> Iterator[Spent]:
    """Goods at the value of their kind, money as it is."""
    worth = {item.code: item.value or 0 for item in aid_items.items(r, everything=True)} | {aid_items.CASH_ITEM: 1}
    for row in used(r, span):
        rupiah = -row.quantity * worth.get(row.item, 0)
        yield Spent(HOUSE, row.fund or "", rupiah, row.day, item=row.item, people=-row.quantity, said=row.reason or "")


def _leaving(r: Reading, span: Span) -> dict[str, date]:
    """The legs of a period by the day of counting they go on, as heads are counted; of a ship those of any day."""
    first, last = span.period.first, span.period.last
    days = days_of_legs(r)
    return days if first is None or last is None else {leg: day for leg, day in days.items() if first <= day <= last}


def _of_ship(r: Reading, batch: str) -> Select[Any]:
    return select(col(Stay.id)).where(col(Stay.site_id) == r.site_id, col(Stay.batch_id) == batch)
