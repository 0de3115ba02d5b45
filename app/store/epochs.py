"""Epochs: a desk starts a new one at first run, after a restore, on other hardware, or when it was cloned."""

import secrets
import uuid
from hashlib import blake2b
from pathlib import Path

from app.store import journal
from app.store.vault import Vault

_MACHINE_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")


def machine_mark() -> str:
    """A short digest that stays the same while the files stay on one computer."""
    known = [Path(name).read_text().strip() for name in _MACHINE_FILES if Path(name).exists()]
    return blake2b((known[0] if known else f"{uuid.getnode():x}").encode(), digest_size=8).hexdigest()


def current_epoch(vault: Vault, device: str, machine: str | None = None) -> str:
    """The epoch this desk writes in now, like "1-9f3a52c1"; starts a new one when it must."""
    mark = machine or machine_mark()
    epoch = vault.get_secret("epoch")
    if (
        epoch
        and vault.get_secret("machine") == mark
        and not vault.get_secret("restored")
        and not _split(vault, device, epoch)
    ):
        return epoch
    ordinal = int(epoch.partition("-")[0]) + 1 if epoch else 1
    fresh = f"{ordinal}-{secrets.token_hex(4)}"
    for name, value in (("epoch", fresh), ("machine", mark), ("restored", "")):
        vault.set_secret(name, value)
    return fresh


def mark_restored(vault: Vault) -> None:
    """Tell the next opening that these files came back from a copy."""
    vault.set_secret("restored", "yes")


def _split(vault: Vault, device: str, epoch: str) -> bool:
    with vault.engine.connect() as connection:
        return journal.forked(connection, device, epoch)
