"""The site's flashdisks: given a mark once, recognised ever after, and asked for room before anything is written."""

import json
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.access.office import Office
from app.access.roles import GENERAL
from app.bundle.container import SUFFIX
from app.bundle.files import mark_stick, stick_id
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.peers import bundle_known

_KNOWN = "sticks"

OURS, FOREIGN, UNMARKED = "ours", "foreign", "unmarked"


@dataclass(frozen=True)
class Stick:
    """A flashdisk plugged in now. `state`: ours, foreign (marked by another site), unmarked; `free` in bytes."""

    folder: Path
    state: str
    id: str
    label: str
    free: int


def recognise(office: Office, folder: Path) -> Stick:
    """What the flashdisk at `folder` is to this site."""
    found = stick_id(folder) or ""
    labels = _labels(office)
    state = OURS if found in labels else FOREIGN if found else UNMARKED
    return Stick(folder, state, found, labels.get(found, ""), free_space(folder))


def mark(office: Office, folder: Path, label: str) -> Stick:
    """Make the flashdisk at `folder` this site's, under a name people write on it. UserError file.*."""
    office.require("sync.write")
    labels = {**_labels(office), mark_stick(folder): label.strip()}
    office.vault(GENERAL).set_secret(_KNOWN, json.dumps(labels))
    return recognise(office, folder)


def free_space(folder: Path) -> int:
    """Bytes that can still be written at `folder`; UserError file.removed when it is not there."""
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise UserError(
            "file.removed",
            _("Flashdisk tercabut atau tidak terbaca; data di laptop tetap aman."),
            _("Pasang flashdisk lagi sampai terbaca, lalu ulangi."),
        ) from error


def unread(office: Office, folder: Path) -> list[Path]:
    """The bundles at `folder` that were neither read nor written here, by name."""
    found = []
    with office.read(GENERAL) as r:
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            if path.is_file() and bundle_known(r.connection, _digest(path)) is None:
                found.append(path)
    return found


def _digest(path: Path) -> str:
    whole = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            whole.update(chunk)
    return whole.hexdigest()


def _labels(office: Office) -> dict[str, str]:
    kept = office.vault(GENERAL).get_secret(_KNOWN)
    return dict(json.loads(kept)) if kept else {}
