"""Over random ways home at two desks the legs are always the account, and both desks tell them alike."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.access.days import today
from app.access.office import Office
from app.departure import boarding, onway, plan, travellers, voyages
from app.departure.voyages import DepartureView
from app.handover import receipt
from app.handover.freezing import heads_of_paper
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation.accountlines import account_lines, heads_on
from app.reconciliation.balance_of import CLOSING, NUMBERS, OPENING, LedgerScope
from app.reconciliation.legs import leg_rows
from app.registration import joins
from app.store.work import Reading
from tests.departure.quay import bus_leg, come, planned, ship_leg
from tests.handover.samples import issued
from tests.manifest.lists import DeskB
from tests.reconciliation.test_postings import next_day

ACTS = (
    "list board send send answer answer leave arrive behind along off close cancel revive join day exchange exchange"
).split()


@dataclass
class Ways:
    """Two desks, two departures, and what became of their people."""

    office: Office
    clock: FixedClock
    desk_b: DeskB
    ways: list[DepartureView]
    stays: list[str]
    papers: list[str] = field(default_factory=list)

    def act(self, what: str, one: int, two: int) -> None:
        """Something people do, at the first or the second desk; a refusal is an outcome like any other."""
        self.clock.advance(minutes=20 + one)
        if what == "exchange":
            self.exchange()
        elif what == "day":
            next_day(self.office, self.clock)
        elif what == "send":
            with suppress(UserError):
                self.papers.append(issued(self.office, [self.stays[one % len(self.stays)]]).id)
                with self.office.write("act.send") as w:
                    receipt.sign(w, self.papers[-1])
        else:
            with suppress(UserError), (self.office if one % 2 else self.desk_b).write(f"act.{what}") as w:
                self.do(w, what, one, two)

    def do(self, w: Any, what: str, one: int, two: int) -> None:
        way, stay = self.ways[two % len(self.ways)], self.stays[one % len(self.stays)]
        leg = way.legs[(one + two) % len(way.legs)]
        if what == "answer" and self.papers:
            listed = dict.fromkeys(self.stays, ("tidak_hadir", "ditolak", "diterima", "diterima")[two % 4])
            paper = self.papers[two % len(self.papers)]
            known = {head.stay_id for head in heads_of_paper(w, paper)}
            given = {stay: said for stay, said in listed.items() if stay in known}
            receipt.receive(w, paper, Signing(outcomes=given, refusal="bukan warga kami"))
        elif what in ("leave", "arrive"):
            seen = voyages.departure(w, way.id).leg(leg.id)
            left = seen.left_at or w.now()
            plan.record_times(w, leg.id, left, w.now() if what == "arrive" else seen.arrived_at)
        elif what == "join":
            joins.same_arrival(w, stay, self.stays[two % len(self.stays)], "dobel")
        else:
            simple: dict[str, Callable[[], object]] = {
                "list": lambda: travellers.assign(w, way.id, [stay], "alasan"),
                "board": lambda: boarding.board_head(w, way.id, stay, "alasan"),
                "behind": lambda: onway.leave_behind(w, leg.id, [stay], "tertinggal"),
                "along": lambda: onway.take_along(w, leg.id, [stay], "menyusul"),
                "off": lambda: travellers.take_off(w, way.id, [stay], "batal"),
                "close": lambda: boarding.close(w, way.id),
                "cancel": lambda: plan.cancel(w, way.id, "ombak"),
                "revive": lambda: plan.revive(w, way.id),
            }
            if what in simple:
                simple[what]()

    def exchange(self) -> None:
        self.desk_b.receive(self.office.vault("general"))
        self.desk_b.send()


def told(r: Reading) -> list[Any]:
    """Every scope's legs, each scope checked against its account."""
    day = today(r)
    return [_checked(r, scope) for scope in (LedgerScope(), LedgerScope(end=day), LedgerScope(day, day))]


def _checked(r: Reading, scope: LedgerScope) -> Any:
    lines, rows = account_lines(r, scope), leg_rows(r, scope)
    way = next((line for line in lines if line.code == "perjalanan" and not line.level and not line.body), None)
    for level in (1, 2):
        parts = [line for line in lines if line.level == level]
        for which in (OPENING, CLOSING):
            assert sum(part.number(which) for part in parts) == (way.number(which) if way else 0)
        for part in parts:
            assert part.opening + part.came - part.went == part.closing
            assert all(len(heads_on(r, scope, part, which)) == part.number(which) for which in NUMBERS)
    everybody = [stay for row in rows for stay in row.stays]
    assert len(everybody) == len(set(everybody)) == (way.closing if way else 0)
    for row in rows:
        assert row.count.total == len(row.stays)
        assert not set(row.stays) & {*row.received, *row.missed}
        assert not set(row.received) & set(row.missed)
    return [(row.key, row.stays, row.received, row.missed, row.since) for row in rows]


@pytest.fixture
def ways(office: Office, clock: FixedClock, tmp_path: Path) -> Iterator[Ways]:
    """Six people, and two departures of two legs each."""
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    stays = [come(office, f"Orang {number}") for number in range(6)]
    given = [planned(office, "KM Lambelu"), planned(office, "KM Thalia", bus_leg(50), ship_leg(60, "KM Thalia"))]
    made = Ways(office, clock, desk_b, given, stays)
    made.exchange()
    yield made
    desk_b.close()


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11), st.integers(0, 9)), min_size=10, max_size=40))
def test_the_legs_are_always_the_account_at_both_desks(ways: Ways, acts: list[tuple[str, int, int]]) -> None:
    for what, one, two in acts:
        ways.act(what, one, two)
    ways.exchange()
    with ways.office.read() as r, ways.desk_b.read() as b:
        assert told(r) == told(b)


def test_two_desks_that_record_one_arrival_tell_one_leg(ways: Ways) -> None:
    way = ways.ways[0]
    with ways.office.write("act") as w:
        travellers.assign(w, way.id, ways.stays)
        boarding.board_all(w, way.id, ways.stays)
    ways.papers = [issued(ways.office, ways.stays).id]
    with ways.office.write("act") as w:
        receipt.sign(w, ways.papers[0])
    ways.exchange()
    left = ways.clock.now()
    for desk, later in ((ways.office, 30), (ways.desk_b, 40)):
        ways.clock.advance(minutes=later)
        with desk.write("act") as w:
            plan.record_times(w, way.legs[0].id, left, ways.clock.now())
            onway.leave_behind(w, way.legs[1].id, ways.stays[:2], "sakit")
    ways.exchange()
    with ways.office.read() as r, ways.desk_b.read() as b:
        first, second = told(r), told(b)
        assert first == second
        assert [(key[1], len(stays)) for key, stays, *_rest in first[0]] == [("menunggu", 4), ("tidak_ikut", 2)]
