"""One byte form for every value that is hashed, signed or compared."""

import json
import unicodedata
from hashlib import blake2b


def canonical_json(value: object) -> bytes:
    """JSON with sorted keys, no spaces and text in NFC, so equal values give equal bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)).encode()


def digest(data: bytes) -> str:
    """BLAKE2b-256 of the bytes, as 64 hex digits."""
    return blake2b(data, digest_size=32).hexdigest()
