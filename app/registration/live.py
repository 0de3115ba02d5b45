"""The rows that count: of this site and not voided. Every index of registration begins with the site."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.store.base import Record
from app.store.work import Reading


def live(r: Reading, model: type[Record]) -> ColumnElement[bool]:
    """The condition that a row is this site's and not voided."""
    return (col(model.site_id) == r.site_id) & col(model.void_reason).is_(None)
