"""What departures did with a person, for the timeline of his page: put on one, taken off, aboard, left behind."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.naming import user_names
from app.departure.records import Aboard, Departure, Passenger
from app.kernel.i18n import _
from app.registration.timeline import Entry, Subject
from app.store.history import first_writings
from app.store.journal import chunks
from app.store.work import Reading


def journeys(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline."""
    rows = [row for model in (Passenger, Aboard) for row in _of(r, model, subject.stay_ids)]
    writings, names = first_writings(r, rows), user_names(r)
    titles = {row.id: row for row in r.all(select(Departure).where(Departure.site_id == r.site_id))} if rows else {}
    for row in rows:
        writing, departure = writings.get(row.id), titles.get(row.departure_id)
        if writing is None or departure is None:
            continue
        aboard = isinstance(row, Aboard)
        text = _("Naik {title}") if aboard else _("Masuk daftar {title}")
        tone = "warn" if row.void_reason or departure.cancelled else ""
        said = " · ".join(_said(row, departure))
        glyph = "ship" if aboard else "bus"
        at, by = datetime.fromisoformat(writing.wall_time), names.get(writing.actor, "")
        yield Entry(at, text.format(title=departure.title), said, by, glyph, tone, row.id, writing.write)


def _said(row: Any, departure: Departure) -> Iterator[str]:
    if isinstance(row, Passenger) and row.parting:
        yield _("tanpa keluarganya: {reason}").format(reason=row.parting)
    if isinstance(row, Aboard) and row.reason:
        yield _("di luar daftar: {reason}").format(reason=row.reason)
    if row.void_reason:
        yield _("dikeluarkan: {reason}").format(reason=row.void_reason)
    if departure.cancelled:
        yield _("batal: {reason}").format(reason=departure.cancelled)


def _of(r: Reading, model: Any, stays: Iterable[str]) -> list[Any]:
    found: list[Any] = []
    for some in chunks(list(stays)):
        found += r.all(select(model).where(model.site_id == r.site_id, col(model.stay_id).in_(some)))
    return found
