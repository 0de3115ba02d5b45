"""The scan of a signed paper, attached by the digest of its content; one attached before stays in the journal."""

from collections.abc import Callable

from app.access.rules import require
from app.handover import rules, terms
from app.handover.records import BastAddendum, ExitStatement, Handover
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.work import Work

Keep = Callable[[bytes], str]
"""Puts a scan away, sealed, and gives its digest: app.access.blobs.blobs_of(office).keep."""
Scanned = type[Handover] | type[ExitStatement] | type[BastAddendum]
BAST: Scanned = Handover
STATEMENT: Scanned = ExitStatement
ADDENDUM: Scanned = BastAddendum


def attach(w: Work, kind: Scanned, paper_id: str, content: bytes, keep: Keep) -> str:
    """Attach a PDF, PNG or JPEG of the signed paper; its digest. A scan attached before stays in the journal."""
    require(w.actor, "handover.sign")
    row = w.need(kind, paper_id)
    if isinstance(row, Handover):
        rules.check_state("attach", row.state)
    elif row.state == terms.PRINTED:
        raise UserError("scan.unsigned", _("Pindaian dilampirkan sesudah tanda tangannya dicatat."))
    digest = keep(content)
    w.update(row, scan_digest=digest)
    return digest
