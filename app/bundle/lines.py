"""The lines of a member: compressed as they come, expanded no further than the signed manifest states."""

from collections.abc import Iterable, Iterator

import zstandard

from app.bundle.header import Member
from app.bundle.refusals import refusal

MAX_LINE = 64 << 20  # a bulk Work of 20,000 manifest lines is one entry
MAX_EXPANDED = 4 << 30
_WINDOW = 8 << 20
_STEP = 1 << 20
_LEVEL = 3


def compressed(lines: Iterable[bytes], limit: int) -> tuple[bytes, int, int]:
    """The zstd frame of these lines, their number and their size with line ends; UserError bundle.too-large."""
    compressor = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
    output = bytearray()
    count = size = 0
    for batch in _batches(lines):
        text = b"\n".join(batch) + b"\n"
        if text.count(b"\n") != len(batch):
            raise ValueError("a line end inside a line")
        count += len(batch)
        size += len(text)
        output += compressor.compress(text)
        if len(output) > limit or size > MAX_EXPANDED:
            raise refusal("bundle.too-large")
    output += compressor.flush()
    return bytes(output), count, size


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        size += len(line) + 1
        if len(line) >= MAX_LINE:
            raise refusal("bundle.too-large")
        batch.append(line)
        if size >= _STEP:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def expanded(data: memoryview, stated: Member) -> Iterator[bytes]:
    """The lines of a member, lazily; UserError as soon as there is more than stated, or at the end less."""
    if stated.expanded > MAX_EXPANDED:
        raise refusal("bundle.too-large")
    return _lines(data, stated)


def _lines(data: memoryview, stated: Member) -> Iterator[bytes]:
    parts: list[bytes] = []
    held = count = 0
    for chunk in _chunks(data, stated.expanded):
        first, *others = chunk.split(b"\n")
        parts.append(first)
        held += len(first)
        if held >= MAX_LINE:
            raise refusal("bundle.too-large")
        if not others:
            continue
        whole = [b"".join(parts), *others[:-1]]
        count += len(whole)
        yield from whole
        parts, held = [others[-1]], len(others[-1])
    if held or count != stated.lines:
        raise refusal("bundle.tampered")


def _chunks(data: memoryview, stated: int) -> Iterator[bytes]:
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(data, read_across_frames=True)
    total = 0
    try:
        while chunk := reader.read(_STEP):
            total += len(chunk)
            if total > stated:
                raise refusal("bundle.tampered")
            yield chunk
    except zstandard.ZstdError as error:
        raise refusal("bundle.tampered") from error
    if total != stated:
        raise refusal("bundle.tampered")
