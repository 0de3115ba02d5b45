"""A proposal for a whole batch: families together, everybody under the hard rules, the rest with the reason why not.

The hardest to place go first: who needs a room of his own, children without company, families by their size, mothers
with infants, then everybody else; of the rooms that fit, the one that is filled best. No room is ever chosen in which
a rule of `rules.rooms` would be broken; isolation is never proposed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.shelter.rules import rooms
from app.shelter.rules.rooms import Room, Sleeper, breaches, places_needed

TOO_MANY = "rombongan_besar"
NO_ROOM = "tidak_ada_kamar"


@dataclass(frozen=True)
class Placed:
    """People who go together into a room."""

    room_id: str
    people: tuple[Sleeper, ...]


@dataclass(frozen=True)
class Left:
    """People nobody could place together, and why: a code of `rules.rooms`, TOO_MANY or NO_ROOM."""

    people: tuple[Sleeper, ...]
    why: str


@dataclass(frozen=True)
class Proposal:
    """What a batch comes to."""

    placed: tuple[Placed, ...] = ()
    left: tuple[Left, ...] = ()

    @property
    def count(self) -> int:
        """How many people would get a place."""
        return sum(len(one.people) for one in self.placed)


def propose(people: Sequence[Sleeper], house: Sequence[Room], families_share: bool = False) -> Proposal:
    """Places for these people in these rooms, which are changed on the way; `families_share` as somebody decided."""
    placed: list[Placed] = []
    left: list[Left] = []
    for group in sorted(companies(people), key=_hardest_first):
        room = _best(group, house, families_share)
        if room is None:
            left.append(Left(group, _why(group, house, families_share)))
        else:
            room.take(group)
            placed.append(Placed(room.id, group))
    return Proposal(tuple(placed), tuple(left))


def companies(people: Sequence[Sleeper]) -> list[tuple[Sleeper, ...]]:
    """People taken together by whom they belong to, in the order given."""
    found: dict[str, list[Sleeper]] = {}
    for one in people:
        found.setdefault(one.company, []).append(one)
    return [tuple(group) for group in found.values()]


def uses_for(group: Sequence[Sleeper]) -> tuple[str, ...]:
    """The uses of rooms these people may be proposed for, the fittest first."""
    counted = {one.sex for one in group if not one.small} or {one.sex for one in group}
    if all(one.child for one in group):
        own = tuple(rooms.USE_OF_SEX[sex] for sex in counted if sex) if len(counted) == 1 else ()
        return (rooms.CHILDREN, *own, *((rooms.FAMILIES,) if len(group) > 1 else ()))
    infants = any(one.infant or rooms.INFANT_NEED in one.needs for one in group)
    if counted == {"P"} and infants:
        return (rooms.INFANTS, rooms.FAMILIES, rooms.WOMEN) if len(group) > 1 else (rooms.INFANTS, rooms.WOMEN)
    if len(counted) == 1 and None not in counted:
        (sex,) = counted
        one_sex = rooms.USE_OF_SEX[sex or ""]
        return (one_sex, rooms.FAMILIES) if len(group) > 1 else (one_sex,)
    return (rooms.FAMILIES,) if len(group) > 1 else ()


def _hardest_first(group: Sequence[Sleeper]) -> tuple[int, int, int]:
    needs = {need for one in group for need in one.needs}
    private = rooms.ALONE_NEED in needs
    tied = sum((bool(needs & rooms.GROUND_NEEDS), rooms.STAFF_NEED in needs))
    alone = all(one.child for one in group)
    mixed = uses_for(group)[:1] == (rooms.FAMILIES,)
    kind = 0 if private else 1 if alone else 2 if mixed else 3 if len(group) > 1 else 4
    return kind, -tied, -places_needed(group)


def _best(group: Sequence[Sleeper], house: Sequence[Room], families_share: bool) -> Room | None:
    """The room that fits best: its use, no ground floor or staff spent on who needs neither, the fewest places left."""
    if home := _home(group, house):
        return None if _wrong(home, group, families_share) else home
    needed, wanted = places_needed(group), uses_for(group)
    needs = {need for one in group for need in one.needs}
    ground, staff = bool(needs & rooms.GROUND_NEEDS), rooms.STAFF_NEED in needs
    ranked = sorted(
        (wanted.index(room.use), room.near_staff and not staff, room.level == rooms.GROUND and not ground,
         room.free - needed, place)
        for place, room in enumerate(house)
        if room.use in wanted and room.free >= needed
    )  # fmt: skip
    return next((house[at[-1]] for at in ranked if not _wrong(house[at[-1]], group, families_share)), None)


def _home(group: Sequence[Sleeper], house: Sequence[Room]) -> Room | None:
    """The room where some of their family sleep already."""
    mine = group[0].company
    open_ones = (room for room in house if room.use != rooms.ISOLATION)
    return next((room for room in open_ones if any(one.company == mine for one in room.inside)), None)


def _wrong(room: Room, group: Sequence[Sleeper], families_share: bool) -> list[str]:
    """The breaches that count by rule; families may share a families' room when somebody decided so."""
    found = breaches(room, group)
    both = [*companies(room.inside), group]
    if families_share and room.use == rooms.FAMILIES and all(_is_family(each) for each in both):
        return [code for code in found if code not in (rooms.SHARED, rooms.SEXES)]
    return found


def _is_family(group: Sequence[Sleeper]) -> bool:
    return len(group) > 1 and any(not one.child for one in group)


_WALLS = (rooms.CHILD, rooms.STAFF, rooms.LEVEL, rooms.PRIVATE, rooms.SHARED, rooms.SEXES, rooms.UNKNOWN)


def _why(group: Sequence[Sleeper], house: Sequence[Room], families_share: bool) -> str:
    """Why a group got no place: what stands in its way in most of the rooms that have one for it."""
    if _home(group, house):
        return rooms.APART
    if any(one.sex is None for one in group) and not uses_for(group):
        return rooms.UNKNOWN
    fitting = [room for room in house if room.use in uses_for(group) and not room.closed]
    if not fitting:
        return NO_ROOM
    needed = places_needed(group)
    whole = max(room.free + places_needed(room.inside) for room in fitting)
    if needed > whole:
        return TOO_MANY
    walls = Counter(code for room in fitting if room.free >= needed for code in _wrong(room, group, families_share))
    return max((code for code in _WALLS if walls[code]), key=walls.__getitem__, default=rooms.FULL)
