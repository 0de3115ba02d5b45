"""What may be sent by phone: the counts of a ship as plain text, never a name."""

from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import rules
from app.manifest.board import Board
from app.reference.enumerations import name_of


def message(board: Board, site: str, at: str) -> str:
    """The counts of a ship at a moment, one line each."""
    figures = board.figures
    counts = (
        (_("Surat {n}"), board.stated),
        (_("Turun kapal {n}"), figures.tallied),
        (_("Diperiksa {n}"), board.rechecked),
        (_("Kartu belum bernama {n}"), figures.cards if figures.unnamed else None),
    )
    lines = [text.format(n=_count(count)) for text, count in counts if count is not None]
    statuses = board.by_status()
    for status in (*rules.ABSENT, rules.DUPLICATE, rules.FOREIGNER, rules.EXTRA):
        if statuses.get(status):
            lines.append(f"{name_of('status_person_manifes', status)} {statuses[status]}")
    if figures.bodies:
        lines.append(_("Jenazah {n}").format(n=len(figures.bodies)))
    if board.remaining:
        lines.append(_("Belum diperiksa {n}").format(n=len(board.remaining)))
    return "\n".join([f"{board.batch.name} – {site}", at, *lines])


def _count(count: HeadCount) -> str:
    return str(count.total) if count.unknown == count.total else f"{count.total} ({count})"
