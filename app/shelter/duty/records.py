"""Tables of the working day: incidents, guards, shifts and their notes, and the handover of a shift."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Incident(Record, table=True):
    """Something that happened (`jenis_kejadian`), at `at` of the operational day `day`; `state` is terbuka or selesai.

    `stays` are the heads it involved, `outsiders` others by name. `sealed_for` are vaults that hold more about it than
    stands here. `done` is what was done, `reported_to` and `reported_at` who was told and when, `outcome` how it ended.
    """

    __tablename__ = "incident"
    __table_args__ = (Index("ix_incident_day", "site_id", "day"), Index("ix_incident_state", "site_id", "state"))

    number: str
    kind: str
    place: str = ""
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    stays: list[str] | None = Field(default=None, sa_type=Json)
    outsiders: str | None = None
    told: str
    done: str | None = None
    reported_to: str | None = None
    reported_at: datetime | None = Field(default=None, sa_type=Instant)
    sealed_for: list[str] | None = Field(default=None, sa_type=Json)
    state: str = "terbuka"
    outcome: str | None = None
    desk: str = ""
    officer: str = ""


class GuardPost(Record, table=True):
    """A post somebody should always stand at from `starts` to `ends` (minutes after midnight; equal ones: always)."""

    __tablename__ = "guard_post"

    name: str
    starts: int = 0
    ends: int = 0
    active: bool = True


class GuardDuty(Record, table=True):
    """Somebody of a unit keeps watch at a post; its id derives from post, name and beginning."""

    __tablename__ = "guard_duty"
    __table_args__ = (Index("ix_guard_duty_from", "site_id", "starts_at"),)

    post_id: str
    name: str
    unit: str = ""
    starts_at: datetime = Field(sa_type=Instant)
    ends_at: datetime = Field(sa_type=Instant)
    note: str | None = None


class ShiftSpan(Record, table=True):
    """A shift of the day as this site has it, beside those of `reference/shifts`; its id derives from the code."""

    __tablename__ = "shift_span"

    code: str
    name: str
    starts: int
    ends: int
    active: bool = True


class ShiftNote(Record, table=True):
    """A line in the log of a shift: what those who come after should know."""

    __tablename__ = "shift_note"
    __table_args__ = (Index("ix_shift_note_day", "site_id", "day"),)

    day: date = Field(sa_type=IsoDate)
    shift: str
    text: str
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""


class Turnover(Record, table=True):
    """A shift handed over on paper: what the form prints is frozen in `values` with its number and signed statement.

    `state`: dicetak | diterima. `how` the taker confirmed: akun (signed in himself) or kertas.
    """

    __tablename__ = "turnover"
    __table_args__: ClassVar[tuple[Index, ...]] = (
        Index("ix_turnover_day", "site_id", "day"),
        Index("ix_turnover_number", "number"),
    )

    number: str
    day: date = Field(sa_type=IsoDate)
    shift: str
    to_shift: str = ""
    giver_id: str
    taker_id: str | None = None
    taker: str
    state: str = "dicetak"
    how: str | None = None
    printed_at: datetime = Field(sa_type=Instant)
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    form_version: int = 1
    copies: int = 1
    values: dict[str, Any] | None = Field(default=None, sa_type=Json)
    lines_digest: str = ""
    statement: str = Field(default="", sa_type=Text)
    short_code: str = ""
