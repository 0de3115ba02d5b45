"""Certificates the local authority signs: its own, and those of the desks it admits."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.access.desk import Desk
from app.bundle.certificates import Certificate, instant_text, issue
from app.bundle.keys import SigningKey

AUTHORITY_DAYS = 3650
DEVICE_DAYS = 400
_EARLIER = timedelta(days=1)
"""Certificates begin a day early: the clocks of two laptops never quite agree."""


def authority_certificate(subject: Certificate, authority: SigningKey, now: datetime) -> Certificate:
    """The self-signed certificate of a site authority; place, name and id are those of `subject`."""
    named = replace(subject, kind="site", issued_by=subject.id, sign_pub=authority.public)
    return issue(_dated(named, now, AUTHORITY_DAYS), authority)


def device_certificate(subject: Certificate, desk: Desk, now: datetime) -> Certificate:
    """The certificate of one desk of the site, signed by the authority that `desk` is."""
    named = replace(subject, kind="device", site_id=desk.site_id, site_code=desk.site_code, issued_by=desk.authority_id)
    return issue(_dated(named, now, DEVICE_DAYS), desk.authority_key)


def _dated(cert: Certificate, now: datetime, days: int) -> Certificate:
    return replace(
        cert, not_before=instant_text(now - _EARLIER), not_after=instant_text(now + timedelta(days=days)), sig=""
    )
