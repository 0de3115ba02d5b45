"""The ledger as postings: each account from what is recorded, counted alike by months and by days, rebuilt."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.access.days import open_day, today
from app.access.office import Office
from app.handover import service
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation.balance_of import (
    CAME,
    CLOSING,
    OPENING,
    WENT,
    Balances,
    LedgerScope,
    balances,
    balances_by_batch,
    expected,
    heads_behind,
    postings_of,
)
from app.reconciliation.postings import posting, posting_month
from app.registration import heads, joins, people
from app.registration.heads import NewHead
from app.shelter import presence
from app.store import derive
from tests.reconciliation.quay import Quay
from tests.reconciliation.test_ledger import four

EVER = LedgerScope()


def seen(office: Office, scope: LedgerScope = EVER) -> Balances:
    with office.read() as r:
        return balances(r, scope)


def closing(office: Office, scope: LedgerScope = EVER) -> dict[str, int]:
    return {code: total.closing.total for code, total in seen(office, scope).totals.items() if total.closing.total}


def next_day(office: Office, clock: FixedClock) -> date:
    clock.advance(days=1)
    with office.write("access.day") as w:
        return open_day(w, today(w) + timedelta(days=1)).day


def gate(office: Office, stay: str) -> None:
    with office.write("shelter.presence") as w:
        presence.record(w, stay, "masuk")


def way(office: Office, stay: str) -> list[tuple[str, str, str]]:
    with office.read() as r:
        return [(one.source, one.account, one.document_kind) for one in postings_of(r, [stay])]


def tables(office: Office) -> tuple[Any, Any]:
    with office.read() as r:
        return sorted(map(repr, r.rows(select(posting)))), sorted(map(repr, r.rows(select(posting_month))))


def test_who_is_not_seen_in_the_house_is_still_on_the_quay(office: Office) -> None:
    _quay, stays = four(office)
    gate(office, stays[0])
    assert closing(office) == {"luar": -4, "dermaga": 3, "penampungan": 1}
    assert way(office, stays[0]) == [("luar", "dermaga", ""), ("dermaga", "penampungan", "presence")]


def test_the_entry_paper_brings_everybody_into_the_house(office: Office) -> None:
    quay, stays = four(office)
    paper = quay.handed_over(stays, kind="penampungan")
    assert closing(office) == {"luar": -4, "penampungan": 4}
    assert {step[2] for step in way(office, stays[0])[1:]} == {"bast"}
    with office.write("handover.void") as w:
        service.void(w, paper, "salah penerima")
    assert closing(office) == {"luar": -4, "dermaga": 4}


def test_until_the_receipt_is_back_they_are_on_the_way(office: Office, clock: FixedClock) -> None:
    quay, stays = four(office)
    paper = quay.handed_over(stays[:3])
    assert closing(office) == {"luar": -4, "dermaga": 1, "perjalanan": 3}
    day = next_day(office, clock)
    quay.received(paper, Signing(outcomes={stays[2]: "tidak_hadir"}))
    assert closing(office) == {"luar": -4, "dermaga": 2, "sampai": 2}
    assert way(office, stays[0]) == [
        ("luar", "dermaga", ""),
        ("dermaga", "perjalanan", "bast"),
        ("perjalanan", "sampai", "tanda_terima"),
    ]
    told = seen(office, LedgerScope(day, day))
    assert told.of("perjalanan").opening.total == 2
    assert (told.equation.home, told.equation.opening, told.equation.difference) == (2, 4, 0)


def test_a_child_born_and_a_death_and_a_body_each_have_their_account(office: Office) -> None:
    quay, stays = four(office)
    quay.born(stays[2])
    quay.leaves(stays[0], "meninggal")
    with office.write("registration.arrive") as w:
        heads.arrive(w, NewHead(quay.batch_id, "LD", body=True))
    assert closing(office) == {
        "luar": -5, "lahir": -1, "dermaga": 3, "penampungan": 1, "meninggal": 1, "jenazah": 1,
    }  # fmt: skip
    told = seen(office).equation
    assert (told.arrived, told.born, told.care, told.elsewhere, told.difference) == (4, 1, 4, {"meninggal": 1}, 0)


def test_who_comes_back_from_hospital_comes_back_into_the_house(office: Office) -> None:
    quay, stays = four(office)
    gate(office, stays[0])
    quay.leaves(stays[0], "rumah_sakit")
    with office.write("registration.move") as w:
        heads.move(w, stays[0], "hadir", "sembuh")
    assert [step[1] for step in way(office, stays[0])] == ["dermaga", "penampungan", "rumah_sakit", "penampungan"]


def test_of_two_joined_arrivals_one_counts_and_undone_both_do(office: Office) -> None:
    _quay, stays = four(office)
    with office.write("registration.merge") as w:
        joins.same_arrival(w, stays[0], stays[1], "orang yang sama")
    assert closing(office) == {"luar": -3, "dermaga": 3}
    with office.write("registration.merge") as w:
        joins.undo_same_arrival(w, stays[0], stays[1], "bukan")
    assert closing(office) == {"luar": -4, "dermaga": 4}


def test_the_class_found_later_counts_from_the_arrival_on(office: Office) -> None:
    _quay, stays = four(office)
    with office.read() as r:
        person = heads.stay_of(r, stays[0]).person_id or ""
    with office.write("registration.edit") as w:
        people.update_person(w, person, {"sex": "P"})
    assert seen(office).of("dermaga").came.by_class() == {"LD": 1, "PD": 3, "AL": 0, "AP": 0}


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2026, 1, 20), date(2026, 1, 24), None])
@pytest.mark.parametrize("end", [date(2026, 1, 24), date(2026, 1, 31), date(2026, 3, 3), None])
def test_months_and_single_days_count_alike_and_each_number_has_its_names(
    office: Office, clock: FixedClock, start: date | None, end: date | None
) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "rumah_sakit")
    next_day(office, clock)
    paper = quay.handed_over(stays[1:3])
    next_day(office, clock)
    quay.received(paper, Signing())
    scope = LedgerScope(start, end)
    found = seen(office, scope)
    by_days = seen(office, LedgerScope(start, end, quay.batch_id))
    assert found.lines == by_days.lines
    assert found.equation.difference == 0
    assert sum(line.opening for line in found.lines) == sum(line.closing for line in found.lines) == 0
    for account, total in found.totals.items():
        if account == "luar":
            continue
        numbers = {OPENING: total.opening, CAME: total.came, WENT: total.went, CLOSING: total.closing}
        with office.read() as r:
            named = {number: len(heads_behind(r, scope, account, number)) for number in numbers}
        assert named == {number: count.total for number, count in numbers.items()}


def test_those_on_the_list_whom_nobody_has_seen_are_expected(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Quay.counted(3), 3)
    quay.confirm(quay.lines[:1])
    with office.read() as r:
        assert {ship: [line.id for line in lines] for ship, lines in expected(r).items()} == {
            quay.batch_id: quay.lines[1:]
        }
    assert closing(office) == {"luar": -1, "dermaga": 1}


def test_every_ship_has_its_own_ledger_and_together_they_are_the_whole(office: Office) -> None:
    four(office)
    second = Quay.at(office, "KM Mid East")
    second.letter(Quay.counted(2), 2)
    second.leaves(second.confirm(second.lines)[0], "pulang_mandiri")
    with office.read() as r:
        ships = balances_by_batch(r, EVER)
    assert {ships[second.batch_id].equation.arrived, len(ships)} == {2}
    assert sum(ship.equation.arrived for ship in ships.values()) == seen(office).equation.arrived == 6


def test_a_rebuild_makes_the_same_ledger(office: Office, clock: FixedClock) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "rumah_sakit")
    next_day(office, clock)
    quay.received(quay.handed_over(stays[1:3]), Signing())
    before = tables(office)
    assert len(before[0]) == 9
    with office.vault("general").connect_writing() as connection:
        derive.rebuild_all(connection, "general")
    assert tables(office) == before
