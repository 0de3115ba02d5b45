"""A storeroom counted at the end of a shift: what agrees, what is explained, and what stays open until it is."""

from datetime import date, timedelta

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.shelter import counting, stock, stock_book
from app.shelter.counting import Counted
from app.shelter.rules.stock import Place
from tests.shelter.counter import acting, opened, read, write
from tests.shelter.test_stock import CASH, GOODS, KITS, MONEY, received, there

SOAP = Place(GOODS, "selimut")


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def counted(office: Office, *lines: Counted, store: str = GOODS) -> counting.StoreCount:
    return write(office, lambda w: counting.count_store(w, store, lines))


def test_what_should_lie_there_is_told_line_by_line(office: Office) -> None:
    received(office, 30)
    received(office, 5, SOAP)
    received(office, 900_000, MONEY)
    lines = read(office, lambda r: counting.expected(r, GOODS))
    assert {(line.place, line.booked) for line in lines} == {(KITS, 30), (SOAP, 5)}
    assert [(line.name, line.booked) for line in read(office, lambda r: counting.expected(r, CASH))] == [
        ("Uang tunai", 900_000)
    ]


def test_a_difference_with_its_reason_is_settled_and_the_book_follows(office: Office) -> None:
    received(office, 30)
    received(office, 5, SOAP)
    found = counted(office, Counted(KITS, 28, "dua basah kena hujan"), Counted(SOAP, 5))
    assert [(line.place, line.difference) for line in found.differences] == [(KITS, -2)]
    assert found.tallies
    assert (there(office), there(office, SOAP)) == (28, 5)
    assert read(office, stock_book.differences) == []


def test_a_difference_without_a_reason_stays_open_and_changes_nothing(office: Office) -> None:
    received(office, 900_000, MONEY)
    found = counted(office, Counted(MONEY, 850_000), store=CASH)
    assert not found.tallies
    assert [(line.booked, line.counted) for line in found.unexplained] == [(900_000, 850_000)]
    assert there(office, MONEY) == 900_000
    assert [one.kind for one in read(office, stock_book.differences)] == [stock_book.UNSETTLED]


def test_what_nobody_counted_is_told(office: Office) -> None:
    received(office, 30)
    received(office, 5, SOAP)
    found = counted(office, Counted(KITS, 30))
    assert [one.place for one in found.missed] == [SOAP]
    assert not found.tallies


def test_a_line_of_another_storeroom_keeps_nothing(office: Office) -> None:
    received(office, 30)
    with pytest.raises(UserError, match="gudang lain"):
        counted(office, Counted(KITS, 28, "rusak"), Counted(MONEY, 0))
    with pytest.raises(UserError, match="dua kali"):
        counted(office, Counted(KITS, 28, "rusak"), Counted(KITS, 29))
    assert there(office) == 30


def test_the_counts_of_a_shift_are_read_back(office: Office, clock: FixedClock) -> None:
    received(office, 30)
    since = clock.now()
    counted(office, Counted(KITS, 30))
    clock.advance(hours=8)
    counted(office, Counted(KITS, 29, "hilang"))
    (first,) = read(office, lambda r: counting.counts_between(r, since, since + timedelta(hours=8)))
    assert (first.counted, first.settled, first.officer) == (30, "cocok", "Siti Aminah")
    assert len(read(office, lambda r: counting.counts_between(r, since, since + timedelta(hours=9), GOODS))) == 2
    assert read(office, lambda r: counting.counts_between(r, since, since + timedelta(hours=9), CASH)) == []


def test_only_those_who_keep_the_store_count_it(office: Office) -> None:
    acting(office, "kesehatan")
    with pytest.raises(UserError):
        counted(office)
    assert stock.PERMISSION == "shelter.stock"
