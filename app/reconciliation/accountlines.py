"""Every account of people over a period: opening, in, out, closing, each number with its heads; the way leg by leg."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select

from app.access.days import current_day
from app.handover.tracing import ways
from app.kernel.i18n import _
from app.manifest.board import BoardLine
from app.reconciliation import legs
from app.reconciliation.balance_of import (
    CAME,
    CLOSING,
    OPENING,
    WENT,
    LedgerScope,
    balances,
    behind_number,
    expected,
    names_of,
)
from app.reconciliation.legs import Key, Stand
from app.reconciliation.postings import posting
from app.reconciliation.rules.equation import Line, place_of
from app.reconciliation.rules.posting import SOURCES, TRANSIT
from app.reconciliation.rules.wording import account_title
from app.registration.counts import HeadLine
from app.registration.rules import BODY
from app.store.work import Reading

EXPECTED = "ditunggu"
"""Those on a letter whom nobody has decided yet: no heads before they come."""


@dataclass(frozen=True)
class AccountLine:
    """One account; or, below the way, one `leg` of it, and below that each `paper`; a source of heads has only `came`.

    `body` are those who arrived dead: they are counted apart from the living. `heads` are those of a leg or a paper.
    """

    code: str
    title: str
    opening: int = 0
    came: int = 0
    went: int = 0
    leg: Key | None = None
    paper: str | None = None
    body: bool = False
    heads: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def level(self) -> int:
        """0 an account, 1 a leg of the way, 2 a paper with which somebody is on it."""
        return 0 if self.leg is None else 1 if self.paper is None else 2

    @property
    def closing(self) -> int:
        """Opening and in, less out."""
        return 0 if self.is_source else self.opening + self.came - self.went

    @property
    def is_source(self) -> bool:
        """Whether heads only come out of it."""
        return self.code in SOURCES or self.code == EXPECTED

    @property
    def key(self) -> tuple[str, Key | None, str | None, bool]:
        """What tells it apart."""
        return self.code, self.leg, self.paper, self.body

    def number(self, which: str) -> int:
        """One of NUMBERS."""
        return int(getattr(self, which))


def account_lines(r: Reading, scope: LedgerScope) -> tuple[AccountLine, ...]:
    """The accounts of a scope in the order of the equation, those that hold nobody left out; legs below the way."""
    found: dict[tuple[str, bool], list[Line]] = {}
    for line in balances(r, scope).lines:
        found.setdefault((line.account, line.kind.body), []).append(line)
    return (*_waiting(r, scope), *_ordered(r, scope, found))


def heads_on(r: Reading, scope: LedgerScope, line: AccountLine, which: str) -> tuple[HeadLine, ...]:
    """The names behind one number of a line."""
    if line.code == EXPECTED:
        return tuple(_as_head(one) for one in _expected(r, scope))
    if line.leg is not None:
        return names_of(r, sorted(line.heads[which]))
    stays = _stays(r, scope, line, WENT if line.code in SOURCES else which)
    if line.code in SOURCES:
        stays -= _stays(r, scope, line, CAME)
    return names_of(r, sorted(stays))


def _ordered(r: Reading, scope: LedgerScope, found: dict[tuple[str, bool], list[Line]]) -> Iterator[AccountLine]:
    for code, body in sorted(found, key=lambda key: (key[1], place_of(key[0]), key[0])):
        lines = found[code, body]
        opening, came, went = (sum(getattr(line, name) for line in lines) for name in (OPENING, CAME, WENT))
        title = account_title(code)
        if body and code != BODY:
            title = _("{account} (tiba sebagai jenazah)").format(account=title)
        if code in SOURCES:
            made = AccountLine(code, title, 0, went - came, 0, body=body)
        else:
            made = AccountLine(code, title, opening, came, went, body=body)
        if made.opening or made.came or made.went:
            yield made
        if code == TRANSIT and not body:
            yield from _legs(r, scope)


def _legs(r: Reading, scope: LedgerScope) -> Iterator[AccountLine]:
    """The way leg by leg, each with its papers: who was there at the begin and the end, who came and went between."""
    stood = {which: legs.standing(r, scope, which) for which in (OPENING, CLOSING)}
    everybody = sorted((one for stands in stood.values() for one in stands), key=lambda one: one.order)
    known = ways(r, {one.paper for one in everybody})
    for leg in dict.fromkeys(one.key for one in everybody):
        mine = {which: [one for one in stands if one.key == leg] for which, stands in stood.items()}
        title = next(one.title for one in everybody if one.key == leg)
        yield _part(AccountLine(TRANSIT, title, leg=leg), mine)
        papers = {one.paper for stands in mine.values() for one in stands}
        for paper in sorted(papers, key=lambda paper: (known[paper].number if paper in known else "", paper)):
            way = known.get(paper)
            text = _("Menuju {receiver}, BAST {number}")
            said = text.format(receiver=way.receiver, number=way.number) if way else _("tanpa berita acara")
            own = {which: [one for one in stands if one.paper == paper] for which, stands in mine.items()}
            yield _part(AccountLine(TRANSIT, said, leg=leg, paper=paper), own)


def _part(line: AccountLine, stood: Mapping[str, Sequence[Stand]]) -> AccountLine:
    opening, closing = (frozenset(one.stay for one in stood[which]) for which in (OPENING, CLOSING))
    heads = {OPENING: opening, CAME: closing - opening, WENT: opening - closing, CLOSING: closing}
    opened, came, went = (len(heads[which]) for which in (OPENING, CAME, WENT))
    return replace(line, opening=opened, came=came, went=went, heads=heads)


def _stays(r: Reading, scope: LedgerScope, line: AccountLine, which: str) -> set[str]:
    mine = (*behind_number(r, scope, line.code, which), posting.c.body.is_(line.body))
    return {row.stay for row in r.rows(select(posting.c.stay).where(*mine).distinct())}


def _waiting(r: Reading, scope: LedgerScope) -> Iterator[AccountLine]:
    waiting = len(_expected(r, scope))
    if waiting:
        yield AccountLine(EXPECTED, _("Ditunggu: ada di surat, belum diperiksa"), 0, waiting, 0)


def _expected(r: Reading, scope: LedgerScope) -> Sequence[BoardLine]:
    """Those still expected, of a scope that is not over; nobody's province or month is known before he comes."""
    today = current_day(r)
    over = scope.end is not None and (today is None or scope.end < today.day)
    if over or scope.province is not None:
        return ()
    ships = expected(r)
    return [line for ship, lines in ships.items() if scope.batch_id in (None, ship) for line in lines]


def _as_head(line: BoardLine) -> HeadLine:
    """A line of a letter as lists of names show heads; its id is the ship's, where it is checked."""
    return HeadLine(
        line.id, None, line.name, line.father, line.sex, line.expected_class, line.age, line.mother is not None, False,
        None, EXPECTED, line.batch_id, line.nationality, None, None, line.origin, date.max, 0,
    )  # fmt: skip
