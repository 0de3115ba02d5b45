"""Tickets in the report of spending: every payment, under the one human it was for, on the day he really went."""

from datetime import date, timedelta

import pytest

from app.access.office import Office
from app.access.records import Site
from app.departure import fleet, plan
from app.departure.unused import REFUNDED, Fate
from app.kernel.clock import local
from app.registration import joins
from app.reports import periodic, spending
from app.reports.rules.periods import Period
from app.reports.span import Span
from app.reports.spending import TICKETS, Spent
from tests.departure.quay import ask, assigned, come, do, planned, ship_leg
from tests.helpers.office import MORNING, landed, ship


def tickets(office: Office, period: Period) -> list[Spent]:
    span = Span(period, local(office.clock.now(), office.site.zone).date(), office.site.zone)
    return [one for one in ask(office, spending.spent, span) if one.kind == TICKETS]


def days(first: date, last: date) -> Period:
    return Period("uji", "uji", first, last)


def of_ship(batch: str) -> Period:
    return Period("rombongan", batch, None, None)


def test_two_tickets_of_joined_arrivals_are_two_payments_for_one_human(office: Office) -> None:
    batch = ship(office, "KM Purnama Ekspres")
    twins = landed(office, batch, 2)
    view = planned(office, "KM Lambelu", ship_leg())
    assigned(office, view.id, twins)
    for number, stay in enumerate(twins, 1):
        do(office, fleet.set_ticket, view.legs[0].id, [stay], fleet.Ticket(f"T-{number}", 340_000, "apbn"))
    kept = do(office, joins.same_arrival, *twins, "terdaftar dua kali")
    for period in (days(view.day, view.day), of_ship(batch)):
        found = tickets(office, period)
        assert sorted((one.stay, one.item, one.rupiah) for one in found) == [
            (kept, "T-1", 340_000),
            (kept, "T-2", 340_000),
        ]
    do(office, fleet.settle_tickets, view.legs[0].id, kept, "satu tiket tertulis dua kali")
    assert [one.item for one in tickets(office, days(view.day, view.day))] == ["T-1"]


@pytest.mark.parametrize(("day_start", "later"), [(0, 1), (360, 0)])
def test_a_ticket_is_of_the_day_of_counting_its_leg_really_went(office: Office, day_start: int, later: int) -> None:
    with office.write("access.site") as w:
        w.update(w.need(Site, w.site_id), day_start_minutes=day_start)
    stay = come(office, "Sulaiman")
    evening = local(MORNING, office.site.zone).replace(hour=23, minute=0)
    hours = (evening - MORNING).total_seconds() / 3600
    view = planned(office, "KM Lambelu", ship_leg(hours))
    assigned(office, view.id, [stay])
    ship = view.legs[0]
    do(office, fleet.set_ticket, ship.id, [stay], fleet.Ticket("T-1", 340_000, "apbn"))
    do(office, plan.delay, ship.id, ship.departs + timedelta(hours=3), None, "ombak")
    goes = evening.date() + timedelta(days=later)
    assert [one.day for one in tickets(office, days(goes, goes))] == [goes]
    other = evening.date() + timedelta(days=1 - later)
    assert tickets(office, days(other, other)) == []
    do(office, plan.cancel, view.id, "kapal rusak", Fate(REFUNDED))
    assert tickets(office, days(goes, goes)) == []


def test_what_stands_behind_the_sum_names_the_human_twice(office: Office) -> None:
    twins = come(office, "Sulaiman"), come(office, "Sulaiman bin Abdullah")
    view = planned(office, "KM Lambelu", ship_leg())
    assigned(office, view.id, twins)
    for number, stay in enumerate(twins, 1):
        do(office, fleet.set_ticket, view.legs[0].id, [stay], fleet.Ticket(f"T-{number}", 340_000, "apbn"))
    do(office, joins.same_arrival, *twins, "terdaftar dua kali")
    want = periodic.Want("semester", "2026-S1")
    table = ask(office, periodic.whole, want, office.clock.now()).report.table("spent")
    key = next(line for line in table.lines if line.cells["label"].value == "Tiket").cells["apbn"].key
    with office.read() as r:
        rows = periodic.behind(r, want, key)
    assert [row.weight for row in rows] == [340_000, 340_000]
    assert len({row.text for row in rows}) == 1
