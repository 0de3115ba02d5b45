"""Gapless counters behind the numbers people read; taken in the Work's own transaction."""

from sqlalchemy import BigInteger, Column, Connection, String, Table, select, update

from app.store.guard import STORE
from app.store.journal import store_metadata

counter = Table(
    "counter",
    store_metadata,
    Column("series", String(80), primary_key=True),
    Column("count", BigInteger, nullable=False),
)


def next_count(connection: Connection, series: str) -> int:
    """The next number of a series, from 1."""
    last: int | None = connection.execute(select(counter.c.count).where(counter.c.series == series)).scalar()
    if last is None:
        connection.execute(counter.insert().values(series=series, count=1), execution_options=STORE)
        return 1
    taken = update(counter).where(counter.c.series == series).values(count=last + 1)
    connection.execute(taken, execution_options=STORE)
    return last + 1


def last_count(connection: Connection, series: str) -> int:
    """The last number given in a series; 0 before the first."""
    return connection.execute(select(counter.c.count).where(counter.c.series == series)).scalar() or 0
