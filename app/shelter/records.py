"""Tables of the shelter: where people sleep, whether they are in the house, and what they are given."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record

# Rooms, beds, who sleeps where, who is in the house.


class Room(Record, table=True):
    """A room people sleep in (`guna_kamar`); its id derives from building, floor and name.

    `level` is the floor, 1 at the ground. `closed` is why nobody may be put there now.
    """

    __tablename__ = "room"

    building: str = ""
    level: int = 1
    name: str
    use: str = "keluarga"
    near_staff: bool = False
    closed: str | None = None
    note: str | None = None


class Bed(Record, table=True):
    """A numbered place to sleep (`alas_tidur`); `blocked` is why nobody may be put there now."""

    __tablename__ = "bed"
    __table_args__ = (Index("ix_bed_room", "site_id", "room_id"),)

    room_id: str
    label: str
    kind: str = "veltbed"
    rank: int = 0
    blocked: str | None = None


class Placement(Record, table=True):
    """Where somebody sleeps from `day` on; the row with the highest `step` that is not void counts.

    Its id derives from stay and step, so what two desks decide at once is one row with a difference. `place` is the
    id of a bed, or of a room for who has no bed of his own there (one field, so that room and bed never contradict each
    other); None: no place any more. `breaks` are the rules (`aturan_kamar`) somebody knowingly went past, and why.
    When and by whom is in the journal: fields that always differ would be listed as differences.
    """

    __tablename__ = "placement"
    __table_args__ = (Index("ix_placement_stay", "site_id", "stay_id"),)

    stay_id: str
    step: int = 1
    place: str | None = None
    day: date = Field(sa_type=IsoDate)
    breaks: list[str] | None = Field(default=None, sa_type=Json)
    reason: str | None = None


class Presence(Record, table=True):
    """Somebody came in, went out or was seen (`kehadiran`) at `at`; never where he sleeps."""

    __tablename__ = "presence"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_presence_stay", "site_id", "stay_id", "at"),)

    stay_id: str
    kind: str
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    place: str = ""
    desk: str = ""
    officer: str = ""


class Absence(Record, table=True):
    """Somebody who did not come back was asked after: still outside, or gone without leave (`kind`).

    `since` is the day he left, `seen_by` who saw him last; of one who is gone the id derives from `movement_id`.
    """

    __tablename__ = "absence"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_absence_stay", "site_id", "stay_id"),)

    stay_id: str
    kind: str
    note: str
    place: str = ""
    since: date | None = Field(default=None, sa_type=IsoDate)
    seen_by: str | None = None
    movement_id: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    desk: str = ""
    officer: str = ""


# Meals, aid and stock.


class MealSlot(Record, table=True):
    """A time of eating as this site has it, beside those of `reference/meals`; its id derives from the code.

    `starts`, `ends`: minutes after midnight; a slot may go past midnight. `whom`: everybody, infants or children.
    """

    __tablename__ = "meal_slot"

    code: str
    name: str
    starts: int
    ends: int
    whom: str = "semua"
    active: bool = True


class MealRate(Record, table=True):
    """The index of meals: rupiah for one person and day of a year, and the paper it stands on; the id is the year's.

    `fund` is who pays (`sumber_dana`).
    """

    __tablename__ = "meal_rate"

    year: int
    rupiah: int = Field(sa_type=BigInteger)
    source: str = ""
    fund: str | None = None


class Diet(Record, table=True):
    """How the kitchen cooks for a head (`diet`), never why; the id derives from the stay."""

    __tablename__ = "diet"
    __table_args__ = (Index("ix_diet_stay", "site_id", "stay_id"),)

    stay_id: str
    kind: str
    note: str | None = None


class Meal(Record, table=True):
    """The right to one meal, used: one for each stay, operational day, slot and attempt, on every desk the same row.

    The first desk counts. `declared_at` is when it was eaten, where it was written down afterwards.
    """

    __tablename__ = "meal"
    __first_wins__: ClassVar[bool] = True

    stay_id: str
    day: date = Field(sa_type=IsoDate)
    slot: str
    attempt: int = 1
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""
    declared_at: datetime | None = Field(default=None, sa_type=Instant)
    reason: str | None = None


class MealPortion(Record, table=True):
    """A portion that left the counter of one desk under such a right; two desks that gave one each are two portions."""

    __tablename__ = "meal_portion"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_meal_portion_stay", "site_id", "stay_id", "day"),
        Index("ix_meal_portion_day", "site_id", "day", "slot"),
    )

    meal_id: str
    stay_id: str
    day: date = Field(sa_type=IsoDate)
    slot: str
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""


class MealTally(Record, table=True):
    """What the kitchen delivered for a slot, and what of it came back: left over, or spoilt; the id is the slot's.

    `reason` is why that is not what left the counters.
    """

    __tablename__ = "meal_tally"

    day: date = Field(sa_type=IsoDate)
    slot: str
    delivered: int
    leftover: int = 0
    spoilt: int = 0
    reason: str | None = None


class Storeroom(Record, table=True):
    """A place goods or money of the post lie in (`jenis_gudang`)."""

    __tablename__ = "storeroom"

    name: str
    kind: str = "barang"
    active: bool = True


class OwnItem(Record, table=True):
    """An item of aid this site has beside those of `reference/aid`, or otherwise; its id derives from the code."""

    __tablename__ = "own_item"

    code: str
    details: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    active: bool = True


class StockLevel(Record, table=True):
    """The least that should lie in a storeroom of an item and size; the id derives from the three."""

    __tablename__ = "stock_level"

    store_id: str
    item: str
    size: str = ""
    least: int = Field(sa_type=BigInteger)


class StockMove(Record, table=True):
    """Goods or rupiah coming into a storeroom (above zero) or leaving it; the ledger is these rows, nothing else.

    `kind`: `gerak_stok`. `about` is the issue, return, count or move it belongs to; `reason` why it was adjusted, or
    why it left although the book said there was none.
    """

    __tablename__ = "stock_move"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_stock_move_item", "site_id", "store_id", "item", "size"),
        Index("ix_stock_move_about", "site_id", "about"),
    )

    store_id: str
    item: str
    size: str = ""
    quantity: int = Field(sa_type=BigInteger)
    kind: str
    about: str = ""
    document: str | None = None
    fund: str | None = None
    reason: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    desk: str = ""
    officer: str = ""


class StockCount(Record, table=True):
    """What was counted in a storeroom, beside what this desk's book said then; `settled` once it was decided about.

    `settled_as` is the move the book followed it with; desks that settled the same shelf apart share one.
    """

    __tablename__ = "stock_count"
    __table_args__ = (Index("ix_stock_count_item", "site_id", "store_id", "item", "size"),)

    store_id: str
    item: str
    size: str = ""
    counted: int = Field(sa_type=BigInteger)
    booked: int = Field(sa_type=BigInteger)
    settled: str | None = None
    settled_as: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    desk: str = ""
    officer: str = ""


class AidReceipt(Record, table=True):
    """A paper for aid that was given: to one head or his family (`satu`), or to a group (`kelompok`).

    `party` received it, with his relation where he is not the entitled person himself (an heir, a mother); of an heir
    also his paper with its number, and where he lives.
    """

    __tablename__ = "aid_receipt"
    __first_wins__: ClassVar[bool] = True

    number: str
    kind: str
    party: str = ""
    relation: str | None = None
    party_paper: str | None = None
    party_address: str | None = None
    witness: str | None = None
    fund: str
    officer: str = ""
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    desk: str = ""
    prints: int = 0


class AidClaim(Record, table=True):
    """One use of a right to an item: its id derives from whom, item, period, place in it and attempt.

    `beyond` names why more was given than the rule allows.
    """

    __tablename__ = "aid_claim"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_aid_claim_stay", "site_id", "stay_id"),)

    stay_id: str
    item: str
    period: str = ""
    place: int = 1
    attempt: int = 1
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""
    beyond: str | None = None


class AidIssue(Record, table=True):
    """Goods or money that one desk really handed out under a claim; `value` in rupiah of all of it."""

    __tablename__ = "aid_issue"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_aid_issue_stay", "site_id", "stay_id"),
        Index("ix_aid_issue_claim", "site_id", "claim_id"),
        Index("ix_aid_issue_receipt", "site_id", "receipt_id"),
    )

    claim_id: str
    receipt_id: str
    stay_id: str
    item: str
    size: str = ""
    quantity: int = Field(default=1, sa_type=BigInteger)
    value: int | None = Field(default=None, sa_type=BigInteger)
    fund: str
    store_id: str | None = None
    loan: bool = False
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    desk: str = ""
    officer: str = ""


class AidReturn(Record, table=True):
    """What became of goods on loan (`kembali_pinjaman`); `after` is how many were settled before, so it is one row."""

    __tablename__ = "aid_return"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_aid_return_issue", "site_id", "issue_id"),)

    issue_id: str
    stay_id: str
    outcome: str
    quantity: int = Field(default=1, sa_type=BigInteger)
    after: int = Field(default=0, sa_type=BigInteger)
    note: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)


class AidDouble(Record, table=True):
    """What somebody decided about one right under which several desks handed something out.

    `pieces` is how many it was decided about: one more makes it a question again.
    """

    __tablename__ = "aid_double"

    claim_id: str
    pieces: int
    reason: str
    day: date = Field(sa_type=IsoDate)
