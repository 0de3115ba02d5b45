"""The desk's public trust file: whose signatures count here; readable without a passphrase, to check papers with."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Literal

from sqlmodel import col, select

from app.access.codes import ALPHABET
from app.access.records import CertificateRow
from app.bundle.certificates import (
    Certificate,
    Revocation,
    State,
    certificate_of,
    check_chain,
    check_revocation,
    revocation_of,
)
from app.bundle.shapes import shaped
from app.kernel.errors import UserError
from app.kernel.files import replace_atomically
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.kernel.paths import Home
from app.store.work import Reading, Work

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Trust:
    """`anchors` are the authorities trusted without further proof; a certificate of the same id never replaces one."""

    format: Literal["pulang-trust-1"] = "pulang-trust-1"
    anchors: tuple[Certificate, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    revocations: tuple[Revocation, ...] = ()

    def find(self, cert_id: str) -> Certificate | None:
        """The certificate of a device, site authority or centre."""
        return next((cert for cert in (*self.anchors, *self.certificates) if cert.id == cert_id), None)

    def signer(self, sign_pub: str) -> Certificate | None:
        """The device certificate that names this public key."""
        found = (cert for cert in self.certificates if cert.sign_pub == sign_pub and cert.kind == "device")
        return next(found, None)

    def state(self, cert: Certificate, now: datetime) -> State:
        """What is known of a certificate now; revoked outweighs expired, forged outweighs both."""
        state = check_chain(self.chain(cert), self.anchors, now)
        if state in (State.VALID, State.EXPIRED) and self.revocation(cert.id) is not None:
            return State.REVOKED
        return state

    def chain(self, cert: Certificate) -> tuple[Certificate, ...]:
        """The certificate and those that vouch for it, as far as they are known here."""
        chain = [cert]
        while chain[-1].issued_by not in {one.id for one in chain}:
            issuer = self.find(chain[-1].issued_by)
            if issuer is None:
                break
            chain.append(issuer)
        return tuple(chain)

    def revocation(self, device_id: str) -> Revocation | None:
        """The revocation of a device, if its issuer is known here and really signed it."""
        for record in self.revocations:
            if record.device != device_id:
                continue
            issuer, device = self.find(record.issued_by), self.find(device_id)
            rightful = issuer and device and self._governs(issuer, device)
            if rightful and check_revocation(record, rightful.sign_pub) == State.VALID:
                return record
        return None

    def vouched(self, cert: Certificate) -> bool:
        """Whether trusted authorities signed for it, whatever the clock says."""
        return check_chain(self.chain(cert), self.anchors, _ANY_TIME) in (State.VALID, State.EXPIRED)

    def _governs(self, issuer: Certificate, device: Certificate) -> Certificate | None:
        reaches = issuer.site_id == device.site_id or (issuer.kind == "centre" and issuer.site_id == issuer.id)
        return issuer if issuer.kind != "device" and reaches and self.vouched(issuer) else None

    def with_certificates(self, certificates: Iterable[Certificate]) -> "Trust":
        """With these certificates, each in place of an older one of the same id."""
        merged = {cert.id: cert for cert in (*self.certificates, *certificates)}
        return replace(self, certificates=tuple(merged[key] for key in sorted(merged)))

    def with_anchor(self, cert: Certificate) -> "Trust":
        """With an authority trusted without further proof."""
        others = tuple(anchor for anchor in self.anchors if anchor.id != cert.id)
        return replace(self, anchors=(*others, cert))

    def without_anchor(self, cert_id: str) -> "Trust":
        """No longer trusting an authority."""
        return replace(self, anchors=tuple(anchor for anchor in self.anchors if anchor.id != cert_id))

    def with_revocations(self, revocations: Iterable[Revocation]) -> "Trust":
        """With these revocations too."""
        merged = {record.sig: record for record in (*self.revocations, *revocations)}
        return replace(self, revocations=tuple(merged[key] for key in sorted(merged)))


def load_trust(home: Home) -> Trust:
    """The trust file; an empty one when there is none, UserError when it is spoilt."""
    try:
        return shaped(Trust, json.loads(home.trust.read_bytes()))
    except FileNotFoundError:
        return Trust()
    except PermissionError as error:
        raise UserError(
            "access.trust_denied",
            _("Laptop ini tidak mengizinkan daftar kunci publik dibaca; keaslian surat tidak dapat diperiksa."),
            _("Masuk ke Windows dengan akun yang biasa dipakai untuk Pulang, lalu coba lagi."),
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(
            "access.trust_damaged",
            _("Daftar kunci publik di laptop ini rusak; keaslian surat tidak dapat diperiksa."),
            _("Masuk sekali ke Pulang di laptop ini; daftar akan ditulis ulang dari data pos."),
        ) from error


def save_trust(home: Home, trust: Trust) -> None:
    """Put the trust file in place of the old one."""
    replace_atomically(home.trust, json.dumps(asdict(trust), indent=1).encode())


def note_certificate(w: Work, signed: Certificate | Revocation) -> None:
    """Keep a certificate or revocation in the general vault; one that is known already stays."""
    kind, subject = ("revocation", signed.device) if isinstance(signed, Revocation) else (signed.kind, signed.id)
    row_id = derived_id("certificate", signed.sig)
    w.insert_once(CertificateRow(id=row_id, kind=kind, subject=subject, body=signed.to_json()))


def trust_of(reading: Reading, anchors: tuple[Certificate, ...]) -> Trust:
    """The certificates and revocations the general vault knows, under the authorities this desk trusts.

    Of several certificates of one subject the best vouched for counts, then the latest.
    """
    certificates: list[Certificate] = []
    revocations: list[Revocation] = []
    for row in reading.all(select(CertificateRow).where(col(CertificateRow.void_reason).is_(None))):
        with suppress(ValueError):
            if row.kind == "revocation":
                revocations.append(revocation_of(row.body))
            else:
                certificates.append(certificate_of(row.body))
    trusted = Trust(anchors=anchors)
    signers = sorted((cert for cert in certificates if cert.kind != "device"), key=trusted.vouched)
    authorities = trusted.with_certificates(signers)
    best = sorted(certificates, key=lambda cert: (authorities.vouched(cert), cert.not_before))
    return authorities.with_certificates(best).with_revocations(revocations)


def publish(home: Home, trust: Trust) -> None:
    """Write the trust file where it says something else, or is spoilt."""
    try:
        if load_trust(home) == trust:
            return
    except UserError:
        pass
    save_trust(home, trust)


def fingerprint(sign_pub: str) -> str:
    """Twelve signs (60 bits) of a public key, in groups of four, for two people to compare by eye or phone."""
    value = int.from_bytes(blake2b(sign_pub.encode(), digest_size=8, person=b"pulang-finger").digest())
    signs = "".join(ALPHABET[value >> 5 * place & 31] for place in range(12))
    return "-".join(signs[start : start + 4] for start in range(0, 12, 4))
