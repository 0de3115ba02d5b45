"""What screens show of surat pernyataan: all of them, and what they say on the timeline of a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from app.handover import terms
from app.handover.records import ExitStatement, ExitStatementHead, Handover
from app.handover.statements import heads_of
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.printing.statement import parse, spaced
from app.reference.enumerations import name_of
from app.registration.timeline import Entry, Subject
from app.store.work import Reading


@dataclass(frozen=True)
class StatementLine:
    """A statement as a list shows it; `bast_id`, `bast_number` are of the BAST it led to ("" while it is a draft)."""

    id: str
    number: str
    variant: str
    state: str
    declarant: str
    relation: str
    names: tuple[str, ...]
    counts: HeadCount
    day: date
    copies: int
    short_code: str
    printed_at: datetime
    signed_at: datetime | None
    void_reason: str
    scan_digest: str
    bast_id: str
    bast_number: str

    @property
    def kind_words(self) -> str:
        """The kind as people call it."""
        return name_of("surat_pernyataan", self.variant)

    @property
    def state_words(self) -> str:
        """The state as people call it."""
        return _(terms.STATES.get(self.state, self.state))


def statements(r: Reading) -> list[StatementLine]:
    """The statements of this site, latest first."""
    query = select(ExitStatement).where(ExitStatement.site_id == r.site_id)
    return [_line(r, row) for row in r.all(query.order_by(col(ExitStatement.id).desc()))]


def statement(r: Reading, statement_id: str) -> StatementLine:
    """One statement."""
    return _line(r, r.need(ExitStatement, statement_id))


def story(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline: the statements a person stands on, printed and signed; a void one says why."""
    mine = select(ExitStatementHead.statement_id).where(
        ExitStatementHead.site_id == r.site_id, col(ExitStatementHead.stay_id).in_(subject.stay_ids)
    )
    query = select(ExitStatement).where(ExitStatement.site_id == r.site_id, col(ExitStatement.id).in_(mine))
    for row in r.all(query):
        kind = name_of("surat_pernyataan", row.variant)
        text = _("Surat pernyataan {number} dicetak: {kind}").format(number=row.number, kind=kind)
        said = _("Yang menyatakan: {name}").format(name=row.declarant.get("name", ""))
        void = _("Dibatalkan: {reason}").format(reason=row.void_reason) if row.void_reason else ""
        detail = " · ".join(part for part in (said, void) if part)
        yield Entry(row.printed_at, text, detail, glyph="printer", row_id=row.id, order=f"{row.number}/1")
        if row.signed_at:
            text = _("Surat pernyataan {number} ditandatangani").format(number=row.number)
            yield Entry(row.signed_at, text, glyph="pencil", tone="good", row_id=row.id, order=f"{row.number}/2")


def _line(r: Reading, row: ExitStatement) -> StatementLine:
    bast = r.get(Handover, row.bast_id) if row.bast_id else None
    names = tuple(str((head.line or {}).get("name", "")) for head in heads_of(r, row.id))
    return StatementLine(
        row.id, row.number, row.variant, row.state, str(row.declarant.get("name", "")),
        str(row.declarant.get("relation", "")), names, parse(row.statement).statement.counts, row.day, row.copies,
        spaced(row.short_code), row.printed_at, row.signed_at, row.void_reason or "", row.scan_digest or "",
        row.bast_id or "", (bast.number or "") if bast else "",
    )  # fmt: skip
