"""Tables of closings: what balanced when, or who vouched for what did not."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Closing(Record, table=True):
    """A batch or a day of the site closed. `figures` as they stood; `have` is what had arrived by then.

    `scope`: batch | site. `vouched_by` and `reason` are set when the difference was not zero.
    """

    __tablename__ = "closing"
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
