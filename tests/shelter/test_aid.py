"""Aid: rights, receipts, loans and money, at one desk and at two that could not see each other."""

from datetime import date, timedelta

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import heads
from app.shelter import aid, aid_doubles, aid_given, aid_items, stock, stock_book
from app.shelter.aid import Grant, Issued, Terms
from app.shelter.aid_given import BACK, BROKEN, LOST
from app.shelter.rules.aid import Item, Used, next_right
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from tests.helpers.office import clock, office
from tests.shelter.counter import acting, guest, opened, read, write
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["clock", "office", "site"]
DAY = date(2026, 1, 23)
APBN = Terms("apbn")
GOODS, CASH = stock.first_store("barang"), stock.first_store("kas")


def stocked(office: Office, item: str = "paket_mandi", quantity: int = 10, size: str = "") -> Place:
    place = Place(CASH if item == "uang" else GOODS, item, size)
    write(office, lambda w: stock.receive(w, place, quantity, Source("BAST 1", "apbn")))
    return place


def issued(office: Office, *grants: Grant, terms: Terms = APBN) -> Issued:
    return write(office, lambda w: aid.issue(w, grants, terms))


def there(office: Office, place: Place) -> int:
    return read(office, lambda r: stock.on_hand(r, place))


def refused(office: Office, code: str, *grants: Grant, terms: Terms = APBN) -> str:
    with pytest.raises(UserError) as caught:
        issued(office, *grants, terms=terms)
    assert caught.value.code == code
    return caught.value.text


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def test_a_kit_is_handed_out_once_a_stay(office: Office) -> None:
    place, stay = stocked(office), guest(office, "Sulaiman")
    done = issued(office, Grant(stay, "paket_mandi"))
    assert (done.people, done.pieces, done.rupiah) == (1, 1, 0)
    assert done.number.startswith("NNK-A-26-")
    assert there(office, place) == 9
    text = refused(office, "aid.already", Grant(stay, "paket_mandi"))
    assert text == "Sulaiman: Sudah menerima Paket alat mandi pada 23-01 10.15 di Loket A."
    assert there(office, place) == 9
    assert read(office, stock_book.differences) == []


def test_more_than_the_rule_needs_a_reason_and_says_so(office: Office) -> None:
    stocked(office)
    stay = guest(office, "Sulaiman")
    issued(office, Grant(stay, "paket_mandi"))
    issued(office, Grant(stay, "paket_mandi"), terms=Terms("apbn", beyond="yang pertama hilang di kamar"))
    assert len(read(office, lambda r: aid_given.given_to(r, [stay]))) == 2
    assert read(office, stock_book.differences) == []  # both were meant


def test_daily_rights_come_back_with_the_day(office: Office) -> None:
    stocked(office, "popok", 5, "S")
    baby = guest(office, "Bayi", age=0)
    issued(office, Grant(baby, "popok", "S"))
    refused(office, "aid.already", Grant(baby, "popok", "S"))
    opened(office, DAY + timedelta(days=1))
    issued(office, Grant(baby, "popok", "S"))


def test_whom_size_and_number_are_checked(office: Office) -> None:
    stocked(office, "pakaian_laki", 5, "L")
    man, woman = guest(office, "Sulaiman"), guest(office, "Siti", sex="P")
    assert "hanya untuk laki-laki dewasa" in refused(office, "aid.not_for", Grant(woman, "pakaian_laki", "L"))
    assert "Pilih ukuran" in refused(office, "aid.wrong", Grant(man, "pakaian_laki"))
    refused(office, "aid.wrong", Grant(man, "pakaian_laki", "L", 0))
    refused(office, "aid.fund", Grant(man, "pakaian_laki", "L"), terms=Terms(""))
    refused(office, "aid.none")
    issued(office, Grant(man, "pakaian_laki", "L"))


def test_nobody_is_handed_what_is_not_there_unless_somebody_says_why(office: Office) -> None:
    place, one, two = stocked(office, quantity=1), guest(office, "Sulaiman"), guest(office, "Djoemadi")
    refused(office, "aid.short", Grant(one, "paket_mandi"), Grant(two, "paket_mandi"))
    assert there(office, place) == 1
    both = (Grant(one, "paket_mandi"), Grant(two, "paket_mandi"))
    issued(office, *both, terms=Terms("apbn", short="kiriman kedua belum ditulis"))
    assert there(office, place) == -1
    (difference,) = read(office, stock_book.differences)
    assert (difference.kind, difference.place) == ("minus", place)
    write(office, lambda w: stock.receive(w, place, 3, Source("", "apbd")))
    assert read(office, stock_book.differences) == []


def test_a_group_is_handed_out_whole_or_not_at_all(office: Office) -> None:
    place = stocked(office)
    stays = [guest(office, f"Orang {number}") for number in range(5)]
    write(office, lambda w: heads.move(w, stays[3], "pulang_mandiri", reason="dijemput"))
    text = refused(office, "aid.gone", *(Grant(stay, "paket_mandi") for stay in stays))
    assert text == "Orang 3: Tidak ada di sini lagi: pulang mandiri."
    assert there(office, place) == 10
    done = issued(office, *(Grant(stay, "paket_mandi") for stay in stays if stay != stays[3]))
    assert (done.people, there(office, place)) == (4, 6)
    (line,) = read(office, lambda r: aid_given.receipts(r, DAY, DAY))
    assert (line.kind, line.people, line.pieces, line.what) == ("kelompok", 4, 4, "Paket alat mandi")


def test_cash_leaves_the_cash_box_in_rupiah(office: Office) -> None:
    place = stocked(office, "uang", 2_000_000)
    stay = guest(office, "Sulaiman")
    done = issued(office, Grant(stay, "bekal", quantity=600_000))
    assert (done.rupiah, done.pieces) == (600_000, 0)
    assert there(office, place) == 1_400_000
    refused(office, "aid.already", Grant(stay, "bekal", quantity=50_000))
    other = guest(office, "Djoemadi")
    refused(office, "aid.short", Grant(other, "bekal", quantity=1_500_000))


def test_money_for_the_dead_goes_to_a_named_heir_once(office: Office) -> None:
    stocked(office, "uang", 9_000_000)
    stay = guest(office, "Sulaiman")
    heir = Terms("apbd", party="Kamaria", relation="istri", address="Desa Sungai Nyamuk")
    refused(office, "aid.not_for", Grant(stay, "santunan", quantity=3_000_000), terms=heir)
    write(office, lambda w: heads.move(w, stay, "meninggal"))
    refused(office, "aid.heir", Grant(stay, "santunan", quantity=3_000_000))
    nameless = Terms("apbd", party="Kamaria", relation="istri")
    refused(office, "aid.heir_paper", Grant(stay, "santunan", quantity=3_000_000), terms=nameless)
    issued(office, Grant(stay, "santunan", quantity=3_000_000), terms=heir)
    refused(office, "aid.already", Grant(stay, "santunan", quantity=3_000_000), terms=heir)
    refused(office, "aid.not_for", Grant(stay, "paket_mandi"))
    (line,) = read(office, lambda r: aid_given.receipts(r, DAY, DAY))
    assert (line.kind, line.party, line.rupiah) == ("satu", "Kamaria", 3_000_000)


def test_a_receipt_taken_back_gives_right_and_goods_back(office: Office) -> None:
    place, stay = stocked(office), guest(office, "Sulaiman")
    done = issued(office, Grant(stay, "paket_mandi"))
    write(office, lambda w: aid.undo(w, done.receipt_id, "salah orang"))
    assert there(office, place) == 10
    issued(office, Grant(stay, "paket_mandi"))
    assert there(office, place) == 9
    with pytest.raises(UserError, match="sudah dibatalkan"):
        write(office, lambda w: aid.undo(w, done.receipt_id, "lagi"))
    assert [line.void for line in read(office, lambda r: aid_given.receipts(r, DAY, DAY))] == ["", "salah orang"]


def test_loans_come_back_break_or_get_lost(office: Office) -> None:
    place, stay = stocked(office, "selimut", 5), guest(office, "Sulaiman")
    done = issued(office, Grant(stay, "selimut"), Grant(stay, "matras"), terms=Terms("apbn", short="dari lapangan"))
    loans = {one.item: one for _head, one in read(office, aid_given.loans)}
    assert {item: one.out for item, one in loans.items()} == {"selimut": 1, "matras": 1}
    write(office, lambda w: aid_given.settle_loan(w, loans["selimut"].id, BACK, 1))
    assert there(office, place) == 5
    with pytest.raises(UserError, match="Masih dipinjam 0"):
        write(office, lambda w: aid_given.settle_loan(w, loans["selimut"].id, LOST, 1))
    write(office, lambda w: aid_given.settle_loan(w, loans["matras"].id, LOST, 1, "terbawa ke bus"))
    assert read(office, aid_given.loans) == []
    with pytest.raises(UserError, match="pinjaman"):
        write(office, lambda w: aid.undo(w, done.receipt_id, "salah"))
    write(office, lambda w: aid_given.undo_return(w, loans["selimut"].id, "salah catat"))
    assert there(office, place) == 4
    write(office, lambda w: aid_given.settle_loan(w, loans["selimut"].id, BROKEN, 1))
    assert there(office, place) == 4


def test_two_kits_by_two_desks_are_two_off_the_book_and_one_right(site: Site) -> None:
    first, second = site.first, site.second()
    opened(first)
    place, stay = stocked(first), guest(first, "Sulaiman")
    send(first, second, site.stick)
    acting(second, "logistik")
    numbers = {issued(desk, Grant(stay, "paket_mandi")).number for desk in (first, second)}
    assert len(numbers) == 2
    for _round in range(2):
        send(first, second, site.stick)
        send(second, first, site.stick)
    letters = sorted(desk.device.letter for desk in (first, second))
    for desk in (first, second):
        acting(desk, "logistik")
        assert there(desk, place) == 8
        (difference,) = read(desk, stock_book.differences)
        assert difference.kind == "double"
        at = f"Loket {letters[0]} dan {letters[1]}"
        assert difference.text == f"Paket alat mandi: satu hak, 2 kali dibagikan kepada Sulaiman ({at})."
        refused(desk, "aid.already", Grant(stay, "paket_mandi"))
    write(second, lambda w: aid_doubles.settle(w, difference.row_id, "satu dikembalikan ke rak"))
    send(second, first, site.stick)
    assert [read(desk, stock_book.differences) for desk in (first, second)] == [[], []]


def test_what_one_desk_takes_back_leaves_the_right_used_by_the_other(site: Site) -> None:
    first, second = site.first, site.second()
    opened(first)
    stocked(first)
    stay = guest(first, "Sulaiman")
    send(first, second, site.stick)
    acting(second, "logistik")
    wrong = issued(first, Grant(stay, "paket_mandi"))
    issued(second, Grant(stay, "paket_mandi"))
    write(first, lambda w: aid.undo(w, wrong.receipt_id, "tidak jadi"))
    for sender, receiver in ((first, second), (second, first)):
        send(sender, receiver, site.stick)
    for desk in (first, second):
        acting(desk, "logistik")
        assert refused(desk, "aid.already", Grant(stay, "paket_mandi"))


def test_what_was_given_is_known_by_kind_and_source(office: Office) -> None:
    stocked(office)
    stocked(office, "uang", 1_000_000)
    one, two = guest(office, "Sulaiman"), guest(office, "Djoemadi")
    issued(office, Grant(one, "paket_mandi"), Grant(two, "paket_mandi"), Grant(one, "bekal", quantity=250_000))
    issued(office, Grant(two, "bekal", quantity=150_000), terms=Terms("apbd"))
    found = {(one.kind, one.fund): one for one in read(office, lambda r: aid_given.totals(r, DAY, DAY))}
    assert (found["sandang", "apbn"].people, found["sandang", "apbn"].pieces) == (2, 2)
    assert (found["sandang", "apbn"].rupiah, found["sandang", "apbn"].unvalued) == (0, 2)
    assert found["uang_tunai", "apbn"].rupiah == 250_000
    assert found["uang_tunai", "apbd"].rupiah == 150_000


def test_a_post_has_its_own_items_and_rules(office: Office) -> None:
    kit = Item("", "Mukena", "pakaian_perempuan", "sandang", "buah", ("Dewasa",), "PD", value=85_000)
    code = write(office, lambda w: aid_items.keep_item(w, kit))
    place, woman = stocked(office, code, 3, "Dewasa"), guest(office, "Siti", sex="P")
    issued(office, Grant(woman, code, "Dewasa"))
    assert there(office, place) == 2
    (given,) = read(office, lambda r: aid_given.given_to(r, [woman]))
    assert (given.text, given.value, given.kind) == ("1 buah Mukena Dewasa", 85_000, "sandang")
    shipped = read(office, lambda r: aid_items.item_named(r, "bekal"))
    with pytest.raises(UserError, match="Uang tidak dapat"):
        write(office, lambda w: aid_items.keep_item(w, Item(**{**shipped.__dict__, "cash": False})))
    acting(office, "satgas")
    with pytest.raises(UserError, match="tidak berwenang"):
        write(office, lambda w: aid_items.keep_item(w, kit))
    refused(office, "access.denied", Grant(woman, code, "Dewasa"))


def test_the_seven_kinds_of_the_regulation_are_there(office: Office) -> None:
    found = read(office, aid_items.items)
    assert list(dict.fromkeys(item.kind for item in found)) == [
        "sandang", "pangan", "layanan_kesehatan", "penampungan", "psikososial", "uang_tunai", "pemakaman",
    ]  # fmt: skip


def test_a_right_is_used_up_by_as_many_as_stand_wherever_they_stand() -> None:
    soap = Item("sabun", "Sabun", "", "", "buah", most=1)
    assert next_right(soap, [Used(2, 1, True)]).beyond
    assert not next_right(soap, [Used(1, 1, False)]).beyond


def test_places_of_a_right_are_filled_from_the_first(clock: FixedClock) -> None:
    twice = Item("x", "X", "", "", "buah", most=2)
    assert next_right(twice, []).place == 1
    assert next_right(twice, [Used(1, 1, True)]).beyond is False
    again = next_right(twice, [Used(1, 1, False), Used(1, 2, False), Used(2, 1, True)])
    assert (again.place, again.attempt) == (1, 3)
    assert next_right(twice, [Used(1, 1, True), Used(2, 1, True)]).beyond
