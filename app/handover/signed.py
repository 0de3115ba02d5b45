"""Every paper that carries a signed code: how an answer names it, and what this post's own vault keeps of it.

A slice above this one adds its papers where the whole is put together (`{**PAPERS, …}`); whoever checks asks by form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import select

from app.handover import annex, numbering, terms
from app.handover.freezing import heads_of_paper
from app.handover.papers import FORM as BAST
from app.handover.records import BastAddendum, ExitStatement, ExitStatementHead, Handover
from app.kernel.i18n import N_, _
from app.manifest import results
from app.shelter.duty import turnover
from app.store.work import Reading

STATEMENT_FORM, ADDENDUM_FORM, RECONCILED = "exit-statement", "bast-addendum", "reconciliation"


@dataclass(frozen=True)
class Kept:
    """A paper as the issuing post keeps it: the text of its code, why it was called off, its lines as signed.

    `dropped` are the numbers of lines that count no more, with the reason.
    """

    statement: str
    called_off: str | None = None
    lines: tuple[str, ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()


Find = Callable[[Reading, str], Kept | None]
"""Finds a paper of the site by its number."""


@dataclass(frozen=True)
class SignedPaper:
    """A form with a signed code. `told` is a sentence with {number}, {when}, {site}, {desk}, {giver}, {receiver},
    {total}, {counts} and {code}; `find` is None where no vault at hand keeps it.
    """

    told: str
    find: Find | None = None


Papers = Mapping[str, SignedPaper]


def _bast(r: Reading, number: str) -> Kept | None:
    for row in r.all(select(Handover).where(Handover.site_id == r.site_id, Handover.number == number)):
        heads = heads_of_paper(r, row.id)
        lines = tuple(annex.written(head.line or {}) for head in heads)
        dropped = tuple((head.position, head.note or "") for head in heads if head.outcome == terms.WITHDRAWN)
        void = (row.void_reason or "") if row.state == terms.VOID else None
        return Kept(row.statement or "", void, lines, dropped)
    twice = numbering.other(r, number)
    if twice is None:
        return None
    said = _("daftar yang sama dicetak di loket lain dengan nomor {number}, dan itu yang berlaku")
    return Kept(twice.statement, said.format(number=twice.kept))


def _statement(r: Reading, number: str) -> Kept | None:
    for row in r.all(select(ExitStatement).where(ExitStatement.site_id == r.site_id, ExitStatement.number == number)):
        mine = select(ExitStatementHead).where(
            ExitStatementHead.site_id == r.site_id, ExitStatementHead.statement_id == row.id
        )
        heads = sorted(r.all(mine), key=lambda head: head.position)
        lines = tuple(annex.written(head.line or {}) for head in heads)
        return Kept(row.statement, row.void_reason, lines)
    return None


def _addendum(r: Reading, number: str) -> Kept | None:
    for row in r.all(select(BastAddendum).where(BastAddendum.site_id == r.site_id, BastAddendum.number == number)):
        return Kept(row.statement, row.void_reason, tuple(annex.changed(one) for one in row.changes))
    return None


def _turnover(r: Reading, number: str) -> Kept | None:
    found = turnover.find(r, number)
    return Kept(*found) if found else None


def _result(r: Reading, number: str) -> Kept | None:
    found = results.find(r, number)
    return Kept(*found) if found else None


PAPERS: Papers = {
    BAST: SignedPaper(
        N_(
            "BAST {number}, {when}, {site} ({desk}): dari {giver} kepada {receiver}, {total} orang ({counts}), "
            "kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        ),
        _bast,
    ),
    STATEMENT_FORM: SignedPaper(
        N_(
            "Surat pernyataan {number}, {when}, {site} ({desk}): {receiver}, yang menyatakan {giver}, "
            "{total} orang ({counts}), kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        ),
        _statement,
    ),
    ADDENDUM_FORM: SignedPaper(
        N_(
            "Adendum {number} atas BAST {receiver}, {when}, {site} ({desk}): dari {giver}, tentang {total} orang "
            "({counts}), kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        ),
        _addendum,
    ),
    turnover.STATEMENT: SignedPaper(
        N_(
            "Serah terima giliran jaga {number}, {when}, {site} ({desk}): dari {giver} kepada {receiver}, "
            "{total} orang hadir ({counts}), kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        ),
        _turnover,
    ),
    results.STATEMENT: SignedPaper(
        N_(
            "Hasil pemeriksaan ulang manifes {number}, {when}, {site} ({desk}): {giver}, daftar dari {receiver}, "
            "{total} orang tiba ({counts}), kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        ),
        _result,
    ),
    RECONCILED: SignedPaper(
        N_(
            "Berita acara rekonsiliasi {number}, {when}, {site} ({desk}): {giver}, {total} orang tiba ({counts}), "
            "kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        )
    ),
}
"""The papers of this slice and of those below it, by the form their code names; those above may find more."""
OTHER = SignedPaper(
    N_(
        "Surat {number}, {when}, {site} ({desk}): dari {giver} kepada {receiver}, {total} orang ({counts}), "
        "kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
    )
)
"""A form this version does not know; its signature can be checked all the same."""
