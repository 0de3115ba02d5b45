"""Statements handed straight to the driver say the same as through SQLAlchemy, values and refusals alike."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BindParameter, Column, Connection, String, Table, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from app.kernel.ids import new_id
from app.store.direct import Direct
from app.store.journal import journal
from tests.store.desks import ANI, KNOWN, sample_desk

STAY: Table = SQLModel.metadata.tables["stay"]
MOMENT = datetime(2026, 1, 23, 13, 10, tzinfo=UTC)


def stay(row_id: str) -> dict[str, Any]:
    given = {"site_id": "s", "id": row_id, "heads": "w", "arrived_at": MOMENT, "day": date(2026, 1, 23)}
    return dict.fromkeys(STAY.c.keys()) | given | {"infant": True, "body": False, "origin": "manual", "desk": "A"}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    assert KNOWN
    desk = sample_desk(tmp_path, "A")
    with desk.vault.connect_writing() as opened:
        yield opened
    desk.vault.close()


def test_what_is_written_reads_back_the_same_both_ways(connection: Connection) -> None:
    rows = [stay(row_id) for row_id in sorted(new_id() for _place in range(3))]
    assert Direct(STAY.insert()).write(connection, rows[:1]) == 1
    assert Direct(STAY.insert()).write(connection, rows[1:]) == 2
    found = Direct(select(STAY).order_by(STAY.c.id)).all(connection, {})
    assert [row._asdict() for row in found] == rows
    assert [dict(row._mapping) for row in connection.execute(select(STAY).order_by(STAY.c.id))] == rows


@pytest.mark.parametrize("asked", [0, 1, 2, 8, 9, 30])
def test_lists_of_any_length_are_looked_up_whole(connection: Connection, asked: int) -> None:
    ids = sorted(new_id() for _place in range(40))
    Direct(STAY.insert()).write(connection, [stay(row_id) for row_id in ids])
    wanted: BindParameter[Any] = bindparam("ids", expanding=True)
    by_ids = Direct(select(STAY.c.id).where(STAY.c.site_id == bindparam("site"), STAY.c.id.in_(wanted)))
    for start in (0, 7):
        some = ids[start : start + asked]
        assert sorted(row.id for row in by_ids.all(connection, {"site": "s", "ids": some})) == some
    gone = Direct(STAY.delete().where(STAY.c.site_id == bindparam("site"), STAY.c.id.in_(wanted)))
    assert gone.write(connection, [{"site": "s", "ids": ids[:asked]}]) == asked
    assert len(by_ids.all(connection, {"site": "s", "ids": ids})) == 40 - asked


def test_a_refusal_of_the_driver_is_told_as_everywhere(connection: Connection) -> None:
    row = stay(new_id())
    keep = Direct(STAY.insert())
    keep.write(connection, [row])
    with pytest.raises(IntegrityError):
        keep.write(connection, [row])


def test_values_fixed_in_a_statement_stay_fixed(connection: Connection) -> None:
    Direct(STAY.insert()).write(connection, [stay(new_id()) for _place in range(4)])
    two = Direct(select(STAY.c.id).where(STAY.c.origin == "manual").limit(2))
    assert len(two.all(connection, {})) == 2
    assert Direct(select(STAY.c.id).where(STAY.c.origin == "born").limit(2)).one(connection, {}) is None


def test_what_was_written_directly_is_gone_when_the_work_fails(tmp_path: Path) -> None:
    desk = sample_desk(tmp_path, "A")

    def stopped() -> None:
        with desk.vault.write(ANI, "x") as w:
            Direct(STAY.insert()).write(w.connection, [stay(new_id())])
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stopped()
    with desk.vault.read() as reading:
        assert reading.rows(select(STAY.c.id)) == []
        assert reading.rows(select(journal.c.seq)) == []
    desk.vault.close()


def test_a_field_called_like_a_keyword_does_no_harm(connection: Connection) -> None:
    odd = Table("odd", SQLModel.metadata.__class__(), Column("class", String), Column("_x", String))
    odd.create(connection.execution_options(store=True))
    Direct(odd.insert()).write(connection, [{"class": "a", "_x": "b"}])
    assert [tuple(row) for row in Direct(select(odd)).all(connection, {})] == [("a", "b")]


def test_a_list_fixed_in_the_statement_stays_beside_one_that_is_given(connection: Connection) -> None:
    ids = sorted(new_id() for _place in range(3))
    Direct(STAY.insert()).write(connection, [stay(row_id) for row_id in ids])
    wanted: BindParameter[Any] = bindparam("ids", expanding=True)
    fixed = select(STAY.c.id).where(STAY.c.id.in_(wanted), STAY.c.origin.in_(["manual", "line"]))
    found = Direct(fixed.order_by(STAY.c.id)).all(connection, {"ids": ids[:2]})
    assert [row.id for row in found] == ids[:2]
