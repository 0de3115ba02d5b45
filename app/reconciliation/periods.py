"""A period of whole days as it stands: its ledger, what is open in it, what was explained, whether it is closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.access.days import today
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.manifest import board, letters
from app.reconciliation.accounts import Scope as WholeScope
from app.reconciliation.accounts import living as heads_of_site
from app.reconciliation.balance_of import (
    Balances,
    LedgerScope,
    balances,
    balances_by_batch,
    heads_of_class,
    names_of,
    stays_behind,
)
from app.reconciliation.checks import ARRIVAL, PEOPLE, Check, checks_of_ship, first, with_explanations
from app.reconciliation.explaining import RUNNING, explanations
from app.reconciliation.rules import BatchFigures, Finding, check_batch
from app.reconciliation.rules.equation import Equation, Kind, Line, equation
from app.reconciliation.rules.ledger import unknown_sex
from app.reconciliation.rules.posting import TRANSIT
from app.reconciliation.standing import PERIOD, closings_of, key_of
from app.reconciliation.stating import breakdowns, stated, statements
from app.registration.counts import HeadLine
from app.registration.position import in_suspense, position
from app.registration.rules import OUTSIDE
from app.store.work import Reading


@dataclass(frozen=True)
class PeriodView:
    """A period: its ledger, the checks that concern it, and the id of the closing that stands ("": it is open)."""

    scope: LedgerScope
    balances: Balances
    checks: tuple[Check, ...]
    closed: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""
        return tuple(check.finding for check in self.checks)

    @property
    def blocking(self) -> tuple[Check, ...]:
        """What stands in the way of closing."""
        return tuple(check for check in self.checks if check.finding.blocks)


def period(r: Reading, scope: LedgerScope) -> PeriodView:
    """A period of days; UserError when its days are not in order or it is not over."""
    if scope.start is None or scope.end is None or scope.start > scope.end:
        raise UserError("period.days", _("Masa ini belum lengkap: tulis hari pertama dan hari terakhirnya."))
    seen = balances(r, scope)
    checks = with_explanations(_checks(r, scope, seen), explanations(r, scope))
    return PeriodView(scope, seen, checks, standing_closing(r, scope))


def standing_closing(r: Reading, scope: LedgerScope) -> str:
    """The closing of these days that was not opened again; empty when there is none."""
    return max((row.id for row in closings_of(r, key_of(scope), PERIOD)), default="")


def _checks(r: Reading, scope: LedgerScope, seen: Balances) -> Iterator[Check]:
    if scope.end is not None and scope.end >= today(r):
        text = _("Masa ini belum lewat; angkanya masih akan bertambah.")
        yield Check(Finding(RUNNING, text))
    if missing := seen.equation.difference:
        text = ngettext(
            "{n} orang tidak ada di akun mana pun.", "{n} orang tidak ada di akun mana pun.", abs(missing)
        ).format(n=abs(missing))
        yield Check(Finding("balance.missing", text, abs(missing)))
    yield from _of_people(r, scope)
    yield from _of_ships(r, scope)
    yield from _of_others(r, scope, seen)


def _of_people(r: Reading, scope: LedgerScope) -> Iterator[Check]:
    conflicts = heads_of_site(r, WholeScope(), in_suspense() & (position.c.arrived <= scope.end))
    nobody_knows = heads_of_class(r, scope, "")
    told: tuple[tuple[str, str, Sequence[HeadLine]], ...] = (
        (
            "balance.suspense",
            ngettext(
                "{n} orang punya catatan perpindahan yang bertentangan.",
                "{n} orang punya catatan perpindahan yang bertentangan.",
                len(conflicts),
            ),
            conflicts,
        ),
        ("balance.unknown", unknown_sex(len(nobody_knows)), nobody_knows),
    )
    for code, text, heads in told:
        if heads:
            yield Check(Finding(code, text.format(n=len(heads)), len(heads)), tuple(heads), PEOPLE, first(heads))


def _of_ships(r: Reading, scope: LedgerScope) -> Iterator[Check]:
    ships = balances_by_batch(r, scope)
    for batch in letters.batches(r, only_open=True):
        if batch.id in ships and ships[batch.id].of(OUTSIDE).went.total:
            text = _("{ship} tiba dalam masa ini dan belum ditutup.").format(ship=batch.name)
            yield Check(Finding(f"period.ship.{batch.id}", text, 1), (), ARRIVAL, batch.id)
            yield from checks_of_ship(board.board(r, batch.id))
    waiting = balances(r, scope).equation.transit
    if waiting:
        text = ngettext(
            "{n} orang pada akhir masa ini masih dalam perjalanan.",
            "{n} orang pada akhir masa ini masih dalam perjalanan.",
            waiting,
        )
        heads = names_of(r, stays_behind(r, scope, TRANSIT, living=True))
        yield Check(Finding("period.transit", text.format(n=waiting), waiting, blocks=False), heads)


def _of_others(r: Reading, scope: LedgerScope, seen: Balances) -> Iterator[Check]:
    """What others state of the period, where it differs from what arrived here."""
    others = stated(r, scope)
    arrived = seen.equation.arrived
    source = Balances(scope, tuple(line for line in seen.lines if not line.kind.body)).of(OUTSIDE)
    came = source.went - source.came
    figures = BatchFigures(
        actual=arrived,
        breakdowns=list(breakdowns(came.by_class(), others)),
        statements=statements(arrived, others),
    )
    for found in check_batch(figures):
        yield Check(found)


def living_figures(seen: Balances) -> dict[str, Any]:
    """The living of a ledger as a closing keeps them: account → opening, came, went."""
    found: dict[str, list[int]] = {}
    for line in seen.lines:
        if not line.kind.body:
            held = found.setdefault(line.account, [0, 0, 0])
            for place, number in enumerate((line.opening, line.came, line.went)):
                held[place] += number
    return dict(found)


def living_equation(figures: Mapping[str, Any]) -> Equation:
    """The equation of such figures."""
    return equation(Line(account, Kind(), *numbers) for account, numbers in figures.items())
