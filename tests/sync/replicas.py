"""Bare replicas for the proof of convergence: real encrypted files and a real PostgreSQL, no people, no bundles."""

import random
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from sqlmodel import select

from app import tables
from app.bundle.keys import SigningKey, verify
from app.kernel.clock import FixedClock
from app.kernel.ids import derived_id, new_id
from app.registration.records import Person, Stay
from app.store import differing
from app.store.epochs import current_epoch
from app.store.held import ASIDE, HELD, all_waiting
from app.store.journal import Entry, all_entries, journal
from app.store.merge import Judge, Merged, merge
from app.store.rebuild import content_digest, rebuild
from app.store.vault import Vault, create_vault, open_vault
from app.store.work import Actor, Author
from tests.helpers.offices import EVENING

TABLES = tables.ALL
KEY = bytes(range(32))
SITE = "5" * 32
ACTOR = Actor("u" * 32, "Siti", frozenset({"kepala"}))
NAMES = ("", "Siti", "Udin", "Yohana", "Bin Ali")
FIELDS = ("name", "note", "religion")


@lru_cache(maxsize=1)
def empty_vault(folder: Path) -> Path:
    """An empty vault file, made once and copied."""
    path = folder / "template.db"
    create_vault(path, "general", KEY).close()
    return path


@dataclass
class Laptop:
    """A desk with a vault file of its own; a clone shares `device` and `key` with the laptop it was copied from."""

    path: Path
    device: str
    key: SigningKey
    clock: FixedClock
    vault: Vault = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Start the application."""
        self.vault = open_vault(self.path, "general", KEY, self.clock)
        self.renew()

    def renew(self) -> None:
        """Write in the epoch this vault is in now, as every opening and every merge does."""
        epoch = current_epoch(self.vault, self.device, machine="same")
        sign = self.key.sign
        self.vault.author = Author(SITE, "NNK", self.device, self.device[0].upper(), epoch, "WITA", sign)

    def restart(self) -> None:
        """Close and open again."""
        self.vault.close()
        self.open()

    def clone(self, path: Path) -> "Laptop":
        """The whole disk copied onto another laptop."""
        self.vault.close()
        shutil.copy(self.path, path)
        self.open()
        return Laptop(path, self.device, self.key, FixedClock(self.clock.now()))

    def pass_time(self, seconds: int) -> None:
        """Let the clock go on, or jump back."""
        self.clock = FixedClock(self.clock.now() + timedelta(seconds=seconds))
        self.vault.clock = self.clock

    def people(self) -> list[Person]:
        with self.vault.read() as r:
            return sorted(r.all(select(Person)), key=lambda person: person.id)

    def work(self, chance: random.Random) -> None:
        """One thing somebody does at this desk."""
        what = chance.random()
        if what < 0.35:
            self.insert(chance.choice(("", "1", "2", "3")), chance.choice(NAMES))
        elif what < 0.85:
            self.change(chance)
        elif what < 0.95:
            self.settle(chance)
        else:
            self.pass_time(chance.choice((3600, -7200, -94_608_000)))

    def insert(self, key: str, name: str) -> None:
        """A new person and stay; with a key, ones that other desks derive alike."""
        person_id = derived_id("p", key) if key else new_id()
        with self.vault.write(ACTOR, "test.insert") as w:
            w.insert_once(Person(id=person_id, name=name))
            stay = Stay(
                id=derived_id("s", person_id), person_id=person_id, desk=self.device[0], arrived_at=w.now(),
                day=date(2026, 1, 23), card_number=w.next_number("kartu"),
            )  # fmt: skip
            w.insert_once(stay)

    def change(self, chance: random.Random) -> None:
        """Update, void or revive a person, or several in one Work."""
        people = self.people()
        if not people:
            return
        with self.vault.write(ACTOR, "test.change") as w:
            for person in chance.sample(people, min(len(people), chance.choice((1, 1, 2)))):
                row = w.need(Person, person.id)
                what = chance.random()
                if what < 0.15:
                    w.void(row, chance.choice(("salah", "ganda")))
                elif what < 0.25:
                    w.update(row, void_reason=None)
                else:
                    values = {name: chance.choice(NAMES) for name in chance.sample(FIELDS, chance.choice((1, 2)))}
                    w.update(row, **values)

    def settle(self, chance: random.Random) -> None:
        """Settle a difference, if there is one."""
        with self.vault.read() as r:
            found = differing.differences(r, "general")
        if found:
            one = chance.choice(found)
            with self.vault.write(ACTOR, "test.settle") as w:
                differing.settle(w, one.table, one.row_id, one.field, chance.choice(one.values).value)
            with self.vault.read() as r:
                left = differing.differences(r, "general")
            assert (one.row_id, one.field) not in {(other.row_id, other.field) for other in left}


def judge_of(laptops: Iterable[Laptop]) -> Judge:
    """Real signatures of the known desks."""
    keys = {laptop.device: laptop.key.public for laptop in laptops}

    def judge(entry: Entry) -> str:
        public = keys.get(entry.device)
        if public is None:
            return "device"
        return "good" if verify(public, bytes.fromhex(entry.digest), entry.sig) else "signature"

    return judge


def entries_of(vault: Vault) -> list[Entry]:
    with vault.engine.connect() as connection:
        return list(all_entries(connection, vault.name))


def digests_of(vault: Vault) -> set[str]:
    with vault.engine.connect() as connection:
        return set(connection.execute(select(journal.c.digest)).scalars())


def content_of(vault: Vault) -> str:
    with vault.engine.connect() as connection:
        return content_digest(connection, vault.name)


def held_in(vault: Vault) -> list[str]:
    with vault.engine.connect() as connection:
        return [item.reason for item in all_waiting(connection, HELD)]


def aside_in(vault: Vault) -> list[str]:
    with vault.engine.connect() as connection:
        return [item.reason for item in all_waiting(connection, ASIDE)]


def some_of(entries: list[Entry], chance: random.Random) -> list[Entry]:
    """A random part, in random order, some twice."""
    part = [entry for entry in entries if chance.random() < 0.6]
    part += [entry for entry in part if chance.random() < 0.2]
    chance.shuffle(part)
    return part


def tampered(entry: Entry, chance: random.Random) -> Entry:
    """The entry as a courier might have altered it."""
    change = replace(entry.changes[0], set={**entry.changes[0].set, "name": "Diubah"})
    forged = replace(entry, changes=(change, *entry.changes[1:]))
    return replace(forged, digest=forged.computed_digest()) if chance.random() < 0.5 else forged


__all__ = ["EVENING", "Merged", "merge", "rebuild"]
