"""What the quay found about a person, for the timeline of his page."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import col, select

from app.access.naming import user_names
from app.kernel.i18n import _
from app.manifest.records import ManifestLine, Recheck
from app.reference.enumerations import name_of
from app.registration.timeline import Entry, Subject
from app.store.history import first_writings
from app.store.work import Reading


def rechecks(r: Reading, subject: Subject) -> Iterator[Entry]:
    """The line under which each stay was confirmed, and by whom."""
    mine = select(Recheck).where(Recheck.site_id == r.site_id, col(Recheck.stay_id).in_(subject.stay_ids))
    found = r.all(mine.where(col(Recheck.void_reason).is_(None)))
    writings, names = first_writings(r, found), user_names(r)
    for row in found:
        line, writing = r.get(ManifestLine, row.line_id), writings.get(row.id)
        if line is not None and writing is not None:
            status = name_of("status_person_manifes", row.status)
            yield Entry(
                datetime.fromisoformat(writing.wall_time),
                _("Diperiksa: {status}").format(status=status),
                _("Daftar no. {number}: {name}").format(number=line.list_no or line.row, name=line.name),
                names.get(writing.actor, ""),
                "list-checks",
                row_id=row.id,
                order=writing.write,
            )
