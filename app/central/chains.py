"""People handed from site to site as the centre sees both ends: what the sender recorded beside who arrived."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import aliased

from app.central import tables
from app.central.centre import Centre
from app.handover.records import Handover, HandoverHead, IncomingHead, IncomingPaper
from app.handover.rules import ANSWERED, HANDED
from app.handover.terms import SIGNATURE_REFUSED, TAKEN, VOID
from app.registration.position import position
from app.registration.records import Person, SamePerson
from app.store.work import Reading

_PERSON = Person.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_SAME = SamePerson.__table__  # type: ignore[attr-defined]
_PAPER = IncomingPaper.__table__  # type: ignore[attr-defined]
_HEAD = IncomingHead.__table__  # type: ignore[attr-defined]
_SENT = Handover.__table__  # type: ignore[attr-defined]
_SENT_HEAD = HandoverHead.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Passage:
    """One paper between two sites: `handed` heads on it, `taken` by the sender's record, `arrived` there by persons.

    `state` is the paper's at the sender; "" when the sender's own entries have not come yet. A paper not signed, or
    called off, took nobody; whoever it names and came with the paper in its place arrived with that one.
    """

    number: str
    giver: str
    receiver: str
    state: str
    handed: int
    taken: int
    arrived: int

    @property
    def agrees(self) -> bool:
        """Whether both ends tell the same, as far as the sender has an answer."""
        told = self.state in (*ANSWERED, SIGNATURE_REFUSED, VOID)
        return not told or self.taken == self.arrived


@dataclass(frozen=True)
class Linked:
    """One human being at two sites: the row of each, by site code and person id, and the name as each wrote it."""

    site: str
    person: str
    name: str
    other_site: str
    other: str
    other_name: str


def passages(centre: Centre) -> list[Passage]:
    """Every paper one site wrote and another loaded, by number."""
    with centre.general.read() as r:
        codes = _codes(centre)
        papers = r.connection.execute(select(_PAPER).where(_PAPER.c.void_reason.is_(None)).order_by(_PAPER.c.number))
        return [_passage(r, paper, codes) for paper in papers.all()]


def linked(centre: Centre) -> list[Linked]:
    """Everybody whom a receiving site tied to his person at the site that handed him over, and who is known at both."""
    here, there = aliased(_PERSON), aliased(_PERSON)
    query = (
        select(_SAME, here.c.name.label("name"), there.c.name.label("other_name"))
        .join(here, and_(here.c.site_id == _SAME.c.site_id, here.c.id == _SAME.c.person_id))
        .join(there, and_(there.c.site_id == _SAME.c.other_site, there.c.id == _SAME.c.other_id))
        .where(_SAME.c.void_reason.is_(None), _SAME.c.other_site != _SAME.c.site_id)
        .order_by(_SAME.c.site_id, here.c.name, _SAME.c.id)
    )
    codes = _codes(centre)
    with centre.general.read() as r:
        rows = r.connection.execute(query).all()
    return [
        Linked(codes.get(row.site_id, row.site_id), row.person_id, row.name,
               codes.get(row.other_site, row.other_site), row.other_id, row.other_name)
        for row in rows
    ]  # fmt: skip


def _passage(r: Reading, paper: Row[tuple[Any, ...]], codes: dict[str, str]) -> Passage:
    sent = r.connection.execute(
        select(_SENT.c.state).where(_SENT.c.site_id == paper.from_site, _SENT.c.id == paper.paper_id)
    ).scalar()
    mine = (_SENT_HEAD.c.site_id == paper.from_site) & (_SENT_HEAD.c.handover_id == paper.paper_id)
    outcomes = r.connection.execute(select(_SENT_HEAD.c.outcome).where(mine)).scalars().all()
    told = select(_HEAD.c.person).where(_HEAD.c.site_id == paper.site_id, _HEAD.c.incoming_id == paper.id)
    if sent == VOID:
        told = told.where(_HEAD.c.person.not_in(_came_instead(paper)))
    ties = (_SAME.c.site_id == paper.site_id) & (_SAME.c.other_site == paper.from_site)
    same = select(_SAME.c.person_id).where(ties, _SAME.c.other_id.in_(told), _SAME.c.void_reason.is_(None))
    # Who came with a later paper is tied to the same person, but arrived with that one's people.
    here = (position.c.site == paper.site_id) & (position.c.batch == paper.batch_id)
    at = select(position.c.person).where(here, position.c.person.in_(same)).distinct()
    arrived = len(r.connection.execute(at).all())
    names = (codes.get(paper.from_site, paper.from_code), codes.get(paper.site_id, paper.site_id))
    taken = sum(outcome in (None, TAKEN) for outcome in outcomes) if sent in HANDED else 0
    return Passage(paper.number, *names, sent or "", paper.total, taken, arrived)


def _came_instead(paper: Row[tuple[Any, ...]]) -> Select[tuple[Any]]:
    """The people on the papers of the same arrival that their sender did not call off."""
    other, head, sent = _PAPER.alias("other"), _HEAD.alias("other_head"), _SENT.alias("other_sent")
    stands = and_(sent.c.site_id == other.c.from_site, sent.c.id == other.c.paper_id, sent.c.state != VOID)
    on_it = and_(head.c.site_id == other.c.site_id, head.c.incoming_id == other.c.id, head.c.person.is_not(None))
    same = (other.c.site_id == paper.site_id, other.c.batch_id == paper.batch_id, other.c.id != paper.id)
    return select(head.c.person).select_from(other.join(sent, stands).join(head, on_it)).where(*same)


def _codes(centre: Centre) -> dict[str, str]:
    with centre.books.connect() as connection:
        return {row.id: row.code for row in connection.execute(select(tables.site.c.id, tables.site.c.code))}
