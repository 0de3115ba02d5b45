"""One byte form for every value that is hashed, signed or compared."""

import json
import unicodedata
from hashlib import blake2b

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical_json(value: object) -> bytes:
    """JSON with sorted keys, no spaces and text in NFC, so equal values give equal bytes."""
    text = _ENCODER.encode(value)
    return (text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)).encode()


def digest(data: bytes) -> str:
    """BLAKE2b-256 of the bytes, as 64 hex digits."""
    return blake2b(data, digest_size=32).hexdigest()
