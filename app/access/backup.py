"""Verified copies of a desk: every vault, the keyring and the public keys in one file; and bringing one back.

The copy is encrypted as the vaults are; the keyring inside still asks for a passphrase or recovery sheets.
"""

import errno
import hashlib
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from app.access.keyring import is_set_up
from app.access.office import Office, hold_home
from app.bundle.files import Sink, Written, write_safely
from app.bundle.shapes import shaped
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.kernel.ids import new_id
from app.kernel.paths import VAULTS, Home
from app.store.copies import check_copy, copy_to

FORMAT: Literal["pulang-backup-1"] = "pulang-backup-1"
SUFFIX = ".pulang-cadangan"
RESTORED = ".restored"
"""Beside a vault that came back from a copy, until it is opened and begins a new epoch."""

Step = Callable[[int, int], object]

_PARTS = ("vaults", "keyring.json", "trust.json", "blobs", "unfinished")
"""What a desk is made of; settings, exports and copies belong to the laptop and stay."""
_CHUNK = 1 << 20
_LIMIT = 64 << 30
_LAST = "backup.last"


def _uncounted(_done: int, _size: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds: sha256 and size of every member, and where and when it was made."""

    site_code: str
    letter: str
    created: str
    members: dict[str, str]
    format: Literal["pulang-backup-1"] = FORMAT


def back_up(office: Office, folder: Path) -> Written:
    """Write a copy of this desk into a folder, read it back, and remember when; UserError file.* on any failure."""
    office.require("backup")
    now = office.clock.now()
    stamp = local(now, office.site.zone).strftime("%Y-%m-%d-%H%M%S")
    name = f"{office.site.code}-{office.device.letter}-{stamp}{SUFFIX}"
    with _gathered(office) as members:
        digests = {member: _digest(path) for member, path in members.items()}
        contents = Contents(office.site.code, office.device.letter, now.isoformat(), digests)
        written = write_safely(folder / name, lambda sink: _pack(sink, contents, members))
    office.vault("general").set_secret(_LAST, now.isoformat())
    return written


def last_backup(office: Office) -> datetime | None:
    """When this desk was last copied."""
    kept = office.vault("general").get_secret(_LAST)
    return datetime.fromisoformat(kept) if kept else None


def contents_of(archive: Path) -> Contents:
    """What a backup says it holds, without unpacking it. UserError when it is none."""
    with _understood(), tarfile.open(archive, "r|") as tar:
        return _first(tar)


def restore(archive: Path, home: Home, kept: Path | None = None, step: Step = _uncounted) -> Contents:
    """Bring a desk back; UserError when the copy is damaged, or something is there already and `kept` is not given.

    What is there then goes into the new folder `kept`, whole. `step` is told (bytes unpacked, size of the backup).
    """
    if is_set_up(home) and kept is None:
        raise UserError(
            "backup.occupied",
            _("Di folder ini sudah ada data pos; tidak ada yang ditimpa."),
            _("Pulihkan ke folder kosong, atau pindahkan data lama dahulu."),
        )
    home.create()
    room = home.temp / f"restore-{new_id()}"
    room.mkdir()
    try:
        with _understood():
            contents = _unpack(archive, room, step)
            _take_place(contents, room, home, kept)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return contents


def _take_place(contents: Contents, room: Path, home: Home, kept: Path | None) -> None:
    """Move what was unpacked into the home; what was there goes to `kept`, and comes back when anything fails."""
    if kept is None:
        _move_in(contents, room, home)
        return
    _set_aside(home, kept)
    try:
        _move_in(contents, room, home)
    except BaseException:
        _put_back(home, kept)
        raise


def _set_aside(home: Home, kept: Path) -> None:
    """Move the desk that is here, as it lies, into a folder of its own; a desk in use is not moved."""
    hold_home(home).release()
    kept.mkdir(parents=True)
    try:
        for part in _PARTS:
            if (home.folder / part).exists():
                (home.folder / part).rename(kept / part)
    except OSError:
        _put_back(home, kept)
        raise
    home.create()


def _put_back(home: Home, kept: Path) -> None:
    for part in _PARTS:
        if (kept / part).exists():
            here = home.folder / part
            shutil.rmtree(here) if here.is_dir() else here.unlink(missing_ok=True)
            (kept / part).rename(here)
    kept.rmdir()


def _move_in(contents: Contents, room: Path, home: Home) -> None:
    for member in contents.members:
        target = home.folder / member
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(room / member, target)
        if member.startswith("vaults/"):
            target.with_name(target.name + RESTORED).touch()


def take_restored_mark(path: Path) -> bool:
    """Whether this vault came back from a copy and was not opened since; the mark is taken away."""
    mark = path.with_name(path.name + RESTORED)
    came_back = mark.exists()
    mark.unlink(missing_ok=True)
    return came_back


@contextmanager
def _gathered(office: Office) -> Iterator[dict[str, Path]]:
    """Member name → file: consistent copies of open vaults, the closed ones as they lie, keyring and public keys."""
    room = office.home.temp / f"backup-{new_id()}"
    room.mkdir(parents=True)
    try:
        members: dict[str, Path] = {}
        for name in VAULTS:
            path = office.home.vault(name)
            if name in office.vaults:
                path = room / f"{name}.db"
                copy_to(office.vaults[name], path)
                check_copy(path, office.keys[name].key)
            if path.exists():
                members[f"vaults/{name}.db"] = path
        for path in (office.home.keyring, office.home.trust):
            if path.exists():
                members[path.name] = path
        blobs = office.home.folder / "blobs"
        members |= {f"blobs/{path.name}": path for path in sorted(blobs.glob("*")) if path.is_file()}
        yield members
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _pack(sink: Sink, contents: Contents, members: dict[str, Path]) -> None:
    with tarfile.open(fileobj=cast("tarfile._Fileobj", sink), mode="w|") as tar:
        head = json.dumps(asdict(contents), sort_keys=True).encode()
        _add(tar, "backup.json", head)
        for member, path in members.items():
            entry = tarfile.TarInfo(member)
            entry.size = path.stat().st_size
            with path.open("rb") as file:
                tar.addfile(entry, file)


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    tar.addfile(entry, _Bytes(data))


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int = -1) -> bytes:
        part, self.data = (self.data, b"") if size < 0 else (self.data[:size], self.data[size:])
        return part


def _unpack(archive: Path, room: Path, step: Step) -> Contents:
    """Unpack only what the first member names, each with its digest."""
    size = archive.stat().st_size
    with tarfile.open(archive, "r|") as tar:
        contents = _first(tar)
        seen = set()
        for entry in _members(tar, contents, room):
            seen.add(entry.name)
            step(tar.offset, size)
        if seen != set(contents.members):
            raise ValueError("members missing")
        return contents


def _first(tar: tarfile.TarFile) -> Contents:
    """The list of contents a backup begins with."""
    first = tar.next()
    if first is None or first.name != "backup.json" or first.size > _CHUNK:
        raise ValueError("no contents")
    file = tar.extractfile(first)
    return shaped(Contents, json.loads(file.read() if file else b""))


@contextmanager
def _understood() -> Iterator[None]:
    """What goes wrong with a backup, in words: no room here, not there, not allowed, or no good backup."""
    try:
        yield
    except (OSError, ValueError, tarfile.TarError, EOFError) as error:
        trouble = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
        code, text, hint = _TROUBLES.get(trouble, _DAMAGED)
        raise UserError(code, _(text), _(hint)) from error


_DAMAGED = (
    "backup.damaged",
    N_("Berkas cadangan ini rusak atau bukan cadangan Pulang; tidak ada yang dipulihkan."),
    N_("Pakai salinan cadangan yang lain."),
)
_NO_ROOM = (
    "backup.no_room",
    N_("Ruang di laptop ini tidak cukup untuk cadangan itu; tidak ada yang dipulihkan."),
    N_("Kosongkan ruang, lalu ulangi."),
)
_MISSING = (
    "backup.missing",
    N_("Berkas cadangan ini tidak ditemukan; tidak ada yang dipulihkan."),
    N_("Periksa apakah flashdisk masih terpasang, lalu pilih lagi berkasnya."),
)
_DENIED = (
    "backup.denied",
    N_("Laptop ini tidak mengizinkan berkas atau foldernya dipakai; tidak ada yang dipulihkan."),
    N_("Pilih folder lain, atau masuk ke Windows dengan akun yang boleh membukanya."),
)
_TROUBLES = {
    **dict.fromkeys(("ENOSPC", "EDQUOT"), _NO_ROOM),
    **dict.fromkeys(("ENOENT", "ENODEV", "ENXIO"), _MISSING),
    **dict.fromkeys(("EACCES", "EPERM", "EROFS"), _DENIED),
}
"""Trouble of the disk, by its name in `errno`; everything else is a copy that is no good."""


def _members(tar: tarfile.TarFile, contents: Contents, room: Path) -> Iterator[tarfile.TarInfo]:
    while (entry := tar.next()) is not None:
        if entry.name not in contents.members or not entry.isfile() or entry.size > _LIMIT or not _is_plain(entry.name):
            raise ValueError(f"unexpected member {entry.name}")
        target = room / entry.name
        target.parent.mkdir(parents=True, exist_ok=True)
        source = tar.extractfile(entry)
        if source is None:
            raise ValueError(entry.name)
        with target.open("wb") as file:
            shutil.copyfileobj(source, file, _CHUNK)
        if _digest(target) != contents.members[entry.name]:
            raise ValueError(f"digest of {entry.name}")
        yield entry


def _is_plain(name: str) -> bool:
    """One of the names a backup has; nothing that could leave the folder."""
    folder, _slash, file = name.rpartition("/")
    return folder in ("", "vaults", "blobs") and file not in ("", ".", "..") and "\\" not in file


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
