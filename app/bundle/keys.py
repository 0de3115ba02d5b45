"""The two kinds of keys a device has: Ed25519 to sign with, and age X25519 identities to seal to."""

from collections.abc import Iterable
from typing import Any, Self

import pyrage
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey as _Ed25519
from nacl.signing import VerifyKey

from app.bundle.refusals import refusal


class SigningKey:
    """An Ed25519 key; its 32-byte seed as hex is the only secret form, and never shown by repr."""

    def __init__(self, key: _Ed25519) -> None:
        self._key = key

    @classmethod
    def generate(cls) -> Self:
        """A fresh key."""
        return cls(_Ed25519.generate())

    @classmethod
    def from_seed(cls, seed: str) -> Self:
        """The key of a seed of 64 hex digits; UserError keys.bad-key."""
        try:
            return cls(_Ed25519(bytes.fromhex(seed)))
        except ValueError as error:
            raise refusal("keys.bad-key") from error

    @property
    def seed(self) -> str:
        """The secret seed, 64 hex digits."""
        return bytes(self._key).hex()

    @property
    def public(self) -> str:
        """The public key, 64 hex digits."""
        return bytes(self._key.verify_key).hex()

    def sign(self, data: bytes) -> str:
        """The signature over `data`, 128 hex digits."""
        return self._key.sign(data).signature.hex()


def verify(public: str, data: bytes, sig: str) -> bool:
    """Whether `sig` (hex) is the signature of `public` (hex) over `data`; malformed values are simply False."""
    try:
        VerifyKey(bytes.fromhex(public)).verify(data, bytes.fromhex(sig))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


class Identity:
    """An age X25519 identity: whatever is sealed to its `recipient` opens with it."""

    def __init__(self, key: Any) -> None:
        self._key = key

    @classmethod
    def generate(cls) -> Self:
        """A fresh identity."""
        return cls(pyrage.x25519.Identity.generate())

    @classmethod
    def from_secret(cls, secret: str) -> Self:
        """The identity of an AGE-SECRET-KEY-1… text; UserError keys.bad-key."""
        try:
            return cls(pyrage.x25519.Identity.from_str(secret.strip()))
        except pyrage.IdentityError as error:
            raise refusal("keys.bad-key") from error

    @property
    def secret(self) -> str:
        """The AGE-SECRET-KEY-1… text."""
        return str(self._key)

    @property
    def recipient(self) -> str:
        """The public age1… text."""
        return str(self._key.to_public())

    @property
    def key(self) -> Any:
        """The identity as the age library takes it."""
        return self._key


def age_recipients(recipients: Iterable[str]) -> list[Any]:
    """The age1… texts as the age library takes them; UserError keys.bad-key for a wrong one or none at all."""
    try:
        parsed = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    except pyrage.RecipientError as error:
        raise refusal("keys.bad-key") from error
    if not parsed:
        raise refusal("keys.bad-key")
    return parsed


def seal(data: bytes, recipients: Iterable[str]) -> bytes:
    """`data` as a binary age file that any one of the recipients opens."""
    return bytes(pyrage.encrypt(data, age_recipients(recipients)))


def open_sealed(data: bytes, identities: Iterable[Identity]) -> bytes:
    """What was sealed; UserError seal.other-recipient or seal.damaged."""
    try:
        return bytes(pyrage.decrypt(data, [identity.key for identity in identities]))
    except pyrage.DecryptError as error:
        raise refusal("seal.other-recipient" if str(error) == NO_MATCH else "seal.damaged") from error


# The age library tells its failures apart by their text only; tests hold it to these.
NO_MATCH = "No matching keys found"
BAD_HEADER_MAC = "Header MAC is invalid"
