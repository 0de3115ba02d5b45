"""kill -9 while a bundle is read: the vault is whole, nothing is half in, and reading again finishes it."""

import multiprocessing
import random
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from app.access.unlock import unlock
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.store.copies import examine
from app.sync.reading import read_bundle
from app.sync.trusting import judge_of
from app.sync.writing import write_bundle
from tests.helpers.office import landed
from tests.helpers.offices import EVENING
from tests.sync.desks import CLERK, Site
from tests.sync.replicas import held_in
from tests.sync.test_exchange import arrive, people

LONGEST = 0.6


def read_in_child(home: Path, bundle: Path, told: Connection) -> None:
    """Say when the reading begins and when it has ended."""
    office = unlock(Home(home), "budi", CLERK, FixedClock(EVENING))
    told.send("begun")
    read_bundle(office, bundle)
    told.send("ended")
    told.recv()


def killed_reading(home: Path, bundle: Path, after: float) -> None:
    """Read in another process and kill it so long after it began, wherever it is by then."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    child = context.Process(target=read_in_child, args=(home, bundle, there))
    child.start()
    assert here.poll(60)
    assert here.recv() == "begun"
    here.poll(after)
    child.kill()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    here.close()
    there.close()


def test_killed_reading_leaves_a_whole_vault_and_can_be_repeated(
    site: Site, tmp_path: Path, amount: Callable[[int, int], int]
) -> None:
    second = site.second()
    landed(site.first, None, 60)
    for number in range(40):
        arrive(site.first, f"Orang {number}")
    bundle = write_bundle(site.first, site.stick).files[0].path
    second.lock()
    chance = random.Random(9)
    for number in range(amount(6, 200)):
        home = tmp_path / f"copy-{number}"
        shutil.copytree(second.home.folder, home, ignore=shutil.ignore_patterns("*.lock"))
        killed_reading(home, bundle, chance.random() * LONGEST)
        office = unlock(Home(home), "budi", CLERK, FixedClock(EVENING))
        general = office.vault("general")
        assert examine(general, judge_of(site.first.trust, {office.site.id})).sound
        assert len(people(office)) in (0, 100)
        read_bundle(office, bundle)
        assert len(people(office)) == 100
        assert held_in(general) == []
        office.lock()
        shutil.rmtree(home)
