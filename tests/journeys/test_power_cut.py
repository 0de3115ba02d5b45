"""The plug is pulled during the recheck, at any moment: no confirmed head is lost, and the vault proves itself."""

import multiprocessing
import random
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from app.access.office import Office
from app.store.copies import examine
from app.store.rebuild import content_digest, rebuild
from app.sync.trusting import judge_of
from tests.helpers.offices import SampleSite, lower_cost, sample_site
from tests.journeys.quay import heads, import_letters, ship
from tests.journeys.recheck_until_killed import desk

LIST = ("surat-2-kota-kinabalu.csv",)


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[SampleSite, str]:
    """A desk with a ship at the quay, and nobody signed in; the id of the ship."""
    lower_cost(monkeypatch)
    site = sample_site(tmp_path / "nunukan")
    with site.kepala() as office:
        batch_id = ship(office)
        import_letters(office, batch_id, LIST)
    return site, batch_id


@pytest.fixture(scope="module")
def powered() -> ForkServerContext:
    """Starts desks quickly: their modules are loaded once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.journeys.recheck_until_killed"])
    return context


def until_killed(powered: ForkServerContext, folder: Path, moments: random.Random) -> list[str]:
    """The stays a desk told before it was killed (-9) at some moment: while opening, or between and amid its heads."""
    ours, theirs = powered.Pipe(duplex=False)
    process = powered.Process(target=desk, args=(folder, theirs))
    process.start()
    theirs.close()
    heard: list[str] = []
    wanted = moments.randint(1, 4) if moments.random() < 0.7 else 0
    try:
        while len([stay_id for stay_id in heard if stay_id]) < wanted:
            heard.append(ours.recv())
    except EOFError:
        heard.append("")  # nobody was left to confirm
    process.join(moments.uniform(0.0, 0.03))
    process.kill()
    process.join()
    with ours:
        return [stay_id for stay_id in (*heard, *drained(ours)) if stay_id]


def drained(pipe: Connection) -> Iterator[str]:
    """What was said until the end; a word cut in half was not said."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return


def proved(office: Office) -> None:
    """Every page, every chain link and every signature holds, and the rows follow from the journal."""
    vault = office.vault("general")
    health = examine(vault, judge_of(office.trust, {office.site.id}))
    assert health.sound, health.broken
    with office.read() as r:
        before = content_digest(r.connection, "general")
    rebuild(vault)
    with office.read() as r:
        assert content_digest(r.connection, "general") == before


def test_killed_during_the_recheck(
    laptop: tuple[SampleSite, str], powered: ForkServerContext, amount: Callable[[int, int], int]
) -> None:
    site, batch_id = laptop
    moments = random.Random(20260123)
    told: set[str] = set()
    during = 0
    for _kill in range(amount(20, 200)):
        said = until_killed(powered, site.home.folder, moments)
        during += bool(said)
        told |= set(said)
        with site.kepala() as office:
            found = heads(office, batch_id)
            assert len(found) == len(set(found))
            assert told <= set(found)
            assert len(set(found) - told) <= 1  # committed, and killed before it could tell
            told = set(found)
            proved(office)
    assert during >= amount(8, 80)
