"""The proof: any entries in any order, with duplicates, gaps, restarts, clones and rebuilds, end equal everywhere."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.bundle.keys import SigningKey
from app.kernel.clock import FixedClock
from app.store.have import have_of, missing_entries
from app.store.journal import Entry
from app.store.merge import merge
from app.store.rebuild import rebuild
from app.store.vault import Vault, open_central_vault
from tests.helpers.postgres import drop_database, empty_database, fresh_database
from tests.sync.replicas import (
    EVENING,
    NAMES,
    Laptop,
    aside_in,
    content_of,
    digests_of,
    empty_vault,
    entries_of,
    held_in,
    judge_of,
    some_of,
    tampered,
)

SEEDS = st.integers(0, 2**32)
WHICH = st.integers(0, 11)
MOST_LAPTOPS = 5


class Replicas(RuleBasedStateMachine):
    """Desks writing apart and meeting at random; a centre that only receives."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="pulang-replicas-"))
        self.centre = open_central_vault(database(), "general")
        self.laptops: list[Laptop] = []
        self.applied: dict[int, set[str]] = {}
        self.forged = 0

    @initialize(number=st.integers(2, 3), seed=SEEDS)
    def desks(self, number: int, seed: int) -> None:
        chance = random.Random(seed)
        for letter in "abc"[:number]:
            path = self.folder / f"{letter}.db"
            shutil.copy(empty_vault(TEMPLATES), path)
            laptop = Laptop(path, letter * 32, SigningKey.generate(), FixedClock(EVENING))
            laptop.insert("1", chance.choice(NAMES))
            self.laptops.append(laptop)

    @property
    def vaults(self) -> list[Vault]:
        return [self.centre, *(laptop.vault for laptop in self.laptops)]

    def laptop(self, which: int) -> Laptop:
        return self.laptops[which % len(self.laptops)]

    @rule(which=WHICH, seed=SEEDS, amount=st.integers(1, 5))
    def work(self, which: int, seed: int, amount: int) -> None:
        """Somebody works at a desk for a while."""
        chance = random.Random(seed)
        for _step in range(amount):
            self.laptop(which).work(chance)

    @rule(giver=WHICH, taker=WHICH, seed=SEEDS)
    def carry_some(self, giver: int, taker: int, seed: int) -> None:
        """A random part of what one has, shuffled, some of it twice."""
        self.take(taker, some_of(entries_of(self.laptop(giver).vault), random.Random(seed)))

    @rule(giver=WHICH, taker=WHICH)
    def carry_missing(self, giver: int, taker: int) -> None:
        """Exactly what the other says he lacks; afterwards he has it all, and says so unless he is ahead."""
        source, target = self.laptop(giver).vault, self.vaults[taker % len(self.vaults)]
        with source.engine.connect() as here, target.engine.connect() as there:
            lacking = list(missing_entries(here, have_of(there)))
        self.take(taker, lacking)
        given, had = {entry.digest for entry in entries_of(source)}, entries_of(target)
        assert given <= {entry.digest for entry in had}
        with source.engine.connect() as here, target.engine.connect() as there:
            left = list(missing_entries(here, have_of(there)))
        ahead = {entry.device for entry in had if entry.digest not in given and entry.prev}
        assert {entry.device for entry in left} <= ahead

    @rule(giver=WHICH, taker=WHICH, seed=SEEDS)
    def carry_forged(self, giver: int, taker: int, seed: int) -> None:
        """A courier alters an entry: it is set aside, and the genuine one still applies."""
        chance = random.Random(seed)
        entries = entries_of(self.laptop(giver).vault)
        if entries:
            genuine = chance.choice(entries)
            self.take(taker, [tampered(genuine, chance)])
            self.take(taker, entries)
            target = self.vaults[taker % len(self.vaults)]
            assert genuine.digest in {entry.digest for entry in entries_of(target)}
            assert set(aside_in(target)) <= {"digest", "signature"}

    @rule(which=WHICH)
    def restart(self, which: int) -> None:
        self.laptop(which).restart()

    @rule(which=WHICH)
    def clone(self, which: int) -> None:
        if len(self.laptops) < MOST_LAPTOPS:
            copy = self.laptop(which).clone(self.folder / f"clone-{len(self.laptops)}.db")
            self.applied[len(self.laptops) + 1] = set()
            self.laptops.append(copy)

    @rule(which=WHICH)
    def rebuild(self, which: int) -> None:
        vault = self.vaults[which % len(self.vaults)]
        before = content_of(vault)
        rebuild(vault)
        assert content_of(vault) == before

    def take(self, taker: int, entries: list[Entry]) -> None:
        number = taker % len(self.vaults)
        merge(self.vaults[number], entries, judge_of(self.laptops))
        if number:
            self.laptops[number - 1].renew()

    @invariant()
    def nothing_applied_disappears(self) -> None:
        for number, vault in enumerate(self.vaults):
            now = digests_of(vault)
            assert self.applied.get(number, set()) <= now
            self.applied[number] = now

    def teardown(self) -> None:
        try:
            self.bring_together()
        finally:
            for vault in self.vaults:
                vault.close()
            empty_database(database(), "general")
            shutil.rmtree(self.folder)

    def bring_together(self) -> None:
        """Everything reaches everybody: equal rows, equal differences, nothing waiting."""
        everything = [entry for laptop in self.laptops for entry in entries_of(laptop.vault)]
        everything += entries_of(self.centre)
        for number in range(len(self.vaults)):
            self.take(number, everything)
        for vault in self.vaults:
            assert held_in(vault) == []
            assert {entry.digest for entry in entries_of(vault)} == {entry.digest for entry in everything}
        assert len({content_of(vault) for vault in self.vaults}) == 1
        for vault in self.vaults:
            rebuild(vault)
        assert len({content_of(vault) for vault in self.vaults}) == 1


TEMPLATES = Path(tempfile.mkdtemp(prefix="pulang-template-"))


@lru_cache(maxsize=1)
def database() -> str:
    """One database for all histories, emptied after each."""
    return fresh_database()


@pytest.fixture(scope="module", autouse=True)
def templates() -> Iterator[None]:
    yield
    shutil.rmtree(TEMPLATES)
    drop_database(database())


def test_replicas_end_equal_whatever_happens(pytestconfig: pytest.Config) -> None:
    amount = 400 if pytestconfig.getoption("--long") else 30
    # A failure is not made smaller: each step opens real files, and the steps are few.
    phases = (Phase.generate,)
    chosen = settings(max_examples=amount, stateful_step_count=20, phases=phases)
    run_state_machine_as_test(Replicas, settings=chosen)
