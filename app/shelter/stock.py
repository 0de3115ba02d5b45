"""Storerooms and the cash box: received, moved, adjusted, counted; every change has a name and a reason."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import codes
from app.registration.live import live
from app.registration.wording import clean_text, required_reason
from app.shelter.aid_items import CASH_ITEM, item_named
from app.shelter.records import StockCount, StockLevel, StockMove, Storeroom
from app.shelter.rules.stock import ADJUSTED, CASH, GOODS, HANDED, MOVED, RECEIVED, RETURNED, USED, Place
from app.store.work import Reading, Work

PERMISSION = "shelter.stock"
MOST = 10**12


@dataclass(frozen=True)
class Store:
    """A storeroom or cash box."""

    id: str
    name: str
    kind: str
    active: bool = True


@dataclass(frozen=True)
class Source:
    """Where goods or money came from: the paper that came with them and who paid (`sumber_dana`)."""

    document: str = ""
    fund: str = ""


def stores(r: Reading, kind: str = "", everything: bool = False) -> list[Store]:
    """Storerooms and cash boxes in use, the first ones of the post always among them; with `everything` closed ones."""
    rows = r.all(select(Storeroom).where(live(r, Storeroom)))
    found = {row.id: Store(row.id, row.name, row.kind, row.active) for row in rows}
    for first in (Store(first_store(GOODS), _("Gudang utama"), GOODS), Store(first_store(CASH), _("Kas pos"), CASH)):
        found.setdefault(first.id, first)
    wanted = [store for store in found.values() if (everything or store.active) and kind in ("", store.kind)]
    return sorted(wanted, key=lambda store: (store.kind, store.id not in map(first_store, (GOODS, CASH)), store.name))


def first_store(kind: str) -> str:
    """The id every desk derives for the storeroom or cash box a post has from its first day."""
    return derived_id("storeroom", kind)


def keep_store(w: Work, store: Store) -> str:
    """Rename a storeroom, close one, or add one (empty id); the id. One with something in it is not closed."""
    require(w.actor, "shelter.setup")
    name = clean_text(store.name)
    if name is None or store.kind not in codes("jenis_gudang"):
        raise UserError("stock.store", _("Tulis nama gudangnya; tidak ada yang disimpan."))
    if not store.active and any(there for _place, there in _there(w, store.id)):
        raise UserError(
            "stock.not_empty",
            _("Gudang ini masih berisi; belum ditutup."),
            _("Pindahkan dulu isinya ke gudang lain."),
        )
    own = store.id or new_id()
    row, fresh = w.insert_once(Storeroom(id=own, name=name, kind=store.kind, active=store.active))
    if not fresh:
        w.update(row, name=name, active=store.active, void_reason=None)
    return own


def receive(w: Work, place: Place, quantity: int, source: Source) -> str:
    """Goods or rupiah came in; the id of the move."""
    require(w.actor, PERMISSION)
    _check(w, place, quantity)
    _check_fund(source.fund)
    said = {"document": clean_text(source.document), "fund": source.fund}
    return _move(w, new_id(), place, quantity, RECEIVED, **said)


def use(w: Work, place: Place, quantity: int, purpose: str, fund: str) -> str:
    """The house itself uses something up, as for cleaning or the kitchen, tied to nobody; the id of the move."""
    require(w.actor, PERMISSION)
    _check(w, place, quantity)
    _check_fund(fund)
    said = clean_text(purpose)
    if said is None:
        raise UserError("stock.purpose", _("Tulis untuk apa barang ini dipakai; tidak ada yang disimpan."))
    refuse_short(w, place, quantity)
    return _move(w, new_id(), place, -quantity, USED, fund=fund, reason=said)


def transfer(w: Work, place: Place, store_id: str, quantity: int, reason: str = "") -> None:
    """Carry something from one storeroom to another of its kind."""
    require(w.actor, PERMISSION)
    _check(w, place, quantity)
    target = _store(w, store_id)
    if store_id == place.store or target.kind != _store(w, place.store).kind:
        raise UserError("stock.target", _("Pilih gudang lain yang sejenis; tidak ada yang dipindahkan."))
    refuse_short(w, place, quantity)
    both, said = new_id(), clean_text(reason)
    _move(w, derived_id("stock_move", both, "out"), place, -quantity, MOVED, about=both, reason=said)
    _move(w, derived_id("stock_move", both, "in"), Place(store_id, place.item, place.size), quantity, MOVED,
          about=both, reason=said)  # fmt: skip


def adjust(w: Work, place: Place, change: int, reason: str) -> str:
    """The book was wrong, or something broke or was found: change it by so many, with the reason."""
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    if not change:
        raise UserError("stock.quantity", _("Jumlahnya nol; tidak ada yang diubah."))
    _check(w, place, abs(change))
    if change < 0:
        refuse_short(w, place, -change)
    return _move(w, new_id(), place, change, ADJUSTED, reason=said)


def count(w: Work, place: Place, counted: int) -> StockCount:
    """What was counted by hand, kept beside what the book says; equal ones need no decision."""
    require(w.actor, PERMISSION)
    if not 0 <= counted <= MOST:
        raise UserError("stock.quantity", _("Tulis jumlah yang dihitung, nol atau lebih."))
    _check(w, place, 1)
    booked = on_hand(w, place)
    return w.insert(
        StockCount(
            id=new_id(),
            **_keys(place),
            counted=counted,
            booked=booked,
            at=w.now(),
            day=today(w),
            desk=w.device_letter,
            officer=w.actor.name,
            settled=_("cocok") if counted == booked else None,
        )
    )


def settle(w: Work, count_id: str, reason: str) -> None:
    """Let the book follow a count, with the reason; what moved since the count stays moved.

    Two desks that settle the same shelf without knowing of each other make one move, that of whoever wrote first.
    """
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    row = w.need(StockCount, count_id)
    if row.settled is not None or row.void_reason is not None:
        raise UserError("stock.settled", _("Hitungan ini sudah diputuskan; tidak ada yang diubah."))
    place = Place(row.store_id, row.item, row.size)
    own = derived_id("stock_move", "count", place.store, place.item, place.size, str(_settled_before(w, place)))
    _move(w, own, place, row.counted - row.booked, ADJUSTED, about=row.id, reason=said)
    w.update(row, settled=said, settled_as=own)


def undo(w: Work, move_id: str, reason: str) -> None:
    """A receipt, a transfer or an adjustment was written down by mistake."""
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    row = w.need(StockMove, move_id)
    if row.kind in (HANDED, RETURNED) or row.void_reason is not None:
        raise UserError(
            "stock.undo", _("Gerakan ini tidak dapat dibatalkan di sini."), _("Batalkan tanda terimanya di Bantuan.")
        )
    pair = select(StockMove).where(live(w, StockMove), StockMove.about == row.about)
    for one in w.all(pair) if row.about and row.kind == MOVED else [row]:
        w.void(one, said)


def keep_least(w: Work, place: Place, least: int | None) -> None:
    """The least that should lie there; None for no such mark."""
    require(w.actor, PERMISSION)
    own = derived_id("stock_level", place.store, place.item, place.size)
    row = w.get(StockLevel, own)
    if least is None:
        if row is not None and row.void_reason is None:
            w.void(row, _("tidak dipantau lagi"))
        return
    if not 0 <= least <= MOST:
        raise UserError("stock.quantity", _("Batas paling sedikit nol atau lebih."))
    _check(w, place, 1)
    if row is None:
        w.insert(StockLevel(id=own, **_keys(place), least=least))
    else:
        w.update(row, least=least, void_reason=None)


def on_hand(r: Reading, place: Place) -> int:
    """What the book of this desk says lies there."""
    return next((there for found, there in _there(r, place.store, place.item, place.size) if found == place), 0)


def refuse_short(w: Work, place: Place, quantity: int) -> None:
    """Refuse to let out more than the book says is there."""
    there = on_hand(w, place)
    if quantity > there:
        item = item_named(w, place.item)
        name = f"{item.name} {place.size}".strip()
        raise UserError(
            "stock.short",
            _("Stok {item} menurut catatan tinggal {there}; {n} tidak dapat dikeluarkan.").format(
                item=name, there=there, n=quantity
            ),
            _("Catat dulu barang yang diterima, atau hitung raknya kalau barangnya memang ada."),
        )


def hand_out(w: Work, place: Place, quantity: int, about: str, why: str | None = None) -> None:
    """Goods or money leave for a person under an issue of aid."""
    own = derived_id("stock_move", about)
    _move(w, own, place, -quantity, HANDED, about=about, reason=why)


def bring_back(w: Work, place: Place, quantity: int, about: str) -> None:
    """Goods on loan come back into the storeroom."""
    _move(w, derived_id("stock_move", about), place, quantity, RETURNED, about=about)


def withdraw(w: Work, about: str, reason: str) -> None:
    """Take back the moves of an issue or a return that did not happen."""
    for row in w.all(select(StockMove).where(live(w, StockMove), StockMove.about == about)):
        w.void(row, reason)


def _move(w: Work, move_id: str, place: Place, quantity: int, kind: str, **said: Any) -> str:
    row, fresh = w.insert_once(
        StockMove(
            id=move_id,
            **_keys(place),
            quantity=quantity,
            kind=kind,
            at=w.now(),
            day=today(w),
            desk=w.device_letter,
            officer=w.actor.name,
            **said,
        )
    )
    if not fresh and row.void_reason is not None:
        w.update(row, void_reason=None, quantity=quantity, **said)
    return row.id


def _check_fund(fund: str) -> None:
    if not fund:
        raise UserError("stock.fund", _("Pilih sumber dananya; tidak ada yang disimpan."))
    if fund not in codes("sumber_dana"):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))


def _settled_before(r: Reading, place: Place) -> int:
    """How many counts of a shelf the book has followed; those taken back too, so that no finding takes their place."""
    keys = {"site_id": r.site_id, **_keys(place), "kind": ADJUSTED}
    query = sql_select(func.count()).select_from(StockMove).filter_by(**keys).where(col(StockMove.about) != "")
    return int(r.rows(query)[0][0])


def _check(r: Reading, place: Place, quantity: int) -> None:
    item = item_named(r, place.item)
    store = _store(r, place.store)
    if not item.stocked or item.cash != (store.kind == CASH) or (item.cash and place.item != CASH_ITEM):
        raise UserError("stock.place", _("{item} tidak disimpan di {store}.").format(item=item.name, store=store.name))
    if not 1 <= quantity <= MOST:
        raise UserError("stock.quantity", _("Jumlah paling sedikit 1; tidak ada yang disimpan."))
    if place.size and place.size not in item.sizes:
        raise UserError("stock.size", _("Ukuran ini tidak ada pada {item}.").format(item=item.name))


def _store(r: Reading, store_id: str) -> Store:
    found = next((store for store in stores(r) if store.id == store_id), None)
    if found is None:
        raise UserError("stock.store", _("Gudang ini tidak ada atau sudah ditutup; tidak ada yang disimpan."))
    return found


def _there(r: Reading, store: str, item: str = "", size: str | None = None) -> list[tuple[Place, int]]:
    keys = (col(StockMove.store_id), col(StockMove.item), col(StockMove.size))
    query = sql_select(*keys, func.sum(col(StockMove.quantity))).where(live(r, StockMove), keys[0] == store)
    if item:
        query = query.where(keys[1] == item, keys[2] == (size or ""))
    return [(Place(*row[:3]), int(row[3])) for row in r.rows(query.group_by(*keys))]


def _keys(place: Place) -> dict[str, str]:
    return {"store_id": place.store, "item": place.item, "size": place.size}
