"""Signed papers whose receipt has not come back for longer than the post allows: whom to ask, and since when."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from app.access.days import today
from app.access.office import site_of
from app.handover import terms
from app.handover.papers import counted
from app.handover.records import Handover
from app.kernel.clock import local
from app.store.work import Reading


@dataclass(frozen=True)
class LatePaper:
    """A paper to ask about; `days` since it was signed."""

    id: str
    number: str
    kind: str
    receiver: str
    contact: str
    phone: str
    since: date
    days: int
    total: int


def late(r: Reading) -> list[LatePaper]:
    """Those signed at least as many days ago as the post's setting says, the longest first."""
    site, now = site_of(r), today(r)
    signed = select(Handover).where(Handover.site_id == r.site_id, Handover.state == terms.SIGNED)
    found = []
    for row in r.all(signed):
        if row.signed_at is None:
            continue
        since = local(row.signed_at, site.zone).date()
        days = (now - since).days
        if days >= site.receipt_days:
            to = row.receiver or {}
            called = to.get("institution") or to.get("name") or to.get("position") or ""
            person = to.get("name") or "" if to.get("institution") else ""
            told = (row.number or "", row.variant, called, person, to.get("phone") or "")
            found.append(LatePaper(row.id, *told, since, days, counted(row.values or {}).total))
    return sorted(found, key=lambda one: (one.since, one.number))
