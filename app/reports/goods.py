"""Goods and money of a day: aid handed out by item, the cash boxes from opening to closing, what is running short."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.kernel.clock import local
from app.kernel.i18n import N_, NP_, _
from app.registration.counts import heads_of
from app.registration.live import live
from app.reports.table import Behind, Cell, Heading, Line, Scope, Section, Table, key_of
from app.shelter import aid_items, stock
from app.shelter.records import AidIssue, StockLevel, StockMove
from app.shelter.rules.stock import CASH, Balance, Place, balances
from app.store.work import Reading

NAME = "barang"
AID, BOX, SHORT = "bantuan", "kas", "kurang"
PEOPLE, PIECES, RUPIAH = "orang", "jumlah", "rupiah"
OPENING, IN, OUT, CLOSING = "awal", "masuk", "keluar", "akhir"


@dataclass(frozen=True)
class Handed:
    """What was handed out of one item on a day."""

    item: str
    rows: tuple[AidIssue, ...]

    def number(self, what: str) -> int:
        """People, pieces, or rupiah where the worth is known."""
        if what == PEOPLE:
            return len({row.stay_id for row in self.rows})
        return sum(row.quantity if what == PIECES else row.value or 0 for row in self.rows)


def tables(r: Reading, scope: Scope) -> Iterator[Table]:
    """Aid by item, cash boxes, and what lies below its least amount."""
    yield Table("aid", scope.say(N_("Bantuan dibagikan")), _aid_headings(scope), tuple(_aid(r, scope)))
    yield Table("cash", scope.say(N_("Kas (rupiah)")), _box_headings(scope), tuple(_boxes(r, scope)))
    yield Table("short", scope.say(N_("Stok di bawah batas")), _short_headings(scope), tuple(_short(r, scope)))


def behind(r: Reading, scope: Scope, key: Sequence[str]) -> Iterator[Behind]:
    """Who received, or the moves of a cash box or of goods."""
    part, what, *rest = key
    if part == AID:
        yield from _received(r, scope, what, rest[0])
    elif part == BOX and what in (IN, OUT):
        yield from _moves(r, scope, rest[0], what)
    else:
        store, item, size = (*rest, aid_items.CASH_ITEM, "")[:3] if part == BOX else rest
        yield from _sums_behind(r, scope, Place(store, item, size), before=what == OPENING)


def handed(r: Reading, scope: Scope) -> list[Handed]:
    """The items handed out on the day, in the order of the regulation."""
    rows: dict[str, list[AidIssue]] = {}
    for row in r.all(select(AidIssue).where(live(r, AidIssue), AidIssue.day == scope.day).order_by(col(AidIssue.at))):
        rows.setdefault(row.item, []).append(row)
    order = {item.code: rank for rank, item in enumerate(aid_items.items(r, everything=True))}
    return [Handed(item, tuple(rows[item])) for item in sorted(rows, key=lambda code: (order.get(code, 999), code))]


def balances_on(r: Reading, scope: Scope, before: bool = False) -> list[Balance]:
    """The book as it stood when the day ended, or before it began: the sums of the moves up to then."""
    keys = (col(StockMove.store_id), col(StockMove.item), col(StockMove.size), col(StockMove.kind))
    until = col(StockMove.day) < scope.day if before else col(StockMove.day) <= scope.day
    query = sql_select(*keys, func.sum(col(StockMove.quantity))).where(live(r, StockMove), until).group_by(*keys)
    rows = r.all(select(StockLevel).where(live(r, StockLevel)))
    least = {Place(row.store_id, row.item, row.size): row.least for row in rows}
    return balances(((Place(*row[:3]), row[3], int(row[4])) for row in r.rows(query)), least)


def _aid(r: Reading, scope: Scope) -> Iterator[Line]:
    for one in handed(r, scope):
        item = aid_items.item_named(r, one.item)
        wanted = (PEOPLE, PIECES, RUPIAH) if any(row.value is not None for row in one.rows) else (PEOPLE, PIECES)
        numbers = {what: Cell(one.number(what), key_of(NAME, AID, what, one.item)) for what in wanted}
        yield Line({"label": Cell(item.name), "unit": Cell(item.unit), **numbers})


def _received(r: Reading, scope: Scope, what: str, item: str) -> Iterator[Behind]:
    found = next((one for one in handed(r, scope) if one.item == item), None)
    rows = found.rows if found else ()
    names = {head.stay_id: head.display for head in heads_of(r, list(dict.fromkeys(row.stay_id for row in rows)))}
    seen: set[str] = set()
    for row in rows:
        weight = {PEOPLE: int(row.stay_id not in seen), PIECES: row.quantity, RUPIAH: row.value or 0}[what]
        seen.add(row.stay_id)
        if weight or what == RUPIAH:
            told = " · ".join(part for part in (row.size, _at(scope, row), row.officer) if part)
            yield Behind(names.get(row.stay_id, _("kedatangan yang digabung")), told, weight, ("people", row.stay_id))


def _boxes(r: Reading, scope: Scope) -> Iterator[Line]:
    before, after = _cash(balances_on(r, scope, before=True)), _cash(balances_on(r, scope))
    moved = list(_rows(r, scope))
    for store in stock.stores(r, CASH):
        mine = [row.quantity for row in moved if row.store_id == store.id]
        numbers = {
            OPENING: before.get(store.id, 0),
            IN: sum(n for n in mine if n > 0),
            OUT: -sum(n for n in mine if n < 0),
            CLOSING: after.get(store.id, 0),
        }
        cells = {what: Cell(number, key_of(NAME, BOX, what, store.id)) for what, number in numbers.items()}
        yield Line({"label": Cell(store.name), **cells}, "bad" if numbers[CLOSING] < 0 else "")


def _cash(found: Iterable[Balance]) -> dict[str, int]:
    return {one.place.store: one.there for one in found if one.place.item == aid_items.CASH_ITEM}


def _rows(r: Reading, scope: Scope) -> list[StockMove]:
    """The moves of money of the day."""
    mine = select(StockMove).where(
        live(r, StockMove), StockMove.day == scope.day, StockMove.item == aid_items.CASH_ITEM
    )
    return r.all(mine.order_by(col(StockMove.at), col(StockMove.id)))


def _moves(r: Reading, scope: Scope, store: str, what: str) -> Iterator[Behind]:
    for row in _rows(r, scope):
        if row.store_id == store and (row.quantity > 0) == (what == IN):
            said = " · ".join(part for part in (_at(scope, row), row.document, row.reason, row.officer) if part)
            yield Behind(scope.name("gerak_stok", row.kind), said, abs(row.quantity), ("stock", ""))


def _short(r: Reading, scope: Scope) -> Iterator[Line]:
    stores = {store.id: store.name for store in stock.stores(r)}
    for one in balances_on(r, scope):
        if one.state:
            item = aid_items.item_named(r, one.place.item)
            key = key_of(NAME, SHORT, CLOSING, one.place.store, one.place.item, one.place.size)
            cells = {
                "label": Cell(f"{item.name} {one.place.size}".strip()),
                "store": Cell(stores.get(one.place.store, _("Gudang yang sudah ditutup"))),
                "there": Cell(one.there, key),
                "least": Cell(one.least),
                "unit": Cell(item.unit),
            }
            yield Line(cells, "bad" if one.there < 0 else "warn")


def _sums_behind(r: Reading, scope: Scope, place: Place, before: bool) -> Iterator[Behind]:
    """What made a balance: one row for each kind of move."""
    found = next((one for one in balances_on(r, scope, before) if one.place == place), None)
    for kind, number in (found.sums if found else {}).items():
        yield Behind(scope.name("gerak_stok", kind), "", number, ("stock", ""))


def _at(scope: Scope, row: AidIssue | StockMove) -> str:
    return f"{local(row.at, scope.calendar.zone):%H.%M}"


def _aid_headings(scope: Scope) -> tuple[Heading, ...]:
    return (
        Heading("label", scope.say(N_("Bantuan")), wide=True),
        Heading(PEOPLE, scope.say(N_("Orang")), number=True),
        Heading(PIECES, scope.say(N_("Jumlah")), number=True),
        Heading("unit", scope.say(N_("Satuan"))),
        Heading(RUPIAH, scope.say(N_("Nilai (Rp)")), number=True),
    )


def _box_headings(scope: Scope) -> tuple[Heading, ...]:
    titles = {OPENING: N_("Awal"), IN: NP_("column", "Masuk"), OUT: NP_("column", "Keluar"), CLOSING: N_("Akhir")}
    numbers = tuple(Heading(what, scope.say(title), number=True) for what, title in titles.items())
    return (Heading("label", scope.say(N_("Kas")), wide=True), *numbers)


def _short_headings(scope: Scope) -> tuple[Heading, ...]:
    return (
        Heading("label", scope.say(N_("Barang")), wide=True),
        Heading("store", scope.say(N_("Tempat"))),
        Heading("there", scope.say(N_("Ada")), number=True),
        Heading("least", scope.say(N_("Batas")), number=True),
        Heading("unit", scope.say(N_("Satuan"))),
    )


SECTION: Section[Scope] = Section(NAME, tables, behind)
