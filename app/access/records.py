"""Rows of the general vault about the site itself: its desks, people who work there, days, and recovery sheets."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Site(Record, table=True):
    """The post; its id is derived from its code, so that desks set up apart belong together.

    `kind`: entry | transit | provinsi | kabkota. `letterhead`: lines. `retention_days` unset = kept.
    `capacity`: how many people the post can shelter, unset while nobody said. `receipt_days`: after so many days
    without a receipt people on the way are asked about.
    """

    __tablename__ = "site"
    __first_wins__ = True

    code: str
    name: str
    kind: str
    zone: str
    day_start_minutes: int = 0
    address: str = ""
    city: str = ""
    office_name: str = ""
    phone: str = ""
    letterhead: list[str] = Field(default_factory=list, sa_type=Json)
    retention_days: int | None = None
    legal_hold: bool = False
    capacity: int | None = None
    receipt_days: int | None = None


class Device(Record, table=True):
    """A desk of the site: its public keys and what its numbers carry.

    `vault_recipients`: restricted vault → the age recipient of that vault on this desk.
    """

    __tablename__ = "device"

    letter: str
    name: str
    sign_pub: str
    age_recipient: str
    vault_recipients: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    emergency: bool = False
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_reason: str | None = None


class CertificateRow(Record, table=True):
    """A certificate or a revocation as it was signed, never changed; its id is derived from the signature.

    `kind`: device | site | centre | revocation; `subject`: the device, site authority or centre it speaks of.
    """

    __tablename__ = "certificate"
    __first_wins__ = True

    kind: str
    subject: str
    body: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class User(Record, table=True):
    """A person who may sign in at a desk of this site, and how papers name him."""

    __tablename__ = "user_account"

    login: str
    name: str
    title: str = ""
    nip: str = ""
    rank: str = ""
    roles: list[str] = Field(default_factory=list, sa_type=Json)
    active: bool = True


class Signatory(Record, table=True):
    """Somebody who signs papers, user here or not. `capacity`: empty, a.n., u.b., Plt. or Plh."""

    __tablename__ = "signatory"

    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""
    institution: str = ""
    capacity: str = ""
    on_behalf_of: str = ""
    address: str = ""
    active: bool = True


class OperationalDay(Record, table=True):
    """A working day of the site, opened by a person; its id is derived from the date."""

    __tablename__ = "operational_day"
    __first_wins__ = True

    day: date = Field(sa_type=IsoDate)
    opened_at: datetime = Field(sa_type=Instant)
    opened_by: str
    confirmed: bool = True


class RecoveryState(Record, table=True):
    """Whether the recovery sheets of one desk were checked; its id is the desk's."""

    __tablename__ = "recovery_state"

    mark: str
    created_at: datetime = Field(sa_type=Instant)
    verified_at: datetime | None = Field(default=None, sa_type=Instant)
    deferred_until: datetime | None = Field(default=None, sa_type=Instant)


class Partner(Record, table=True):
    """Another office that hands people over to this one or receives them; its id is that office's site id.

    `authority` is its own authority's certificate, trusted for its desks alone; `certificates` are those desks.
    `vouched_by`: kode (two people compared a code) or pusat.
    """

    __tablename__ = "partner"

    code: str
    name: str
    kind: str
    zone: str
    authority: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    certificates: list[Any] = Field(default_factory=list, sa_type=Json)
    revocations: list[Any] = Field(default_factory=list, sa_type=Json)
    vouched_by: str = "kode"
