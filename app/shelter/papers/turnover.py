"""The named fields of the form `shift-handover`: frozen as plain JSON at print, and turned back into what it draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.views import SiteView
from app.kernel.headcount import HeadCount
from app.printing.values import Value
from app.reference.words import grouped

FORM = "shift-handover"
VERSION = 1
APART = "stays"
"""What a frozen paper keeps without printing it: the heads that were present."""


@dataclass(frozen=True)
class CountedLine:
    """A line that was counted as the paper tells it."""

    store: str
    name: str
    unit: str
    booked: int
    counted: int
    reason: str = ""


@dataclass(frozen=True)
class Facts:
    """What one shift hands to the next."""

    day: date
    time: str
    shift: str
    to_shift: str
    giver: Mapping[str, str]
    taker: Mapping[str, str]
    present: HeadCount
    elsewhere: HeadCount
    stays: Sequence[str]
    counted: Sequence[CountedLine]
    missed: Sequence[str]
    incidents: Sequence[str]
    notes: Sequence[str]
    guards: Sequence[str]
    keys: Sequence[str]
    remarks: str


def frozen(site: SiteView, facts: Facts) -> dict[str, Any]:
    """Everything the form prints but what the number brings; only plain JSON values."""
    counts: list[list[Any]] = [["Hadir di penampungan", *_numbers(facts.present)]]
    if facts.elsewhere.total:
        counts.append(["Di rumah sakit atau kepolisian", *_numbers(facts.elsewhere)])
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {
        "letterhead": {"lines": lines, "address": site.address, "contact": site.phone},
        "date": facts.day.isoformat(),
        "time": facts.time,
        "place": site.address or site.name,
        "shift": facts.shift,
        "to_shift": facts.to_shift,
        "giver": dict(facts.giver),
        "receiver": dict(facts.taker),
        "total": facts.present.total,
        "counts": counts,
        "goods": [_line(number, line) for number, line in enumerate(facts.counted, 1)],
        "missed": list(facts.missed),
        "incidents": list(facts.incidents),
        "notes": list(facts.notes),
        "guards": list(facts.guards),
        "keys": list(facts.keys),
        "remarks": facts.remarks,
        "control_number": "",
        "qr": "",
        "short_code": "",
        APART: list(facts.stays),
    }


def present(values: Mapping[str, Any]) -> HeadCount:
    """Everybody a frozen paper says was here."""
    _label, *numbers = values["counts"][0]
    return HeadCount(*numbers)


def thawed(values: Mapping[str, Any]) -> dict[str, Value]:
    """Frozen values as the form takes them."""
    counts = {label: HeadCount(*numbers) for label, *numbers in values["counts"]}
    printed = {name: value for name, value in values.items() if name != APART}
    return {**printed, "date": date.fromisoformat(values["date"]), "counts": counts}


def lines_of(values: Mapping[str, Any]) -> list[str]:
    """What the signature binds beside number, parties and counts, a line each, and who was present."""
    goods = [" | ".join(f"{name}: {part}" for name, part in sorted(line.items())) for line in values["goods"]]
    counted = [f"{label}: {numbers}" for label, *numbers in values["counts"]]
    lists = [text for name in ("missed", "incidents", "notes", "guards", "keys") for text in values[name]]
    said = [values[name] for name in ("date", "time", "place", "shift", "to_shift", "remarks")]
    parties = [f"{key}: {text}" for who in ("giver", "receiver") for key, text in sorted(values[who].items())]
    return [*said, *parties, *counted, *goods, *lists, *values[APART]]


def _numbers(count: HeadCount) -> list[int]:
    known = list(count.by_class().values())
    return [*known, count.unknown] if count.unknown else known


def _line(number: int, line: CountedLine) -> dict[str, Any]:
    change = line.counted - line.booked
    return {
        "number": number,
        "store": line.store,
        "name": line.name,
        "unit": line.unit,
        "booked": grouped(line.booked),
        "counted": grouped(line.counted),
        "difference": "0" if not change else f"{'+' if change > 0 else '−'}{grouped(abs(change))}",
        "reason": line.reason,
    }
