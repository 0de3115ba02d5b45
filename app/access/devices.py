"""Desks of a site: a further laptop asks, the local authority admits it, and a lost one is revoked.

A further laptop is set up as a *loket darurat* with the post's code; the kit the authority answers with adopts it.
Requests and kits are plain JSON values: whatever carries them (file, QR, bundle) adds nothing to their worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.issuing import device_certificate
from app.access.office import Office
from app.access.records import CertificateRow, Device, Site
from app.access.rules import clean_name
from app.access.trust import fingerprint, note_certificate
from app.bundle.certificates import (
    Certificate,
    LastGood,
    Revocation,
    State,
    certificate_of,
    check_chain,
    instant_text,
    issue,
    revocation_of,
    revoke,
)
from app.bundle.keys import verify
from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.base import Record
from app.store.streams import up_to
from app.store.work import Work

REQUEST = "pulang-enrol-1"
KIT = "pulang-kit-1"


@dataclass(frozen=True)
class DeskView:
    """A desk of the site. `state`: what its certificate is worth here now."""

    id: str
    letter: str
    name: str
    emergency: bool
    state: State
    revoked_at: datetime | None
    is_this: bool


def list_devices(office: Office) -> list[DeskView]:
    """Every desk of the site, by letter."""
    trust, now = office.trust, office.clock.now()
    with office.read() as r:
        rows = r.all(select(Device).where(Device.site_id == r.site_id, col(Device.void_reason).is_(None)))
    views = []
    for row in sorted(rows, key=lambda row: row.letter):
        cert = trust.find(row.id)
        state = trust.state(cert, now) if cert else State.UNKNOWN
        own = row.id == office.device.id
        views.append(DeskView(row.id, row.letter, row.name, row.emergency, state, row.revoked_at, own))
    return views


def enrol_request(office: Office) -> dict[str, Any]:
    """What this desk hands to an authority: its public keys, signed with its own."""
    cert = office.trust.find(office.device.id)
    if cert is None:
        raise RuntimeError("a desk knows its own certificate")
    subject = replace(cert, issued_by=cert.id, name=office.device.name, letter=office.device.letter)
    return {"format": REQUEST, "subject": issue(subject, office.desk.signing_key).to_json()}


def request_fingerprint(request: dict[str, Any]) -> str:
    """The code both screens show while a desk is being admitted."""
    return fingerprint(_subject(request).sign_pub)


def admit(office: Office, request: dict[str, Any], name: str = "") -> dict[str, Any]:
    """Certify a desk of this site and give the kit it is adopted with; admitting again renews the certificate."""
    office.require("access.devices")
    _refuse_without_authority(office)
    subject = _subject(request)
    if subject.site_id != office.site.id:
        raise UserError(
            "access.other_site",
            _("Laptop ini disiapkan untuk pos lain ({code}).").format(code=subject.site_code),
            _("Siapkan ulang laptop itu sebagai loket darurat dengan kode {code}.").format(code=office.site.code),
        )
    subject = replace(subject, name=clean_name(name or subject.name))
    with office.write("access.admit_device") as w:
        _refuse_clash(w, subject)
        cert = device_certificate(subject, office.desk, w.now())
        row, _created = w.insert_once(_row(cert))
        w.update(row, name=cert.name, emergency=False)
        note_certificate(w, cert)
    office.refresh()
    return kit(office, cert.id)


def kit(office: Office, device_id: str) -> dict[str, Any]:
    """The site, every certificate and every revocation known here, for one desk."""
    query = select(CertificateRow).where(col(CertificateRow.void_reason).is_(None))
    with office.read() as r:
        site = _values(r.need(Site, office.site.id))
        signed = r.all(query)
    return {
        "format": KIT,
        "device": device_id,
        "site": site,
        "sig": office.desk.authority_key.sign(_site_part(site)),
        "certificates": [row.body for row in signed if row.kind != "revocation"],
        "revocations": [row.body for row in signed if row.kind == "revocation"],
    }


def accept_kit(office: Office, content: dict[str, Any], code: str) -> None:
    """Adopt this desk into the site; `code` is the authority's fingerprint, read from its screen by a person."""
    if not office.device.emergency:
        office.require("access.devices")
    certificates = _kit_certificates(content)
    mine = [cert for cert in certificates if (cert.id, cert.sign_pub) == (office.device.id, office.device.sign_pub)]
    if not mine:
        raise UserError(
            "access.other_kit",
            _("Paket pengenal ini dibuat untuk laptop lain; tidak ada yang diubah."),
            _("Buat permintaan baru di laptop ini, lalu minta paketnya dari loket utama."),
        )
    authority = next((cert for cert in certificates if _is_authority(cert, code)), None)
    if authority is None:
        raise UserError(
            "access.wrong_fingerprint",
            _("Kode pengenal loket utama tidak cocok; tidak ada yang diubah."),
            _("Baca kembali kode di layar loket utama. Jika tetap berbeda, jangan lanjutkan dan lapor kepala pos."),
        )
    own = max(mine, key=lambda cert: (cert.issued_by == authority.id, cert.not_before))
    if check_chain([own], [authority], office.clock.now()) not in (State.VALID, State.EXPIRED):
        raise _bad_kit()
    with office.write("access.accept_kit") as w:
        _take_site(w, content, authority)
        w.update(w.need(Device, own.id), name=own.name, emergency=False)
        for cert in certificates:
            note_certificate(w, cert)
        for record in _kit_revocations(content):
            note_certificate(w, record)
    office.change_desk(replace(office.desk, anchors=(authority,)))
    office.refresh()


def trust_centre(office: Office, centre: Certificate, code: str) -> None:
    """Trust a centre's certificate, after its fingerprint was compared."""
    office.require("access.devices")
    if centre.kind != "centre" or fingerprint(centre.sign_pub) != _plain(code):
        raise UserError(
            "access.wrong_fingerprint",
            _("Kode pengenal pusat tidak cocok; tidak ada yang diubah."),
            _("Minta kode itu sekali lagi dari pusat lewat telepon atau surat."),
        )
    with office.write("access.trust_centre") as w:
        note_certificate(w, centre)
        if office.desk.is_authority:
            # Signed by the site, so that the other desks trust the centre too without comparing codes again.
            vouched = replace(centre, issued_by=office.desk.authority_id, site_id=office.site.id)
            note_certificate(w, issue(vouched, office.desk.authority_key))
    others = tuple(anchor for anchor in office.desk.anchors if anchor.id != centre.id)
    office.change_desk(replace(office.desk, anchors=(*others, centre)))
    office.refresh()


def revoke_device(
    office: Office, device_id: str, reason: str, last_good: Sequence[LastGood] | None = None
) -> Revocation:
    """No longer trust a desk; what it wrote up to `last_good` (default: all that is known here) is still believed."""
    office.require("access.devices")
    _refuse_without_authority(office)
    if device_id == office.device.id:
        raise UserError("access.self", _("Loket ini tidak dapat mencabut dirinya sendiri."))
    good = _known_good(office, device_id) if last_good is None else tuple(last_good)
    now = office.clock.now()
    draft = Revocation(device_id, good, clean_name(reason), office.desk.authority_id, instant_text(now))
    record = revoke(draft, office.desk.authority_key)
    with office.write("access.revoke_device") as w:
        w.update(w.need(Device, device_id), revoked_at=now, revoked_reason=record.reason)
        note_certificate(w, record)
    office.refresh()
    return record


def authority_fingerprint(office: Office) -> str:
    """The code the authority's screen shows to whoever accepts its kit."""
    return fingerprint(office.desk.authority_key.public)


def _is_authority(cert: Certificate, code: str) -> bool:
    return cert.kind == "site" and cert.issued_by == cert.id and fingerprint(cert.sign_pub) == _plain(code)


def _subject(request: dict[str, Any]) -> Certificate:
    try:
        subject = certificate_of(request["subject"] if request.get("format") == REQUEST else None)
    except (ValueError, KeyError, AttributeError) as error:
        raise _bad_request() from error
    if subject.kind != "device" or not verify(subject.sign_pub, subject.signed_part(), subject.sig):
        raise _bad_request()
    return subject


def _bad_request() -> UserError:
    return UserError(
        "access.bad_request",
        _("Permintaan pengenal ini rusak atau bukan dari Pulang; tidak ada yang diubah."),
        _("Buat permintaan baru di laptop yang mau bergabung."),
    )


def _bad_kit() -> UserError:
    return UserError(
        "access.bad_kit",
        _("Paket pengenal ini rusak atau tidak sah; tidak ada yang diubah."),
        _("Minta paket baru dari loket utama."),
    )


def _refuse_without_authority(office: Office) -> None:
    if not office.desk.is_authority:
        raise UserError(
            "access.not_authority",
            _("Hanya loket utama pos ini yang dapat mendaftarkan atau mencabut laptop."),
            _("Lakukan di loket utama."),
        )


def _refuse_clash(w: Work, subject: Certificate) -> None:
    same_letter = w.all(select(Device).where(Device.site_id == w.site_id, Device.letter == subject.letter))
    known = w.get(Device, subject.id)
    if any(row.id != subject.id for row in same_letter) or (known and known.sign_pub != subject.sign_pub):
        raise UserError(
            "access.letter_taken",
            _("Huruf loket {letter} sudah dipakai laptop lain di pos ini.").format(letter=subject.letter),
            _("Siapkan ulang laptop itu sebagai loket darurat; hurufnya akan berbeda."),
        )


def _row(cert: Certificate) -> Device:
    return Device(
        id=cert.id,
        letter=cert.letter,
        name=cert.name,
        sign_pub=cert.sign_pub,
        age_recipient=cert.age_recipient,
        vault_recipients=cert.vault_recipients,
    )


def _values(row: Record) -> dict[str, Any]:
    return row.model_dump(exclude={"site_id", "id", "heads", "void_reason"})


def _take_site(w: Work, content: dict[str, Any], authority: Certificate) -> None:
    values = content.get("site")
    if not isinstance(values, dict) or not verify(authority.sign_pub, _site_part(values), str(content.get("sig"))):
        raise _bad_kit()
    w.update(w.need(Site, w.site_id), **{name: values[name] for name in _SITE_FIELDS if name in values})


def _site_part(values: dict[str, Any]) -> bytes:
    return b"pulang-kit-v1\n" + canonical_json(values)


_SITE_FIELDS = ("name", "kind", "day_start_minutes", "address", "city", "office_name", "phone", "letterhead")


def _kit_certificates(content: dict[str, Any]) -> list[Certificate]:
    try:
        if content["format"] != KIT:
            raise ValueError(KIT)
        return [certificate_of(value) for value in content["certificates"]]
    except (ValueError, KeyError, TypeError) as error:
        raise _bad_kit() from error


def _kit_revocations(content: dict[str, Any]) -> list[Revocation]:
    try:
        return [revocation_of(value) for value in content.get("revocations", [])]
    except (ValueError, TypeError) as error:
        raise _bad_kit() from error


def _known_good(office: Office, device_id: str) -> tuple[LastGood, ...]:
    found: list[LastGood] = []
    for name, vault in office.vaults.items():
        with vault.read() as r:
            streams = up_to(r.connection)
        found += [
            LastGood(name, stream.epoch, stream.branch, seq)
            for stream, seq in streams.items()
            if stream.device == device_id
        ]
    return tuple(sorted(found, key=lambda good: (good.vault, good.epoch, good.branch)))


def _plain(code: str) -> str:
    return code.strip().upper().replace(" ", "-")
