"""What the kitchen should cook, what was really given, and what it cost: portions, persons, days and rupiah."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from app.access.days import today
from app.access.office import site_of
from app.kernel.clock import operational_date
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import letters, tally
from app.reference.enumerations import name_of
from app.registration import joins, rules
from app.registration.counts import HeadLine, heads_at, heads_of_batch
from app.registration.live import live
from app.shelter.meals import body_of
from app.shelter.meals_setup import diets, rate, slots
from app.shelter.presence import states
from app.shelter.records import MealPortion
from app.shelter.rules.meals import Slot, planned
from app.shelter.rules.presence import OUT_TOO_LONG
from app.shelter.rules.whom import Body
from app.store.journal import chunks
from app.store.work import Reading

MOST_DAYS = 400


@dataclass(frozen=True)
class SlotPlan:
    """One slot of a day: persons served, persons who will come yet, portions handed out (more where two desks gave).

    `expected` are portions for ships due this day whose people nobody has counted; they are not planned unless asked.
    """

    slot: Slot
    served: int
    left: int
    portions: int
    expected: int = 0

    @property
    def planned(self) -> int:
        """Portions to cook: for those who had theirs, whether or not they are still here, and those who will."""
        return self.served + self.left


@dataclass(frozen=True)
class Plan:
    """A day for the kitchen: who will eat here, who stands at the gangway and is not registered yet, menus, each slot.

    `out` are those who went out so long ago that nobody cooks for them; they are not among `present`. `expected` are
    those whom letters announce for this day and nobody has counted; they are among nobody.
    """

    day: date
    present: HeadCount
    coming: HeadCount
    infants: int
    menus: tuple[tuple[str, int], ...]
    slots: tuple[SlotPlan, ...]
    rupiah: int | None
    out: int = 0
    expected: HeadCount = field(default_factory=HeadCount)
    ships: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        """Everybody the kitchen has to reckon with."""
        return self.present.total + self.coming.total

    @property
    def words(self) -> str:
        """The order for the kitchen, without a name, to be read out or sent."""
        return self.order()

    def order(self, expected: bool = False) -> str:
        """The same, with portions for the ships that are due where that is wished; they are said apart either way."""
        more = (expected and self.expected.total) or 0
        lines = [_("Permakanan {day}: {n} orang").format(day=f"{self.day:%d-%m-%Y}", n=self.people + more)]
        if self.coming.total:
            lines.append(_("termasuk {n} dari dermaga yang belum didaftar").format(n=self.coming.total))
        if self.out:
            lines.append(_("tanpa {n} yang keluar dan belum kembali").format(n=self.out))
        if self.expected.total:
            due = {"n": self.expected.total, "ships": ", ".join(self.ships)}
            with_them, without = (
                _("termasuk {n} yang diharapkan: {ships}"),
                _("belum termasuk {n} yang diharapkan: {ships}"),
            )
            lines.append((with_them if more else without).format(**due))
        for one in self.slots:
            number = one.planned + (one.expected if more else 0)
            lines.append(_("{slot}: {n} porsi").format(slot=one.slot.name, n=number))
        lines += [_("Menu {menu}: {n}").format(menu=menu.lower(), n=number) for menu, number in self.menus]
        return "\n".join(lines)


@dataclass(frozen=True)
class DayCost:
    """A day's meals: persons who ate, meals and portions, persons by slot, and rupiah (None without an index)."""

    day: date
    people: int
    meals: int
    portions: int
    by_slot: dict[str, int]
    rupiah: int | None


@dataclass(frozen=True)
class DoubleMeal:
    """One right under which more than one portion left the counters, or one whose right was taken back elsewhere."""

    stay_id: str
    day: date
    slot: str
    desks: tuple[str, ...]


def plan(r: Reading, now: datetime | None = None) -> Plan:
    """The day in use. It follows the gangway tally, so portions are known the moment the tally closes.

    With the moment, whoever went out long ago and did not come back is not cooked for.
    """
    day = today(r)
    heads = [head for head in heads_at(r, rules.PRESENT) if not head.body]
    here = _eating(r, heads, now) if now else heads
    coming, ate = _coming(r), _ate(r, day)
    used = [slot for slot in slots(r) if slot.active]
    due = _due(r, day)
    expected = sum(due.values(), HeadCount())
    later, hoped, found = planned(used, _bodies(coming)), planned(used, _bodies(expected)), []
    for slot in used:
        portions = ate.get(slot.code, [])
        had = set(portions)
        hungry = planned(used, [body_of(head) for head in here if head.stay_id not in had])[slot.code]
        found.append(SlotPlan(slot, len(had), hungry + later[slot.code], len(portions), hoped[slot.code]))
    index = rate(r, day.year)
    present = HeadCount.of_classes(head.head_class for head in here)
    return Plan(
        day, present, coming, sum(head.infant or head.age == 0 for head in here), _menus(r, here), tuple(found),
        index.rupiah * (present.total + coming.total) if index else None, len(heads) - len(here), expected, tuple(due),
    )  # fmt: skip


def _eating(r: Reading, heads: Sequence[HeadLine], now: datetime) -> list[HeadLine]:
    seen = states(r, heads, now)
    return [head for head in heads if (out := seen[head.stay_id].out_since) is None or now - out < OUT_TOO_LONG]


def _ate(r: Reading, day: date) -> dict[str, list[str]]:
    """Slot → the counted stay of every portion of a day."""
    same, found = joins.counted(r), dict[str, list[str]]()
    columns = (col(MealPortion.slot), col(MealPortion.stay_id))
    for slot, stay in r.rows(select(*columns).where(live(r, MealPortion), col(MealPortion.day) == day)):
        found.setdefault(slot, []).append(same.get(stay, stay))
    return found


def costs(r: Reading, since: date, until: date) -> list[DayCost]:
    """Each day of a period on which somebody ate: persons × index of that year."""
    if not since <= until <= since + timedelta(days=MOST_DAYS):
        raise UserError("meals.period", _("Pilih masa paling panjang {n} hari.").format(n=MOST_DAYS))
    given, people = _given(r, since, until), _people(r, since, until)
    indices = {year: rate(r, year) for year in {day.year for day in people}}
    found = []
    for day in sorted(people):
        mine = {slot: numbers for (when, slot), numbers in given.items() if when == day}
        index = indices[day.year]
        by_slot = {slot: served for slot, (served, _portions) in mine.items()}
        portions = sum(number for _served, number in mine.values())
        rupiah = index.rupiah * people[day] if index else None
        found.append(DayCost(day, people[day], sum(by_slot.values()), portions, by_slot, rupiah))
    return found


def doubles(r: Reading, day: date) -> list[DoubleMeal]:
    """Meals of a day that two desks gave while they could not see each other: one meal, more portions."""
    mine = (live(r, MealPortion), col(MealPortion.day) == day)
    columns = (col(MealPortion.stay_id), col(MealPortion.slot), col(MealPortion.desk))
    same = joins.counted(r)
    desks: dict[tuple[str, str], list[str]] = {}
    for stay, slot, desk in r.rows(select(*columns).where(*mine)):
        desks.setdefault((same.get(stay, stay), slot), []).append(desk)
    return [DoubleMeal(stay, day, slot, tuple(sorted(at))) for (stay, slot), at in desks.items() if len(at) > 1]


def portions_of(r: Reading, stay_id: str, day: date, slot: str) -> list[str]:
    """The desks that gave a head this meal, as far as this one knows; several where they could not see each other."""
    alike = col(MealPortion.stay_id).in_(joins.arrivals(r, stay_id))
    query = select(col(MealPortion.desk)).where(
        live(r, MealPortion), alike, col(MealPortion.day) == day, col(MealPortion.slot) == slot
    )
    return sorted(row[0] for row in r.rows(query))


def counted_meals(r: Reading) -> int:
    """All meals ever given here: distinct persons and slots."""
    keys = (col(MealPortion.stay_id), col(MealPortion.day), col(MealPortion.slot))
    each = select(*keys).where(live(r, MealPortion)).distinct().subquery()
    return int(r.connection.execute(select(func.count()).select_from(each)).scalar_one()) - _twice(r).meals.total()


@dataclass(frozen=True)
class _Twice:
    """How often arrivals that are one were counted beyond the first: meals by day and slot, persons by day."""

    meals: Counter[tuple[date, str]]
    people: Counter[date]


def _twice(r: Reading) -> _Twice:
    """Statements count stays; what two stays of one person had is taken off here, for the few who were joined."""
    same, ate = joins.counted(r), set[tuple[str, date, str]]()
    columns = (col(MealPortion.stay_id), col(MealPortion.day), col(MealPortion.slot))
    for some in chunks({*same, *same.values()}):
        ate |= {tuple(row) for row in r.rows(select(*columns).where(live(r, MealPortion), columns[0].in_(some)))}
    one = {(same.get(stay, stay), day, slot) for stay, day, slot in ate}
    meals = Counter((day, slot) for _stay, day, slot in ate) - Counter((day, slot) for _stay, day, slot in one)
    days, own = {(stay, day) for stay, day, _slot in ate}, {(stay, day) for stay, day, _slot in one}
    return _Twice(meals, Counter(day for _stay, day in days) - Counter(day for _stay, day in own))


def _given(r: Reading, since: date, until: date) -> dict[tuple[date, str], tuple[int, int]]:
    """(day, slot) → (persons, portions)."""
    columns = (col(MealPortion.day), col(MealPortion.slot))
    numbers = (func.count(col(MealPortion.stay_id).distinct()), func.count())
    query = select(*columns, *numbers).where(live(r, MealPortion), col(MealPortion.day).between(since, until))
    twice = _twice(r).meals
    return {
        key: (row[2] - twice[key], row[3]) for row in r.rows(query.group_by(*columns)) for key in [(row[0], row[1])]
    }


def _people(r: Reading, since: date, until: date) -> dict[date, int]:
    query = select(col(MealPortion.day), func.count(col(MealPortion.stay_id).distinct()))
    mine = query.where(live(r, MealPortion), col(MealPortion.day).between(since, until))
    twice = _twice(r).people
    return {row[0]: row[1] - twice[row[0]] for row in r.rows(mine.group_by(col(MealPortion.day)))}


def _coming(r: Reading) -> HeadCount:
    """Who was counted at the gangway of open ships and is not registered yet, by class; never less than nobody."""
    total = HeadCount()
    for ship in letters.batches(r, only_open=True):
        counted = tally.tallied(r, ship.id)
        if counted is not None:
            total += missing(counted, HeadCount.of_classes(head.head_class for head in heads_of_batch(r, ship.id)))
    return total


def _due(r: Reading, day: date) -> dict[str, HeadCount]:
    """Ship → whom its letters announce: open ships due this day, not tallied, without those registered already."""
    site, found = site_of(r), dict[str, HeadCount]()
    for ship in letters.batches(r, only_open=True):
        when = ship.expected_at or ship.arrived_at
        if (
            when is None
            or operational_date(when, site.zone, site.day_start_minutes) != day
            or tally.tallied(r, ship.id)
        ):
            continue
        stated = letters.stated(r, ship.id) or HeadCount()
        left = missing(stated, HeadCount.of_classes(head.head_class for head in heads_of_batch(r, ship.id)))
        if left.total:
            found[ship.name] = found.get(ship.name, HeadCount()) + left
    return found


def missing(counted: HeadCount, registered: HeadCount) -> HeadCount:
    """Heads counted beyond those registered; what one class has too many is no person less in another."""
    left = max(0, counted.total - registered.total)
    gaps = {code: max(0, number - registered.by_class()[code]) for code, number in counted.by_class().items()}
    spread = Counter[str]()
    for code, gap in gaps.items():
        spread[code] = min(gap, left - spread.total())
    return HeadCount(spread["LD"], spread["PD"], spread["AL"], spread["AP"], left - spread.total())


def _bodies(count: HeadCount) -> list[Body]:
    return [Body(code) for code, number in count.by_class().items() for _each in range(number)] + [
        Body() for _each in range(count.unknown)
    ]


def _menus(r: Reading, here: Sequence[HeadLine]) -> tuple[tuple[str, int], ...]:
    asked = diets(r, [head.stay_id for head in here]).values()
    named = Counter(words if kind == "lain" else name_of("menu", kind) for kind, words in asked)
    return tuple(sorted(named.items()))
