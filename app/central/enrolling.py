"""Enrolling a site: its authority becomes an anchor here, and it gets a kit to learn the centre's keys from."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from app.access.partners import OfficeCard
from app.access.trust import Trust, fingerprint
from app.bundle.certificates import Certificate, certificate_of
from app.central import tables
from app.central.centre import Centre
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.guard import STORE
from app.sync.kits import CENTRE_KIT, SITE_REQUEST, read_json, write_kit


@dataclass(frozen=True)
class SiteRequest:
    """A site that asks to be enrolled; `code` must equal the one its first desk shows."""

    id: str
    code: str
    name: str
    kind: str
    zone: str
    authority: Certificate
    certificates: tuple[Certificate, ...]

    @property
    def fingerprint(self) -> str:
        """What the site's first desk shows and somebody compares."""
        return fingerprint(self.authority.sign_pub)


@dataclass(frozen=True)
class Enrolled:
    """The kit for the site, and the centre's code that the site compares when it opens the kit."""

    site_id: str
    site_code: str
    kit: Path
    code: str
    site_fingerprint: str


def read_site_request(path: Path) -> SiteRequest:
    """A site's request; UserError central.bad-request."""
    content = read_json(path)
    try:
        if content["format"] != SITE_REQUEST:
            raise ValueError(SITE_REQUEST)
        certificates = tuple(certificate_of(value) for value in content["certificates"])
        authority = next(cert for cert in certificates if cert.kind == "site" and cert.issued_by == cert.id)
        site = {name: _text(content["site"][name]) for name in ("id", "code", "name", "kind", "zone")}
    except (KeyError, TypeError, ValueError, StopIteration) as error:
        raise _bad() from error
    vouched = Trust(anchors=(authority,)).with_certificates(certificates)
    if authority.site_id != site["id"] or not all(vouched.vouched(cert) for cert in certificates):
        raise _bad()
    return SiteRequest(**site, authority=authority, certificates=certificates)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("text")
    return value


def enroll(centre: Centre, path: Path, folder: Path | None = None, code: str = "") -> Enrolled:
    """Enrol the site of a request and write its kit into `folder`; enrolling again renews what is known of it.

    `code`, if given, must be the fingerprint the site's first desk shows.
    """
    request = read_site_request(path)
    if code and code.strip().upper().replace(" ", "-") != request.fingerprint:
        raise UserError(
            "access.wrong_fingerprint",
            _("Kode pengenal pos tidak cocok; pos ini tidak didaftarkan."),
            _("Minta pos membacakan kodenya sekali lagi lewat telepon."),
        )
    _keep(centre, request)
    devices = [cert for cert in request.certificates if cert.kind == "device"]
    content = {"format": CENTRE_KIT, "site": request.id, "offices": _offices(centre, request.id)}
    kit = write_kit(centre.replica(), folder or centre.receipts, devices, content)
    centre.note_number()
    return Enrolled(request.id, request.code, kit.path, centre.keys.code, request.fingerprint)


def _offices(centre: Centre, but: str) -> list[dict[str, Any]]:
    """The cards of every other site enrolled here: what the centre vouches for needs no code between the two."""
    trust = centre.trust()
    with centre.books.connect() as connection:
        sites = connection.execute(select(tables.site).where(tables.site.c.id != but).order_by(tables.site.c.code))
        found = sites.all()
    cards = []
    for site in found:
        own = [cert for cert in (*trust.anchors, *trust.certificates) if cert.site_id == site.id]
        authority = next((cert for cert in own if cert.kind == "site" and cert in trust.anchors), None)
        desks = tuple(cert for cert in own if cert.kind == "device" and trust.vouched(cert))
        if authority is not None and desks:
            revoked = tuple(record for record in trust.revocations if record.issued_by == authority.id)
            place = {name: getattr(site, name) for name in ("id", "code", "name", "kind", "zone")}
            cards.append(OfficeCard(**place, authority=authority, desks=desks, revocations=revoked).to_json())
    return cards


def _keep(centre: Centre, request: SiteRequest) -> None:
    row = {name: getattr(request, name) for name in ("id", "code", "name", "kind", "zone")}
    with centre.books.begin() as connection:
        known = tables.certificate.c
        taken = connection.execute(known_anchor(request.id)).scalars().all()
        if any(subject != request.authority.id for subject in taken):
            raise UserError(
                "central.other-authority",
                _("Pos {code} sudah terdaftar dengan loket utama lain; tidak ada yang diubah.").format(
                    code=request.code
                ),
                _("Pastikan lewat telepon; cabut pendaftaran lama dulu bila pos memang disiapkan ulang."),
            )
        connection.execute(delete(tables.site).where(tables.site.c.id == request.id), execution_options=STORE)
        kept = {**row, "enrolled_at": centre.clock.now()}
        connection.execute(tables.site.insert().values(**kept), execution_options=STORE)
        for cert in request.certificates:
            connection.execute(delete(tables.certificate).where(known.sig == cert.sig), execution_options=STORE)
            values = {
                "sig": cert.sig,
                "subject": cert.id,
                "site": request.id,
                "anchor": cert == request.authority,
                "body": json.dumps(cert.to_json()),
            }
            connection.execute(tables.certificate.insert().values(**values), execution_options=STORE)


def known_anchor(site_id: str) -> Any:
    """The authority a site was enrolled with."""
    column = tables.certificate.c
    return tables.certificate.select().with_only_columns(column.subject).where(column.site == site_id, column.anchor)


def _bad() -> UserError:
    return UserError(
        "central.bad-request",
        _("Berkas ini bukan permintaan pendaftaran pos, atau rusak; tidak ada yang diubah."),
        _("Minta pos menulis ulang permintaannya di Pengaturan, lalu coba lagi."),
    )
