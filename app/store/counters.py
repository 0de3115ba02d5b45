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


def next_count(connection: Connection, series: str, many: int = 1) -> int:
    """The next number of a series, from 1; the last of as many as are taken at once."""
    last: int | None = connection.execute(select(counter.c.count).where(counter.c.series == series)).scalar()
    if last is None:
        connection.execute(counter.insert().values(series=series, count=many), execution_options=STORE)
        return many
    taken = update(counter).where(counter.c.series == series).values(count=last + many)
    connection.execute(taken, execution_options=STORE)
    return last + many


def last_count(connection: Connection, series: str) -> int:
    """The last number given in a series; 0 before the first."""
    return connection.execute(select(counter.c.count).where(counter.c.series == series)).scalar() or 0
