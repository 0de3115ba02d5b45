"""Which people go on a list: a pure selection over grouped candidates, where families stay together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.handover import rules
from app.handover.candidates import Choosable, Group
from app.kernel.headcount import HeadCount


@dataclass(frozen=True)
class Row:
    """One row of the check list: a person, or (without one) the heading of a group."""

    group: Group
    person: Choosable | None = None

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.person.stay_id if self.person else f"{self.group.province}/{self.group.regency}"


class Selection:
    """The stays chosen so far, and what a click on a row does to them."""

    def __init__(self) -> None:
        self._chosen: set[str] = set()
        self._waiting: set[str] = set()
        self._groups: tuple[Group, ...] = ()
        self._people: dict[str, Choosable] = {}
        self._kin: dict[str, list[str]] = {}
        self._family: dict[str, str] = {}

    @property
    def chosen(self) -> set[str]:
        """Whoever goes on the list, of those offered."""
        return self._chosen

    @chosen.setter
    def chosen(self, stays: set[str]) -> None:
        self._chosen, self._waiting = stays, set()

    @property
    def lost(self) -> list[Choosable]:
        """Those chosen before who are offered and may not go now; each says why."""
        return [one for one in self._people.values() if one.stay_id in self._waiting]

    @property
    def away(self) -> int:
        """How many were chosen before and are not offered now: of another ship, or not here any more."""
        return len(self._waiting - self._people.keys())

    def offer(self, groups: Sequence[Group], keep_others: bool = False) -> None:
        """Offer other people; those chosen who may not go now wait, and are chosen again once they may."""
        self._groups = tuple(groups)
        self._people = {person.stay_id: person for group in groups for person in group.people}
        self._family = rules.families({stay: person.family for stay, person in self._people.items()})
        self._kin = {}
        for stay, family in self._family.items():
            self._kin.setdefault(family, []).append(stay)
        if not keep_others:
            wanted = self._chosen | self._waiting
            self._chosen = {stay for stay in wanted if stay in self._people and self._people[stay].allowed}
            self._waiting = wanted - self._chosen

    @property
    def rows(self) -> list[Row]:
        """Headings and people in printed order."""
        return [row for group in self._groups for row in (Row(group), *(Row(group, one) for one in group.people))]

    @property
    def people(self) -> list[Choosable]:
        """The chosen people in printed order."""
        return [one for one in self._people.values() if one.stay_id in self.chosen]

    @property
    def stay_ids(self) -> tuple[str, ...]:
        """The chosen stays in printed order."""
        return tuple(one.stay_id for one in self.people)

    @property
    def count(self) -> HeadCount:
        """The chosen people by class."""
        return HeadCount.of_classes(one.head_class for one in self.people)

    def toggle(self, row: Row) -> None:
        """A heading switches its whole group; a person goes with his family."""
        stays = self._of(row)
        self._put(stays, not all(stay in self.chosen for stay in stays))

    def toggle_alone(self, row: Row) -> None:
        """One person without his family."""
        if row.person and row.person.allowed:
            self._put([row.person.stay_id], row.person.stay_id not in self.chosen)

    def choose_all(self) -> None:
        """Everybody who may go."""
        self._put([one.stay_id for one in self._people.values() if one.allowed], True)

    def clear(self) -> None:
        """Nobody."""
        self.chosen = set()

    def state(self, row: Row) -> str:
        """all, some or none of what the row stands for."""
        stays = [row.person.stay_id] if row.person else self._allowed(row.group)
        inside = sum(stay in self.chosen for stay in stays)
        return "none" if not inside else "all" if inside == len(stays) else "some"

    def parted(self) -> list[Choosable]:
        """Chosen people of whom somebody of the family is left behind."""
        kin = {stay: person.family for stay, person in self._people.items()}
        held = {stay for stay, person in self._people.items() if person.held}
        return [self._people[stay] for stay in rules.parted(kin, self.chosen, held)]

    def _of(self, row: Row) -> list[str]:
        if row.person is None:
            stays = self._allowed(row.group)
            return [kin for stay in stays for kin in self._together(stay)]
        return self._together(row.person.stay_id)

    def _together(self, stay: str) -> list[str]:
        return [one for one in self._kin[self._family[stay]] if self._people[one].allowed]

    @staticmethod
    def _allowed(group: Group) -> list[str]:
        return [one.stay_id for one in group.people if one.allowed]

    def _put(self, stays: Iterable[str], inside: bool) -> None:
        (self.chosen.update if inside else self.chosen.difference_update)(stays)
