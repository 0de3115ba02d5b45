"""Who belongs to a head at a table or a counter: the members of the family and mother and child, as they stand now."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import aliased

from app.registration.counts import HeadLine, heads_where
from app.registration.position import position
from app.registration.records import FamilyMember, Stay
from app.store.direct import Direct
from app.store.journal import chunks
from app.store.work import Reading

_STAY = Stay.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_MEMBER = FamilyMember.__table__  # type: ignore[attr-defined]
_OWN, _OTHER = aliased(_MEMBER), aliased(_MEMBER)
_SITE: BindParameter[Any] = bindparam("site")
_ALIVE = _STAY.c.void_reason.is_(None)
_FAMILY = Direct(
    select(_OTHER.c.person_id)
    .select_from(position.join(_OWN, (_OWN.c.site_id == position.c.site) & (_OWN.c.person_id == position.c.person)))
    .join(_OTHER, (_OTHER.c.site_id == _OWN.c.site_id) & (_OTHER.c.family_id == _OWN.c.family_id))
    .where(position.c.site == _SITE, position.c.stay == bindparam("stay"))
    .where(_OWN.c.void_reason.is_(None), _OTHER.c.void_reason.is_(None))
)
_MOTHER = Direct(
    select(_STAY.c.mother_stay_id).where(_STAY.c.site_id == _SITE, _ALIVE, _STAY.c.id == bindparam("stay"))
)
_CHILDREN = Direct(
    select(_STAY.c.id).where(
        _STAY.c.site_id == _SITE, _ALIVE, _STAY.c.mother_stay_id.is_not(None),
        _STAY.c.mother_stay_id.in_(bindparam("ids", expanding=True)),
    )
)  # fmt: skip
"""Asked for everybody at the counter, so they are built once."""


def belonging(r: Reading, stay_id: str) -> list[HeadLine]:
    """The heads that came with this one as family, mother or child; their latest arrivals, himself not among them."""
    mates = [*_of_family(r, stay_id), *_of_mother(r, stay_id)]
    found: dict[str, HeadLine] = {}
    for head in sorted(heads_where(r, position.c.stay.in_(mates)) if mates else (), key=lambda head: head.arrived):
        found[head.person_id or head.stay_id] = head
    return [head for head in found.values() if head.stay_id != stay_id]


def _of_family(r: Reading, stay_id: str) -> list[str]:
    people = [row.person_id for row in _FAMILY.all(r.connection, {"site": r.site_id, "stay": stay_id})]
    if not people:
        return []
    theirs = select(position.c.stay).where(position.c.site == r.site_id, position.c.person.in_(people))
    return [row.stay for row in r.rows(theirs)]


def _of_mother(r: Reading, stay_id: str) -> list[str]:
    """The mother of a child, her other children, and a mother's own."""
    own = _MOTHER.all(r.connection, {"site": r.site_id, "stay": stay_id})
    mothers = [stay_id, *(row.mother_stay_id for row in own if row.mother_stay_id)]
    children = _CHILDREN.all(r.connection, {"site": r.site_id, "ids": mothers})
    return [stay for stay in (*mothers, *(row.id for row in children)) if stay != stay_id]


def companies(r: Reading, heads: Sequence[HeadLine]) -> dict[str, str]:
    """Stay → a key that those share who belong together (family, mother and child); nobody who belongs to no one."""
    here = {head.stay_id for head in heads}
    ties = [*_family_ties(r, heads), *_mother_ties(r, here)]
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    for stay, tie in ties:
        one, other = sorted((find(stay), find(tie)))
        root[other] = one
    return {stay: find(stay) for stay in here if stay in root}


def _family_ties(r: Reading, heads: Sequence[HeadLine]) -> Iterator[tuple[str, str]]:
    stays = {head.person_id: head.stay_id for head in heads if head.person_id}
    for some in chunks(stays):
        mine = (_MEMBER.c.site_id == r.site_id) & _MEMBER.c.void_reason.is_(None) & _MEMBER.c.person_id.in_(some)
        for row in r.rows(select(_MEMBER.c.person_id, _MEMBER.c.family_id).where(mine)):
            yield stays[row.person_id], row.family_id


def _mother_ties(r: Reading, stays: Iterable[str]) -> Iterator[tuple[str, str]]:
    for some in chunks(stays):
        mine = (_STAY.c.site_id == r.site_id) & _STAY.c.id.in_(some) & _STAY.c.mother_stay_id.is_not(None)
        for row in r.rows(select(_STAY.c.id, _STAY.c.mother_stay_id).where(mine)):
            yield row.id, row.mother_stay_id
