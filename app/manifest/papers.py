"""The named fields of the check list for the quay and of the list of who is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.access.views import SiteView
from app.kernel.headcount import HeadCount
from app.printing.values import Value

CHECK_LIST = "manifest-checklist"
REMAINING = "remaining-list"


@dataclass(frozen=True)
class CheckHead:
    """What stands above a check list: the letter and the ship as far as they are known; counts by source."""

    number: str
    sender: str = ""
    letter: str = ""
    foreign_letter: str = ""
    depot: str = ""
    transport: str = ""
    arrival: str = ""
    scheme: str = ""
    escort: str = ""
    counts: Mapping[str, HeadCount] | None = None


def check_values(site: SiteView, head: CheckHead, people: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """The consulate's list with room to tick and to write; what the quay decided already is written in."""
    texts = ("sender", "letter", "foreign_letter", "depot", "transport", "arrival", "scheme", "escort")
    return {
        "letterhead": {"lines": list(site.letterhead) or [site.name]},
        "control_number": head.number,
        "site": site.name,
        **{name: getattr(head, name) for name in texts},
        "letter_counts": dict(head.counts or {}),
        "people": list(people),
        "officer": {},
        "delegate": {},
    }


def remaining_values(site: SiteView, batch: str, printed: str, people: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """“Sisa 12: siapa?” in huge letters."""
    return {"site": site.name, "batch": batch, "printed": printed, "total": len(people), "people": list(people)}
