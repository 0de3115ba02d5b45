"""Tables of the reports: what people wrote, declared and budgeted for one, what was sent, and what left as a file."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Narrative(Record, table=True):
    """What is written in one part of a report; the id derives from kind, period and part, so two desks share it."""

    __tablename__ = "report_narrative"

    kind: str
    period: str
    part: str
    text: str = Field(default="", sa_type=Text)
    officer: str = ""
    desk: str = ""
    at: datetime = Field(sa_type=Instant)


class Budget(Record, table=True):
    """What was set aside (pagu) for a period by a fund (`sumber_dana`), and the paper it stands on."""

    __tablename__ = "report_budget"

    kind: str
    period: str
    fund: str
    rupiah: int = Field(sa_type=BigInteger)
    source: str = ""


class ReportSetting(Record, table=True):
    """Whether this site makes a kind of report that is off by default; the id derives from the kind."""

    __tablename__ = "report_setting"

    kind: str
    active: bool = False


class HealthFigures(Record, table=True):
    """Health in figures as a holder of its vault handed them over for a quarter; a hidden count is None.

    The id derives from the quarter: they are told once and never for another period.
    """

    __tablename__ = "report_health"

    quarter: str
    figures: dict[str, Any] = Field(sa_type=Json)
    officer: str = ""
    at: datetime = Field(sa_type=Instant)


class DeclaredFigure(Record, table=True):
    """A figure an office declares for a row of a report (`subjects`), as it was told once; a hidden number is None.

    Never changed: an entry names those it was written over, so two desks that did not know of each other both stand.
    `chosen_by` is who settled that, when somebody else had typed it; a withdrawn one says the row is empty again.
    """

    __tablename__ = "report_declared"
    __table_args__ = (Index("ix_report_declared_period", "site_id", "period"),)

    period: str
    subject: str
    number: int | None = None
    source: str = Field(default="", sa_type=Text)
    as_of: date | None = Field(default=None, sa_type=IsoDate)
    withdrawn: bool = False
    replaces: list[str] = Field(sa_type=Json)
    officer: str = ""
    desk: str = ""
    chosen_by: str = ""
    at: datetime = Field(sa_type=Instant)


class SentReport(Record, table=True):
    """A report as it was sent, frozen: `content` is all of it, `digest` of that, `have` what had arrived by then.

    `edition` counts the reports under one number: one that is replaced stays on record, void. `reason` and
    `vouched_by` are set when it was sent over differences that were open.
    """

    __tablename__ = "report_sent"
    __table_args__ = (Index("ix_report_sent_number", "site_id", "number"),)

    number: str
    edition: int = 1
    kind: str
    period: str
    level: str
    form: str
    form_version: int = 1
    content: dict[str, Any] = Field(sa_type=Json)
    digest: str
    have: list[Any] | None = Field(default=None, sa_type=Json)
    statement: str | None = Field(default=None, sa_type=Text)
    short_code: str | None = None
    reason: str | None = None
    vouched_by: str | None = None
    officer: str = ""
    day: date = Field(sa_type=IsoDate)
    at: datetime = Field(sa_type=Instant)


class ReportExport(Record, table=True):
    """Names or figures left for another agency as a file: what, for whom and why, how many lines, its digest."""

    __tablename__ = "report_export"

    what: str
    kind: str
    period: str
    recipient: str
    purpose: str
    lines: int
    digest: str
    officer: str = ""
    desk: str = ""
    at: datetime = Field(sa_type=Instant)
