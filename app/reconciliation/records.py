"""Tables of closings: what balanced when, or who vouched for what did not; and differences somebody explained."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Closing(Record, table=True):
    """A batch, a day of the site or a period closed. `figures` as they stood; `have` is what had arrived by then.

    `scope`: batch | site | masa (from `first_day` to `last_day`). `vouched_by` and `reason` are set when the
    difference was not zero. `states` is what it said of every head (rules.adjusting): later changes are told by it.
    `stood` is what stood beside the figures then: explanations and papers without a receipt (reconciliation.stood).
    `number`, `paper_values`, `statement` are its signed paper, frozen when it was first printed; `scan_digest` is the
    scan of it with the signatures of people.
    """

    __tablename__ = "closing"
    __blobs__: ClassVar[tuple[str, ...]] = ("scan_digest",)
    __table_args__ = (Index("ix_closing_batch", "batch_id"),)

    scope: str
    batch_id: str | None = None
    day: date = Field(sa_type=IsoDate)
    at: datetime = Field(sa_type=Instant)
    figures: dict[str, Any] = Field(sa_type=Json)
    difference: int = 0
    reason: str | None = None
    vouched_by: str | None = None
    have: list[Any] | None = Field(default=None, sa_type=Json)
    reopened_reason: str | None = None
    first_day: date | None = Field(default=None, sa_type=IsoDate)
    last_day: date | None = Field(default=None, sa_type=IsoDate)
    states: str | None = Field(default=None, sa_type=Text)
    stood: dict[str, Any] | None = Field(default=None, sa_type=Json)
    number: str | None = None
    paper_values: dict[str, Any] | None = Field(default=None, sa_type=Json)
    statement: str | None = Field(default=None, sa_type=Text)
    short_code: str | None = None
    scan_digest: str | None = None


class Explanation(Record, table=True):
    """A difference somebody answers for: which finding of which scope (`key`), its size then, why (`alasan_selisih`).

    `about` tells findings of one code apart (a ship, a source); records of before it was kept have none.
    `by` is the person who explains, `officer` and `desk` who recorded it where; the entry that keeps it is signed.
    """

    __tablename__ = "explanation"
    __table_args__ = (Index("ix_explanation_key", "site_id", "key"),)

    key: str
    code: str
    about: str | None = None
    amount: int
    finding: str
    reason: str
    note: str
    by: str
    officer: str
    desk: str
    day: date = Field(sa_type=IsoDate)
    at: datetime = Field(sa_type=Instant)


class StatedCount(Record, table=True):
    """What somebody else states about a ship or a period (`key`): the total, and its parts where he tells them.

    `kind` says what the parts are split by: kelompok (also where nothing is said), provinsi, kasus or another word.
    """

    __tablename__ = "stated_count"
    __table_args__ = (Index("ix_stated_count_key", "site_id", "key"),)

    key: str
    source: str
    total: int
    kind: str | None = None
    counts: dict[str, Any] | None = Field(default=None, sa_type=Json)
    note: str | None = None
    officer: str
    day: date = Field(sa_type=IsoDate)
