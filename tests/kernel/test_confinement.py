"""The bounds a process sets on itself: they hold, may be widened once, and no file can be written any more."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def confined(then: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """What a process says that bound itself to 200 MB, and 400 MB later, and then did something."""
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom app.kernel.confinement import confine, widen\n"
    bounds = "confine(200 << 20, 2, 400 << 20)\n"
    command = [sys.executable, "-I", "-S", "-c", start + bounds + then]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)


def test_memory_is_bounded_and_widened_once(tmp_path: Path) -> None:
    assert "MemoryError" in confined("bytearray(300 << 20)", tmp_path).stderr
    assert confined("widen(); bytearray(300 << 20); print('room')", tmp_path).stdout == "room\n"
    assert "MemoryError" in confined("widen(); bytearray(500 << 20)", tmp_path).stderr


def test_no_file_is_written(tmp_path: Path) -> None:
    confined("open('left', 'wb').write(b'x' * 10)", tmp_path)
    assert not (tmp_path / "left").exists() or not (tmp_path / "left").read_bytes()
