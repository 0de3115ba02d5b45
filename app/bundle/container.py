"""Write and read a *berkas kiriman*: an age file around a tar of a signed manifest and its members."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.bundle import tarball
from app.bundle.agefile import MAX_FILE, MAX_STANZAS, Opened, Sealing, open_file
from app.bundle.certificates import State
from app.bundle.files import Written, write_safely
from app.bundle.header import MAX_MANIFEST, Header, Member, header_of
from app.bundle.keys import Identity, SigningKey, age_recipients, verify
from app.bundle.lines import compressed, expanded
from app.bundle.refusals import refusal
from app.bundle.shapes import json_value
from app.kernel.canonical import canonical_json

SUFFIX = ".pulang"
MAX_RECIPIENTS = MAX_STANZAS - 2  # one stanza proves the writing, one is the age library's own
_MAX_CONTENT = MAX_FILE - 2 * MAX_MANIFEST
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.pulang")

Trust = Callable[[Header], State]


def bundle_name(prefix: str, day: date, number: int) -> str:
    """NNK-A-2026-01-23-000042.pulang, for the prefix NNK-A."""
    return f"{prefix}-{day.isoformat()}-{number:06d}{SUFFIX}"


class BundleWriter:
    """Gathers the members of one bundle in memory, compressed, and writes it whole."""

    def __init__(self, folder: Path, name: str, key: SigningKey, recipients: Sequence[str]) -> None:
        if not _NAME.fullmatch(name) or len(set(recipients)) > MAX_RECIPIENTS:
            raise ValueError(name)
        age_recipients(recipients)
        self._target = folder / name
        self._key = key
        self._recipients = tuple(sorted(set(recipients)))
        self._members: dict[str, bytes] = {}
        self._stated: dict[str, Member] = {}
        self._size = 0

    @property
    def folder(self) -> Path:
        """Where the bundle will be."""
        return self._target.parent

    @property
    def size(self) -> int:
        """Bytes gathered so far, as stored; over 480 MB is refused, so that the caller begins another bundle before."""
        return self._size

    def add_lines(self, member: str, lines: Iterable[bytes]) -> int:
        """Add a `<stream>.jsonl.zst` member of these lines (without line ends); how many there were."""
        if not tarball.LINES.fullmatch(member):
            raise ValueError(member)
        data, count, size = compressed(lines, _MAX_CONTENT - self.size)
        self._add(member, data, lines=count, expanded=size)
        return count

    def add_blob(self, data: bytes) -> str:
        """Add a photo or scan; its name is the sha256 (hex) of these very bytes, as the row that mentions it has it."""
        name = sha256(data).hexdigest()
        if f"blobs/{name}" not in self._members:
            self._add(f"blobs/{name}", data)
        return name

    def add_json(self, member: str, value: object) -> None:
        """Add a `<name>.json` member."""
        if not tarball.JSON.fullmatch(member):
            raise ValueError(member)
        self._add(member, canonical_json(value))

    def _add(self, name: str, data: bytes, *, lines: int = 0, expanded: int = 0) -> None:
        if name in self._members:
            raise ValueError(name)
        if self._size + len(data) > _MAX_CONTENT:
            raise refusal("bundle.too-large")
        self._size += len(data) + 2 * tarball.BLOCK
        self._members[name] = data
        self._stated[name] = Member(sha256(data).hexdigest(), len(data), lines, expanded)

    def finish(self, header: Header, stick: str = "") -> Written:
        """Sign, seal, write and verify the file; `stick` is the flashdisk it must go to. UserError file.*."""
        stated = replace(header, recipients=self._recipients, members=self._stated)
        if header.certificate.sign_pub != self._key.public:
            raise ValueError("certificate of another key")
        manifest = stated.to_bytes()
        header_of(manifest)  # what this desk would not read, it does not write
        _check_counts(stated)
        if len(manifest) > MAX_MANIFEST:
            raise refusal("bundle.too-large")
        signature = bytes.fromhex(self._key.sign(manifest))
        front = {tarball.MANIFEST: manifest, tarball.SIGNATURE: signature}
        sealing = Sealing(tarball.pieces({**front, **self._members}), self._recipients)
        return write_safely(self._target, sealing.write_to, sealing.opens, stick)


@dataclass(frozen=True)
class Bundle:
    """A bundle whose signature, sender, addressee and every digest were checked.

    `trust` is VALID, or EXPIRED or REVOKED: such a bundle is the caller's to hold.
    """

    header: Header
    trust: State
    size: int
    digest: str
    _members: dict[str, memoryview]

    def lines(self, member: str) -> Iterator[bytes]:
        """The lines of a member, lazily; none if it is absent. UserError where they differ from the manifest."""
        if member not in self._members:
            return iter(())
        return expanded(self._members[member], self.header.members[member])

    @property
    def blobs(self) -> tuple[str, ...]:
        """The names of all blobs."""
        return tuple(name.removeprefix("blobs/") for name in self._members if tarball.BLOB.fullmatch(name))

    def blob(self, name: str) -> bytes:
        """The bytes of a blob; KeyError if it is absent."""
        return bytes(self._members[f"blobs/{name}"])

    def json(self, member: str) -> Any:
        """The value of a `<name>.json` member; KeyError if it is absent, UserError if it is no JSON."""
        try:
            return json_value(bytes(self._members[member]))
        except ValueError as error:
            raise refusal("bundle.tampered") from error


@dataclass(frozen=True)
class Inspection:
    """What a bundle says of itself and whether it bears that out; nothing is said about trust in the signer."""

    header: Header
    size: int
    digest: str
    signed: bool
    damaged: tuple[str, ...]


def read(path: Path, identities: Sequence[Identity], trust: Trust) -> Bundle:
    """Open and check a bundle; UserError bundle.* for whatever does not hold.

    In this order: age header, recipient, whole decryption, tar, signature, sender's certificate, addressee, digests.
    """
    opened = _open(path, identities)
    header, members, signed = _content(opened)
    if not signed:
        raise refusal("bundle.tampered")
    state = trust(header)
    if state in (State.UNKNOWN, State.BAD):
        raise refusal("bundle.unknown-device")
    if not {identity.recipient for identity in identities} & set(header.recipients):
        raise refusal("bundle.other-recipient")
    if _damaged(header, members):
        raise refusal("bundle.tampered")
    return Bundle(header, state, opened.size, opened.digest, members)


def inspect(path: Path, identities: Sequence[Identity]) -> Inspection:
    """What is inside and who signed it, for looking only; UserError bundle.* when it cannot be opened at all."""
    opened = _open(path, identities)
    header, members, signed = _content(opened)
    return Inspection(header, opened.size, opened.digest, signed, _damaged(header, members))


def _open(path: Path, identities: Sequence[Identity]) -> Opened:
    try:
        if not path.is_file():  # a pipe or device would never end
            raise refusal("bundle.unreadable")
        with path.open("rb") as file:
            return open_file(file, identities)
    except OSError as error:
        raise refusal("bundle.unreadable") from error


def _content(opened: Opened) -> tuple[Header, dict[str, memoryview], bool]:
    """The header, the other members, and whether the sender's key signed the header."""
    try:
        found = tarball.unpacked(opened.plain)
        manifest = _expected(found, tarball.MANIFEST, MAX_MANIFEST)
        header = header_of(manifest)
        signature = _expected(found, tarball.SIGNATURE, 64)
        members = dict(found)
        _check_counts(header)
    except (ValueError, RecursionError) as error:
        raise refusal("bundle.not-a-bundle") from error
    return header, members, verify(header.certificate.sign_pub, manifest, signature.hex())


def _expected(found: Iterator[tuple[str, memoryview]], name: str, limit: int) -> bytes:
    actual, data = next(found, ("", memoryview(b"")))
    if actual != name or len(data) > limit:
        raise ValueError(name)
    return bytes(data)


def _check_counts(header: Header) -> None:
    """The streams of a vault carry as many entries as its member has lines."""
    for vault in {stream.vault for stream in header.streams}:
        carried = sum(stream.count for stream in header.streams if stream.vault == vault)
        member = header.members.get(f"{vault}.jsonl.zst")
        if carried != (member.lines if member else 0):
            raise ValueError(vault)


def _damaged(header: Header, members: dict[str, memoryview]) -> tuple[str, ...]:
    """Members that are missing, unstated, or not what the header states."""
    wrong = header.members.keys() ^ members.keys()
    for name in header.members.keys() & members.keys():
        stated, data = header.members[name], members[name]
        digest = sha256(data).hexdigest()
        blob = tarball.BLOB.fullmatch(name)
        if (stated.sha256, stated.size) != (digest, len(data)) or (blob and name != f"blobs/{digest}"):
            wrong.add(name)
    return tuple(sorted(wrong))
