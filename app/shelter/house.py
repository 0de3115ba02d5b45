"""The house as it stands: every room with who sleeps in it, what is wrong there, and who has no place yet."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.registration import together
from app.registration.counts import HeadLine, heads_at
from app.registration.live import live
from app.registration.rules import ADULT_AGE, CHILDREN, PRESENT
from app.shelter.records import Bed, Placement, Room
from app.shelter.rules import rooms
from app.shelter.rules.naming import natural
from app.shelter.sleeping import HOUSED, current
from app.shelter.wording import floor_name
from app.store.work import Reading

_SEXES = {"LD": "L", "AL": "L", "PD": "P", "AP": "P"}


@dataclass(frozen=True)
class Guest:
    """Somebody the house has to sleep; `company` is the same for people who belong together, "" for nobody's.

    `bed` is empty for who sleeps beside his own or has no bed of his own; `decided` are the rules somebody went past.
    """

    head: HeadLine
    company: str = ""
    room_id: str = ""
    bed_id: str = ""
    bed: str = ""
    since: date | None = None
    decided: tuple[str, ...] = ()
    why: str = ""

    @property
    def id(self) -> str:
        """The stay."""
        return self.head.stay_id

    @property
    def away(self) -> bool:
        """Whether he is elsewhere for a while (hospital, police); his place is kept."""
        return self.head.account != PRESENT

    @property
    def child(self) -> bool:
        """Whether he counts as a child."""
        known, age = self.head.head_class, self.head.age
        return known in CHILDREN if known else age is not None and age < ADULT_AGE

    @property
    def sex(self) -> str | None:
        """L or P, from the class where only that is known."""
        return self.head.sex or _SEXES.get(self.head.head_class or "")

    @property
    def sleeper(self) -> rooms.Sleeper:
        """The person as the rules see him."""
        needs, head = frozenset(self.head.needs), self.head
        return rooms.Sleeper(self.id, self.sex, self.child, head.age, head.infant, self.company, needs)


@dataclass(frozen=True)
class BedView:
    """A bed; `blocked` is why nobody may be put there."""

    id: str
    label: str
    kind: str
    blocked: str = ""


@dataclass(frozen=True)
class RoomView:
    """A room with its beds and people, by bed; `troubles` are codes of what is wrong and nobody decided."""

    id: str
    building: str
    level: int
    name: str
    use: str
    near_staff: bool
    closed: str
    beds: tuple[BedView, ...]
    guests: tuple[Guest, ...] = ()
    troubles: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()

    @property
    def floor(self) -> str:
        """“Lantai 2”."""
        return floor_name(self.building, self.level)

    @property
    def places(self) -> int:
        """Beds that may be used."""
        return sum(not bed.blocked for bed in self.beds)

    @property
    def taken(self) -> int:
        """Places its people take; an infant sleeps beside its own."""
        return rooms.places_needed([guest.sleeper for guest in self.guests])

    @property
    def free(self) -> int:
        """Places left; below zero when it is overfull, none when it is closed."""
        return 0 if self.closed else self.places - self.taken

    @property
    def empty_beds(self) -> list[BedView]:
        """Beds nobody has, in order."""
        slept = {guest.bed_id for guest in self.guests}
        return [bed for bed in self.beds if not bed.blocked and bed.id not in slept]

    def as_rules_see(self, without: Collection[str] = ()) -> rooms.Room:
        """The room for the rules, with its people in it but those (stays) who are taken out first."""
        made = rooms.Room(self.id, self.use, self.level, self.near_staff, bool(self.closed), self.places)
        made.take([guest.sleeper for guest in self.guests if guest.id not in without])
        return made

    def wrong_for(self, guests: Sequence[Guest], without: Collection[str] = ()) -> list[str]:
        """What would be wrong with these people sleeping here: codes of `rules.rooms`."""
        gone = {*without, *(guest.id for guest in guests)}
        return rooms.breaches(self.as_rules_see(gone), [guest.sleeper for guest in guests])


@dataclass(frozen=True)
class House:
    """Rooms floor by floor, and who has no place."""

    rooms: tuple[RoomView, ...]
    waiting: tuple[Guest, ...]

    @property
    def places(self) -> int:
        """Beds of rooms that are open."""
        return sum(room.places for room in self.rooms if not room.closed)

    @property
    def taken(self) -> int:
        """Places taken in rooms that are open, those kept for people who are away included."""
        return sum(room.taken for room in self.rooms if not room.closed)

    @property
    def free(self) -> int:
        """Places still free, room by room: an overfull room takes none from another."""
        return sum(max(0, room.free) for room in self.rooms)

    @property
    def guests(self) -> Iterable[Guest]:
        """Everybody, placed or not."""
        return (*(guest for room in self.rooms for guest in room.guests), *self.waiting)

    def room(self, room_id: str) -> RoomView | None:
        """One room."""
        return next((room for room in self.rooms if room.id == room_id), None)

    def guest(self, stay_id: str) -> Guest | None:
        """One person."""
        return next((guest for guest in self.guests if guest.id == stay_id), None)


def house(r: Reading) -> House:
    """Everything the floor plan shows; a handful of queries."""
    heads = [head for head in heads_at(r, HOUSED) if not head.body]
    company, places = together.companies(r, heads), current(r, [head.stay_id for head in heads])
    beds = _beds(r)
    guests = [_guest(head, company.get(head.stay_id, ""), places.get(head.stay_id), beds) for head in heads]
    plan = [_room(row, beds, guests) for row in r.all(select(Room).where(live(r, Room)))]
    known = {room.id for room in plan}
    waiting = [guest for guest in guests if guest.room_id not in known]
    order = sorted(plan, key=lambda room: (natural(room.building), room.level, natural(room.name), room.id))
    return House(tuple(order), tuple(sorted(waiting, key=_with_company(waiting))))


def capacity(r: Reading) -> int:
    """Beds that may be used now; 0 while no rooms are set up."""
    where = (col(Room.site_id) == col(Bed.site_id)) & (col(Room.id) == col(Bed.room_id))
    usable = live(r, Room) & live(r, Bed) & col(Room.closed).is_(None) & col(Bed.blocked).is_(None)
    return int(r.rows(sql_select(func.count()).select_from(Bed).join(Room, where).where(usable))[0][0])


def unhoused(r: Reading, heads: Sequence[HeadLine]) -> int:
    """How many of those present have no place; 0 while no rooms are set up."""
    if not capacity(r):
        return 0
    here = [head.stay_id for head in heads if head.account == PRESENT and not head.body]
    return len(here) - len(current(r, here))


def _beds(r: Reading) -> dict[str, Bed]:
    return {row.id: row for row in sorted(r.all(select(Bed).where(live(r, Bed))), key=lambda bed: (bed.rank, bed.id))}


def _guest(head: HeadLine, company: str, placed: Placement | None, beds: dict[str, Bed]) -> Guest:
    if placed is None or placed.place is None:
        return Guest(head, company)
    bed = beds.get(placed.place)
    room_id, label = (bed.room_id, bed.label) if bed else (placed.place, "")
    decided = tuple(str(code) for code in placed.breaks or ())
    return Guest(head, company, room_id, bed.id if bed else "", label, placed.day, decided, placed.reason or "")


def _room(row: Room, beds: dict[str, Bed], guests: Sequence[Guest]) -> RoomView:
    mine = sorted((guest for guest in guests if guest.room_id == row.id), key=_by_bed)
    own = tuple(
        BedView(bed.id, bed.label, bed.kind, bed.blocked or "") for bed in beds.values() if bed.room_id == row.id
    )
    bare = RoomView(
        row.id, row.building, row.level, row.name, row.use, row.near_staff, row.closed or "", own, tuple(mine)
    )
    decided = {code for guest in mine for code in guest.decided}
    wrong = list(_troubles(bare)) if mine else []
    told = tuple(code for code in wrong if code not in decided or code in rooms.NEVER)
    return RoomView(**{**bare.__dict__, "troubles": told, "decided": tuple(sorted(decided & set(wrong)))})


def _troubles(room: RoomView) -> Iterable[str]:
    empty = rooms.Room(room.id, room.use, room.level, room.near_staff, bool(room.closed), room.places)
    yield from rooms.breaches(empty, [guest.sleeper for guest in room.guests])
    slept = [guest.bed_id for guest in room.guests if guest.bed_id]
    if len(slept) > len(set(slept)):
        yield rooms.TWO_IN_BED


def _by_bed(guest: Guest) -> tuple[bool, tuple[tuple[int, int, str], ...], str]:
    return not guest.bed, natural(guest.bed), guest.head.display.casefold()


def _with_company(waiting: Sequence[Guest]) -> "_Order":
    return _Order({guest.company: guest.head.display.casefold() for guest in reversed(waiting) if guest.company})


class _Order:
    """Sorts people by name, those who belong together beside each other under the first name."""

    def __init__(self, first: dict[str, str]) -> None:
        self._first = first

    def __call__(self, guest: Guest) -> tuple[str, str, bool, str]:
        name = guest.head.display.casefold()
        return self._first.get(guest.company, name), guest.company, guest.child, name
