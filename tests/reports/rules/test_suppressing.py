"""No hidden count can be found from the cells and sums that are told: not by subtracting, not by solving them all."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.reports.rules.suppressing import SMALL, Hidden, hidden, hidden_line

COUNTS = st.sampled_from([0, 0, 1, 2, 4, 5, 7, 20, 60])
Places = dict[tuple[int, int], int]


@st.composite
def grids(draw: st.DrawFn) -> list[list[int]]:
    """Counts by province and class."""
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=6))


def whole(grid: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in grid]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def told(found: Hidden) -> list[list[int | None]]:
    return [
        *([*row, margin] for row, margin in zip(found.cells, found.rows, strict=True)),
        [*found.columns, found.total],
    ]


def solved(shown: list[list[int | None]]) -> set[tuple[int, int]]:
    """The hidden cells that the equations of all rows and columns determine."""
    gone = [(at, place) for at, row in enumerate(shown) for place, number in enumerate(row) if number is None]
    lines = [[(at, place) for place in range(len(shown[0]))] for at in range(len(shown))]
    lines += [[(at, place) for at in range(len(shown))] for place in range(len(shown[0]))]
    rows = []
    for line in lines:
        row = [Fraction((one in line) * (-1 if one == line[-1] else 1)) for one in gone]
        if any(row):
            rows.append(row)
    return {gone[next(at for at, x in enumerate(row) if x)] for row in _reduced(rows) if sum(map(bool, row)) == 1}


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    done = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [x / rows[done][column] for x in rows[done]]
        for at, row in enumerate(rows):
            if at != done and row[column]:
                rows[at] = [x - row[column] * y for x, y in zip(row, rows[done], strict=True)]
        done += 1
    return rows


@given(grids())
def test_no_small_count_is_told_or_found(grid: list[list[int]]) -> None:
    real, shown = whole(grid), told(hidden(grid))
    for at, row in enumerate(shown):
        for place, number in enumerate(row):
            assert number in (None, real[at][place])
            assert number is None or number == 0 or number >= SMALL
    assert all(real[at][place] >= SMALL or not real[at][place] for at, place in solved(shown))


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_of_a_single_line_neither(numbers: list[int]) -> None:
    shown, total = hidden_line(numbers)
    gone = [number for number, cell in zip(numbers, shown, strict=True) if cell is None]
    assert all(cell is None or cell == 0 or cell >= SMALL for cell in (*shown, total))
    assert total is None or not gone or (len(gone) > 1 and sum(gone) >= SMALL)


def test_large_counts_are_all_told() -> None:
    found = hidden([[10, 20], [30, 40]])
    assert (found.cells, found.rows, found.columns, found.total) == ([[10, 20], [30, 40]], [30, 70], [40, 60], 100)


def test_the_obvious_subtraction_does_not_work() -> None:
    found = hidden([[2, 20, 30], [40, 50, 60]])
    assert found.cells[0][0] is None
    assert sum(number is None for number in found.cells[0]) == 2
    assert sum(number is None for number in (found.cells[0][0], found.cells[1][0])) == 2
