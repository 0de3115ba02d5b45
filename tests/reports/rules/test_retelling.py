"""Whoever keeps two tellings of a quarter and knows the rule finds nobody by subtracting them."""

from collections import defaultdict
from itertools import combinations, product

import pytest

from app.health.rules import suppressed
from app.reports.rules.retelling import Figures, retold
from app.reports.rules.suppressing import SMALL

TOTAL, CELLS = "all", "cell."
Cells = tuple[int, ...]


def told(cells: Cells) -> dict[str, int | None]:
    """A table as it may leave when nothing was told before."""
    named = {f"{CELLS}{place}": number for place, number in enumerate(cells)}
    shown, whole = suppressed(named, sum(cells))
    return {TOTAL: whole, **shown}


def again(*earlier: Figures, now: Figures) -> dict[str, int | None]:
    return retold(list(earlier), now, TOTAL, CELLS)


@pytest.mark.parametrize(("size", "most"), [(1, 40), (2, 11), (3, 6)])
def test_no_set_of_cells_is_found_to_have_changed_by_a_few(size: int, most: int) -> None:
    """Every pair of tables: whatever set of cells has one possible change, it is none or not small.

    Sets that fall into parts whose changes are known too are no more than those parts.
    """
    tables = list(product(range(most), repeat=size))
    once = {cells: told(cells) for cells in tables}
    seen: dict[tuple[object, object], list[tuple[Cells, Cells]]] = defaultdict(list)
    for was, now in product(tables, repeat=2):
        second = again(once[was], now=once[now])
        seen[tuple(once[was].items()), tuple(sorted(second.items()))].append((was, now))
    places = [frozenset(some) for count in range(1, size + 1) for some in combinations(range(size), count)]
    for pairs in seen.values():
        known: list[frozenset[int]] = []
        for some in places:
            changes = {sum(now[at] - was[at] for at in some) for was, now in pairs}
            if len(changes) == 1 and not any(part < some for part in known):
                known.append(some)
                assert abs(changes.pop()) not in range(1, SMALL), (some, pairs[:3])


def test_one_more_is_not_told_and_five_more_are() -> None:
    first = told((20, 7))
    assert again(first, now=told((21, 7))) == first
    assert again(first, now=told((25, 7))) == told((25, 7))


def test_a_third_telling_is_held_against_the_first_too() -> None:
    first, second = told((10, 30)), told((16, 30))
    assert again(first, second, now=told((11, 30))) == second


def test_what_a_total_leaves_for_hidden_cells_is_a_number_too() -> None:
    first = told((20, 4, 5))
    assert first == {TOTAL: 29, "cell.0": 20, "cell.1": None, "cell.2": None}
    assert again(first, now=told((20, 5, 5))) == first  # 5 + 5 beside the 9 left before would tell of one
    assert again(first, now=told((20, 9, 5))) == told((20, 9, 5))


def test_figures_without_a_total_go_each_by_itself() -> None:
    first: Figures = {TOTAL: 0, "visits": 12, "finding.kulit": 7}
    second = again(first, now={TOTAL: 0, "visits": 13, "finding.kulit": 12, "finding.hiv": None})
    assert second == {TOTAL: 0, "visits": 12, "finding.kulit": 12, "finding.hiv": None}
