"""What the house used up is spent out of its fund: the report says what the book of the storerooms says."""

from dataclasses import replace

from sqlmodel import select

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.reports import periodic
from app.reports.periodic import Want
from app.reports.table import Table
from app.shelter import aid_items, stock
from app.shelter.records import StockMove
from app.shelter.rules.stock import USED, Place
from app.shelter.stock import Source
from tests.reports.busy import GOODS, KITS, MONEY
from tests.shelter.counter import opened, read, write

HALF = Want("semester", "2026-S1")


def spent_of(office: Office, want: Want = HALF) -> Table:
    return read(office, lambda r: periodic.whole(r, want, office.clock.now())).report.table("spent")


def cells(table: Table, label: str) -> dict[str, object]:
    line = next(one for one in table.lines if one.cells["label"].value == label)
    return {name: cell.value for name, cell in line.cells.items() if name != "label"}


def stocked(office: Office) -> None:
    """Soap with a value and money in the box."""
    opened(office)
    kit = read(office, lambda r: aid_items.item_named(r, KITS.item))
    write(office, lambda w: aid_items.keep_item(w, replace(kit, value=15_000)))
    write(office, lambda w: stock.receive(w, KITS, 40, Source("BAST 1/2026", "apbd")))
    write(office, lambda w: stock.receive(w, MONEY, 2_000_000, Source("SP2D 4/2026", "apbn")))


def test_house_use_is_spent_by_fund_and_ties_to_the_book(office: Office, clock: FixedClock) -> None:
    stocked(office)
    write(office, lambda w: stock.use(w, KITS, 6, "membersihkan lantai 2", "apbd"))
    wrong = write(office, lambda w: stock.use(w, KITS, 3, "salah tulis", "apbd"))
    write(office, lambda w: stock.undo(w, wrong, "salah jumlah"))
    write(office, lambda w: stock.use(w, MONEY, 350_000, "bayar air tangki", "apbn"))
    table = spent_of(office)
    assert cells(table, "Dipakai rumah") == {
        "apbn": 350_000, "apbd": 90_000, "lain": 0, "unknown": 0, "total": 440_000,
    }  # fmt: skip
    book = read(office, lambda r: r.all(select(StockMove).where(StockMove.kind == USED)))
    worth = {KITS.item: 15_000, MONEY.item: 1}
    assert sum(-row.quantity * worth[row.item] for row in book if row.void_reason is None) == 440_000
    funding = read(office, lambda r: periodic.whole(r, HALF, clock.now())).report.table("funding")
    assert [line.cells["realisasi"].value for line in funding.lines] == [350_000, 90_000, 0, 440_000]
    for cell in (*table.numbers(), *funding.numbers()):
        rows = read(office, lambda r, key=cell.key: periodic.behind(r, HALF, key))  # type: ignore[misc]
        assert sum(row.weight for row in rows) == cell.value, cell.key


def test_what_has_no_value_is_named_and_counts_for_nothing(office: Office) -> None:
    opened(office)
    place = Place(GOODS, KITS.item)
    write(office, lambda w: stock.receive(w, place, 5, Source("BAST 2/2026", "apbd")))
    write(office, lambda w: stock.use(w, place, 2, "dapur", "apbd"))
    table = spent_of(office)
    assert cells(table, "Dipakai rumah")["total"] == 0
    name = read(office, lambda r: aid_items.item_named(r, KITS.item)).name
    assert name in table.note
