"""The book of every storeroom and cash box, what moved, and every difference somebody has to explain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.kernel.i18n import _
from app.registration.live import live
from app.shelter import aid_doubles
from app.shelter.aid_items import item_named, items, kept_as
from app.shelter.records import AidIssue, AidReturn, StockCount, StockLevel, StockMove
from app.shelter.rules.stock import HANDED, RETURNED, Balance, Place, balances
from app.shelter.stock import Store, stores
from app.store.work import Reading

MOST_MOVES = 500
MINUS, UNSETTLED, UNBOOKED, DOUBLE, COUNTS = "minus", "unsettled", "unbooked", "double", "counts"


@dataclass(frozen=True)
class BookLine:
    """One line of the book in words: where, what, and the balance."""

    balance: Balance
    store: Store
    name: str
    unit: str

    @property
    def key(self) -> Place:
        """Tells lines apart."""
        return self.balance.place


@dataclass(frozen=True)
class MoveLine:
    """One move of the ledger; `about` the issue or count it belongs to."""

    id: str
    place: Place
    name: str
    kind: str
    quantity: int
    at: datetime
    desk: str
    officer: str
    document: str
    fund: str
    reason: str
    void: str
    about: str


@dataclass(frozen=True)
class Difference:
    """Something that does not tally (MINUS, UNSETTLED, …, COUNTS), in words; `row_id` is what it is about."""

    kind: str
    text: str
    row_id: str = ""
    place: Place | None = None


def book(r: Reading, store_id: str = "") -> list[BookLine]:
    """Every place something lay or should lie, by storeroom and in the order of the items."""
    moves = _sums(r, store_id)
    least = _least(r, store_id)
    known = {store.id: store for store in stores(r)}
    order = {code: rank for rank, code in enumerate(dict.fromkeys(map(kept_as, items(r, everything=True))))}
    found = []
    for balance in balances(moves, least):
        place = balance.place
        item = item_named(r, place.item)
        store = known.get(place.store) or Store(place.store, _("Gudang yang sudah ditutup"), "", active=False)
        found.append(BookLine(balance, store, f"{item.name} {place.size}".strip(), item.unit))
    ranks = {store: rank for rank, store in enumerate(known)}
    return sorted(found, key=lambda line: (ranks.get(line.store.id, 99), order.get(line.key.item, 999), line.name))


def short(r: Reading) -> list[Balance]:
    """Lines below zero or below the least that should lie there."""
    return [balance for balance in balances(_sums(r, ""), _least(r, "")) if balance.state]


def moves(r: Reading, place: Place | None = None, since: date | None = None, most: int = MOST_MOVES) -> list[MoveLine]:
    """The moves of one place or of all, the latest first; those taken back are among them and say why."""
    query = select(StockMove).where(col(StockMove.site_id) == r.site_id)
    if place is not None:
        query = query.where(
            StockMove.store_id == place.store, StockMove.item == place.item, StockMove.size == place.size
        )
    if since is not None:
        query = query.where(StockMove.day >= since)
    rows = r.all(query.order_by(col(StockMove.at).desc(), col(StockMove.id)).limit(most))
    names = {code: item_named(r, code).name for code in {row.item for row in rows}}
    return [
        MoveLine(
            row.id, Place(row.store_id, row.item, row.size), f"{names[row.item]} {row.size}".strip(), row.kind,
            row.quantity, row.at, row.desk, row.officer, row.document or "", row.fund or "", row.reason or "",
            row.void_reason or "", row.about,
        )
        for row in rows
    ]  # fmt: skip


def differences(r: Reading) -> list[Difference]:
    """All that does not tally, the gravest first; an empty list is a book in order."""
    return [*_minus(r), *_unbooked(r), *_doubles(r), *_counts(r), *_unsettled(r)]


def _minus(r: Reading) -> Iterator[Difference]:
    for line in book(r):
        if line.balance.there < 0:
            text = _("{item} di {store}: keluar {n} lebih banyak dari yang tercatat masuk.")
            said = text.format(item=line.name, store=line.store.name, n=-line.balance.there)
            yield Difference(MINUS, said, place=line.key)


def _unsettled(r: Reading) -> Iterator[Difference]:
    for row in r.all(select(StockCount).where(live(r, StockCount), col(StockCount.settled).is_(None))):
        item = item_named(r, row.item)
        text = _("{item}: dihitung {counted}, menurut catatan {booked} (Loket {desk}).")
        name = f"{item.name} {row.size}".strip()
        said = text.format(item=name, counted=row.counted, booked=row.booked, desk=row.desk)
        yield Difference(UNSETTLED, said, row.id, Place(row.store_id, row.item, row.size))


def _doubles(r: Reading) -> Iterator[Difference]:
    """One right under which more was handed out than it gives: all off the book, and too many with the person."""
    for one in aid_doubles.doubles(r):
        yield Difference(DOUBLE, aid_doubles.told(r, one), one.claim_id)


def _counts(r: Reading) -> Iterator[Difference]:
    """A shelf two desks settled apart with different findings: the book follows one, until it is counted again."""
    joined = (col(StockMove.site_id) == col(StockCount.site_id)) & (col(StockMove.id) == col(StockCount.settled_as))
    query = sql_select(col(StockCount.id), col(StockMove.id)).join(StockMove, joined)
    for count_id, move_id in r.rows(query.where(live(r, StockCount), col(StockMove.about) != col(StockCount.id))):
        row, move = r.need(StockCount, count_id), r.need(StockMove, move_id)
        kept = 0 if move.void_reason else move.quantity
        if kept == row.counted - row.booked or _counted_again(r, row):
            continue
        place, item = Place(row.store_id, row.item, row.size), item_named(r, row.item)
        text = _("{item}: Loket {one} menemukan {mine}, Loket {other} {kept}; buku mengikuti {kept}. Hitung lagi.")
        said = {"mine": _signed(row.counted - row.booked), "kept": _signed(kept), "one": row.desk, "other": move.desk}
        yield Difference(COUNTS, text.format(item=f"{item.name} {row.size}".strip(), **said), row.id, place)


def _counted_again(r: Reading, row: StockCount) -> bool:
    same = (StockCount.store_id == row.store_id, StockCount.item == row.item, StockCount.size == row.size)
    later = r.all(select(StockCount).where(live(r, StockCount), *same, StockCount.at > row.at))
    return any(one.settled_as != row.settled_as for one in later)


def _unbooked(r: Reading) -> Iterator[Difference]:
    """Issues and returns without the same on the ledger, or the other way round; there should never be one."""
    handed = {row.id: -row.quantity for row in r.all(select(AidIssue).where(live(r, AidIssue))) if row.store_id}
    stocked = [row for row in r.all(select(AidReturn).where(live(r, AidReturn))) if row.outcome == "kembali"]
    expected = handed | {row.id: row.quantity for row in stocked}
    booked = select(StockMove).where(live(r, StockMove), col(StockMove.kind).in_((HANDED, RETURNED)))
    found: dict[str, int] = {}
    for move in r.all(booked):
        found[move.about] = found.get(move.about, 0) + move.quantity
    for about in sorted({key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)}):
        text = _("Catatan bantuan dan catatan stok tidak sama: {n} dibagikan, {m} keluar dari gudang.")
        said = text.format(n=-expected.get(about, 0), m=-found.get(about, 0))
        yield Difference(UNBOOKED, said, about)


def _sums(r: Reading, store_id: str) -> list[tuple[Place, str, int]]:
    keys = (col(StockMove.store_id), col(StockMove.item), col(StockMove.size), col(StockMove.kind))
    query = sql_select(*keys, func.sum(col(StockMove.quantity))).where(live(r, StockMove))
    if store_id:
        query = query.where(keys[0] == store_id)
    return [(Place(*row[:3]), row[3], int(row[4])) for row in r.rows(query.group_by(*keys))]


def _least(r: Reading, store_id: str) -> dict[Place, int]:
    rows = r.all(select(StockLevel).where(live(r, StockLevel)))
    return {Place(row.store_id, row.item, row.size): row.least for row in rows if store_id in ("", row.store_id)}


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−") if number else "0"
