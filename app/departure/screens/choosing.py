"""Which people go with a departure: a pure selection over grouped candidates, where companies stay together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.departure.rules import travel
from app.departure.travellers import Choosable, Group
from app.kernel.headcount import HeadCount


@dataclass(frozen=True)
class Row:
    """One row of the list: a person, or (without one) the heading of a group."""

    group: Group
    person: Choosable | None = None

    @property
    def key(self) -> str:
        """What tells rows apart."""
        where = self.group.where
        return self.person.stay_id if self.person else f"{where.province}/{where.regency}"


class Selection:
    """The stays chosen, those that were on the departure when it was read, and what a key on a row does to them."""

    def __init__(self) -> None:
        self.chosen: set[str] = set()
        self.before: frozenset[str] = frozenset()
        self._groups: tuple[Group, ...] = ()
        self._people: dict[str, Choosable] = {}
        self._mates: dict[str, list[str]] = {}

    def offer(self, groups: Sequence[Group]) -> None:
        """Offer these people; what was chosen or taken off since the last reading stays so where it may."""
        added, taken = self.chosen - self.before, self.before - self.chosen
        self._groups = tuple(groups)
        self._people = {one.stay_id: one for group in groups for one in group.people}
        self._mates = {}
        for one in self._people.values():
            self._mates.setdefault(one.company, []).append(one.stay_id)
        self.before = frozenset(stay for stay, one in self._people.items() if one.listed)
        free = {stay for stay in added if stay in self._people and self._people[stay].allowed}
        self.chosen = (set(self.before) | free) - taken

    def forget(self) -> None:
        """Begin anew, for another departure."""
        self.chosen, self.before = set(), frozenset()

    @property
    def rows(self) -> list[Row]:
        """Headings and people in order; who can neither be chosen nor is on it comes last in his group."""
        return [row for group in self._groups for row in (Row(group), *(Row(group, one) for one in group.people))]

    @property
    def people(self) -> list[Choosable]:
        """The chosen people in order."""
        return [one for one in self._people.values() if one.stay_id in self.chosen]

    @property
    def count(self) -> HeadCount:
        """The chosen people by class."""
        return HeadCount.of_classes(one.head.head_class for one in self.people)

    @property
    def added(self) -> tuple[str, ...]:
        """Those to be put on the departure."""
        return tuple(one.stay_id for one in self.people if one.stay_id not in self.before)

    @property
    def removed(self) -> tuple[str, ...]:
        """Those to be taken off it."""
        return tuple(stay for stay in self._people if stay in self.before - self.chosen)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to keep."""
        return bool(self.added or self.removed)

    def toggle(self, row: Row) -> None:
        """A heading switches its whole group; a person goes with his company."""
        stays = self._of(row)
        self._put(stays, not all(stay in self.chosen for stay in stays))

    def toggle_alone(self, row: Row) -> None:
        """One person without his company."""
        if row.person and self._movable(row.person):
            self._put([row.person.stay_id], row.person.stay_id not in self.chosen)

    def choose_all(self) -> None:
        """Everybody who may go."""
        self._put([one.stay_id for one in self._people.values() if one.allowed], True)

    def state(self, row: Row) -> str:
        """all, some or none of what the row stands for."""
        stays = [row.person.stay_id] if row.person else self._allowed(row.group)
        inside = sum(stay in self.chosen for stay in stays)
        return "none" if not inside else "all" if inside == len(stays) else "some"

    def parted(self) -> list[str]:
        """The names of those chosen who leave somebody of their company behind."""
        able = {stay for stay, one in self._people.items() if one.allowed}
        found = travel.parted({stay: one.company for stay, one in self._people.items()}, self.chosen, able)
        return [self._people[stay].head.display for stay in self._people if stay in found]

    def _of(self, row: Row) -> list[str]:
        own = [row.person.stay_id] if row.person else self._allowed(row.group)
        companies = dict.fromkeys(self._people[stay].company for stay in own)
        mates = [stay for company in companies for stay in self._mates[company] if self._people[stay].allowed]
        return mates or [stay for stay in own if self._movable(self._people[stay])]

    def _movable(self, person: Choosable) -> bool:
        """Whether he may be chosen, or is on the list though he cannot go any more and is to be taken off."""
        return person.allowed or person.stay_id in self.chosen

    @staticmethod
    def _allowed(group: Group) -> list[str]:
        return [one.stay_id for one in group.people if one.allowed]

    def _put(self, stays: Iterable[str], inside: bool) -> None:
        (self.chosen.update if inside else self.chosen.difference_update)(stays)
