"""The confined process that alone opens a stranger's file: bytes in on standard input, a plain grid out as JSON.

It imports the standard library, calamine and (for PDF only) pdfium, so that it starts in some 30 ms.
"""

import sys
from json import dumps

from app.kernel.confinement import UnconfinedError, confine, widen
from app.manifest.reading import limits
from app.manifest.reading.archive import open_checked
from app.manifest.reading.delimited import read_delimited
from app.manifest.reading.document import read_document
from app.manifest.reading.drawing import answer_page
from app.manifest.reading.grid import Grid
from app.manifest.reading.limits import RefusedError
from app.manifest.reading.portable import read_portable
from app.manifest.reading.workbook import counts_from_1904, read_workbook

_SIGNATURES = {
    b"%PDF": "pdf",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"{\\rtf": "rtf",
}


def read_bytes(data: bytes) -> Grid:
    """The grid of a file of any supported format, told by its first bytes and never by its name."""
    if not data.strip():
        raise RefusedError("empty")
    kind = next((kind for magic, kind in _SIGNATURES.items() if data.startswith(magic)), "text")
    if kind in ("picture", "rtf"):
        raise RefusedError(kind)
    return {"pdf": read_portable, "zip": _read_zip, "ole": _read_ole, "text": read_delimited}[kind](data)


def _read_ole(data: bytes) -> Grid:
    """An old binary office file; the encrypted new ones are wrapped in the same container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusedError("password")
    if "WordDocument".encode("utf-16-le") in data:
        raise RefusedError("old_word")
    return read_workbook(data, "xls")


def _read_zip(data: bytes) -> Grid:
    archive = open_checked(data)
    names = {name.lower() for name in archive.namelist()}
    if "word/document.xml" in names:
        return read_document(archive)
    if "content.xml" in names:
        listed = [name for name in archive.namelist() if name.lower() == "meta-inf/manifest.xml"]
        if any(b"encryption-data" in archive.read(name) for name in listed):
            raise RefusedError("password")
        return read_workbook(data, "ods")
    if not names & {"xl/workbook.xml", "xl/workbook.bin"}:
        raise RefusedError("not_a_list")
    grid = read_workbook(data, "xlsx" if "xl/workbook.xml" in names else "xlsb")
    grid.epoch_1904 = counts_from_1904(archive)
    return grid


def answer(data: bytes) -> str:
    """The grid, or the code of the refusal, as one line of JSON."""
    try:
        grid = read_bytes(data)
        return dumps({"grid": {**vars(grid), "sheets": [vars(sheet) for sheet in grid.sheets]}})
    except RefusedError as refusal:
        return dumps({"refused": refusal.code})
    except MemoryError:
        return dumps({"refused": "too_big"})
    except BaseException as defect:  # noqa: BLE001 - a Rust panic is a BaseException; the file is at fault
        return dumps({"refused": "damaged", "because": type(defect).__name__})


def main() -> None:
    """Confine this process, then read the file on standard input."""
    try:
        confine(limits.MEMORY_BYTES, limits.CPU_SECONDS, limits.PICTURE_MEMORY_BYTES)
    except UnconfinedError:
        sys.stdout.write(dumps({"refused": "unconfined"}) + "\n")
        return
    sys.stdout.buffer.write(limits.READY)
    sys.stdout.buffer.flush()
    wanted = sys.stdin.buffer.readline(limits.MAX_REQUEST)
    data = sys.stdin.buffer.read(limits.MAX_FILE_BYTES + 1)
    if wanted == limits.GRID:
        sys.stdout.write(answer(data))
    else:
        widen()  # a photo of 48 megapixels needs it
        sys.stdout.buffer.write(answer_page(data, int(wanted.split()[1])))


if __name__ == "__main__":
    main()
