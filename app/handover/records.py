"""Tables of handovers: the paper as it was frozen, and each head on it."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Handover(Record, table=True):
    """One BAST. `number` is the control number in its QR, `office_number` the office's own Nomor surat.

    Once printed, `values` (what the form prints), `names_digest`, `statement` (the QR's text) and the form's
    version are frozen. `state`: draf | dicetak | gagal_cetak | ditandatangani | diterima_penuh | diterima_sebagian |
    diterima_dengan_catatan | tanda_tangan_ditolak | batal.
    """

    __tablename__ = "handover"
    __blobs__: ClassVar[tuple[str, ...]] = ("scan_digest",)
    __table_args__ = (Index("ix_handover_number", "number"), Index("ix_handover_state", "state"))

    number: str | None = None
    office_number: str | None = None
    variant: str = "provinsi"
    state: str = "draf"
    receiver: dict[str, Any] | None = Field(default=None, sa_type=Json)
    giver: dict[str, Any] | None = Field(default=None, sa_type=Json)
    witnesses: list[Any] | None = Field(default=None, sa_type=Json)
    known_by: dict[str, Any] | None = Field(default=None, sa_type=Json)
    place: str | None = None
    day: date | None = Field(default=None, sa_type=IsoDate)
    printed_at: datetime | None = Field(default=None, sa_type=Instant)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)
    to_account: str | None = None
    form: str | None = None
    form_version: int | None = None
    paper: str = "A4"
    copies: int = 0
    values: dict[str, Any] | None = Field(default=None, sa_type=Json)
    names_digest: str | None = None
    statement: str | None = Field(default=None, sa_type=Text)
    short_code: str | None = None
    replaces: str | None = None
    remarks: str | None = None
    from_paper: bool = False
    paper_number: str | None = None
    declared_at: datetime | None = Field(default=None, sa_type=Instant)
    written_by: str | None = None
    scan_digest: str | None = None
    receipt: dict[str, Any] | None = Field(default=None, sa_type=Json)


class HandoverHead(Record, table=True):
    """One head on a BAST; `line` is the annex row as frozen. `outcome`: null | diterima | ditolak | tidak_hadir."""

    __tablename__ = "handover_head"
    __table_args__ = (Index("ix_handover_head_handover", "handover_id"), Index("ix_handover_head_stay", "stay_id"))

    handover_id: str
    stay_id: str
    person_id: str | None = None
    position: int = 0
    line: dict[str, Any] | None = Field(default=None, sa_type=Json)
    outcome: str | None = None
    note: str | None = None


class BlankPack(Record, table=True):
    """Pre-numbered blank papers printed ahead: numbers first…last of one form."""

    __tablename__ = "blank_pack"
    __first_wins__: ClassVar[bool] = True

    form: str
    form_version: int
    prefix: str
    first: int
    last: int
    printed_at: datetime = Field(sa_type=Instant)


class PrintLog(Record, table=True):
    """Every print or export of a list: who is in the journal, what and how many are here."""

    __tablename__ = "print_log"

    form: str
    subject_id: str | None = None
    copy_number: int = 1
    head_total: int = 0
    purpose: str | None = None
