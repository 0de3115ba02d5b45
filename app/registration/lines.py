"""Which head stands for which line of a list, and the other way round."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.registration.live import live
from app.registration.records import Stay
from app.store.journal import chunks
from app.store.work import Reading


def stays_of_lines(r: Reading, ids: Sequence[str], *, by_stay: bool = False) -> dict[str, str]:
    """Line → stay, of these lines (or, `by_stay`, of these stays)."""
    asked = col(Stay.id) if by_stay else col(Stay.line_id)
    found: dict[str, str] = {}
    for some in chunks(list(ids)):
        rows = r.rows(select(Stay.line_id, Stay.id).where(live(r, Stay), asked.in_(some)))
        found |= {line_id: stay_id for line_id, stay_id in rows if line_id}
    return found
