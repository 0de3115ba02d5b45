"""What screens, reconciliation and the console show of handovers: all papers, one of them, and the code of a number."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.handover import annex, numbering, parting, rules, terms
from app.handover.freezing import heads_of_paper
from app.handover.papers import counted
from app.handover.records import Handover, HandoverHead
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import joining
from app.printing.statement import spaced
from app.store.journal import chunks
from app.store.work import Reading


@dataclass(frozen=True)
class HandoverLine:
    """One paper as a list shows it; `total` counts the names on it, for a draft those chosen so far.

    `addenda` counts those of them of whom a list that came late says otherwise than the paper.
    """

    id: str
    number: str | None
    office_number: str | None
    kind: str
    state: str
    receiver: str
    day: date | None
    total: int
    counts: HeadCount
    copies: int
    from_paper: bool
    replaces: str | None
    printed_at: datetime | None
    signed_at: datetime | None
    void_reason: str | None
    addenda: int = 0
    answered: str = ""
    """What the receiver had answered to a paper that was called off after it."""

    @property
    def state_words(self) -> str:
        """The state as people call it."""
        now = _(terms.STATES.get(self.state, self.state))
        return _("{answer}, lalu dibatalkan").format(answer=_(terms.STATES[self.answered])) if self.answered else now


@dataclass(frozen=True)
class HeadOnPaper:
    """One head on a paper: the line as frozen, and what the receiver answered."""

    stay_id: str
    number: int
    name: str
    head_class: str
    destination: str
    outcome: str | None
    note: str | None


@dataclass(frozen=True)
class HandoverView:
    """One paper whole; `receipt_remarks` are the receiver's, `actions` what its state allows now.

    `addenda` tell what a list that came later says otherwise; the paper stays as it was issued.
    """

    line: HandoverLine
    heads: tuple[HeadOnPaper, ...]
    short_code: str
    statement: str | None
    paper: str
    paper_number: str | None
    written_by: str | None
    declared_at: datetime | None
    scan_digest: str | None
    receipt_remarks: str
    parting: str
    actions: frozenset[str]
    addenda: tuple[str, ...] = ()
    refusal: str = ""
    refusal_witnesses: str = ""
    also_printed: tuple[str, ...] = ()
    """Numbers the same list was printed with at another desk before the two met; they count no more."""


@dataclass(frozen=True)
class Code:
    """What the post answers by telephone about a number."""

    number: str
    short_code: str
    state: str
    total: int
    printed_at: datetime | None


@dataclass(frozen=True)
class Unreceived:
    """A head handed over whose receiver has not answered yet."""

    stay_id: str
    name: str
    number: str
    handover_id: str
    signed_at: datetime | None


_ID, _NUMBER = col(Handover.id), col(Handover.number)


def handovers(r: Reading, states: Iterable[str] = ()) -> list[HandoverLine]:
    """The papers of this site, latest first; drafts thrown away are left out."""
    query = select(Handover).where(Handover.site_id == r.site_id)
    wanted = list(states)
    if wanted:
        query = query.where(col(Handover.state).in_(wanted))
    rows = r.all(query.order_by(col(Handover.id).desc()))
    noted = _noted(r)
    return [replace(_line(row), addenda=noted.get(row.id, 0)) for row in rows if row.number or row.state == terms.DRAFT]


def handover(r: Reading, handover_id: str) -> HandoverView:
    """One paper; UserError when it is not here."""
    row = r.need(Handover, handover_id)
    heads = heads_of_paper(r, handover_id)
    notes = joining.notes_of(r, [head.stay_id for head in heads])
    return HandoverView(
        line=replace(_line(row), addenda=len(notes)),
        heads=tuple(_head(head) for head in heads),
        short_code=spaced(row.short_code) if row.short_code else "",
        statement=row.statement,
        paper=row.paper,
        paper_number=row.paper_number,
        written_by=row.written_by,
        declared_at=row.declared_at,
        scan_digest=row.scan_digest,
        receipt_remarks=str((row.receipt or {}).get("remarks") or ""),
        refusal=str((row.receipt or {}).get("refusal") or ""),
        refusal_witnesses=str((row.receipt or {}).get("witnesses") or ""),
        parting=parting.told(row.values or {}),
        actions=rules.actions(row.state),
        addenda=tuple(note.words for note in notes),
        also_printed=tuple(other.number for other in numbering.others_of(r, handover_id)),
    )


def _noted(r: Reading) -> dict[str, int]:
    """Paper → how many of its people have an addendum."""
    found: dict[str, int] = {}
    for some in chunks(joining.noted(r)):
        query = select(HandoverHead).where(
            HandoverHead.site_id == r.site_id,
            col(HandoverHead.void_reason).is_(None),
            col(HandoverHead.stay_id).in_(some),
        )
        for head in r.all(query):
            found[head.handover_id] = found.get(head.handover_id, 0) + 1
    return found


def short_code_of(r: Reading, number: str) -> Code:
    """The short code of a number, to compare with what a caller reads out; UserError if it is not known here."""
    wanted = "".join(number.split()).upper()
    rows = r.all(select(Handover).where(Handover.site_id == r.site_id, Handover.number == wanted))
    if not rows and (twice := numbering.other(r, wanted)):
        raise UserError(
            "bast.other_number",
            _("Nomor {number} tidak berlaku: daftar yang sama berlaku dengan nomor {kept}.").format(
                number=wanted, kept=twice.kept
            ),
            _("Dua loket mencetak draf yang sama. Tarik kertas ini dan pakai yang satunya."),
        )
    if not rows:
        raise UserError(
            "bast.unknown_number",
            _("Nomor {number} tidak ada di laptop ini.").format(number=wanted),
            _("Periksa nomornya; mungkin dicetak di loket lain yang belum disinkronkan."),
        )
    row = rows[0]
    code = spaced(row.short_code) if row.short_code else ""
    return Code(wanted, code, row.state, _total(row), row.printed_at)


def names_of(r: Reading, handover_id: str) -> list[str]:
    """The list of a printed paper, a line per person, as `verify` compares it with a list at hand."""
    return [annex.written(head.line or {}) for head in heads_of_paper(r, handover_id)]


def unreceived(r: Reading) -> list[Unreceived]:
    """Everybody handed over by a signed paper whose receipt is not back."""
    signed = sql_select(_ID, _NUMBER, col(Handover.signed_at)).where(col(Handover.site_id) == r.site_id)
    papers = {row.id: row for row in r.rows(signed.where(col(Handover.state) == terms.SIGNED))}
    columns = [col(getattr(HandoverHead, name)) for name in ("handover_id", "position", "stay_id", "line", "outcome")]
    live = (col(HandoverHead.site_id) == r.site_id, col(HandoverHead.void_reason).is_(None))
    found = []
    for some in chunks(papers):
        query = sql_select(*columns).where(*live, col(HandoverHead.handover_id).in_(some)).order_by(*columns[:2])
        for paper, _position, stay, line, outcome in r.rows(query):
            if outcome != terms.WITHDRAWN:
                name, row = str((line or {}).get("name", "")), papers[paper]
                found.append(Unreceived(stay, name, row.number or "", paper, row.signed_at))
    return found


def _line(row: Handover) -> HandoverLine:
    same = ("id", "number", "office_number", "state", "day", "copies", "from_paper", "replaces", "printed_at")
    also = ("signed_at", "void_reason")
    values: dict[str, Any] = {name: getattr(row, name) for name in (*same, *also)}
    called = row.receiver or {}
    receiver = called.get("institution") or called.get("name") or called.get("position") or ""
    return HandoverLine(
        **values,
        kind=row.variant,
        receiver=receiver,
        total=_total(row),
        counts=counted(row.values or {}),
        answered=str((row.receipt or {}).get("state") or "") if row.state == terms.VOID else "",
    )


def _total(row: Handover) -> int:
    values = row.values or {}
    return int(values.get("total", len(values.get("stay_ids", ()))))


def _head(head: HandoverHead) -> HeadOnPaper:
    line = head.line or {}
    return HeadOnPaper(
        head.stay_id,
        head.position,
        str(line.get("name", "")),
        str(line.get("class", "")),
        str(line.get("destination", "")),
        head.outcome,
        head.note,
    )
