"""One slot of the keyring: a secret that one person (or sheet of paper) holds, and the vault keys it opens.

A direct wrap lies under the secret itself (Argon2id → XChaCha20-Poly1305). A key that changed while its holder was
away waits *sealed* to the slot's age recipient, with a proof that whoever changed it knew the key before.
"""

import hmac
import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final, Literal

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.utils import random as random_bytes

from app.bundle import keys as age
from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from app.kernel.ids import new_id

NONCE = 24
KEY = 32
FORMAT: Final = "pulang-keyring-1"


class WrongSecretError(Exception):
    """The secret does not open this slot, or the slot was altered."""


@dataclass(frozen=True)
class Kdf:
    """Cost of Argon2id (one lane): memory in KiB and passes."""

    memory: int
    passes: int

    @property
    def bearable(self) -> bool:
        """Whether a desk can pay it; a forged file must not stall one."""
        return 8 <= self.memory <= 1 << 20 and 1 <= self.passes <= 16


PASSPHRASE_KDF = Kdf(memory=64 * 1024, passes=3)
CODE_KDF = Kdf(memory=8, passes=1)
"""For secrets of 110 random bits and more, which no guessing reaches."""


@dataclass(frozen=True)
class Wrap:
    """A vault key of one version, encrypted."""

    version: int
    box: str


Kind = Literal["user", "setup", "recovery", "escrow"]


@dataclass(frozen=True)
class Slot:
    """`label` is the login of a user, the role of a set-up sheet, the name of an escrow holder."""

    id: str
    kind: Kind
    label: str
    public: str
    user_id: str = ""
    kdf: Kdf = CODE_KDF
    salt: str = ""
    identity: str = ""
    wraps: dict[str, Wrap] = field(default_factory=dict)
    sealed: dict[str, tuple[Wrap, ...]] = field(default_factory=dict)
    papers: str = ""

    @property
    def vaults(self) -> frozenset[str]:
        """The vaults this slot opens."""
        return frozenset(self.wraps) | frozenset(self.sealed)


@dataclass(frozen=True)
class VaultKey:
    """A random 256-bit vault key; `version` grows by one with each rekeying."""

    version: int
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Secret:
    """What a person types or a sheet carries, and what deriving a key from it costs."""

    text: bytes = field(repr=False)
    kdf: Kdf


@dataclass(frozen=True)
class Opened:
    """A slot opened by its secret: `keys` per vault, newest first."""

    slot: Slot
    kek: bytes = field(repr=False)
    keys: Mapping[str, tuple[VaultKey, ...]]

    @property
    def newest(self) -> dict[str, VaultKey]:
        """The newest key of each vault."""
        return {vault: keys[0] for vault, keys in self.keys.items()}


def typed(passphrase: str) -> bytes:
    """A passphrase as bytes, the same from every keyboard and system."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def phrase(passphrase: str) -> Secret:
    """The secret of a passphrase or PIN, at the full cost."""
    return Secret(typed(passphrase), PASSPHRASE_KDF)


def new_key(version: int = 1) -> VaultKey:
    """A fresh random vault key."""
    return VaultKey(version, random_bytes(KEY))


def derived_key(secret: Secret, salt: bytes) -> bytes:
    """The 32-byte key Argon2id makes of a secret."""
    cost = secret.kdf
    return argon2id.kdf(KEY, secret.text, salt, opslimit=cost.passes, memlimit=cost.memory * 1024)


def wrap(kek: bytes, purpose: bytes, data: bytes) -> str:
    """Encrypt `data` under `kek`, bound to its purpose; base64 of nonce and ciphertext."""
    nonce = random_bytes(NONCE)
    return b64encode(nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(data, purpose, nonce, kek)).decode()


def unwrap(kek: bytes, purpose: bytes, box: str) -> bytes:
    """The data of a wrap; WrongSecretError for another key, another purpose or an altered box."""
    try:
        raw = b64decode(box, validate=True)
        return crypto_aead_xchacha20poly1305_ietf_decrypt(raw[NONCE:], purpose, raw[:NONCE], kek)
    except (CryptoError, ValueError, TypeError) as error:
        raise WrongSecretError from error


def make_slot(kind: Kind, label: str, secret: Secret, keys: Mapping[str, VaultKey], user_id: str = "") -> Slot:
    """A new slot that opens `keys` with `secret`."""
    salt = random_bytes(argon2id.SALTBYTES)
    identity = age.Identity.generate()
    bare = Slot(
        id=new_id(),
        kind=kind,
        label=label,
        user_id=user_id,
        kdf=secret.kdf,
        salt=salt.hex(),
        public=identity.recipient,
    )
    kek = derived_key(secret, salt)
    named = replace(bare, identity=wrap(kek, _purpose(bare, "identity", 0), identity.secret.encode()))
    return add_keys(named, kek, keys)


def escrow_slot(label: str, recipient: str) -> Slot:
    """A slot without a secret here: its keys are sealed to the age recipient of someone far away."""
    return Slot(id=new_id(), kind="escrow", label=label, public=recipient)


def add_keys(slot: Slot, kek: bytes, keys: Mapping[str, VaultKey]) -> Slot:
    """The slot with these keys wrapped directly, whatever waited sealed for those vaults gone."""
    wraps = {vault: Wrap(key.version, _wrap_key(slot, kek, vault, key)) for vault, key in keys.items()}
    left = {vault: boxes for vault, boxes in slot.sealed.items() if vault not in keys}
    return replace(slot, wraps={**slot.wraps, **wraps}, sealed=left)


def without(slot: Slot, vault: str) -> Slot:
    """The slot without any key of the vault."""
    wraps = {name: box for name, box in slot.wraps.items() if name != vault}
    sealed = {name: boxes for name, boxes in slot.sealed.items() if name != vault}
    return replace(slot, wraps=wraps, sealed=sealed)


def with_papers(slot: Slot, kek: bytes, papers: bytes | None) -> Slot:
    """The slot carrying sheets its owner still has to print; none when `papers` is None."""
    box = wrap(kek, _purpose(slot, "papers", 0), papers) if papers is not None else ""
    return replace(slot, papers=box)


def papers_of(opened: Opened) -> bytes | None:
    """The sheets still waiting to be printed."""
    slot = opened.slot
    return unwrap(opened.kek, _purpose(slot, "papers", 0), slot.papers) if slot.papers else None


def seal(slot: Slot, vault: str, key: VaultKey, before: VaultKey | None = None) -> Slot:
    """The slot with a further key of the vault sealed to it; `before` is the key it replaces."""
    payload = {
        "slot": slot.id,
        "vault": vault,
        "version": key.version,
        "key": key.key.hex(),
        "proof": _proof(slot, vault, key, before) if before else "",
    }
    sealed = Wrap(key.version, b64encode(age.seal(canonical_json(payload), [slot.public])).decode())
    earlier = slot.sealed.get(vault, ()) if before else ()
    return replace(slot, sealed={**slot.sealed, vault: (*earlier, sealed)})


def open_slot(slot: Slot, text: bytes) -> Opened:
    """Every key the slot holds; WrongSecretError when the secret is not its own."""
    return open_with(slot, derived_key(Secret(text, slot.kdf), _salt(slot)))


def open_with(slot: Slot, kek: bytes) -> Opened:
    """Every key the slot holds, by the key its secret derives to."""
    identity = unwrap(kek, _purpose(slot, "identity", 0), slot.identity).decode()
    keys = {vault: _chain(slot, kek, identity, vault) for vault in slot.wraps}
    return Opened(slot, kek, keys)


def open_sealed(slot: Slot, identity: str, vault: str) -> VaultKey:
    """The newest sealed key of an escrow slot, by its holder's age identity."""
    return _unseal(slot, identity, slot.sealed[vault][-1], vault, None)


def _salt(slot: Slot) -> bytes:
    try:
        salt = bytes.fromhex(slot.salt)
    except ValueError as error:
        raise WrongSecretError from error
    if len(salt) != argon2id.SALTBYTES or not slot.kdf.bearable:
        raise WrongSecretError
    return salt


def _purpose(slot: Slot, name: str, version: int) -> bytes:
    return canonical_json([FORMAT, slot.id, slot.kind, slot.label, slot.user_id, slot.public, name, version])


def _wrap_key(slot: Slot, kek: bytes, vault: str, key: VaultKey) -> str:
    return wrap(kek, _purpose(slot, vault, key.version), key.key)


def _chain(slot: Slot, kek: bytes, identity: str, vault: str) -> tuple[VaultKey, ...]:
    held = slot.wraps[vault]
    chain = [VaultKey(held.version, unwrap(kek, _purpose(slot, vault, held.version), held.box))]
    for box in slot.sealed.get(vault, ()):
        chain.append(_unseal(slot, identity, box, vault, chain[-1]))
    return tuple(reversed(chain))


def _unseal(slot: Slot, identity: str, box: Wrap, vault: str, before: VaultKey | None) -> VaultKey:
    try:
        identities = [age.Identity.from_secret(identity)]
        payload = json.loads(age.open_sealed(b64decode(box.box, validate=True), identities))
        named = (payload["slot"], payload["vault"], payload["version"])
        key = VaultKey(box.version, bytes.fromhex(payload["key"]))
        proof = str(payload["proof"])
    except (UserError, ValueError, KeyError, TypeError) as error:
        raise WrongSecretError from error
    if named != (slot.id, vault, box.version) or len(key.key) != KEY:
        raise WrongSecretError
    if before and not hmac.compare_digest(proof, _proof(slot, vault, key, before)):
        raise WrongSecretError
    return key


def _proof(slot: Slot, vault: str, key: VaultKey, before: VaultKey) -> str:
    text = canonical_json([FORMAT, "rekey", slot.id, vault, before.version, key.version, key.key.hex()])
    return blake2b(text, key=before.key, digest_size=32).hexdigest()
