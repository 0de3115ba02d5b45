"""What a bundle says of itself: manifest.json, signed by the sender."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from app.bundle.certificates import Certificate
from app.bundle.refusals import refusal
from app.bundle.shapes import json_value, shaped
from app.kernel.canonical import canonical_json

FORMAT = 1
MAX_MANIFEST = 16 << 20


@dataclass(frozen=True)
class Sender:
    """Who wrote the bundle; `certificates` begins with the sender's own, each vouched for by the next."""

    device: str
    epoch: str
    site: str
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True)
class Stream:
    """One run of journal entries carried, `start` to `end` inclusive; `head` is the digest of its last entry.

    `totals` are sums that sender and receiver both make and compare.
    """

    vault: str
    device: str
    epoch: str
    branch: str
    start: int
    end: int
    head: str
    count: int
    totals: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Have:
    """What the sender durably holds of one device's epoch: everything up to `up_to`, and later but the gaps.

    Gaps are (first, last). A mark is (seq, start of the digest there): it tells apart the branches of a cloned laptop.
    """

    vault: str
    device: str
    epoch: str
    up_to: int
    gaps: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Member:
    """One file inside: its stored bytes, and for lines their number and size once expanded."""

    sha256: str
    size: int
    lines: int = 0
    expanded: int = 0


@dataclass(frozen=True)
class Header:
    """The manifest; `recipients`, `members` and `format` are filled in by the writer."""

    kind: Literal["site", "handover", "receipt", "kit"]
    sender: Sender
    number: int
    created: str
    streams: tuple[Stream, ...] = ()
    have: tuple[Have, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def certificate(self) -> Certificate:
        """The sender's own certificate."""
        return self.sender.certificates[0]

    def to_bytes(self) -> bytes:
        """manifest.json: the bytes that are signed. A stream's start and end are called from and to there."""
        content = asdict(self)
        for stream in content["streams"]:
            stream["from"], stream["to"] = stream.pop("start"), stream.pop("end")
        return canonical_json(content)


def header_of(raw: bytes) -> Header:
    """The header in manifest.json; ValueError when it is none, UserError bundle.newer-format when it is a later one."""
    content = json_value(raw)
    if not isinstance(content, dict):
        raise ValueError("object")
    version = content.get("format")
    if type(version) is int and version > FORMAT:
        raise refusal("bundle.newer-format")
    if version != FORMAT or canonical_json(content) != raw:
        raise ValueError("format")
    streams = content.get("streams")
    if not isinstance(streams, list):
        raise ValueError("streams")
    header = shaped(Header, {**content, "streams": [_stream(item) for item in streams]})
    if not header.sender.certificates or not _speaks_for(header.certificate, header.sender):
        raise ValueError("sender")
    return header


def _stream(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict) or "start" in item or "end" in item:
        raise ValueError("stream")
    names = {"from": "start", "to": "end"}
    return {names.get(str(name), str(name)): value for name, value in item.items()}


def _speaks_for(cert: Certificate, sender: Sender) -> bool:
    return (cert.id, cert.site_id) == (sender.device, sender.site)
