"""The keyring file beside the vaults: who can open what, and nothing readable but login names.

It is replaced whole and kept twice (a spoilt sector must not lock a site out). A seal under the general key shows
alteration; each restricted vault has a list of its holders sealed under that vault's own key, so nobody without the
key can put himself on it.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from app.access.roles import GENERAL
from app.access.slots import FORMAT, Kind, Opened, Slot, VaultKey, add_keys, seal
from app.bundle.shapes import shaped
from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from app.kernel.files import replace_atomically
from app.kernel.i18n import _
from app.kernel.paths import Home


@dataclass(frozen=True)
class Attempts:
    """Wrong secrets in a row, and when the last one was typed (seconds since 1970, by this laptop's clock)."""

    count: int
    last: int


@dataclass(frozen=True)
class Mark:
    """A keyed digest, and the version of the vault key it was made with."""

    version: int
    mac: str


@dataclass(frozen=True)
class Holders:
    """Slot id → age recipient of everyone who holds a vault, sealed under its key."""

    slots: dict[str, str]
    mark: Mark


UNSEALED = Mark(0, "")
UNFINISHED = "setup.unfinished"
"""Stands in the home while a site is being set up; what lies beside it holds nothing yet."""


@dataclass(frozen=True)
class Keyring:
    """The whole file. `due` names vaults to be rekeyed by the next holder who unlocks."""

    format: Literal["pulang-keyring-1"] = FORMAT
    slots: tuple[Slot, ...] = ()
    holders: dict[str, Holders] = field(default_factory=dict)
    due: tuple[str, ...] = ()
    seal: Mark = UNSEALED
    attempts: dict[str, Attempts] = field(default_factory=dict)

    def of_kind(self, kind: Kind, label: str | None = None) -> tuple[Slot, ...]:
        """The slots of a kind, of one label if given."""
        return tuple(slot for slot in self.slots if slot.kind == kind and label in (None, slot.label))

    def user(self, login: str) -> Slot | None:
        """The slot of a login name."""
        return next(iter(self.of_kind("user", login)), None)

    def slot(self, slot_id: str) -> Slot | None:
        """The slot of that id."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)

    def put(self, slot: Slot) -> "Keyring":
        """With this slot, in place of the one of the same id if there is one."""
        others = tuple(one for one in self.slots if one.id != slot.id)
        return replace(self, slots=(*others, slot))

    def drop(self, slot_id: str) -> "Keyring":
        """Without this slot."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.id != slot_id))

    def with_due(self, vaults: Iterable[str]) -> "Keyring":
        """With exactly these vaults waiting to be rekeyed."""
        return replace(self, due=tuple(sorted(vaults)))


def damaged() -> UserError:
    """The keyring cannot be read, or was changed by something else than Pulang."""
    return UserError(
        "access.keyring_damaged",
        _("Berkas kunci loket ini rusak atau diubah dari luar. Data tetap terkunci dan tidak disentuh."),
        _("Jangan hapus apa pun. Pulihkan dari cadangan terakhir, atau hubungi kepala pos."),
    )


def is_set_up(home: Home) -> bool:
    """Whether a site was set up here to the end."""
    return (home.exists or home.keyring.exists()) and not (home.folder / UNFINISHED).exists()


def _not_allowed() -> UserError:
    """The keyring is there, and this laptop does not let us read it."""
    return UserError(
        "access.keyring_denied",
        _("Laptop ini tidak mengizinkan berkas kunci loket dibaca. Data tetap terkunci dan tidak disentuh."),
        _("Masuk ke Windows dengan akun yang biasa dipakai untuk Pulang, lalu coba lagi."),
    )


def no_site() -> UserError:
    """Nothing was set up in this home."""
    return UserError(
        "access.no_site",
        _("Di laptop ini belum ada pos yang disiapkan."),
        _("Mulai dengan “Siapkan pos” atau “Loket darurat”."),
    )


def load(home: Home) -> Keyring:
    """The keyring as it stands; its second copy when the first is missing or spoilt."""
    refused: PermissionError | None = None
    for path in (home.keyring, _copy(home)):
        try:
            return shaped(Keyring, json.loads(path.read_bytes()))
        except PermissionError as error:
            refused = error
        except (OSError, ValueError, RecursionError):
            continue
    if refused is not None:
        raise _not_allowed() from refused
    raise damaged() if is_set_up(home) else no_site()


def trusted(home: Home, general: VaultKey) -> Keyring:
    """The keyring as it stands, refused when it was altered since it was sealed."""
    ring = load(home)
    _check(ring.seal, general, GENERAL, _sealed_part(ring))
    return ring


def save(home: Home, ring: Keyring, general: VaultKey) -> Keyring:
    """Seal the keyring and put it in place of the old one."""
    sealed = replace(ring, seal=_mark(general, GENERAL, _sealed_part(ring)))
    _write(home, sealed)
    return sealed


def save_attempts(home: Home, attempts: Mapping[str, Attempts]) -> None:
    """Keep only the counts of wrong secrets; they lie outside the seal, for nothing is open yet."""
    _write(home, replace(load(home), attempts=dict(attempts)))


def verify(ring: Keyring, opened: Opened) -> None:
    """Refuse a keyring that was altered since it was sealed, as far as this slot's keys can tell."""
    general = {key.version: key for key in opened.keys.get(GENERAL, ())}
    if ring.seal.version not in general:
        raise damaged()
    _check(ring.seal, general[ring.seal.version], GENERAL, _sealed_part(ring))
    for vault, keys in opened.keys.items():
        known = {key.version: key for key in keys}
        listed = ring.holders.get(vault)
        if listed is None or listed.mark.version not in known:
            raise damaged()
        _check(listed.mark, known[listed.mark.version], vault, listed.slots)


def enlist(ring: Keyring, keys: Mapping[str, VaultKey], *added: Slot) -> Keyring:
    """Seal each vault's list of holders under its key: those already listed and still there, and `added`."""
    for vault, key in keys.items():
        if vault in ring.holders:
            _check(ring.holders[vault].mark, key, vault, ring.holders[vault].slots)
    return _relisted(ring, keys, added)


def rekeyed(ring: Keyring, vault: str, old: VaultKey, new: VaultKey) -> Keyring:
    """Every listed holder of the vault has the new key sealed to him beside the old one.

    Whoever is not on the list sealed under the old key gets nothing.
    """
    holders = ring.holders.get(vault)
    if holders is None:
        raise damaged()
    _check(holders.mark, old, vault, holders.slots)
    for slot in _listed(ring, vault):
        ring = ring.put(seal(slot, vault, new, None if slot.kind == "escrow" else old))
    return _relisted(ring, {vault: new})


def _relisted(ring: Keyring, keys: Mapping[str, VaultKey], added: Iterable[Slot] = ()) -> Keyring:
    lists = dict(ring.holders)
    for vault, key in keys.items():
        slots = {slot.id: slot.public for slot in [*_listed(ring, vault), *added] if vault in slot.vaults}
        lists[vault] = Holders(slots, _mark(key, vault, slots))
    return replace(ring, holders=lists)


def _listed(ring: Keyring, vault: str) -> list[Slot]:
    holders = ring.holders.get(vault)
    listed = holders.slots if holders else {}
    if any(slot.id in listed and listed[slot.id] != slot.public for slot in ring.slots):
        raise damaged()
    return [slot for slot in ring.slots if slot.id in listed and vault in slot.vaults]


def settled(ring: Keyring, opened: Opened, keys: Mapping[str, VaultKey]) -> Keyring:
    """The opened slot holds `keys` directly; what was sealed or older for those vaults is gone."""
    return ring.put(add_keys(ring.slot(opened.slot.id) or opened.slot, opened.kek, keys))


def _sealed_part(ring: Keyring) -> object:
    return asdict(replace(ring, seal=UNSEALED, attempts={}))


def _mark(key: VaultKey, vault: str, content: object) -> Mark:
    text = canonical_json([FORMAT, vault, key.version, content])
    mac = blake2b(text, key=key.key, digest_size=32, person=b"pulang-keyring").hexdigest()
    return Mark(key.version, mac)


def _check(mark: Mark, key: VaultKey, vault: str, content: object) -> None:
    if mark.version != key.version or not hmac.compare_digest(mark.mac, _mark(key, vault, content).mac):
        raise damaged()


def _copy(home: Home) -> Path:
    return home.keyring.with_name(home.keyring.name + ".copy")


def _write(home: Home, ring: Keyring) -> None:
    data = json.dumps(asdict(ring), indent=1).encode()
    replace_atomically(home.keyring, data)
    replace_atomically(_copy(home), data)
