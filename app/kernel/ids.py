"""Row ids: time-ordered for new things, derived where two desks may do the same thing."""

import secrets
import time
from hashlib import blake2b

from app.kernel.canonical import canonical_json


def new_id() -> str:
    """A UUIDv7 as 32 hex digits: unique, and sorting by time of making."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp & (1 << 48) - 1) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return f"{value:032x}"


def derived_id(namespace: str, *parts: str | int) -> str:
    """The id every desk derives alike from the same parts, as 32 hex digits."""
    return blake2b(canonical_json([namespace, *parts]), digest_size=16).hexdigest()
