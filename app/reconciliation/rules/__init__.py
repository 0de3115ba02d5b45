"""Decisions about counts that a field officer could check: what differs, by how much, why, and whether it may close."""

from app.manifest.columns import Comparison, Count, Step, explain_columns
from app.manifest.wording import EXITS, REASONS, Finding, by_class_words, exit_name, reason_words
from app.reconciliation.rules.batch import (
    BatchFigures,
    Breakdown,
    HandoverFigures,
    Statement,
    check_batch,
    explain_batch,
)
from app.reconciliation.rules.ledger import Balance, Ledger, Override, Verdict, balance, may_close

__all__ = [
    "EXITS",
    "REASONS",
    "Balance",
    "BatchFigures",
    "Breakdown",
    "Comparison",
    "Count",
    "Finding",
    "HandoverFigures",
    "Ledger",
    "Override",
    "Statement",
    "Step",
    "Verdict",
    "balance",
    "by_class_words",
    "check_batch",
    "exit_name",
    "explain_batch",
    "explain_columns",
    "may_close",
    "reason_words",
]
