"""Bundles between offices: an extract out, a receipt back. What they tell is the business of whoever hands it here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from app.access.blobs import blobs_of
from app.access.office import Office
from app.access.partners import named, recipients_of
from app.access.roles import GENERAL
from app.bundle.certificates import Certificate, State
from app.bundle.certificates import instant_text as stated_instant
from app.bundle.container import SUFFIX, Bundle, BundleWriter, bundle_name, read
from app.bundle.files import stick_id
from app.bundle.header import Header
from app.bundle.refusals import refusal
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.peers import Passed, bundle_known, log_bundle
from app.sync.replica import Replica, replica_of
from app.sync.trusting import addressees, sender_state
from app.sync.writing import recipients

Kind = Literal["handover", "receipt"]
HANDOVER: Kind = "handover"
RECEIPT: Kind = "receipt"
MEMBERS: dict[str, str] = {HANDOVER: "handover.json", RECEIPT: "handover-receipt.json"}
FOR = "untuk"
"""What the header's extra calls the addressed site; the file's name says it too, for whoever cannot open it."""
_NAMED_FOR = re.compile(rf"-{FOR}-([A-Z][A-Z0-9]{{1,5}})(?:[ _(-].*)?{re.escape(SUFFIX)}$", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """What is carried: its kind, plain JSON values, and the blobs (names) that go along."""

    kind: Kind
    content: dict[str, Any]
    blobs: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandedOver:
    """A written and verified bundle."""

    path: Path
    number: int
    size: int
    digest: str


@dataclass(frozen=True)
class Handed:
    """A bundle from another office whose seal, signature and sender were checked; nothing of it is recorded yet.

    `from_site` is the site of the desk that signed it, `read_before` whether this very file was taken in here before.
    """

    kind: str
    content: Any
    from_site: str
    from_code: str
    sender: str
    digest: str
    read_before: bool
    bundle: Bundle


def write(office: Office, partner_id: str, letter: Letter, folder: Path) -> HandedOver:
    """Write a bundle sealed to another office's desks and to this post's own. UserError file.*, partner.unknown."""
    office.require("sync.write")
    replica = replica_of(office)
    with office.read() as r:
        desks = recipients_of(r, office.trust, partner_id)
    if not desks:
        raise UserError(
            "partner.unknown",
            _("Kunci kantor penerima ini belum ada di laptop ini, jadi berkasnya belum dapat disegel untuknya."),
            _("Minta kartu kantornya (berkas atau QR), buka di Serah terima, bagian Kantor, lalu kirim lagi."),
        )
    own = addressees(replica.trust, replica.site, but=replica.id).values()
    number = replica.next_number()
    name = bundle_name(replica.prefix, replica.day, number).removesuffix(SUFFIX)
    sealed_to = recipients(replica, [*desks, *own])
    writer = BundleWriter(folder, f"{name}-{FOR}-{desks[0].site_code}{SUFFIX}", replica.key, sealed_to)
    writer.add_json(MEMBERS[letter.kind], letter.content)
    for blob in letter.blobs:
        writer.add_blob(replica.blobs.read(blob))
    now = stated_instant(replica.clock.now())
    extra = {FOR: {"site": partner_id, "code": desks[0].site_code}}
    header = Header(letter.kind, replica.sender, number, now, extra=extra)
    written = writer.finish(header, stick_id(folder) or "")
    _log(replica, header, (written.digest, "out", written.path.name), desks)
    return HandedOver(written.path, number, written.size, written.digest)


def open_bundle(office: Office, path: Path, accept_expired: bool = False) -> Handed:
    """Open a bundle of another office and check who sealed it to whom. UserError bundle.*, handing.*."""
    office.require("sync.read")
    if accept_expired:
        office.require("sync.enrol")
    replica = replica_of(office)
    try:
        bundle = read(path, [replica.identity], _trust(replica))
    except UserError as error:
        raise _for_another(office, path, error) from error
    header = bundle.header
    member = MEMBERS.get(header.kind, "")
    if member not in header.members:
        raise UserError(
            "handing.kind",
            _("Berkas ini bukan kiriman serah terima antarkantor; tidak ada yang dimuat."),
            _("Kiriman antarloket dan paket pengenal dibaca di Sinkron."),
        )
    _check_addressee(office, header)
    _check_standing(bundle, accept_expired)
    with office.read(GENERAL) as r:
        before = bundle_known(r.connection, bundle.digest)
    cert = header.certificate
    said = f"{cert.site_code} {cert.letter} ({cert.name})"
    read_before = before is not None and before.direction == "in"
    content = bundle.json(member)
    return Handed(header.kind, content, cert.site_id, cert.site_code, said, bundle.digest, read_before, bundle)


def keep_blobs(office: Office, handed: Handed, wanted: Sequence[str]) -> int:
    """Keep the blobs of a bundle that its content names; how many. Whatever it does not name is left."""
    kept = 0
    for name in handed.bundle.blobs:
        if name in wanted:
            kept += blobs_of(office).keep(handed.bundle.blob(name)) == name
    return kept


def note_read(office: Office, handed: Handed, name: str) -> None:
    """Remember that this file was taken in."""
    if not handed.read_before:
        _log(replica_of(office), handed.bundle.header, (handed.digest, "in", name), ())


def _trust(replica: Replica) -> Callable[[Header], State]:
    def trust(header: Header) -> State:
        state = sender_state(replica, header)
        if state == State.UNKNOWN and header.kind in MEMBERS:
            raise UserError(
                "handing.unknown_sender",
                _("Pengirim {code} belum dikenal di kantor ini, jadi tanda tangannya tidak dapat diperiksa.").format(
                    code=header.certificate.site_code
                ),
                _("Buka dulu paket pengenal atau kartu kantor pengirim, lalu muat berkas ini lagi."),
            )
        return state

    return trust


def _for_another(office: Office, path: Path, error: UserError) -> UserError:
    """A bundle that is not sealed to this desk names its addressee in its file name."""
    found = _NAMED_FOR.search(path.name)
    if error.code != "bundle.other-recipient" or found is None or found[1].upper() == office.site.code:
        return error
    with office.read() as r:
        return _other_office(named(r, found[1].upper()))


def _check_addressee(office: Office, header: Header) -> None:
    stated = header.extra.get(FOR)
    code = str(stated.get("code")) if isinstance(stated, dict) else ""
    if isinstance(stated, dict) and stated.get("site") == office.site.id:
        return
    with office.read() as r:
        name = named(r, code) if code else _("kantor lain")
    raise _other_office(name)


def _other_office(name: str) -> UserError:
    return UserError(
        "handing.other_office",
        _("Berkas ini untuk {name}, bukan kantor ini; tidak ada yang dimuat.").format(name=name),
        _("Serahkan flashdisknya ke kantor itu, atau minta pengirim menulis untuk kantor ini."),
    )


def _check_standing(bundle: Bundle, accept_expired: bool) -> None:
    if bundle.trust == State.REVOKED:
        raise UserError(
            "handing.revoked",
            _("Laptop pengirim ({name}) sudah dicabut oleh posnya; berkasnya tidak dimuat.").format(
                name=bundle.header.certificate.name
            ),
            _("Telepon pos pengirim dan minta berkasnya ditulis di loket lain."),
        )
    if bundle.trust == State.EXPIRED and not accept_expired:
        raise UserError(
            "handing.expired",
            _("Surat pengenal pengirim tampak kedaluwarsa menurut jam laptop ini; belum ada yang dimuat."),
            _("Periksa jam laptop. Bila jamnya benar, minta kartu kantor yang baru dari pengirim."),
        )
    if bundle.trust not in (State.VALID, State.EXPIRED):
        raise refusal("bundle.unknown-device")


def _log(replica: Replica, header: Header, file: tuple[str, str, str], to: Sequence[Certificate]) -> None:
    digest, direction, name = file
    sender, summary = header.sender, {"entries": 0, "to": [cert.id for cert in to]}
    now = replica.clock.now()
    passed = Passed(
        digest, direction, name, header.kind, sender.device, sender.epoch, header.number, now, dict(summary)
    )
    with replica.general.connect_writing() as connection:
        log_bundle(connection, passed)
