"""Sums that sender and receiver both make of the entries of a stream, so that a loss shows as a number."""

from collections import Counter
from collections.abc import Iterable

from app.store.heads import ALL
from app.store.journal import Entry

COUNTED_BY = {"movement": "to_account"}
"""Tables whose new rows are also counted by one field."""


def totals_of(entries: Iterable[Entry]) -> dict[str, int]:
    """New rows by table (`baris.person`), by counted field (`movement.hadir`), changes and voids."""
    found: Counter[str] = Counter()
    for entry in entries:
        for change in entry.changes:
            if change.erased:
                found["hapus"] += 1
            elif ALL in change.base:
                found[f"baris.{change.table}"] += 1
                if change.table in COUNTED_BY:
                    found[f"{change.table}.{change.set.get(COUNTED_BY[change.table])}"] += 1
            else:
                found["batal" if change.set.get("void_reason") is not None else "ubah"] += 1
    return dict(sorted(found.items()))


def added(first: dict[str, int], second: dict[str, int]) -> dict[str, int]:
    """Two totals together."""
    return dict(sorted((Counter(first) + Counter(second)).items()))
