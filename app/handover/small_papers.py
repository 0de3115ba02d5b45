"""Surat pernyataan and addenda as one page shows them: what they say, and what may happen to them."""

from collections.abc import Callable
from dataclasses import dataclass

from app.handover import addenda, declared, scans, statements, terms
from app.handover.scans import Scanned
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.reference.words import digits_date
from app.store.work import Reading, Work


@dataclass(frozen=True)
class SmallPaper:
    """One of them: `told` are lines of facts, `leads_to` the BAST it belongs to or led to."""

    id: str
    number: str
    title: str
    state: str
    state_words: str
    short_code: str
    told: tuple[str, ...]
    void_reason: str
    scan_digest: str
    copies: int
    leads_to: str = ""
    leads_words: str = ""

    @property
    def open_still(self) -> bool:
        """Whether it waits for its signature."""
        return self.state == terms.PRINTED


@dataclass(frozen=True)
class Steps:
    """How a kind of paper is read, drawn, signed, called off and printed again; `sign` gives the draft it led to."""

    view: Callable[[Reading, str], SmallPaper]
    sheet: Callable[[Reading, str], Sheet]
    sign: Callable[[Work, str], str]
    void: Callable[[Work, str, str], None]
    reprint: Callable[[Work, str], int]
    scan: Scanned


def _statement(r: Reading, statement_id: str) -> SmallPaper:
    line = declared.statement(r, statement_id)
    who = f"{line.declarant} ({line.relation})" if line.relation else line.declarant
    told = (
        _("Yang menyatakan: {who}").format(who=who),
        _("Tanggal {day}, salinan ke-{n}").format(day=digits_date(line.day), n=line.copies),
        _("{n} orang: {names}").format(n=line.counts.total, names=", ".join(line.names)),
    )
    leads = ""
    if line.bast_id:
        leads = _("BAST {number}").format(number=line.bast_number) if line.bast_number else _("Draf BAST keluarga")
    return SmallPaper(
        line.id, line.number, line.kind_words, line.state, line.state_words, line.short_code, told, line.void_reason,
        line.scan_digest, line.copies, line.bast_id, leads,
    )  # fmt: skip


def _addendum(r: Reading, addendum_id: str) -> SmallPaper:
    line, bast = addenda.addendum(r, addendum_id)
    title = _("Adendum BAST {number}").format(number=bast.number)
    told = (
        _("Sebab: {reason}").format(reason=line.reason),
        _("Tanggal {day}, salinan ke-{n}").format(day=digits_date(line.day), n=line.copies),
        *line.changes,
    )
    return SmallPaper(
        line.id, line.number, title, line.state, line.state_words, line.short_code, told, line.void_reason,
        line.scan_digest, line.copies, bast.id, _("BAST {number}").format(number=bast.number),
    )  # fmt: skip


def _sign_addendum(w: Work, addendum_id: str) -> str:
    addenda.sign(w, addendum_id)
    return ""


STATEMENT = Steps(_statement, statements.sheet, statements.sign, statements.void, statements.reprint, scans.STATEMENT)
ADDENDUM = Steps(_addendum, addenda.sheet, _sign_addendum, addenda.void, addenda.reprint, scans.ADDENDUM)
