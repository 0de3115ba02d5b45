"""Tables of the people who are here: who they are, each arrival of theirs, and custody passing on."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, Integer
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record, known

Rupiah = BigInteger().with_variant(Integer, "sqlite")
"""Sums pass two milliards; a file keeps them in the column there is."""


class Person(Record, table=True):
    """Who somebody is. Names stay as they were written; an empty name is a head not yet named.

    `destination_unknown` is why district and village are not known (field-facts B5).
    """

    __tablename__ = "person"

    name: str = ""
    father_name: str | None = None
    aliases: list[str] | None = Field(default=None, sa_type=Json)
    sex: str | None = None
    birth_date: date | None = Field(default=None, sa_type=IsoDate)
    birth_year: int | None = None
    birth_precision: str | None = None
    birth_place: str | None = None
    age: int | None = None
    age_months: int | None = None
    age_on: date | None = Field(default=None, sa_type=IsoDate)
    category: str = "pmib"
    nationality: str = "wni"
    nationality_country: str | None = None
    nationality_basis: list[str] | None = Field(default=None, sa_type=Json)
    nik: str | None = None
    family_card: str | None = None
    religion: str | None = None
    marital: str | None = None
    education: str | None = None
    origin_code: str | None = None
    origin_text: str | None = None
    origin_address: str | None = None
    destination_code: str | None = None
    destination_text: str | None = None
    destination_address: str | None = None
    destination_unknown: str | None = None
    kin_name: str | None = None
    kin_relation: str | None = None
    kin_phone: str | None = None
    plan: str | None = None
    note: str | None = None


class Stay(Record, table=True):
    """One arrival of one person at one site: the head every count refers to.

    `head_class` is LD, PD, AL or AP as declared at the gangway; `body` is a jenazah, outside the present count.
    """

    __tablename__ = "stay"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_stay_batch", "site_id", "batch_id"),
        Index("ix_stay_person", "site_id", "person_id"),
        Index("ix_stay_card", "site_id", "card_number", **known("card_number")),
        Index("ix_stay_mother", "site_id", "mother_stay_id", **known("mother_stay_id")),
    )

    person_id: str | None = None
    batch_id: str | None = None
    line_id: str | None = None
    card_number: str | None = None
    head_class: str | None = None
    infant: bool = False
    body: bool = False
    origin: str = "manual"
    mother_stay_id: str | None = None
    arrived_at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    desk: str = ""
    declared_by: str | None = None
    paper_number: str | None = None


class Movement(Record, table=True):
    """Custody passing from one account to another; `after` is the movement it follows (none: the arrival).

    `happened_on`, `happened_time` (by the site's clock) and `place` tell when and where somebody died.
    """

    __tablename__ = "movement"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_movement_stay", "site_id", "stay_id"),)

    stay_id: str
    from_account: str
    to_account: str
    after: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    document_kind: str | None = None
    document_id: str | None = None
    reason: str | None = None
    settles: str | None = None
    happened_on: date | None = Field(default=None, sa_type=IsoDate)
    happened_time: str | None = None
    place: str | None = None


class Card(Record, table=True):
    """A numbered card or wristband: `token` is what its QR holds, `stay_id` whom it was given to."""

    __tablename__ = "card"
    __table_args__ = (
        Index("ix_card_number", "site_id", "number"),
        Index("ix_card_token", "site_id", "token", **known("token")),
        Index("ix_card_stay", "site_id", "stay_id", **known("stay_id")),
    )

    number: str
    token: str | None = None
    stay_id: str | None = None
    batch_id: str | None = None


class PersonDocument(Record, table=True):
    """A paper somebody holds or lost; `number_key` is the number without spaces and in capitals.

    `issuer` is the state that made it (three letters, as the machine readable zone writes it).
    """

    __tablename__ = "person_document"
    __table_args__ = (
        Index("ix_person_document_person", "site_id", "person_id"),
        Index("ix_person_document_key", "site_id", "number_key"),
    )

    person_id: str
    kind: str
    number: str | None = None
    number_key: str | None = None
    state: str | None = None
    issued: date | None = Field(default=None, sa_type=IsoDate)
    expires: date | None = Field(default=None, sa_type=IsoDate)
    place: str | None = None
    issuer: str | None = None
    note: str | None = None


class Need(Record, table=True):
    """A neutral need of a head ("kursi roda"), never its medical or case reason."""

    __tablename__ = "need"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_need_stay", "site_id", "stay_id"),)

    stay_id: str
    kind: str
    note: str | None = None


class Vulnerability(Record, table=True):
    """A ground on which a head is vulnerable that no table of ages or families tells (`rentan`, neutral ones only)."""

    __tablename__ = "vulnerability"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_vulnerability_stay", "site_id", "stay_id"),)

    stay_id: str
    kind: str


class Journey(Record, table=True):
    """How somebody went abroad and what he did there before this arrival; never the case or the wages."""

    __tablename__ = "journey"
    __table_args__ = (Index("ix_journey_stay", "site_id", "stay_id"),)

    stay_id: str
    left_year: int | None = None
    left_way: str | None = None
    route: str | None = None
    recruiter: str | None = None
    cost: str | None = None
    work_place: str | None = None
    occupation: str | None = None
    employer: str | None = None
    duration: str | None = None


class Consent(Record, table=True):
    """What a head said when asked (`persetujuan`): `given` or refused, why, and who answered for a child.

    A refusal of `data` leaves card, class and reason, and takes no entitlement away.
    """

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_stay", "site_id", "stay_id"),)

    stay_id: str
    kind: str
    given: bool
    reason: str | None = None
    guardian: str | None = None


class Confided(Record, table=True):
    """What was said of case, detention and wages, sealed to the holders of a vault: whoever writes cannot read it."""

    __tablename__ = "confided"
    __table_args__ = (Index("ix_confided_stay", "site_id", "stay_id"),)

    stay_id: str
    for_vault: str
    content_digest: str
    sealed: str


class Family(Record, table=True):
    """People who travel and are handed over together."""

    __tablename__ = "family"

    label: str
    card_number: str | None = None


class FamilyMember(Record, table=True):
    """One person's place in a family."""

    __tablename__ = "family_member"
    __table_args__ = (
        Index("ix_family_member_family", "site_id", "family_id"),
        Index("ix_family_member_person", "site_id", "person_id"),
    )

    family_id: str
    person_id: str
    relation: str


class Guardian(Record, table=True):
    """Who answers for a child that came with nobody (`wali_anak`); its id derives from the stay."""

    __tablename__ = "guardian"

    stay_id: str
    kind: str
    name: str
    relation: str | None = None
    phone: str | None = None
    basis: str | None = None


class SamePerson(Record, table=True):
    """Two person rows are one human being; reversible, and both keep their stays. `verdict`: same | different."""

    __tablename__ = "same_person"
    __table_args__ = (
        Index("ix_same_person_person", "site_id", "person_id"),
        Index("ix_same_person_other", "site_id", "other_id"),
    )

    person_id: str
    other_id: str
    other_site: str
    verdict: str = "same"
    note: str | None = None


class SameArrival(Record, table=True):
    """Two stays are one arrival, counted once: `other_id` counts no more, `stay_id` does."""

    __tablename__ = "same_arrival"
    __table_args__ = (
        Index("ix_same_arrival_other", "site_id", "other_id"),
        Index("ix_same_arrival_stay", "site_id", "stay_id"),
    )

    stay_id: str
    other_id: str
    reason: str | None = None


class PersonNote(Record, table=True):
    """What somebody wrote on a person's page; neutral, never a finding or a case."""

    __tablename__ = "person_note"
    __table_args__ = (Index("ix_person_note_person", "site_id", "person_id"),)

    person_id: str
    text: str
    details: dict[str, Any] | None = Field(default=None, sa_type=Json)


class PersonPhoto(Record, table=True):
    """A photo of a person, the latest row counts; `digest` names the JPEG beside the vault (SHA-256).

    Whether he agreed, and that he would not be photographed, stands in Consent.
    """

    __tablename__ = "person_photo"
    __blobs__: ClassVar[tuple[str, ...]] = ("digest",)
    __table_args__ = (Index("ix_person_photo_person", "site_id", "person_id"),)

    person_id: str
    digest: str


class CardEnd(Record, table=True):
    """A card that counts no more: lost, broken or wrong. Its code still tells whose it was, and since when not."""

    __tablename__ = "card_end"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_card_end_stay", "site_id", "stay_id"),
        Index("ix_card_end_number", "site_id", "number"),
    )

    number: str
    stay_id: str
    kind: str
    note: str | None = None
    at: datetime = Field(sa_type=Instant)


class GoodsReceipt(Record, table=True):
    """A receipt for goods taken into keeping (`titip`) or given back (`kembali`); `party` handed over or received."""

    __tablename__ = "goods_receipt"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_goods_receipt_stay", "site_id", "stay_id"),)

    number: str
    stay_id: str
    kind: str
    party: str
    relation: str | None = None
    officer: str = ""
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    prints: int = 0


class Deposit(Record, table=True):
    """Goods or papers a person left in keeping; `value` is what he says they are worth, in rupiah."""

    __tablename__ = "deposit"
    __table_args__ = (
        Index("ix_deposit_stay", "site_id", "stay_id"),
        Index("ix_deposit_receipt", "site_id", "receipt_id"),
    )

    receipt_id: str
    stay_id: str
    kind: str
    what: str
    quantity: int = 1
    condition: str | None = None
    value: int | None = Field(default=None, sa_type=Rupiah)
    kept_at: str | None = None
    note: str | None = None


class DepositReturn(Record, table=True):
    """So many of a deposit were given back; `after` is how many had been before, so two desks make one return."""

    __tablename__ = "deposit_return"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_deposit_return_deposit", "site_id", "deposit_id"),
        Index("ix_deposit_return_receipt", "site_id", "receipt_id"),
    )

    deposit_id: str
    receipt_id: str
    stay_id: str
    after: int = 0
    quantity: int = 1
    at: datetime = Field(sa_type=Instant)
