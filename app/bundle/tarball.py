"""The tar inside a bundle, in one exact form: regular files of known names, nothing a tar may otherwise hold."""

import re
import tarfile
from collections.abc import Iterator

BLOCK = 512
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
LINES = re.compile(r"[a-z][a-z0-9-]{0,40}\.jsonl\.zst")
JSON = re.compile(r"(?!manifest\.json)[a-z][a-z0-9-]{0,40}\.json")
BLOB = re.compile(r"blobs/[0-9a-f]{64}")
_END = bytes(2 * BLOCK)


def known(name: str) -> bool:
    """Whether a member may be called so."""
    return name in (MANIFEST, SIGNATURE) or any(form.fullmatch(name) for form in (LINES, JSON, BLOB))


def file_header(name: str, size: int) -> bytes:
    """The one tar header a member of this name and size can have (USTAR, no owner, no time)."""
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.USTAR_FORMAT)


def pieces(members: dict[str, bytes]) -> Iterator[bytes]:
    """The tar of these members, in their order."""
    for name, data in members.items():
        yield file_header(name, len(data))
        yield data
        yield bytes(-len(data) % BLOCK)
    yield _END


def unpacked(tar: memoryview) -> Iterator[tuple[str, memoryview]]:
    """Each member's name and bytes, uncopied; ValueError at the first deviation from the one exact form."""
    seen: set[str] = set()
    position = 0
    while len(tar) - position != len(_END) or any(tar[position:]):
        block = bytes(tar[position : position + BLOCK])
        name, size = _named(block)
        start, stop = position + BLOCK, position + BLOCK + size
        position = stop + -size % BLOCK
        if name in seen or position > len(tar) or any(tar[stop:position]):
            raise ValueError(name)
        seen.add(name)
        yield name, tar[start:stop]


def _named(block: bytes) -> tuple[str, int]:
    name = block[:100].rstrip(b"\0").decode("ascii")
    if not known(name) or not re.fullmatch(rb"[0-7]{11}\0", block[124:136]):
        raise ValueError(name)
    size = int(block[124:135], 8)
    if block != file_header(name, size):
        raise ValueError(name)
    return name, size
