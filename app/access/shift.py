"""A shift at one desk: people who unlocked once change places by a short PIN, kept in memory alone."""

import json
from dataclasses import dataclass, replace

from filelock import BaseFileLock
from nacl.pwhash import argon2id
from nacl.utils import random as random_bytes

from app.access import keyring
from app.access.entering import enter
from app.access.office import Office, hold_home
from app.access.rules import check_pin
from app.access.slots import WrongSecretError, derived_key, open_with, phrase, unwrap, wrap
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.kernel.paths import Home

TRIES = 5
_PURPOSE = b"pulang-pin"


@dataclass(frozen=True)
class _Pin:
    name: str
    salt: bytes
    box: str
    left: int = TRIES


class Shift:
    """Who has unlocked since the application started. Nothing of it is ever written to disk."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self.home = home
        self.clock = clock
        self._pins: dict[str, _Pin] = {}
        self._hold: BaseFileLock | None = hold_home(home)

    def remember(self, office: Office, pin: str) -> None:
        """Let the person signed in come back by this PIN until the application ends."""
        check_pin(pin)
        salt = random_bytes(argon2id.SALTBYTES)
        content = {"slot": office.opened.slot.id, "kek": office.opened.kek.hex()}
        box = wrap(_pin_key(pin, salt), _PURPOSE, json.dumps(content).encode())
        self._pins[office.login] = _Pin(office.actor.name, salt, box)

    def people(self) -> dict[str, str]:
        """Login name → name of everyone who may come back by PIN."""
        return {login: pin.name for login, pin in sorted(self._pins.items())}

    def switch(self, login: str, pin: str) -> Office:
        """The office of another person of this shift; the caller locks the one before when this one is open."""
        known = self._pins.get(login)
        if known is None:
            raise _passphrase_needed()
        try:
            content = json.loads(unwrap(_pin_key(pin, known.salt), _PURPOSE, known.box))
        except WrongSecretError as error:
            raise self._wrong(login, known) from error
        self._pins[login] = replace(known, left=TRIES)
        return self._enter(login, content["slot"], bytes.fromhex(content["kek"]))

    def forget(self, login: str) -> None:
        """This person comes back by passphrase only."""
        self._pins.pop(login, None)

    def end(self) -> None:
        """Forget every PIN and let go of the home; safe to call twice."""
        self._pins.clear()
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    def _enter(self, login: str, slot_id: str, kek: bytes) -> Office:
        ring = keyring.load(self.home)
        slot = ring.slot(slot_id)
        try:
            if slot is None:
                raise WrongSecretError
            opened = open_with(slot, kek)
        except WrongSecretError as error:
            self.forget(login)
            raise _passphrase_needed() from error
        return enter(self.home, self.clock, opened, hold_home(self.home))

    def _wrong(self, login: str, known: _Pin) -> UserError:
        left = known.left - 1
        if left <= 0:
            self.forget(login)
            return _passphrase_needed()
        self._pins[login] = replace(known, left=left)
        hint = ngettext("Tersisa {n} percobaan, lalu kata sandi.", "Tersisa {n} percobaan, lalu kata sandi.", left)
        return UserError("access.wrong_pin", _("PIN salah."), hint.format(n=left))


def _pin_key(pin: str, salt: bytes) -> bytes:
    return derived_key(phrase(pin), salt)


def _passphrase_needed() -> UserError:
    return UserError(
        "access.passphrase_needed",
        _("Untuk orang ini diperlukan kata sandi."),
        _("Masuk dengan nama dan kata sandi, lalu buat PIN baru untuk giliran ini."),
    )
