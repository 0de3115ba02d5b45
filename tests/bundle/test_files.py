"""Writing to a stick that is full, protected, pulled out, the wrong one, or already holds that name."""

import ctypes
import errno
import json
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest

from app.bundle import files
from app.bundle.agefile import Sealing
from app.bundle.files import MARKER, Sink, file_error, mark_stick, stick_id, sweep, write_safely
from app.kernel.errors import UserError
from tests.bundle.parts import LINES, Desk

LIBC = ctypes.CDLL(None, use_errno=True)
READ_ONLY, REMOUNT, DETACH = 1, 32, 2


def mount(folder: Path, flags: int = 0, options: str = "size=2m") -> bool:
    return bool(LIBC.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", flags, options.encode()) == 0)


@contextmanager
def stick(folder: Path) -> Iterator[bool]:
    """A volume of 2 MB at `folder`; False where this process may not mount."""
    folder.mkdir()
    mounted = mount(folder)
    assert mounted or ctypes.get_errno() in (errno.EPERM, errno.EACCES)
    try:
        yield mounted
    finally:
        if mounted:
            LIBC.umount2(os.fsencode(folder), DETACH)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refused(folder: Path, content: files.Content, name: str = "a.pulang", stick: str = "") -> str:
    """The code of the refusal; whatever lay in the folder before still does, and nothing else."""
    before = {path: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}
    with pytest.raises(UserError) as caught:
        write_safely(folder / name, content, stick=stick)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before if folder.exists() else True
    assert caught.value.text
    assert caught.value.hint
    return caught.value.code


def test_bytes_chunks_and_functions_are_written_alike(tmp_path: Path) -> None:
    def fill(sink: Sink) -> None:
        sink.write(b"ha")
        sink.write(b"lo")

    for name, content in (("a", b"halo"), ("b", iter([b"ha", b"lo"])), ("c", fill), ("d", [b"", b"halo"])):
        written = write_safely(tmp_path / name, content)
        assert (written.size, written.digest) == (4, sha256(b"halo").hexdigest())
        assert written.path.read_bytes() == b"halo"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c", "d"]


def test_durable_before_it_has_its_name_and_the_name_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, files._renamed_exclusively

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def renamed(temporary: Path, target: Path) -> bool:
        steps.append("name")
        return rename(temporary, target)

    def checked(file: BinaryIO) -> bool:
        steps.append("check")
        return file.read() == b"halo"

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(files, "_renamed_exclusively", renamed)
    write_safely(tmp_path / "a.pulang", b"halo", checked)
    assert steps == ["file", "check", "name", "folder"]


def test_a_folder_that_cannot_be_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FUSE says EINVAL, which is no loss; EIO is one, and then nothing may be called written."""

    def failing(number: int) -> None:
        def fail(folder: Path) -> None:
            raise OSError(number, "")

        monkeypatch.setattr(files, "sync_folder", fail)

    failing(errno.EIO)
    assert refused(tmp_path, b"halo") == "file.removed"
    failing(errno.EINVAL)
    assert write_safely(tmp_path / "a.pulang", b"halo").path.exists()


def test_never_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.pulang").write_bytes(b"lama")
    assert refused(tmp_path, b"baru") == "file.name-exists"
    (tmp_path / "b.pulang").symlink_to(tmp_path / "tidak-ada")
    with pytest.raises(UserError, match=r"file\.name-exists"):
        write_safely(tmp_path / "b.pulang", b"baru")


@pytest.mark.parametrize("capable", [True, False])
def test_not_even_over_one_that_appears_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capable: bool
) -> None:
    if not capable:
        monkeypatch.setattr(files, "_renamed_exclusively", lambda temporary, target: False)

    def chunks() -> Iterator[bytes]:
        yield b"baru"
        (tmp_path / "a.pulang").write_bytes(b"orang lain")

    with pytest.raises(UserError, match=r"file\.name-exists"):
        write_safely(tmp_path / "a.pulang", chunks())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"orang lain"]


def test_a_file_system_without_exclusive_rename_still_gets_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_renamed_exclusively", lambda temporary, target: False)
    assert write_safely(tmp_path / "a.pulang", b"halo").path.read_bytes() == b"halo"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_stick(tmp_path: Path) -> None:
    with stick(tmp_path / "stick") as mounted:
        if mounted:
            assert refused(tmp_path / "stick", [os.urandom(100_000)] * 40) == "file.full"
            assert write_safely(tmp_path / "stick" / "kecil", b"halo").size == 4
        else:
            with largest_file(2 << 20):
                assert refused(tmp_path / "stick", [os.urandom(100_000)] * 40) == "file.too-large"


def test_a_full_stick_under_a_bundle(desk: Desk, tmp_path: Path) -> None:
    with stick(tmp_path / "stick") as mounted:
        blob = os.urandom(3 << 20)
        with largest_file(resource.RLIM_INFINITY if mounted else 2 << 20), pytest.raises(UserError) as caught:
            desk.bundle(tmp_path / "stick", blob=blob)
        assert caught.value.code == ("file.full" if mounted else "file.too-large")
        assert list((tmp_path / "stick").iterdir()) == []
        assert desk.bundle(tmp_path / "stick").path.exists()


def test_a_write_protected_stick(tmp_path: Path) -> None:
    with stick(tmp_path / "stick") as mounted:
        (tmp_path / "stick" / "lama").write_bytes(b"lama")
        if mounted:
            assert mount(tmp_path / "stick", REMOUNT | READ_ONLY)
            assert refused(tmp_path / "stick", b"halo") == "file.read-only"
    for number in (errno.EROFS, errno.EACCES, errno.EPERM):
        assert file_error(OSError(number, "")).code == "file.read-only"


def test_protected_while_writing(tmp_path: Path) -> None:
    """The stick turns read-only before the file gets its name: the kernel did so after an error."""

    def failing(sink: Sink) -> None:
        sink.write(b"separuh")
        raise OSError(errno.EROFS, "")

    assert refused(tmp_path, failing) == "file.read-only"


def test_a_stick_pulled_out(tmp_path: Path) -> None:
    assert refused(tmp_path / "tercabut", b"halo") == "file.removed"
    folder = tmp_path / "stick"
    folder.mkdir()

    def chunks() -> Iterator[bytes]:
        yield b"separuh"
        folder.rename(tmp_path / "lenyap")

    with pytest.raises(UserError, match=r"file\.removed"):
        write_safely(folder / "a.pulang", chunks())
    assert not (tmp_path / "lenyap" / "a.pulang").exists()
    for number in (errno.EIO, errno.ENODEV, errno.ENXIO):
        assert file_error(OSError(number, "")).code == "file.removed"


def test_too_large_for_the_file_system(tmp_path: Path) -> None:
    with largest_file(1 << 20):
        assert refused(tmp_path, [bytes(100_000)] * 20) == "file.too-large"


def test_windows_reports_a_full_fat32_file_as_a_full_disk() -> None:
    assert file_error(OSError(errno.ENOSPC, ""), written=(4 << 30) - 4096).code == "file.too-large"
    assert file_error(OSError(errno.ENOSPC, ""), written=4096).code == "file.full"
    assert file_error(OSError(errno.ELOOP, "")).code == "file.not-written"


def test_an_error_of_the_disk_hidden_by_a_library_is_still_named(tmp_path: Path) -> None:
    def library(sink: Sink) -> None:
        try:
            sink.write(bytes(4 << 20))
        except OSError as error:
            raise RuntimeError("something went wrong") from error

    with largest_file(1 << 20):
        assert refused(tmp_path, library) == "file.too-large"


def test_an_interrupted_write_leaves_nothing(tmp_path: Path) -> None:
    def cancelled() -> Iterator[bytes]:
        yield bytes(100_000)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_safely(tmp_path / "a.pulang", cancelled())
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_come_back_changed_are_not_named(tmp_path: Path) -> None:
    def spoilt(sink: Sink) -> None:
        sink.write(b"halo")
        sink.flush()
        sink._file.flush()  # type: ignore[attr-defined]
        with next(tmp_path.glob(".a.pulang*")).open("r+b") as other:
            other.write(b"X")

    assert refused(tmp_path, spoilt) == "file.not-verified"
    with pytest.raises(UserError, match=r"file\.not-verified"):
        write_safely(tmp_path / "a.pulang", b"halo", lambda file: file.read() == b"lain")
    assert list(tmp_path.iterdir()) == []


def test_the_written_bundle_is_opened_to_its_end_before_it_is_named(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sealing, "write_to", lambda self, sink: sink.write(b"age-encryption.org/v1\n bukan kiriman"))
    with pytest.raises(UserError, match=r"file\.not-verified"):
        desk.bundle(tmp_path)
    assert list(tmp_path.iterdir()) == []


KILLED = """
import sys, time
from pathlib import Path
from typing import BinaryIO
from app.bundle.files import write_safely
def chunks():
    yield bytes(300_000)
    print("menulis", flush=True)
    sys.stdin.read()
write_safely(Path(sys.argv[1]), chunks())
"""


def test_a_killed_write_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    target = tmp_path / "a.pulang"
    command = [sys.executable, "-c", KILLED, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"menulis\n"
        process.send_signal(signal.SIGKILL)
    assert not target.exists()
    assert len(list(tmp_path.iterdir())) == 1
    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []
    assert write_safely(target, b"halo").size == 4
    assert sweep(tmp_path) == 0


def test_a_stick_is_known_by_its_marker(tmp_path: Path) -> None:
    assert stick_id(tmp_path) is None
    first = mark_stick(tmp_path)
    assert mark_stick(tmp_path) == stick_id(tmp_path) == first
    (tmp_path / "kiriman").mkdir()
    assert stick_id(tmp_path / "kiriman") == first
    assert write_safely(tmp_path / "kiriman" / "a.pulang", b"halo", stick=first).size == 4


def test_the_wrong_stick_gets_nothing(tmp_path: Path) -> None:
    assert refused(tmp_path, b"halo", stick="lain") == "file.wrong-stick"
    mark_stick(tmp_path)
    assert refused(tmp_path, b"halo", stick="lain") == "file.wrong-stick"


def test_sticks_swapped_while_writing(tmp_path: Path) -> None:
    right = mark_stick(tmp_path)

    def chunks() -> Iterator[bytes]:
        yield b"separuh"
        (tmp_path / MARKER).write_text(json.dumps({"id": "lain"}))

    with pytest.raises(UserError, match=r"file\.wrong-stick"):
        write_safely(tmp_path / "a.pulang", chunks(), stick=right)
    assert [path.name for path in tmp_path.iterdir()] == [MARKER]


@pytest.mark.parametrize(
    "marker", [b"", b"[]", b'{"id":7}', b'{"id":""}', b"[" * 4000, b'{"id":"' + b"x" * 9000, b"\xff"]
)
def test_a_hostile_marker_is_no_marker(tmp_path: Path, marker: bytes) -> None:
    (tmp_path / MARKER).write_bytes(marker)
    assert stick_id(tmp_path) is None


def test_a_marker_beyond_the_volume_does_not_count(tmp_path: Path) -> None:
    mark_stick(tmp_path)
    with stick(tmp_path / "stick") as mounted:
        assert (stick_id(tmp_path / "stick") is None) == mounted


def test_a_second_bundle_of_one_number_is_refused(desk: Desk, tmp_path: Path) -> None:
    first = desk.bundle(tmp_path).path.read_bytes()
    with pytest.raises(UserError, match=r"file\.name-exists"):
        desk.bundle(tmp_path, lines=LINES[:3])
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [first]
