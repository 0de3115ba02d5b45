"""The signed statement in a BAST's QR code: small enough for paper, checked with nothing but a public key.

A statement binds number, site, laptop, time, parties, counts, the digest of the name list and the journal's head.
"""

import struct
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.printing.qr import base45, unbase45

PREFIX = "PLG1:"
MOST_BYTES = 300
_DOMAIN = b"pulang statement 1\0"
_SIGNATURE = 64
_FIXED = struct.Struct(">16s16sQ5H32s8s")
_MOST = {"form": 16, "number": 26, "giver": 40, "receiver": 40}
_SHORT_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Statement:
    """What a paper claims. Ids are 32 hex digits, `time` unix seconds, digests hex (64 and 16 digits)."""

    form: str
    number: str
    site_id: str
    device_id: str
    time: int
    giver: str
    receiver: str
    counts: HeadCount
    names_digest: str
    chain_head: str

    def pack(self) -> bytes:
        """The bytes that are signed; parties are shortened to 40 bytes."""
        counts = (*self.counts.by_class().values(), self.counts.unknown)
        ids = bytes.fromhex(self.site_id)[:16], bytes.fromhex(self.device_id)[:16]
        digests = bytes.fromhex(self.names_digest), bytes.fromhex(self.chain_head)[:8]
        texts = b"".join(_text(getattr(self, name), most) for name, most in _MOST.items())
        return _FIXED.pack(*ids, self.time, *counts, *digests) + texts


@dataclass(frozen=True)
class Signed:
    """A statement with the bytes that were signed and the signature."""

    statement: Statement
    payload: bytes
    signature: bytes

    @property
    def short_code(self) -> str:
        """Eight characters to read out by telephone."""
        return short_code(blake2b(_DOMAIN + self.payload, digest_size=32).digest())

    @property
    def text(self) -> str:
        """The text of the QR code."""
        return PREFIX + base45(self.payload + self.signature)


def sign(statement: Statement, signer: Callable[[bytes], bytes]) -> Signed:
    """Sign with a laptop's Ed25519 key; `signer` gives the bare 64-byte signature."""
    payload = statement.pack()
    signature = signer(_DOMAIN + payload)
    if len(signature) != _SIGNATURE or len(payload) + _SIGNATURE > MOST_BYTES:
        raise ValueError("statement too long or signature of wrong length")
    return Signed(statement, payload, signature)


def parse(text: str) -> Signed:
    """Read the text of a code; UserError qr.not_statement if it is none of ours or damaged."""
    try:
        if not text.startswith(PREFIX):
            raise ValueError("prefix")
        data = unbase45(text.removeprefix(PREFIX))
        payload, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
        return Signed(_unpack(payload), payload, signature)
    except (ValueError, struct.error) as error:
        raise UserError(
            "qr.not_statement",
            _("Kode ini bukan kode Berita Acara Pulang, atau ada huruf yang rusak."),
            _("Foto ulang kodenya dengan terang dan lurus, lalu coba lagi."),
        ) from error


def check(signed: Signed, public_key: bytes) -> bool:
    """Whether the holder of this Ed25519 key (32 bytes) signed exactly this."""
    try:
        VerifyKey(public_key).verify(_DOMAIN + signed.payload, signed.signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def short_code(digest: bytes) -> str:
    """Eight characters of a digest, without letters that look or sound alike (no I, O, 0, 1)."""
    value = int.from_bytes(digest[:5], "big")
    return "".join(_SHORT_ALPHABET[value >> shift & 31] for shift in range(35, -1, -5))


def spaced(code: str) -> str:
    """A short code as it is printed: “K7MP-3XQ9”."""
    return f"{code[:4]}-{code[4:]}"


def line_digests(lines: Sequence[str]) -> list[str]:
    """BLAKE2b-128 of every line of a name list, hex: tells which line differs without telling who stands there."""
    return [_line(line).hex() for line in lines]


def name_list_digest(lines: Sequence[str]) -> str:
    """BLAKE2b-256 of a whole name list, its order and length included, hex."""
    body = b"".join(_line(line) for line in lines)
    return blake2b(len(lines).to_bytes(4, "big") + body, digest_size=32, person=b"pulang names").hexdigest()


def differing_lines(lines: Sequence[str], digests: Sequence[str]) -> list[int]:
    """Numbers, from 1, of the lines that are not what the digests say; missing and extra lines count too."""
    mine = line_digests(lines)
    longest = max(len(mine), len(digests))
    return [at + 1 for at in range(longest) if mine[at : at + 1] != list(digests[at : at + 1])]


def _line(line: str) -> bytes:
    text = " ".join(unicodedata.normalize("NFC", line).split())
    return blake2b(text.encode(), digest_size=16, person=b"pulang line").digest()


def _text(text: str, most: int) -> bytes:
    data = unicodedata.normalize("NFC", text).encode()[:most].decode(errors="ignore").encode()
    return bytes([len(data)]) + data


def _unpack(payload: bytes) -> Statement:
    site, device, time, *counts, names, chain = _FIXED.unpack_from(payload)
    at, texts = _FIXED.size, []
    for most in _MOST.values():
        size = payload[at] if at < len(payload) else most + 1
        part = payload[at + 1 : at + 1 + size]
        if size > most or len(part) != size:
            raise ValueError("text")
        texts.append(part.decode())
        at += 1 + size
    if at != len(payload):
        raise ValueError("length")
    form, number, giver, receiver = texts
    people = HeadCount(*counts)
    return Statement(form, number, site.hex(), device.hex(), time, giver, receiver, people, names.hex(), chain.hex())
