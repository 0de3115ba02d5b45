"""Small files replaced whole: after a crash there is the old one or the new one, never half of either."""

import os
from pathlib import Path

from app.kernel.errors import UserError
from app.kernel.i18n import _


def replace_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, make it durable, and put it in place of `path`."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def hand_out(path: Path, data: bytes) -> None:
    """Write a file for somebody else where a person chose; UserError when it cannot be written there."""
    try:
        replace_atomically(path, data)
    except OSError as error:
        raise UserError(
            "export.unwritable",
            _("Berkas tidak dapat ditulis di sana; tidak ada yang hilang."),
            _("Periksa flashdisk atau pilih tempat lain, lalu ulangi."),
        ) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable where the system can (Windows needs no such step)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
