"""Outbreak: the cases of one finding by day, ship and room, and who came close to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col

from app.access.office import Office
from app.health import rules
from app.health.heads import counting
from app.health.records import Isolation, Referral, Screening, Visit
from app.health.rules import Night, Where
from app.health.steps import working_day
from app.health.trail import looking
from app.manifest.letters import batches
from app.registration.counts import HeadLine, heads_of, heads_of_batch
from app.registration.rules import PRESENT
from app.shelter.lodgings import Lodging, lodgings

LOOKED_BACK = timedelta(days=42)
"""Two of the longest times between catching and showing what spreads here."""


@dataclass(frozen=True)
class Case:
    """Somebody in whom the finding was seen, first on `day`, and the room he slept in then."""

    head: HeadLine
    day: date
    ship: str = ""
    room: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody who shared a room at the same time (`rooms`) or the ship with a case, also who left since.

    `of` are the names of these cases.
    """

    head: HeadLine
    rooms: tuple[str, ...]
    ship: str
    of: tuple[str, ...]

    @property
    def gone(self) -> bool:
        """Whether he is not in the house any more, or for a while."""
        return self.head.account != PRESENT


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


def seen(office: Office) -> dict[str, int]:
    """Finding → how many people it was seen in, the most frequent first."""
    found = {(stay, code) for stay, _day, codes in _sightings(office) for code in codes}
    counts = rules.per(sorted(code for _stay, code in found))
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def outbreak(office: Office, finding: str) -> Outbreak:
    """The cases of a finding, and everybody who shared a room or the ship with one, wherever they are now."""
    first: dict[str, date] = {}
    for stay_id, day, codes in _sightings(office):
        if finding in codes:
            first[stay_id] = min(day, first.get(stay_id, day))
    since = working_day(office) - LOOKED_BACK
    with office.read() as general:
        nights = {stay: _nights(slept) for stay, slept in lodgings(general, since).items()}
        sick = heads_of(general, list(first))
        aboard = [
            head for batch in {head.batch_id for head in sick} if batch for head in heads_of_batch(general, batch)
        ]
        others = [*aboard, *heads_of(general, [stay for stay in nights if stay not in first])]
        ships = {one.id: one.name for one in batches(general)}
    near = {head.stay_id: head for head in others if head.stay_id not in first and not head.body}
    cases = [
        Case(head, day, ships.get(head.batch_id or "", ""), _room_on(nights.get(head.stay_id, ()), day))
        for head in sick
        for day in [first[head.stay_id]]
    ]
    found = _contacts(sick, list(near.values()), nights, ships)
    return Outbreak(finding, tuple(sorted(cases, key=lambda case: (case.day, case.head.display))), tuple(found))


def _nights(slept: Iterable[Lodging]) -> tuple[Night, ...]:
    return tuple(Night(one.room, one.first, one.last) for one in slept)


def _room_on(nights: Sequence[Night], day: date) -> str:
    """Where somebody slept on the day the finding was first seen, else the first room he got."""
    then = [night.room for night in nights if night.meets(Night(night.room, day, day))]
    return next(iter([*then[-1:], *(night.room for night in nights)]), "")


def _contacts(
    sick: Iterable[HeadLine],
    others: Sequence[HeadLine],
    nights: Mapping[str, tuple[Night, ...]],
    ships: Mapping[str, str],
) -> list[Contact]:
    where = [_where(head, nights) for head in others]
    heads = {head.stay_id: head for head in others}
    rooms: dict[str, dict[str, None]] = {}
    names: dict[str, list[str]] = {}
    for case in sick:
        for shared in rules.contacts(_where(case, nights), where):
            rooms.setdefault(shared.stay_id, {}).update(dict.fromkeys(shared.rooms))
            names.setdefault(shared.stay_id, []).append(case.display)
    found = [
        Contact(heads[stay], tuple(rooms[stay]), ships.get(heads[stay].batch_id or "", ""), tuple(of))
        for stay, of in names.items()
    ]
    return sorted(found, key=lambda one: (not one.rooms, one.head.display))


def _where(head: HeadLine, nights: Mapping[str, tuple[Night, ...]]) -> Where:
    return Where(head.stay_id, head.batch_id, nights.get(head.stay_id, ()))


def _sightings(office: Office) -> list[tuple[str, date, tuple[str, ...]]]:
    """(stay, day, findings) of every entry of late in which something was found."""
    since, same = working_day(office) - LOOKED_BACK, counting(office)
    with looking(office, "outbreak") as look:
        rows: list[Screening | Visit | Referral] = [*look.rows(Screening, col(Screening.day) >= since)]
        rows += look.rows(Visit, col(Visit.day) >= since)
        rows += look.rows(Referral, col(Referral.day) >= since)
        apart = look.rows(Isolation, col(Isolation.began) >= since)
    found = [(row.stay_id, row.day, row.findings) for row in rows]
    found += [(row.stay_id, row.began, row.findings) for row in apart]
    return [(same.get(stay, stay), day, tuple(codes)) for stay, day, codes in found if codes]
