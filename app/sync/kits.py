"""Joining by file: a laptop asks, the first desk answers with a kit; a site asks, the centre answers with one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.access import devices
from app.access.office import Office
from app.access.partners import OfficeCard, card_from, recipients_of
from app.access.trust import fingerprint
from app.bundle.certificates import Certificate, State, certificate_of, check_chain
from app.bundle.certificates import instant_text as stated_instant
from app.bundle.container import Bundle, BundleWriter, bundle_name, read
from app.bundle.files import Written as WrittenFile
from app.bundle.files import write_safely
from app.bundle.header import Header
from app.bundle.refusals import refusal
from app.bundle.shapes import json_value
from app.kernel.canonical import canonical_json
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.sync import offices
from app.sync.replica import Replica, replica_of
from app.sync.writing import finish, recipients

KIT = "kit.json"
SITE_REQUEST = "pulang-site-1"
CENTRE_KIT = "pulang-centre-1"
_MAX_REQUEST = 4 << 20


@dataclass(frozen=True)
class RequestView:
    """A request to join as the admitting desk shows it; `code` must equal the one on the asking laptop's screen."""

    content: dict[str, Any]
    code: str
    name: str
    letter: str
    site_code: str


@dataclass(frozen=True)
class KitFile:
    """A written kit; `code` is read out to whoever opens it, or compared by phone."""

    path: Path
    code: str


@dataclass(frozen=True)
class Joined:
    """What a kit made of this desk: adopted into a site, enrolled at a centre, or known to another office."""

    kind: str
    by: str


def write_request(office: Office, folder: Path) -> Path:
    """Write this laptop's request to join the site whose code it was set up with: public keys only."""
    replica = replica_of(office)
    target = folder / f"{replica.prefix}-permintaan-{replica.next_number('request'):06d}.json"
    write_safely(target, canonical_json(devices.enrol_request(office)))
    return target


def read_request(path: Path) -> RequestView:
    """A request to join, for looking at before admitting; UserError access.bad_request."""
    content = read_json(path)
    code = devices.request_fingerprint(content)
    subject = certificate_of(content["subject"])
    return RequestView(content, code, subject.name, subject.letter, subject.site_code)


def own_code(office: Office) -> str:
    """The code this laptop's screen shows while it waits to be admitted."""
    return fingerprint(office.device.sign_pub)


def admit_desk(office: Office, request: RequestView, folder: Path, name: str = "") -> KitFile:
    """Admit a laptop and write the kit it is adopted with, sealed to it alone."""
    content = devices.admit(office, request.content, name)
    subject = certificate_of(request.content["subject"])
    written = write_kit(replica_of(office), folder, [subject], content)
    return KitFile(written.path, devices.authority_fingerprint(office))


def write_site_request(office: Office, folder: Path) -> Path:
    """Write this site's request to enrol at a centre: its authority's and desks' certificates."""
    office.require("access.devices")
    replica = replica_of(office)
    if not office.desk.is_authority:
        raise UserError(
            "sync.not-authority",
            _("Hanya loket utama pos ini yang dapat mendaftar ke pusat."),
            _("Buat permintaannya di loket utama."),
        )
    site = {name: getattr(office.site, name) for name in ("id", "code", "name", "kind", "zone")}
    own = [cert for cert in office.trust.certificates if cert.site_id == office.site.id and office.trust.vouched(cert)]
    certificates = [*(anchor for anchor in office.desk.anchors if anchor.id == office.desk.authority_id), *own]
    content = {"format": SITE_REQUEST, "site": site, "certificates": [cert.to_json() for cert in certificates]}
    target = folder / f"{replica.prefix}-daftar-pusat-{replica.next_number('request'):06d}.json"
    write_safely(target, canonical_json(content))
    return target


def write_kit(replica: Replica, folder: Path, to: list[Certificate], content: dict[str, Any]) -> WrittenFile:
    """Write a kit as a bundle sealed to these devices."""
    number = replica.next_number()
    writer = BundleWriter(
        folder, bundle_name(replica.prefix, replica.day, number), replica.key, recipients(replica, to)
    )
    writer.add_json(KIT, content)
    header = Header("kit", replica.sender, number, stated_instant(replica.clock.now()))
    return finish(replica, writer, header, to[0].site_id)


def read_kit(office: Office, path: Path, code: str) -> Joined:
    """Open a kit with the code its sender read out: this desk joins the site, or the site's desks join the centre.

    Or it is another office's, and this one learns to know it. UserError access.wrong_fingerprint, bundle.*.
    """
    bundle = read(path, [office.desk.identity], _vouched_by_code(code, office.clock))
    content = _kit(bundle)
    sender = bundle.header.certificate
    if sender.kind == "centre" and content.get("format") == CENTRE_KIT:
        devices.trust_centre(office, sender, code)
        offices.from_centre(office, content.get("offices"))
        return Joined("centre", sender.name)
    if content.get("format") == offices.KIT_FORMAT:
        return Joined("office", offices.accept_card(office, card_from(content.get("card")), code).name)
    devices.accept_kit(office, content, code)
    return Joined("site", sender.name)


def write_office_kit(office: Office, partner_id: str, folder: Path) -> KitFile:
    """Write the kit by which another office, whose card was accepted here, learns this office's keys."""
    office.require("sync.enrol")
    with office.read() as r:
        desks = recipients_of(r, office.trust, partner_id)
    if not desks:
        raise UserError(
            "partner.unknown",
            _("Kunci kantor itu belum ada di laptop ini; paketnya belum ditulis."),
            _("Buka dulu kartu kantor itu di Serah terima, bagian Kantor."),
        )
    content = offices.kit_content(office)
    written = write_kit(replica_of(office), folder, desks, content)
    return KitFile(written.path, offices.own_card(office).fingerprint)


def read_card(path: Path) -> OfficeCard:
    """The card of another office, for looking at before its code is compared. UserError access.bad_card."""
    return card_from(read_json(path))


def _vouched_by_code(code: str, clock: Clock) -> Callable[[Header], State]:
    """A kit's sender is not known yet: the code a person compared is what vouches for his authority."""

    def trust(header: Header) -> State:
        authority = header.sender.certificates[-1]
        if header.kind != "kit":
            raise UserError(
                "sync.no-kit",
                _("Berkas ini bukan paket pengenal; tidak ada yang diubah."),
                _("Pilih berkas paket yang dibuat loket utama atau pusat untuk laptop ini."),
            )
        if fingerprint(authority.sign_pub) != code.strip().upper().replace(" ", "-"):
            raise UserError(
                "access.wrong_fingerprint",
                _("Kode pengenal pengirim paket tidak cocok; tidak ada yang diubah."),
                _("Minta kode itu sekali lagi. Jika tetap berbeda, jangan lanjutkan dan lapor kepala pos."),
            )
        return check_chain(header.sender.certificates, [authority], clock.now())

    return trust


def _kit(bundle: Bundle) -> dict[str, Any]:
    try:
        content = bundle.json(KIT)
    except KeyError as error:
        raise refusal("bundle.not-a-bundle") from error
    if not isinstance(content, dict):
        raise refusal("bundle.not-a-bundle")
    return content


def read_json(path: Path) -> dict[str, Any]:
    """The object in a small JSON file; UserError access.bad_request."""
    try:
        with path.open("rb") as file:
            content = json_value(file.read(_MAX_REQUEST))
    except (OSError, ValueError) as error:
        raise _bad_request() from error
    if not isinstance(content, dict):
        raise _bad_request()
    return content


def _bad_request() -> UserError:
    return UserError(
        "access.bad_request",
        _("Permintaan pengenal ini rusak atau bukan dari Pulang; tidak ada yang diubah."),
        _("Buat permintaan baru di laptop yang mau bergabung."),
    )
