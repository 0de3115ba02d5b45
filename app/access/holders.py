"""Sealing something to the holders of a restricted vault: whoever imports can write it and cannot read it."""

import base64
from collections.abc import Callable

from sqlmodel import col, select

from app.access.records import Device
from app.bundle.keys import seal
from app.store.work import Reading


def recipients_of(r: Reading, vault: str) -> list[str]:
    """The age recipients of a restricted vault at every desk that was not revoked."""
    desks = r.all(select(Device).where(col(Device.void_reason).is_(None), col(Device.revoked_at).is_(None)))
    return sorted({desk.vault_recipients[vault] for desk in desks if vault in desk.vault_recipients})


def sealer(r: Reading) -> Callable[[str, bytes], str | None]:
    """(vault, content) → base64 of the content sealed to the vault's holders; None when there are none."""
    known: dict[str, list[str]] = {}

    def seal_to(vault: str, content: bytes) -> str | None:
        if vault not in known:
            known[vault] = recipients_of(r, vault)
        return base64.b64encode(seal(content, known[vault])).decode() if known[vault] else None

    return seal_to
