"""Movements that name a paper of one kind, for slices above that hold their papers beside them."""

from sqlalchemy import Subquery, select

from app.registration.records import Movement

_MOVEMENT = Movement.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes


def documented(kind: str) -> Subquery:
    """The movements that count or wait and name a paper of that kind: site, stay, document, movement."""
    return (
        select(
            _MOVEMENT.c.site_id.label("site"),
            _MOVEMENT.c.stay_id.label("stay"),
            _MOVEMENT.c.document_id.label("document"),
            _MOVEMENT.c.id.label("movement"),
        )
        .where(_MOVEMENT.c.document_kind == kind, _MOVEMENT.c.void_reason.is_(None))
        .subquery("documented")
    )
