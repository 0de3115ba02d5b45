"""A site to measure on: real vaults in a temporary folder, set up through the first run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app import tables
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.setup import SiteDraft, create_site
from app.kernel.clock import FixedClock
from app.kernel.paths import Home

TABLES = tables.ALL
LOGIN = "siti"
PASSPHRASE = "kapal pulang pagi sekali"  # noqa: S105 - of a site that is thrown away
EVENING = datetime(2026, 1, 23, 13, 10, tzinfo=UTC)


@contextmanager
def measured_office(folder: Path) -> Iterator[Office]:
    """A new site, its kepala signed in."""
    site = SiteDraft("NNK", "Debarkasi Nunukan", "entry", "WITA", day_start_minutes=6 * 60, city="Nunukan")
    home = Home(folder / "home")
    with create_site(home, site, PersonDraft(LOGIN, "Siti Aminah"), PASSPHRASE, FixedClock(EVENING)).office as office:
        yield office
