"""Other offices people go to or come from: their public keys, accepted by a compared code or through the centre."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.access.records import Partner
from app.access.rules import clean_code, clean_name, require
from app.access.trust import Trust, fingerprint
from app.access.views import SiteView
from app.bundle.certificates import Certificate, Revocation, certificate_of, revocation_of
from app.kernel.clock import ZONES
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.work import Reading, Work

CARD = "pulang-office-1"
BY_CODE, BY_CENTRE = "kode", "pusat"
_SITE = ("id", "code", "name", "kind", "zone")


@dataclass(frozen=True)
class OfficeCard:
    """What an office tells another one of itself: no secrets, and worth nothing until its code was compared."""

    id: str
    code: str
    name: str
    kind: str
    zone: str
    authority: Certificate
    desks: tuple[Certificate, ...]
    revocations: tuple[Revocation, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The code two people compare."""
        return fingerprint(self.authority.sign_pub)

    def to_json(self) -> dict[str, Any]:
        """The card as plain JSON values."""
        return {
            "format": CARD,
            "site": {name: getattr(self, name) for name in _SITE},
            "certificates": [cert.to_json() for cert in (self.authority, *self.desks)],
            "revocations": [record.to_json() for record in self.revocations],
        }


@dataclass(frozen=True)
class PartnerView:
    """An office this one exchanges people with; `fingerprint` as its own screen shows it, `desks` how many laptops."""

    id: str
    code: str
    name: str
    kind: str
    zone: str
    fingerprint: str
    desks: int
    vouched_by: str


def card_of(site: SiteView, trust: Trust) -> OfficeCard:
    """The card of the site a desk belongs to; UserError while the desk was not adopted by it."""
    own = [cert for cert in trust.certificates if cert.site_id == site.id and trust.vouched(cert)]
    anchors = (cert for cert in (*trust.anchors, *own) if cert.kind == "site" and cert.site_id == site.id)
    authority = next(anchors, None)
    if authority is None:
        raise UserError(
            "access.no_authority", _("Laptop ini belum bergabung dengan posnya; kartunya belum dapat dibuat.")
        )
    desks = tuple(cert for cert in own if cert.kind == "device")  # a revoked one too: it must be known to be refused
    revoked = tuple(record for record in trust.revocations if record.issued_by == authority.id)
    place = {name: getattr(site, name) for name in _SITE}
    return OfficeCard(**place, authority=authority, desks=desks, revocations=revoked)


def card_from(content: object) -> OfficeCard:
    """The card in a JSON value, held to itself: its authority signed for every desk. UserError access.bad_card."""
    try:
        if not isinstance(content, dict) or content["format"] != CARD:
            raise ValueError(CARD)
        certificates = [certificate_of(value) for value in content["certificates"]]
        revocations = tuple(revocation_of(value) for value in content["revocations"])
        authority = next(cert for cert in certificates if cert.kind == "site" and cert.issued_by == cert.id)
        site = {name: _text(content["site"][name]) for name in _SITE}
        _check_site(site, authority)
    except (KeyError, TypeError, ValueError, StopIteration) as error:
        raise _bad() from error
    desks = tuple(cert for cert in certificates if cert.kind == "device" and cert.site_id == authority.site_id)
    card = OfficeCard(**site, authority=authority, desks=desks, revocations=revocations)
    if not desks or len(desks) + 1 != len(certificates) or not all(_own_trust(card).vouched(one) for one in desks):
        raise _bad()
    return card


def keep(w: Work, card: OfficeCard, vouched_by: str = BY_CODE) -> PartnerView:
    """Exchange people with this office from now on; a newer card replaces what was known of it.

    An office set up anew has another authority: it is taken only after its code was compared again.
    """
    require(w.actor, "sync.enrol")
    if card.id == w.site_id:
        raise UserError("access.own_card", _("Ini kartu kantor ini sendiri; tidak ada yang diubah."))
    row = w.get(Partner, card.id)
    body = card.to_json()
    authority, *desks = body["certificates"]
    if row is not None and vouched_by == BY_CENTRE and row.vouched_by == BY_CODE and not _same(row, card):
        raise UserError(
            "access.other_authority",
            _(
                "Kartu {name} dari pusat tidak sama dengan yang kodenya sudah dibandingkan; tidak ada yang diubah."
            ).format(name=card.name),
            _("Telepon kantor itu dan bandingkan kodenya sekali lagi."),
        )
    values = {**{name: getattr(card, name) for name in _SITE if name != "id"}, "authority": authority}
    values |= {"certificates": desks, "revocations": body["revocations"], "vouched_by": vouched_by}
    if row is None:
        return _view(w.insert(Partner(id=card.id, **values)))
    return _view(w.update(row, void_reason=None, **values))


def forget(w: Work, partner_id: str, reason: str) -> None:
    """No longer exchange people with this office; what came from it stays."""
    require(w.actor, "sync.enrol")
    w.void(w.need(Partner, partner_id), clean_name(reason))


def partners(r: Reading) -> list[PartnerView]:
    """The offices people may be sent to or come from, by name."""
    return sorted((_view(row) for row in _rows(r)), key=lambda one: one.name.casefold())


def partner(r: Reading, partner_id: str) -> PartnerView | None:
    """One of them; None when it is not known here."""
    return next((_view(row) for row in _rows(r) if row.id == partner_id), None)


def named(r: Reading, code: str) -> str:
    """What the office with this code is called; the code itself where it is not known here."""
    return next((row.name for row in _rows(r) if row.code == code.upper()), code)


def with_partners(r: Reading, trust: Trust) -> Trust:
    """The trust of a desk, with the authorities of its partners: each is believed for its own desks alone."""
    own = {cert.id for cert in (*trust.anchors, *trust.certificates)}
    for row in _rows(r):
        with suppress(ValueError):
            authority = certificate_of(row.authority)
            desks = _of_site([certificate_of(value) for value in row.certificates], row.id)
            if own.isdisjoint({authority.id, *(cert.id for cert in desks)}):  # nobody speaks for a desk of ours
                revoked = [revocation_of(value) for value in row.revocations]
                trust = trust.with_anchor(authority).with_certificates(desks).with_revocations(revoked)
    return trust


def recipients_of(r: Reading, trust: Trust, partner_id: str) -> list[Certificate]:
    """The desks of a partner a bundle may be sealed to."""
    for row in _rows(r):
        if row.id == partner_id:
            desks = _of_site([certificate_of(value) for value in row.certificates], row.id)
            return [cert for cert in desks if trust.vouched(cert) and trust.revocation(cert.id) is None]
    return []


def _of_site(desks: Iterable[Certificate], site_id: str) -> list[Certificate]:
    return [cert for cert in desks if cert.kind == "device" and cert.site_id == site_id]


def _rows(r: Reading) -> list[Partner]:
    return r.all(select(Partner).where(Partner.site_id == r.site_id, col(Partner.void_reason).is_(None)))


def _view(row: Partner) -> PartnerView:
    code, desks = fingerprint(str(row.authority.get("sign_pub"))), len(row.certificates) - len(row.revocations)
    return PartnerView(row.id, row.code, row.name, row.kind, row.zone, code, desks, row.vouched_by)


def _same(row: Partner, card: OfficeCard) -> bool:
    return str(row.authority.get("sign_pub")) == card.authority.sign_pub


def _own_trust(card: OfficeCard) -> Trust:
    return Trust(anchors=(card.authority,)).with_certificates(card.desks)


def _check_site(site: dict[str, str], authority: Certificate) -> None:
    try:
        clean_code(site["code"])
        clean_name(site["name"])
    except UserError as error:
        raise ValueError(error.code) from error
    if authority.site_id != site["id"] or authority.site_code != site["code"] or site["zone"] not in ZONES:
        raise ValueError("site")


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise ValueError("text")
    return value


def _bad() -> UserError:
    return UserError(
        "access.bad_card",
        _("Berkas ini bukan kartu kantor, atau rusak; tidak ada yang diubah."),
        _("Minta kantor itu menulis kartunya lagi di Serah terima, bagian Kantor."),
    )
