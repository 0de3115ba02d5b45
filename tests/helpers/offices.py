"""A real site in a temporary folder, set up through the real first run; only the cost of passphrases is lowered."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from app.access import slots
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.setup import Created, SiteDraft, create_site
from app.access.unlock import enrol, unlock
from app.access.views import Sheet
from app.kernel.clock import FixedClock
from app.kernel.paths import Home

KEPALA = "kapal pulang pagi"
NURSE = "obat merah di laci"
SOCIAL = "kursi biru dekat pintu"
CLERK = "empat ember air hujan"
EVENING = datetime(2026, 1, 23, 13, 10, tzinfo=UTC)  # 21.10 WITA


def lower_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost next to nothing, so that a test may type many."""
    monkeypatch.setattr(slots, "PASSPHRASE_KDF", slots.CODE_KDF)


@dataclass
class SampleSite:
    """A site and what was handed out when it was set up; nobody is signed in."""

    home: Home
    clock: FixedClock
    sheets: list[str]
    codes: dict[str, str]

    def kepala(self) -> Office:
        """Siti, who set the site up."""
        return unlock(self.home, "siti", KEPALA, self.clock)

    def first_nurse(self) -> Office:
        """Rahma, who uses the one-time code for health."""
        return enrol(self.home, self.codes["kesehatan"], PersonDraft("rahma", "Rahma"), NURSE, self.clock)

    def first_social_worker(self) -> Office:
        """Yusuf, who uses the one-time code for protection."""
        return enrol(self.home, self.codes["peksos"], PersonDraft("yusuf", "Yusuf"), SOCIAL, self.clock)


def first_run(folder: Path, code: str = "NNK", clock: FixedClock | None = None) -> Created:
    """The real first run at Nunukan; the office of the kepala stays open."""
    site = SiteDraft(code, "Debarkasi Nunukan", "entry", "WITA", day_start_minutes=6 * 60, city="Nunukan")
    return create_site(Home(folder), site, PersonDraft("siti", "Siti Aminah"), KEPALA, clock or FixedClock(EVENING))


def create_sample(folder: Path, code: str = "NNK", clock: FixedClock | None = None) -> Created:
    """A site as after its first run; sites of one code are alike to the last key."""
    clock = clock or FixedClock(EVENING)
    made = _made_once(code, clock.instant, slots.PASSPHRASE_KDF)
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    return Created(unlock(Home(folder), "siti", KEPALA, clock), made.sheets, made.codes)


@dataclass(frozen=True)
class _Made:
    folder: Path
    sheets: tuple[Sheet, ...]
    codes: dict[str, str]


@cache
def _made_once(code: str, instant: datetime, _cost: object) -> _Made:
    """A site set up through the real first run, kept as a pattern: copying its files takes a tenth of the time."""
    room = Path(tempfile.mkdtemp(prefix="pulang-pattern-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    made = first_run(room / "home", code, FixedClock(instant))
    made.office.lock()
    return _Made(room / "home", made.sheets, made.codes)


def sample_site(folder: Path, code: str = "NNK") -> SampleSite:
    """The same, with everybody signed out again."""
    clock = FixedClock(EVENING)
    made = create_sample(folder, code, clock)
    made.office.lock()
    return SampleSite(Home(folder), clock, [sheet.words for sheet in made.sheets], made.codes)
