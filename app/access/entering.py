"""From an opened slot to an open office: vaults, desk, person; and whatever was left unfinished is finished here."""

from filelock import BaseFileLock
from sqlmodel import select

from app.access import keyring
from app.access.backup import take_restored_mark
from app.access.desk import author_of, read_desk
from app.access.keyring import Keyring
from app.access.office import Office
from app.access.records import User
from app.access.roles import GENERAL, vaults_of
from app.access.sealing import queue_sealed
from app.access.slots import Opened, Slot, new_key, without
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home
from app.store.engine import open_file
from app.store.epochs import mark_restored
from app.store.rekey import rekey_file
from app.store.vault import Vault, open_vault
from app.store.work import Actor

NOBODY = Actor("", "", frozenset())


def enter(home: Home, clock: Clock, opened: Opened, hold: BaseFileLock) -> Office:
    """The office of the user whose slot was opened; releases the home again when he may not come in."""
    office = Office(home, clock, opened, hold)
    try:
        keyring.verify(keyring.load(home), opened)
        open_general(office)
        _sign_in(office)
        for vault in sorted(vaults_of(office.actor.roles) & opened.keys.keys() - {GENERAL}):
            try:
                _open(office, vault)
            except UserError as error:
                office.unreadable[vault] = error
        _take_new_keys(office)
        tidy(office)
        office.refresh()
        for vault in office.vaults.keys() - {GENERAL}:
            queue_sealed(office, vault)
    except BaseException:
        office.lock()
        raise
    return office


def borrow(home: Home, clock: Clock, opened: Opened, hold: BaseFileLock) -> Office:
    """An office without a user, for a code or recovery sheets: every vault of the slot, to make a user's slot from."""
    office = Office(home, clock, opened, hold)
    try:
        keyring.verify(keyring.load(home), opened)
        open_general(office)
        for vault in sorted(opened.keys.keys() - {GENERAL}):
            _open(office, vault)
    except BaseException:
        office.lock()
        raise
    return office


def open_general(office: Office) -> None:
    """Open the general vault and learn which desk this is."""
    vault = _opened(office, GENERAL)
    office.desk = read_desk(vault)
    vault.author = author_of(vault, office.desk)
    office.actor = NOBODY


def rekey(office: Office, vault: str) -> None:
    """Give an open vault a new key; every listed holder finds it at his next unlock.

    Keyring, then vault, then keyring: wherever it is cut short, the next holder who unlocks finishes it.
    """
    old = office.keys[vault]
    new = new_key(old.version + 1)
    ring = keyring.rekeyed(office.ring(), vault, old, new)
    ring = ring.with_due(set(ring.due) - {vault})
    keyring.save(office.home, ring, new if vault == GENERAL else office.keys[GENERAL])
    subject = office.vaults[vault]
    with subject.writing:
        subject.close()
        rekey_file(office.home.vault(vault), old.key, new.key)
        subject.engine = open_file(office.home.vault(vault), new.key)
    office.keys[vault] = new
    _take_new_keys(office)


def tidy(office: Office) -> None:
    """Bring the keyring in line with the users: nobody keeps a key his roles no longer open.

    What such a person held gets a new key: now if it is open here, else at the next unlock of a holder.
    """
    before = ring = office.ring()
    with office.read() as reading:
        users = {user.id: user for user in reading.all(select(User))}
    due = set(ring.due)
    for slot in ring.of_kind("user"):
        surplus = slot.vaults - _allowed(users.get(slot.user_id))
        if surplus:
            ring = _withdrawn(ring, slot, surplus)
            due |= surplus
    ring = ring.with_due(due)
    if ring != before:
        office.keep_ring(ring)
    for vault in sorted(due & office.keys.keys()):
        rekey(office, vault)


def _allowed(user: User | None) -> frozenset[str]:
    if user is None or not user.active or user.void_reason is not None:
        return frozenset()
    return vaults_of(frozenset(user.roles))


def _withdrawn(ring: Keyring, slot: Slot, vaults: frozenset[str]) -> Keyring:
    for vault in vaults:
        slot = without(slot, vault)
    return ring.put(slot) if slot.vaults else ring.drop(slot.id)


def _sign_in(office: Office) -> None:
    with office.read() as reading:
        user = reading.get(User, office.opened.slot.user_id)
    if user is None or not user.active or user.void_reason is not None:
        raise UserError(
            "access.inactive",
            _("Akun ini sudah dinonaktifkan."),
            _("Hubungi kepala pos bila Anda masih bertugas di sini."),
        )
    office.actor = Actor(user.id, user.name, frozenset(user.roles))


def _open(office: Office, name: str) -> None:
    vault = _opened(office, name)
    vault.author = author_of(vault, office.desk)


def _opened(office: Office, name: str) -> Vault:
    keys = office.opened.keys[name]
    path = office.home.vault(name)
    for key in keys:
        try:
            vault = open_vault(path, name, key.key, office.clock)
        except UserError as error:
            if error.code != "vault.unreadable" or key is keys[-1]:
                raise
            continue
        if key is not keys[0]:
            vault.close()
            rekey_file(path, key.key, keys[0].key)
            vault = open_vault(path, name, keys[0].key, office.clock)
        break
    office.vaults[name], office.keys[name] = vault, keys[0]
    if take_restored_mark(path):
        mark_restored(vault)
    return vault


def _take_new_keys(office: Office) -> None:
    """Wrap keys that waited sealed directly under this person's own secret."""
    ring = office.ring()
    slot = ring.slot(office.opened.slot.id)
    if slot is None:
        return
    waiting = {vault: key for vault, key in office.keys.items() if vault in slot.sealed}
    if waiting:
        office.keep_ring(keyring.settled(ring, office.opened, waiting))
