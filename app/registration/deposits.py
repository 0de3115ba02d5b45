"""Goods and papers people leave in keeping: taken in, given back whole or in part, each with a receipt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as sql_select
from sqlmodel import col, func, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import codes
from app.registration import heads
from app.registration.live import live, need_arrived
from app.registration.records import Deposit, DepositReturn, GoodsReceipt, SameArrival, Stay
from app.registration.wording import clean_text, required_reason
from app.store.journal import chunks
from app.store.work import Reading, Work

IN, OUT = "titip", "kembali"
SERIES = "titipan"
MOST_PIECES = 9999
MOST_RUPIAH = 10**12
MOST_LINES = 40


@dataclass(frozen=True)
class Goods:
    """Something to be kept: `kind` and `condition` are codes of `barang_titipan` and `keadaan_barang`.

    `value` is what the owner says it is worth, rupiah; `kept_at` where it lies.
    """

    kind: str
    what: str
    quantity: int = 1
    condition: str | None = None
    value: int | None = None
    kept_at: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Party:
    """Who brings or fetches goods, and how he belongs to the owner ("" for the owner himself)."""

    name: str
    relation: str = ""


@dataclass(frozen=True)
class Back:
    """One return of a deposit as it was recorded: how many pieces, to whom, by whom, on which receipt."""

    id: str
    deposit_id: str
    after: int
    quantity: int
    receipt: str
    party: str
    officer: str
    at: datetime


@dataclass(frozen=True)
class Held:
    """A deposit and how much of it is still here."""

    id: str
    stay_id: str
    receipt_id: str
    kind: str
    what: str
    quantity: int
    held: int
    condition: str | None
    value: int | None
    kept_at: str | None
    note: str | None
    since: datetime
    apart: tuple[Back, ...] = ()
    """Returns two desks recorded differently; until they are settled the fewest count as gone."""

    @property
    def text(self) -> str:
        """The goods in words: “2 Tas punggung biru”."""
        return f"{self.held or self.quantity} × {self.what}"


@dataclass(frozen=True)
class Receipt:
    """A receipt that was given: its number, what for (IN or OUT), and the other party."""

    id: str
    stay_id: str
    number: str
    kind: str
    party: str
    at: datetime


def take_in(w: Work, stay_id: str, goods: Sequence[Goods], party: Party | None = None) -> str:
    """Take goods into keeping; the id of the receipt."""
    require(w.actor, "registration.goods")
    stay = need_arrived(w, stay_id)
    cleaned = [_checked(one) for one in goods]
    if not cleaned:
        raise UserError("goods.none", _("Belum ada barang yang ditulis; tidak ada yang disimpan."))
    if len(cleaned) > MOST_LINES:
        raise UserError("goods.lines", _("Satu tanda terima paling banyak {n} baris barang.").format(n=MOST_LINES))
    receipt = w.insert(_receipt(w, new_id(), stay, IN, party))
    in_order = sorted(new_id() for _line in cleaned)
    for row_id, one in zip(in_order, cleaned, strict=True):
        w.insert(Deposit(id=row_id, receipt_id=receipt.id, stay_id=stay.id, **one.__dict__))
    return receipt.id


def give_back(w: Work, stay_id: str, pieces: dict[str, int], party: Party | None = None) -> str:
    """Give so many pieces of each deposit (id → number) back; the id of the receipt.

    Two desks giving the same back make one return and one receipt; what they gave back differently stays apart,
    and is settled before more of it goes back.
    """
    require(w.actor, "registration.goods")
    stay = w.need(Stay, stay_id)
    wanted = {deposit: number for deposit, number in pieces.items() if number}
    rows = {row.id: row for row in _deposits(w, [stay.id, *_joined(w, [stay.id])])}
    if not wanted or not wanted.keys() <= rows.keys():
        raise UserError("goods.none", _("Belum ada barang yang dipilih; tidak ada yang dicatat."))
    backs = returns(w, list(wanted))
    before = {deposit: sum(one.quantity for one in mine) for deposit, mine in backs.items()}
    for deposit, number in wanted.items():
        if apart(backs.get(deposit, ())):
            raise UserError(
                "goods.apart",
                _("{what}: dua loket mencatat pengembalian yang berbeda; belum ada yang dicatat.").format(
                    what=rows[deposit].what
                ),
                _("Tetapkan dulu yang benar pada barang itu di halaman orangnya."),
            )
        left = rows[deposit].quantity - before.get(deposit, 0)
        if not 0 < number <= left:
            raise UserError(
                "goods.too_many",
                _("{what}: masih dititipkan {left}, jadi {n} tidak dapat dikembalikan.").format(
                    what=rows[deposit].what, left=left, n=number
                ),
                _("Periksa jumlahnya; mungkin sudah dikembalikan di loket lain."),
            )
    steps = sorted((deposit, before.get(deposit, 0)) for deposit in wanted)
    receipt_id = derived_id("goods_receipt", *(f"{deposit}/{after}/{wanted[deposit]}" for deposit, after in steps))
    receipt, fresh = w.insert_once(_receipt(w, receipt_id, stay, OUT, party))
    if not fresh and receipt.void_reason is not None:
        again = _receipt(w, receipt_id, stay, OUT, party).model_dump(
            include={"number", "party", "relation", "at", "day"}
        )
        w.update(receipt, void_reason=None, **again)
    for deposit, after in steps:
        _return(w, rows[deposit], receipt.id, after, wanted[deposit])
    return receipt.id


def undo_return(w: Work, receipt_id: str, reason: str) -> None:
    """The goods on a receipt of return were not given back after all."""
    _void(w, receipt_id, OUT, DepositReturn, required_reason(reason))


def undo_deposit(w: Work, receipt_id: str, reason: str) -> None:
    """The goods on a receipt were never taken in; refused once something of it was given back."""
    said = required_reason(reason)
    rows = w.all(select(Deposit).where(live(w, Deposit), Deposit.receipt_id == receipt_id))
    if returns(w, [row.id for row in rows]):
        raise UserError(
            "goods.returned",
            _("Sebagian barang ini sudah dikembalikan; titipannya tidak dapat dibatalkan."),
            _("Batalkan dulu pengembaliannya kalau memang keliru."),
        )
    _void(w, receipt_id, IN, Deposit, said)


def held_goods(r: Reading, stay_ids: Iterable[str]) -> dict[str, tuple[Held, ...]]:
    """What is still in keeping for these heads (stay → goods), also under an arrival joined to theirs.

    A neutral fact for whoever lets people go; those with nothing in keeping are left out.
    """
    asked = list(dict.fromkeys(stay_ids))
    joined = _joined(r, asked)
    found: dict[str, list[Held]] = {}
    for one in _held(r, [*asked, *joined]):
        if one.held or one.apart:
            found.setdefault(joined.get(one.stay_id, one.stay_id), []).append(one)
    return {stay: tuple(goods) for stay, goods in found.items()}


def goods_of(r: Reading, stay_ids: Iterable[str]) -> tuple[Held, ...]:
    """Everything these heads ever left in keeping, what is still here first."""
    return tuple(sorted(_held(r, list(stay_ids)), key=lambda one: (not one.held, one.id)))


def receipts_of(r: Reading, stay_ids: Iterable[str]) -> tuple[Receipt, ...]:
    """The receipts given to these heads, the latest first."""
    mine = select(GoodsReceipt).where(live(r, GoodsReceipt), col(GoodsReceipt.stay_id).in_(list(stay_ids)))
    rows = sorted(r.all(mine), key=lambda row: row.at, reverse=True)
    return tuple(Receipt(row.id, row.stay_id, row.number, row.kind, row.party, row.at) for row in rows)


def settle_return(w: Work, deposit_id: str, true: Iterable[str], reason: str) -> None:
    """Of returns that two desks recorded apart these are true (ids); the others are taken back, with the reason.

    Where several are, one follows the other; UserError when that is more than was left in keeping.
    """
    require(w.actor, "registration.goods")
    said, deposit = required_reason(reason), w.need(Deposit, deposit_id)
    backs = returns(w, [deposit_id]).get(deposit_id, [])
    kept = set(true)
    differing = apart(backs)
    if not kept or not kept <= {one.id for one in differing}:
        raise UserError("goods.settled", _("Pengembalian ini sudah ditetapkan; tidak ada yang diubah."))
    gone = sum(one.quantity for one in backs if one not in differing or one.id in kept)
    if gone > deposit.quantity:
        raise UserError(
            "goods.too_many",
            _("{what}: dititipkan {left}, jadi {n} tidak mungkin dikembalikan.").format(
                what=deposit.what, left=deposit.quantity, n=gone
            ),
            _("Pilih pengembalian yang benar-benar terjadi."),
        )
    first = next(one for one in differing if one.id in kept)
    after = first.after + first.quantity
    for one in differing:
        if one is not first:
            row = w.need(DepositReturn, one.id)
            w.void(row, said)
            if one.id in kept:
                after = _return(w, deposit, row.receipt_id, after, one.quantity)
            elif not _lines_of(w, row.receipt_id):
                w.void(w.need(GoodsReceipt, row.receipt_id), said)


def _lines_of(r: Reading, receipt_id: str) -> list[DepositReturn]:
    return r.all(select(DepositReturn).where(live(r, DepositReturn), DepositReturn.receipt_id == receipt_id))


def disputed(r: Reading) -> list[str]:
    """The heads whose goods two desks gave back differently, one for each such return."""
    mine = select(DepositReturn.stay_id).where(live(r, DepositReturn))
    several = mine.group_by(col(DepositReturn.deposit_id), col(DepositReturn.after)).having(func.count() > 1)
    return sorted(row.stay_id for row in r.rows(several))


def _receipt(w: Work, receipt_id: str, stay: Stay, kind: str, party: Party | None) -> GoodsReceipt:
    name = clean_text(party.name if party else "") or heads.name_of(w, stay.id) or stay.card_number or "-"
    relation = clean_text(party.relation) if party else None
    number = w.next_number(SERIES)
    return GoodsReceipt(
        id=receipt_id, number=number, stay_id=stay.id, kind=kind, party=name, relation=relation,
        officer=w.actor.name, at=w.now(), day=today(w),
    )  # fmt: skip


def _checked(one: Goods) -> Goods:
    what = " ".join((clean_text(one.what) or "").split())
    if not what:
        raise UserError("goods.what", _("Tulis apa barangnya, misalnya “tas punggung biru”; tidak ada yang disimpan."))
    if one.kind not in codes("barang_titipan") or (one.condition and one.condition not in codes("keadaan_barang")):
        raise UserError("choice.unknown", _("Pilih salah satu dari daftar; tidak ada yang diubah."))
    if not 1 <= one.quantity <= MOST_PIECES:
        raise UserError("goods.quantity", _("Jumlah barang 1 sampai {n}.").format(n=MOST_PIECES))
    if one.value is not None and not 0 <= one.value <= MOST_RUPIAH:
        raise UserError("goods.value", _("Nilai barang ini tidak masuk akal; tulis dalam rupiah, atau kosongkan."))
    return Goods(one.kind, what, one.quantity, one.condition, one.value, clean_text(one.kept_at), clean_text(one.note))


def _return(w: Work, deposit: Deposit, receipt_id: str, after: int, quantity: int) -> int:
    """Keep that so many went back; how many had gone by then."""
    row_id = derived_id("deposit_return", deposit.id, str(after), str(quantity))
    fresh = DepositReturn(
        id=row_id, deposit_id=deposit.id, receipt_id=receipt_id, stay_id=deposit.stay_id, after=after,
        quantity=quantity, at=w.now(),
    )  # fmt: skip
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, receipt_id=receipt_id, quantity=quantity, at=w.now(), void_reason=None)
    return after + quantity


def _void(w: Work, receipt_id: str, kind: str, lines: type[Deposit] | type[DepositReturn], reason: str) -> None:
    require(w.actor, "registration.goods")
    receipt = w.need(GoodsReceipt, receipt_id)
    if receipt.kind != kind or receipt.void_reason is not None:
        raise UserError("goods.receipt", _("Tanda terima ini sudah dibatalkan atau bukan jenis ini."))
    for row in w.all(select(lines).where(live(w, lines), col(lines.receipt_id) == receipt_id)):
        w.void(row, reason)
    w.void(receipt, reason)


def _deposits(r: Reading, stays: list[str]) -> list[Deposit]:
    found: list[Deposit] = []
    for some in chunks(stays):
        found += r.all(select(Deposit).where(live(r, Deposit), col(Deposit.stay_id).in_(some)))
    return sorted(found, key=lambda row: row.id)


def returns(r: Reading, deposits: Sequence[str]) -> dict[str, list[Back]]:
    """What was given back of each deposit, the earliest first."""
    found: dict[str, list[Back]] = {}
    on = (col(GoodsReceipt.site_id) == DepositReturn.site_id) & (col(GoodsReceipt.id) == DepositReturn.receipt_id)
    went = [DepositReturn.__table__.c[name] for name in ("id", "deposit_id", "after", "quantity")]  # type: ignore[attr-defined]
    paper = [GoodsReceipt.__table__.c[name] for name in ("number", "party", "officer")]  # type: ignore[attr-defined]
    given = sql_select(*went, *paper, col(DepositReturn.at)).join(GoodsReceipt, on).where(live(r, DepositReturn))
    for some in chunks(deposits):
        for row in r.rows(given.where(col(DepositReturn.deposit_id).in_(some))):
            found.setdefault(row.deposit_id, []).append(Back(*row))
    return {deposit: sorted(mine, key=lambda one: (one.at, one.id)) for deposit, mine in found.items()}


def apart(backs: Iterable[Back]) -> tuple[Back, ...]:
    """The returns that begin where another one of the same goods begins: two desks did not know of each other."""
    starts = Counter(one.after for one in backs)
    return tuple(one for one in backs if starts[one.after] > 1)


def _gone(backs: Sequence[Back]) -> int:
    """How many pieces are surely gone: of returns that stand apart the fewest."""
    fewest: dict[int, int] = {}
    for one in backs:
        fewest[one.after] = min(one.quantity, fewest.get(one.after, one.quantity))
    return sum(fewest.values())


def _held(r: Reading, stays: list[str]) -> list[Held]:
    rows = _deposits(r, stays)
    backs = returns(r, [row.id for row in rows])
    receipts = {row.receipt_id for row in rows}
    since: dict[str, datetime] = {}
    for some in chunks(receipts):
        mine = select(GoodsReceipt).where(live(r, GoodsReceipt), col(GoodsReceipt.id).in_(some))
        since |= {row.id: row.at for row in r.all(mine)}
    return [
        Held(
            row.id, row.stay_id, row.receipt_id, row.kind, row.what, row.quantity,
            max(0, row.quantity - _gone(backs.get(row.id, ()))), row.condition, row.value, row.kept_at, row.note,
            since[row.receipt_id], apart(backs.get(row.id, ())),
        )
        for row in rows
        if row.receipt_id in since
    ]  # fmt: skip


def _joined(r: Reading, stays: list[str]) -> dict[str, str]:
    """Arrivals joined to these: the other → the one asked about."""
    found: dict[str, str] = {}
    for some in chunks(stays):
        mine = select(SameArrival).where(live(r, SameArrival), col(SameArrival.stay_id).in_(some))
        found |= {row.other_id: row.stay_id for row in r.all(mine) if row.other_id not in stays}
    return found
