"""Fields on which desks differ: every value with who wrote it, and settling one by naming them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.store import base, heads
from app.store.base import Record, class_of, table_named
from app.store.history import Writing, writings
from app.store.journal import Change
from app.store.rows import Earlier, difference
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Standing:
    """One of the values a field stands on; `shown` marks the one in the row."""

    value: Any
    writing: Writing
    shown: bool


@dataclass(frozen=True)
class Difference:
    """One field of one row on which writes do not agree."""

    table: str
    site: str
    row_id: str
    field: str
    values: tuple[Standing, ...]


def count(r: Reading) -> int:
    """How many fields differ in this vault."""
    return r.connection.execute(select(func.count()).select_from(difference)).scalar_one()


def differences(r: Reading, vault: str) -> list[Difference]:
    """Every field that differs, by table and row."""
    order = (difference.c.tbl, difference.c.site, difference.c.row, difference.c.field)
    earlier = Earlier(r.connection)
    found = []
    for tbl, site, row_id, field in r.connection.execute(select(*order).order_by(*order)).all():
        table = table_named(tbl, vault)
        row = r.session.get(class_of(table), (site, row_id)) if table is not None else None
        if table is not None and row is not None:
            found.append(Difference(tbl, site, row_id, field, _values(r, row, field, earlier)))
    return found


def _values(r: Reading, row: Record, field: str, earlier: Earlier) -> tuple[Standing, ...]:
    table = row.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
    parsed = heads.parse(row.heads)
    writes = heads.of_field(parsed, field)
    if field == "void_reason":  # a void that met an edit: every write the row stands on takes part
        writes = sorted({write for found in parsed.values() for write in found})
    said = {writing.write: writing for writing in writings(r, writes)}
    shown = getattr(row, field)
    values = []
    for write in writes:
        change = earlier.change(write, table.name, (row.site_id, row.id))
        if write in said:
            value = _value(change, table, field)
            values.append(Standing(value, said[write], value == shown))
    return tuple(values)


def _value(change: Change | None, table: Any, field: str) -> Any:
    return base.decode(table, field, change.set.get(field)) if change else None


Along = Callable[[Work, str, Any], object]
"""What has to follow when a field is settled: given the row's id and the value."""
_along: dict[tuple[str, str], Along] = {}


def settle_along(table: str, field: str, along: Along) -> None:
    """Have this done whenever that field is settled, by the part that keeps the same fact in another row too."""
    _along[table, field] = along


def settle(w: Work, table: str, row_id: str, field: str, value: Any) -> None:
    """Give a differing field one value: an ordinary write that names every write it replaces."""
    found = table_named(table, w.vault)
    if found is None or field not in base.fields_of(found):
        raise KeyError(f"{table}.{field}")
    w.settle(w.need(class_of(found), row_id), field, value)
    if (table, field) in _along:
        _along[table, field](w, row_id, value)
