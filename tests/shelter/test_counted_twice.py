"""One shelf counted at two desks that cannot see each other: the book follows once, and two answers are shown."""

import pytest

from app.access.office import Office
from app.shelter import stock, stock_book
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from tests.shelter.counter import acting, opened, read, write
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]
KITS = Place(stock.first_store("barang"), "paket_mandi")


@pytest.fixture
def desks(site: Site) -> tuple[Office, Office]:
    """Two desks that both know of thirty kits."""
    second = site.second()
    opened(site.first)
    write(site.first, lambda w: stock.receive(w, KITS, 30, Source("", "apbd")))
    send(site.first, second, site.stick)
    return site.first, second


def counted(site: Site, desk: Office, number: int, reason: str) -> None:
    site.clock.advance(seconds=30)
    acting(desk, "kepala")
    row = write(desk, lambda w: stock.count(w, KITS, number))
    write(desk, lambda w: stock.settle(w, row.id, reason))


def met(site: Site, desks: tuple[Office, Office]) -> None:
    send(desks[0], desks[1], site.stick)
    send(desks[1], desks[0], site.stick)


def there(desk: Office) -> int:
    return read(desk, lambda r: stock.on_hand(r, KITS))


def test_the_same_finding_of_two_desks_moves_the_book_once(site: Site, desks: tuple[Office, Office]) -> None:
    counted(site, desks[0], 28, "dua basah")
    counted(site, desks[1], 28, "dua rusak kena hujan")
    met(site, desks)
    assert [there(desk) for desk in desks] == [28, 28]
    assert [read(desk, stock_book.differences) for desk in desks] == [[], []]


def test_two_answers_are_one_move_and_a_difference_until_the_shelf_is_counted_again(
    site: Site, desks: tuple[Office, Office]
) -> None:
    counted(site, desks[0], 28, "dua basah")
    counted(site, desks[1], 25, "lima hilang")
    met(site, desks)
    assert [there(desk) for desk in desks] == [28, 28]
    for desk in desks:
        (one,) = read(desk, stock_book.differences)
        assert (one.kind, one.place) == (stock_book.COUNTS, KITS)
        assert f"Loket {desks[1].device.letter}" in one.text
        assert "−5" in one.text
        assert "−2" in one.text
    counted(site, desks[1], 25, "lima hilang")
    met(site, desks)
    assert [there(desk) for desk in desks] == [25, 25]
    assert [read(desk, stock_book.differences) for desk in desks] == [[], []]


def test_who_knows_of_the_first_count_settles_the_next(site: Site, desks: tuple[Office, Office]) -> None:
    counted(site, desks[0], 28, "dua basah")
    met(site, desks)
    counted(site, desks[1], 27, "satu lagi")
    counted(site, desks[1], 29, "ketemu dua")
    met(site, desks)
    assert [there(desk) for desk in desks] == [29, 29]


def test_a_finding_taken_back_is_not_taken_up_by_the_next_count(site: Site, desks: tuple[Office, Office]) -> None:
    counted(site, desks[0], 28, "dua basah")
    (move,) = [one for one in read(desks[0], stock_book.moves) if one.kind == "sesuaikan"]
    write(desks[0], lambda w: stock.undo(w, move.id, "salah rak"))
    assert there(desks[0]) == 30
    counted(site, desks[0], 29, "satu rusak")
    assert there(desks[0]) == 29
    assert read(desks[0], stock_book.differences) == []
