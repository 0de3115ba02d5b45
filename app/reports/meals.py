"""Permakanan of a day: persons and portions by slot, and what it cost; the figures of the meal counter's own book."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlmodel import col

from app.kernel.i18n import N_, _
from app.registration.counts import heads_of
from app.registration.live import live
from app.reports.people import people_behind
from app.reports.table import Behind, Cell, Heading, Line, Scope, Section, Table, key_of
from app.shelter import meals_planning, meals_setup
from app.shelter.records import MealPortion
from app.store.work import Reading

NAME = "makan"
EATEN, PORTIONS, PEOPLE, COST = "makan", "porsi", "orang", "biaya"
EVERY = "semua"


def tables(r: Reading, scope: Scope) -> Iterator[Table]:
    """Meals by slot with their sum, and the day in persons and rupiah."""
    given = _given(r, scope)
    names = {slot.code: slot.name for slot in meals_setup.slots(r)}
    order = [slot for slot in names if any(key[1] == slot for key in given)]
    order += sorted({key[1] for key in given} - set(order))
    lines = [_line(names.get(slot, slot), slot, given) for slot in order]
    if lines:
        total = _line(scope.say(N_("Jumlah")), EVERY, given)
        lines.append(Line(total.cells, sum=True))
    headings = (
        Heading("label", scope.say(N_("Waktu makan")), wide=True),
        Heading(EATEN, scope.say(N_("Orang makan")), number=True),
        Heading(PORTIONS, scope.say(N_("Porsi keluar")), number=True),
    )
    note = scope.say(N_("Satu hak yang dilayani dua loket adalah satu makan dan dua porsi."))
    yield Table("meals", scope.say(N_("Permakanan")), headings, tuple(lines), note if _doubled(given) else "")
    yield _cost(r, scope)


def behind(r: Reading, scope: Scope, key: Sequence[str]) -> Iterator[Behind]:
    """Who ate, what each desk gave, or what the day cost for each."""
    what, slot = key
    given = _given(r, scope)
    mine = {one: number for one, number in given.items() if slot in (EVERY, one[1])}
    if what == EATEN:
        yield from people_behind(r, [stay for stay, _slot in mine])
    elif what == PORTIONS:
        often: Counter[str] = Counter()
        for (stay, _slot), number in mine.items():
            often[stay] += number
        yield from people_behind(r, often.elements())
    elif what == PEOPLE:
        yield from people_behind(r, {stay for stay, _slot in mine})
    else:
        rate = meals_setup.rate(r, scope.day.year)
        stays = sorted({stay for stay, _slot in mine})
        for head in heads_of(r, stays) if rate else ():
            told = _("indeks {year}").format(year=scope.day.year)
            yield Behind(head.display, told, rate.rupiah if rate else 0, ("people", head.stay_id))


def _cost(r: Reading, scope: Scope) -> Table:
    """Persons who ate and what that costs by the index of the year."""
    rate = meals_setup.rate(r, scope.day.year)
    days = meals_planning.costs(r, scope.day, scope.day)
    people, rupiah = (days[0].people, days[0].rupiah) if days else (0, 0 if rate else None)
    lines = [Line({"label": Cell(scope.say(N_("Orang yang makan hari ini"))), "number": _cell(people, PEOPLE)})]
    if rate is not None and rupiah is not None:
        index = scope.say(N_("Indeks per orang per hari (Rp)"))
        lines.append(Line({"label": Cell(index), "number": Cell(rate.rupiah)}))
        cost = scope.say(N_("Biaya permakanan (Rp)"))
        lines.append(Line({"label": Cell(cost), "number": _cell(rupiah, COST)}, sum=True))
    headings = (
        Heading("label", scope.say(N_("Uraian")), wide=True),
        Heading("number", scope.say(N_("Jumlah")), number=True),
    )
    note = scope.say(N_("Indeks tahun ini belum diisi; biaya belum dapat dihitung.")) if rate is None else rate.source
    return Table("meal_cost", scope.say(N_("Biaya permakanan")), headings, tuple(lines), note)


def _given(r: Reading, scope: Scope) -> dict[tuple[str, str], int]:
    """(stay, slot) → portions, of the day."""
    columns = (col(MealPortion.stay_id), col(MealPortion.slot))
    rows = r.rows(select(*columns).where(live(r, MealPortion), col(MealPortion.day) == scope.day))
    return dict(Counter((row[0], row[1]) for row in rows))


def _doubled(given: dict[tuple[str, str], int]) -> bool:
    return any(number > 1 for number in given.values())


def _line(label: str, slot: str, given: dict[tuple[str, str], int]) -> Line:
    mine = [number for (_stay, code), number in given.items() if slot in (EVERY, code)]
    cells = {EATEN: len(mine), PORTIONS: sum(mine)}
    return Line({"label": Cell(label), **{name: Cell(n, key_of(NAME, name, slot)) for name, n in cells.items()}})


def _cell(number: int, what: str) -> Cell:
    return Cell(number, key_of(NAME, what, EVERY))


SECTION: Section[Scope] = Section(NAME, tables, behind)
