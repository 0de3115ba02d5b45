"""The five indicators of R8 Ps. 14(3): what went in, what was done, what came out, whom it served, what it changed.

The seven stages, the four services, reintegration and the welfare data are `declared`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col
from sqlmodel import select as every

from app.access.records import Device, User
from app.departure.records import Departure
from app.handover.records import Handover
from app.kernel.clock import local
from app.kernel.i18n import N_
from app.manifest.records import Batch, Manifest
from app.reconciliation.balance_of import in_scope
from app.reconciliation.postings import posting
from app.reconciliation.rules.equation import HOMEWARD
from app.reconciliation.rules.posting import RECEIPT
from app.registration import joins
from app.registration.live import live
from app.registration.position import position
from app.reports import cube
from app.reports.persons import heads_with
from app.reports.rules.periods import HALF
from app.reports.span import Span
from app.reports.table import TOTAL, Behind, Cell, Heading, Line, Section, Table, key_of
from app.shelter.records import AidIssue, MealPortion
from app.store.work import Reading

NAME = "indikator"
Rows = Callable[[Reading, Span], Iterator[Behind]]
LIVING = posting.c.body.is_(False)


@dataclass(frozen=True)
class Indicator:
    """A number with how its rows are read; `people` reads heads (stay → weight), `measure` is one of the cube."""

    code: str
    text: str
    rows: Rows | None = None
    people: Callable[[Reading, Span], dict[str, int]] | None = None
    measure: str = ""

    def number(self, r: Reading, span: Span) -> int:
        """How much it is."""
        if self.measure:
            return cube.cube(r, span).total(self.measure)
        if self.people is not None:
            return sum(self.people(r, span).values())
        return sum(one.weight for one in self.rows(r, span)) if self.rows else 0

    def behind(self, r: Reading, span: Span) -> Iterator[Behind]:
        """What makes it."""
        if self.measure:
            yield from heads_with(r, cube.weights(r, span, self.measure))
        elif self.people is not None:
            yield from heads_with(r, self.people(r, span))
        elif self.rows is not None:
            yield from self.rows(r, span)


def _officers(r: Reading, _span: Span) -> Iterator[Behind]:
    for row in r.all(every(User).where(live(r, User), col(User.active).is_(True)).order_by(col(User.name))):
        yield Behind(row.name, row.title)


def _desks(r: Reading, _span: Span) -> Iterator[Behind]:
    for row in r.all(every(Device).where(live(r, Device), col(Device.revoked_at).is_(None))):
        yield Behind(row.name, row.letter)


def _ships(r: Reading, span: Span) -> Iterator[Behind]:
    mine = every(Batch).where(live(r, Batch), _days(col(Batch.day), span))
    for row in r.all(mine.order_by(col(Batch.day))):
        yield Behind(row.name, f"{row.day:%d-%m-%Y}", 1, ("arrival", row.id))


def _letters(r: Reading, span: Span) -> Iterator[Behind]:
    ship = (col(Batch.site_id) == col(Manifest.site_id)) & (col(Batch.id) == col(Manifest.batch_id))
    columns = (col(Manifest.letter_number), col(Manifest.sender), col(Batch.name), col(Batch.id))
    mine = select(*columns).join(Batch, ship).where(live(r, Manifest), live(r, Batch), _days(col(Batch.day), span))
    for number, sender, name, batch in r.rows(mine):
        yield Behind(number or sender or name, name, 1, ("arrival", batch))


def _departures(r: Reading, span: Span) -> Iterator[Behind]:
    mine = every(Departure).where(live(r, Departure), col(Departure.cancelled).is_(None))
    for row in r.all(mine.where(_days(col(Departure.day), span)).order_by(col(Departure.day))):
        yield Behind(row.title, f"{row.day:%d-%m-%Y}", 1, ("departure", row.id))


def _papers(r: Reading, span: Span) -> Iterator[Behind]:
    yield from (one for one, _back in _signed(r, span))


def _answered(r: Reading, span: Span) -> Iterator[Behind]:
    yield from (one for one, back in _signed(r, span) if back)


def _signed(r: Reading, span: Span) -> Iterator[tuple[Behind, bool]]:
    """The papers signed in the period, and whether their receipt is back."""
    columns = (col(Handover.id), col(Handover.number), col(Handover.signed_at), col(Handover.receipt))
    mine = select(*columns, col(Handover.receiver)).where(live(r, Handover), col(Handover.signed_at).is_not(None))
    for row_id, number, signed_at, receipt, receiver in r.rows(mine):
        day = local(signed_at, span.zone).date()
        if span.period.first and span.period.last and span.period.first <= day <= span.period.last:
            to = (receiver or {}).get("institution") or (receiver or {}).get("name") or ""
            yield Behind(f"BAST {number}", f"{day:%d-%m-%Y} · {to}", 1, ("handover", row_id)), bool(receipt)


def _eaters(r: Reading, span: Span) -> dict[str, int]:
    mine = select(col(MealPortion.stay_id)).where(live(r, MealPortion), _days(col(MealPortion.day), span)).distinct()
    return _here(r, mine)


def _helped(r: Reading, span: Span) -> dict[str, int]:
    mine = select(col(AidIssue.stay_id)).where(live(r, AidIssue), _days(col(AidIssue.day), span)).distinct()
    return _here(r, mine)


def _received(r: Reading, span: Span) -> dict[str, int]:
    """Who reached home in the period and whose receiver signed for it."""
    mine = (posting.c.account.in_(HOMEWARD), posting.c.document_kind == RECEIPT, posting.c.body.is_(False))
    query = select(posting.c.stay).where(*in_scope(r, span.ledger), *span.wanted(), *mine).distinct()
    return {row.stay: 1 for row in r.rows(query)}


def _again(r: Reading, span: Span) -> dict[str, int]:
    """Who arrived in the period and had arrived here before it."""
    ever = select(position.c.person, func.min(position.c.arrived)).where(position.c.site == r.site_id)
    often = ever.where(position.c.person.is_not(None)).group_by(position.c.person).having(func.count() > 1)
    first = dict(map(tuple, r.rows(often)))
    if not first:
        return {}
    came = select(posting.c.stay, posting.c.person, posting.c.day).where(*in_scope(r, span.ledger), *span.wanted())
    rows = r.rows(came.where(posting.c.step == 1, LIVING))
    return {row.stay: 1 for row in rows if first.get(row.person, row.day) < row.day}


def _here(r: Reading, stays: Select[Any]) -> dict[str, int]:
    """Some stays as the heads that count: two arrivals joined are one."""
    kept = joins.counted(r)
    return {kept.get(row[0], row[0]): 1 for row in r.rows(stays)}


def _days(column: Any, span: Span) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.between(span.period.first or date.min, span.period.last or date.max)
    return found


INPUT, PROCESS, OUTPUT, BENEFIT, IMPACT = "masukan", "proses", "keluaran", "manfaat", "dampak"
GROUPS: dict[str, tuple[str, tuple[Indicator, ...]]] = {
    INPUT: (
        N_("Masukan"),
        (
            Indicator("petugas", N_("Petugas yang terdaftar"), _officers),
            Indicator("loket", N_("Loket (laptop) yang dipakai"), _desks),
        ),
    ),
    PROCESS: (
        N_("Proses"),
        (
            Indicator("kapal", N_("Kapal atau rombongan yang diterima"), _ships),
            Indicator("surat", N_("Daftar Perwakilan RI yang diperiksa ulang"), _letters),
            Indicator("berangkat", N_("Pemberangkatan"), _departures),
            Indicator("bast", N_("Berita acara serah terima yang ditandatangani"), _papers),
        ),
    ),
    OUTPUT: (
        N_("Keluaran"),
        (
            Indicator("tiba", N_("Orang yang tiba"), measure=cube.ARRIVED),
            Indicator("rumah", N_("Orang yang sampai di rumah"), measure=cube.HOME),
            Indicator("makan", N_("Orang yang mendapat permakanan"), people=_eaters),
            Indicator("bantuan", N_("Orang yang mendapat bantuan"), people=_helped),
        ),
    ),
    BENEFIT: (
        N_("Manfaat"),
        (
            Indicator("tanda_terima", N_("Orang yang penerimanya sudah menandatangani tanda terima"), people=_received),
            Indicator("jawaban", N_("Berita acara yang tanda terimanya sudah kembali"), _answered),
        ),
    ),
    IMPACT: (N_("Dampak"), (Indicator("berulang", N_("Orang yang pernah tiba di sini sebelumnya"), people=_again),)),
}
_ALL = {(group, one.code): one for group, (_title, given) in GROUPS.items() for one in given}


def tables(r: Reading, span: Span) -> Iterator[Table]:
    """The five indicators."""
    if span.period.kind != HALF:
        return
    for group, (title, given) in GROUPS.items():
        lines = [
            Line({"label": Cell(span.say(one.text)), TOTAL: Cell(one.number(r, span), key_of(NAME, group, one.code))})
            for one in given
        ]
        yield Table(group, span.say(title), _headings(span, N_("Jumlah")), tuple(lines))


def behind(r: Reading, span: Span, key: Sequence[str]) -> Iterator[Behind]:
    """What makes an indicator."""
    yield from _ALL[key[0], key[1]].behind(r, span)


def _headings(span: Span, title: str) -> tuple[Heading, ...]:
    return Heading("label", span.say(N_("Uraian")), wide=True), Heading(TOTAL, span.say(title), number=True)


SECTION: Section[Span] = Section(NAME, tables, behind)
