"""Goods in keeping: taken in, given back whole or in part, once even from two desks, each with a receipt."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import deposits, goods_papers, heads
from app.registration.deposits import Goods, Party
from app.registration.page import page
from app.registration.records import Deposit
from app.store.work import Actor
from tests.helpers.offices import EVENING
from tests.registration.people_made import SHIP, read, register, write
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]
BAG = Goods("tas", "Tas punggung biru", 1, "tertutup", None, "Lemari 3")
MONEY = Goods("uang", "Amplop berisi uang ringgit", 1, "tertutup", 4_600_000, "Brankas", "RM 1.250 menurut pemilik")
PAPERS = Goods("dokumen", "Buku nikah", 3)
SHIPS = {SHIP: "KM Purnama Ekspres, 23-01-2026"}


def taken(office: Office, stay: str, *goods: Goods, party: Party | None = None) -> str:
    return write(office, lambda w: deposits.take_in(w, stay, goods, party))


def held(office: Office, stay: str) -> dict[str, int]:
    found = read(office, lambda r: deposits.held_goods(r, [stay]))
    return {one.what: one.held for one in found.get(stay, ())}


def returned(office: Office, stay: str, party: Party | None = None, **pieces: int) -> str:
    ids = {one.what: one.id for one in read(office, lambda r: deposits.goods_of(r, [stay]))}
    wanted = {ids[what.replace("_", " ")]: number for what, number in pieces.items()}
    return write(office, lambda w: deposits.give_back(w, stay, wanted, party))


def printed(office: Office, receipt: str) -> str:
    pdf = write(office, lambda w: goods_papers.receipt_sheet(w, receipt, SHIPS)).pdf()
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(pdf)).pages)


def test_taken_in_and_given_back_in_parts(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    taken(office, stay, BAG, PAPERS)
    assert held(office, stay) == {"Tas punggung biru": 1, "Buku nikah": 3}
    returned(office, stay, Buku_nikah=2)
    assert held(office, stay) == {"Tas punggung biru": 1, "Buku nikah": 1}
    returned(office, stay, Buku_nikah=1, Tas_punggung_biru=1)
    assert held(office, stay) == {}
    told = read(office, lambda r: page(r, stay, EVENING.date()))
    assert told is not None
    assert [entry.text for entry in told.timeline if entry.glyph == "inbox"] == [
        "Titipan dikembalikan kepada Siti", "Titipan dikembalikan kepada Siti", "Barang dititipkan",
    ]  # fmt: skip
    assert "3 × Buku nikah" in next(entry.detail for entry in told.timeline if entry.text == "Barang dititipkan")
    assert [one.held for one in told.goods] == [0, 0]
    assert len(told.receipts) == 3


def test_the_receipt_says_what_was_taken_in(office: Office) -> None:
    stay = register(office, "Siti Nurhaliza").stay_id
    said = printed(office, taken(office, stay, BAG, MONEY, PAPERS))
    for part in (
        "TANDA TERIMA BARANG TITIPAN", "Nomor : NNK-A-26-000001", "Siti Nurhaliza", "KM Purnama Ekspres",
        "Tas punggung biru", "Tertutup, isi tidak dilihat", "4.600.000", "RM 1.250 menurut pemilik", "Lemari 3",
        "5 (lima) barang", "Yang menitipkan,", "Yang menerima,", "cap jempol", "Siti Aminah",
        "Jumat, dua puluh tiga Januari dua ribu dua puluh enam",
    ):  # fmt: skip
        assert part in said.replace("\xa0", " "), part
    assert "salinan" not in said


def test_the_receipt_of_return_names_who_fetched_it_and_what_is_left(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    taken(office, stay, BAG, PAPERS)
    office.clock.instant = EVENING + timedelta(hours=1)  # type: ignore[attr-defined]
    receipt = returned(office, stay, Party("Halimah", "ibu"), Buku_nikah=2)
    first = printed(office, receipt)
    for part in ("PENGEMBALIAN", "Halimah", "ibu", "2 (dua) barang", "Yang masih dititipkan", "1 × Buku nikah"):
        assert part in first.replace("\xa0", " "), part
    office.clock.instant = EVENING + timedelta(hours=2)  # type: ignore[attr-defined]
    returned(office, stay, Buku_nikah=1, Tas_punggung_biru=1)
    again = printed(office, receipt)
    assert "salinan ke-2" in again
    assert "1 × Buku nikah" in again.replace("\xa0", " ")  # as it was then


def test_two_desks_make_one_return(site: Site) -> None:
    second = site.second()
    stay = register(site.first, "Siti").stay_id
    taken(site.first, stay, BAG)
    send(site.first, second, site.stick)
    returned(site.first, stay, Tas_punggung_biru=1)
    site.clock.instant += timedelta(minutes=1)
    returned(second, stay, Party("Udin"), Tas_punggung_biru=1)
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    for office in (site.first, second):
        assert held(office, stay) == {}
        receipts = read(office, lambda r: deposits.receipts_of(r, [stay]))
        assert [one.party for one in receipts if one.kind == deposits.OUT] == ["Siti"]
    with pytest.raises(UserError, match=r"goods\.too_many"):
        returned(second, stay, Tas_punggung_biru=1)


def gave_apart(site: Site) -> tuple[Office, Office, str]:
    """Of three books two desks gave back two and one, not knowing of each other."""
    second = site.second()
    stay = register(site.first, "Siti").stay_id
    taken(site.first, stay, PAPERS)
    send(site.first, second, site.stick)
    returned(site.first, stay, Buku_nikah=2)
    site.clock.instant += timedelta(minutes=1)
    returned(second, stay, Party("Udin"), Buku_nikah=1)
    exchange(site, second)
    return site.first, second, stay


def exchange(site: Site, second: Office) -> None:
    site.clock.instant += timedelta(minutes=1)
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)


def apart(office: Office, stay: str) -> list[tuple[int, str]]:
    found = read(office, lambda r: deposits.goods_of(r, [stay]))
    return [(back.quantity, back.party) for one in found for back in one.apart]


def settled(office: Office, stay: str, *parties: str) -> None:
    [goods] = read(office, lambda r: deposits.goods_of(r, [stay]))
    true = [back.id for back in goods.apart if back.party in parties]
    write(office, lambda w: deposits.settle_return(w, goods.id, true, "dilihat di lemari"))


def test_what_two_desks_gave_back_differently_is_seen_and_nothing_more_goes_back(site: Site) -> None:
    first, second, stay = gave_apart(site)
    for office in (first, second):
        assert apart(office, stay) == [(2, "Siti"), (1, "Udin")]
        assert held(office, stay) == {"Buku nikah": 2}  # until it is settled the fewest count as gone
        assert read(office, deposits.disputed) == [stay]
        with pytest.raises(UserError, match=r"goods\.apart"):
            returned(office, stay, Buku_nikah=1)


@pytest.mark.parametrize(
    ("true", "left"),
    [(["Siti"], {"Buku nikah": 1}), (["Udin"], {"Buku nikah": 2}), (["Siti", "Udin"], {})],
    ids=["first", "second", "both"],
)
def test_one_act_settles_what_went_back(site: Site, true: list[str], left: dict[str, int]) -> None:
    first, second, stay = gave_apart(site)
    settled(second, stay, *true)
    exchange(site, second)
    for office in (first, second):
        assert apart(office, stay) == []
        assert held(office, stay) == left
        assert read(office, deposits.disputed) == []
        receipts = read(office, lambda r: deposits.receipts_of(r, [stay]))
        assert {one.party for one in receipts if one.kind == deposits.OUT} == set(true)
    with pytest.raises(UserError, match=r"goods\.settled"):
        settled(first, stay, "Siti")


def test_more_than_was_left_cannot_have_gone(site: Site) -> None:
    first, _second, stay = gave_apart(site)
    [goods] = read(first, lambda r: deposits.goods_of(r, [stay]))
    with first.write("test") as w:
        w.update(w.need(Deposit, goods.id), quantity=2)
    with pytest.raises(UserError, match="tidak mungkin dikembalikan"):
        settled(first, stay, "Siti", "Udin")


def test_a_mistaken_return_and_a_mistaken_deposit(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    came = taken(office, stay, BAG)
    went = returned(office, stay, Tas_punggung_biru=1)
    with pytest.raises(UserError, match=r"goods\.returned"):
        write(office, lambda w: deposits.undo_deposit(w, came, "salah orang"))
    write(office, lambda w: deposits.undo_return(w, went, "belum diambil"))
    assert held(office, stay) == {"Tas punggung biru": 1}
    assert returned(office, stay, Tas_punggung_biru=1) == went  # revived, not a second one
    assert held(office, stay) == {}
    write(office, lambda w: deposits.undo_return(w, went, "belum diambil"))
    write(office, lambda w: deposits.undo_deposit(w, came, "salah orang"))
    assert read(office, lambda r: deposits.goods_of(r, [stay])) == ()
    with pytest.raises(UserError, match=r"goods\.receipt"):
        write(office, lambda w: goods_papers.receipt_sheet(w, came, SHIPS))


def test_goods_of_an_arrival_recorded_twice_belong_to_the_one_that_counts(office: Office) -> None:
    kept, other = register(office, "Siti").stay_id, register(office, "Sitti").stay_id
    taken(office, other, BAG)
    write(office, lambda w: heads.same_arrival(w, kept, other, "dua kali"))
    assert held(office, kept) == {"Tas punggung biru": 1}
    [one] = read(office, lambda r: deposits.held_goods(r, [kept]))[kept]
    write(office, lambda w: deposits.give_back(w, kept, {one.id: 1}))
    assert held(office, kept) == {}


def test_a_card_without_a_name_may_leave_goods(office: Office) -> None:
    stay = write(office, lambda w: heads.hand_card(w, SHIP, "171", "LD").id)
    receipt = taken(office, stay, BAG)
    assert "171" in printed(office, receipt)


@pytest.mark.parametrize(
    ("goods", "code"),
    [
        ([], "goods.none"),
        ([replace(BAG, what="  ")], "goods.what"),
        ([replace(BAG, kind="kucing")], "choice.unknown"),
        ([replace(BAG, condition="wangi")], "choice.unknown"),
        ([replace(BAG, quantity=0)], "goods.quantity"),
        ([replace(BAG, quantity=10_000)], "goods.quantity"),
        ([replace(BAG, value=-1)], "goods.value"),
        ([replace(BAG, value=10**15)], "goods.value"),
        ([replace(BAG, what="x" * 2001)], "text.long"),
        ([BAG] * 41, "goods.lines"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(office: Office, goods: list[Goods], code: str) -> None:
    stay = register(office, "Siti").stay_id
    with pytest.raises(UserError) as refused:
        taken(office, stay, *goods)
    assert refused.value.code == code
    assert read(office, lambda r: deposits.receipts_of(r, [stay])) == ()


@pytest.mark.parametrize("number", [-1, 2, 10**6])
def test_more_than_there_is_cannot_be_given_back(office: Office, number: int) -> None:
    stay = register(office, "Siti").stay_id
    taken(office, stay, BAG)
    with pytest.raises(UserError, match=r"goods\.too_many"):
        returned(office, stay, Tas_punggung_biru=number)
    assert held(office, stay) == {"Tas punggung biru": 1}


def test_what_goods_may_be_worth_fits_the_column_of_the_centre() -> None:
    made = str(CreateTable(Deposit.__table__).compile(dialect=postgresql.dialect()))  # type: ignore[attr-defined, no-untyped-call]
    assert "value BIGINT" in made
    assert 2**31 < deposits.MOST_RUPIAH < 2**63


def test_nothing_chosen_and_somebody_elses_goods(office: Office) -> None:
    stay, other = register(office, "Siti").stay_id, register(office, "Udin").stay_id
    taken(office, other, BAG)
    [one] = read(office, lambda r: deposits.goods_of(r, [other]))
    for pieces in ({}, {one.id: 0}, {one.id: 1}, {"f" * 32: 1}):
        with pytest.raises(UserError, match=r"goods\.none"):
            write(office, lambda w, it=pieces: deposits.give_back(w, stay, it))  # type: ignore[misc]


def test_formulas_and_long_names_are_only_text(office: Office) -> None:
    name = "Muhammad " * 12 + "=cmd()"
    stay = register(office, name.strip()).stay_id
    receipt = taken(office, stay, replace(BAG, what="=HYPERLINK(1) <b>tas</b> & " + "panjang " * 40))
    said = printed(office, receipt)
    assert "=HYPERLINK(1) <b>tas</b> &" in said
    assert "=cmd()" in said


def test_logistics_may_keep_goods_and_health_may_not(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    office.actor = Actor("x" * 32, "Logi", frozenset({"logistik"}))
    taken(office, stay, BAG)
    office.actor = Actor("x" * 32, "Rahma", frozenset({"kesehatan"}))
    with pytest.raises(UserError, match=r"access\.denied"):
        taken(office, stay, BAG)
