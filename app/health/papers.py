"""The named fields of the referral letter and the certificate of fitness; Indonesian only, as papers are."""

from datetime import date, datetime
from typing import Any

from app.access.views import SiteView
from app.health import rules
from app.health.records import Certificate, Referral
from app.kernel.clock import local
from app.printing.values import Value
from app.reference.enumerations import indonesian_of
from app.registration.counts import HeadLine

REFERRAL = "referral"
FITNESS = "travel-fitness"
_SEXES = {"L": "Laki-laki", "P": "Perempuan"}


def referral_values(site: SiteView, row: Referral, head: HeadLine) -> dict[str, Value]:
    """The letter with its reply part."""
    return {
        **_common(site, head, row.number, row.day),
        "to_kind": indonesian_of("lembaga_rujukan", row.to_kind),
        "to_name": row.to_name,
        "complaint": row.complaint,
        "vitals": rules.vitals_words(row.vitals) or "-",
        "findings": ", ".join(indonesian_of("penyakit", code) for code in row.findings or ()) or "-",
        "suspicion": row.suspicion or "-",
        "treatment": row.treatment or "-",
        "medicines": row.medicines or "-",
        "pregnant": f"{row.weeks} minggu" if row.weeks else "",
        "allergies": row.allergies or "Tidak diketahui",
        "companion": row.companion or "-",
        "transport": row.transport or "-",
        "time": _clock(row.at, site.zone),
        "officer": {"name": row.officer},
        "reply_result": [],
        "reply_control": "",
        "reply_isolation": "",
    }


def certificate_values(site: SiteView, row: Certificate, head: HeadLine) -> dict[str, Value]:
    """Whether and how somebody may travel; never what he has."""
    return {
        **_common(site, head, row.number, row.day),
        "variant": row.verdict,
        "destination": head.destination_text or "-",
        "conditions": row.conditions or "",
        "valid_until": row.valid_until,
        "doctor": {"name": row.doctor},
        "licence": row.licence or "....................",
    }


def _common(site: SiteView, head: HeadLine, number: str, day: date) -> dict[str, Any]:
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {
        "letterhead": {"lines": lines, "address": site.address, "contact": site.phone},
        "control_number": number,
        "name": head.display,
        "card": head.card_number or "-",
        "sex": _SEXES.get(head.sex or "", "-"),
        "age": f"{head.age} tahun" if head.age is not None else "-",
        "place": site.city or site.name,
        "date": day,
    }


def _clock(at: datetime, zone: str) -> str:
    return f"{local(at, zone):%H.%M} {zone}"
