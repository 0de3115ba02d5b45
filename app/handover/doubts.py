"""Heads of whom a line of a paper and the movements by that paper differ: kept beside them, for years of papers."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Column, Connection, Select, String, Table, and_, bindparam, delete, or_, select

from app.handover import passing, rules, terms
from app.handover.records import Handover, HandoverHead
from app.handover.service import DOCUMENT
from app.registration.documented import documented
from app.store import derive
from app.store.direct import Direct
from app.store.rows import Key

paper_doubt = Table(
    "paper_doubt",
    derive.derived_metadata,
    Column("site", String(32), primary_key=True),
    Column("stay", String(32), primary_key=True),
)
CUSTODY = tuple(kind.code for kind in terms.KINDS.values() if kind.account)
"""Kinds of receivers to whom custody passes."""

_PAPER = Handover.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_HEAD = HandoverHead.__table__  # type: ignore[attr-defined]
_SITE: BindParameter[Any] = bindparam("site")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _update(connection: Connection, touched: derive.Touched) -> None:
    moved = touched.get("movement", {}).items()
    stays = {(site, row["stay_id"]) for (site, _id), row in moved if row["document_kind"] == DOCUMENT}
    _renew(connection, stays | passing.stays_of(connection, touched))


def _renew(connection: Connection, stays: Iterable[Key]) -> None:
    for site, ids in derive.by_site(stays):
        given = {"site": site, "ids": ids}
        _FORGET.write(connection, [given])
        doubtful = {row.stay_id for query in _DOUBTS for row in query.all(connection, given)}
        if doubtful:
            _KEEP.write(connection, [{"site": site, "stay": stay} for stay in sorted(doubtful)])


def _rebuild(connection: Connection) -> None:
    _renew(connection, {(row.site_id, row.stay_id) for row in connection.execute(_LISTED)})


def _differing() -> Select[Any]:
    """Lines that say somebody went without a movement that does, and the other way round."""
    moved = documented(DOCUMENT)
    paper = and_(_PAPER.c.site_id == _HEAD.c.site_id, _PAPER.c.id == _HEAD.c.handover_id)
    same = and_(
        moved.c.site == _HEAD.c.site_id, moved.c.stay == _HEAD.c.stay_id, moved.c.document == _HEAD.c.handover_id
    )
    taken = or_(_HEAD.c.outcome.is_(None), _HEAD.c.outcome == terms.TAKEN)
    went = and_(_PAPER.c.state.in_(rules.HANDED), taken)
    differs = or_(and_(went, moved.c.movement.is_(None)), and_(~went, moved.c.movement.is_not(None)))
    counts = and_(_HEAD.c.void_reason.is_(None), _PAPER.c.variant.in_(CUSTODY), differs)
    return select(_HEAD.c.stay_id).select_from(_HEAD.join(_PAPER, paper).outerjoin(moved, same)).where(counts)


_THESE = and_(_HEAD.c.site_id == _SITE, _HEAD.c.stay_id.in_(_IDS))
_DOUBTS = (
    Direct(_differing().where(_THESE)),
    Direct(select(_HEAD.c.stay_id).where(_THESE, _HEAD.c.outcome == terms.WITHDRAWN)),
)
_LISTED = select(_HEAD.c.site_id, _HEAD.c.stay_id).distinct()
_FORGET = Direct(delete(paper_doubt).where(paper_doubt.c.site == _SITE, paper_doubt.c.stay.in_(_IDS)))
_KEEP = Direct(paper_doubt.insert())

derive.register(
    derive.Derivation(
        name="paper_doubt",
        vault="general",
        sources=passing.SOURCES | {"movement"},
        update=_update,
        rebuild=_rebuild,
        table=paper_doubt,
    )
)
