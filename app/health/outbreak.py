"""Outbreak: the cases of one finding by day, ship and room, and who came close to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col

from app.access.office import Office
from app.health import rules
from app.health.heads import present
from app.health.records import Referral, Screening, Visit
from app.health.rules import Where
from app.health.steps import working_day
from app.health.trail import looking
from app.manifest.letters import batches
from app.registration.counts import HeadLine, heads_of
from app.shelter.house import house
from app.store.work import Reading

LOOKED_BACK = timedelta(days=42)
"""Two of the longest times between catching and showing what spreads here."""
RoomsOf = Callable[[Reading, Sequence[str]], Mapping[str, str]]
"""(reading of the general vault, stays) → the name of the room each sleeps in; of those who have one."""


@dataclass(frozen=True)
class Case:
    """Somebody in whom the finding was seen, first on `day`."""

    head: HeadLine
    day: date
    ship: str = ""
    room: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody here who shared a room or the ship with a case; `of` are the names of these cases."""

    head: HeadLine
    room: str
    ship: str
    shared_room: bool
    of: tuple[str, ...]


@dataclass(frozen=True)
class Outbreak:
    """One finding in the house; the counts are of people, in order of day, ship and room."""

    finding: str
    cases: tuple[Case, ...]
    contacts: tuple[Contact, ...]

    @property
    def by_day(self) -> dict[date, int]:
        """Cases by the day they were first seen."""
        days = rules.per([case.day.isoformat() for case in sorted(self.cases, key=lambda case: case.day)])
        return {date.fromisoformat(day): count for day, count in days.items()}

    @property
    def by_ship(self) -> dict[str, int]:
        """Cases by ship."""
        return rules.per(sorted(case.ship for case in self.cases))

    @property
    def by_room(self) -> dict[str, int]:
        """Cases by room; "" for those without one."""
        return rules.per(sorted(case.room for case in self.cases))


def rooms_now(r: Reading, stays: Sequence[str]) -> Mapping[str, str]:
    """The rooms of the house as people sleep in them now."""
    asked = set(stays)
    return {guest.id: room.name for room in house(r).rooms for guest in room.guests if guest.id in asked}


def seen(office: Office) -> dict[str, int]:
    """Finding → how many people it was seen in, the most frequent first."""
    found = {(stay, code) for stay, _day, codes in _sightings(office) for code in codes}
    counts = rules.per(sorted(code for _stay, code in found))
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def outbreak(office: Office, finding: str, rooms_of: RoomsOf = rooms_now) -> Outbreak:
    """The cases of a finding, and everybody here who shared a room or the ship with one."""
    first: dict[str, date] = {}
    for stay_id, day, codes in _sightings(office):
        if finding in codes:
            first[stay_id] = min(day, first.get(stay_id, day))
    here = present(office)
    with office.read() as general:
        sick = heads_of(general, list(first))
        everyone = list({head.stay_id: head for head in (*sick, *here)}.values())
        rooms = rooms_of(general, [head.stay_id for head in everyone])
        ships = {one.id: one.name for one in batches(general)}
    cases = [
        Case(head, first[head.stay_id], ships.get(head.batch_id or "", ""), rooms.get(head.stay_id, ""))
        for head in sick
    ]
    near = _contacts(sick, [head for head in here if head.stay_id not in first], rooms, ships)
    return Outbreak(finding, tuple(sorted(cases, key=lambda case: (case.day, case.head.display))), tuple(near))


def _contacts(
    sick: Iterable[HeadLine], others: Sequence[HeadLine], rooms: Mapping[str, str], ships: Mapping[str, str]
) -> list[Contact]:
    where = [_where(head, rooms) for head in others]
    heads = {head.stay_id: head for head in others}
    shared: dict[str, tuple[bool, tuple[str, ...]]] = {}
    for case in sick:
        for stay_id, how in rules.contacts(_where(case, rooms), where):
            room, names = shared.get(stay_id, (False, ()))
            shared[stay_id] = (room or "room" in how, (*names, case.display))
    found = [
        Contact(heads[stay], rooms.get(stay, ""), ships.get(heads[stay].batch_id or "", ""), room, names)
        for stay, (room, names) in shared.items()
    ]
    return sorted(found, key=lambda one: (not one.shared_room, one.head.display))


def _where(head: HeadLine, rooms: Mapping[str, str]) -> Where:
    return Where(head.stay_id, head.batch_id, rooms.get(head.stay_id))


def _sightings(office: Office) -> list[tuple[str, date, tuple[str, ...]]]:
    """(stay, day, findings) of every entry of late in which something was found."""
    since = working_day(office) - LOOKED_BACK
    with looking(office, "outbreak") as look:
        rows: list[Screening | Visit | Referral] = [*look.rows(Screening, col(Screening.day) >= since)]
        rows += look.rows(Visit, col(Visit.day) >= since)
        rows += look.rows(Referral, col(Referral.day) >= since)
    return [(row.stay_id, row.day, tuple(row.findings)) for row in rows if row.findings]
