"""Bundles in: stored by digest, a job row, a worker that merges, a signed receipt out."""

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from app.bundle.agefile import MAX_FILE
from app.bundle.certificates import State
from app.bundle.container import SUFFIX, Bundle, read
from app.bundle.refusals import refusal
from app.central import tables
from app.central.centre import Centre
from app.central.tables import DONE, EXPIRED, REFUSED, WAITING
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.guard import STORE
from app.sync import carriage, taking
from app.sync.parts import Watch
from app.sync.receipts import Acknowledged, write_receipt
from app.sync.replica import Replica
from app.sync.trusting import addressees, sender_state, trust_with

ALREADY = "already"


@dataclass(frozen=True)
class Ingested:
    """What became of one bundle. `state`: done, already, refused (with `code`, `text`, `hint`), expired or waiting.

    Expired: the sender's certificate is out of date; somebody looks at it and ingests again with `accept_expired`.
    """

    name: str
    digest: str
    state: str
    sender: str = ""
    number: int = 0
    applied: int = 0
    known: int = 0
    held: int = 0
    aside: int = 0
    sealed: int = 0
    blobs: int = 0
    totals_agree: bool = True
    receipt: str = ""
    code: str = ""
    text: str = ""
    hint: str = ""


@dataclass(frozen=True)
class IngestReport:
    """Every bundle that was given."""

    bundles: tuple[Ingested, ...]

    @property
    def refused(self) -> tuple[Ingested, ...]:
        """The bundles that were not taken in."""
        return tuple(one for one in self.bundles if one.state in (REFUSED, EXPIRED))


def ingest(centre: Centre, path: Path, accept_expired: bool = False) -> IngestReport:
    """Take in a bundle, or every bundle in a folder, and answer each with a receipt."""
    paths = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    given = [put(centre, one, accept_expired) for one in paths]
    work(centre)
    return IngestReport(tuple(_outcome(centre, one) for one in given))


def put(centre: Centre, path: Path, accept_expired: bool = False) -> Ingested:
    """Store a bundle and queue it, unless it was taken in before."""
    try:
        if not path.is_file():
            raise refusal("bundle.unreadable")
        if path.stat().st_size > MAX_FILE:
            raise refusal("bundle.too-large")
        data = path.read_bytes()
    except OSError as error:
        return _refused(Ingested(path.name, "", REFUSED), refusal("bundle.unreadable"), error)
    except UserError as error:
        return _refused(Ingested(path.name, "", REFUSED), error)
    digest = sha256(data).hexdigest()
    centre.store_bundle(digest, data)
    with centre.books.begin() as connection:
        earlier = _job_of(connection, digest)
        if earlier is not None and earlier.state == DONE:
            return replace(_ingested(earlier.outcome), name=path.name, state=ALREADY)
        if earlier is None:
            row = {"digest": digest, "name": path.name, "size": len(data), "received_at": centre.clock.now()}
            connection.execute(tables.bundle.insert().values(**row), execution_options=STORE)
        if earlier is None or earlier.state != WAITING:
            queued = {"digest": digest, "state": WAITING, "accept_expired": accept_expired, "outcome": "{}"}
            connection.execute(tables.job.insert().values(**queued), execution_options=STORE)
    return Ingested(path.name, digest, WAITING)


def _job_of(connection: Connection, digest: str) -> Any:
    column = tables.job.c
    return connection.execute(select(tables.job).where(column.digest == digest).order_by(column.id.desc())).first()


def _outcome(centre: Centre, given: Ingested) -> Ingested:
    if given.state != WAITING:
        return given
    with centre.books.connect() as connection:
        job = _job_of(connection, given.digest)
    return replace(_ingested(job.outcome), name=given.name) if job.state != WAITING else given


def _ingested(outcome: str) -> Ingested:
    return Ingested(**json.loads(outcome))


def work(centre: Centre) -> int:
    """Do jobs until none is waiting; how many. Workers in several threads or processes share them."""
    done = 0
    while work_once(centre):
        done += 1
    return done


def work_once(centre: Centre) -> bool:
    """Do one waiting job that no other worker has; False when there is none. A worker that dies leaves it waiting."""
    column = tables.job.c
    mine = select(tables.job).where(column.state == WAITING).order_by(column.id).limit(1)
    with centre.books.begin() as connection:
        job = connection.execute(mine.with_for_update(skip_locked=True)).first()
        if job is None:
            return False
        name = connection.execute(select(tables.bundle.c.name).where(tables.bundle.c.digest == job.digest)).scalar_one()
        found = _process(centre, Ingested(name, job.digest, DONE), bool(job.accept_expired))
        done = {"state": found.state, "done_at": centre.clock.now(), "outcome": json.dumps(asdict(found))}
        connection.execute(update(tables.job).where(column.id == job.id).values(**done), execution_options=STORE)
        if found.receipt:
            row = {"name": Path(found.receipt).name, "bundle": job.digest, "written_at": centre.clock.now()}
            connection.execute(tables.receipt.insert().values(**row), execution_options=STORE)
    return True


def _process(centre: Centre, job: Ingested, accept_expired: bool) -> Ingested:
    replica = centre.replica()
    path = centre.bundles / f"{job.digest}{SUFFIX}"
    try:
        bundle = read(path, [replica.identity], lambda header: sender_state(replica, header))
        cert = bundle.header.certificate
        job = replace(job, sender=f"{cert.site_code} {cert.letter}".strip(), number=bundle.header.number)
        if bundle.trust == State.EXPIRED and not accept_expired:
            return replace(job, state=EXPIRED, text=_("Surat pengenal pengirim sudah kedaluwarsa; belum dimasukkan."))
        _check_kind(bundle)
        return _take(centre, replica, bundle, job)
    except UserError as error:
        return _refused(job, error)


def _check_kind(bundle: Bundle) -> None:
    if bundle.header.kind != "site" or bundle.header.certificate.kind != "device":
        raise UserError(
            "central.kind",
            _("Berkas ini bukan kiriman data pos; tidak ada yang dimasukkan."),
            _("Kirimkan berkas kiriman yang ditulis loket di layar Sinkron."),
        )


def _take(centre: Centre, replica: Replica, bundle: Bundle, job: Ingested) -> Ingested:
    entries = taking.general_entries(bundle, Watch())
    lines = taking.sealed_entries(bundle)
    streams = taking.compared(bundle, entries, lines)
    sites = {bundle.header.sender.site}
    merged = taking.take_general(replica, trust_with(replica.trust, bundle), entries, sites)
    replica = replace(replica, trust=centre.trust())
    again = taking.take_general(replica, trust_with(replica.trust, bundle), [], sites)
    received = taking.take_sealed(replica, trust_with(replica.trust, bundle), lines, sites)
    blobs = carriage.take(replica, bundle)
    if bundle.trust != State.REVOKED:
        taking.note_sender(replica, bundle, job.name)
    receipt = _receipt(centre, replica, bundle)
    return replace(
        job,
        applied=merged.applied + again.applied,
        known=merged.known + received.known,
        held=merged.held - again.applied,
        aside=merged.aside + received.refused,
        sealed=received.fresh,
        blobs=blobs,
        totals_agree=all(stream.agrees for stream in streams),
        receipt=str(receipt),
    )


def _receipt(centre: Centre, replica: Replica, bundle: Bundle) -> Path:
    header = bundle.header
    sender = header.sender
    desks = [cert for cert in addressees(replica.trust, sender.site).values() if cert.kind == "device"] or [
        header.certificate
    ]
    answered = Acknowledged(bundle.digest, sender.device, sender.epoch, header.number)
    written = write_receipt(replica, centre.receipts, desks, [answered])
    centre.note_number()
    return written.path


def _refused(job: Ingested, error: UserError, _cause: object = None) -> Ingested:
    return replace(job, state=REFUSED, code=error.code, text=error.text, hint=error.hint)
