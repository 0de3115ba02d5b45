"""Which removable volumes are plugged in now; asks the system's own list and touches none of them."""

import ctypes
import os
import sys
from pathlib import Path

_MOUNTED_UNDER = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_REMOVABLE = 2  # DRIVE_REMOVABLE


def plugged() -> list[Path]:
    """The roots of removable volumes, by name; empty where the system does not tell."""
    if sys.platform == "win32":
        return _drives()
    try:
        lines = Path("/proc/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    return sorted(Path(point) for line in lines if (point := mount_point(line)).startswith(_MOUNTED_UNDER))


def mount_point(line: str) -> str:
    """The second word of a line of /proc/mounts, with the signs it writes as octal numbers put back."""
    words = line.split(" ")
    point = words[1] if len(words) > 1 else ""
    for code, sign in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        point = point.replace(code, sign)
    return point


def _drives() -> list[Path]:
    library = getattr(ctypes, "windll", None)
    if library is None or os.name != "nt":
        return []
    mask = library.kernel32.GetLogicalDrives()
    roots = [f"{chr(ord('A') + place)}:\\" for place in range(26) if mask >> place & 1]
    return [Path(root) for root in roots if library.kernel32.GetDriveTypeW(root) == _REMOVABLE]
