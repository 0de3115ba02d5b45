"""Entries of older versions put into today's words before they are applied; the entry itself stays as signed."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection

from app.store.journal import SCHEMA, Change, Entry, entry_of_write

Upcaster = Callable[[Sequence[Change]], Sequence[Change]]

UPCASTERS: dict[int, Upcaster] = {}
"""Schema number → the step to the next one; every rename or change of meaning adds one."""


def changes_today(entry: Entry, upcasters: Mapping[int, Upcaster] = UPCASTERS, target: int = SCHEMA) -> list[Change]:
    """The entry's changes as this version means them."""
    changes: Sequence[Change] = entry.changes
    for schema in range(entry.schema, target):
        changes = upcasters[schema](changes) if schema in upcasters else changes
    return list(changes)


def changes_of_write(connection: Connection, write: str) -> Sequence[Change]:
    """What a kept write did, as this version means it; empty when the write is not here."""
    entry = entry_of_write(connection, "", write)
    return changes_today(entry) if entry else ()
