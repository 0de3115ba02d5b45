"""Results that leave the desk as a file with names: noted before they are written, and told with the ship's letters."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.access.naming import user_names
from app.access.office import site_of
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.manifest import results
from app.manifest.records import ResultExport
from app.manifest.results import Outcome
from app.reference.enumerations import name_of
from app.store.history import first_writings
from app.store.work import Reading, Work

PERMISSION = "manifest.print"
WHOM = "perwakilan_ri"
"""Whom the outcome of a recheck is written for."""


@dataclass(frozen=True)
class Given:
    """What a file is made of, and the id of its note."""

    note: str
    outcome: Outcome


@dataclass(frozen=True)
class Export:
    """A file that was written: when, by whom, for whom, how many names."""

    at: datetime
    who: str
    whom: str
    total: int


def export(w: Work, batch_id: str) -> Given:
    """The outcome of a ship for a file, noted."""
    found = results.handed_over(w, batch_id)
    row = ResultExport(id=new_id(), batch_id=batch_id, whom=WHOM, total=found.named, at=w.now())
    return Given(w.insert(row).id, found)


def unwritten(w: Work, note: str) -> None:
    """The file that was noted could not be written: the try stays on record."""
    require(w.actor, PERMISSION)
    w.void(w.need(ResultExport, note), _("berkasnya tidak dapat ditulis"))


def exports(r: Reading, batch_id: str) -> list[Export]:
    """The files that were written of a ship, the latest first."""
    mine = select(ResultExport).where(ResultExport.site_id == r.site_id, ResultExport.batch_id == batch_id)
    live = mine.where(col(ResultExport.void_reason).is_(None))
    rows = r.all(live.order_by(col(ResultExport.at).desc(), col(ResultExport.id).desc()))
    if not rows:
        return []
    writings, names = first_writings(r, rows), user_names(r)
    writers = {row_id: names.get(writing.actor, "") for row_id, writing in writings.items()}
    return [Export(row.at, writers.get(row.id, ""), row.whom, row.total) for row in rows]


def told(r: Reading, batch_id: str) -> str:
    """The same as a sentence about the latest; "" when there is none."""
    known = exports(r, batch_id)
    if not known:
        return ""
    last, zone = known[0], site_of(r).zone
    said = _("Berkas XLSX untuk {whom}: {n}×; terakhir {at} oleh {who}, jumlah nama {total}.")
    at, whom = f"{local(last.at, zone):%d-%m-%Y %H.%M} {zone}", name_of("lembaga_rujukan", last.whom)
    return said.format(whom=whom, n=len(known), at=at, who=last.who or "–", total=last.total)
