"""The named fields of the forms of a departure: outgoing manifest, list of a vehicle, notice, slips for the pocket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.views import SiteView
from app.kernel.headcount import HeadCount
from app.printing.values import Value

MANIFEST, VEHICLE, NOTICE, SLIP = "outgoing-manifest", "transport-list", "arrival-notice", "pocket-slip"
KEPT = ("number", "name", "sex", "age", "infant", "destination", "card", "seat", "needs", "office", "sign")
"""What the manifest prints of a line; the rest is kept for comparing and for the workbook."""


@dataclass(frozen=True)
class Way:
    """How a departure goes, in words."""

    transport: str
    route: tuple[str, ...]
    departs: str
    arrives: str
    arrival_place: str = ""


def letterhead(site: SiteView) -> dict[str, Any]:
    """The post's letterhead; its name stands in where none was set up."""
    contact = f"Telepon {site.phone}" if site.phone else ""
    return {
        "lines": list(site.letterhead) or [site.office_name or site.name],
        "address": site.address,
        "contact": contact,
    }


def manifest_values(values: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """The form's values from what was frozen; what no manifest of then named is empty."""
    counts = {name: HeadCount(*numbers) for name, numbers in values["counts"].items()}
    people = [{name: line.get(name, "") for name in KEPT} for line in lines]
    return {"attention": [], **values, "counts": counts, "people": people, "date": date.fromisoformat(values["date"])}


def frozen(site: SiteView, way: Way, about: Mapping[str, Any], counts: Mapping[str, HeadCount]) -> dict[str, Any]:
    """What a manifest prints around its list, as plain JSON."""
    return {
        "letterhead": letterhead(site),
        "transport": way.transport,
        "route": list(way.route),
        "departs": way.departs,
        "arrives": way.arrives,
        "place": site.city or site.name,
        "counts": {name: [*count.by_class().values(), count.unknown] for name, count in counts.items()},
        "agent": {"name": ""},
        **about,
    }


def vehicle_values(site: SiteView, number: str, about: Mapping[str, Value]) -> dict[str, Value]:
    """The list of one vehicle."""
    return {"letterhead": letterhead(site), "control_number": number, "place": site.city or site.name, **about}


def notice_values(site: SiteView, number: str, way: Way, about: Mapping[str, Value]) -> dict[str, Value]:
    """The letter to one office."""
    contact = ", ".join(part for part in (site.name, f"telepon {site.phone}" if site.phone else "") if part)
    return {
        "letterhead": letterhead(site),
        "control_number": number,
        "office_number": "",
        "place": site.city or site.name,
        "transport": way.transport,
        "route": list(way.route),
        "departs": way.departs,
        "arrives": way.arrives,
        "arrival_place": way.arrival_place,
        "contact": contact,
        **about,
    }


def slip_values(site: SiteView, slips: Sequence[Mapping[str, str]]) -> dict[str, Value]:
    """Sheets of slips."""
    return {"site": site.name, "slips": [dict(slip) for slip in slips]}
