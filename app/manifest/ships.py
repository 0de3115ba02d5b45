"""Whether a ship may still be counted into; registration asks the same before the heads of a ship change."""

from sqlalchemy import bindparam, select

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest.records import Batch
from app.registration import closed
from app.store.direct import Direct
from app.store.work import Work

_BATCH = Batch.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_CLOSED = Direct(
    select(_BATCH.c.name).where(
        _BATCH.c.site_id == bindparam("site"), _BATCH.c.id == bindparam("batch"), _BATCH.c.state != "open"
    )
)


def need_open_batch(w: Work, batch_id: str) -> Batch:
    """The ship, if it can still be counted into."""
    refuse_closed(w, batch_id)
    return w.need(Batch, batch_id)


def refuse_closed(w: Work, batch_id: str) -> None:
    """Refuse a ship that was closed; what is no ship of this site passes."""
    for row in _CLOSED.all(w.connection, {"site": w.site_id, "batch": batch_id}):
        raise UserError(
            "batch.closed",
            _("Rombongan {name} sudah ditutup; tidak ada yang diubah.").format(name=row.name),
            _("Buka kembali rombongan di Rekonsiliasi dengan alasan, lalu ulangi."),
        )


closed.ask(refuse_closed)
