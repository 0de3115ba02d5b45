"""Who a device is: certificates from the local authority or the centre, and their revocation.

A check returns a state and never raises: a certificate that looks expired by a doubtful clock is held for the
*kepala* to decide, never silently rejected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal

from app.bundle.keys import SigningKey, verify
from app.bundle.shapes import shaped
from app.kernel.canonical import canonical_json

# The same keys sign certificates, revocations and bundle manifests: a prefix keeps one from passing as another.
_CERTIFICATE = b"pulang-certificate-v1\n"
_REVOCATION = b"pulang-revocation-v1\n"


class State(StrEnum):
    """What is known of a certificate now; `REVOKED` is only ever said by a caller's own trust rule."""

    VALID = "valid"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    BAD = "bad"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Certificate:
    """A signed statement that these public keys belong to this device, site authority or centre.

    `not_before` and `not_after` are UTC instants as ISO text; `vault_recipients` maps a restricted vault to its
    age1… text; `roles` limits what the holder may do; `issued_by` is the issuer's id (for an authority its own).
    """

    kind: Literal["device", "site", "centre"]
    id: str
    site_id: str
    site_code: str
    letter: str
    name: str
    sign_pub: str
    age_recipient: str
    not_before: str
    not_after: str
    issued_by: str
    vault_recipients: dict[str, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    sig: str = ""

    def signed_part(self) -> bytes:
        """The bytes the issuer signs."""
        return _CERTIFICATE + canonical_json(asdict(replace(self, sig="")))

    def to_json(self) -> dict[str, object]:
        """The certificate as plain JSON values."""
        return asdict(self)


def certificate_of(value: object) -> Certificate:
    """The certificate in a JSON value; ValueError for anything that is not one."""
    return shaped(Certificate, value)


def instant_text(instant: datetime) -> str:
    """An aware instant as a certificate states it."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def issue(draft: Certificate, issuer: SigningKey) -> Certificate:
    """The draft, signed by its issuer."""
    return replace(draft, sig=issuer.sign(draft.signed_part()))


def check(cert: Certificate, issuer_pub: str | None, now: datetime) -> State:
    """The state of one certificate under its issuer's public key; None means that issuer is not known here.

    Outside its time on either side is EXPIRED, since a clock set back looks like a certificate from the future.
    """
    if issuer_pub is None:
        return State.UNKNOWN
    if not verify(issuer_pub, cert.signed_part(), cert.sig):
        return State.BAD
    try:
        start, end = datetime.fromisoformat(cert.not_before), datetime.fromisoformat(cert.not_after)
        return State.VALID if start <= now <= end else State.EXPIRED
    except (ValueError, TypeError):
        return State.BAD


def check_chain(chain: Sequence[Certificate], anchors: Iterable[Certificate], now: datetime) -> State:
    """The state of `chain[0]`, each certificate vouched for by the next, the last by one of the anchors.

    `anchors` are the certificates of authorities trusted here. A device vouches for nobody; a site authority only for
    itself, the devices of its own site and the centre its site trusts; a centre for all, but one that only a site
    vouches for (its `site_id` is that site's, not its own id) for that site alone.
    """
    trusted = {anchor.id: anchor for anchor in anchors}
    states: list[State] = []
    for index, cert in enumerate(chain):
        anchor = trusted.get(cert.issued_by)
        issuer = anchor or next((other for other in chain[index + 1 : index + 2] if other.id == cert.issued_by), None)
        states.append(_state_under(issuer, cert, now))
        if anchor or not issuer:
            return _worst(states)
    return State.UNKNOWN


def _state_under(issuer: Certificate | None, cert: Certificate, now: datetime) -> State:
    if issuer is None:
        return State.UNKNOWN
    return check(cert, issuer.sign_pub, now) if _may_issue(issuer, cert) else State.BAD


def _may_issue(issuer: Certificate, cert: Certificate) -> bool:
    if cert.id == issuer.id:
        return cert.kind == issuer.kind != "device" and cert.sign_pub == issuer.sign_pub
    if issuer.kind == "site":
        return cert.kind in ("device", "centre") and cert.site_id == issuer.site_id
    return issuer.kind == "centre" and issuer.site_id in (issuer.id, cert.site_id)


def _worst(states: list[State]) -> State:
    order = (State.BAD, State.UNKNOWN, State.EXPIRED, State.VALID)
    return min(states, key=order.index)


@dataclass(frozen=True)
class LastGood:
    """The last entry of one stream that is still believed."""

    vault: str
    epoch: str
    branch: str
    seq: int


@dataclass(frozen=True)
class Revocation:
    """A device is no longer trusted after these entries; a vault or epoch not named has no believed entry."""

    device: str
    last_good: tuple[LastGood, ...]
    reason: str
    issued_by: str
    at: str
    sig: str = ""

    def signed_part(self) -> bytes:
        """The bytes the issuer signs."""
        return _REVOCATION + canonical_json(asdict(replace(self, sig="")))

    def to_json(self) -> dict[str, object]:
        """The revocation as plain JSON values."""
        return asdict(self)


def revocation_of(value: object) -> Revocation:
    """The revocation in a JSON value; ValueError for anything that is not one."""
    return shaped(Revocation, value)


def revoke(draft: Revocation, issuer: SigningKey) -> Revocation:
    """The draft, signed by its issuer."""
    return replace(draft, sig=issuer.sign(draft.signed_part()))


def check_revocation(record: Revocation, issuer_pub: str | None) -> State:
    """VALID, UNKNOWN (issuer not known here) or BAD; a revocation does not expire."""
    if issuer_pub is None:
        return State.UNKNOWN
    return State.VALID if verify(issuer_pub, record.signed_part(), record.sig) else State.BAD
