"""Which rows name a photo or scan that lies beside the vault, so that it is carried, asked for, and no other kept.

A record class says it with `__blobs__`: the names of its fields that hold the SHA-256 (hex) of the content.
"""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Column, Connection, select

from app.store.base import class_of, record_tables

NAME = re.compile(r"[0-9a-f]{64}")
_QUOTED = re.compile(rb'"([0-9a-f]{64})"')


def blob_fields(vault: str) -> list[Column[str]]:
    """The columns of a vault's tables that name blobs."""
    tables = record_tables(vault)
    return [table.c[field] for table in tables for field in class_of(table).__blobs__]


def named(connection: Connection, vault: str) -> set[str]:
    """The blobs that rows of this vault name; voided rows name none any more."""
    found: set[str] = set()
    for column in blob_fields(vault):
        alive = select(column).where(column.is_not(None), column.table.c.void_reason.is_(None))
        found.update(connection.execute(alive).scalars())
    return {name for name in found if NAME.fullmatch(name)}


def mentioned(vault: str, lines: Iterable[bytes]) -> Iterator[str]:
    """The blobs that entries carried as these lines may name: a cheap look, to be held against `named`."""
    marks = [f'"{column.table.name}"'.encode() for column in blob_fields(vault)]
    for line in lines:
        if any(mark in line for mark in marks):
            yield from (match.decode() for match in _QUOTED.findall(line))
