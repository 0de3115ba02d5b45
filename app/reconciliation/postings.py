"""The ledger of people as a table: every movement of a counted head as a posting, and the postings of a month counted.

Derived from stays, movements, joins, beds, gates and papers; follows `position`, which says who counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    select,
    update,
)

from app.handover import passing
from app.reconciliation.rules.posting import PAPER, RECEIPT, Moment, Moved, Posting, Sign, postings
from app.registration import chains
from app.registration.chains import Chain
from app.registration.position import Renewed
from app.shelter import entering
from app.store import derive
from app.store.base import IsoDate
from app.store.direct import Direct
from app.store.guard import STORE
from app.store.rows import Key

DIMENSIONS = ("head_class", "infant", "body", "nationality", "province")
"""What postings are counted by, besides days and accounts; empty text where it is not known."""

NEVER = Moment(date.max, "9")
"""When somebody left an account that he is still in."""

posting = Table(
    "posting",
    derive.derived_metadata,
    Column("site", String(32), primary_key=True),
    Column("stay", String(32), primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("day", IsoDate, nullable=False),
    Column("at", String(27), nullable=False),
    Column("left_day", IsoDate, nullable=False),
    Column("left_at", String(27), nullable=False),
    Column("source", String(40), nullable=False),
    Column("account", String(40), nullable=False),
    Column("movement", String(32), nullable=False),
    Column("document_kind", String(20), nullable=False),
    Column("document", String(32), nullable=False),
    Column("paper", String(32), nullable=False),
    Column("person", String(32), nullable=False),
    Column("batch", String(32), nullable=False),
    Column("head_class", String(2), nullable=False),
    Column("infant", Boolean, nullable=False),
    Column("body", Boolean, nullable=False),
    Column("nationality", String(40), nullable=False),
    Column("province", String(2), nullable=False),
    Index("ix_posting_day", "site", "day"),
    Index("ix_posting_batch", "site", "batch", "day"),
    Index("ix_posting_account", "site", "account", "left_day", "day"),
)

posting_month = Table(
    "posting_month",
    derive.derived_metadata,
    Column("site", String(32), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("source", String(40), primary_key=True),
    Column("account", String(40), primary_key=True),
    Column("head_class", String(2), primary_key=True),
    Column("infant", Boolean, primary_key=True),
    Column("body", Boolean, primary_key=True),
    Column("nationality", String(40), primary_key=True),
    Column("province", String(2), primary_key=True),
    Column("heads", Integer, nullable=False),
)

_Row = dict[str, Any]
_MONTHLY = tuple(column.name for column in posting_month.primary_key)
_COLUMNS = tuple(posting.c)
_WIDTHS = {column.name: int(column.type.length or 0) for column in _COLUMNS if type(column.type) is String}
_SOURCES = chains.SOURCES | entering.SOURCES | passing.SOURCES


def _update(connection: Connection, touched: derive.Touched) -> None:
    read = chains.renewed(touched)
    _renew(connection, read.reached | entering.stays_of(touched) | passing.stays_of(connection, touched), read)


def _renew(connection: Connection, stays: Iterable[Key], read: Renewed) -> None:
    changed: Counter[tuple[Any, ...]] = Counter()
    for site, ids in derive.by_site(stays):
        # Whoever did not count has no postings.
        counted = [stay for stay in ids if (site, stay) not in read.fresh]
        kept = _KEPT.all(connection, {"site": site, "ids": counted}) if counted else ()
        before = _grouped(row._asdict() for row in kept)
        after = _grouped(_made(connection, site, ids, read))
        differ = [stay for stay in ids if before.get(stay) != after.get(stay)]
        gone = [row for stay in differ for row in before.get(stay, ())]
        fresh = [row for stay in differ for row in after.get(stay, ())]
        if gone:
            _FORGET.write(connection, [{"site": site, "ids": differ}])
        if fresh:
            _KEEP.write(connection, fresh)
        changed.subtract(map(_month, gone))
        changed.update(map(_month, fresh))
    _count(connection, changed)


def _grouped(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row["stay"], []).append(row)
    return {stay: sorted(mine, key=lambda row: int(row["step"])) for stay, mine in found.items()}


def _made(connection: Connection, site: str, ids: list[str], read: Renewed) -> Iterator[_Row]:
    """The rows for these heads, as everything recorded of them says."""
    houses = {stay: _sign(sign.day, sign.at, sign.kind, sign.id) for stay, sign in
              entering.entered(connection, site, ids).items()}  # fmt: skip
    receipts: dict[str, dict[str, Sign]] = {}
    for answer in passing.answers(connection, site, ids):
        if answer.entry:
            sign = _sign(answer.day, answer.at, PAPER, answer.paper)
            known = houses.get(answer.stay, sign)
            houses[answer.stay] = min(sign, known, key=lambda one: (one.when.day, one.when.at, one.document))
        else:
            receipts.setdefault(answer.stay, {})[answer.paper] = _sign(answer.day, answer.at, RECEIPT, answer.paper)
    for chain in chains.chains(connection, site, ids, read):
        moves = [Moved(link.id, link.source, link.to, Moment(link.day, link.at), link.document) for link in chain.links]
        made = postings(moves, houses.get(chain.stay), receipts.get(chain.stay, {}))
        left = [*(one.when for one in made[1:]), NEVER]
        for step, one in enumerate(made, start=1):
            yield _row(site, chain, one) | {"step": step, "left_day": left[step - 1].day, "left_at": left[step - 1].at}


def _sign(day: Any, at: str, kind: str, document: str) -> Sign:
    return Sign(Moment(day, at), (kind, document))


def _row(site: str, chain: Chain, made: Posting) -> _Row:
    values: _Row = {
        "site": site,
        "stay": chain.stay,
        "day": made.when.day,
        "at": made.when.at,
        "source": made.source,
        "account": made.account,
        "movement": made.movement,
        "document_kind": made.document[0],
        "document": made.document[1],
        "paper": made.paper,
        "person": chain.person,
        "batch": chain.batch,
        "head_class": chain.head_class,
        "infant": chain.infant,
        "body": chain.body,
        "nationality": chain.nationality,
        "province": chain.destination[:2],
    }
    # What no desk writes may come by bundle; PostgreSQL would refuse it where a file keeps it.
    return values | {name: values[name][:width] for name, width in _WIDTHS.items() if name in values}


def _month(row: _Row) -> tuple[Any, ...]:
    return tuple(row["day"].isoformat()[:7] if name == "month" else row[name] for name in _MONTHLY)


def _count(connection: Connection, changed: Counter[tuple[Any, ...]]) -> None:
    """Bring the counts of months up to date; what counts nobody is no row."""
    for key, more in sorted(changed.items()):
        given = dict(zip(_MONTHLY, key, strict=True))
        if more and not _ADD.write(
            connection, [{f"of_{name}": value for name, value in given.items()} | {"more": more}]
        ):
            _BEGIN.write(connection, [given | {"heads": more}])
        elif more < 0:
            _END.write(connection, [{f"of_{name}": value for name, value in given.items()}])


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SITE: BindParameter[Any] = bindparam("site")
_KEPT = Direct(select(*_COLUMNS).where(posting.c.site == _SITE, posting.c.stay.in_(_IDS)))
_FORGET = Direct(delete(posting).where(posting.c.site == _SITE, posting.c.stay.in_(_IDS)))
_KEEP = Direct(posting.insert())
_THIS = [posting_month.c[name] == bindparam(f"of_{name}", type_=posting_month.c[name].type) for name in _MONTHLY]
_ADD = Direct(
    update(posting_month).where(*_THIS).values(heads=posting_month.c.heads + bindparam("more", type_=Integer))
)
_BEGIN = Direct(posting_month.insert())
_END = Direct(delete(posting_month).where(*_THIS, posting_month.c.heads == 0))


def _rebuild(connection: Connection) -> None:
    for table in (posting, posting_month):
        connection.execute(delete(table), execution_options=STORE)
    _renew(connection, chains.everyone(connection), Renewed())


derive.register(derive.Derivation(name="posting", vault="general", sources=_SOURCES, update=_update, rebuild=_rebuild))
