"""The named fields of the emergency list: who is in the house now, room by room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.access.views import SiteView
from app.kernel.headcount import HeadCount
from app.printing.values import Value

EMERGENCY = "emergency-list"


@dataclass(frozen=True)
class Alarm:
    """An emergency list as it is printed; `help_first` are those who cannot leave the house by themselves."""

    printed: str
    officer: str
    counts: Mapping[str, HeadCount]
    people: Sequence[Mapping[str, Any]]
    elsewhere: Sequence[Mapping[str, Any]]
    help_first: Sequence[str]
    repairs: Sequence[str]


def emergency_values(site: SiteView, alarm: Alarm) -> dict[str, Value]:
    """Everybody to be accounted for, who is elsewhere, and which records need repair."""
    return {
        "site": site.name,
        "printed": alarm.printed,
        "printer": alarm.officer,
        "total": len(alarm.people),
        "counts": dict(alarm.counts),
        "people": list(alarm.people),
        "elsewhere": list(alarm.elsewhere),
        "help_first": list(alarm.help_first),
        "repair_total": len(alarm.repairs),
        "repairs": list(alarm.repairs),
        "others": "",
    }
