"""Writing a file so that “berhasil” is true: read back and verified before it gets its name, never over another.

Reading back past the cache needs posix_fadvise; Windows has none, and FILE_FLAG_NO_BUFFERING is not used there.
"""

import ctypes
import errno
import json
import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from app.kernel.files import sync_folder
from app.kernel.i18n import N_, _
from app.kernel.ids import new_id

MARKER = "PULANG-FLASHDISK.json"
_TEMP = ".sementara"
_FAT32_LIMIT = (4 << 30) - 1
_MAX_MARKER = 4096

_TEXTS = {
    "file.full": (
        N_("Tempat penyimpanan penuh; berkas belum tersimpan dan data di laptop tetap aman."),
        N_("Kosongkan flashdisk atau pakai yang lain, lalu tulis lagi."),
    ),
    "file.read-only": (
        N_("Tempat ini tidak boleh ditulisi; berkas belum tersimpan dan data di laptop tetap aman."),
        N_("Geser kunci pengaman flashdisk, atau pilih tempat lain."),
    ),
    "file.removed": (
        N_("Flashdisk tercabut atau tidak terbaca; berkas belum tersimpan dan data di laptop tetap aman."),
        N_("Pasang flashdisk lagi sampai terbaca, lalu tulis lagi."),
    ),
    "file.too-large": (
        N_("Berkas ini lebih besar daripada yang dapat ditampung flashdisk ini (batas FAT32 4 GiB)."),
        N_("Pakai flashdisk berformat exFAT, atau tulis ke tempat lain."),
    ),
    "file.wrong-stick": (
        N_("Ini bukan flashdisk yang dipilih; tidak ada yang ditulis."),
        N_("Pasang flashdisk yang benar, atau pilih flashdisk ini dari daftar."),
    ),
    "file.name-exists": (
        N_("Sudah ada berkas dengan nama itu; berkas lama tidak diubah."),
        N_("Pakai nama lain."),
    ),
    "file.not-verified": (
        N_("Berkas yang dibaca kembali tidak sama dengan yang ditulis, jadi dibuang; data di laptop tetap aman."),
        N_("Flashdisk ini mungkin rusak. Pakai yang lain."),
    ),
    "file.not-written": (
        N_("Berkas tidak dapat ditulis di tempat ini; data di laptop tetap aman."),
        N_("Pilih tempat lain, lalu tulis lagi."),
    ),
}
_BY_ERRNO = {
    errno.ENOSPC: "file.full",
    errno.EROFS: "file.read-only",
    errno.EACCES: "file.read-only",
    errno.EPERM: "file.read-only",
    errno.EIO: "file.removed",
    errno.ENOENT: "file.removed",
    errno.ENODEV: "file.removed",
    errno.ENXIO: "file.removed",
    errno.EFBIG: "file.too-large",
    errno.EEXIST: "file.name-exists",
}
if hasattr(errno, "EDQUOT"):
    _BY_ERRNO[errno.EDQUOT] = "file.full"
# Windows says these more exactly than the errno Python makes of them: write-protected, not ready, no such device,
# device error, disconnected, disk full (twice), file too large.
_BY_WINERROR = {
    19: "file.read-only",
    21: "file.removed",
    55: "file.removed",
    1117: "file.removed",
    1167: "file.removed",
    39: "file.full",
    112: "file.full",
    223: "file.too-large",
}


class Sink(Protocol):
    """What content is written to."""

    def write(self, data: bytes, /) -> int:
        """Take the next bytes."""

    def flush(self) -> None:
        """Nothing need be done."""


Content = bytes | Iterable[bytes] | Callable[[Sink], object]
Check = Callable[[BinaryIO], bool]


@dataclass(frozen=True)
class Written:
    """A file that is durably there: its size in bytes and the sha256 (hex) of what was read back."""

    path: Path
    size: int
    digest: str


def file_error(error: OSError, written: int = 0) -> UserError:
    """The refusal for a failed write after `written` bytes."""
    code = _BY_WINERROR.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(
        error.errno or 0, "file.not-written"
    )
    # Windows calls a full FAT32 file a full disk.
    return _refusal("file.too-large" if code == "file.full" and written >= _FAT32_LIMIT - (1 << 20) else code)


def _refusal(code: str) -> UserError:
    text, hint = _TEXTS[code]
    return UserError(code, _(text), _(hint))


def write_safely(target: Path, content: Content, check: Check | None = None, stick: str = "") -> Written:
    """Write, make durable, read back, verify and only then name the file; on any failure nothing of it is left.

    `content` is bytes, chunks, or a function that writes to a sink; `check` answers whether the file read back is good;
    `stick` is the id the target's flashdisk must have. UserError file.*.
    """
    if stick and stick_id(target.parent) != stick:
        raise _refusal("file.wrong-stick")
    if os.path.lexists(target):
        raise _refusal("file.name-exists")
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_TEMP}")
    output = _Output()
    try:
        output.fill(temporary, content)
        _verify(temporary, output.hash.hexdigest(), check)
        if stick and stick_id(target.parent) != stick:
            raise _refusal("file.wrong-stick")
        _name(temporary, target)
    except OSError as error:
        raise file_error(error, output.size) from error
    finally:
        _discard(temporary)
    return Written(target, output.size, output.hash.hexdigest())


def sweep(folder: Path) -> int:
    """Remove what writes cut off by a power failure left in `folder`; how many there were.

    Only for a folder nobody is writing to.
    """
    pattern = re.compile(r"\..+\.[0-9a-f]{8}" + re.escape(_TEMP))
    left = [path for path in folder.iterdir() if pattern.fullmatch(path.name) and path.is_file()]
    for path in left:
        _discard(path)
    return len(left)


def stick_id(folder: Path) -> str | None:
    """The id of the flashdisk `folder` lies on, or None; the marker is looked for up to the root of the volume."""
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        try:
            with (place / MARKER).open("rb") as file:
                content = json.loads(file.read(_MAX_MARKER))
            found = content.get("id") if isinstance(content, dict) else None
            return found if isinstance(found, str) and found else None
        except FileNotFoundError:
            if os.path.ismount(place):
                return None
        except (OSError, ValueError, RecursionError):
            return None
    return None


def mark_stick(folder: Path) -> str:
    """The id of the flashdisk at `folder`, given to it now if it has none; UserError file.*."""
    present = stick_id(folder)
    if present:
        return present
    fresh = new_id()
    write_safely(folder / MARKER, canonical_json({"id": fresh}))
    return fresh


class _Output:
    """The temporary file being filled: counts and digests, and remembers an error a library may have hidden."""

    def __init__(self) -> None:
        self.size = 0
        self.hash = sha256()
        self._error: OSError | None = None
        self._file: BinaryIO

    def fill(self, path: Path, content: Content) -> None:
        """Write all of `content` and make it durable."""
        with path.open("xb") as self._file:
            try:
                self._take(content)
            except Exception:
                if self._error:
                    raise self._error from None
                raise
            self._file.flush()
            os.fsync(self._file.fileno())

    def _take(self, content: Content) -> None:
        if callable(content):
            content(self)
        elif isinstance(content, bytes):
            self.write(content)
        else:
            for chunk in content:
                self.write(chunk)

    def write(self, data: bytes) -> int:
        try:
            self._file.write(data)
        except OSError as error:
            self._error = error
            raise
        self.hash.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Made durable once, at the end."""


def _verify(path: Path, digest: str, check: Check | None) -> None:
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        found = sha256()
        while chunk := file.read(1 << 20):
            found.update(chunk)
        file.seek(0)
        if found.hexdigest() != digest or (check and not check(file)):
            raise _refusal("file.not-verified")


def _name(temporary: Path, target: Path) -> None:
    """Give the file its name, durably, and never over another file."""
    if os.name == "nt":
        temporary.rename(target)  # refuses an existing target there
        return
    if not _renamed_exclusively(temporary, target):
        target.open("xb").close()  # where the file system cannot: take the name first, then replace what is ours
        temporary.replace(target)
    try:
        sync_folder(target.parent)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems have no folder sync to ask for
            _discard(target)
            raise


def _renamed_exclusively(temporary: Path, target: Path) -> bool:
    """Rename where Linux can refuse an existing target in the same step; False where it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    here, no_replace = -100, 1  # AT_FDCWD, RENAME_NOREPLACE
    if rename is None or rename(here, os.fsencode(temporary), here, os.fsencode(target), no_replace) == 0:
        return rename is not None
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(target))


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the stick is gone, and the file with it
        return
