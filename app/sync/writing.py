"""Writing a *berkas kiriman*: all that the addressees are not known to have, sealed to every desk and the centre."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.access.office import Office
from app.bundle.certificates import Certificate
from app.bundle.certificates import instant_text as stated_instant
from app.bundle.container import BundleWriter, bundle_name
from app.bundle.files import Written as WrittenFile
from app.bundle.files import stick_id
from app.bundle.header import Header
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.have import GENERAL, Have, have_of
from app.store.peers import Passed, all_peers, log_bundle
from app.store.streams import branches
from app.sync import carriage
from app.sync.parts import Part, Progress, Watch, parts
from app.sync.replica import Replica, replica_of, stated
from app.sync.trusting import CERTIFICATES, addressees, carried


@dataclass(frozen=True)
class BundleFile:
    """One written and verified bundle."""

    path: Path
    number: int
    size: int
    digest: str
    entries: int


@dataclass(frozen=True)
class Written:
    """The bundles one act wrote, and for whom; `entries` counts sealed ones too."""

    files: tuple[BundleFile, ...]
    to: tuple[str, ...]

    @property
    def entries(self) -> int:
        """All entries carried."""
        return sum(file.entries for file in self.files)


def write_bundle(
    office: Office,
    folder: Path,
    to: Sequence[str] | None = None,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Written:
    """Write what the peers named by id (default: the centre and every other desk) are not known to have.

    Every desk of the site and the centre can read it, whoever it is written for. UserError file.*, sync.*.
    """
    replica, wanted = _wanted(office, to)
    return write_for(replica, folder, wanted, Watch(progress, cancel))


def write_anew(office: Office, folder: Path, to: Sequence[str], watch: Watch | None = None) -> Written:
    """Write everything there is, whatever these peers are known to have: for one who lost it or set it aside."""
    replica, wanted = _wanted(office, to)
    return write_for(replica, folder, wanted, watch or Watch(), anew=True)


def _wanted(office: Office, to: Sequence[str] | None) -> tuple[Replica, list[Certificate]]:
    office.require("sync.write")
    replica = replica_of(office)
    known = addressees(replica.trust, replica.site, but=replica.id)
    wanted = list(known.values()) if to is None else [known[name] for name in to if name in known]
    if not wanted:
        raise UserError(
            "sync.nobody",
            _("Belum ada pusat atau loket lain yang dikenal, jadi belum ada yang dapat dikirimi; data di sini aman."),
            _("Daftarkan loket lain atau pusat di Sinkron, bagian Loket & pusat, lalu tulis lagi."),
        )
    return replica, wanted


def write_for(
    replica: Replica, folder: Path, wanted: Iterable[Certificate], watch: Watch, anew: bool = False
) -> Written:
    """The bundles for these addressees, and a log of them; `anew` carries also what they are known to have.

    Of a desk that was cloned nobody can say which of the two spoke last: it gets everything.
    """
    targets = list(wanted)
    with replica.general.read() as reading:
        twice = {stream.device for stream in branches(reading.connection)}
        known = [peer for peer in all_peers(reading.connection) if not anew and peer.id not in twice]
        peers = {peer.id: peer.have for peer in known}
        content = parts(reading.connection, [peers.get(cert.id, ()) for cert in targets], watch)
        blobs = carriage.freight(reading.connection, replica, [cert.id for cert in targets])
        files = [
            _write_part(replica, folder, part, targets, blobs.load(part.lines.get(GENERAL, ()))) for part in content
        ]
        files += [_write_part(replica, folder, Part(), targets, load) for load in blobs.rest()]
    return Written(tuple(files), tuple(_name(cert) for cert in targets))


def _name(cert: Certificate) -> str:
    return cert.name if cert.kind == "centre" else f"{cert.letter} ({cert.name})"


def _write_part(
    replica: Replica, folder: Path, part: Part, targets: Sequence[Certificate], blobs: Iterable[bytes]
) -> BundleFile:
    known = addressees(replica.trust, replica.site, but=replica.id)
    number = replica.next_number()
    name = bundle_name(replica.prefix, replica.day, number)
    writer = BundleWriter(folder, name, replica.key, recipients(replica, known.values()))
    for vault, lines in part.lines.items():
        writer.add_lines(f"{vault}.jsonl.zst", lines)
    for blob in blobs:
        writer.add_blob(blob)
    header = Header(
        "site",
        replica.sender,
        number,
        stated_instant(replica.clock.now()),
        part.streams,
        stated(_have(replica)),
        _said_of_blobs(replica),
    )
    written = finish(replica, writer, header, replica.site, targets)
    return BundleFile(written.path, number, written.size, written.digest, part.entries)


def _have(replica: Replica) -> list[Have]:
    with replica.general.engine.connect() as connection:
        return have_of(connection, replica.own_marks)


def _said_of_blobs(replica: Replica) -> dict[str, Any]:
    with replica.general.engine.connect() as connection:
        return carriage.statement(connection, replica)


def recipients(replica: Replica, certificates: Iterable[Certificate]) -> list[str]:
    """Whom to seal to: these, and the writer itself, so that a restored laptop can read what it had sent."""
    return [*(cert.age_recipient for cert in certificates), replica.identity.recipient]


def finish(
    replica: Replica, writer: BundleWriter, header: Header, site: str, to: Sequence[Certificate] = ()
) -> WrittenFile:
    """Write the file with the certificates of a site, on no other stick than it was begun on, and log it."""
    writer.add_json(CERTIFICATES, carried(replica.trust, site))
    written = writer.finish(header, stick_id(writer.folder) or "")
    passed = Passed(
        written.digest, "out", written.path.name, header.kind, replica.id, replica.epoch, header.number,
        replica.clock.now(),
        {"entries": sum(stream.count for stream in header.streams), "to": [cert.id for cert in to]},
    )  # fmt: skip
    with replica.general.connect_writing() as connection:
        log_bundle(connection, passed)
    return written
