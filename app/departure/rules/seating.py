"""Places on buses, ships and planes: companies together, wheelchairs near the door, infants on a lap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.kernel.errors import UserError
from app.kernel.i18n import _


@dataclass(frozen=True)
class Rider:
    """Somebody who travels; `company` is shared by those who stay together, `infant` sits on a lap."""

    id: str
    company: str = ""
    infant: bool = False
    near_door: bool = False


@dataclass(frozen=True)
class Coach:
    """A vehicle: its places, and how many stand side by side (0: without numbers). Place 1 is at the door."""

    id: str
    label: str
    seats: int
    per_row: int = 0


Group = list[Rider]


def companies(riders: Iterable[Rider]) -> list[Group]:
    """Riders who stay together, in the order their first one comes."""
    found: dict[str, Group] = {}
    for rider in riders:
        found.setdefault(rider.company or rider.id, []).append(rider)
    return list(found.values())


def seats_of(riders: Iterable[Rider]) -> int:
    """How many places riders take."""
    return sum(not rider.infant for rider in riders)


def distribute(riders: Sequence[Rider], coaches: Sequence[Coach]) -> dict[str, str]:
    """Rider → vehicle, in their order and no company parted; UserError when it cannot be."""
    needed, there = seats_of(riders), sum(coach.seats for coach in coaches)
    if not coaches:
        raise UserError("seat.no_vehicle", _("Perjalanan ini belum punya kendaraan."), _("Tambah kendaraannya dulu."))
    if needed > there:
        raise UserError(
            "seat.too_few",
            _("{n} orang perlu tempat duduk, kendaraannya hanya memuat {there}; belum dibagi.").format(
                n=needed, there=there
            ),
            _("Tambah kendaraan, atau pindahkan sebagian orang ke keberangkatan lain."),
        )
    groups = companies(riders)
    for order in (groups, sorted(groups, key=seats_of, reverse=True)):
        placed = _first_fit(order, coaches)
        if placed is not None:
            return placed
    largest = max(groups, key=seats_of)
    raise UserError(
        "seat.company",
        _("Ada keluarga {n} orang yang tidak muat bersama di satu kendaraan; belum dibagi.").format(n=len(largest)),
        _("Tambah kendaraan, atau bagi keluarga itu dengan tangan."),
    )


def _first_fit(groups: Sequence[Group], coaches: Sequence[Coach]) -> dict[str, str] | None:
    room = {coach.id: coach.seats for coach in coaches}
    placed: dict[str, str] = {}
    for group in groups:
        wanted = seats_of(group)
        into = next((coach.id for coach in coaches if room[coach.id] >= wanted), None)
        if into is None:
            return None
        room[into] -= wanted
        placed |= {rider.id: into for rider in group}
    return placed


def seat(riders: Sequence[Rider], coach: Coach, taken: Mapping[str, int] | None = None) -> dict[str, int | None]:
    """Rider → number of his place, None for infants and where places have no numbers; `taken` stays as it is.

    Those who need the door come first, then companies side by side, then everybody else.
    """
    if not coach.per_row:
        return {rider.id: None for rider in riders}
    fixed = dict(taken or {})
    free = [number for number in range(1, coach.seats + 1) if number not in fixed.values()]
    waiting = [rider for rider in riders if rider.id not in fixed]
    if seats_of(waiting) > len(free):
        raise UserError(
            "seat.full",
            _("{coach} hanya punya {n} tempat; belum diatur.").format(coach=coach.label, n=coach.seats),
            _("Pindahkan sebagian orang ke kendaraan lain."),
        )
    found: dict[str, int | None] = {**fixed}
    for group in sorted(companies(waiting), key=_door_and_families_first):
        sitting = [rider for rider in sorted(group, key=lambda one: not one.near_door) if not rider.infant]
        for rider, number in zip(sitting, _together(free, len(sitting), coach.per_row), strict=True):
            found[rider.id] = number
            free.remove(number)
        found |= {rider.id: None for rider in group if rider.infant}
    return found


def _door_and_families_first(group: Group) -> tuple[bool, bool]:
    return not any(rider.near_door for rider in group), seats_of(group) < 2


def _together(free: Sequence[int], many: int, per_row: int) -> list[int]:
    """So many places: in one row if they fit there, else side by side over rows, else the first there are."""
    runs = list(_runs(free, many))
    in_a_row = [run for run in runs if run and (run[0] - 1) // per_row == (run[-1] - 1) // per_row]
    whole_rows = [run for run in runs if run and (run[0] - 1) % per_row == 0]
    return next(iter(in_a_row or whole_rows or runs), list(free[:many]))


def _runs(free: Sequence[int], many: int) -> Iterator[list[int]]:
    for at in range(len(free) - many + 1):
        run = list(free[at : at + many])
        if not run or run[-1] - run[0] == many - 1:
            yield run
