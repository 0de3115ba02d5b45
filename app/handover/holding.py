"""Which printed papers wait for their signature and name given heads: nobody stands on two of them."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.handover import rules, terms
from app.handover.records import ExitStatement, ExitStatementHead, Handover, HandoverHead
from app.kernel.i18n import _
from app.store.work import Reading


def papers_holding(r: Reading, stay_ids: Sequence[str], apart_from: str = "") -> dict[str, str]:
    """Stay → the printed paper that waits for its signature and names it, as people call it: “BAST NNK-A-26-000012”."""
    live = select(Handover).where(Handover.site_id == r.site_id, col(Handover.state).in_(rules.LIVE))
    called = {row.id: f"BAST {row.number}" for row in r.all(live) if row.id != apart_from}
    leaving = select(ExitStatement).where(
        ExitStatement.site_id == r.site_id,
        ExitStatement.state == terms.PRINTED,
        col(ExitStatement.variant).in_(terms.LEAVING),
    )
    said = {row.id: _("pernyataan {number}").format(number=row.number) for row in r.all(leaving)}
    wanted, found = set(stay_ids), {}
    on_paper = select(HandoverHead).where(
        HandoverHead.site_id == r.site_id,
        col(HandoverHead.handover_id).in_(called),
        col(HandoverHead.void_reason).is_(None),
    )
    stated = select(ExitStatementHead).where(
        ExitStatementHead.site_id == r.site_id, col(ExitStatementHead.statement_id).in_(said)
    )
    for head in r.all(stated) if said else ():
        found[head.stay_id] = said[head.statement_id]
    for row in r.all(on_paper):
        found[row.stay_id] = called[row.handover_id]
    return {stay: paper for stay, paper in found.items() if stay in wanted}
