"""The sites of these tests: each desk is set up once through the real first run, then copied, as a disk would be."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from app.access.office import Office
from app.access.rules import login_from
from app.access.setup import EmergencyDraft, emergency_desk
from app.access.unlock import unlock
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from tests.helpers.offices import EVENING, KEPALA, create_sample, lower_cost
from tests.sync.desks import CLERK, Site

TEMPLATES = Path(mkdtemp(prefix="pulang-desks-"))


@pytest.fixture(scope="session", autouse=True)
def templates() -> Iterator[None]:
    yield
    shutil.rmtree(TEMPLATES)


@cache
def main_desk() -> Path:
    """The first desk of Nunukan, signed out."""
    folder = TEMPLATES / "main"
    create_sample(folder, clock=FixedClock(EVENING)).office.lock()
    return folder


@cache
def spare_desk(name: str) -> Path:
    """A *loket darurat* for Nunukan, signed out."""
    folder = TEMPLATES / name.casefold()
    emergency_desk(Home(folder), EmergencyDraft(name, CLERK, "NNK"), FixedClock(EVENING)).office.lock()
    return folder


def opened(template: Path, folder: Path, login: str, secret: str, clock: FixedClock) -> Office:
    """A copy of a desk, its person signed in."""
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
    return unlock(Home(folder), login, secret, clock)


@dataclass
class CopiedSite(Site):
    """A site whose spare laptops are copies too."""

    def spare(self, name: str = "Budi") -> Office:
        """A spare laptop that counts at once; each name once in a site."""
        folder = self.folder / f"home-{name.casefold()}"
        return opened(spare_desk(name), folder, login_from(name), CLERK, self.clock)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    lower_cost(monkeypatch)
    clock, folder = FixedClock(EVENING), tmp_path / "site"
    folder.mkdir()
    made = CopiedSite(folder, clock, opened(main_desk(), folder / "home-a", "siti", KEPALA, clock), [])
    yield made
    made.close()
