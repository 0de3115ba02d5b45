"""Papers on their way to another office: which were written into a bundle for whom, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.access.partners import PartnerView, partners
from app.access.rules import require
from app.handover.records import Handover, SentPaper
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.matching.names import normalise
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Sent:
    """A paper that went to an office by bundle."""

    handover_id: str
    partner_id: str
    partner_name: str
    at: datetime
    file_name: str
    times: int


def note_sent(w: Work, handover_ids: Sequence[str], partner: PartnerView, file_name: str) -> None:
    """These papers are in a bundle for this office; sending again counts on."""
    require(w.actor, "handover.send")
    for handover_id in handover_ids:
        row_id, name = derived_id("sent_paper", handover_id, partner.id), partner.name
        fresh = SentPaper(id=row_id, handover_id=handover_id, partner_id=partner.id, partner_name=name, at=w.now())
        row, created = w.insert_once(fresh)
        w.update(row, times=row.times + (not created), at=w.now(), file_name=file_name, partner_name=name)


def sent(r: Reading, handover_ids: Sequence[str] = ()) -> list[Sent]:
    """Where these papers (all, if none are named) were sent, latest first."""
    query = select(SentPaper).where(SentPaper.site_id == r.site_id, col(SentPaper.void_reason).is_(None))
    if handover_ids:
        query = query.where(col(SentPaper.handover_id).in_(handover_ids))
    rows = sorted(r.all(query), key=lambda row: row.at, reverse=True)
    return [Sent(row.handover_id, row.partner_id, row.partner_name, row.at, row.file_name, row.times) for row in rows]


def known_partner(r: Reading, partner_id: str) -> PartnerView:
    """The office with that id; UserError says how its card gets here."""
    found = next((one for one in partners(r) if one.id == partner_id), None)
    if found is None:
        raise UserError(
            "partner.unknown",
            _("Kunci kantor penerima ini belum ada di laptop ini, jadi berkasnya belum dapat disegel untuknya."),
            _("Minta kartu kantornya (berkas atau QR), buka di Serah terima, bagian Kantor, lalu kirim lagi."),
        )
    return found


def likely_partner(r: Reading, handover_id: str) -> str:
    """The office a paper was sent to before, or whose name is its receiver's; "" when nobody can tell."""
    before = sent(r, [handover_id])
    if before:
        return before[0].partner_id
    receiver = (r.need(Handover, handover_id).receiver or {}).get("institution") or ""
    alike = [one.id for one in partners(r) if receiver and normalise(one.name) == normalise(str(receiver))]
    return alike[0] if len(alike) == 1 else ""
