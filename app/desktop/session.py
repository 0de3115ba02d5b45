"""Whose office is open now: every read and write of the application goes through it, whoever sits at the desk."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from app import tables
from app.access.office import ACT, MERGE, Office
from app.access.shift import Shift
from app.access.unlock import logins, unlock
from app.health.resuming import resume
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home
from app.store.base import Record
from app.store.work import Work
from app.sync.reading import open_inbox

T = TypeVar("T")
EVERY_TABLE = frozenset(
    str(kind.__tablename__)
    for module in tables.ALL
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record
)
SHORT = 8
"""Up to so many digits may be a PIN."""


@dataclass(frozen=True)
class Comer:
    """Somebody who may take over the desk; with `pin` he needs no passphrase."""

    login: str
    name: str
    pin: bool


class Session:
    """One desk from the first unlocking to the end of the application; the office in it changes with the people.

    People change on the thread of the writes, so that every write asked for before belongs to whoever asked; reads
    hold the office for as long as they run, so that none loses its vault on the way.
    """

    def __init__(self, home: Home, clock: Clock) -> None:
        self.home, self.clock = home, clock
        self._office: Office | None = None
        self._shift: Shift | None = None
        self._held = threading.RLock()
        self._touched: set[str] = set()
        self.tell: Callable[[UserError], object] = _told_later

    @property
    def office(self) -> Office:
        """The office open now; UserError while nobody was let in."""
        if self._office is None:
            raise UserError("desktop.locked", _("Data masih terkunci."), _("Masuk dahulu."))
        return self._office

    def enter(self, login: str, passphrase: str) -> Office:
        """Let somebody in by passphrase."""
        return self.adopt(unlock(self.home, login, passphrase, self.clock))

    def adopt(self, office: Office) -> Office:
        """From now on this office is the open one; the one before is closed."""
        if self._shift is None:
            self._shift = Shift(self.home, self.clock)
        for vault in office.vaults.values():
            vault.after_commit.append(self._note)
        open_inbox(office)
        resume(office)
        with self._held:
            before, self._office = self._office, office
            if before is not None:
                before.lock()
        return office

    def shut_restricted(self) -> None:
        """The screen is locked: what only some may see is closed until somebody unlocks; reads under way end first."""
        with self._held:
            if self._office is not None:
                self._office.shut_restricted()

    def take_over(self, login: str, secret: str) -> Office:
        """Let somebody of this shift come back by PIN, or anybody by passphrase."""
        shift = self._shift
        if shift and login in shift.people() and secret.isdecimal() and len(secret) <= SHORT:
            return self.adopt(shift.switch(login, secret))
        return self.enter(login, secret)

    def remember(self, pin: str) -> None:
        """Let the person signed in come back by this PIN until the application ends."""
        if self._shift is not None:
            self._shift.remember(self.office, pin)

    def forget_pin(self) -> None:
        """The person signed in comes back by passphrase only."""
        if self._shift is not None:
            self._shift.forget(self.office.login)

    @property
    def has_pin(self) -> bool:
        """Whether the person signed in has a PIN for this shift."""
        return self._shift is not None and self.office.login in self._shift.people()

    def people(self) -> list[Comer]:
        """Everybody who may take over this desk, those with a PIN first."""
        by_pin = self._shift.people() if self._shift else {}
        others = [login for login in logins(self.home) if login not in by_pin]
        return [*(Comer(login, name, True) for login, name in by_pin.items()), *(Comer(o, o, False) for o in others)]

    def write(self, action: str, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
        """Run a write; the result and the tables it touched. See ACT and MERGE for acts of several Works."""
        office = self.office
        if action not in (ACT, MERGE):
            with office.write(action) as work:
                result = fn(work)
            self._tell(office)
            return result, frozenset(work.touched)
        self._touched.clear()
        result = fn(office)
        self._tell(office)
        return result, EVERY_TABLE if action == MERGE else frozenset(self._touched)

    def read(self, fn: Callable[[Any], Any]) -> Any:
        """Run a read of the general vault."""
        with self.kept() as office, office.read() as reading:
            return fn(reading)

    def look(self, fn: Callable[[Office], T]) -> T:
        """Run a read that needs more than the general vault."""
        with self.kept() as office:
            return fn(office)

    @contextmanager
    def kept(self) -> Iterator[Office]:
        """The office open now, which nobody closes meanwhile."""
        with self._held:
            yield self.office

    def close(self) -> None:
        """Close every vault and let go of the data folder; safe to call twice."""
        with self._held:
            if self._office is not None:
                self._office.lock()
                self._office = None
            if self._shift is not None:
                self._shift.end()
                self._shift = None

    def _tell(self, office: Office) -> None:
        """Say what the act left to be said, though it went well."""
        notices, office.notices = office.notices, []
        for notice in notices:
            self.tell(notice)

    def _note(self, work: Work) -> None:
        self._touched |= work.touched


def _told_later(_notice: UserError) -> None:
    """Nobody looks yet: the window is not up."""
