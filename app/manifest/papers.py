"""The named fields of the papers of the quay: check list, who is still missing, signed result, hitung kepala."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.access.views import SiteView
from app.kernel.headcount import HeadCount
from app.printing.values import Value

CHECK_LIST = "manifest-checklist"
REMAINING = "remaining-list"
RESULT, RESULT_VERSION = "manifest-result", 2
HEAD_COUNT = "head-count"


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


@dataclass(frozen=True)
class ResultHead:
    """What stands above a result: the ship and its letters as far as they are known, and when it was printed."""

    number: str
    transport: str
    arrival: str
    sender: str = ""
    letter: str = ""
    incoming: str = ""
    printed: str = ""
    day: date | None = None
    officer: str = ""
    delegate: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What the recheck of a ship came to."""

    counts: Mapping[str, HeadCount]
    difference: str
    states: Sequence[Mapping[str, Any]]
    exceptions: Sequence[Mapping[str, Any]]
    addenda: Sequence[str] = ()


def result_values(site: SiteView, head: ResultHead, result: Result) -> dict[str, Value]:
    """The outcome for both sides to sign: counts, states, everybody who is not simply here, addenda."""
    texts = ("sender", "letter", "incoming", "transport", "arrival", "printed")
    return {
        "letterhead": {"lines": list(site.letterhead) or [site.name]},
        "control_number": head.number,
        "site": site.name,
        **{name: getattr(head, name) for name in texts},
        "counts": dict(result.counts),
        "difference": result.difference,
        "states": list(result.states),
        "exceptions": list(result.exceptions),
        "addenda": list(result.addenda),
        "place": site.city or site.name,
        "date": head.day,
        "officer": {"name": head.officer},
        "delegate": dict(head.delegate),
        "head": {},
    }


@dataclass(frozen=True)
class Counting:
    """One count of heads as its paper names it."""

    group: str
    place: str
    started: str
    ended: str
    counter: str
    note: str
    counts: Mapping[str, HeadCount]


def head_count_values(
    site: SiteView, count: Counting, missing: Sequence[Mapping[str, Any]], beyond: Sequence[str]
) -> dict[str, Value]:
    """Who is missing in huge letters, with time, place and officer."""
    texts = ("group", "place", "started", "ended", "counter", "note")
    return {
        "site": site.name,
        **{name: getattr(count, name) for name in texts},
        "counts": dict(count.counts),
        "total": len(missing),
        "missing": list(missing),
        "beyond": list(beyond),
        "officer": {"name": count.counter},
    }
