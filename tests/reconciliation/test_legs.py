"""Those on the way, leg by leg: every head of the account in one row, whatever papers, gangways and clocks say."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from app.access.days import today
from app.access.office import Office
from app.departure import boarding, onway, plan
from app.departure.rules.whereabouts import BEHIND, ON, OVER, PLANLESS, WAITING
from app.departure.voyages import DepartureView, LegView
from app.handover import receipt, service
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation import homecoming
from app.reconciliation.accountlines import account_lines, heads_on
from app.reconciliation.balance_of import NUMBERS, LedgerScope
from app.reconciliation.legs import LegRow, leg_rows
from app.registration import heads, joins
from tests.departure.quay import ask, assigned, bus_leg, come, do, planned, ship_leg
from tests.handover.samples import issued
from tests.helpers.office import MORNING
from tests.reconciliation.test_postings import next_day

WHOLE = LedgerScope()


def sent(office: Office, stays: Sequence[str]) -> str:
    """A BAST for these people, signed; its receipt is still to come."""
    paper = issued(office, list(stays))
    do(office, receipt.sign, paper.id)
    return paper.id


def on_board(office: Office, view: DepartureView, stays: Sequence[str]) -> None:
    assigned(office, view.id, stays)
    do(office, boarding.board_all, view.id, stays)


def goes(office: Office, clock: FixedClock, leg: LegView, hours: float = 1, arrives: bool = False) -> None:
    """A leg leaves now; some hours later, if it does, it arrives."""
    left = clock.now()
    clock.advance(hours=hours)
    do(office, plan.record_times, leg.id, left, clock.now() if arrives else None)


def rows(office: Office, scope: LedgerScope = WHOLE) -> dict[tuple[str, str], LegRow]:
    """(kind, title) → row; together they are the account of the way."""
    with office.read() as r:
        found = leg_rows(r, scope)
        lines = account_lines(r, scope)
        way = next((line for line in lines if line.code == "perjalanan" and line.level == 0), None)
        assert sum(row.count.total for row in found) == sum(len(row.stays) for row in found)
        assert sum(row.count.total for row in found) == (way.closing if way else 0)
        for level in (1, 2):
            parts = [line for line in lines if line.level == level]
            assert sum(line.closing for line in parts) == (way.closing if way else 0)
            assert sum(line.opening for line in parts) == (way.opening if way else 0)
            for line in parts:
                assert line.opening + line.came - line.went == line.closing
                for which in NUMBERS:
                    assert len(heads_on(r, scope, line, which)) == line.number(which)
    return {(row.key[1], row.title): row for row in found}


def test_a_group_is_followed_from_the_shelter_to_the_last_leg(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}", "LP"[number % 2]) for number in range(4)]
    view = planned(office)
    bus, ship = view.legs
    on_board(office, view, stays)
    paper = sent(office, stays)
    seen = [rows(office)]
    goes(office, clock, bus)
    seen.append(rows(office))
    do(office, plan.record_times, bus.id, MORNING, clock.now())
    seen.append(rows(office))
    goes(office, clock, ship)
    seen.append(rows(office))
    do(office, plan.record_times, ship.id, clock.now() - timedelta(hours=1), clock.now())
    seen.append(rows(office))
    assert [list(each) for each in seen] == [
        [(WAITING, f"Menunggu {bus.title}")],
        [(ON, bus.title)],
        [(WAITING, f"Menunggu {ship.title}")],
        [(ON, ship.title)],
        [(OVER, f"Sudah tiba: {ship.title}")],
    ]
    (last,) = seen[-1].values()
    assert (last.departure, last.since) == (view.title, clock.now())
    assert [(one.paper, set(one.stays)) for one in last.receivers] == [(paper, set(stays))]
    assert last.count.by_class() == {"LD": 2, "PD": 2, "AL": 0, "AP": 0}


def test_who_is_received_missed_or_left_behind_is_told_on_the_leg(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(9)]
    view = planned(office)
    on_board(office, view, stays[:8])
    first, second = sent(office, stays[:4]), sent(office, stays[4:8])
    alone = sent(office, stays[8:])
    goes(office, clock, view.legs[0], arrives=True)
    clock.advance(minutes=1)
    goes(office, clock, view.legs[1])
    assert do(office, onway.leave_behind, view.legs[1].id, stays[6:8], "sakit di pelabuhan") == 2
    assert do(office, onway.leave_behind, view.legs[1].id, stays[6:7], "sakit lagi") == 0
    do(office, receipt.receive, first, Signing(outcomes={stays[0]: "tidak_hadir"}))
    seen = rows(office)
    ship = view.legs[1]
    assert {key: len(row.stays) for key, row in seen.items()} == {
        (BEHIND, f"Tidak ikut {ship.title}"): 2,
        (ON, ship.title): 2,
        (PLANLESS, "Tanpa rencana perjalanan"): 1,
    }
    on = seen[ON, ship.title]
    assert (set(on.received), on.missed) == (set(stays[1:4]), (stays[0],))
    assert [one.paper for one in on.receivers] == [second]
    assert seen[PLANLESS, "Tanpa rencana perjalanan"].receivers[0].paper == alone
    do(office, onway.take_along, ship.id, stays[7:8], "menyusul sebelum berangkat")
    assert len(rows(office)[ON, ship.title].stays) == 3


def test_of_a_paper_called_off_nobody_was_received_and_nobody_was_not(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(3)]
    view = planned(office)
    on_board(office, view, stays)
    paper = sent(office, stays[:2])
    sent(office, stays[2:])
    goes(office, clock, view.legs[0])
    do(office, receipt.receive, paper, Signing(outcomes={stays[0]: "tidak_hadir"}))
    (row,) = rows(office).values()
    assert (row.received, row.missed) == ((stays[1],), (stays[0],))
    do(office, service.void, paper, "jawaban bus lain")
    (row,) = rows(office).values()
    assert (row.stays, row.received, row.missed) == ((stays[2],), (), ())


def test_nobody_is_left_behind_who_is_not_on_the_departure(office: Office) -> None:
    stay, view = come(office, "Sulaiman"), planned(office)
    for wrong in ([], [stay]):
        with pytest.raises(UserError) as caught:
            do(office, onway.leave_behind, view.legs[1].id, wrong, "sakit")
        assert caught.value.code == "seat.stranger"


def test_an_earlier_way_is_not_taken_for_the_one_he_is_on_now(office: Office, clock: FixedClock) -> None:
    stays, before = [come(office, "Sulaiman"), come(office, "Kamaria", "P")], planned(office, "KM Thalia")
    on_board(office, before, stays)
    paper = sent(office, stays)
    goes(office, clock, before.legs[0])
    do(office, receipt.receive, paper, Signing(outcomes=dict.fromkeys(stays, "ditolak"), refusal="bukan warga kami"))
    clock.advance(hours=1)
    assert rows(office) == {}
    after = planned(office, "KM Siguntang", bus_leg(50), ship_leg(60, "KM Siguntang"))
    do(office, boarding.board_head, after.id, stays[1], "ditolak di Parepare, ikut kapal berikutnya")
    sent(office, stays)
    assert {row.departure: row.stays for row in rows(office).values()} == {
        "KM Siguntang": (stays[1],),
        "": (stays[0],),
    }


def test_joined_arrivals_travel_as_one_and_a_cancelled_departure_carries_nobody(office: Office) -> None:
    twins, view = [come(office, "Sulaiman"), come(office, "Sulaiman B")], planned(office)
    on_board(office, view, twins[:1])
    kept = do(office, joins.same_arrival, *twins, "satu orang")
    sent(office, [kept])
    assert [row.departure for row in rows(office).values()] == [view.title]
    do(office, plan.cancel, view.id, "ombak")
    assert list(rows(office)) == [(PLANLESS, "Tanpa rencana perjalanan")]


def test_a_day_that_is_over_is_told_as_it_stood_then(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(2)]
    view = planned(office)
    on_board(office, view, stays)
    paper = sent(office, stays)
    day = office_day(office)
    later = next_day(office, clock)
    goes(office, clock, view.legs[0], arrives=True)
    do(office, receipt.receive, paper, Signing())
    assert list(rows(office, LedgerScope(day, day))) == [(WAITING, f"Menunggu {view.legs[0].title}")]
    with office.read() as r:
        lines = account_lines(r, LedgerScope(later, later))
    legs = [(line.title, line.opening, line.closing) for line in lines if line.level == 1]
    assert legs == [(f"Menunggu {view.legs[0].title}", 2, 0)]
    rows(office, LedgerScope(later, later))


def test_who_is_taken_back_is_on_no_leg(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(3)]
    view = planned(office)
    on_board(office, view, stays)
    sent(office, stays[:2])
    clock.advance(minutes=5)
    with office.write("registration.move") as w:
        heads.take_back(w, heads.movements(w, stays[0])[-1].id, "sakit, turun lagi")
    (row,) = rows(office).values()
    assert row.stays == (stays[1],)
    assert row.received == ()


def test_a_late_paper_names_the_leg(office: Office, clock: FixedClock) -> None:
    stays = [come(office, f"Orang {number}") for number in range(3)]
    view = planned(office)
    on_board(office, view, stays)
    sent(office, stays)
    goes(office, clock, view.legs[0], arrives=True)
    do(office, onway.leave_behind, view.legs[1].id, stays[:1], "sakit")
    for _day in range(4):
        next_day(office, clock)
    (late,) = ask(office, homecoming.late, 3)
    ship = view.legs[1].title
    assert late.where == f"Menunggu {ship} (2) · Tidak ikut {ship} (1)"
    assert late.where_printed.startswith("menunggu Kapal KM Lambelu, Pelabuhan Tunon Taka – Parepare, 24-01-2026")


def office_day(office: Office) -> date:
    return ask(office, today)  # type: ignore[no-any-return]
