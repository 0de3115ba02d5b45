"""The papers a person stands on, for the timeline of his page."""

from collections.abc import Iterator

from sqlmodel import col, select

from app.handover.records import Handover, HandoverHead
from app.kernel.i18n import _
from app.registration.timeline import Entry, Subject
from app.store.work import Reading


def papers(r: Reading, subject: Subject) -> Iterator[Entry]:
    """Each paper as it was printed, and as it was signed; a void one says why."""
    mine = select(HandoverHead.handover_id).where(
        HandoverHead.site_id == r.site_id, col(HandoverHead.stay_id).in_(subject.stay_ids)
    )
    query = select(Handover).where(Handover.site_id == r.site_id, col(Handover.id).in_(mine))
    for paper in r.all(query):
        number = paper.number or ""
        if paper.printed_at:
            text = _("Dicetak di BAST {number}").format(number=number)
            said = _("Dibatalkan: {reason}").format(reason=paper.void_reason) if paper.void_reason else ""
            yield Entry(paper.printed_at, text, said, glyph="printer", row_id=paper.id, order=f"{number}/1")
        if paper.signed_at:
            text = _("BAST {number} ditandatangani").format(number=number)
            yield Entry(paper.signed_at, text, glyph="handshake", tone="good", row_id=paper.id, order=f"{number}/2")
