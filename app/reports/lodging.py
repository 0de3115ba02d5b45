"""Rooms of a day: how many are slept in on each floor, by whom, and who has no place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.kernel.i18n import N_
from app.registration.live import live
from app.reports.people import Stood, housed, people_behind
from app.reports.table import Behind, Cell, Heading, Line, Scope, Section, Table, key_of
from app.shelter.records import Bed, Placement, Room
from app.shelter.rules.naming import natural
from app.shelter.sleeping import HOUSED
from app.shelter.wording import floor_name
from app.store.journal import chunks
from app.store.work import Reading

NAME = "kamar"
USED, SLEEPERS, PLACES, ROOMS = "terpakai", "orang", "tempat", "kamar"
ALL, NOWHERE = "semua", "tanpa"


@dataclass(frozen=True)
class Sleeping:
    """The rooms of the house, and who slept in which when the day ended (room "" for none)."""

    rooms: dict[str, Room]
    beds: dict[str, Bed]
    people: dict[str, str]

    def floors(self) -> list[tuple[str, int]]:
        """Buildings and levels, from the ground up."""
        return sorted(
            {(room.building, room.level) for room in self.rooms.values()}, key=lambda f: (natural(f[0]), f[1])
        )

    def rooms_of(self, floor: str) -> list[Room]:
        """The rooms of a floor, or all."""
        found = [room for room in self.rooms.values() if floor in (ALL, _code(room))]
        return sorted(found, key=lambda room: (room.level, natural(room.name), room.id))

    def stays(self, room_id: str) -> list[str]:
        """Who slept in a room."""
        return [stay for stay, room in self.people.items() if room == room_id]

    def places(self, room: Room) -> list[Bed]:
        """The beds of a room that may be used."""
        return [] if room.closed else [b for b in self.beds.values() if b.room_id == room.id and not b.blocked]


def sleeping(r: Reading, scope: Scope) -> Sleeping:
    """Who slept where when the day ended; the rooms as they are now, for the house does not move."""
    rooms = {row.id: row for row in r.all(select(Room).where(live(r, Room)))}
    beds = {row.id: row for row in r.all(select(Bed).where(live(r, Bed)))}
    placed = _placed(r, housed(r, scope.day, HOUSED), scope)
    people = {stay: (beds[place].room_id if place in beds else place or "") for stay, place in placed.items()}
    return Sleeping(rooms, beds, {stay: room if room in rooms else "" for stay, room in people.items()})


def tables(r: Reading, scope: Scope) -> Iterator[Table]:
    """A line for each floor, their sum, and those without a place; nothing while no rooms are set up."""
    found = sleeping(r, scope)
    lines = [_line(_name(floor), _floor_code(*floor), found) for floor in found.floors()]
    if lines:
        lines.append(Line(_line(scope.say(N_("Jumlah")), ALL, found).cells, sum=True))
        lost = sum(not room for room in found.people.values())
        cells = {"label": Cell(scope.say(N_("Tanpa tempat"))), SLEEPERS: Cell(lost, key_of(NAME, SLEEPERS, NOWHERE))}
        lines.append(Line(cells, "warn" if lost else ""))
    headings = (
        Heading("label", scope.say(N_("Lantai")), wide=True),
        Heading(USED, scope.say(N_("Terpakai")), number=True),
        Heading(ROOMS, scope.say(N_("Kamar")), number=True),
        Heading(SLEEPERS, scope.say(N_("Orang")), number=True),
        Heading(PLACES, scope.say(N_("Tempat tidur")), number=True),
    )
    note = scope.say(N_("Termasuk tempat orang yang sedang di rumah sakit atau kepolisian."))
    yield Table("rooms", scope.say(N_("Kamar")), headings, tuple(lines), note if lines else "")


def behind(r: Reading, scope: Scope, key: Sequence[str]) -> Iterator[Behind]:
    """The rooms of a floor, its beds, or who sleeps there."""
    what, floor = key
    found = sleeping(r, scope)
    if what == SLEEPERS:
        rooms = {room.id: room.name for room in found.rooms_of(floor)} if floor != NOWHERE else {"": ""}
        details = {stay: rooms[room] for stay, room in found.people.items() if room in rooms and (room or floor != ALL)}
        yield from people_behind(r, details, details)
        return
    for room in found.rooms_of(floor):
        inside, places = len(found.stays(room.id)), len(found.places(room))
        weight = {USED: int(bool(inside)), ROOMS: 1, PLACES: places}[what]
        if weight:
            yield Behind(f"{floor_name(room.building, room.level)} · {room.name}", f"{inside}/{places}", weight,
                         ("shelter", room.id))  # fmt: skip


def _placed(r: Reading, heads: Sequence[Stood], scope: Scope) -> dict[str, str | None]:
    """Stay → the place of its last placement up to that day."""
    found: dict[str, str | None] = dict.fromkeys((one.stay for one in heads), None)
    for some in chunks(list(found)):
        mine = select(Placement).where(
            live(r, Placement), col(Placement.stay_id).in_(some), col(Placement.day) <= scope.day
        )
        for row in sorted(r.all(mine), key=lambda row: row.step):
            found[row.stay_id] = row.place
    return found


def _line(label: str, floor: str, found: Sleeping) -> Line:
    rooms = found.rooms_of(floor)
    people = [len(found.stays(room.id)) for room in rooms]
    numbers = {
        USED: sum(map(bool, people)),
        ROOMS: len(rooms),
        SLEEPERS: sum(people),
        PLACES: sum(len(found.places(room)) for room in rooms),
    }
    return Line({"label": Cell(label), **{name: Cell(n, key_of(NAME, name, floor)) for name, n in numbers.items()}})


def _name(floor: tuple[str, int]) -> str:
    return floor_name(*floor)


def _code(room: Room) -> str:
    return _floor_code(room.building, room.level)


def _floor_code(building: str, level: int) -> str:
    return f"{level}:{building.encode().hex()}"


SECTION: Section[Scope] = Section(NAME, tables, behind)
