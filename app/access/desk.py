"""What a desk knows of itself: its secret keys and its place, kept in the general vault outside the journal."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from sqlalchemy import select

from app.bundle.certificates import Certificate
from app.bundle.keys import Identity, SigningKey
from app.bundle.shapes import shaped
from app.store.epochs import current_epoch
from app.store.vault import Vault, secret
from app.store.work import Author, Reading

_DESK = "desk"
_VAULT_IDENTITY = "identity"


@dataclass(frozen=True)
class Desk:
    """Never journalled, never sent: seeds and identities are secret. `authority` is this desk's own site authority."""

    site_id: str
    site_code: str
    zone: str
    device_id: str
    letter: str
    sign_seed: str = field(repr=False)
    age_secret: str = field(repr=False)
    authority_seed: str = field(repr=False)
    authority_id: str
    anchors: tuple[Certificate, ...]

    @property
    def signing_key(self) -> SigningKey:
        """Signs entries, bundles and papers."""
        return SigningKey.from_seed(self.sign_seed)

    @property
    def identity(self) -> Identity:
        """Opens what is sealed to this device."""
        return Identity.from_secret(self.age_secret)

    @property
    def authority_key(self) -> SigningKey:
        """Signs certificates while this desk is the local authority."""
        return SigningKey.from_seed(self.authority_seed)

    @property
    def is_authority(self) -> bool:
        """Whether this desk may admit others: it trusts its own authority."""
        return any(anchor.id == self.authority_id for anchor in self.anchors)


def keep_desk(general: Vault, desk: Desk) -> None:
    """Write the desk's knowledge of itself."""
    general.set_secret(_DESK, json.dumps(asdict(desk)))


def read_desk(general: Vault) -> Desk:
    """The desk's knowledge of itself."""
    return shaped(Desk, json.loads(general.get_secret(_DESK) or "{}"))


def anchors_of(r: Reading) -> tuple[Certificate, ...]:
    """The authorities this desk trusts, for services that only have the general vault's rows at hand."""
    kept = r.connection.execute(select(secret.c.value).where(secret.c.name == _DESK)).scalar()
    return shaped(Desk, json.loads(kept or "{}")).anchors


def give_identity(vault: Vault) -> Identity:
    """Make the age identity of a new vault, kept inside it."""
    identity = Identity.generate()
    vault.set_secret(_VAULT_IDENTITY, identity.secret)
    return identity


def vault_identity(vault: Vault) -> Identity:
    """The age identity that opens what was sealed to this vault."""
    return Identity.from_secret(vault.get_secret(_VAULT_IDENTITY) or "")


def author_of(vault: Vault, desk: Desk) -> Author:
    """The desk as the author of entries in a vault; begins a new epoch there when it must."""
    signing_key = desk.signing_key
    sign: Callable[[bytes], str] = signing_key.sign
    epoch = current_epoch(vault, desk.device_id)
    return Author(desk.site_id, desk.site_code, desk.device_id, desk.letter, epoch, desk.zone, sign)
