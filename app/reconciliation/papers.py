"""The named fields of the form `reconciliation-record`: frozen as plain JSON at its number, in Indonesian."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.views import SiteView
from app.kernel.headcount import HeadCount
from app.printing.values import Value
from app.reconciliation.rules.equation import ELSEWHERE, Equation
from app.reconciliation.rules.posting import SOURCES
from app.reference.enumerations import indonesian_of
from app.reference.words import grouped, long_date

FORM = "reconciliation-record"
VERSION = 1


@dataclass(frozen=True)
class ShipRow:
    """A ship in the table of the paper."""

    title: str
    equation: Equation


@dataclass(frozen=True)
class Waiting:
    """A paper whose receipt is not back."""

    number: str
    receiver: str
    phone: str
    since: date
    days: int
    heads: int


@dataclass(frozen=True)
class Facts:
    """What was reconciled; `counts` label → heads by class, `companion` and `head` sign."""

    day: date
    time: str
    scope: str
    closed: str
    companion: Mapping[str, str]
    head: Mapping[str, str]
    equation: Equation
    counts: Mapping[str, HeadCount]
    ships: Sequence[ShipRow]
    findings: Sequence[str]
    waiting: Sequence[str]
    adjustments: Sequence[str]


def frozen(site: SiteView, facts: Facts) -> dict[str, Any]:
    """Everything the form prints but what the number brings; only plain JSON values."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {
        "letterhead": {"lines": lines, "address": site.address, "contact": site.phone},
        "date": facts.day.isoformat(),
        "time": facts.time,
        "place": site.address or site.name,
        "scope": facts.scope,
        "closed": facts.closed,
        "giver": dict(facts.companion),
        "receiver": dict(facts.head),
        "came": facts.equation.came,
        "home": facts.equation.home,
        "rest": rest_words(facts.equation),
        "counts": [[label, *_numbers(count)] for label, count in facts.counts.items()],
        "rows": [_row(number, ship) for number, ship in enumerate(facts.ships, 1)],
        "findings": list(facts.findings),
        "waiting": list(facts.waiting),
        "adjustments": list(facts.adjustments),
        "control_number": "",
        "qr": "",
        "short_code": "",
    }


def thawed(values: Mapping[str, Any], of_ship: bool) -> dict[str, Value]:
    """Frozen values as the form takes them; a paper about one ship has no table of ships."""
    counts = {label: HeadCount(*numbers) for label, *numbers in values["counts"]}
    period = "" if of_ship else "ya"
    return {**values, "date": date.fromisoformat(values["date"]), "counts": counts, "period": period}


def lines_of(values: Mapping[str, Any], states: str) -> list[str]:
    """What the signature binds beside number, parties and totals, a line each, and what was said of every head."""
    counted = [f"{label}: {numbers}" for label, *numbers in values["counts"]]
    rows = [" | ".join(f"{name}: {part}" for name, part in sorted(row.items())) for row in values["rows"]]
    lists = [text for name in ("findings", "waiting", "adjustments") for text in values[name]]
    said = [str(values[name]) for name in ("date", "time", "place", "scope", "closed", "came", "home", "rest")]
    return [*said, *counted, *rows, *lists, states]


def rest_words(told: Equation) -> str:
    """Where those are who did not reach home."""
    parts = [(told.elsewhere.get(code, 0), _called(code)) for code in ELSEWHERE]
    parts += [(told.transit, "dalam perjalanan, tanda terima belum kembali"), (told.care, "masih di pos")]
    listed = ", ".join(f"{grouped(heads)} {name}" for heads, name in parts if heads)
    said = f"Yang lain: {listed}." if listed else "Tidak ada orang lain."
    if told.difference:
        said += f" {grouped(abs(told.difference))} orang tidak ada catatannya."
    return said


def label_of(account: str) -> str:
    """An account as the paper calls it."""
    return indonesian_of("akun_orang", account)


def _called(account: str) -> str:
    label = label_of(account)
    return label[:1].lower() + label[1:]


def adjustment_words(name: str, by_account: Mapping[str, int]) -> str:
    """What a later change did to the closed figures, for one head."""
    shown = ((label_of(code), number) for code, number in by_account.items() if code not in SOURCES)
    said = ", ".join(f"{label} {'+' if number > 0 else '−'}{abs(number)}" for label, number in shown)
    return f"{name}: {said or 'data orangnya dibetulkan, jumlah akhirnya sama'}."


def period_words(start: date | None, end: date | None) -> str:
    """The days of a period as a sentence names them."""
    if start == end and end is not None:
        return f"hari {long_date(end)}"
    first = long_date(start) if start else "awal pencatatan"
    return f"masa {first} sampai dengan {long_date(end)}" if end else f"masa sejak {first}"


def _numbers(count: HeadCount) -> list[int]:
    known = list(count.by_class().values())
    return [*known, count.unknown] if count.unknown else known


def _row(number: int, ship: ShipRow) -> dict[str, Any]:
    told = ship.equation
    names = ("came", "home", "transit", "care", "difference")
    numbers = {name: grouped(getattr(told, name)) for name in names}
    return {"number": number, "title": ship.title, "elsewhere": grouped(told.exits), **numbers}


def waiting_words(one: Waiting) -> str:
    """A paper whose receipt is not back, in a sentence."""
    phone = f", telepon {one.phone}" if one.phone else ", telepon tidak tercatat"
    number = f"BAST {one.number}, " if one.number else ""
    since = f"sejak {long_date(one.since)} ({one.days} hari)"
    return f"{number}{one.receiver}, {one.heads} orang, {since}{phone}."
