"""Reading a *berkas kiriman* at a desk: checked whole, merged once, and said in words what became of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.access.desk import author_of
from app.access.office import Office
from app.access.roles import GENERAL
from app.access.sealing import queue_sealed_now
from app.access.trust import note_certificate
from app.bundle.certificates import State
from app.bundle.container import Bundle, read
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.peers import bundle_known
from app.sync import carriage, taking
from app.sync.differences import count_differences
from app.sync.handing import MEMBERS, RECEIPT
from app.sync.parts import Progress, Watch
from app.sync.receipts import Receipt, receipt_of
from app.sync.replica import Replica, replica_of
from app.sync.taking import Taken
from app.sync.trusting import brought_by, sender_state, trust_with

READ = "read"
ALREADY = "already"
EXPIRED = "expired"


@dataclass(frozen=True)
class ReadReport:
    """What became of a bundle. `state`: read, already (nothing was done), or expired.

    Expired means that the sender's certificate seems out of date by this laptop's clock and nothing was read yet:
    a *kepala* looks at the sender and the dates and reads again with `accept_expired`.
    """

    state: str
    name: str
    kind: str
    sender: str
    number: int
    created: str
    trust: State
    read_before: datetime | None = None
    taken: Taken = field(default_factory=Taken)
    receipt: Receipt | None = None
    blobs: int = 0
    new_differences: int = 0
    new_epoch: bool = False

    @property
    def text(self) -> str:
        """One sentence for the person who read it."""
        if self.state == ALREADY:
            return _("Berkas kiriman ini sudah pernah dibaca; tidak ada yang berubah.")
        if self.state == EXPIRED:
            return _("Surat pengenal pengirim tampak kedaluwarsa menurut jam laptop ini; belum ada yang dimasukkan.")
        if self.kind == "receipt":
            return _("Tanda terima dari {sender} sudah dicatat.").format(sender=self.sender)
        nothing = not (self.taken.applied or self.taken.received.fresh or self.taken.held or self.taken.aside)
        if nothing and self.blobs:
            return _("{n} foto atau pindaian yang ditunggu sudah masuk.").format(n=self.blobs)
        if nothing:
            return _("Semua isi berkas kiriman ini sudah ada di laptop ini.")
        text = _("{applied} catatan dimasukkan, {held} tertunda, {aside} disisihkan.").format(
            applied=self.taken.applied, held=self.taken.held, aside=self.taken.aside
        )
        photos = _("{n} foto atau pindaian ikut masuk.").format(n=self.blobs)
        return f"{text} {photos}" if self.blobs else text


def read_bundle(
    office: Office, path: Path, accept_expired: bool = False, progress: Progress | None = None
) -> ReadReport:
    """Read a bundle or receipt from a desk of this site or the centre; UserError bundle.*, sync.*.

    `accept_expired` is for a *kepala* who has looked at the sender's dates.
    """
    office.require("sync.read")
    if accept_expired:
        office.require("sync.enrol")
    replica = replica_of(office)
    bundle = read(path, [replica.identity], lambda header: sender_state(replica, header))
    _check_kind(replica, bundle)
    report = _report(path, bundle)
    with replica.general.engine.connect() as connection:
        before = bundle_known(connection, bundle.digest)
    if before is not None and before.direction == "in":
        return replace(report, state=ALREADY, read_before=before.at)
    if bundle.trust == State.EXPIRED and not accept_expired:
        return replace(report, state=EXPIRED)
    return _take(office, replica, bundle, report, Watch(progress))


def _report(path: Path, bundle: Bundle) -> ReadReport:
    header, cert = bundle.header, bundle.header.certificate
    sender = cert.name if cert.kind == "centre" else f"{cert.site_code} {cert.letter} ({cert.name})"
    return ReadReport(READ, path.name, header.kind, sender, header.number, header.created, bundle.trust)


def _check_kind(replica: Replica, bundle: Bundle) -> None:
    header = bundle.header
    if header.kind not in ("site", "receipt") or MEMBERS[RECEIPT] in header.members:
        raise UserError(
            "sync.kind",
            _("Berkas ini bukan kiriman data loket, melainkan berkas jenis lain; tidak ada yang diubah."),
            _("Paket pengenal dibuka di Pengaturan; surat dan tanda terima antarkantor di Serah terima, Surat masuk."),
        )
    if header.certificate.kind != "centre" and header.sender.site != replica.site:
        raise UserError(
            "sync.other-site",
            _("Berkas kiriman ini milik pos lain ({code}); tidak ada yang dimasukkan.").format(
                code=header.certificate.site_code
            ),
            _("Bacalah di pos itu, atau kirimkan ke pusat."),
        )


def _take(office: Office, replica: Replica, bundle: Bundle, report: ReadReport, watch: Watch) -> ReadReport:
    entries = taking.general_entries(bundle, watch)
    lines = taking.sealed_entries(bundle)
    streams = taking.compared(bundle, entries, lines)
    sites = {replica.site}
    differing = count_differences(office)
    # Nobody may write between finding that this desk was cloned and its new epoch: hold the pen meanwhile.
    with replica.general.writing:
        merged = taking.take_general(replica, trust_with(office.trust, bundle), entries, sites)
        new_epoch = renew_authors(office)
    office.refresh()
    _note_certificates(office, bundle)
    replica = replace(replica, trust=office.trust)
    again = taking.take_general(replica, trust_with(office.trust, bundle), [], sites)
    merged = replace(merged, applied=merged.applied + again.applied, held=merged.held - again.applied)
    received = taking.take_sealed(replica, office.trust, lines, sites)
    opened = taking.open_waiting(replica, office.trust, sites)
    new_epoch |= renew_authors(office)  # a clone may show in a restricted vault alone
    queue_sealed_now(office)
    blobs = carriage.take(replica, bundle)
    receipt = receipt_of(bundle) if bundle.header.kind == "receipt" else None
    if bundle.trust != State.REVOKED:
        taking.note_sender(replica, bundle, report.name, receipt.notes if receipt else None)
    taken = Taken({GENERAL: merged, **opened}, received, streams)
    fresh = count_differences(office) - differing
    report = replace(report, taken=taken, receipt=receipt, blobs=blobs)
    return replace(report, new_differences=max(0, fresh), new_epoch=new_epoch)


def open_inbox(office: Office) -> int:
    """Merge what waited sealed for the vaults open now, after somebody of the role came in; the entries applied."""
    replica = replica_of(office)
    if not replica.restricted:
        return 0
    opened = taking.open_waiting(replica, office.trust, {replica.site})
    renew_authors(office)
    return sum(merged.applied for merged in opened.values())


def renew_authors(office: Office) -> bool:
    """Begin a new epoch in every vault whose epoch turns out to have been continued elsewhere; whether one began."""
    began = False
    for vault in office.vaults.values():
        with vault.writing:
            before = vault.author
            vault.author = author_of(vault, office.desk)
            began |= before is not None and before.epoch != vault.author.epoch
    return began


def _note_certificates(office: Office, bundle: Bundle) -> None:
    """Keep what a centre or authority newly signed: certificates and revocations that are not known here yet."""
    certificates, revocations = brought_by(bundle)
    trusted = trust_with(office.trust, bundle)
    known = {record.sig for record in office.trust.revocations}
    fresh = [cert for cert in certificates if office.trust.find(cert.id) is None and trusted.find(cert.id) is not None]
    revoked = [
        record for record in revocations if record.sig not in known and trusted.revocation(record.device) == record
    ]
    if fresh or revoked:
        with office.write("sync.note_certificates") as w:
            for cert in fresh:
                note_certificate(w, cert)
            for record in revoked:
                note_certificate(w, record)
        office.refresh()
