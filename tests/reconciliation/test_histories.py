"""Over random histories at two desks no head is created or lost, no account falls below nobody, no closing changes."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.access.days import current_day, today
from app.access.office import Office
from app.handover import receipt, service
from app.handover.freezing import heads_of_paper
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.headcount import CLASSES
from app.reconciliation import closing, homecoming
from app.reconciliation.accountlines import account_lines, heads_on
from app.reconciliation.adjustments import scope_of, states
from app.reconciliation.balance_of import (
    CAME,
    CLOSING,
    OPENING,
    Balances,
    LedgerScope,
    balances,
    balances_by_batch,
)
from app.reconciliation.ledger import Scope, heads_behind, view
from app.reconciliation.legs import leg_rows
from app.reconciliation.postings import posting, posting_month
from app.reconciliation.records import Closing
from app.reconciliation.rules import Override
from app.reconciliation.rules.adjusting import changes, figures, unpacked
from app.reconciliation.rules.equation import CARE, OPEN
from app.registration import exits, heads, joins, people, rules
from app.registration.heads import NewHead, Who
from app.registration.people import Destination
from app.registration.position import position
from app.registration.records import Person, Stay
from app.shelter import presence
from app.store import derive
from app.store.work import Reading, Work
from tests.handover.samples import issued
from tests.helpers.office import landed_one
from tests.helpers.office import ship as tied_up
from tests.manifest.lists import DeskB
from tests.reconciliation.test_postings import next_day

ACTS = (
    "arrive arrive arrive card body born leave come_back take_back withdraw settle paper sign receive receive refuse "
    "correct void join part reclass code gate move exchange send day day close close_ship close_day reopen back"
).split()
COARSE = {"dermaga": "hadir", "penampungan": "hadir", "sampai": "diberangkatkan"}
SOURCES = ("luar", "lahir")


@dataclass
class History:
    """Two desks of one post, what they made so far, and what each closing said when it was made."""

    office: Office
    clock: FixedClock
    desk_b: DeskB
    ships: list[str]
    stays: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    joined: list[tuple[str, str]] = field(default_factory=list)
    closed: dict[str, Any] = field(default_factory=dict)

    def act(self, what: str, one: int, two: int) -> None:
        """Something people do, at the first or the second desk; a refusal is an outcome like any other."""
        self.clock.advance(minutes=1 + one % 3)
        if what == "arrive" or not self.stays:
            self.stays.append(landed_one(self.office, Who(f"Baso {len(self.stays)}", sex="LP"[one % 2], age=30)))
        elif what == "day":
            next_day(self.office, self.clock)
        elif what == "exchange":
            self.exchange()
        elif what == "back":
            self.clock.advance(hours=-1 - one % 2)
        elif what == "send":
            self.desk_b.send()
        elif what == "paper":
            with suppress(UserError):
                some = list(dict.fromkeys((self.at(one), self.at(two), self.at(one + two))))
                self.papers.append(issued(self.office, some).id)
        else:
            with suppress(UserError), (self.office if one % 2 else self.desk_b).write(f"act.{what}") as w:
                made = self.do(w, what, one, two)
                if isinstance(made, str):
                    self.stays.append(made)

    def at(self, number: int) -> str:
        return self.stays[number % len(self.stays)]

    def do(self, w: Work, what: str, one: int, two: int) -> object:
        """One act of one desk; a new stay's id is handed back."""
        if what in ("sign", "receive", "refuse", "correct", "void"):
            self.on_paper(w, what, one, two)
            return None
        if what.startswith("close"):
            self.keep(w, self.close(w, what, two))
            return None
        if what == "reopen":
            self.reopen(w, two)
            return None
        if what == "body":
            return heads.arrive(w, NewHead(self.ships[two % 2], CLASSES[one % 4], body=True)).id
        if what == "card":
            return heads.hand_card(w, self.ships[two % 2], f"A{one}{two}", "LD").id
        if what == "born":
            return heads.born(w, self.fitting(w, what, two), Who(sex="P")).id
        if what == "join":
            self.joined.append((self.at(two), self.at(one)))
        if what == "part" and self.joined:
            joins.undo_same_arrival(w, *self.joined[two % len(self.joined)], "bukan")
            return None
        return _on_head(w, what, self.fitting(w, what, two), self.at(one), one)

    def fitting(self, w: Work, what: str, two: int) -> str:
        """A head of whom this can be said, where there is one: who is away comes back, a conflict is settled."""
        fits = [stay for stay in self.stays if _fits(w, what, stay)]
        return fits[two % len(fits)] if fits else self.at(two)

    def on_paper(self, w: Work, what: str, one: int, two: int) -> None:
        if not self.papers:
            return
        paper = self.papers[two % len(self.papers)]
        if what == "sign":
            receipt.sign(w, paper)
        elif what == "void":
            service.void(w, paper, "salah alamat")
        else:
            listed = [head.stay_id for head in heads_of_paper(w, paper)]
            some = listed if what == "refuse" else listed[: one % 2]
            said = Signing(dict.fromkeys(some, ("tidak_hadir", "ditolak")[two % 2]), remarks="uji", refusal="uji coba")
            (receipt.correct if what == "correct" else receipt.receive)(w, paper, said)

    def close(self, w: Work, what: str, two: int) -> str:
        """A ship, the day of the site, or a period of one day is closed; the id of the closing."""
        day, vouched = today(w), Override("Siti", "uji coba")
        if what == "close":
            return closing.close_period(w, LedgerScope(day, day), vouched).id
        return closing.close(w, Scope(self.ships[two % 2] if what == "close_ship" else None), vouched).id

    def reopen(self, w: Work, two: int) -> None:
        """One of the closings this desk knows is opened again."""
        known = [each for each in sorted(self.closed) if w.get(Closing, each) is not None]
        if known:
            closing.reopen_closing(w, known[two % len(known)], "uji coba lagi")

    def keep(self, w: Work, closing_id: str) -> None:
        row = w.need(Closing, closing_id)
        self.closed[closing_id] = (row.figures, row.states, row.have)

    def exchange(self) -> None:
        self.desk_b.receive(self.office.vault("general"))
        self.desk_b.send()

    def both(self, look: Callable[[Reading], Any]) -> Any:
        """What both desks say alike."""
        with self.office.read() as r, self.desk_b.read() as b:
            first, second = look(r), look(b)
        assert first == second
        return first


def _fits(w: Work, what: str, stay: str) -> bool:
    row = w.get(Stay, stay)
    if row is None or row.void_reason is not None:
        return False
    if what == "born":
        person = w.get(Person, row.person_id) if row.person_id else None
        return person is not None and person.sex == "P"
    stands = heads.standing(w, stay)
    if what == "come_back":
        return stands.account in rules.RETURNABLE
    return bool(stands.suspense) if what == "settle" else True


def _on_head(w: Work, what: str, stay: str, other: str, one: int) -> object:
    moves = heads.movements(w, stay)
    if what == "leave":
        exits.leave(w, stay, rules.UNSIGNED_EXITS[one % len(rules.UNSIGNED_EXITS)], "alasan")
    elif what == "come_back":
        exits.come_back(w, stay, "kembali")
    elif what == "take_back" and len(moves) > 1:
        heads.take_back(w, moves[-1].id, "keliru")
    elif what == "settle" and moves:
        exits.settle(w, stay, moves[-1].id, "yang ini benar")
    elif what == "move":
        heads.move(w, stay, ("diberangkatkan", "dirujuk", "hadir")[one % 3])
    elif what == "join":
        joins.same_arrival(w, stay, other, "dobel")
    elif what == "withdraw":
        heads.withdraw(w, stay, "tidak pernah turun")
    elif what == "code" and (person := heads.stay_of(w, stay).person_id):
        people.set_destination(w, person, Destination(code=("7308", "5309", None)[one % 3], text="rumah"))
    elif what == "gate":
        presence.record(w, stay, "masuk")
    elif what == "reclass" and (person := heads.stay_of(w, stay).person_id):
        people.update_person(w, person, {"sex": "LP"[one % 2], "age": (9, 0, 40)[one % 3]})
    return None


def tables(r: Reading) -> tuple[list[str], list[str]]:
    return sorted(map(repr, r.rows(select(posting)))), sorted(map(repr, r.rows(select(posting_month))))


def check_heads(r: Reading) -> bool:
    """Everybody who counts has one way through the accounts, and it ends where he stands."""
    last: dict[str, Any] = {}
    for row in r.rows(select(posting).order_by(posting.c.stay, posting.c.step)):
        before = last.get(row.stay)
        assert row.step == (before.step + 1 if before else 1)
        assert row.source == (before.account if before else row.source)
        assert before is None or (row.day, row.at) >= (before.day, before.at)
        last[row.stay] = row
    counted = {row.stay: row.account for row in r.rows(select(position.c.stay, position.c.account))}
    assert {stay for stay, account in counted.items() if account != "luar"} == set(last)
    for stay, row in last.items():
        assert COARSE.get(row.account, row.account) == counted[stay] or row.account == "perjalanan"
    return True


def check_balances(r: Reading) -> list[Balances]:
    """At the end of every day no account is below nobody, the lines are zero together, and ships are the whole."""
    days = [row.day for row in r.rows(select(posting.c.day).distinct())]
    found = [balances(r, LedgerScope(None, day)) for day in sorted(days)]
    for told in [*found, *(balances(r, LedgerScope(day, day)) for day in days)]:
        assert sum(line.closing for line in told.lines) == 0
        assert all(line.closing >= 0 for line in told.lines if line.account not in SOURCES)
        assert told.equation.difference == 0
    whole = balances(r, LedgerScope())
    ships = balances_by_batch(r, LedgerScope()).values()
    assert sum(ship.equation.arrived for ship in ships) == whole.equation.arrived
    heads_counted = r.rows(select(func.count()).select_from(position).where(position.c.account != "luar"))[0][0]
    assert -sum(line.closing for line in whole.lines if line.account in SOURCES) == heads_counted
    return found


def check_rows(r: Reading) -> bool:
    """Every number of every ship, province and month is as many names, of the whole time and of each single day."""
    days = {row.day for row in r.rows(select(posting.c.day).distinct())}
    scopes = [LedgerScope(), *(LedgerScope(day, day) for day in sorted(days)[-3:])]
    for scope in scopes:
        if scope in (scopes[0], scopes[-1]):
            check_accounts(r, scope)
        for group in homecoming.GROUPS:
            seen = homecoming.homecoming(r, scope, group)
            assert sum(row.equation.came for row in seen.rows) == seen.whole.equation.came or group == homecoming.MONTH
            for row in (seen.whole, *seen.rows):
                told = row.equation
                said = {
                    "tiba": told.came,
                    "rumah": told.home,
                    "pos": told.care,
                    "jalan": told.transit,
                    **told.elsewhere,
                }
                assert said == {number: len(homecoming.behind(r, row.scope, number)) for number in said}
                assert (told.difference, row.came.total + told.returned, row.home.total) == (0, told.came, told.home)
    return True


def check_accounts(r: Reading, scope: LedgerScope) -> None:
    """Every account opens with what it held, holds what it shows, and provinces and ships are the whole."""
    lines = account_lines(r, scope)
    for line in lines:
        if line.is_source:
            assert len(heads_on(r, scope, line, CAME)) == line.came
            continue
        assert line.opening + line.came - line.went == line.closing
        for which in (OPENING, CLOSING):
            assert len(heads_on(r, scope, line, which)) == line.number(which)
    way = [line for line in lines if line.code == "perjalanan" and not line.level and not line.body]
    for level in (1, 2):
        parts = [line for line in lines if line.level == level]
        for which in (OPENING, CLOSING):
            assert sum(part.number(which) for part in parts) == sum(line.number(which) for line in way)
    stood = leg_rows(r, scope)
    assert sum(row.count.total for row in stood) == sum(line.closing for line in way)
    assert len({stay for row in stood for stay in row.stays}) == sum(row.count.total for row in stood)
    whole = balances(r, scope)
    for divided in (whole.by_province(), balances_by_batch(r, scope)):
        for account, total in whole.totals.items():
            assert sum(part.of(account).came.total for part in divided.values()) == total.came.total
            assert sum(part.of(account).went.total for part in divided.values()) == total.went.total
            if account in OPEN:
                assert sum(part.of(account).opening.total for part in divided.values()) == total.opening.total


def check_today(r: Reading) -> bool:
    """The day opens with whom the ledger says were in care the evening before, and each number has its names."""
    day = current_day(r)
    assert day is not None
    seen = view(r, Scope(since=day.day))
    held = balances(r, LedgerScope(day.day, day.day))
    care = sum(line.opening for line in held.lines if line.account in CARE and not line.kind.body)
    opening = seen.account("saldo_awal")
    assert (opening.count.total if opening else 0) == care
    for account in seen.accounts:
        assert len(heads_behind(r, seen.scope, account.code)) == account.count.total
    assert seen.difference == 0 or any(check.finding.code.startswith("balance.") for check in seen.checks)
    return True


def check_closings(history: History) -> Callable[[Reading], dict[str, Any]]:
    """Every closing says what it said, and with its adjustments it says what is so now."""

    def look(r: Reading) -> dict[str, Any]:
        seen = {}
        for closing_id, kept in history.closed.items():
            row = r.need(Closing, closing_id)
            assert (row.figures, row.states, row.have) == kept
            was, now = unpacked(row.states or ""), states(r, scope_of(row))
            found = changes(was, now)
            totals = _lines(was.values())
            for change in found:
                for key, effect in change.effect.items():
                    totals[key] = tuple(map(sum, zip(totals.get(key, (0, 0, 0)), effect, strict=True)))
            assert {key: numbers for key, numbers in totals.items() if any(numbers)} == _lines(now.values())
            seen[closing_id] = found
        return seen

    return look


def _lines(heads_of_period: Any) -> dict[Any, tuple[int, ...]]:
    return {(line.account, line.kind): (line.opening, line.came, line.went) for line in figures(heads_of_period)}


@pytest.fixture
def history(office: Office, clock: FixedClock, tmp_path: Path) -> Iterator[History]:
    """Two desks with a ship each at the quay."""
    ships = [tied_up(office, "KM Purnama Ekspres"), tied_up(office, "KM Mid East")]
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    yield History(office, clock, desk_b, ships)
    desk_b.close()


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 9)), min_size=10, max_size=30))
def test_no_head_is_created_or_lost_and_no_closing_changes(history: History, acts: list[tuple[str, int, int]]) -> None:
    for what, one, two in acts:
        history.act(what, one, two)
    history.exchange()
    before = history.both(tables)
    assert history.both(check_heads)
    assert history.both(check_balances) or not history.stays
    history.both(check_rows)
    history.both(check_today)
    history.both(check_closings(history))
    for vault in (history.office.vault("general"), history.desk_b.vault):
        with vault.connect_writing() as connection:
            derive.rebuild_all(connection, "general")
    assert history.both(tables) == before


def test_the_same_day_closed_at_two_desks_is_two_closings_that_both_stand(history: History) -> None:
    history.act("arrive", 1, 1)
    history.exchange()
    for one in (0, 1):
        history.act("close", one, 0)
    history.exchange()
    assert len(history.closed) == 2
    assert all(not found for found in history.both(check_closings(history)).values())
    assert {row.first_day for row in history.both(lambda r: [r.need(Closing, each) for each in history.closed])} == {
        date(2026, 1, 23)
    }
