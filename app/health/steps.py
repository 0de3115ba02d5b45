"""What writing needs to know of rows already there: the next step of a stay, and the desk's working day."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select

from app.access.days import today
from app.access.office import Office
from app.health.records import Inpatient, Isolation
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.counts import HeadLine
from app.store.base import Record
from app.store.work import Reading, Work

Row = TypeVar("Row", bound=Record)


def next_step(r: Reading, model: type[Isolation] | type[Inpatient], stay_id: str) -> int:
    """The number of the next isolation or hospital stay of somebody, void ones counted."""
    table = model.__table__  # type: ignore[union-attr]  # set by SQLModel on table classes
    mine = (table.c.site_id == r.site_id) & (table.c.stay_id == stay_id)
    return int(r.rows(select(func.max(table.c.step)).where(mine))[0][0] or 0) + 1


def is_open(r: Reading, model: type[Isolation] | type[Inpatient], stays: Sequence[str]) -> bool:
    """Whether one of these arrivals is isolated, or in a hospital, and the end is not written down."""
    table = model.__table__  # type: ignore[union-attr]  # set by SQLModel on table classes
    ended = table.c.ended if model is Isolation else table.c.discharged
    mine = (table.c.site_id == r.site_id) & table.c.stay_id.in_(stays) & table.c.void_reason.is_(None)
    return bool(r.rows(select(func.count()).where(mine, ended.is_(None)))[0][0])


def standing(w: Work, model: type[Row], row_id: str) -> Row:
    """A row that may be ended or answered; UserError for one that was taken back."""
    row = w.need(model, row_id)
    if row.void_reason is not None:
        raise UserError("health.void", _("Catatan ini sudah dibatalkan; tidak ada yang disimpan."))
    return row


def working_day(office: Office) -> date:
    """The date everything is counted under now."""
    with office.read() as general:
        return today(general)


def check_day(day: date, head: HeadLine, until: date, what: str) -> None:
    """Refuse a day before somebody arrived here or in the future; `what` names it in the sentence."""
    if day < head.arrived:
        raise UserError(
            "health.before_arrival",
            _("{what} {day} sebelum kedatangannya ({arrived}); belum disimpan.").format(
                what=what, day=f"{day:%d-%m-%Y}", arrived=f"{head.arrived:%d-%m-%Y}"
            ),
            _("Periksa tanggalnya."),
        )
    if day > until:
        raise UserError(
            "health.future",
            _("{what} {day} masih di hari esok; belum disimpan.").format(what=what, day=f"{day:%d-%m-%Y}"),
            _("Periksa tanggalnya."),
        )


def check_not_before(day: date, earlier: date, what: str, since: str) -> None:
    """Refuse an end before its beginning; `what` and `since` name both in the sentence."""
    if day < earlier:
        raise UserError(
            "health.order",
            _("{what} {day} sebelum {since} {earlier}; belum disimpan.").format(
                what=what, day=f"{day:%d-%m-%Y}", since=since, earlier=f"{earlier:%d-%m-%Y}"
            ),
            _("Periksa kedua tanggalnya."),
        )


def required(text: str, what: str) -> str:
    """A text that must be there; `what` names it in the sentence."""
    said = " ".join(text.split())
    if not said:
        raise UserError("health.missing", _("{what} belum diisi; belum disimpan.").format(what=what))
    return said
