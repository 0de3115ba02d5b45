"""Small files replaced whole: after a crash there is the old one or the new one, never half of either."""

import os
from pathlib import Path


def replace_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, make it durable, and put it in place of `path`."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable where the system can (Windows needs no such step)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
