"""Looking at a flashdisk before reading from it: which *berkas kiriman* lie there, from whom, and what was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.access.office import Office
from app.access.roles import GENERAL
from app.bundle.container import SUFFIX, Inspection, inspect
from app.bundle.refusals import refusal
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.peers import Passed, bundle_known
from app.sync.parts import Watch

NEW, READ, OWN, SPOILT, KIT = "new", "read", "own", "spoilt", "kit"


@dataclass(frozen=True)
class Found:
    """A bundle as it lies there. `state`: new, read before, own (written here), kit (a paket pengenal), spoilt.

    A spoilt one cannot be opened: `error` says why. `size` in bytes; `created` is what the sender's clock said.
    """

    path: Path
    state: str
    size: int = 0
    kind: str = ""
    sender: str = ""
    number: int = 0
    created: datetime | None = None
    entries: int = 0
    read_at: datetime | None = None
    error: UserError | None = None


def bundles_at(office: Office, place: Path, watch: Watch | None = None) -> list[Found]:
    """Every bundle in a folder, or the one file given, latest first. UserError file.removed when it is gone."""
    office.require("sync.read")
    watch = watch or Watch()
    paths = list(_paths(place))
    found = []
    for done, path in enumerate(paths):
        watch.step(done, len(paths))
        found.append(_look(office, path))
    return sorted(found, key=lambda one: (one.created is not None, one.created, one.number), reverse=True)


def _paths(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        if not place.exists():
            raise _gone()
        yield place
        return
    try:
        yield from sorted(path for path in place.iterdir() if path.suffix == SUFFIX and path.is_file())
    except OSError as error:
        raise _gone() from error


def _gone() -> UserError:
    return UserError(
        "file.removed",
        _("Flashdisk tercabut atau tidak terbaca; data di laptop tetap aman."),
        _("Pasang flashdisk lagi sampai terbaca, lalu ulangi."),
    )


def _look(office: Office, path: Path) -> Found:
    try:
        size = path.stat().st_size
        seen = inspect(path, [office.desk.identity])
        if not seen.signed or seen.damaged:
            raise refusal("bundle.tampered")
    except UserError as error:
        return Found(path, SPOILT, size=size, error=error)
    except OSError:
        return Found(path, SPOILT, error=refusal("bundle.unreadable"))
    with office.read(GENERAL) as reading:
        return _found(office, path, seen, bundle_known(reading.connection, seen.digest))


def _found(office: Office, path: Path, seen: Inspection, before: Passed | None) -> Found:
    header, cert = seen.header, seen.header.certificate
    own = header.sender.device == office.device.id
    read_at = before.at if before is not None and before.direction == "in" else None
    state = OWN if own else READ if read_at else KIT if header.kind == "kit" else NEW
    sender = cert.name if cert.kind == "centre" else f"{cert.site_code} {cert.letter} ({cert.name})"
    entries = sum(stream.count for stream in header.streams)
    created = _moment(header.created)
    return Found(path, state, seen.size, header.kind, sender, header.number, created, entries, read_at)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
