"""Small numbers of people are hidden before figures leave without names, and so that no subtraction finds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SMALL = 5
"""Fewer than this many people might be found."""
Place = tuple[int, int]
Shown = list[list[int | None]]


@dataclass(frozen=True)
class Hidden:
    """A grid of counts with its sums at the right and below, as it may leave; None is hidden."""

    cells: Shown
    rows: list[int | None]
    columns: list[int | None]
    total: int | None


def hidden(grid: Sequence[Sequence[int]]) -> Hidden:
    """A grid of counts (rows × columns) as it may leave: small cells and sums hidden, and others so that none is found.

    Every line keeps none or at least two hidden cells, worth SMALL together, and none that cells on a ring around it
    would tell.
    """
    whole = [[*row, sum(row)] for row in grid]
    whole.append([sum(column) for column in zip(*whole, strict=True)] if whole else [0])
    shown: Shown = [[None if 0 < number < SMALL else number for number in row] for row in whole]
    while any(_cover(whole, shown, line) for line in _lines(whole)) or _ring(whole, shown):
        pass
    return Hidden([row[:-1] for row in shown[:-1]], [row[-1] for row in shown[:-1]], shown[-1][:-1], shown[-1][-1])


def hidden_line(numbers: Sequence[int]) -> tuple[list[int | None], int | None]:
    """Counts that make one sum, and the sum: small ones hidden, and another where one alone would be found."""
    whole = [[*numbers, sum(numbers)]]
    shown: Shown = [[None if 0 < number < SMALL else number for number in whole[0]]]
    line = [(0, place) for place in range(len(whole[0]))]
    while _cover(whole, shown, line):
        pass
    return shown[0][:-1], shown[0][-1]


def _lines(whole: Sequence[Sequence[int]]) -> Iterator[list[Place]]:
    """Every row and every column, its sum last."""
    for at, row in enumerate(whole):
        yield [(at, place) for place in range(len(row))]
    for place in range(len(whole[0])):
        yield [(at, place) for at in range(len(whole))]


def _cover(whole: Sequence[Sequence[int]], shown: Shown, line: Sequence[Place]) -> bool:
    """Hide one more cell of a line whose hidden ones the others would tell; whether one was hidden."""
    gone = [(at, place) for at, place in line if shown[at][place] is None]
    enough = len(gone) > 1 and (line[-1] in gone or sum(whole[at][place] for at, place in gone) >= SMALL)
    return bool(gone) and not enough and _hide_smallest(whole, shown, line)


def _hide_smallest(whole: Sequence[Sequence[int]], shown: Shown, line: Sequence[Place]) -> bool:
    """Hide the smallest shown cell that holds somebody; an empty one or the sum only where there is no other."""
    rest = [(at, place) for at, place in line if shown[at][place] is not None]
    if not rest:
        return False
    at, place = min(rest, key=lambda one: ((one == line[-1], not whole[one[0]][one[1]]), whole[one[0]][one[1]]))
    shown[at][place] = None
    return True


def _ring(whole: Sequence[Sequence[int]], shown: Shown) -> bool:
    """Hide one more cell beside a hidden one that lies on no ring of hidden cells: the sums would tell it."""
    gone = [(at, place) for at, row in enumerate(shown) for place, number in enumerate(row) if number is None]
    for at, place in gone:
        if not _joined([one for one in gone if one != (at, place)], at, place):
            row, column = [(at, each) for each in range(len(shown[0]))], [(each, place) for each in range(len(shown))]
            if _hide_smallest(whole, shown, row) or _hide_smallest(whole, shown, column):
                return True
    return False


def _joined(gone: Sequence[Place], row: int, column: int) -> bool:
    """Whether a row and a column are joined by a way over hidden cells."""
    rows, columns, grown = {row}, set[int](), True
    while grown:
        found = {place for at, place in gone if at in rows} - columns
        columns |= found
        more = {at for at, place in gone if place in columns} - rows
        rows |= more
        grown = bool(found or more)
    return column in columns
