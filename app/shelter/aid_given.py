"""What was given: by receipt, by person, on loan and back again, and what it was worth by source of money."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import codes
from app.registration import joins
from app.registration.counts import HeadLine, heads_of
from app.registration.live import live
from app.registration.wording import clean_text, required_reason
from app.shelter import stock
from app.shelter.aid import PERMISSION
from app.shelter.aid_items import item_named, kept_as
from app.shelter.records import AidIssue, AidReceipt, AidReturn
from app.shelter.rules.stock import Place
from app.store.journal import chunks
from app.store.work import Reading, Work

BACK, BROKEN, LOST = "kembali", "rusak", "hilang"
MOST_RECEIPTS = 300


@dataclass(frozen=True)
class Given:
    """Something a head was given; `settled` pieces of a loan came back or are lost."""

    id: str
    stay_id: str
    item: str
    name: str
    unit: str
    kind: str
    quantity: int
    value: int | None
    fund: str
    at: datetime
    day: date
    desk: str
    receipt_id: str
    loan: bool = False
    settled: int = 0
    cash: bool = False
    size: str = ""

    @property
    def out(self) -> int:
        """Pieces of a loan still with the person."""
        return self.quantity - self.settled if self.loan else 0

    @property
    def full(self) -> str:
        """“Pakaian anak 4–6 th”."""
        return f"{self.name} {self.size}".strip()

    @property
    def text(self) -> str:
        """“1 setel Pakaian anak 4–6 th”; of money what it is for."""
        return self.name if self.cash else f"{self.quantity} {self.unit} {self.full}"


@dataclass(frozen=True)
class ReceiptLine:
    """A receipt in the list: its number, who received, how many people and pieces, rupiah of cash and of goods."""

    id: str
    number: str
    kind: str
    party: str
    fund: str
    at: datetime
    day: date
    officer: str
    desk: str
    people: int
    pieces: int
    rupiah: int
    what: str
    void: str


@dataclass(frozen=True)
class AidTotal:
    """What was given in a period under one kind (`bansos`) and source: people, pieces, rupiah (`unvalued` pieces of no
    known worth are not in it)."""

    kind: str
    fund: str
    people: int
    pieces: int
    rupiah: int
    unvalued: int


def given_to(r: Reading, stay_ids: Iterable[str]) -> list[Given]:
    """Everything these heads were given, the latest first."""
    rows: list[AidIssue] = []
    for some in chunks(list(stay_ids)):
        rows += r.all(select(AidIssue).where(live(r, AidIssue), col(AidIssue.stay_id).in_(some)))
    return sorted(_given(r, rows), key=lambda one: (one.at, one.id), reverse=True)


def on_receipt(r: Reading, receipt_id: str) -> list[Given]:
    """What stands on a receipt, in the order it was written."""
    rows = r.all(select(AidIssue).where(live(r, AidIssue), AidIssue.receipt_id == receipt_id))
    return sorted(_given(r, rows), key=lambda one: (one.stay_id, one.item, one.id))


def loans(r: Reading) -> list[tuple[HeadLine, Given]]:
    """Everything on loan that is not settled, with who has it; those who left the house first."""
    rows = r.all(select(AidIssue).where(live(r, AidIssue), AidIssue.loan == True))  # noqa: E712 - a column
    out, same = [one for one in _given(r, rows) if one.out > 0], joins.counted(r)
    heads = {head.stay_id: head for head in heads_of(r, [*{same.get(one.stay_id, one.stay_id) for one in out}])}
    whose = [(heads.get(same.get(one.stay_id, one.stay_id)), one) for one in out]
    both = [(head, one) for head, one in whose if head is not None]
    return sorted(both, key=lambda pair: (pair[0].account == "hadir", pair[0].display, pair[1].name))


def settle_loan(w: Work, issue_id: str, outcome: str, quantity: int, note: str = "") -> None:
    """Goods on loan came back (usable: into the storeroom), came back broken, or are lost."""
    require(w.actor, PERMISSION)
    issue = w.need(AidIssue, issue_id)
    (one,) = _given(w, [issue])
    if outcome not in codes("kembali_pinjaman") or issue.void_reason is not None or not issue.loan:
        raise UserError("aid.loan", _("Ini bukan barang pinjaman yang masih tercatat; tidak ada yang diubah."))
    if not 0 < quantity <= one.out:
        text = _("Masih dipinjam {n}; tidak ada yang diubah.")
        raise UserError("aid.loan_left", text.format(n=one.out), _("Mungkin sudah dicatat di loket lain."))
    own = derived_id("aid_return", issue.id, str(one.settled))
    row, fresh = w.insert_once(
        AidReturn(
            id=own, issue_id=issue.id, stay_id=issue.stay_id, outcome=outcome, quantity=quantity, after=one.settled,
            note=clean_text(note), at=w.now(), day=today(w),
        )
    )  # fmt: skip
    if not fresh:
        w.update(row, outcome=outcome, quantity=quantity, note=clean_text(note), at=w.now(), void_reason=None)
    if outcome == BACK and issue.store_id is not None:
        item = item_named(w, issue.item)
        stock.bring_back(w, Place(issue.store_id, kept_as(item), issue.size), quantity, own)


def undo_return(w: Work, issue_id: str, reason: str) -> None:
    """The last settling of a loan was a mistake."""
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    rows = w.all(select(AidReturn).where(live(w, AidReturn), AidReturn.issue_id == issue_id))
    if not rows:
        raise UserError("aid.loan", _("Pinjaman ini belum pernah dicatat kembali; tidak ada yang diubah."))
    last = max(rows, key=lambda row: row.after)
    w.void(last, said)
    stock.withdraw(w, last.id, said)


def receipts(r: Reading, since: date, until: date) -> list[ReceiptLine]:
    """The receipts of a period, the latest first; void ones say why."""
    mine = select(AidReceipt).where(col(AidReceipt.site_id) == r.site_id, col(AidReceipt.day).between(since, until))
    rows = r.all(mine.order_by(col(AidReceipt.at).desc(), col(AidReceipt.number).desc()).limit(MOST_RECEIPTS))
    issues: dict[str, list[AidIssue]] = {}
    for some in chunks([row.id for row in rows]):
        found = select(AidIssue).where(col(AidIssue.site_id) == r.site_id, col(AidIssue.receipt_id).in_(some))
        for issue in r.all(found):
            issues.setdefault(issue.receipt_id, []).append(issue)
    return [_line(r, row, issues.get(row.id, [])) for row in rows]


def totals(r: Reading, since: date, until: date) -> list[AidTotal]:
    """What was given in a period by kind and source of money; for the reports."""
    keys = (col(AidIssue.item), col(AidIssue.fund), col(AidIssue.stay_id))
    numbers = (
        func.sum(col(AidIssue.quantity)),
        func.sum(col(AidIssue.value)),
        func.count(),
        func.count(col(AidIssue.value)),
    )
    query = sql_select(*keys, *numbers).where(live(r, AidIssue), col(AidIssue.day).between(since, until))
    sums: dict[tuple[str, str], list[int]] = {}
    people: dict[tuple[str, str], set[str]] = {}
    same = joins.counted(r)
    for code, fund, stay, quantity, value, rows, valued in r.rows(query.group_by(*keys)):
        item = item_named(r, code)
        key = (item.kind, fund)
        line = sums.setdefault(key, [0, 0, 0])
        people.setdefault(key, set()).add(same.get(stay, stay))
        for place, number in enumerate((rows if item.cash else quantity, value or 0, rows - valued)):
            line[place] += int(number)
    return [AidTotal(*key, len(people[key]), *line) for key, line in sorted(sums.items())]


def _given(r: Reading, rows: Iterable[AidIssue]) -> list[Given]:
    issues = list(rows)
    settled: dict[str, int] = {}
    for some in chunks([row.id for row in issues if row.loan]):
        for back in r.all(select(AidReturn).where(live(r, AidReturn), col(AidReturn.issue_id).in_(some))):
            settled[back.issue_id] = settled.get(back.issue_id, 0) + back.quantity
    items = {code: item_named(r, code) for code in {row.item for row in issues}}
    return [
        Given(
            row.id, row.stay_id, row.item, items[row.item].name, items[row.item].unit,
            items[row.item].kind, row.quantity, row.value, row.fund, row.at, row.day, row.desk, row.receipt_id,
            row.loan, settled.get(row.id, 0), items[row.item].cash, row.size,
        )
        for row in issues
    ]  # fmt: skip


def _line(r: Reading, row: AidReceipt, issues: list[AidIssue]) -> ReceiptLine:
    items = {code: item_named(r, code) for code in dict.fromkeys(issue.item for issue in issues)}
    pieces = sum(issue.quantity for issue in issues if not items[issue.item].cash)
    rupiah = sum(issue.quantity for issue in issues if items[issue.item].cash)
    what = ", ".join(item.name for item in items.values())
    return ReceiptLine(
        row.id, row.number, row.kind, row.party, row.fund, row.at, row.day, row.officer, row.desk,
        len({issue.stay_id for issue in issues}), pieces, rupiah, what, row.void_reason or "",
    )  # fmt: skip
