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
    """One head on a BAST; `line` is the annex row as frozen.

    `outcome`: null | diterima | ditolak | tidak_hadir | dicabut (he counts with another paper, `note` says which).
    """

    __tablename__ = "handover_head"
    __table_args__ = (
        Index("ix_handover_head_handover", "handover_id"),
        Index("ix_handover_head_stay", "stay_id"),
        Index("ix_handover_head_outcome", "site_id", "outcome"),
    )

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
    """Every print or export of a list: who is in the journal, what and how many are here.

    `number` and `statement` are those a BAST was first printed with: two desks may number one draft before they meet.
    """

    __tablename__ = "print_log"
    __table_args__ = (Index("ix_print_log_number", "number"),)

    form: str
    subject_id: str | None = None
    copy_number: int = 1
    head_total: int = 0
    purpose: str | None = None
    number: str | None = None
    statement: str | None = Field(default=None, sa_type=Text)


class SentPaper(Record, table=True):
    """A paper written into a bundle for another office; its id derives from both, later bundles only add to it."""

    __tablename__ = "sent_paper"
    __table_args__ = (Index("ix_sent_paper_handover", "handover_id"),)

    handover_id: str
    partner_id: str
    partner_name: str
    at: datetime = Field(sa_type=Instant)
    file_name: str = ""
    times: int = 1


class PaperReceipt(Record, table=True):
    """An answer to a paper from the office that got it; its id derives from paper, office and revision.

    `source`: berkas | kode. `content` is what that office wrote. `state`: diterapkan | sama | beda | lama | diputuskan;
    `decision` is what a person decided about one that differs.
    """

    __tablename__ = "paper_receipt"
    __table_args__ = (Index("ix_paper_receipt_handover", "handover_id"),)

    handover_id: str
    source: str
    from_site: str | None = None
    from_name: str
    revision: int = 1
    content: dict[str, Any] | None = Field(default=None, sa_type=Json)
    state: str
    signed_by: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    at: datetime = Field(sa_type=Instant)
    decision: str | None = None


class ReceiptCode(Record, table=True):
    """The code on the receipt slip of a paper, for an office without a computer; made once, known to every desk."""

    __tablename__ = "receipt_code"
    __first_wins__: ClassVar[bool] = True

    handover_id: str
    code: str


class IncomingPaper(Record, table=True):
    """A paper of another site, as its bundle told of it; `paper_id` is its id there, `replaces` the one before it.

    `manifest_id` is the letter made of it here, `batch_id` the arrival that letter belongs to.
    """

    __tablename__ = "incoming_paper"

    from_site: str
    from_code: str
    from_name: str
    paper_id: str
    number: str
    office_number: str | None = None
    variant: str
    day: date | None = Field(default=None, sa_type=IsoDate)
    total: int = 0
    giver: dict[str, Any] | None = Field(default=None, sa_type=Json)
    receiver: dict[str, Any] | None = Field(default=None, sa_type=Json)
    names_digest: str | None = None
    statement: str | None = Field(default=None, sa_type=Text)
    replaces: str | None = None
    manifest_id: str
    batch_id: str
    called_off: str | None = None
    at: datetime = Field(sa_type=Instant)


class IncomingHead(Record, table=True):
    """One head on a paper of another site; `stay` and `person` are his ids there, `line` the annex row as printed.

    `outcome` is set only where the arrival list cannot tell: ditolak, with the reason in `note`.
    """

    __tablename__ = "incoming_head"
    __table_args__ = (Index("ix_incoming_head_paper", "incoming_id"),)

    incoming_id: str
    stay: str
    person: str | None = None
    position: int = 0
    line: dict[str, Any] | None = Field(default=None, sa_type=Json)
    outcome: str | None = None
    note: str | None = None


class WrittenAnswer(Record, table=True):
    """A receipt this office wrote for an incoming paper; written again unchanged it is the same revision."""

    __tablename__ = "written_answer"
    __table_args__ = (Index("ix_written_answer_paper", "incoming_id"),)

    incoming_id: str
    revision: int
    content: dict[str, Any] | None = Field(default=None, sa_type=Json)
    content_digest: str
    signed_by: str
    remarks: str | None = None
    at: datetime = Field(sa_type=Instant)


class ExitStatement(Record, table=True):
    """A surat pernyataan: somebody goes home on his own, a family answers for somebody, rehabilitation is refused.

    `variant`: pulang_mandiri | jaminan_keluarga | tolak_rehabilitasi. `state`: dicetak | ditandatangani | batal.
    `values` (what the form prints), `names_digest` and `statement` are frozen at its number. `bast_id` is the draft
    it led to.
    """

    __tablename__ = "exit_statement"
    __blobs__: ClassVar[tuple[str, ...]] = ("scan_digest",)
    __table_args__ = (Index("ix_exit_statement_number", "number"),)

    number: str
    variant: str
    state: str = "dicetak"
    declarant: dict[str, Any] = Field(sa_type=Json)
    day: date = Field(sa_type=IsoDate)
    paper: str = "A4"
    form_version: int = 1
    copies: int = 1
    values: dict[str, Any] = Field(sa_type=Json)
    names_digest: str
    statement: str = Field(sa_type=Text)
    short_code: str
    printed_at: datetime = Field(sa_type=Instant)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)
    scan_digest: str | None = None
    bast_id: str | None = None


class ExitStatementHead(Record, table=True):
    """One head on a surat pernyataan; `line` is its row as frozen."""

    __tablename__ = "exit_statement_head"
    __table_args__ = (
        Index("ix_exit_statement_head_paper", "statement_id"),
        Index("ix_exit_statement_head_stay", "stay_id"),
    )

    statement_id: str
    stay_id: str
    person_id: str | None = None
    position: int = 0
    line: dict[str, Any] | None = Field(default=None, sa_type=Json)


class BastAddendum(Record, table=True):
    """An addendum to a BAST: facts of people on its list told anew; the BAST itself stays as it was printed.

    `state`: dicetak | ditandatangani | batal. `changes`: [{stay_id, column, number, line, name, what, before, after}].
    """

    __tablename__ = "bast_addendum"
    __blobs__: ClassVar[tuple[str, ...]] = ("scan_digest",)
    __table_args__ = (Index("ix_bast_addendum_handover", "handover_id"), Index("ix_bast_addendum_number", "number"))

    handover_id: str
    number: str
    office_number: str | None = None
    state: str = "dicetak"
    reason: str
    day: date = Field(sa_type=IsoDate)
    paper: str = "A4"
    form_version: int = 1
    copies: int = 1
    changes: list[Any] = Field(sa_type=Json)
    values: dict[str, Any] = Field(sa_type=Json)
    names_digest: str
    statement: str = Field(sa_type=Text)
    short_code: str
    printed_at: datetime = Field(sa_type=Instant)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)
    scan_digest: str | None = None
