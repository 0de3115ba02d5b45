"""Whose bundles are read, whose entries count, and for whom bundles are sealed."""

from collections.abc import Container

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from app.access.trust import Trust
from app.bundle.certificates import (
    Certificate,
    Revocation,
    State,
    certificate_of,
    check_chain,
    revocation_of,
)
from app.bundle.container import Bundle
from app.bundle.header import Header
from app.store.journal import Entry
from app.store.merge import Judge
from app.store.sealed import Genuine, SealedLine
from app.sync.replica import Replica

CERTIFICATES = "certificates.json"


def sender_state(replica: Replica, header: Header) -> State:
    """What a bundle's sender is worth here: by the certificates it brings, or by a better one known already."""
    now = replica.clock.now()
    trust = replica.trust
    brought, known = header.certificate, trust.find(header.sender.device)
    state = check_chain(header.sender.certificates, trust.anchors, now)
    if state != State.VALID and known is not None and known.sign_pub == brought.sign_pub:
        better = trust.state(known, now)
        state = better if better in (State.VALID, State.EXPIRED) else state
    if state in (State.VALID, State.EXPIRED) and trust.revocation(brought.id) is not None:
        return State.REVOKED
    return state


def trust_with(trust: Trust, bundle: Bundle) -> Trust:
    """The trust here, with those certificates and revocations of a bundle that authorities trusted here vouch for."""
    certificates, revocations = brought_by(bundle)
    fresh = [cert for cert in certificates if trust.find(cert.id) is None]
    candidate = trust.with_certificates(fresh)
    return trust.with_certificates(cert for cert in fresh if candidate.vouched(cert)).with_revocations(revocations)


def brought_by(bundle: Bundle) -> tuple[list[Certificate], list[Revocation]]:
    """The certificates and revocations a bundle carries; what is none is passed over."""
    certificates = list(bundle.header.sender.certificates)
    revocations: list[Revocation] = []
    try:
        content = bundle.json(CERTIFICATES)
        certificates += [certificate_of(value) for value in content["certificates"]]
        revocations += [revocation_of(value) for value in content["revocations"]]
    except (KeyError, TypeError, ValueError):
        return certificates, revocations
    return certificates, revocations


def carried(trust: Trust, site: str | None = None) -> dict[str, object]:
    """What a bundle carries of certificates: those vouched for here, of one site and the centres if it is given."""
    certificates = trust.with_certificates(trust.anchors).certificates
    wanted = [
        cert for cert in certificates if trust.vouched(cert) and (site in (None, cert.site_id) or cert.kind == "centre")
    ]
    ids = {cert.id for cert in wanted}
    return {
        "certificates": [cert.to_json() for cert in wanted],
        "revocations": [record.to_json() for record in trust.revocations if record.device in ids],
    }


def judge_of(trust: Trust, sites: Container[str]) -> Judge:
    """The standing of an entry's author: known, of a site that counts here, really the signer, not revoked by then.

    An expired certificate still stands for what was written: a clock may be wrong, and signing took place before.
    """
    keys: dict[str, VerifyKey | None] = {}

    def judge(entry: Entry) -> str:
        if entry.site not in sites:
            return "site"
        if entry.device not in keys:
            keys[entry.device] = _key_of(trust, entry.device, entry.site)
        key = keys[entry.device]
        if key is None:
            return "device"
        if not _signed(key, entry.digest, entry.sig):
            return "signature"
        return "good" if _believed(trust, entry) else "revoked"

    return judge


def genuine_of(trust: Trust, sites: Container[str]) -> Genuine:
    """Whether the author named on a sealed line signed its digest."""

    def genuine(line: SealedLine) -> bool:
        cert = trust.find(line.device)
        key = _key_of(trust, line.device, cert.site_id) if cert and cert.site_id in sites else None
        return key is not None and _signed(key, line.digest, line.sig)

    return genuine


def _key_of(trust: Trust, device: str, site: str) -> VerifyKey | None:
    cert = trust.find(device)
    if cert is None or cert.kind != "device" or cert.site_id != site or not trust.vouched(cert):
        return None
    return VerifyKey(bytes.fromhex(cert.sign_pub))


def _signed(key: VerifyKey, digest: str, sig: str) -> bool:
    try:
        key.verify(bytes.fromhex(digest), bytes.fromhex(sig))
    except (BadSignatureError, ValueError):
        return False
    return True


def _believed(trust: Trust, entry: Entry) -> bool:
    record = trust.revocation(entry.device)
    if record is None:
        return True
    good = [last.seq for last in record.last_good if (last.vault, last.epoch) == (entry.vault, entry.epoch)]
    return entry.seq <= max(good, default=0)


def addressees(trust: Trust, site: str, but: str = "") -> dict[str, Certificate]:
    """Whom bundles of a site are for: its desks and its centres that are vouched for and not revoked, by id."""
    found = trust.with_certificates(trust.anchors).certificates
    return {
        cert.id: cert
        for cert in found
        if (cert.kind == "centre" or (cert.kind == "device" and cert.site_id == site))
        and cert.id != but
        and trust.vouched(cert)
        and trust.revocation(cert.id) is None
    }
