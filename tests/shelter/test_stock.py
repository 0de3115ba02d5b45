"""Storerooms and the cash box: the ledger is its moves, and every history of two desks balances to nothing."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.office import Office
from app.kernel.errors import UserError
from app.shelter import aid, stock, stock_book
from app.shelter.aid import Grant, Terms
from app.shelter.rules.stock import Balance, Place, balances
from app.shelter.stock import Source, Store
from tests.helpers.office import clock, office
from tests.shelter.counter import acting, guest, opened, read, write

__all__ = ["clock", "office"]
GOODS, CASH = stock.first_store("barang"), stock.first_store("kas")
KITS, MONEY = Place(GOODS, "paket_mandi"), Place(CASH, "uang")
FROM_PROVINCE = Source("BAST Dinsos 12/2026", "apbd")


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def there(office: Office, place: Place = KITS) -> int:
    return read(office, lambda r: stock.on_hand(r, place))


def received(office: Office, quantity: int, place: Place = KITS) -> str:
    return write(office, lambda w: stock.receive(w, place, quantity, FROM_PROVINCE))


def test_a_post_has_a_storeroom_and_a_cash_box_from_the_first_day(office: Office) -> None:
    assert [(store.name, store.kind) for store in read(office, stock.stores)] == [
        ("Gudang utama", "barang"),
        ("Kas pos", "kas"),
    ]


def test_what_came_in_is_there(office: Office) -> None:
    received(office, 30)
    (line,) = read(office, stock_book.book)
    assert (line.name, line.unit, line.balance.there, line.balance.sums) == (
        "Paket alat mandi", "paket", 30, {"terima": 30},
    )  # fmt: skip
    (move,) = read(office, stock_book.moves)
    assert (move.quantity, move.document, move.fund) == (30, "BAST Dinsos 12/2026", "apbd")


@pytest.mark.parametrize(
    ("place", "quantity", "source"),
    [
        (KITS, 0, FROM_PROVINCE),
        (KITS, -4, FROM_PROVINCE),
        (KITS, 10**13, FROM_PROVINCE),
        (KITS, 1, Source("", "")),
        (KITS, 1, Source("", "hibah")),
        (Place(CASH, "paket_mandi"), 1, FROM_PROVINCE),
        (Place(GOODS, "uang"), 1, FROM_PROVINCE),
        (Place(CASH, "bekal"), 1, FROM_PROVINCE),
        (Place(GOODS, "bimbingan"), 1, FROM_PROVINCE),
        (Place(GOODS, "tidak_ada"), 1, FROM_PROVINCE),
        (Place("x" * 32, "paket_mandi"), 1, FROM_PROVINCE),
        (Place(GOODS, "paket_mandi", "XL"), 1, FROM_PROVINCE),
    ],
)
def test_what_cannot_be_received_is_refused(office: Office, place: Place, quantity: int, source: Source) -> None:
    with pytest.raises(UserError):
        write(office, lambda w: stock.receive(w, place, quantity, source))
    assert read(office, stock_book.book) == []


def test_nothing_leaves_that_is_not_there(office: Office) -> None:
    received(office, 3)
    other = write(office, lambda w: stock.keep_store(w, Store("", "Gudang rusunawa", "barang")))
    with pytest.raises(UserError, match="tinggal 3; 4"):
        write(office, lambda w: stock.transfer(w, KITS, other, 4))
    with pytest.raises(UserError, match="tinggal 3; 5"):
        write(office, lambda w: stock.adjust(w, KITS, -5, "basah"))
    write(office, lambda w: stock.transfer(w, KITS, other, 3))
    assert (there(office), there(office, Place(other, "paket_mandi"))) == (0, 3)
    with pytest.raises(UserError, match="masih berisi"):
        write(office, lambda w: stock.keep_store(w, Store(other, "Gudang rusunawa", "barang", active=False)))
    moves = read(office, stock_book.moves)
    write(office, lambda w: stock.undo(w, next(move.id for move in moves if move.kind == "pindah"), "keliru"))
    assert (there(office), there(office, Place(other, "paket_mandi"))) == (3, 0)
    write(office, lambda w: stock.keep_store(w, Store(other, "Gudang rusunawa", "barang", active=False)))
    with pytest.raises(UserError, match="sudah ditutup"):
        write(office, lambda w: stock.receive(w, Place(other, "paket_mandi"), 1, FROM_PROVINCE))


def test_a_change_needs_its_reason(office: Office) -> None:
    received(office, 10)
    with pytest.raises(UserError):
        write(office, lambda w: stock.adjust(w, KITS, -2, " "))
    with pytest.raises(UserError):
        write(office, lambda w: stock.adjust(w, KITS, 0, "x"))
    write(office, lambda w: stock.adjust(w, KITS, -2, "basah kena hujan"))
    assert there(office) == 8


def test_a_count_waits_until_somebody_decides(office: Office) -> None:
    received(office, 10)
    row = write(office, lambda w: stock.count(w, KITS, 7))
    assert there(office) == 10
    (difference,) = read(office, stock_book.differences)
    assert (difference.kind, difference.text) == (
        "unsettled", "Paket alat mandi: dihitung 7, menurut catatan 10 (Loket A).",
    )  # fmt: skip
    received(office, 5)  # after the count
    write(office, lambda w: stock.settle(w, row.id, "hilang di perjalanan"))
    assert there(office) == 12
    assert read(office, stock_book.differences) == []
    with pytest.raises(UserError, match="sudah diputuskan"):
        write(office, lambda w: stock.settle(w, row.id, "lagi"))
    write(office, lambda w: stock.count(w, KITS, 12))
    assert read(office, stock_book.differences) == []


CLEANING = Place(GOODS, "bahan_kebersihan")


def test_the_house_uses_things_up_for_nobody_with_purpose_and_fund(office: Office) -> None:
    received(office, 12, CLEANING)
    write(office, lambda w: stock.use(w, CLEANING, 5, "kamar mandi lantai 2", "apbd"))
    assert there(office, CLEANING) == 7
    (move,) = [one for one in read(office, stock_book.moves) if one.kind == "pakai"]
    assert (move.quantity, move.reason, move.fund) == (-5, "kamar mandi lantai 2", "apbd")
    assert read(office, stock_book.differences) == []
    write(office, lambda w: stock.undo(w, move.id, "salah tulis"))
    assert there(office, CLEANING) == 12
    for number, purpose, fund in ((13, "dapur", "apbd"), (1, " ", "apbd"), (1, "dapur", ""), (0, "dapur", "apbd")):
        with pytest.raises(UserError):
            write(office, lambda w, n=number, p=purpose, f=fund: stock.use(w, CLEANING, n, p, f))  # type: ignore[misc]
    assert there(office, CLEANING) == 12


def test_what_the_house_uses_is_nobodys_right(office: Office) -> None:
    received(office, 3, CLEANING)
    stay = guest(office, "Sulaiman")
    answer = read(office, lambda r: aid.check(r, [Grant(stay, "bahan_kebersihan")], Terms("apbd"), "WITA"))[0]
    assert answer.problem == aid.NOT_FOR
    assert "rumah penampungan" in answer.text


def test_too_little_is_marked(office: Office) -> None:
    write(office, lambda w: stock.keep_least(w, KITS, 20))
    assert [line.balance.state for line in read(office, stock_book.book)] == ["kurang"]
    received(office, 20)
    assert [line.balance.state for line in read(office, stock_book.book)] == [""]
    write(office, lambda w: stock.keep_least(w, KITS, None))
    assert read(office, stock_book.book)[0].balance.least is None


def test_cash_is_kept_as_strictly(office: Office) -> None:
    received(office, 5_000_000, MONEY)
    with pytest.raises(UserError, match="tinggal"):
        write(office, lambda w: stock.adjust(w, MONEY, -6_000_000, "setor"))
    row = write(office, lambda w: stock.count(w, MONEY, 4_950_000))
    write(office, lambda w: stock.settle(w, row.id, "uang kembalian belum dicatat"))
    assert there(office, MONEY) == 4_950_000


def test_only_storekeepers(office: Office) -> None:
    acting(office, "satgas", "kesehatan")
    with pytest.raises(UserError, match="tidak berwenang"):
        received(office, 1)


KINDS = ("terima", "keluar", "kembali", "sesuaikan")


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(KINDS), st.integers(-50, 50))))
def test_a_balance_is_the_sum_of_its_moves(moves: list[tuple[str, str, int]]) -> None:
    book = balances((Place(store, "x"), kind, quantity) for store, kind, quantity in moves)
    sums = Counter[str]()
    for store, _kind, quantity in moves:
        sums[store] += quantity
    assert {line.place.store: line.there for line in book} == dict(sums)
    assert {line.state for line in book if line.there < 0} <= {"minus"}


def test_a_mark_shows_even_where_nothing_lies() -> None:
    assert balances([], {KITS: 5}) == [Balance(KITS, {}, 5)]


def test_what_falls_below_its_least_is_warned_about(office: Office) -> None:
    received(office, 12)
    write(office, lambda w: stock.keep_least(w, KITS, 10))
    assert read(office, stock_book.short) == []
    write(office, lambda w: stock.adjust(w, KITS, -3, "basah"))
    assert [line.place for line in read(office, stock_book.short)] == [KITS]
