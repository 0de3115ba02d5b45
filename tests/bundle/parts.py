"""A sender, an addressee and small bundles for the tests of the container."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pyrage

from app.bundle import tarball
from app.bundle.certificates import Certificate, State, check_chain, issue
from app.bundle.container import BundleWriter, bundle_name
from app.bundle.files import Written
from app.bundle.header import Header, Sender, Stream
from app.bundle.keys import Identity, SigningKey, age_recipients

NOW = datetime(2026, 1, 23, 13, 0, tzinfo=UTC)
LINES = [b'{"seq":%d,"nama":"Siti %d"}' % (seq, seq) for seq in range(1, 51)]


def certificate(kind: str, name: str, key: SigningKey, issuer: str, site: str = "site-nnk") -> Certificate:
    assert kind in ("device", "site", "centre")
    return Certificate(
        kind,  # type: ignore[arg-type]
        name,
        site,
        "NNK",
        "A",
        "Loket A",
        key.public,
        Identity.generate().recipient,
        "2026-01-01T00:00:00+00:00",
        "2027-01-01T00:00:00+00:00",
        issuer,
        {"health": Identity.generate().recipient},
        ("satgas",),
    )


@dataclass
class Desk:
    """A desk with a certificate of its site's authority, and an addressee."""

    authority: SigningKey = field(default_factory=SigningKey.generate)
    key: SigningKey = field(default_factory=SigningKey.generate)
    centre: Identity = field(default_factory=Identity.generate)

    def __post_init__(self) -> None:
        self.root = issue(certificate("site", "site-nnk", self.authority, "site-nnk"), self.authority)
        self.cert = issue(certificate("device", "desk-a", self.key, "site-nnk"), self.authority)

    def header(self, number: int = 42, **fields: object) -> Header:
        sender = Sender("desk-a", "e1", "site-nnk", (self.cert, self.root))
        return Header("site", sender, number, "2026-01-23T13:00:00+00:00", **fields)  # type: ignore[arg-type]

    def trust(self, header: Header) -> State:
        return check_chain(header.sender.certificates, [self.root], NOW)

    def writer(self, folder: Path, number: int = 42, *more: str) -> BundleWriter:
        name = bundle_name("NNK-A", date(2026, 1, 23), number)
        return BundleWriter(folder, name, self.key, [self.centre.recipient, *more])

    def bundle(self, folder: Path, number: int = 42, blob: bytes = b"foto", lines: list[bytes] = LINES) -> Written:
        writer = self.writer(folder, number)
        writer.add_lines("general.jsonl.zst", lines)
        writer.add_blob(blob)
        writer.add_json("names.json", {"kapal": "KM Thalia"})
        stream = Stream("general", "desk-a", "e1", "", 1, len(lines), "ab" * 32, len(lines), {"heads": len(lines)})
        return writer.finish(self.header(number, streams=(stream,)))

    def opened(self, path: Path) -> bytes:
        """The tar inside."""
        return bytes(pyrage.decrypt(path.read_bytes(), [self.centre.key]))

    def sealed(self, folder: Path, tar: bytes) -> Path:
        """A file with any content, sealed rightly to the addressee."""
        path = folder / "forged.pulang"
        path.write_bytes(pyrage.encrypt(tar, age_recipients([self.centre.recipient])))
        return path

    def changed(self, path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
        """The bundle with its members changed and sealed again, as an addressee gone bad could."""
        members = {name: bytes(data) for name, data in tarball.unpacked(memoryview(self.opened(path)))}
        change(members)
        return self.sealed(path.parent, b"".join(tarball.pieces(members)))
