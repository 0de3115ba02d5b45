"""The age file around a bundle: its header examined before any key is used, its payload opened whole or not at all."""

import os
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import BinaryIO, NamedTuple

import pyrage

from app.bundle.keys import BAD_HEADER_MAC, NO_MATCH, Identity, age_recipients
from app.bundle.refusals import refusal

MAX_HEADER = 16 << 10
MAX_STANZAS = 64
MAX_FILE = 512 << 20
_MAGIC = b"age-encryption.org/v1\n"
_NONCE, _CHUNK, _TAG = 16, 64 << 10, 16
_X25519 = re.compile(rb"-> X25519 [A-Za-z0-9+/]{43}")
# The age library writes one such stanza into every file, so that readers keep ignoring what they do not know.
_GREASE = re.compile(rb"-> [\x21-\x7e]+-grease(?: [\x21-\x7e]+)*")
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}")


def header_length(start: bytes) -> int:
    """Where the payload begins; UserError unless it is an age v1 header sealed to X25519 recipients alone."""
    if not start.startswith(_MAGIC):
        raise refusal("bundle.truncated" if _MAGIC.startswith(start) else "bundle.not-a-bundle")
    position, stanzas = len(_MAGIC), 0
    while True:
        line, position = _line(start, position)
        if line.startswith(b"---"):
            if not stanzas or not _MAC.fullmatch(line):
                raise refusal("bundle.tampered")
            return position
        stanzas += 1
        grease = _GREASE.fullmatch(line)
        if stanzas > MAX_STANZAS or not (grease or _X25519.fullmatch(line)):
            raise refusal("bundle.foreign-seal")
        position = _past_body(start, position, whole=not grease)


def _past_body(start: bytes, position: int, *, whole: bool) -> int:
    """Past a stanza's body, which ends with its first short line; `whole` asks for the 32 bytes of X25519."""
    first = position
    while True:
        line, position = _line(start, position)
        if not _BODY.fullmatch(line):
            raise refusal("bundle.tampered")
        if len(line) < 64:
            break
    if whole and position - first != 44:
        raise refusal("bundle.tampered")
    return position


def _line(start: bytes, position: int) -> tuple[bytes, int]:
    end = start.find(b"\n", position)
    if end >= 0:
        return start[position:end], end + 1
    raise refusal("bundle.foreign-seal" if len(start) >= MAX_HEADER else "bundle.truncated")


class _Source:
    """Reads for the age library, which forgets what kind of error its reader met."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.hash = sha256()
        self.error: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._file.read(size)
        except OSError as error:
            self.error = error
            raise
        self.hash.update(data)
        return data


class Hashing:
    """A sink that keeps nothing but the digest of what it was given."""

    def __init__(self) -> None:
        self.hash = sha256()

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        self.hash.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""


class _Memory(bytearray):
    """Plaintext in memory; it never reaches a disk."""

    def write(self, data: bytes) -> int:
        self += data
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""


class Opened(NamedTuple):
    """The plaintext, and the size and sha256 of the sealed file it came from."""

    plain: memoryview
    size: int
    digest: str


def open_file(file: BinaryIO, identities: Sequence[Identity]) -> Opened:
    """Decrypt a whole bundle into memory; OSError when the file cannot be read, else UserError."""
    size = os.fstat(file.fileno()).st_size
    start = header_length(file.read(MAX_HEADER))
    if size > MAX_FILE:
        raise refusal("bundle.too-large")
    file.seek(0)
    source, plain = _Source(file), _Memory()
    try:
        pyrage.decrypt_io(source, plain, [identity.key for identity in identities])
    except (pyrage.DecryptError, OSError) as error:
        if source.error:
            raise source.error from error
        raise refusal(_meaning(str(error), size - start, len(plain))) from error
    return Opened(memoryview(plain).toreadonly(), size, source.hash.hexdigest())


def _meaning(message: str, payload: int, released: int) -> str:
    """The refusal for a failed decryption: when the end is missing it is the last chunk that fails."""
    if message == NO_MATCH:
        return "bundle.other-recipient"
    chunks = -(-(payload - _NONCE) // (_CHUNK + _TAG))
    if message == BAD_HEADER_MAC or released < (chunks - 1) * _CHUNK:
        return "bundle.tampered"
    return "bundle.truncated"


class _Pieces:
    """Pieces of bytes, read as one stream, with the digest of what was read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")
        self.hash = sha256()

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self.hash.update(piece)
            self._rest = memoryview(piece)
        data, self._rest = bytes(self._rest[:size]), self._rest[size:]
        return data


class Sealing:
    """Seals pieces into a sink, and to a key of its own that lives only to prove that the written file opens."""

    def __init__(self, pieces: Iterator[bytes], recipients: Sequence[str]) -> None:
        self._proof = Identity.generate()
        self._recipients = age_recipients([*recipients, self._proof.recipient])
        self._source = _Pieces(pieces)

    def write_to(self, sink: object) -> None:
        """Write the age file."""
        pyrage.encrypt_io(self._source, sink, self._recipients)

    def opens(self, file: BinaryIO) -> bool:
        """Whether the file decrypts to its final chunk and to what was sealed."""
        found = Hashing()
        try:
            pyrage.decrypt_io(file, found, [self._proof.key])
        except (pyrage.DecryptError, OSError):
            return False
        return found.hash.digest() == self._source.hash.digest()
