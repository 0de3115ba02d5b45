"""The gangway tally: each officer clicks LD, PD, AL, AP; the ship's count is the sum over officers and desks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.manifest.records import GangwayTally
from app.manifest.ships import need_open_batch
from app.store.work import Reading, Work

_FIELDS = {"LD": "ld", "PD": "pd", "AL": "al", "AP": "ap"}


@dataclass(frozen=True)
class OfficerTally:
    """What one officer clicked at one desk."""

    officer: str
    desk: str
    count: HeadCount


def click(w: Work, batch_id: str, head_class: str, step: int = 1) -> HeadCount:
    """Count one head more (or fewer) at the gangway; this officer's own count now."""
    require(w.actor, "manifest.tally")
    need_open_batch(w, batch_id)
    own = derived_id("gangway_tally", batch_id, w.device_id, w.actor.user_id)
    row = w.insert_once(GangwayTally(id=own, batch_id=batch_id, officer=w.actor.name, desk=w.device_letter))[0]
    field = _FIELDS[head_class]
    after = getattr(row, field) + step
    if after < 0:
        raise UserError("tally.zero", _("Hitungan sudah nol; tidak dikurangi lagi."))
    w.update(row, **{field: after})
    return _count(row)


def by_officer(r: Reading, batch_id: str) -> list[OfficerTally]:
    """The tally of a ship, officer by officer."""
    query = select(GangwayTally).where(GangwayTally.batch_id == batch_id, col(GangwayTally.void_reason).is_(None))
    return [OfficerTally(row.officer, row.desk, _count(row)) for row in r.all(query)]


def tallied(r: Reading, batch_id: str) -> HeadCount | None:
    """The whole ship's tally; None when nobody counted."""
    return total(by_officer(r, batch_id))


def total(tallies: Sequence[OfficerTally]) -> HeadCount | None:
    """What officers counted together; None when nobody did."""
    return sum((tally.count for tally in tallies), HeadCount()) if tallies else None


def _count(row: GangwayTally) -> HeadCount:
    return HeadCount(row.ld, row.pd, row.al, row.ap)
