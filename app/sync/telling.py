"""Reading a bundle and telling all of it: besides the report, who became known and who was received at two desks."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.access.devices import list_devices
from app.access.office import Office
from app.access.roles import GENERAL
from app.store import heads
from app.store.base import table_named
from app.sync.parts import Progress
from app.sync.reading import ReadReport, read_bundle
from app.sync.subjects import subjects

_ARRIVALS = "stay"


@dataclass(frozen=True)
class Told:
    """A report and what follows from it: desks that became known, names of those two desks received and count once."""

    report: ReadReport
    new_desks: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def read_and_tell(office: Office, path: Path, accept_expired: bool = False, progress: Progress | None = None) -> Told:
    """Read a bundle or receipt (see app.sync.reading) and compare the desk before and after."""
    desks, twice = {desk.id for desk in list_devices(office)}, _received_twice(office)
    report = read_bundle(office, path, accept_expired, progress)
    fresh = [f"{desk.letter} ({desk.name})" for desk in list_devices(office) if desk.id not in desks]
    met = subjects(office, ((GENERAL, _ARRIVALS, row_id) for row_id in _received_twice(office) - twice))
    return Told(report, tuple(fresh), tuple(sorted(met.values())))


def _received_twice(office: Office) -> set[str]:
    """Arrivals that stand on more than one first writing: two desks received the same person."""
    table = table_named(_ARRIVALS, GENERAL)
    if table is None:
        return set()
    with office.read(GENERAL) as r:
        several = select(table.c.id, table.c.heads).where(table.c.heads.like("{%"))
        found = r.connection.execute(several).all()
    return {row_id for row_id, text in found if len(heads.parse(text)[heads.ALL]) > 1}
