"""The open desk of one signed-in person: his vaults, who he is, and the way to write and read."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from threading import Lock

from filelock import BaseFileLock, FileLock, Timeout

from app.access import keyring
from app.access.desk import Desk, author_of, keep_desk
from app.access.keyring import Keyring, no_site
from app.access.partners import with_partners
from app.access.records import Device, Site, User
from app.access.roles import GENERAL, vault_label
from app.access.rules import may, require
from app.access.slots import Opened, VaultKey
from app.access.trust import Trust, publish, trust_of
from app.access.views import RECEIPT_DAYS, DeviceView, SiteView
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home
from app.store.vault import Vault
from app.store.work import Actor, Reading, Work

ACT = "office"
"""As the action of a background write: `fn` gets the office instead of one Work (users, keys, other vaults)."""
MERGE = "office.merge"
"""The same where any table may be changed by it: a bundle is read, a backup is put back."""


class Office:
    """Open vaults by name, the person signed in, the site and this desk.

    Only the vaults of his roles are here; the others stay closed, whatever is asked. `trust` says whose
    signatures count; it comes from the vault, never from the public file, which anyone could change. `notices` are
    what he is to be told though his act went well.
    """

    def __init__(self, home: Home, clock: Clock, opened: Opened, hold: BaseFileLock) -> None:
        self.home = home
        self.clock = clock
        self.opened = opened
        self.keys: dict[str, VaultKey] = {}
        self.vaults: dict[str, Vault] = {}
        self.unreadable: dict[str, UserError] = {}
        self.shut: frozenset[str] = frozenset()
        self.notices: list[UserError] = []
        self.login = opened.slot.label
        self.desk: Desk
        self.actor: Actor
        self.site: SiteView
        self.device: DeviceView
        self.trust: Trust
        self._hold: BaseFileLock | None = hold
        self._lending = Lock()
        self._lent = 0
        self._left: dict[str, Vault] = {}

    def write(self, action: str, vault: str = GENERAL) -> AbstractContextManager[Work]:
        """One user action in one vault."""
        return self.vault(vault).write(self.actor, action)

    def read(self, vault: str = GENERAL) -> AbstractContextManager[Reading]:
        """A consistent look at one vault."""
        return self.vault(vault).read()

    def vault(self, name: str) -> Vault:
        """An open vault; UserError for one this person does not hold, or that is damaged."""
        if name in self.unreadable:
            raise self.unreadable[name]
        if name not in self.vaults:
            raise UserError(
                "access.no_vault",
                _("Peran Anda tidak membuka {vault}.").format(vault=vault_label(name)),
                _("Mintalah petugas yang berhak untuk membukanya."),
            )
        return self.vaults[name]

    def holds(self, vault: str) -> bool:
        """Whether the vault is open here."""
        return vault in self.vaults

    def may(self, permission: str) -> bool:
        """Whether the person signed in holds a permission."""
        return may(self.actor, permission)

    def require(self, permission: str) -> None:
        """Refuse when he does not."""
        require(self.actor, permission)

    def ring(self) -> Keyring:
        """The keyring as it stands in the file, refused when it was altered."""
        return keyring.trusted(self.home, self.keys[GENERAL])

    def keep_ring(self, ring: Keyring) -> None:
        """Put a changed keyring in place of the old one."""
        keyring.save(self.home, ring, self.keys[GENERAL])

    def refresh(self) -> None:
        """Read site, desk and own roles anew, after settings were changed or a bundle was read."""
        with self.read() as reading:
            self.site = site_view(reading.need(Site, self.desk.site_id))
            self.device = _device_view(reading.need(Device, self.desk.device_id))
            user = reading.need(User, self.actor.user_id)
            self.actor = Actor(user.id, user.name, frozenset(user.roles))
            self.trust = with_partners(reading, trust_of(reading, self.desk.anchors))
        publish(self.home, self.trust)
        if self.site.zone != self.desk.zone:
            self.change_desk(replace(self.desk, zone=self.site.zone))

    def change_desk(self, desk: Desk) -> None:
        """Replace what the desk knows of itself, in the vault and in every open author."""
        self.desk = desk
        keep_desk(self.vaults[GENERAL], desk)
        for vault in self.vaults.values():
            vault.author = author_of(vault, desk)

    @contextmanager
    def lent(self) -> Iterator["Office"]:
        """For something slow beside the desk's own work: its vaults stay open to the end, even when people change."""
        with self._lending:
            self._lent += 1
        try:
            yield self
        finally:
            with self._lending:
                self._lent -= 1
                self._let_go()

    def shut_restricted(self) -> None:
        """The screen is locked: close every vault but the general one and forget its key, until somebody unlocks."""
        with self._lending:
            names = self.vaults.keys() - {GENERAL}
            self.shut = frozenset(names) | self.shut
            for name in names:
                self.keys.pop(name, None)
                vault = self.vaults.pop(name)
                if self._lent:
                    self._left[name] = vault
                else:
                    vault.close()

    def lock(self) -> None:
        """Close every vault and forget the keys; safe to call twice. What was lent is closed when it comes back."""
        with self._lending:
            self._left |= self.vaults
            self.vaults = {}
            self.keys = {}
            self._let_go()

    def _let_go(self) -> None:
        if self._lent or self.vaults:
            return
        for vault in self._left.values():
            vault.close()
        self._left = {}
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_error: object) -> None:
        self.lock()


def hold_home(home: Home) -> BaseFileLock:
    """Keep other processes out of this home; UserError when one is already in."""
    if not home.folder.is_dir():
        raise no_site()
    hold = FileLock(home.lock, timeout=0, thread_local=False, is_singleton=True)
    try:
        hold.acquire()
    except Timeout as error:
        raise UserError(
            "access.second_process",
            _("Pulang sudah terbuka untuk data ini di jendela atau program lain."),
            _("Pakai jendela yang sudah terbuka, atau tutup dulu yang itu."),
        ) from error
    return hold


def site_of(r: Reading) -> SiteView:
    """The post whose vault is read, for services that name it on paper."""
    return site_view(r.need(Site, r.site_id))


def site_view(row: Site) -> SiteView:
    """A site's row as screens and papers name it."""
    names = ("id", "code", "name", "kind", "zone", "day_start_minutes", "address", "city", "office_name", "phone")
    known = {name: getattr(row, name) for name in names}
    return SiteView(
        **known,
        letterhead=tuple(row.letterhead),
        capacity=row.capacity or 0,
        receipt_days=row.receipt_days or RECEIPT_DAYS,
    )


def _device_view(row: Device) -> DeviceView:
    return DeviceView(row.id, row.letter, row.name, row.emergency, row.sign_pub)
