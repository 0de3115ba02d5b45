"""Incidents on the timeline of a person's page: that he is named in one, never what it was about."""

from collections.abc import Iterator

from sqlmodel import select

from app.kernel.i18n import _
from app.registration.live import live
from app.registration.timeline import Entry, Subject
from app.shelter.duty.records import Incident
from app.store.work import Reading


def named_in(r: Reading, subject: Subject) -> Iterator[Entry]:
    """“Disebut dalam catatan kejadian NNK-A-26-000004”."""
    mine = set(subject.stay_ids)
    for row in r.all(select(Incident).where(live(r, Incident))):
        if mine & set(row.stays or ()):
            text = _("Disebut dalam catatan kejadian {number}").format(number=row.number)
            yield Entry(row.at, text, by=row.officer, glyph="info", row_id=row.id, order=row.id)
