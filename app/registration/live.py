"""The rows that count: of this site and not voided. Every index of registration begins with the site."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.records import Stay
from app.store.base import Record
from app.store.work import Reading


def live(r: Reading, model: type[Record]) -> ColumnElement[bool]:
    """The condition that a row is this site's and not voided."""
    return (col(model.site_id) == r.site_id) & col(model.void_reason).is_(None)


def need_arrived(r: Reading, stay_id: str) -> Stay:
    """The stay with that id; UserError when it is not here or its arrival was taken back."""
    stay = r.need(Stay, stay_id)
    if stay.void_reason is not None:
        raise UserError("head.void", _("Kedatangan orang ini sudah dibatalkan; tidak ada yang dicatat."))
    return stay
