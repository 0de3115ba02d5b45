"""The ledger of people read from the heads' positions: who came, who is here, who left how, with the names behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_

from app.kernel.headcount import HeadCount
from app.manifest import board, rules
from app.manifest.columns import Comparison, explain_columns
from app.reconciliation.rules import (
    Balance,
    BatchFigures,
    Breakdown,
    Finding,
    Ledger,
    balance,
    check_batch,
    explain_batch,
)
from app.registration.counts import HeadLine, heads_where
from app.registration.position import position
from app.registration.rules import BODY, OUTSIDE, PRESENT
from app.store.work import Reading

CAME = "tiba"
BORN = "lahir"
OPENING = "saldo_awal"

_REASON_OF = {
    "tidak_hadir_batal": "batal",
    "tidak_hadir_sakit": "sakit",
    "tidak_hadir_proses_hukum": "proses_hukum",
    "tidak_hadir_dokumen": "dokumen",
    rules.DUPLICATE: "ganda",
}


@dataclass(frozen=True)
class Scope:
    """What is balanced: one ship, or the whole site from a day on (None: since the beginning)."""

    batch_id: str | None = None
    since: date | None = None


@dataclass(frozen=True)
class Account:
    """One number of the balance and the heads behind it."""

    code: str
    count: HeadCount
    heads: tuple[HeadLine, ...]


@dataclass(frozen=True)
class BalanceView:
    """The balance as screens and the console show it; `sentences` say in words what agrees and what does not."""

    scope: Scope
    ledger: Ledger
    balance: Balance
    accounts: tuple[Account, ...]
    bodies: tuple[HeadLine, ...]
    findings: tuple[Finding, ...]
    sentences: tuple[str, ...]
    columns: Comparison | None = None

    def account(self, code: str) -> Account | None:
        """One account of the balance."""
        return next((account for account in self.accounts if account.code == code), None)

    @property
    def difference(self) -> int:
        """Heads missing from the balance, or (below zero) too many."""
        return self.balance.difference


def view(r: Reading, scope: Scope) -> BalanceView:
    """The balance of a ship or of the site, from a handful of queries."""
    heads = heads_where(r, _condition(scope))
    living = [head for head in heads if not head.body]
    accounts = tuple(_accounts(living, scope))
    ledger = _ledger(accounts, living)
    balanced = balance(ledger)
    figures = batch_figures(r, scope.batch_id, living) if scope.batch_id else None
    findings = (*balanced.findings, *(check_batch(figures) if figures else ()))
    sentences = (balanced.text, *(explain_batch(figures) if figures else ()))
    columns = _columns(r, scope.batch_id) if scope.batch_id else None
    bodies = tuple(head for head in heads if head.body)
    return BalanceView(scope, ledger, balanced, accounts, bodies, findings, sentences, columns)


def batch_figures(r: Reading, batch_id: str, heads: Iterable[HeadLine]) -> BatchFigures:
    """A ship in numbers: letter, gangway, recheck, extras, reasons."""
    shown = board.board(r, batch_id)
    statuses = shown.by_status()
    present = sum(statuses.get(status, 0) for status in rules.PRESENT)
    absent = {reason: statuses[status] for status, reason in _REASON_OF.items() if statuses.get(status)}
    listed = [head for head in heads if head.origin != "born"]
    classes = HeadCount.of_classes(head.head_class for head in listed)
    return BatchFigures(
        manifest=shown.stated.total if shown.stated else None,
        gangway=shown.gangway.total if shown.gangway else None,
        present=present if shown.lines else None,
        extra=len([head for head in shown.extras if head.origin != "born"]),
        actual=len(listed),
        absent=absent,
        breakdowns=[
            Breakdown("kelompok", {**classes.by_class(), **({"?": classes.unknown} if classes.unknown else {})})
        ],
    )


def _columns(r: Reading, batch_id: str | None) -> Comparison | None:
    if batch_id is None:
        return None
    shown = board.board(r, batch_id)
    reasons = {reason: shown.by_status().get(status, 0) for status, reason in _REASON_OF.items()}
    extra = {"tambahan": len(shown.extras)} if shown.extras else {}
    return explain_columns(
        shown.stated, shown.gangway, shown.rechecked, {**{code: n for code, n in reasons.items() if n}, **extra}
    )


def _condition(scope: Scope) -> ColumnElement[bool]:
    if scope.batch_id:
        return position.c.batch == scope.batch_id
    if scope.since is None:
        return position.c.stay != ""
    still_here = position.c.account.in_([PRESENT, BODY])
    return still_here | (position.c.since >= scope.since) | and_(position.c.arrived >= scope.since)


def _accounts(heads: list[HeadLine], scope: Scope) -> Iterable[Account]:
    """The accounts in the order of the equation: opening, arrived, born, then here, then each exit."""
    before = [head for head in heads if scope.since and head.arrived < scope.since]
    born = [head for head in heads if head.origin == "born" and head not in before]
    came = [head for head in heads if head.origin != "born" and head not in before]
    if scope.since:
        yield _account(OPENING, before)
    yield _account(CAME, came)
    if born:
        yield _account(BORN, born)
    for code in dict.fromkeys([PRESENT, *sorted({head.account for head in heads})]):
        if code != OUTSIDE:
            yield _account(code, [head for head in heads if head.account == code])


def _account(code: str, heads: list[HeadLine]) -> Account:
    return Account(code, HeadCount.of_classes(head.head_class for head in heads), tuple(heads))


def _ledger(accounts: tuple[Account, ...], heads: list[HeadLine]) -> Ledger:
    by_code = {account.code: account.count for account in accounts}
    inward = (OPENING, CAME, BORN)
    return Ledger(
        opening=by_code.get(OPENING, HeadCount()),
        arrived=by_code.get(CAME, HeadCount()),
        born=by_code.get(BORN, HeadCount()),
        present=by_code.get(PRESENT, HeadCount()),
        exits={code: count for code, count in by_code.items() if code not in (*inward, PRESENT)},
        suspense=sum(head.suspense for head in heads),
    )
