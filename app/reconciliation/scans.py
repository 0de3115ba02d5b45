"""The scan of a signed reconciliation paper, attached by the digest of its content; an earlier one stays on record."""

from collections.abc import Callable

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reconciliation.records import Closing
from app.store.work import Work

Keep = Callable[[bytes], str]
"""Puts a scan away, sealed, and gives its digest: app.access.blobs.blobs_of(office).keep."""


def attach(w: Work, closing_id: str, content: bytes, keep: Keep) -> str:
    """Attach a PDF, PNG or JPEG of a closing's signed paper; its digest."""
    require(w.actor, "reconciliation.close")
    row = w.need(Closing, closing_id)
    if row.number is None:
        raise UserError(
            "record.unprinted",
            _("Berita acara penutupan ini belum dicetak; pindaian belum dilampirkan."),
            _("Cetak dan tanda tangani dulu, lalu pindai."),
        )
    digest = keep(content)
    w.update(row, scan_digest=digest)
    return digest
