"""Sealing something to the holders of a restricted vault: whoever imports can write it and cannot read it."""

from base64 import b64decode, b64encode
from collections.abc import Callable

from app.access.desk import anchors_of, vault_identity
from app.access.trust import trust_of
from app.bundle.keys import open_sealed, seal
from app.kernel.errors import UserError
from app.store.vault import Vault
from app.store.work import Reading


def recipients_of(r: Reading, vault: str) -> list[str]:
    """The age recipients of a restricted vault: every desk and centre that a trusted authority vouches for.

    Rows alone do not make a holder: any desk could write one. Expired certificates count, for the clock may be
    wrong; revoked ones never do. `r` reads the general vault.
    """
    trust = trust_of(r, anchors_of(r))
    vouched = [cert for cert in trust.certificates if trust.vouched(cert) and trust.revocation(cert.id) is None]
    return sorted({cert.vault_recipients[vault] for cert in vouched if vault in cert.vault_recipients})


def sealer(r: Reading) -> Callable[[str, bytes], str | None]:
    """(vault, content) → base64 of the content sealed to the vault's holders; None when there are none."""
    known: dict[str, list[str]] = {}

    def seal_to(vault: str, content: bytes) -> str | None:
        if vault not in known:
            known[vault] = recipients_of(r, vault)
        return sealed_for(known[vault], content) if known[vault] else None

    return seal_to


def sealed_for(recipients: list[str], content: bytes) -> str:
    """The content as base64 of an age file that only these recipients open."""
    return b64encode(seal(content, recipients)).decode()


def unsealed(vault: Vault, sealed: str) -> bytes | None:
    """What was sealed to this open vault; None when it was sealed to others."""
    try:
        return open_sealed(b64decode(sealed), [vault_identity(vault)])
    except (UserError, ValueError):
        return None
