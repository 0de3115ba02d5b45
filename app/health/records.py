"""Tables of the health vault: what was found, done and decided about a stay, and who read it."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Screening(Record, table=True):
    """One look at a head at the quay or in transit (R22 Ps. 6(2)); a card stands for whoever has no name yet.

    `vitals` are whole numbers by name (`rules.VITALS`; temperature in tenths of °C), `needs` what was ticked for the
    house to know. The latest that is not void counts.
    """

    __tablename__ = "health_screening"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_screening_stay", "site_id", "stay_id"),)

    stay_id: str
    card: str | None = None
    stage: str = "masuk"
    vitals: dict[str, int] | None = Field(default=None, sa_type=Json)
    findings: list[str] | None = Field(default=None, sa_type=Json)
    complaint: str | None = None
    pregnant: bool = False
    weeks: int | None = None
    medicines: str | None = None
    allergies: str | None = None
    verdict: str
    needs: list[str] | None = Field(default=None, sa_type=Json)
    note: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    officer: str = ""
    desk: str = ""


class Visit(Record, table=True):
    """Somebody came with a complaint and was treated here."""

    __tablename__ = "health_visit"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_visit_stay", "site_id", "stay_id"),)

    stay_id: str
    complaint: str
    vitals: dict[str, int] | None = Field(default=None, sa_type=Json)
    findings: list[str] | None = Field(default=None, sa_type=Json)
    treatment: str | None = None
    medicines: str | None = None
    note: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    officer: str = ""
    desk: str = ""


class Isolation(Record, table=True):
    """Somebody is kept apart from a day on, and until another (written down at `ended_at`); id from stay and step."""

    __tablename__ = "health_isolation"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_isolation_stay", "site_id", "stay_id"),)

    stay_id: str
    step: int = 1
    findings: list[str] | None = Field(default=None, sa_type=Json)
    place: str | None = None
    began: date = Field(sa_type=IsoDate)
    ended: date | None = Field(default=None, sa_type=IsoDate)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    end_note: str | None = None
    note: str | None = None
    at: datetime = Field(sa_type=Instant)
    officer: str = ""


class Referral(Record, table=True):
    """A letter that sends somebody to a Puskesmas, hospital or port health office (R22 Ps. 16)."""

    __tablename__ = "health_referral"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_referral_stay", "site_id", "stay_id"),)

    number: str
    stay_id: str
    to_kind: str
    to_name: str
    complaint: str
    vitals: dict[str, int] | None = Field(default=None, sa_type=Json)
    findings: list[str] | None = Field(default=None, sa_type=Json)
    suspicion: str | None = None
    treatment: str | None = None
    medicines: str | None = None
    allergies: str | None = None
    weeks: int | None = None
    companion: str | None = None
    transport: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    officer: str = ""
    prints: int = 0


class Reply(Record, table=True):
    """What the Puskesmas, hospital or port health office wrote back; its id derives from the referral."""

    __tablename__ = "health_reply"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_reply_stay", "site_id", "stay_id"),)

    referral_id: str
    stay_id: str
    diagnosis: str
    treatment: str | None = None
    verdict: str
    control_on: date | None = Field(default=None, sa_type=IsoDate)
    isolation: str | None = None
    doctor: str | None = None
    answered_on: date = Field(sa_type=IsoDate)
    at: datetime = Field(sa_type=Instant)
    officer: str = ""


class Inpatient(Record, table=True):
    """Somebody lies in a hospital, with the social worker who is with him (R22 Ps. 16); id from stay and step."""

    __tablename__ = "health_inpatient"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_inpatient_stay", "site_id", "stay_id"),)

    stay_id: str
    step: int = 1
    referral_id: str | None = None
    hospital: str
    ward: str | None = None
    companion: str
    admitted: date = Field(sa_type=IsoDate)
    discharged: date | None = Field(default=None, sa_type=IsoDate)
    outcome: str | None = None
    note: str | None = None
    at: datetime = Field(sa_type=Instant)
    officer: str = ""


class Death(Record, table=True):
    """What the health officer knows of a death; that somebody died is registration's. Its id derives from the stay."""

    __tablename__ = "health_death"
    __vault__: ClassVar[str] = "health"

    stay_id: str
    cause: str | None = None
    certified_by: str | None = None
    infectious: bool = False
    at: datetime = Field(sa_type=Instant)
    officer: str = ""


class DeathPaper(Record, table=True):
    """A paper a death needs (`dokumen_kematian`) is there; its id derives from stay and kind."""

    __tablename__ = "health_death_paper"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_death_paper_stay", "site_id", "stay_id"),)

    stay_id: str
    kind: str
    number: str | None = None
    issued: date | None = Field(default=None, sa_type=IsoDate)
    issuer: str | None = None
    at: datetime = Field(sa_type=Instant)
    officer: str = ""


class Birth(Record, table=True):
    """How a birth went; the child itself is registration's. `weight` in grams, `length` in millimetres."""

    __tablename__ = "health_birth"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_birth_stay", "site_id", "stay_id"),)

    stay_id: str
    baby_stay_id: str | None = None
    born_on: date = Field(sa_type=IsoDate)
    born_time: str | None = None
    sex: str | None = None
    weight: int | None = None
    length: int | None = None
    helper: str | None = None
    place: str | None = None
    mother_state: str | None = None
    baby_state: str | None = None
    at: datetime = Field(sa_type=Instant)
    officer: str = ""


class Certificate(Record, table=True):
    """*Surat keterangan layak dipulangkan*: fit to travel, or with whom, until when (Permen P2MI 32/2025 Ps. 13b)."""

    __tablename__ = "health_certificate"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_certificate_stay", "site_id", "stay_id"),)

    number: str
    stay_id: str
    verdict: str
    conditions: str | None = None
    doctor: str
    licence: str | None = None
    valid_until: date = Field(sa_type=IsoDate)
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    officer: str = ""
    prints: int = 0


class Remark(Record, table=True):
    """What the consulate's list said of somebody's health, opened from its seal; the id is the sealed item's."""

    __tablename__ = "health_remark"
    __vault__: ClassVar[str] = "health"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_health_remark_line", "site_id", "line_id"),)

    line_id: str
    list_row: int = 0
    label: str = ""
    text: str
    at: datetime = Field(sa_type=Instant)


class Wish(Record, table=True):
    """A neutral need (`kebutuhan`) the house is to know of; `passed` once registration has it. Id: stay and kind."""

    __tablename__ = "health_wish"
    __vault__: ClassVar[str] = "health"
    __table_args__ = (Index("ix_health_wish_stay", "site_id", "stay_id"),)

    stay_id: str
    kind: str
    wanted: bool = True
    passed: bool = False


class ReadNote(Record, table=True):
    """Somebody looked at the health of these stays on a screen; one row for a look, so that a list costs one row."""

    __tablename__ = "health_read"
    __vault__: ClassVar[str] = "health"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_health_read_at", "site_id", "at"),)

    officer: str
    name: str = ""
    screen: str
    subjects: list[str] = Field(default_factory=list, sa_type=Json)
    kinds: list[str] = Field(default_factory=list, sa_type=Json)
    desk: str = ""
    at: datetime = Field(sa_type=Instant)
