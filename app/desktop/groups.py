"""Who may be counted together: those the manifest knows, and the people on papers that are under way (a bus)."""

from collections.abc import Sequence

from app.handover import listing, terms
from app.manifest import muster
from app.manifest.muster import Group
from app.store.work import Reading

UNDER_WAY = (terms.PRINTED, terms.SIGNED)
MOST = 40


def counted_together(r: Reading) -> Sequence[Group]:
    """Everybody here, each open ship, and each BAST printed or signed and not yet received."""
    papers = [_group(r, line) for line in listing.handovers(r, UNDER_WAY)[:MOST]]
    return [*muster.groups(r), *(group for group in papers if group.stay_ids)]


def _group(r: Reading, line: listing.HandoverLine) -> Group:
    title = " · ".join(part for part in (line.number, line.receiver) if part)
    return Group(title, tuple(head.stay_id for head in listing.handover(r, line.id).heads))
