"""Tables of the shelter: where people sleep, whether they are in the house, and what they are given."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record

# Rooms, beds, who sleeps where, who is in the house.


class Room(Record, table=True):
    """A room people sleep in (`guna_kamar`); its id derives from building, floor and name.

    `level` is the floor, 1 at the ground. `capacity` counts where beds are not numbered. `closed` is why nobody may
    be put there now.
    """

    __tablename__ = "room"

    building: str = ""
    level: int = 1
    name: str
    use: str = "keluarga"
    capacity: int = 0
    rank: int = 0
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
    """Where somebody sleeps from `at` on; the row with the highest `step` that is not void counts.

    Its id derives from stay and step, so what two desks decide at once is one row with a difference. `place` is a
    room's id, with `/` and a bed's id where beds are numbered (one field, so that room and bed never contradict each
    other); None: no place any more. `breaks` are the rules (`aturan_kamar`) somebody knowingly went past, and why.
    """

    __tablename__ = "placement"
    __table_args__ = (Index("ix_placement_stay", "site_id", "stay_id"),)

    stay_id: str
    step: int = 1
    place: str | None = None
    at: datetime = Field(sa_type=Instant)
    day: date = Field(sa_type=IsoDate)
    desk: str = ""
    breaks: list[str] | None = Field(default=None, sa_type=Json)
    reason: str | None = None
    officer: str = ""


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


# Meals, aid and stock.
