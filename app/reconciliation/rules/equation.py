"""Opening, in, out and closing of every account of people; who is in our care, on the way, home, or elsewhere."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from app.kernel.headcount import HeadCount
from app.reconciliation.rules.posting import HOME, HOUSE, QUAY, SOURCES, TRANSIT
from app.registration.rules import BODY, DIED, HOSPITAL, POLICE

CARE = (QUAY, HOUSE, HOSPITAL, POLICE)
"""Accounts of the living this post still answers for."""
HOMEWARD = (HOME, "diserahkan_keluarga")
"""Accounts of those who reached home (R22 Ps. 10)."""
ELSEWHERE = (
    "pulang_mandiri",
    "menetap_lokal",
    "dirujuk",
    "diserahkan_imigrasi",
    "pindah_keluar",
    "pergi_tanpa_izin",
    DIED,
    "jenazah_diserahkan",
)
"""Accounts of those who reached an end that has another name than home."""
ENDS = (*HOMEWARD, *ELSEWHERE)
"""Accounts of those who had left: none of them opens a period."""
DEAD = (DIED, "jenazah_diserahkan")
"""Who died here stays counted as dead, wherever his body is taken."""
OPEN = (*CARE, TRANSIT, BODY, DIED)
"""Accounts that carry over: who is in one at the end of a period is in it when the next begins."""
ORDER = (*SOURCES, *CARE, TRANSIT, *HOMEWARD, *ELSEWHERE, BODY)
_NOBODY = HeadCount()
_FIELDS = {"LD": "adult_male", "PD": "adult_female", "AL": "boys", "AP": "girls"}


@dataclass(frozen=True)
class Kind:
    """What heads of one line have in common; empty text where it is not known."""

    head_class: str = ""
    infant: bool = False
    body: bool = False
    nationality: str = ""
    province: str = ""


@dataclass(frozen=True)
class Flow:
    """So many heads of a kind passed from one account to another, before the period or in it."""

    source: str
    account: str
    kind: Kind
    heads: int
    before: bool = False


@dataclass(frozen=True)
class Line:
    """One account for one kind of heads over a period."""

    account: str
    kind: Kind
    opening: int = 0
    came: int = 0
    went: int = 0

    @property
    def closing(self) -> int:
        """Opening and what came, less what went."""
        return self.opening + self.came - self.went


@dataclass(frozen=True)
class Total:
    """One account over a period, by class."""

    opening: HeadCount = _NOBODY
    came: HeadCount = _NOBODY
    went: HeadCount = _NOBODY

    @property
    def closing(self) -> HeadCount:
        """Opening and what came, less what went."""
        return self.opening + self.came - self.went


def lines_of(flows: Iterable[Flow]) -> tuple[Line, ...]:
    """The lines of a ledger: each flow leaves one account and enters another, so all lines together are zero."""
    found: dict[tuple[str, Kind], list[int]] = {}
    for flow in flows:
        into = found.setdefault((flow.account, flow.kind), [0, 0, 0])
        out = found.setdefault((flow.source, flow.kind), [0, 0, 0])
        if flow.before:
            into[0] += flow.heads
            out[0] -= flow.heads
        else:
            into[1] += flow.heads
            out[2] += flow.heads
    made = (Line(account, kind, *numbers) for (account, kind), numbers in found.items() if any(numbers))
    return tuple(sorted(made, key=lambda line: (place_of(line.account), line.account, _sorting(line.kind))))


def totals_of(lines: Iterable[Line]) -> Mapping[str, Total]:
    """Account → its line over every kind, in the order of the equation."""
    found: dict[str, Total] = {}
    for line in lines:
        held = found.get(line.account, Total())
        code = line.kind.head_class
        found[line.account] = Total(
            held.opening + so_many(code, line.opening),
            held.came + so_many(code, line.came),
            held.went + so_many(code, line.went),
        )
    return found


def so_many(head_class: str, number: int) -> HeadCount:
    """That many heads of one class (empty: not known) as a count."""
    return HeadCount(**{_FIELDS.get(head_class, "unknown"): number})


def place_of(account: str) -> int:
    """Where an account stands in the equation."""
    return ORDER.index(account) if account in ORDER else len(ORDER)


def _sorting(kind: Kind) -> tuple[str, ...]:
    return kind.province, kind.nationality, kind.head_class, str(kind.infant), str(kind.body)


@dataclass(frozen=True)
class Equation:
    """Arrived against home (R22 Ps. 10): every head of a period is in one of these, or somebody is missing.

    `opening` were here or on the way when the period began; `elsewhere` account → heads of exits with another name.
    `returned` had left before the period and came back in it.
    """

    opening: int
    arrived: int
    born: int
    home: int
    elsewhere: Mapping[str, int]
    transit: int
    care: int
    returned: int = 0

    @property
    def came(self) -> int:
        """Everybody the period has to account for."""
        return self.opening + self.arrived + self.born + self.returned

    @property
    def exits(self) -> int:
        """Those whose end has another name than home."""
        return sum(self.elsewhere.values())

    @property
    def difference(self) -> int:
        """Heads in no account (below zero: more than came)."""
        return self.came - self.home - self.exits - self.transit - self.care

    def with_returned(self, returned: Mapping[str, int]) -> "Equation":
        """The same, those who came back from an earlier exit told as coming in instead of as fewer who left."""
        gross = {account: self.elsewhere.get(account, 0) + returned.get(account, 0) for account in ELSEWHERE}
        home = self.home + sum(returned.get(account, 0) for account in HOMEWARD)
        elsewhere = {account: heads for account, heads in gross.items() if heads}
        return replace(self, home=home, elsewhere=elsewhere, returned=sum(returned.values()))


def equation(lines: Iterable[Line], wanted: Callable[[Kind], bool] = lambda _kind: True) -> Equation:
    """The equation of the living over a period; bodies that arrived are counted apart."""
    totals: dict[str, Line] = {}
    for line in lines:
        if not line.kind.body and wanted(line.kind):
            account = DIED if line.account in DEAD else line.account
            held = totals.get(account, Line(account, Kind()))
            numbers = (held.opening + line.opening, held.came + line.came, held.went + line.went)
            totals[account] = Line(account, Kind(), *numbers)
    none = Line("", Kind())

    def net(account: str) -> int:
        line = totals.get(account, none)
        return line.came - line.went

    def closing(accounts: Iterable[str]) -> int:
        return sum(totals.get(account, none).closing for account in accounts)

    return Equation(
        opening=sum(totals.get(account, none).opening for account in (*CARE, TRANSIT)),
        arrived=-net(SOURCES[0]),
        born=-net(SOURCES[1]),
        home=sum(net(account) for account in HOMEWARD),
        elsewhere={account: net(account) for account in ELSEWHERE if net(account)},
        transit=closing([TRANSIT]),
        care=closing(CARE),
    )
