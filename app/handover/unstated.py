"""Who went home on his own or stayed in the district without a signed surat pernyataan: shown, never forbidden."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.handover import terms
from app.handover.records import ExitStatement, ExitStatementHead
from app.registration import joins
from app.registration.counts import HeadLine, heads_at
from app.registration.rules import NEEDS_COMPANION
from app.store.work import Reading

STATED = terms.LEAVING
"""Kinds of surat pernyataan that say why somebody left without a receiving office."""


def missing_statements(r: Reading, heads: Sequence[HeadLine] | None = None) -> tuple[HeadLine, ...]:
    """Those of these heads (of the whole site, if none are given) who left so without a signed statement."""
    gone = [head for head in heads if head.account in NEEDS_COMPANION] if heads is not None else _gone(r)
    if not gone:
        return ()
    signed = select(ExitStatement.id).where(
        ExitStatement.site_id == r.site_id,
        ExitStatement.state == terms.SIGNED,
        col(ExitStatement.variant).in_(STATED),
    )
    papers = {row.id for row in r.rows(signed)}
    on_paper = select(ExitStatementHead).where(
        ExitStatementHead.site_id == r.site_id, col(ExitStatementHead.statement_id).in_(papers)
    )
    stated = {head.stay_id for head in r.all(on_paper)} if papers else set()
    same = joins.counted(r)
    stated |= {same[stay] for stay in stated if stay in same}
    return tuple(head for head in gone if head.stay_id not in stated)


def _gone(r: Reading) -> list[HeadLine]:
    return [head for head in heads_at(r, NEEDS_COMPANION) if not head.body]
