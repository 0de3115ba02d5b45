"""What signed papers say of the custody of heads: who came into the house by an entry paper, whose receipt is back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select
from sqlmodel import col
from sqlmodel import select as rows

from app.handover import rules, terms
from app.handover.records import Handover, HandoverHead
from app.store import derive
from app.store.base import Record, instant_text
from app.store.direct import Direct
from app.store.journal import chunks
from app.store.rows import Key
from app.store.work import Reading

SOURCES = frozenset({"handover", "handover_head"})
"""Tables whose rows tell how far custody has passed."""
ENTRY = "penampungan"


@dataclass(frozen=True)
class Answer:
    """A receiver took somebody: by the entry paper into the house (`entry`), or as his receipt says."""

    stay: str
    paper: str
    entry: bool
    day: date
    at: str


def stays_of(connection: Connection, touched: derive.Touched) -> set[Key]:
    """The heads on the papers that were touched."""
    found = {(site, row["stay_id"]) for (site, _id), row in touched.get("handover_head", {}).items()}
    for site, papers in derive.by_site(touched.get("handover", ())):
        found |= {(site, row.stay_id) for row in _LISTED.all(connection, {"site": site, "ids": papers})}
    return found


def answers(connection: Connection, site: str, ids: list[str]) -> Iterator[Answer]:
    """What receivers signed for, of these heads."""
    for row in _ANSWERED.all(connection, {"site": site, "ids": ids}):
        entry = row.variant == ENTRY
        known = row.outcome == terms.TAKEN or (entry and row.outcome is None)
        if known and row.signed_at is not None and row.state in rules.HANDED:
            day, at = _when(row.receipt, row.signed_at)
            yield Answer(row.stay_id, row.handover_id, entry, day, at)


def rows_of(r: Reading, stays: Sequence[str]) -> Iterator[tuple[Record, set[str]]]:
    """The lines and papers that name these heads, void ones included, with the heads each is about."""
    papers: dict[str, set[str]] = {}
    for some in chunks(stays):
        mine = HandoverHead.site_id == r.site_id, col(HandoverHead.stay_id).in_(some)
        for line in r.all(rows(HandoverHead).where(*mine)):
            yield line, {line.stay_id}
            papers.setdefault(line.handover_id, set()).add(line.stay_id)
    for paper, about in papers.items():
        row = r.get(Handover, paper)
        if row is not None:
            yield row, about


def _when(receipt: Any, signed: datetime) -> tuple[date, str]:
    """The operational day and the moment of a receipt.

    Receipts of before days were kept tell the moment only; what no desk writes may come by bundle and tells nothing.
    """
    told = receipt if isinstance(receipt, dict) else {}
    try:
        moment = datetime.fromisoformat(str(told["at"])) if told.get("at") else signed
        day = date.fromisoformat(str(told["day"])) if told.get("day") else moment.date()
        return day, instant_text(moment)
    except (ValueError, TypeError):
        return signed.date(), instant_text(signed)


_HANDOVER = Handover.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_HEAD = HandoverHead.__table__  # type: ignore[attr-defined]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SITE: BindParameter[Any] = bindparam("site")
_LISTED = Direct(select(_HEAD.c.stay_id).where(_HEAD.c.site_id == _SITE, _HEAD.c.handover_id.in_(_IDS)))
_ANSWERED = Direct(
    select(
        _HEAD.c.stay_id,
        _HEAD.c.handover_id,
        _HEAD.c.outcome,
        *(_HANDOVER.c[name] for name in ("variant", "state", "signed_at", "receipt")),
    )
    .select_from(
        _HEAD.join(_HANDOVER, (_HANDOVER.c.site_id == _HEAD.c.site_id) & (_HANDOVER.c.id == _HEAD.c.handover_id))
    )
    .where(_HEAD.c.site_id == _SITE, _HEAD.c.stay_id.in_(_IDS), _HEAD.c.void_reason.is_(None))
)
