"""Scans beside the vaults: sealed, named by what they hold, refused when they are something else."""

from hashlib import sha256
from pathlib import Path

import pytest

from app.access.blobs import MOST_BYTES, Blobs
from app.bundle.keys import Identity
from app.kernel.errors import UserError

PICTURE = b"\xff\xd8\xff\xe0 foto"


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """An empty folder of scans."""
    return Blobs(tmp_path / "blobs", Identity.generate())


def test_kept_once_sealed_and_read_back(blobs: Blobs) -> None:
    name = blobs.keep(PICTURE)
    before = (blobs.folder / name).read_bytes()
    assert name == sha256(PICTURE).hexdigest()
    assert blobs.keep(PICTURE) == name
    assert (blobs.folder / name).read_bytes() == before
    assert b"foto" not in before
    assert blobs.read(name) == PICTURE


def test_only_what_is_wanted_stays(blobs: Blobs) -> None:
    blobs.keep_only(())
    one, other = blobs.keep(PICTURE), blobs.keep(PICTURE + b"!")
    blobs.keep_only({one, "0" * 64})
    assert blobs.names() == {one}
    assert blobs.size(other) == 0


@pytest.mark.parametrize("content", [b"", b"MZ program", b"%PDF-" + bytes(MOST_BYTES)])
def test_other_files_are_refused(blobs: Blobs, content: bytes) -> None:
    with pytest.raises(UserError, match=r"blob\.refused"):
        blobs.keep(content)
    assert not blobs.folder.exists()


@pytest.mark.parametrize("name", ["0" * 64, "../general.db", ""])
def test_what_is_not_here_is_said(blobs: Blobs, name: str) -> None:
    with pytest.raises(UserError, match=r"blob\.missing"):
        blobs.read(name)


def test_a_damaged_scan_is_never_shown(blobs: Blobs) -> None:
    name = blobs.keep(PICTURE)
    path = blobs.folder / name
    spoilt = bytearray(path.read_bytes())
    spoilt[-1] ^= 1
    path.write_bytes(spoilt)
    with pytest.raises(UserError, match=r"seal\.damaged"):
        blobs.read(name)
