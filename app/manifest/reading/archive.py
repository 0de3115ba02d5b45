"""A zip container looked at before anyone parses it: how much it really inflates to, and whether its XML is plain."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.manifest.reading import limits
from app.manifest.reading.limits import RefusedError

_CHUNK = 1 << 18
_LOCAL_HEADER = 30
_DECLARATIONS = tuple(
    text.encode(coding) for text in ("<!DOCTYPE", "<!ENTITY") for coding in ("ascii", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DECLARATIONS))


def open_checked(data: bytes) -> ZipFile:
    """The archive, once its directory and its real inflated size are known to be harmless."""
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        raise RefusedError("damaged") from error
    _check_directory(entries)
    budget = limits.MAX_INFLATED_BYTES
    for entry in entries:
        budget -= _inflated_size(data, entry, budget)
    return archive


def _check_directory(entries: list[ZipInfo]) -> None:
    if len(entries) > limits.MAX_ZIP_PARTS or len({entry.filename for entry in entries}) < len(entries):
        raise RefusedError("bomb")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("password")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise RefusedError("damaged")
    declared = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) + 1
    if declared > limits.MAX_INFLATED_BYTES:
        raise RefusedError("bomb")
    if declared > limits.RATIO_FLOOR_BYTES and declared / packed > limits.MAX_RATIO:
        raise RefusedError("bomb")


def _inflated_size(data: bytes, entry: ZipInfo, budget: int) -> int:
    """Bytes the part truly inflates to; the directory's figure is only a claim."""
    packed = _packed(data, entry)
    xml = entry.filename.lower().endswith((".xml", ".rels"))
    if entry.compress_type == ZIP_STORED:
        if xml:
            _refuse_declarations(bytes(packed))
        return len(packed)
    inflate, total, tail, pending = zlib.decompressobj(-15), 0, b"", bytes(packed)
    while pending and not inflate.eof:
        try:
            piece = inflate.decompress(pending, _CHUNK)
        except zlib.error as error:
            raise RefusedError("damaged") from error
        pending = inflate.unconsumed_tail
        total += len(piece)
        if total > budget:
            raise RefusedError("bomb")
        if xml:
            _refuse_declarations(tail + piece)
            tail = piece[-_OVERLAP:]
        if not piece and not pending:
            break
    return total


def _packed(data: bytes, entry: ZipInfo) -> memoryview:
    start = entry.header_offset
    if start + _LOCAL_HEADER > len(data) or data[start : start + 4] != b"PK\x03\x04":
        raise RefusedError("damaged")
    name, extra = struct.unpack_from("<HH", data, start + 26)
    begin = start + _LOCAL_HEADER + int(name) + int(extra)
    return memoryview(data)[begin : begin + entry.compress_size]


def _refuse_declarations(text: bytes) -> None:
    """A document type or entity declaration has no place in an office file; it is how XXE begins."""
    if any(mark in text for mark in _DECLARATIONS):
        raise RefusedError("declarations")
