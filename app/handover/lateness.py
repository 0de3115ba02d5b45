"""Signed papers whose receipt has not come back for longer than the post allows: whom to ask, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import col, select

from app.access.days import today
from app.access.office import site_of
from app.departure import onway
from app.handover import terms
from app.handover.papers import counted
from app.handover.records import Handover, HandoverHead
from app.handover.tracing import not_taken
from app.kernel.clock import local
from app.registration import exits
from app.store.journal import chunks
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
    where: str = ""
    """Where its people are on the way, most of them first."""


def late(r: Reading) -> list[LatePaper]:
    """Those signed at least as many days ago as the post's setting says, the longest first."""
    site, now = site_of(r), today(r)
    found, signed_at = [], dict[str, datetime]()
    signed = select(Handover).where(Handover.site_id == r.site_id, Handover.state == terms.SIGNED)
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
            signed_at[row.id] = row.signed_at
    where = _where(r, signed_at)
    named = [replace(one, where=where.get(one.id, "")) for one in found]
    return sorted(named, key=lambda one: (one.since, one.number))


def _where(r: Reading, papers: Mapping[str, datetime]) -> dict[str, str]:
    """Paper (and when it was signed) → where its people are."""
    on_paper: dict[str, list[str]] = {}
    for some in chunks(papers):
        heads = select(HandoverHead.handover_id, HandoverHead.stay_id).where(
            HandoverHead.site_id == r.site_id,
            col(HandoverHead.void_reason).is_(None),
            col(HandoverHead.handover_id).in_(some),
        )
        for paper, stay in r.rows(heads.where(func.coalesce(col(HandoverHead.outcome), "") != terms.WITHDRAWN)):
            on_paper.setdefault(paper, []).append(stay)
    signed = {stay: papers[paper] for paper, stays in on_paper.items() for stay in stays}
    # Whoever a receiver did not take before set out anew after that.
    since = exits.here_since(r, list(signed))
    for refused in not_taken(r, signed):
        if refused.at <= signed[refused.stay]:
            since[refused.stay] = max(refused.at, since.get(refused.stay, refused.at))
    goings = onway.goings(r, {stay: onway.Window(moment) for stay, moment in since.items()})
    return {paper: onway.all_words([goings.get(stay) for stay in stays]) for paper, stays in on_paper.items()}
