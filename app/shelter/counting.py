"""A whole storeroom or cash box counted at once, as at the end of a shift: expected, counted, and why they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.live import live
from app.shelter import stock
from app.shelter.aid_items import item_named
from app.shelter.records import StockCount
from app.shelter.rules.stock import Place
from app.shelter.stock_book import book
from app.store.work import Reading, Work

MOST_LINES = 1000


@dataclass(frozen=True)
class Expected:
    """One line of a storeroom as it should be counted; `booked` is what this desk's book says lies there."""

    place: Place
    name: str
    unit: str
    booked: int


@dataclass(frozen=True)
class Counted:
    """What somebody counted of it, and why it is not what the book says (empty: nobody knows yet)."""

    place: Place
    counted: int
    reason: str = ""


@dataclass(frozen=True)
class CountLine:
    """A line that was counted; `settled` is the reason it was settled with, empty while the difference is open."""

    id: str
    place: Place
    name: str
    unit: str
    booked: int
    counted: int
    settled: str
    at: datetime
    officer: str

    @property
    def difference(self) -> int:
        """Above zero: more lay there than the book said."""
        return self.counted - self.booked


@dataclass(frozen=True)
class StoreCount:
    """A storeroom after it was counted; `missed` are lines of the book nobody counted."""

    store_id: str
    store: str
    lines: tuple[CountLine, ...]
    missed: tuple[Expected, ...] = ()

    @property
    def differences(self) -> tuple[CountLine, ...]:
        """Lines that did not agree with the book, explained or not."""
        return tuple(line for line in self.lines if line.difference)

    @property
    def unexplained(self) -> tuple[CountLine, ...]:
        """Differences nobody has explained; they stay on the screen of stock until somebody does."""
        return tuple(line for line in self.differences if not line.settled)

    @property
    def tallies(self) -> bool:
        """Whether all of it was counted and no difference is left open."""
        return not self.missed and not self.unexplained


def expected(r: Reading, store_id: str) -> list[Expected]:
    """What should be counted in a storeroom or cash box, in the order of the items."""
    lines = [line for line in book(r, store_id) if line.balance.there or line.balance.least is not None]
    return [Expected(line.key, line.name, line.unit, line.balance.there) for line in lines]


def count_store(w: Work, store_id: str, counted: Sequence[Counted]) -> StoreCount:
    """Keep a count of a whole storeroom; a difference with a reason is settled at once, one without stays open.

    All of it is kept or nothing; nothing moves for lines that agree. UserError for a line of another storeroom.
    """
    require(w.actor, stock.PERMISSION)
    store = next((one for one in stock.stores(w) if one.id == store_id), None)
    if store is None:
        raise UserError("stock.store", _("Gudang ini tidak ada atau sudah ditutup; tidak ada yang disimpan."))
    if len(counted) > MOST_LINES or len({one.place for one in counted}) < len(counted):
        raise UserError("stock.count_twice", _("Satu barang dihitung dua kali; hitungan belum disimpan."))
    if any(one.place.store != store_id for one in counted):
        raise UserError("stock.other_store", _("Ada barang dari gudang lain; hitungan belum disimpan."))
    should = expected(w, store_id)
    lines = tuple(_kept(w, one) for one in counted)
    done = {one.place for one in counted}
    return StoreCount(store_id, store.name, lines, tuple(one for one in should if one.place not in done))


def counts_between(r: Reading, since: datetime, until: datetime, store_id: str = "") -> list[CountLine]:
    """What was counted from one moment up to another, in the order of counting; for the report of a shift."""
    mine = select(StockCount).where(live(r, StockCount), StockCount.at >= since, StockCount.at < until)
    rows = r.all(mine.order_by(col(StockCount.at), col(StockCount.id)))
    return [_line(r, row) for row in rows if store_id in ("", row.store_id)]


def _kept(w: Work, one: Counted) -> CountLine:
    row = stock.count(w, one.place, one.counted)
    if row.settled is None and one.reason.strip():
        stock.settle(w, row.id, one.reason)
    return _line(w, w.need(StockCount, row.id))


def _line(r: Reading, row: StockCount) -> CountLine:
    item = item_named(r, row.item)
    place = Place(row.store_id, row.item, row.size)
    name = f"{item.name} {row.size}".strip()
    said = row.settled or ""
    return CountLine(row.id, place, name, item.unit, row.booked, row.counted, said, row.at, row.officer)
