"""Tables of departures: the way and its vehicles, who travels and on which seat, who went aboard, papers sent along."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from app.store.base import Instant, IsoDate, Json, Record


class Departure(Record, table=True):
    """One way home of a group; `cancelled` is why it does not go, and its people wait again."""

    __tablename__ = "departure"

    title: str
    day: date = Field(sa_type=IsoDate)
    note: str | None = None
    cancelled: str | None = None


class Leg(Record, table=True):
    """One stretch of a departure (`ruas`), or a stay on the way, in the order of `number`.

    `air_reason` is why somebody flies (R22 Ps. 11); `shown` the assertion whose name papers use.
    """

    __tablename__ = "departure_leg"
    __table_args__ = (Index("ix_departure_leg_departure", "site_id", "departure_id"),)

    departure_id: str
    number: int = 1
    kind: str
    from_place: str = ""
    to_place: str = ""
    departs: datetime = Field(sa_type=Instant)
    arrives: datetime | None = Field(default=None, sa_type=Instant)
    left_at: datetime | None = Field(default=None, sa_type=Instant)
    arrived_at: datetime | None = Field(default=None, sa_type=Instant)
    air_reason: str | None = None
    shown: str | None = None


class CarrierName(Record, table=True):
    """Somebody says what the ship, bus or flight of a leg is called; two names for one ship may stand side by side."""

    __tablename__ = "departure_carrier"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_departure_carrier_leg", "site_id", "leg_id"),)

    leg_id: str
    name: str
    source: str


class Delay(Record, table=True):
    """A leg goes at another time than planned; the row with the highest `step` counts."""

    __tablename__ = "departure_delay"
    __table_args__ = (Index("ix_departure_delay_leg", "site_id", "leg_id"),)

    leg_id: str
    step: int = 1
    departs: datetime = Field(sa_type=Instant)
    arrives: datetime | None = Field(default=None, sa_type=Instant)
    reason: str


class Vehicle(Record, table=True):
    """A ship, bus or plane of a leg; its id derives from leg and number.

    `seats` are the places it has; `per_row` how many stand side by side (0: places without numbers, as on a deck).
    """

    __tablename__ = "departure_vehicle"
    __table_args__ = (Index("ix_departure_vehicle_leg", "site_id", "leg_id"),)

    leg_id: str
    number: int = 1
    label: str
    plate: str | None = None
    driver: str | None = None
    seats: int = 0
    per_row: int = 0


class Passenger(Record, table=True):
    """A head on a departure; the id derives from both, so what two desks decide alike is one row.

    `parting` is why the family does not travel together, `escort_id` who accompanies him, `office` who receives him
    where that is not the office of his province or regency.
    """

    __tablename__ = "departure_passenger"
    __table_args__ = (
        Index("ix_departure_passenger_departure", "site_id", "departure_id"),
        Index("ix_departure_passenger_stay", "site_id", "stay_id"),
    )

    departure_id: str
    stay_id: str
    parting: str | None = None
    escort_id: str | None = None
    office: str | None = None


class Ride(Record, table=True):
    """Place and ticket of a passenger or an escort on one leg; the id derives from leg and rider.

    `seat` is None for an infant on a lap and where places have no numbers; `fare` in rupiah.
    """

    __tablename__ = "departure_ride"
    __table_args__ = (Index("ix_departure_ride_leg", "site_id", "leg_id"),)

    leg_id: str
    rider_id: str
    vehicle_id: str | None = None
    seat: int | None = None
    ticket: str | None = None
    fare: int | None = Field(default=None, sa_type=BigInteger)
    fund: str | None = None


class TicketEnd(Record, table=True):
    """A paid ticket nobody travels with: forfeited, or `back` rupiah of its `fare` came back. What is left was spent.

    The id derives from leg, rider and attempt, so that what two desks record of one ticket is one row.
    """

    __tablename__ = "departure_ticket_end"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_departure_ticket_end_leg", "site_id", "leg_id"),)

    leg_id: str
    rider_id: str
    attempt: int = 1
    ticket: str | None = None
    fare: int = Field(default=0, sa_type=BigInteger)
    fund: str | None = None
    back: int = Field(default=0, sa_type=BigInteger)
    reason: str
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""


class LeftBehind(Record, table=True):
    """Somebody does not travel a leg: he got off before it or missed it; the id derives from leg and stay.

    `at` is when it was recorded; from then on he is where the leg begins, whatever the leg does.
    """

    __tablename__ = "departure_left_behind"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_departure_left_behind_leg", "site_id", "leg_id"),
        Index("ix_departure_left_behind_stay", "site_id", "stay_id"),
    )

    leg_id: str
    stay_id: str
    reason: str
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""


class Escort(Record, table=True):
    """Who travels along on duty, with his letter of assignment; the id derives from departure and name."""

    __tablename__ = "departure_escort"
    __table_args__ = (Index("ix_departure_escort_departure", "site_id", "departure_id"),)

    departure_id: str
    name: str
    nip: str | None = None
    position: str | None = None
    institution: str | None = None
    phone: str | None = None
    letter: str | None = None
    letter_date: date | None = Field(default=None, sa_type=IsoDate)


class DepartureOffice(Record, table=True):
    """Who receives those who go to a region (a province or regency code); the id derives from departure and region."""

    __tablename__ = "departure_office"
    __table_args__ = (Index("ix_departure_office_departure", "site_id", "departure_id"),)

    departure_id: str
    region: str
    name: str
    phone: str | None = None
    place: str | None = None


class Aboard(Record, table=True):
    """Somebody went over the gangway; the id derives from departure and stay. `reason`: why, if he was on no list.

    `returned`: when it was known that no receiver took him, so he is this post's again and may go with another.
    """

    __tablename__ = "departure_aboard"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_departure_aboard_departure", "site_id", "departure_id"),
        Index("ix_departure_aboard_stay", "site_id", "stay_id"),
    )

    departure_id: str
    stay_id: str
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""
    reason: str | None = None
    returned: datetime | None = Field(default=None, sa_type=Instant)


class BoardingEnd(Record, table=True):
    """The check at the gangway is over; the id derives from departure and attempt, a void one was opened again."""

    __tablename__ = "departure_boarding_end"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_departure_boarding_end_departure", "site_id", "departure_id"),)

    departure_id: str
    attempt: int = 1
    at: datetime = Field(sa_type=Instant)
    desk: str = ""
    officer: str = ""


class OutgoingManifest(Record, table=True):
    """An outgoing manifest as it was printed: its frozen lines, and how it differs from the version before.

    `office` is empty for the whole list; `region` is the code of the regency (or of the province, where that is all
    that is known) if only those of the office who go there are named; `after` the boarding check or before it.
    """

    __tablename__ = "outgoing_manifest"
    __table_args__ = (Index("ix_outgoing_manifest_departure", "site_id", "departure_id"),)

    departure_id: str
    number: str
    office: str = ""
    region: str | None = None
    version: int = 1
    after: bool = False
    printed_at: datetime = Field(sa_type=Instant)
    form_version: int = 1
    lines: list[Any] | None = Field(default=None, sa_type=Json)
    values: dict[str, Any] | None = Field(default=None, sa_type=Json)
    differences: list[str] | None = Field(default=None, sa_type=Json)


class DeparturePrint(Record, table=True):
    """A list of a departure left the desk on paper or as a file: which, how many names, which copy, and why."""

    __tablename__ = "departure_print"
    __first_wins__: ClassVar[bool] = True
    __table_args__ = (Index("ix_departure_print_departure", "site_id", "departure_id"),)

    departure_id: str
    form: str
    subject_id: str | None = None
    copy_number: int = 1
    total: int = 0
    purpose: str | None = None


class DocumentKind(Record, table=True):
    """A paper this site asks for before a departure, beside or instead of those of `reference/departure`."""

    __tablename__ = "departure_document_kind"

    code: str
    name: str
    rank: int = 0
    active: bool = True


class DepartureDocument(Record, table=True):
    """A paper of a departure is there; the id derives from departure and code."""

    __tablename__ = "departure_document"
    __table_args__ = (Index("ix_departure_document_departure", "site_id", "departure_id"),)

    departure_id: str
    code: str
    done: bool = False
    number: str | None = None
    dated: date | None = Field(default=None, sa_type=IsoDate)
    note: str | None = None
    waived: bool | None = None
    """This departure does not need it, whatever the post asks for in general."""
