"""Goods people left in keeping: taken in and given back on a day, and what is still here when it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import select

from app.kernel.i18n import N_, _
from app.registration.counts import heads_of
from app.registration.live import live
from app.registration.records import Deposit, DepositReturn, GoodsReceipt
from app.reports.table import Behind, Cell, Heading, Line, Scope, Section, Table, key_of
from app.store.work import Reading

NAME = "titipan"
TAKEN, RETURNED, HELD = "masuk", "kembali", "ada"
PEOPLE, PIECES = "orang", "barang"


@dataclass(frozen=True)
class Piece:
    """So many pieces of somebody's goods."""

    stay: str
    what: str
    number: int


def pieces(r: Reading, scope: Scope, which: str) -> list[Piece]:
    """The goods taken in or given back on the day, or still in keeping when it ended."""
    days = {row.id: row.day for row in r.all(select(GoodsReceipt).where(live(r, GoodsReceipt)))}
    deposits = {row.id: row for row in r.all(select(Deposit).where(live(r, Deposit))) if row.receipt_id in days}
    gone: dict[str, int] = {}
    back = []
    for row in r.all(select(DepositReturn).where(live(r, DepositReturn))):
        deposit, day = deposits.get(row.deposit_id), days.get(row.receipt_id)
        if deposit is None or day is None or day > scope.day:
            continue
        gone[deposit.id] = gone.get(deposit.id, 0) + row.quantity
        if day == scope.day:
            back.append(Piece(deposit.stay_id, deposit.what, row.quantity))
    if which == RETURNED:
        return back
    known = [row for row in deposits.values() if days[row.receipt_id] <= scope.day]
    if which == TAKEN:
        return [Piece(row.stay_id, row.what, row.quantity) for row in known if days[row.receipt_id] == scope.day]
    left = [Piece(row.stay_id, row.what, row.quantity - gone.get(row.id, 0)) for row in known]
    return [piece for piece in left if piece.number > 0]


def tables(r: Reading, scope: Scope) -> Iterator[Table]:
    """A line each for what came, what went and what is here."""
    texts = {TAKEN: N_("Dititipkan hari ini"), RETURNED: N_("Dikembalikan hari ini"), HELD: N_("Masih dititipkan")}
    lines = []
    for which, text in texts.items():
        mine = pieces(r, scope, which)
        numbers = {PEOPLE: len({one.stay for one in mine}), PIECES: sum(one.number for one in mine)}
        cells = {name: Cell(number, key_of(NAME, which, name)) for name, number in numbers.items()}
        lines.append(Line({"label": Cell(scope.say(text)), **cells}, sum=which == HELD))
    headings = (
        Heading("label", scope.say(N_("Barang titipan")), wide=True),
        Heading(PEOPLE, scope.say(N_("Orang")), number=True),
        Heading(PIECES, scope.say(N_("Barang")), number=True),
    )
    yield Table("deposits", scope.say(N_("Barang titipan")), headings, tuple(lines))


def behind(r: Reading, scope: Scope, key: Sequence[str]) -> Iterator[Behind]:
    """Whose goods, and what they are."""
    which, what = key
    mine = pieces(r, scope, which)
    names = {head.stay_id: head.display for head in heads_of(r, list(dict.fromkeys(one.stay for one in mine)))}
    seen: set[str] = set()
    for one in sorted(mine, key=lambda one: names.get(one.stay, "").casefold()):
        weight = one.number if what == PIECES else int(one.stay not in seen)
        seen.add(one.stay)
        text = names.get(one.stay, _("kedatangan yang digabung"))
        yield Behind(text, f"{one.number} × {one.what}", weight, ("people", one.stay))


SECTION: Section[Scope] = Section(NAME, tables, behind)
