"""Tables of the lists we were given and of what the recheck found."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Batch(Record, table=True):
    """A group that arrives together: a ship, a bus, a flight. `state`: open | closed."""

    __tablename__ = "batch"

    name: str
    arrival_kind: str = "deportasi"
    ship: str | None = None
    port_from: str | None = None
    colour: str | None = None
    state: str = "open"
    day: date = Field(sa_type=IsoDate)
    expected_at: datetime | None = Field(default=None, sa_type=Instant)
    arrived_at: datetime | None = Field(default=None, sa_type=Instant)
    escort: str | None = None
    note: str | None = None


class Manifest(Record, table=True):
    """One letter with its list, or with a number only; its id derives from the digest of the source file."""

    __tablename__ = "manifest"
    __table_args__ = (Index("ix_manifest_batch", "batch_id"),)

    batch_id: str
    sender: str | None = None
    letter_number: str | None = None
    letter_date: date | None = Field(default=None, sa_type=IsoDate)
    foreign_letter_number: str | None = None
    depot: str | None = None
    ship: str | None = None
    port_from: str | None = None
    scheme: str | None = None
    stated_total: int | None = None
    stated_ld: int | None = None
    stated_pd: int | None = None
    stated_al: int | None = None
    stated_ap: int | None = None
    count_only: bool = False
    file_name: str | None = None
    file_digest: str | None = None
    file_format: str | None = None
    line_count: int = 0
    columns: dict[str, Any] | None = Field(default=None, sa_type=Json)
    set_aside: list[Any] | None = Field(default=None, sa_type=Json)
    problems: list[Any] | None = Field(default=None, sa_type=Json)
    record_number: str | None = None
    record_date: date | None = Field(default=None, sa_type=IsoDate)
    record_place: str | None = None
    escorts: list[Any] | None = Field(default=None, sa_type=Json)
    signatories: list[Any] | None = Field(default=None, sa_type=Json)
    replaces: str | None = None
    note: str | None = None


class ManifestLine(Record, table=True):
    """One person as the list has him; `original` keeps every neutral cell as written.

    `carried` is what the handing site told of him beyond a list: {site, facts, mother, children}, the last two lines.
    """

    __tablename__ = "manifest_line"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_manifest_line_batch", "batch_id"), Index("ix_manifest_line_manifest", "manifest_id"))

    manifest_id: str
    batch_id: str
    row: int
    sheet: str | None = None
    list_no: str | None = None
    name: str = ""
    given: str | None = None
    father: str | None = None
    aliases: list[str] | None = Field(default=None, sa_type=Json)
    sex: str | None = None
    birth_date: date | None = Field(default=None, sa_type=IsoDate)
    birth_year: int | None = None
    birth_precision: str | None = None
    birth_place: str | None = None
    age: int | None = None
    age_months: int | None = None
    nationality: str | None = None
    depot: str | None = None
    nik: str | None = None
    nik_state: str | None = None
    documents: list[Any] | None = Field(default=None, sa_type=Json)
    province: str | None = None
    regency: str | None = None
    district: str | None = None
    village: str | None = None
    region_code: str | None = None
    address: str | None = None
    relation: str | None = None
    note: str | None = None
    original: dict[str, Any] | None = Field(default=None, sa_type=Json)
    problems: list[Any] | None = Field(default=None, sa_type=Json)
    carried: dict[str, Any] | None = Field(default=None, sa_type=Json)


class Recheck(Record, table=True):
    """What the quay found about a line; its id derives from the line, so two desks write one row.

    `status` is of the enumeration status_person_manifes; it carries no time of its own, so that two desks
    who found the same do not differ. `later`: the head was here before the line, and stays when the line is undone.
    """

    __tablename__ = "recheck"
    __table_args__ = (Index("ix_recheck_batch", "batch_id"), Index("ix_recheck_stay", "stay_id"))

    line_id: str
    batch_id: str
    status: str = "belum_diperiksa"
    stay_id: str | None = None
    reason: str | None = None
    duplicate_of: str | None = None
    later: bool | None = None


class RecheckResult(Record, table=True):
    """A signed result of a recheck as it was printed; `lines` is what its signature binds, a line each.

    What was found later is printed under a number of its own; the latest number of a ship is the one that counts.
    """

    __tablename__ = "recheck_result"
    __table_args__ = (Index("ix_recheck_result_batch", "batch_id"), Index("ix_recheck_result_number", "number"))

    batch_id: str
    number: str
    names_digest: str
    statement: str = Field(sa_type=Text)
    lines: list[Any] = Field(sa_type=Json)
    printed_at: datetime = Field(sa_type=Instant)


class ResultExport(Record, table=True):
    """The outcome of a recheck left the desk as a file with names: how many, when, for whom; the journal says who.

    `whom` is of the enumeration lembaga_rujukan; a void one is a try that could not be written.
    """

    __tablename__ = "result_export"
    __table_args__ = (Index("ix_result_export_batch", "batch_id"),)

    batch_id: str
    whom: str
    total: int
    at: datetime = Field(sa_type=Instant)


class Addendum(Record, table=True):
    """What a list that came late says otherwise than the head it was matched with; printed papers stay as they are.

    `differences` are [field, as listed, as recorded].
    """

    __tablename__ = "manifest_addendum"
    __table_args__ = (Index("ix_manifest_addendum_batch", "batch_id"), Index("ix_manifest_addendum_stay", "stay_id"))

    batch_id: str
    manifest_id: str
    line_id: str
    stay_id: str
    differences: list[Any] | None = Field(default=None, sa_type=Json)


class Muster(Record, table=True):
    """A count of heads at a place and time (*hitung kepala*): who should be there, as it stood when it began."""

    __tablename__ = "muster"

    title: str
    place: str = ""
    officer: str = ""
    desk: str = ""
    day: date = Field(sa_type=IsoDate)
    started_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    expected: list[str] | None = Field(default=None, sa_type=Json)
    note: str | None = None


class MusterSeen(Record, table=True):
    """Somebody seen in a count; its id derives from the count and the head, so nobody is seen twice."""

    __tablename__ = "muster_seen"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_muster_seen_muster", "muster_id"),)

    muster_id: str
    stay_id: str
    at: datetime = Field(sa_type=Instant)
    officer: str = ""


class GangwayTally(Record, table=True):
    """Clicks of one officer at one desk for one ship, by class; only he writes it."""

    __tablename__ = "gangway_tally"
    __table_args__ = (Index("ix_gangway_tally_batch", "batch_id"),)

    batch_id: str
    officer: str
    desk: str
    ld: int = 0
    pd: int = 0
    al: int = 0
    ap: int = 0


class SealedItem(Record, table=True):
    """Something only the holders of another vault can open: a health or case cell, or the source file."""

    __tablename__ = "sealed_item"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_sealed_item_subject", "subject_id"),)

    for_vault: str
    kind: str
    subject_table: str
    subject_id: str
    content_digest: str
    sealed: str = Field(sa_type=Text)
